// Named as the product's own worker is: the server gives each worker its policy by its name.
// A browser without promise integration, as Safari is: what is imported next looks for it and does not find it.
Reflect.deleteProperty(WebAssembly, "Suspending");
await import("../../../../../workers/language-model.worker.ts");
