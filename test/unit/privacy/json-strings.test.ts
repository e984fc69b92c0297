import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonStrings } from "../../../src/privacy/json-strings.ts";
import { sourceOffset } from "../../../src/privacy/source-text.ts";

/** JSON with every unit escaped, as a client that distrusts UTF-8 writes it. */
function escapeAll(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const anyText = fc.string({ unit: "binary" });
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }))
  .map((units) => String.fromCharCode(...units));

test("every string comes back with its escapes resolved, names of fields too", () => {
  const body = JSON.stringify({ 'na"me': ["\u0000\n", { deep: "값" }], number: 5, none: null });
  expect(jsonStrings(body).map(({ text }) => text)).toEqual([
    'na"me',
    "\u0000\n",
    "deep",
    "값",
    "number",
    "none",
  ]);
});

test("any piece of any string, read back from the body where it stands, is that piece", () => {
  fc.assert(
    fc.property(
      fc.oneof(anyText, anyUnits),
      fc.constantFrom(JSON.stringify, escapeAll),
      fc.nat(),
      fc.nat(),
      (text, write, one, other) => {
        const body = write({ before: '\\"', content: text });
        const source = jsonStrings(body).find((string) => string.text === text);
        if (source === undefined) throw new Error("the string was not read");
        const [start, end] = [one, other]
          .map((position) => position % (text.length + 1))
          .toSorted((a, b) => a - b);
        const raw = body.slice(sourceOffset(source, start ?? 0), sourceOffset(source, end ?? 0));
        expect(JSON.parse(`"${raw}"`)).toBe(text.slice(start, end));
      },
    ),
  );
});

test("strings inside of a string that is JSON are read too, as in the arguments of a tool call", () => {
  const inner = String.raw`{"to":"\u0061da@example.org"}`;
  const body = JSON.stringify({ arguments: inner });
  const found = jsonStrings(body).find(({ text }) => text === "ada@example.org");
  if (found === undefined) throw new Error("the inner string was not read");
  expect(body.slice(sourceOffset(found, 0), sourceOffset(found, 3))).toBe(String.raw`\\u0061da`);
});

test("what is not JSON comes back whole, and nothing throws", () => {
  for (const body of ["", "{", '"open', '{"a":"\\', "plain a@example.org"]) {
    expect(jsonStrings(body).map(({ text }) => text)).toEqual([body]);
  }
  fc.assert(
    fc.property(anyUnits, (body) => {
      expect(jsonStrings(body).length).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("JSON in JSON in JSON ends: the depth is bounded", () => {
  let body = "x";
  for (let depth = 0; depth < 12; depth += 1) body = JSON.stringify({ a: body });
  expect(jsonStrings(body).length).toBeLessThan(40);
});

test("a long number outside of strings is read too, where it stands", () => {
  const body = '{"metadata":{"card":4111111111111111},"n":1,"list":[12345678, 7]}';
  const read = jsonStrings(body).filter(({ text }) => /^\d+$/.test(text));
  expect(read.map(({ text }) => text)).toEqual(["4111111111111111", "12345678"]);
  expect(read.map(({ base, text }) => body.slice(base, base + text.length))).toEqual(
    read.map(({ text }) => text),
  );
});
