import type OpenAI from "openai";
import { describe, expectTypeOf, test } from "vitest";
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatRequest,
  ChatStream,
  Router,
} from "../../src/index.ts";

type Create = Router["chat"]["completions"]["create"];
type Params = OpenAI.ChatCompletionCreateParams;

/** What we do not speak is left out; whoever sends it is told by a code, not by a type alone. */
type Supported = Pick<
  Params,
  | "model"
  | "stream"
  | "stream_options"
  | "max_completion_tokens"
  | "max_tokens"
  | "temperature"
  | "top_p"
  | "seed"
  | "stop"
  | "n"
  | "frequency_penalty"
  | "presence_penalty"
  | "logprobs"
  | "top_logprobs"
  | "parallel_tool_calls"
  | "response_format"
  | "verbosity"
  | "user"
>;

describe("OpenAI's types", () => {
  test("a supported request of theirs is one of ours", () => {
    expectTypeOf<Supported>().toExtend<Omit<ChatRequest, "messages">>();
    expectTypeOf<OpenAI.ChatCompletionSystemMessageParam>().toExtend<Message>();
    expectTypeOf<OpenAI.ChatCompletionDeveloperMessageParam>().toExtend<Message>();
    expectTypeOf<OpenAI.ChatCompletionToolMessageParam>().toExtend<Message>();
    expectTypeOf<OpenAI.ChatCompletionFunctionTool>().toExtend<Tool>();
    expectTypeOf<NonNullable<Params["reasoning_effort"]>>().toExtend<Effort>();
  });

  test("our whole answer is one of theirs", () => {
    expectTypeOf<Writable<ChatCompletion>>().toExtend<OpenAI.ChatCompletion>();
  });

  test("our chunk is one of theirs", () => {
    expectTypeOf<Writable<ChatCompletionChunk>>().toExtend<OpenAI.ChatCompletionChunk>();
  });

  test("stream says which of the two comes", () => {
    expectTypeOf<(create: Create) => unknown>().toBeFunction();
    const streamed = (create: Create) => create({ model: "auto", messages: [], stream: true });
    const whole = (create: Create) => create({ model: "auto", messages: [] });
    expectTypeOf<ReturnType<typeof streamed>>().toEqualTypeOf<Promise<ChatStream>>();
    expectTypeOf<ReturnType<typeof whole>>().toEqualTypeOf<Promise<ChatCompletion>>();
  });
});

type Message = ChatRequest["messages"][number];
type Tool = NonNullable<ChatRequest["tools"]>[number];
type Effort = NonNullable<ChatRequest["reasoning_effort"]>;

/** Theirs are writable arrays; ours promise not to write. */
type Writable<Value> = Value extends readonly unknown[]
  ? { -readonly [Key in keyof Value]: Writable<Value[Key]> }
  : Value extends object
    ? { -readonly [Key in keyof Value]: Writable<Value[Key]> }
    : Value;
