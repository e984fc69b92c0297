import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const ROOT = join(import.meta.dirname, "../..");

/** Compiler errors as "line: TScode", in order. */
export interface CompiledCase {
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}

/**
 * Compiles a case by the rules of the folder that its first line names ("// within: src/decision"). What is expected
 * stands at the end of each line that must fail ("// TS2304").
 */
export function compileCase(path: string): CompiledCase {
  const source = readFileSync(path, "utf8");
  const within = /^\/\/ within: (\S+)/.exec(source)?.[1];
  if (within === undefined) throw new Error(`${path} does not say within which folder`);
  const program = ts.createProgram([path], optionsOf(within), sharedHost(optionsOf(within)));
  const file = program.getSourceFile(path);
  const found = [
    ...program.getOptionsDiagnostics(),
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ];
  return { expected: expectedIn(source), actual: found.map(sayDiagnostic) };
}

function expectedIn(source: string): readonly string[] {
  return source.split("\n").flatMap((line, index) => {
    const code = /\/\/ (TS\d+)$/.exec(line)?.[1];
    return code === undefined ? [] : [`${String(index + 1)}: ${code}`];
  });
}

function sayDiagnostic({ file, start, code, messageText }: ts.Diagnostic): string {
  if (file === undefined || start === undefined) {
    return `TS${String(code)} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  }
  return `${String(file.getLineAndCharacterOfPosition(start).line + 1)}: TS${String(code)}`;
}

function optionsOf(within: string): ts.CompilerOptions {
  const config = join(ROOT, within, "tsconfig.json");
  const { config: json } = ts.readConfigFile(config, (file) => ts.sys.readFile(file)) as {
    config: unknown;
  };
  const parsed = ts.parseJsonConfigFileContent(json, ts.sys, join(ROOT, within));
  const { tsBuildInfoFile: _file, incremental: _incremental, ...options } = parsed.options;
  return options;
}

const files = new Map<string, ts.SourceFile | undefined>();

/** Parses each file once for all cases. */
function sharedHost(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const parse = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) => {
    if (!files.has(name)) files.set(name, parse(name, version));
    return files.get(name);
  };
  return host;
}
