import type { ChatRequest } from "../../src/chat/chat-request.ts";
import type { DeviceModels, LoadProgress, Priority } from "../../src/routing/ports.ts";
import type { AnswerEvent } from "../../src/terms/answer-event.ts";

/** Device models that nothing has used yet, and the id of the model they have. */
export interface DeviceUnderTest {
  readonly models: DeviceModels;
  readonly model: string;
}

/** One rule that every `DeviceModels` keeps. It throws where the rule is broken, in Node and in a browser alike. */
export interface DeviceRule {
  readonly name: string;
  readonly holds: (device: DeviceUnderTest) => Promise<void>;
}

const never = new AbortController().signal;

function userSays(content: string, most = 6): ChatRequest {
  return {
    model: "device",
    messages: [{ role: "user", content }],
    max_completion_tokens: most,
  };
}

function expectThat(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(`broken: ${what}`);
}

interface Outcome {
  readonly events: readonly AnswerEvent[];
  /** The code of a RouterError, or the name of another error; empty where the answer came whole. */
  readonly failure: string;
}

interface Asking {
  readonly signal?: AbortSignal;
  readonly priority?: Priority;
  readonly onEvent?: (count: number) => void;
}

async function outcomeOf(
  { models, model }: DeviceUnderTest,
  request: ChatRequest,
  { signal = never, priority = "person", onEvent = () => {} }: Asking = {},
): Promise<Outcome> {
  const events: AnswerEvent[] = [];
  try {
    for await (const event of models.generate(model, request, priority, signal)) {
      events.push(event);
      onEvent(events.length);
    }
  } catch (error) {
    return { events, failure: nameOf(error) };
  }
  return { events, failure: "" };
}

function nameOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name: string };
  return typeof code === "string" ? code : name;
}

function expectWhole({ events, failure }: Outcome): void {
  expectThat(failure === "", `the answer failed with ${failure}`);
  const ends = events.filter((event) => event.type === "answer-ended");
  expectThat(
    ends.length === 1 && events.at(-1)?.type === "answer-ended",
    "one end, and it is last",
  );
  expectThat(
    events.some((event) => event.type === "text-added"),
    "there is text",
  );
}

const answers: readonly DeviceRule[] = [
  {
    name: "an answer is text, each piece with its log-probability, and one end with its usage",
    async holds(device) {
      const outcome = await outcomeOf(device, userSays("Say hello."));
      expectWhole(outcome);
      const end = outcome.events.at(-1);
      expectThat(
        end?.type === "answer-ended" && (end.usage?.completionTokens ?? 0) > 0,
        "the end has its usage",
      );
      const first = outcome.events[0];
      expectThat(
        first?.type === "text-added" && first.logprob !== undefined && first.logprob.logprob <= 0,
        "a piece has its log-probability",
      );
    },
  },
  {
    name: "an answer that reaches its token limit ends with length",
    async holds(device) {
      const { events } = await outcomeOf(device, userSays("Tell me a long story.", 3));
      const end = events.at(-1);
      expectThat(end?.type === "answer-ended" && end.finishReason === "length", "ended by length");
      expectThat(end?.type === "answer-ended" && end.usage?.completionTokens === 3, "three tokens");
    },
  },
  {
    name: "a model that is not there is model_unknown",
    async holds({ models }) {
      const outcome = await outcomeOf({ models, model: "nobody" }, userSays("hi"));
      expectThat(outcome.failure === "model_unknown", `failed with ${outcome.failure}`);
    },
  },
];

const aborts: readonly DeviceRule[] = [
  {
    name: "a signal that is aborted already rejects with an AbortError before anything runs",
    async holds(device) {
      const outcome = await outcomeOf(device, userSays("hi"), { signal: AbortSignal.abort() });
      expectThat(outcome.failure === "AbortError", `failed with ${outcome.failure}`);
      expectThat(device.models.states()[0]?.readiness !== "ready", "nothing was loaded");
    },
  },
  {
    name: "an abort while the answer comes rejects with an AbortError, and the model stays loaded for the next",
    async holds(device) {
      const controller = new AbortController();
      const outcome = await outcomeOf(device, userSays("Tell me a long story.", 200), {
        signal: controller.signal,
        onEvent: (count) => {
          if (count === 2) controller.abort();
        },
      });
      expectThat(outcome.failure === "AbortError", `failed with ${outcome.failure}`);
      expectThat(outcome.events.length === 2, `${outcome.events.length} events came`);
      expectThat(device.models.states()[0]?.readiness === "ready", "the model stays loaded");
      expectWhole(await outcomeOf(device, userSays("Say hello.")));
    },
  },
  {
    name: "a reader that leaves frees its turn",
    async holds(device) {
      const { models, model } = device;
      for await (const _ of models.generate(model, userSays("Tell me.", 200), "person", never))
        break;
      expectWhole(await outcomeOf(device, userSays("Say hello.")));
    },
  },
];

const loading: readonly DeviceRule[] = [
  {
    name: "loading tells one true total that only grows, ends with ready, and is told by states",
    async holds({ models, model }) {
      const told: LoadProgress[] = [];
      await models.load(model, (progress) => told.push(progress), never);
      const totals = new Set(told.map((progress) => progress.totalBytes));
      expectThat(totals.size === 1, "one total");
      const loaded = told.map((progress) => progress.loadedBytes);
      expectThat(
        loaded.every((bytes, index) => bytes >= (loaded[index - 1] ?? 0)),
        "never falls",
      );
      expectThat(told.at(-1)?.stage === "ready" && totals.has(loaded.at(-1) ?? -1), "ends whole");
      const [state] = models.states();
      expectThat(state?.model === model && state.readiness === "ready", "ready");
      expectThat(state?.expectedLoadMs === 0, "nothing is left to load");
    },
  },
];

const turns: readonly DeviceRule[] = [
  {
    name: "a person goes before background work that runs; that goes on afterwards and comes whole",
    async holds(device) {
      await device.models.load(device.model, () => {}, never);
      const order: string[] = [];
      let personAnswer: Promise<Outcome> | undefined;
      const background = outcomeOf(device, userSays("Tell me a long story.", 40), {
        priority: "background",
        onEvent: (count) => {
          if (count !== 2) return;
          personAnswer = outcomeOf(device, userSays("Say hello.", 4));
          void personAnswer.then(() => order.push("person"));
        },
      });
      const whole = await background;
      order.push("background");
      expectWhole(whole);
      expectWhole(await (personAnswer ?? Promise.reject(new Error("no person came"))));
      expectThat(order.join() === "person,background", `the order was ${order.join()}`);
    },
  },
  {
    name: "too many who wait are refused with queue_full, and the others are answered",
    async holds(device) {
      const outcomes = await Promise.all(
        Array.from({ length: 12 }, () => outcomeOf(device, userSays("hi", 1))),
      );
      const failures = outcomes.map((outcome) => outcome.failure).filter((code) => code !== "");
      expectThat(failures.length > 0, "someone is refused");
      expectThat(
        failures.every((code) => code === "queue_full"),
        `refused with ${failures.join()}`,
      );
    },
  },
];

/** What the router relies on. */
export const deviceRules: readonly DeviceRule[] = [...answers, ...aborts, ...loading, ...turns];
