import { expose } from "comlink";
import { ModelStoreHost } from "../../../../../workers/model-store/model-store-host.ts";

// As Firefox does in a private window. It has the name, and so the policy, of the real worker.
navigator.storage.getDirectory = () =>
  Promise.reject(new DOMException("Refused.", "SecurityError"));

expose(new ModelStoreHost({ hubUrl: `${location.origin}/hub` }));
