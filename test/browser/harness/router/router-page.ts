import { createRouter } from "../../../../src/index.ts";
import type {
  ChatRequest,
  ConsentAnswer,
  ConsentQuestion,
  NearsideReport,
  Preview,
  Router,
  RouterErrorCode,
  RouterOptions,
} from "../../../../src/index.ts";

/** A whole streamed answer, as a test looks at it. */
export interface Told {
  readonly text: string;
  readonly chunks: number;
  readonly report: NearsideReport | null;
  readonly stages: readonly string[];
  readonly code: RouterErrorCode | string | null;
  readonly message: string;
  readonly partialText: string | null;
}

export interface AskOptions {
  readonly decision?: Preview;
  /** Aborts when this stage is entered, or once this many chunks have come. */
  readonly abortAtStage?: string;
  readonly abortAfterChunks?: number;
  readonly abortAfterMs?: number;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}
(window as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("default", {
  createScriptURL(url) {
    if (new URL(url, location.href).origin === location.origin) return url;
    throw new TypeError(`Not one of our scripts: ${url}`);
  },
});

let router: Router | null = null;
const questions: ConsentQuestion[] = [];
let consent: ConsentAnswer = "send";

/** What a test calls; everything it takes and gives is plain data. */
export const harness = {
  open(options: RouterOptions & { readonly canAsk?: boolean }): void {
    const { canAsk = true, ...rest } = options;
    const onConsent = (question: ConsentQuestion): Promise<ConsentAnswer> => {
      questions.push(question);
      return Promise.resolve(consent);
    };
    router = createRouter(canAsk ? { ...rest, onConsent } : rest);
  },
  answerConsent(answer: ConsentAnswer): void {
    consent = answer;
  },
  questions: () => questions,
  async ask(request: ChatRequest, options: AskOptions = {}): Promise<Told> {
    const abort = new AbortController();
    const stages: string[] = [];
    const told = { text: "", chunks: 0, report: null as NearsideReport | null };
    if (options.abortAfterMs !== undefined) setTimeout(() => abort.abort(), options.abortAfterMs);
    try {
      const stream = await opened().chat.completions.create(
        { ...request, stream: true },
        {
          signal: abort.signal,
          ...(options.decision === undefined ? {} : { decision: options.decision }),
          onStage(stage) {
            stages.push(stage);
            if (stage === options.abortAtStage) abort.abort();
          },
        },
      );
      for await (const chunk of stream) {
        told.chunks++;
        told.text += chunk.choices[0]?.delta.content ?? "";
        told.report = chunk.nearside ?? told.report;
        if (told.chunks === options.abortAfterChunks) abort.abort();
      }
      return { ...told, stages, code: null, message: "", partialText: null };
    } catch (error) {
      const { code, name, message, partialText } = error as Record<string, string | undefined>;
      return {
        ...told,
        stages,
        code: typeof code === "string" ? code : (name ?? "unknown"),
        message: message ?? "",
        partialText: partialText ?? null,
      };
    }
  },
  preview: (request: ChatRequest) => opened().preview(request),
  explain: (id: string) => opened().explain(id),
  records: () => opened().records(),
  status: () => opened().status(),
  configure: (settings: RouterOptions) => opened().configure(settings),
  load: () => opened().load(),
  dispose: () => opened().dispose(),
};

function opened(): Router {
  if (router === null) throw new Error("open the router first");
  return router;
}

declare global {
  interface Window {
    harness: typeof harness;
  }
}
window.harness = harness;
