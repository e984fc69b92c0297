import { RouterError } from "../index.ts";
import type { ChatMessage, Router } from "../index.ts";
import { addChunk, endAnswer, newAnswer } from "./answer.ts";
import type { Answer, AskedPlace, Turn } from "./answer.ts";
import { newId } from "./new-id.ts";

/** What a conversation tells the element that shows it. */
export interface ConversationEvents {
  /** Something to draw has changed. */
  onChange(): void;
  onEnd(answer: Answer, turn: Turn): void;
}

/** The turns of one chat, and the answer that is being made. Nothing of it is stored. */
export class Conversation {
  readonly id = newId();
  readonly turns: Turn[] = [];
  readonly #router: () => Router;
  readonly #events: ConversationEvents;
  #running: AbortController | null = null;

  constructor(router: () => Router, events: ConversationEvents) {
    this.#router = router;
    this.#events = events;
  }

  get isWorking(): boolean {
    return this.#running !== null;
  }

  /** Asks a new question. Resolves when its answer has ended, however it ended. */
  async ask(question: string): Promise<void> {
    const turn: Turn = { id: newId(), question, answers: [] };
    this.turns.push(turn);
    await this.answer(turn, "auto");
  }

  /** Adds an answer to a turn; an answer that is being made is stopped first. */
  async answer(turn: Turn, asked: AskedPlace): Promise<void> {
    this.stop();
    const controller = new AbortController();
    this.#running = controller;
    const answer = newAnswer(newId(), asked);
    turn.answers.push(answer);
    this.#events.onChange();
    try {
      await this.#stream(turn, answer, controller.signal);
      endAnswer(answer);
    } catch (error) {
      failAnswer(answer, error, controller.signal.aborted);
    }
    if (this.#running === controller) this.#running = null;
    this.#events.onEnd(answer, turn);
    this.#events.onChange();
  }

  /** Stops the answer that is being made; what had come stays. */
  stop(): void {
    this.#running?.abort();
    this.#running = null;
  }

  async #stream(turn: Turn, answer: Answer, signal: AbortSignal): Promise<void> {
    const stream = await this.#router().chat.completions.create(
      {
        model: answer.asked,
        messages: this.#messagesFor(turn),
        stream: true,
        nearside: { conversation: this.id },
      },
      {
        signal,
        onStage: (stage) => {
          if (!answer.stages.includes(stage)) answer.stages.push(stage);
          this.#events.onChange();
        },
      },
    );
    for await (const chunk of stream) {
      if (signal.aborted) break;
      addChunk(answer, chunk);
      this.#events.onChange();
    }
    signal.throwIfAborted();
  }

  /** The conversation up to this turn, each earlier question with the last answer that has words. */
  #messagesFor(turn: Turn): ChatMessage[] {
    const earlier = this.turns.slice(0, this.turns.indexOf(turn));
    const messages = earlier.flatMap((each): ChatMessage[] => {
      const said = each.answers.findLast((answer) => answer.text !== "");
      if (said === undefined) return [];
      return [
        { role: "user", content: each.question },
        { role: "assistant", content: said.text },
      ];
    });
    return [...messages, { role: "user", content: turn.question }];
  }
}

/** Keeps what had come, and says why no more will. */
function failAnswer(answer: Answer, error: unknown, isAborted: boolean): void {
  if (isAborted) {
    answer.phase = "stopped";
    return;
  }
  answer.phase = answer.text === "" ? "failed" : "incomplete";
  answer.errorCode = error instanceof RouterError ? error.code : "unknown";
}
