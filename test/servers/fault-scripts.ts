import type { Script, Step } from "./scripted-server.ts";
import { answerText, bytes, chunk, sse, streamHead } from "./sse.ts";

/** A status with OpenAI's error body. */
export function refusal(
  status: number,
  message = "no",
  headers: Readonly<Record<string, string>> = {},
): Script {
  return () => [
    { kind: "head", status, headers: { "content-type": "application/json", ...headers } },
    bytes(JSON.stringify({ error: { message, type: "scripted", code: null } })),
  ];
}

/** The scripts one after another, the last of them for ever. */
export function inTurn(...scripts: readonly [Script, ...Script[]]): Script {
  const left = [...scripts];
  const [first] = scripts;
  let current = first;
  return (request) => {
    current = left.shift() ?? current;
    return current(request);
  };
}

/** A web page under status 200, as captive portals and wrong base URLs give. */
export const webPage: Script = () => [
  { kind: "head", status: 200, headers: { "content-type": "text/html" } },
  bytes("<!doctype html><title>Sign in</title>"),
];

/** A JSON body under status 200 that is no completion. */
export function strangeJson(body: string): Script {
  return () => [
    { kind: "head", status: 200, headers: { "content-type": "application/json" } },
    bytes(body),
  ];
}

/** A head and the first words. */
function started(text: string): readonly Step[] {
  return [streamHead(), bytes(sse(chunk({ content: text })))];
}

function after(text: string, ...rest: readonly Step[]): Script {
  return () => [...started(text), ...rest];
}

export const badJsonAfter = (text: string): Script =>
  after(text, bytes("data: {not json\n\n"), bytes(answerText(["never read"])));

/** An `error` object inside a stream whose status was 200. */
export const errorObjectAfter = (text: string, error: Readonly<Record<string, unknown>>): Script =>
  after(text, bytes(sse({ error })));

/** The connection breaks in the middle of an event. The wait lets what was said arrive. */
export const cutAfter = (text: string): Script =>
  after(text, bytes('data: {"choi'), { kind: "wait", ms: 50 }, { kind: "cut" });

/** The stream ends cleanly, but before any finish reason. */
export const endAfter = (text: string): Script => after(text);

export const silentAfter = (text: string): Script => after(text, { kind: "hang" });

/** Comments without end after the first words: alive, but saying nothing. */
export function pingsAfter(text: string): Script {
  return function* pings() {
    yield* started(text);
    for (;;) yield* [bytes(": ping\n\n"), { kind: "wait", ms: 10 } as const];
  };
}

/** No head ever. */
export const neverAnswers: Script = () => [{ kind: "hang" }];

/** A head, and no first token ever. */
export const headAlone: Script = () => [streamHead(), { kind: "hang" }];

/** An answer that goes on for as long as it is read. */
export const endless: Script = function* endlessAnswer() {
  yield streamHead();
  for (;;) yield* [bytes(sse(chunk({ content: "on and " }))), { kind: "wait", ms: 1 } as const];
};

/** The connection is closed before any head. */
export const hangUp: Script = () => [{ kind: "cut" }];

/** Sends the client elsewhere, keeping method and body. */
export function redirectTo(url: string): Script {
  return () => [{ kind: "head", status: 307, headers: { location: url } }];
}
