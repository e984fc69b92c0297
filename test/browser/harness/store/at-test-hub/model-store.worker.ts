import { expose } from "comlink";
import { ModelStoreHost } from "../../../../../workers/model-store/model-store-host.ts";

// The hub is the test's own server. It has the name, and so the policy, of the real worker.
expose(
  new ModelStoreHost({
    hubUrl: `${location.origin}/hub`,
    silenceMs: 3_000,
    backoffMs: [20, 60],
  }),
);
