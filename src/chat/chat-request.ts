import type { Effort } from "../terms/place.ts";
import type { PrivacyMode } from "../terms/privacy-mode.ts";
import type { WhenUnsure } from "../terms/policy.ts";

/** A part of a message's content. */
export type ContentPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image_url"; readonly image_url: { readonly url: string } };

/** A function call that an assistant message made. */
export interface ToolCall {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; readonly arguments: string };
}

/** One message, in OpenAI's shape. */
export type ChatMessage =
  | {
      readonly role: "system" | "developer" | "user";
      readonly content: string | readonly ContentPart[];
      readonly name?: string;
    }
  | {
      readonly role: "assistant";
      readonly content?: string | readonly ContentPart[] | null;
      readonly tool_calls?: readonly ToolCall[];
      readonly name?: string;
    }
  | {
      readonly role: "tool";
      readonly content: string | readonly ContentPart[];
      readonly tool_call_id: string;
    };

/** A function that the model may call; `parameters` is a JSON schema. */
export interface ChatTool {
  readonly type: "function";
  readonly function: {
    readonly name: string;
    readonly description?: string;
    readonly parameters?: Readonly<Record<string, unknown>>;
    readonly strict?: boolean | null;
  };
}

export type ToolChoice =
  | "none"
  | "auto"
  | "required"
  | { readonly type: "function"; readonly function: { readonly name: string } };

export type ResponseFormat =
  | { readonly type: "text" }
  | { readonly type: "json_object" }
  | {
      readonly type: "json_schema";
      readonly json_schema: {
        readonly name: string;
        readonly schema?: Readonly<Record<string, unknown>>;
        readonly strict?: boolean | null;
        readonly description?: string;
      };
    };

/** Nearside's own controls for one request; each overrides the router's option of the same name. */
export interface NearsideControls {
  readonly privacy?: PrivacyMode;
  /** 0 saves money, time and exposure wherever it can; 1 takes the best answer. */
  readonly preference?: number;
  readonly whenUnsure?: WhenUnsure;
  /** At most this share (0 to 1) of the answers that stay on the device may be wrong. */
  readonly maxWrongOnDevice?: number;
  readonly maxPriceUsd?: number;
  readonly deadlineMs?: number;
  /** Requests of one conversation share a consent and are counted as turns. */
  readonly conversation?: string;
  /** Whether a named conversation stays on its path until another is clearly better; true unless set. */
  readonly sticky?: boolean;
}

/** A chat request in OpenAI's shape, with one extra field. `model` is "auto", "device", "cloud" or a model's id. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly stream?: boolean | null;
  readonly stream_options?: { readonly include_usage?: boolean } | null;
  readonly max_completion_tokens?: number | null;
  readonly max_tokens?: number | null;
  readonly temperature?: number | null;
  readonly top_p?: number | null;
  readonly seed?: number | null;
  readonly stop?: string | readonly string[] | null;
  readonly n?: number | null;
  readonly frequency_penalty?: number | null;
  readonly presence_penalty?: number | null;
  readonly logprobs?: boolean | null;
  readonly top_logprobs?: number | null;
  readonly tools?: readonly ChatTool[];
  readonly tool_choice?: ToolChoice;
  readonly parallel_tool_calls?: boolean;
  readonly response_format?: ResponseFormat;
  readonly reasoning_effort?: Effort | "none" | "xhigh" | "max" | null;
  readonly verbosity?: "low" | "medium" | "high" | null;
  readonly metadata?: Readonly<Record<string, string>> | null;
  readonly user?: string;
  readonly nearside?: NearsideControls;
}
