import { RouterError } from "../index.ts";
import type {
  CalibrationProgress,
  DeviceNotice,
  DeviceReport,
  LoadProgress,
  ModelOffer,
  Router,
  RouterErrorCode,
} from "../index.ts";

/** What a person can do with the models. */
export type ModelAction =
  | {
      readonly do: "download" | "load" | "update" | "measure" | "pause" | "remove";
      readonly id: string;
    }
  | { readonly do: "unload" | "persist" | "not-now" | "dismiss" }
  | { readonly do: "add-file"; readonly file: File }
  | { readonly do: "add-url"; readonly url: string; readonly sha256: string }
  | { readonly do: "allow-browser-model"; readonly isAllowed: boolean };

/** Something that goes on with one model. */
export interface ModelWork {
  readonly kind: "download" | "load" | "update" | "measure";
  readonly progress: LoadProgress | null;
  readonly calibration: CalibrationProgress | null;
}

/** What the views draw of the models. */
export interface ModelDeskState {
  /** Null until the device was looked at. */
  readonly offers: readonly ModelOffer[] | null;
  readonly device: DeviceReport | null;
  readonly works: ReadonlyMap<string, ModelWork>;
  /** What went wrong last, by model; "" where it concerns none. */
  readonly faults: ReadonlyMap<string, RouterErrorCode>;
  readonly notice: DeviceNotice | null;
  /** The model that is deleted if it is said once more. */
  readonly sureToRemove: string | null;
  readonly isOfferDeclined: boolean;
}

export interface ModelDeskOptions {
  readonly router: Router;
  onChange(): void;
  /** A download or load of the page's own, for its progress bar. */
  readonly declined: { get(): boolean; set(): void };
}

/** The desk of the model manager: what is offered, what goes on, and what a person does with it. */
export class ModelDesk {
  readonly #options: ModelDeskOptions;
  readonly #works = new Map<string, ModelWork & { readonly controller: AbortController }>();
  readonly #faults = new Map<string, RouterErrorCode>();
  readonly #endNotices: () => void;
  #offers: readonly ModelOffer[] | null = null;
  #device: DeviceReport | null = null;
  #notice: DeviceNotice | null = null;
  #sureToRemove: string | null = null;
  /** For as long as this desk is there, also where the browser keeps nothing. */
  #isOfferDeclined = false;

  constructor(options: ModelDeskOptions) {
    this.#options = options;
    this.#endNotices = options.router.models.onNotice((notice) => {
      this.#notice = notice;
      void this.look();
    });
  }

  get state(): ModelDeskState {
    return {
      offers: this.#offers,
      device: this.#device,
      works: this.#works,
      faults: this.#faults,
      notice: this.#notice,
      sureToRemove: this.#sureToRemove,
      isOfferDeclined: this.#isOfferDeclined || this.#options.declined.get(),
    };
  }

  /** Asks anew what is offered. Never fails. */
  async look(): Promise<void> {
    const { models } = this.#options.router;
    try {
      [this.#offers, this.#device] = await Promise.all([models.list(), models.device()]);
    } catch (error) {
      this.#noteFault("", error);
    }
    this.#options.onChange();
  }

  act(action: ModelAction): void {
    if (action.do !== "remove") this.#sureToRemove = null;
    const { models } = this.#options.router;
    switch (action.do) {
      case "download":
      case "load":
      case "update":
      case "measure":
        return this.#begin(action.id, action.do);
      case "pause":
        return this.#works.get(action.id)?.controller.abort();
      case "remove":
        return this.#remove(action.id);
      case "unload":
        return this.#attempt("", models.unload());
      case "persist":
        return this.#attempt("", models.persist());
      case "add-file":
        return this.#attempt("", models.addFile(action.file));
      case "add-url":
        return this.#addUrl(action.url, action.sha256);
      case "allow-browser-model":
        return this.#attempt("", models.allowBrowserModel(action.isAllowed));
      case "not-now":
        this.#isOfferDeclined = true;
        this.#options.declined.set();
        return this.#options.onChange();
      case "dismiss":
        this.#notice = null;
        return this.#options.onChange();
    }
  }

  /** Pauses what goes on. */
  end(): void {
    this.#endNotices();
    for (const { controller } of this.#works.values()) controller.abort();
  }

  #begin(id: string, kind: ModelWork["kind"]): void {
    if (this.#works.has(id)) return;
    this.#faults.delete(id);
    const controller = new AbortController();
    const set = (change: Partial<ModelWork>) => {
      const work = this.#works.get(id) ?? { kind, progress: null, calibration: null, controller };
      this.#works.set(id, { ...work, ...change });
      this.#options.onChange();
    };
    set({});
    const ended = this.#run(id, kind, set, controller.signal).finally(() => this.#works.delete(id));
    this.#attempt(id, ended);
  }

  #run(
    id: string,
    kind: ModelWork["kind"],
    set: (change: Partial<ModelWork>) => void,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { models } = this.#options.router;
    const onProgress = (progress: LoadProgress) => set({ progress });
    switch (kind) {
      case "download":
        return models.download(id, { signal, onProgress });
      case "load":
        return models.load(id, { signal, onProgress });
      case "update":
        return models.update(id, { signal, onProgress });
      case "measure":
        return models.calibrate(id, { signal, onProgress: (calibration) => set({ calibration }) });
    }
  }

  /** Deleting takes two presses, since it cannot be undone. */
  #remove(id: string): void {
    if (this.#sureToRemove !== id) {
      this.#sureToRemove = id;
      return this.#options.onChange();
    }
    this.#sureToRemove = null;
    this.#attempt(id, this.#options.router.models.remove(id));
  }

  #addUrl(url: string, sha256: string): void {
    const id = fileNameOf(url);
    const hash = sha256.trim().toLowerCase();
    const model = { id, url, ...(hash !== "" && { sha256: [hash] }) };
    this.#attempt("", this.#options.router.models.add(model));
  }

  #attempt(id: string, work: Promise<unknown>): void {
    work
      .then(
        () => this.#faults.delete(id),
        (error: unknown) => this.#noteFault(id, error),
      )
      .then(() => this.look())
      .catch(() => {});
  }

  /** A pause is no fault. */
  #noteFault(id: string, error: unknown): void {
    if (error instanceof RouterError) this.#faults.set(id, error.code);
  }
}

/** The name that a model from an address goes by: its file's, without the ending. */
function fileNameOf(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? "";
  const name = path.split("/").at(-1) ?? "";
  return name.replace(/\.gguf$/i, "") || "own-model";
}
