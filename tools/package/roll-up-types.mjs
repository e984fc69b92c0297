import { join } from "node:path";
import { format } from "prettier";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import ts from "typescript";

const ENTRIES = { "index.d.ts": "src/index.ts", "element.d.ts": "src/element/nearside-chat.ts" };

/** Registers the element, which `element.d.ts` declares. */
const DEFINE = 'import "./element.js";\n\nexport {};\n';

/**
 * The declarations of each entry of the package, rolled into one file an entry.
 * @param {string} root
 * @returns {Promise<Map<string, string>>} texts by file name
 * @throws {Error} if a type cannot be resolved
 */
export async function rollUpTypes(root) {
  const texts = new Map();
  const api = join(root, "src/index.ts");
  for (const [name, entry] of Object.entries(ENTRIES)) {
    const input = join(root, entry);
    const bundle = await rollup({
      input,
      external: (id) => /^[a-z@]/.test(id) || (id === api && input !== api),
      plugins: [dts({ tsconfig: join(root, "src/element/tsconfig.json") })],
      onwarn: (warning) => {
        throw new Error(warning.message);
      },
    });
    const { output } = await bundle.generate({ format: "es", paths: { [api]: "./index.js" } });
    await bundle.close();
    texts.set(
      name,
      await format(withoutLit(output[0].code), { parser: "typescript", printWidth: 100 }),
    );
  }
  return texts.set("define.d.ts", DEFINE);
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
