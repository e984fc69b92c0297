import type { ChatRequest } from "../chat/chat-request.ts";
import { RouterError } from "../router-error.ts";
import type { LoadProgress, Priority } from "../routing/ports.ts";
import type { AnswerEvent } from "../terms/answer-event.ts";
import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { DeviceNotice } from "../terms/device-notice.ts";
import type { MeasuredAbility } from "../terms/model-offer.ts";
import { answerOf } from "./device-answer.ts";
import { joinParts, type DeviceParts, type DevicePartsOptions } from "./device-parts.ts";
import { GrowingProgress } from "./growing-progress.ts";
import type { LocalModels } from "./local-models.ts";
import { ModelLives } from "./model-lives.ts";
import { offersOf } from "./model-offers.ts";
import { cardsOf, statesOf } from "./model-states.ts";
import { addPickedFile } from "./picked-file.ts";
import { SharedWork } from "./shared-work.ts";
import { whyNotError } from "./why-not-error.ts";

export interface ManyLocalModelsOptions extends DevicePartsOptions {
  /** BCP 47, best first. */
  readonly languages: readonly string[];
  /** Version of the classifier whose scale abilities are on. */
  readonly classifier: string;
}

type OnProgress = (progress: LoadProgress) => void;

/** The models in this browser: many on the shelf, one loaded at a time, one request at a time. */
export class ManyLocalModels implements LocalModels {
  readonly #options: ManyLocalModelsOptions;
  readonly #parts: DeviceParts;
  readonly #loads = new SharedWork<LoadProgress>();
  readonly #lives = new ModelLives();
  readonly #listeners = new Set<(notice: DeviceNotice) => void>();
  readonly #life = new AbortController();

  constructor(options: ManyLocalModelsOptions) {
    this.#options = options;
    this.#parts = joinParts(options, (notice) => {
      for (const listener of this.#listeners) listener(notice);
    });
  }

  async look(): Promise<void> {
    const { fit, downloads } = this.#parts;
    await Promise.allSettled([fit.look(), downloads.look()]);
  }

  report = () => this.#parts.fit.look();
  states = () => statesOf(this.#parts);
  cards = () => cardsOf(this.#parts, this.#options.classifier);

  async offers() {
    await this.look();
    const tier = this.#parts.fit.known?.tier ?? "minimal";
    return offersOf(this.#parts, tier, this.#options.languages);
  }

  async load(model: string, onProgress: OnProgress, signal: AbortSignal): Promise<void> {
    const ends = this.#whileAlive(signal);
    const entry = this.#ableEntry(model);
    const work = async (tell: OnProgress, unwanted: AbortSignal) => {
      const left = this.#lives.joined(model, unwanted);
      const progress = this.#progressOf(entry, tell);
      await this.#parts.downloads.ensure(entry, progress.opening, left);
      await this.#parts.turns.load(entry, progress, left);
    };
    await this.#loads.join(model, work, onProgress, ends);
  }

  generate(
    model: string,
    request: ChatRequest,
    priority: Priority,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerEvent, void, undefined> {
    return this.generateFor("", model, request, priority, signal);
  }

  /**
   * Answers a request. Events come as the model makes them. An abort rejects at once; the engine ends its step behind it
   * and the next request waits for that. Background work yields at a token and goes on later.
   */
  async *generateFor(
    owner: string,
    model: string,
    request: ChatRequest,
    priority: Priority,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerEvent, void, undefined> {
    const ends = this.#whileAlive(signal);
    const entry = this.#ableEntry(model);
    const asked = { entry, owner, request, priority };
    yield* answerOf(asked, this.#parts, this.#lives.joined(model, ends));
  }

  async download(model: string, onProgress: OnProgress, signal: AbortSignal): Promise<void> {
    const ends = this.#whileAlive(signal);
    const entry = this.#ableEntry(model);
    // Only the browser can download its own model, and only by making it ready.
    if (entry.source.kind === "browser") return this.load(model, onProgress, signal);
    const { opening } = this.#progressOf(entry, onProgress);
    await this.#parts.downloads.ensure(entry, opening, this.#lives.joined(model, ends));
  }

  async update(model: string, onProgress: OnProgress, signal: AbortSignal): Promise<boolean> {
    const ends = this.#whileAlive(signal);
    const { shelf, downloads, turns } = this.#parts;
    const entry = shelf.entryOf(model);
    const { opening } = this.#progressOf(entry, onProgress);
    const release = () => turns.release(model, this.#life.signal);
    return downloads.update(entry, opening, release, this.#lives.joined(model, ends));
  }

  async remove(model: string): Promise<void> {
    const { shelf, turns, downloads } = this.#parts;
    const entry = shelf.entryOf(model);
    const reason = new RouterError("model_missing", "The model was removed.");
    await this.#lives.endFor(model, reason, async () => {
      await this.#loads.end(model, reason);
      turns.unloadOnly(model);
      await downloads.remove(entry);
    });
  }

  async unload(): Promise<void> {
    this.#parts.turns.unload();
  }

  add(entry: CatalogueEntry): void {
    this.#parts.shelf.add(entry);
  }

  async addFile(file: File, onProgress: OnProgress, signal: AbortSignal): Promise<string> {
    const ends = this.#whileAlive(signal);
    const { opening } = new GrowingProgress(file.name, file.size, onProgress);
    const { card } = await addPickedFile(file, this.#parts, opening, ends);
    await this.#parts.downloads.look();
    return card.id;
  }

  allowBrowserModel(isAllowed: boolean): void {
    this.#parts.fit.allowBrowserModel(isAllowed);
  }

  setMeasured(model: string, ability: MeasuredAbility): void {
    const { kept, shelf } = this.#parts;
    kept.keep(model, { measured: { revision: shelf.revisionOf(model), ability } });
  }

  onNotice(listener: (notice: DeviceNotice) => void): () => void {
    const heard = (notice: DeviceNotice) => listener(notice);
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  }

  dispose(): void {
    const { idle, slots, store } = this.#parts;
    this.#life.abort(new RouterError("router_disposed", "This router is disposed."));
    idle.dispose();
    slots.dispose();
    store.dispose();
  }

  /** The model, where it can run. Fails with `model_unknown`, or the code of what keeps it from running. */
  #ableEntry(model: string): CatalogueEntry {
    const { shelf, standing } = this.#parts;
    const entry = shelf.entryOf(model);
    const whyNot = standing.whyNot(entry);
    if (whyNot !== null) throw whyNotError(whyNot);
    return entry;
  }

  #progressOf(entry: CatalogueEntry, onProgress: OnProgress): GrowingProgress {
    return new GrowingProgress(entry.card.id, this.#parts.loader.bytesOf(entry), onProgress);
  }

  /** The caller's signal joined with this object's life. Throws where either has ended. */
  #whileAlive(signal: AbortSignal): AbortSignal {
    signal.throwIfAborted();
    this.#life.signal.throwIfAborted();
    return AbortSignal.any([signal, this.#life.signal]);
  }
}
