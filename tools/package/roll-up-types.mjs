import { join } from "node:path";
import { format } from "prettier";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import ts from "typescript";

/**
 * The declarations of each entry of the package; the element's take the public API's from `./index.js`.
 * @param {string} root
 * @returns {Promise<Map<string, string>>} texts by file name
 * @throws {Error} if a type cannot be resolved
 */
export async function rollUpTypes(root) {
  const api = join(root, "src/index.ts");
  const element = {
    element: join(root, "src/element/nearside-chat.ts"),
    define: join(root, "src/element/define.ts"),
  };
  return new Map([
    ...(await rollUp(root, { index: api }, null)),
    ...(await rollUp(root, element, api)),
  ]);
}

/**
 * @param {string} root
 * @param {Record<string, string>} input entries by name; what they share goes to a file of its own
 * @param {string | null} api the file that stands as `./index.js`
 * @returns {Promise<[string, string][]>}
 */
async function rollUp(root, input, api) {
  const bundle = await rollup({
    input,
    external: (id) => /^[a-z@]/.test(id) || id === api,
    plugins: [dts({ tsconfig: join(root, "src/element/tsconfig.json") })],
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  const { output } = await bundle.generate({
    format: "es",
    entryFileNames: "[name].d.ts",
    chunkFileNames: "[name]-types.d.ts",
    ...(api === null ? {} : { paths: { [api]: "./index.js" } }),
  });
  await bundle.close();
  return Promise.all(output.filter((file) => file.type === "chunk").map(formatted));
}

/**
 * @param {import("rollup").OutputChunk} chunk
 * @returns {Promise<[string, string]>}
 */
async function formatted({ fileName, code }) {
  // `define.js` exports nothing: what its declarations name are types.
  const text = fileName === "define.d.ts" ? code.replace("export {", "export type {") : code;
  return [fileName, await format(withoutLit(text), { parser: "typescript", printWidth: 100 })];
}

/**
 * The element without its Lit side: the package has no dependency, so its types name none. It promises an
 * HTMLElement with the public properties and methods that are written in its class.
 * @param {string} code
 */
function withoutLit(code) {
  const file = ts.createSourceFile("element.d.ts", code, ts.ScriptTarget.ESNext, true);
  const imports = file.statements
    .filter((statement) => ts.isImportDeclaration(statement))
    .filter((statement) => statement.moduleSpecifier.getText(file).includes("lit"));
  const members = file.statements
    .filter((statement) => ts.isClassDeclaration(statement))
    .flatMap((statement) => statement.members.filter(isOfLit));
  /** @type {ts.Node[]} */
  const cuts = [...imports, ...members];
  const kept = cuts
    .toSorted((a, b) => b.pos - a.pos)
    .reduce((text, { pos, end }) => text.slice(0, pos) + text.slice(end), code);
  return kept.replace("extends LitElement", "extends HTMLElement");
}

/** @param {ts.ClassElement} member */
function isOfLit(member) {
  const flags = ts.getCombinedModifierFlags(member);
  return (flags & (ts.ModifierFlags.Static | ts.ModifierFlags.Protected)) !== 0;
}
