import { defineConfig, defaultClientConditions, type Plugin } from "vite";
import sirv from "sirv";
import { COMMON_HEADERS } from "./tools/headers.mjs";
import { serviceWorkerBuild } from "./tools/service-worker-build.mjs";

/** The dev server finds the fetched model files where the real server has them. */
function modelFiles(): Plugin {
  return {
    name: "nearside:model-files",
    configureServer(server) {
      server.middlewares.use("/models", (request, response, next) => {
        if (!/\.gguf$|^\/use-multilingual/.test(request.url ?? "")) return next();
        sirv(".models", { dev: true })(request, response, next);
      });
    },
  };
}

// The dev server sends no Content-Security-Policy, since Vite's own client needs inline scripts.
export default defineConfig({
  resolve: {
    // Without it ONNX Runtime brings its WebAssembly loader inside its bundle, and hangs with threads.
    conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions],
  },
  worker: { format: "es" },
  optimizeDeps: { exclude: ["onnxruntime-web", "@wllama/wllama"] },
  build: {
    target: "es2023",
    // An inlined worker or wasm is a data: URL, which the page's policy refuses.
    assetsInlineLimit: 0,
    // The preloading helper would write inline styles; modules here are few and small.
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  server: { headers: COMMON_HEADERS },
  plugins: [modelFiles(), serviceWorkerBuild()],
});
