import type { ChatRequest } from "../chat/chat-request.ts";
import { adaptRequest } from "../decision/adapt-request.ts";
import type { LoadProgress, Priority } from "../routing/ports.ts";
import type { AnswerEvent } from "../terms/answer-event.ts";
import type { CatalogueEntry } from "../terms/catalogue.ts";
import { RouterError } from "../router-error.ts";
import { DeviceRun } from "./device-run.ts";
import type { EngineSlots } from "./engine-slots.ts";
import { EventStream } from "./event-stream.ts";
import { GrowingProgress } from "./growing-progress.ts";
import type { ModelDownloads } from "./model-downloads.ts";
import type { ModelLoader } from "./model-loader.ts";
import type { ModelTurns, TurnJob } from "./model-turns.ts";

export interface DeviceAnswerParts {
  readonly slots: EngineSlots;
  readonly loader: ModelLoader;
  readonly turns: ModelTurns;
  readonly downloads: ModelDownloads;
  /** Told of downloads and loads that an answer waits for. */
  onProgress(progress: LoadProgress): void;
  /** Milliseconds on a clock that never goes back. */
  elapsed(): number;
}

/** What is asked of which model, and for whom. */
export interface Asked {
  readonly entry: CatalogueEntry;
  readonly owner: string;
  readonly request: ChatRequest;
  readonly priority: Priority;
}

/**
 * Answers a request. Events come as the model makes them. An abort rejects at once; the engine ends its step behind it and
 * the next request waits for that. Background work yields at a token and goes on later. Fails with the engine's or the
 * store's code, and with `queue_full`; background work also with `model_not_downloaded`.
 */
export async function* answerOf(
  asked: Asked,
  parts: DeviceAnswerParts,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, void, undefined> {
  signal.throwIfAborted();
  const stream = new EventStream<AnswerEvent>();
  const leaving = new AbortController();
  const onAbort = () => {
    stream.fail(signal.reason);
    leaving.abort(signal.reason);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  takeTurns(jobOf(asked, parts, stream), parts, leaving.signal).then(
    () => stream.end(),
    (error: unknown) => stream.fail(error),
  );
  try {
    yield* stream;
  } finally {
    signal.removeEventListener("abort", onAbort);
    leaving.abort();
  }
}

/** The files come first, so that a download holds nobody else up. Work that nobody waits for downloads nothing. */
async function takeTurns(job: TurnJob, parts: DeviceAnswerParts, left: AbortSignal): Promise<void> {
  const { downloads, turns } = parts;
  if (job.priority === "background" && !downloads.isHere(job.entry))
    throw new RouterError("model_not_downloaded", "The model is not on this device any more.");
  await downloads.ensure(job.entry, job.progress.opening, left);
  await turns.answer(job, turns.enter(job), left);
}

function jobOf(
  asked: Asked,
  { slots, loader, onProgress, elapsed }: DeviceAnswerParts,
  stream: EventStream<AnswerEvent>,
): TurnJob {
  const { entry, owner, priority } = asked;
  const request = adaptRequest(asked.request, entry.card);
  const engine = slots.engineOf(entry);
  const emit = (event: AnswerEvent) => stream.push(event);
  const run = new DeviceRun({ request, engine, priority, emit, elapsed });
  const progress = new GrowingProgress(entry.card.id, loader.bytesOf(entry), onProgress);
  return { entry, owner, priority, run, progress };
}
