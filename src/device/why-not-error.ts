import { RouterError } from "../router-error.ts";
import type { WhyNot } from "../terms/model-offer.ts";

/** The failure of asking for a model that cannot run here. The exact feature or limit is told by the model's offer. */
export function whyNotError({ reason, needed }: WhyNot): RouterError {
  switch (reason) {
    case "no_webgpu":
    case "no_adapter":
    case "probe_failed":
      return new RouterError("webgpu_unavailable", "This model needs WebGPU and an adapter.");
    case "software_adapter":
      return new RouterError("webgpu_unavailable", "This model needs a graphics adapter.");
    case "feature_missing":
      return needed === "shader-f16"
        ? new RouterError("shader_f16_missing", "This model needs an adapter with shader-f16.")
        : new RouterError("webgpu_unavailable", `This model needs the feature ${needed}.`);
    case "limit_too_low":
      return new RouterError("webgpu_unavailable", `This model needs an adapter with ${needed}.`);
    case "memory_too_small":
      return new RouterError("out_of_memory", "This model needs more memory than it may take.");
    case "storage_too_small":
      return new RouterError("quota_exceeded", "There is not enough space for this model.");
    case "wasm_too_old":
      return new RouterError("model_unsupported", "This model needs a newer browser.");
    case "browser_has_none":
      return new RouterError("model_unsupported", "This browser has no model of its own.");
    case "not_allowed":
      return new RouterError("model_unsupported", "The browser's own model is not allowed.");
    case "device_lost_too_often":
      return new RouterError("device_lost", "This model failed twice and rests for ten minutes.");
  }
}
