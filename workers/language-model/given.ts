/** The entry, where there is a value: for options that are left out and not set to nothing. */
export function given<Name extends string, Value>(
  name: Name,
  value: Value | null | undefined,
): { readonly [Key in Name]?: Value } {
  return value === null || value === undefined
    ? {}
    : ({ [name]: value } as { [Key in Name]: Value });
}
