import ts from "typescript";

/** One name that a file reaches for, as it is written there. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  readonly form: "static" | "type" | "dynamic" | "url";
  /** For the URL form: it stands in `new Worker(new URL("…", import.meta.url), …)`. */
  readonly isWorker: boolean;
}

/** Every import, export-from, `import()`, `import("…")` type and `new URL("…", import.meta.url)` of a source. */
export function importsOf(path: string, source: string): readonly Import[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ESNext, true);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== null) {
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      found.push({ ...specifier, line });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function specifierOf(node: ts.Node): Omit<Import, "line"> | null {
  if (ts.isImportDeclaration(node)) {
    const form = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? "type" : "static";
    return textOf(node.moduleSpecifier, form);
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    return textOf(node.moduleSpecifier, node.isTypeOnly ? "type" : "static");
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return textOf(node.argument.literal, "type");
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return textOf(node.arguments[0], "dynamic");
  }
  return isUrlBesideModule(node) ? textOf(node.arguments?.[0], "url", isInWorker(node)) : null;
}

function textOf(
  node: ts.Node | undefined,
  form: Import["form"],
  isWorker = false,
): Omit<Import, "line"> {
  const isLiteral = node !== undefined && ts.isStringLiteralLike(node);
  return { specifier: isLiteral ? node.text : "(computed)", form, isWorker };
}

function isUrlBesideModule(node: ts.Node): node is ts.NewExpression {
  return (
    ts.isNewExpression(node) &&
    node.expression.getText() === "URL" &&
    node.arguments?.[1]?.getText() === "import.meta.url"
  );
}

function isInWorker(node: ts.Node): boolean {
  return ts.isNewExpression(node.parent) && node.parent.expression.getText() === "Worker";
}
