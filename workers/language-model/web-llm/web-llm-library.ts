import type {
  AppConfig,
  ChatCompletionChunk,
  ChatCompletionRequestStreaming,
  InitProgressCallback,
} from "@mlc-ai/web-llm";

/** What is used of the library's `MLCEngine`, and no more: whatever has this shape can take its place. */
export interface WebLlm {
  reload(model: string, options: { readonly context_window_size?: number }): Promise<void>;
  unload(): Promise<void>;
  /** Takes effect between two tokens. */
  interruptGenerate(): Promise<void>;
  chatCompletion(
    request: ChatCompletionRequestStreaming,
  ): Promise<AsyncIterable<ChatCompletionChunk>>;
}

/** How an engine is made. */
export interface WebLlmSettings {
  readonly appConfig: AppConfig;
  readonly initProgressCallback: InitProgressCallback;
}

/** Makes an engine that holds no model yet. */
export type MakeWebLlm = (settings: WebLlmSettings) => Promise<WebLlm>;

/** The real one. The library is large, so it is loaded only here and only when asked. */
export const makeWebLlm: MakeWebLlm = async ({ appConfig, initProgressCallback }) => {
  const { MLCEngine } = await import("@mlc-ai/web-llm");
  return new MLCEngine({ appConfig, initProgressCallback, logLevel: "ERROR" });
};
