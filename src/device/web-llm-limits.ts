/** What web-llm makes do with where an adapter has less than the 1 GiB that it asks for first. */
export const SMALL_BINDING_BYTES = 2 ** 27;

/**
 * What web-llm asks of every adapter (its `detectGPUDevice`), by WebGPU's names: below one of these it does not start. A
 * test reads them in the installed package.
 */
export const WEB_LLM_LIMITS: Readonly<Record<string, number>> = {
  maxBufferSize: 2 ** 28,
  maxStorageBufferBindingSize: SMALL_BINDING_BYTES,
  maxComputeWorkgroupStorageSize: 32_768,
  maxStorageBuffersPerShaderStage: 10,
};
