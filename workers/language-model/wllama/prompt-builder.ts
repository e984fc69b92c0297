import { Template } from "@huggingface/jinja";
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import { RouterError } from "../../../src/router-error.ts";
import type { LoadOptions } from "../../language-model.contract.ts";
import { alternating, plainMessages, type PlainMessage } from "../plain-messages.ts";
import type { ControlTokenNames } from "./control-token-names.ts";
import type { GgufVocabulary } from "./gguf-vocabulary.ts";

/** Used where a model file brings no template: the ChatML layout. */
const PLAIN_TEMPLATE =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}" +
  "{% endfor %}{{ '<|im_start|>assistant\n' }}";

/** Turns requests into prompts for one loaded model. */
export class PromptBuilder {
  readonly #vocabulary: GgufVocabulary;
  readonly #names: ControlTokenNames;
  readonly #controlPattern: RegExp;
  readonly #template: Template;
  readonly #thinks: boolean;

  /** `thinking` is for the models that can be told; they are told not to unless it is "on". */
  constructor(
    vocabulary: GgufVocabulary,
    names: ControlTokenNames,
    thinking: LoadOptions["thinking"] = "off",
  ) {
    this.#vocabulary = vocabulary;
    this.#names = names;
    this.#thinks = thinking === "on";
    this.#controlPattern = anyOf([...names.keys()]);
    this.#template = new Template(vocabulary.chatTemplate ?? PLAIN_TEMPLATE);
  }

  /**
   * The prompt of a request. Control tokens stand in it by their secret names, and only the template puts them in;
   * whatever a message says is text. `answerSoFar` is an answer that was interrupted and goes on.
   * Fails with `text_malformed` where a text holds a secret name, `request_invalid` where the template refuses.
   */
  prompt(request: ChatRequest, answerSoFar = ""): string {
    const messages = plainMessages(request);
    const texts = [answerSoFar, ...messages.map((message) => message.content)];
    this.#refuseNames(texts);
    const mark = unusedCharacter(texts);
    const rendered = this.#render(messages.map((message) => this.#shield(message, mark)));
    const named = rendered.replace(this.#controlPattern, (text) => this.#names.get(text) ?? text);
    return this.#withoutBos(named).replaceAll(mark, "") + answerSoFar;
  }

  #refuseNames(texts: readonly string[]): void {
    for (const name of this.#names.values()) {
      if (texts.some((text) => text.includes(name))) {
        throw new RouterError("text_malformed", "The text holds a character that is not text.");
      }
    }
  }

  /** Breaks what looks like a control token, until the template's own have been named. */
  #shield({ role, content }: PlainMessage, mark: string): PlainMessage {
    return {
      role,
      content: content.replace(
        this.#controlPattern,
        (text) => text.slice(0, 1) + mark + text.slice(1),
      ),
    };
  }

  /** Some templates know no system role and want user and assistant by turns: they are asked again in that way. */
  #render(messages: readonly PlainMessage[]): string {
    try {
      return this.#renderAs(messages);
    } catch {
      return this.#renderFolded(alternating(messages));
    }
  }

  #renderFolded(messages: readonly PlainMessage[]): string {
    try {
      return this.#renderAs(messages);
    } catch (cause) {
      throw new RouterError("request_invalid", "This model's template refuses these messages.", {
        cause,
      });
    }
  }

  #renderAs(messages: readonly PlainMessage[]): string {
    return this.#template.render({
      messages,
      add_generation_prompt: true,
      bos_token: this.#vocabulary.bosText,
      eos_token: this.#vocabulary.eosText,
      enable_thinking: this.#thinks,
    });
  }

  #withoutBos(prompt: string): string {
    const bos = this.#names.get(this.#vocabulary.bosText);
    const isDoubled = this.#vocabulary.addsBos && bos !== undefined && prompt.startsWith(bos);
    return isDoubled ? prompt.slice(bos.length) : prompt;
  }
}

/** Finds any of the texts, the longest first; nothing where there are none. */
function anyOf(texts: readonly string[]): RegExp {
  const longestFirst = texts.toSorted((a, b) => b.length - a.length);
  const escaped = longestFirst.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(escaped.length > 0 ? escaped.join("|") : "(?!)", "gu");
}

/** A character of Unicode's last private plane that none of the texts holds. */
function unusedCharacter(texts: readonly string[]): string {
  for (let code = 0x10_0000; code <= 0x10_fffd; code++) {
    const character = String.fromCodePoint(code);
    if (!texts.some((text) => text.includes(character))) return character;
  }
  throw new RouterError("text_malformed", "The text is made of characters that are not text.");
}
