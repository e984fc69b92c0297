import { expose } from "comlink";
import { ModelStoreHost } from "../../../../workers/model-store/model-store-host.ts";

// As Firefox does in a private window.
navigator.storage.getDirectory = () =>
  Promise.reject(new DOMException("Refused.", "SecurityError"));

expose(new ModelStoreHost());
