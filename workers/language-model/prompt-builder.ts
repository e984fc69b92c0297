import { Template } from "@huggingface/jinja";
import type { ChatRequest } from "../../src/chat/chat-request.ts";
import { RouterError } from "../../src/router-error.ts";
import type { GgufVocabulary } from "./gguf-vocabulary.ts";
import { plainMessages } from "./plain-messages.ts";
import {
  controlTokenPattern,
  cutPrompt,
  pickCutMark,
  shieldControlTokens,
  type PromptPiece,
} from "./prompt-pieces.ts";

/** Used where a model file brings no template: the ChatML layout. */
const PLAIN_TEMPLATE =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}" +
  "{% endfor %}{{ '<|im_start|>assistant\n' }}";

/** Turns requests into prompts for one loaded model. */
export class PromptBuilder {
  readonly #vocabulary: GgufVocabulary;
  readonly #pattern: RegExp | null;
  readonly #template: Template;

  constructor(vocabulary: GgufVocabulary) {
    this.#vocabulary = vocabulary;
    this.#pattern = controlTokenPattern(vocabulary.controlTokens);
    this.#template = new Template(vocabulary.chatTemplate ?? PLAIN_TEMPLATE);
  }

  /**
   * The prompt of a request. Only the template puts control tokens in; whatever a message says is text.
   * `answerSoFar` is an answer that was interrupted and goes on.
   */
  pieces(request: ChatRequest, answerSoFar = ""): readonly PromptPiece[] {
    const messages = plainMessages(request);
    const mark = pickCutMark([answerSoFar, ...messages.map((message) => message.content)]);
    if (mark === "") throw new RouterError("text_malformed", "The text has no readable content.");
    const shielded = messages.map(({ role, content }) => ({
      role,
      content: this.#shield(content, mark),
    }));
    const rendered = this.#render(shielded) + this.#shield(answerSoFar, mark);
    const { controlTokens, leadingId } = this.#vocabulary;
    const pieces = cutPrompt(rendered, controlTokens, this.#pattern, mark);
    const needsLeading = leadingId !== null && pieces[0] !== leadingId;
    return needsLeading ? [leadingId, ...pieces] : pieces;
  }

  #shield(text: string, mark: string): string {
    return this.#pattern ? shieldControlTokens(text, this.#pattern, mark) : text;
  }

  #render(messages: readonly { readonly role: string; readonly content: string }[]): string {
    try {
      return this.#template.render({
        messages,
        add_generation_prompt: true,
        bos_token: this.#vocabulary.bosText,
        eos_token: this.#vocabulary.eosText,
        enable_thinking: false,
      });
    } catch (cause) {
      throw new RouterError("request_invalid", "This model's template refuses these messages.", {
        cause,
      });
    }
  }
}
