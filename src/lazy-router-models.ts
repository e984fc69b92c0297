import type { RouterModels } from "./router.ts";

/** `router.models` before its code is there: each call waits for it. */
export function lazyRouterModels(open: () => Promise<RouterModels>): RouterModels {
  return {
    list: async () => (await open()).list(),
    device: async () => (await open()).device(),
    download: async (id, options) => (await open()).download(id, options),
    update: async (id, options) => (await open()).update(id, options),
    remove: async (id) => (await open()).remove(id),
    load: async (id, options) => (await open()).load(id, options),
    unload: async () => (await open()).unload(),
    add: async (model) => (await open()).add(model),
    addFile: async (file, options) => (await open()).addFile(file, options),
    calibrate: async (id, options) => (await open()).calibrate(id, options),
    allowBrowserModel: async (isAllowed) => (await open()).allowBrowserModel(isAllowed),
    persist: async () => (await open()).persist(),
    onNotice(listener) {
      let end = () => {};
      let hasEnded = false;
      open()
        .then((models) => {
          if (!hasEnded) end = models.onNotice(listener);
        })
        // Without the code there is nothing to tell; whoever asks for a model hears why.
        .catch(() => {});
      return () => {
        hasEnded = true;
        end();
      };
    },
  };
}
