/** Something that happened to the models by itself, for a person to know. */
export type DeviceNotice =
  | { readonly kind: "device-lost"; readonly model: string; readonly attempt: number }
  | { readonly kind: "worker-restarted"; readonly model: string; readonly attempt: number }
  | { readonly kind: "gave-up"; readonly model: string; readonly next: string | null }
  | { readonly kind: "evicted"; readonly models: readonly string[] }
  | { readonly kind: "unloaded-idle"; readonly model: string }
  | { readonly kind: "took-over"; readonly model: string | null }
  | { readonly kind: "pinned-on-first-use"; readonly model: string };
