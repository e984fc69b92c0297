/** A part of a template without slots. `words` stand literally, with any white space at a space. */
export type WordNode =
  | { readonly kind: "words"; readonly words: string }
  | { readonly kind: "word-sequence"; readonly items: readonly WordNode[] }
  | { readonly kind: "word-choice"; readonly options: readonly WordNode[] }
  | { readonly kind: "word-optional"; readonly item: WordNode };

/** A parsed template. */
export type TemplateNode =
  | WordNode
  | { readonly kind: "slot"; readonly name: string }
  | { readonly kind: "sequence"; readonly items: readonly TemplateNode[] }
  | { readonly kind: "choice"; readonly options: readonly TemplateNode[] }
  | { readonly kind: "optional"; readonly item: TemplateNode };

const TOKEN = /\{\w+\}|[[\]()|]|[^\s[\]()|{}]+/g;

/** Parses a template whose slots are among `slotNames`; fails with a SyntaxError that names the template. */
export function parseTemplate(template: string, slotNames: readonly string[]): TemplateNode {
  const tokens = template.match(TOKEN) ?? [];
  let place = 0;
  const node = readChoice();
  if (place < tokens.length) throw broken(`"${tokens[place] ?? ""}" closes nothing`);
  return node;

  function readChoice(): TemplateNode {
    const options = [readSequence()];
    while (tokens[place] === "|") {
      place += 1;
      options.push(readSequence());
    }
    return choiceOf(options);
  }

  function readSequence(): TemplateNode {
    const items: TemplateNode[] = [];
    for (let token = tokens[place]; token !== undefined; token = tokens[place]) {
      if (token === "|" || token === "]" || token === ")") break;
      place += 1;
      items.push(readItem(token));
    }
    return sequenceOf(items);
  }

  function readItem(token: string): TemplateNode {
    if (token === "[") return optionalOf(readGroup("]"));
    if (token === "(") return readGroup(")");
    if (!token.startsWith("{")) return shared({ kind: "words", words: token });
    const name = token.slice(1, -1);
    if (!slotNames.includes(name)) throw broken(`there is no slot "${name}"`);
    return { kind: "slot", name };
  }

  function readGroup(closing: string): TemplateNode {
    const group = readChoice();
    if (tokens[place] !== closing) throw broken(`"${closing}" is missing`);
    place += 1;
    return group;
  }

  function broken(why: string): SyntaxError {
    return new SyntaxError(`The template "${template}" cannot be read: ${why}.`);
  }
}

function choiceOf(options: readonly TemplateNode[]): TemplateNode {
  const [only] = options;
  if (only !== undefined && options.length === 1) return only;
  return options.every(isWordNode)
    ? shared({ kind: "word-choice", options })
    : { kind: "choice", options };
}

function sequenceOf(items: readonly TemplateNode[]): TemplateNode {
  return items.every(isWordNode)
    ? shared({ kind: "word-sequence", items })
    : { kind: "sequence", items };
}

function optionalOf(item: TemplateNode): TemplateNode {
  return isWordNode(item) ? shared({ kind: "word-optional", item }) : { kind: "optional", item };
}

function isWordNode(node: TemplateNode): node is WordNode {
  return node.kind === "words" || node.kind.startsWith("word-");
}

/** Equal groups of words are one object in all templates, so that a request looks for each at a place once. */
const sharedNodes = new Map<string, WordNode>();

function shared(node: WordNode): WordNode {
  const key = JSON.stringify(node);
  const known = sharedNodes.get(key);
  if (known !== undefined) return known;
  sharedNodes.set(key, node);
  return node;
}
