import { noChange } from "lit";
import { directive, Directive, PartType } from "lit/directive.js";
import type { ElementPart, PartInfo } from "lit/directive.js";
import { cleanBlock, renderBlocks } from "./markdown.ts";

/**
 * Fills its element with markdown, block by block. Blocks that did not change keep their nodes, so that a
 * selection in a finished paragraph survives the paragraphs that are still coming.
 */
class MarkdownDirective extends Directive {
  #blocks: { readonly html: string; readonly nodes: readonly Node[] }[] = [];

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError("markdown() belongs on an element.");
  }

  override render(_text: string, _isStreaming: boolean, _imageWord: string): unknown {
    return noChange;
  }

  override update(
    part: ElementPart,
    [text, isStreaming, imageWord]: [string, boolean, string],
  ): unknown {
    const next = renderBlocks(text, isStreaming, imageWord);
    const firstChanged = next.findIndex((html, index) => html !== this.#blocks[index]?.html);
    const kept = firstChanged === -1 ? next.length : firstChanged;
    for (const block of this.#blocks.splice(kept)) {
      for (const node of block.nodes) part.element.removeChild(node);
    }
    for (const html of next.slice(kept)) {
      const fragment = cleanBlock(html);
      this.#blocks.push({ html, nodes: [...fragment.childNodes] });
      part.element.append(fragment);
    }
    return noChange;
  }
}

/** `<div ${markdown(text, isStreaming, imageWord)}></div>`: markdown that keeps its finished blocks. */
export const markdown = directive(MarkdownDirective);
