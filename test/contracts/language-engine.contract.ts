import type { ChatRequest } from "../../src/chat/chat-request.ts";
import type {
  EngineRun,
  LanguageEngine,
  RunEnd,
  RunEvent,
} from "../../src/device/language-engine.ts";

/** An engine that holds nothing yet, and how its model is loaded into it. */
export interface EngineUnderTest {
  readonly engine: LanguageEngine;
  readonly model: string;
  load(): Promise<void>;
}

/** One rule that every `LanguageEngine` keeps. It throws where the rule is broken, in Node and in a browser alike. */
export interface EngineRule {
  readonly name: string;
  readonly holds: (tested: EngineUnderTest) => Promise<void>;
}

function userSays(content: string, most: number): ChatRequest {
  return {
    model: "device",
    messages: [{ role: "user", content }],
    max_completion_tokens: most,
  };
}

function expectThat(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(`broken: ${what}`);
}

async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    const { code, name } = error as { code?: unknown; name?: string };
    return typeof code === "string" ? code : String(name);
  }
  return "nothing";
}

interface Answer {
  readonly events: readonly RunEvent[];
  readonly text: string;
  readonly end: RunEnd;
}

async function answerOf(
  engine: LanguageEngine,
  request: ChatRequest,
  onToken: (run: EngineRun, tokens: number) => void = () => {},
): Promise<Answer> {
  const events: RunEvent[] = [];
  const tokens = () => events.filter(({ type }) => type === "token").length;
  const run: EngineRun = engine.run(request, {}, (event) => {
    events.push(event);
    if (event.type === "token") onToken(run, tokens());
  });
  const end = await run.ended;
  const text = events.map((event) => (event.type === "token" ? event.text : "")).join("");
  return { events, text, end };
}

const loading: readonly EngineRule[] = [
  {
    name: "it holds nothing at first, and refuses to run with a code",
    async holds({ engine }) {
      expectThat(engine.loadedModel === null, "nothing is loaded");
      const code = await codeOf(() => engine.run(userSays("hi", 3), {}, () => {}).ended);
      expectThat(code !== "nothing" && code !== "TypeError", `it ran: ${code}`);
    },
  },
  {
    name: "a model that is loaded is told, and loading it again changes nothing",
    async holds({ engine, model, load }) {
      await load();
      expectThat(engine.loadedModel === model, "told");
      await load();
      expectThat(engine.loadedModel === model, "told again");
      const { text } = await answerOf(engine, userSays("Say hello.", 4));
      expectThat(text !== "", "it answers");
    },
  },
  {
    name: "two loads at once both come to an end, and the model answers",
    async holds({ engine, model, load }) {
      const codes = await Promise.all([codeOf(load), codeOf(load)]);
      expectThat(codes.includes("nothing"), `both failed: ${codes.join()}`);
      expectThat(engine.loadedModel === model, "told");
      expectThat((await answerOf(engine, userSays("hi", 3))).text !== "", "it answers");
    },
  },
];

const answering: readonly EngineRule[] = [
  {
    name: "an answer comes token by token, and its end tells what it came to",
    async holds({ engine, load }) {
      await load();
      const { events, text, end } = await answerOf(engine, userSays("Say hello.", 6));
      expectThat(text !== "", "there is text");
      expectThat(end.type === "end" && end.finishReason !== "stopped", "it ended by itself");
      expectThat(end.usage.completionTokens > 0, "tokens are counted");
      expectThat(new Set(events.map(({ id }) => id)).size === 1, "all events are of one run");
    },
  },
  {
    name: "an answer that reaches its token limit ends with length",
    async holds({ engine, load }) {
      await load();
      const { end } = await answerOf(engine, userSays("Tell me a long story.", 3));
      expectThat(end.finishReason === "length", `ended with ${end.finishReason}`);
    },
  },
  {
    name: "one answer after the other, none has events of another",
    async holds({ engine, load }) {
      await load();
      const [first, second] = [
        await answerOf(engine, userSays("Say hello.", 3)),
        await answerOf(engine, userSays("Say hello.", 3)),
      ];
      const ids = new Set(first.events.map(({ id }) => id));
      expectThat(
        second.events.every(({ id }) => !ids.has(id)),
        "ids are not used twice",
      );
    },
  },
];

const ending: readonly EngineRule[] = [
  {
    name: "a stop ends the run as stopped, and the model stays for the next",
    async holds({ engine, model, load }) {
      await load();
      const { end } = await answerOf(
        engine,
        userSays("Tell me a long story.", 200),
        (run, count) => {
          if (count === 2) run.stop();
        },
      );
      expectThat(end.finishReason === "stopped", `ended with ${end.finishReason}`);
      expectThat(engine.loadedModel === model, "the model stays");
      const next = await answerOf(engine, userSays("Say hello.", 3));
      expectThat(next.end.finishReason !== "stopped" && next.text !== "", "the next one answers");
    },
  },
  {
    name: "an end fails what runs with its code and gives the model back; the next load works",
    async holds({ engine, model, load }) {
      await load();
      const code = await codeOf(() =>
        answerOf(engine, userSays("Tell me a long story.", 200), (_, count) => {
          if (count === 1) engine.end("worker_died");
        }),
      );
      expectThat(code === "worker_died", `failed with ${code}`);
      expectThat(engine.loadedModel === null, "nothing is loaded");
      await load();
      expectThat(engine.loadedModel === model, "it is loaded again");
      expectThat((await answerOf(engine, userSays("hi", 3))).text !== "", "it answers again");
    },
  },
  {
    name: "an end while the model loads fails the load with its code",
    async holds({ engine, model, load }) {
      const loaded = codeOf(load);
      engine.end("worker_timeout");
      const code = await loaded;
      expectThat(code === "worker_timeout", `failed with ${code}`);
      expectThat(engine.loadedModel === null, "nothing is loaded");
      await load();
      expectThat(engine.loadedModel === model, "the next load works");
    },
  },
  {
    name: "after dispose every call fails with router_disposed",
    async holds({ engine, load }) {
      await load();
      const running = codeOf(() => engine.run(userSays("A long story.", 200), {}, () => {}).ended);
      engine.dispose();
      const codes = [
        await running,
        await codeOf(load),
        await codeOf(() => engine.run(userSays("hi", 3), {}, () => {}).ended),
      ];
      expectThat(
        codes.every((code) => code === "router_disposed"),
        `failed with ${codes.join()}`,
      );
    },
  },
];

/** What the page relies on, whatever the engine. */
export const engineRules: readonly EngineRule[] = [...loading, ...answering, ...ending];
