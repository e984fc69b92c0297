/** Version of the guard's detectors; a new one makes remembered decisions be made anew. */
export const GUARD_VERSION = "guard-1";
