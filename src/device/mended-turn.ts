import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { DeviceNotice } from "../terms/device-notice.ts";
import type { EngineSlots } from "./engine-slots.ts";
import type { GrowingProgress } from "./growing-progress.ts";
import type { ModelLoader } from "./model-loader.ts";
import { recovering } from "./recovery.ts";

export interface MendedTurnParts {
  readonly slots: EngineSlots;
  readonly loader: ModelLoader;
  tell(notice: DeviceNotice): void;
  onGaveUp(entry: CatalogueEntry): void;
  wait(ms: number): Promise<void>;
}

/** What is done in a turn, once the model is loaded. */
export interface Turn<Result> {
  readonly entry: CatalogueEntry;
  readonly progress: GrowingProgress;
  /** False where what was shown cannot be gone on with. */
  canGoOn(): boolean;
  work(): Promise<Result>;
}

/**
 * Loads the model if it is not, and works; where the engine breaks it is built anew and the work goes on. The caller holds
 * the turn. Each step is told.
 */
export async function mendedTurn<Result>(
  turn: Turn<Result>,
  { slots, loader, tell, onGaveUp, wait }: MendedTurnParts,
  signal: AbortSignal,
): Promise<Result> {
  const { entry, progress } = turn;
  return recovering(
    {
      async attempt() {
        await loader.load(entry, progress, signal);
        return turn.work();
      },
      canGoOn: () => turn.canGoOn(),
      rebuild(fault, attempt) {
        slots.engineOf(entry).end(fault);
        const kind = fault === "device_lost" ? "device-lost" : "worker-restarted";
        tell({ kind, model: entry.card.id, attempt });
      },
      onGaveUp(fault) {
        slots.engineOf(entry).end(fault);
        onGaveUp(entry);
      },
      wait,
    },
    signal,
  );
}
