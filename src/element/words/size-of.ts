/** A large size as people say it, in decimal units: "98 MB", "1.8 GB". */
export function sizeOf(bytes: number, locale: string): string {
  const [value, unit] = bytes < 999.5e6 ? [bytes / 1e6, "MB"] : [bytes / 1e9, "GB"];
  const digits = unit === "GB" && value < 9.95 ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)} ${unit}`;
}

/** Main memory as people say it, in powers of two: "8 GB". */
export function memoryOf(bytes: number): string {
  return `${Math.round(bytes / 2 ** 30)} GB`;
}
