import { RouterError } from "../../src/router-error.ts";
import type { LocalModels } from "../../src/device/local-models.ts";
import type { ChatRequest } from "../../src/chat/chat-request.ts";
import type { Priority } from "../../src/routing/ports.ts";
import type { CatalogueEntry } from "../../src/terms/catalogue.ts";
import type { DeviceNotice } from "../../src/terms/device-notice.ts";
import { FakeDeviceModels, type FakeDeviceOptions } from "./fake-device-models.ts";

/** A `LocalModels` whose answers are known; what has to do with files does nothing. */
export class FakeLocalModels extends FakeDeviceModels implements LocalModels {
  /** The owner of each request, in the order in which they came. */
  readonly owners: string[] = [];
  readonly added: CatalogueEntry[] = [];
  looks = 0;
  unloads = 0;
  readonly #listeners = new Set<(notice: DeviceNotice) => void>();

  constructor(options: FakeDeviceOptions = {}) {
    super(options);
  }

  override generate(
    model: string,
    request: ChatRequest,
    priority: Priority,
    signal: AbortSignal,
  ): ReturnType<FakeDeviceModels["generate"]> {
    return this.generateFor("", model, request, priority, signal);
  }

  generateFor(
    owner: string,
    model: string,
    request: ChatRequest,
    priority: Priority,
    signal: AbortSignal,
  ): ReturnType<FakeDeviceModels["generate"]> {
    this.owners.push(owner);
    return super.generate(model, request, priority, signal);
  }

  async look(): Promise<void> {
    this.looks++;
  }

  report(): never {
    throw new RouterError("storage_failed", "A fake has no device.");
  }

  cards = () => [];
  offers = async () => [];
  download = async () => {};
  update = async () => false;
  remove = async () => {};
  async unload(): Promise<void> {
    this.unloads++;
  }
  add(entry: CatalogueEntry): void {
    this.added.push(entry);
  }
  addFile = async () => "picked";
  allowBrowserModel(): void {}
  setMeasured(): void {}
  onNotice(listener: (notice: DeviceNotice) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  /** As if something had happened by itself. */
  tell(notice: DeviceNotice): void {
    for (const listener of this.#listeners) listener(notice);
  }
  dispose(): void {}
}
