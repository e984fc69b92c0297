import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** One thing that the server does with a connection, in order. After the last one the response is ended. */
export type Step =
  | {
      readonly kind: "head";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: "bytes"; readonly bytes: string | Uint8Array }
  | { readonly kind: "wait"; readonly ms: number }
  /** Ends the connection in the middle of what was said. */
  | { readonly kind: "cut" }
  /** Says nothing more until the client goes. */
  | { readonly kind: "hang" };

/** What the server does with a request; steps may be endless. */
export type Script = (request: RecordedRequest) => Iterable<Step>;

/** How a request ended: the server had its say, the client left before that, or the script cut it off. */
export type RequestEnd = "answered" | "left" | "cut";

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  readonly end: Promise<RequestEnd>;
}

export interface ScriptedServer {
  readonly url: string;
  /** Every request but preflights, in order of arrival. */
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type, accept",
  "access-control-allow-methods": "POST",
  "access-control-expose-headers": "retry-after",
};

/** Starts an HTTP server on a free port of 127.0.0.1 that any page may read from and that behaves as scripted. */
export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    if (request.method === "OPTIONS") {
      response.writeHead(204, CORS).end();
      return;
    }
    void record(request, response).then(async (recorded) => {
      requests.push(recorded);
      await play(script(recorded), response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, close: () => closeServer(server) };
}

async function record(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<RecordedRequest> {
  const end = new Promise<RequestEnd>((resolve) => {
    response.once("close", () => {
      if (response.writableFinished) resolve("answered");
      else resolve(response.errored === null ? "left" : "cut");
    });
  });
  const pieces: Buffer[] = [];
  // A client that leaves before its body is whole is recorded with what came.
  try {
    for await (const piece of request) pieces.push(piece as Buffer);
  } catch {
    response.destroy();
  }
  return {
    method: request.method ?? "",
    path: request.url ?? "",
    headers: request.headers as Readonly<Record<string, string | undefined>>,
    body: Buffer.concat(pieces).toString("utf8"),
    end,
  };
}

async function play(steps: Iterable<Step>, response: ServerResponse): Promise<void> {
  for (const step of steps) {
    if (response.destroyed) return;
    switch (step.kind) {
      case "head":
        response.writeHead(step.status, { ...CORS, ...step.headers });
        response.flushHeaders();
        break;
      case "bytes":
        await new Promise<void>((resolve) => {
          response.write(step.bytes, () => resolve());
        });
        break;
      case "wait":
        await wait(step.ms);
        break;
      case "cut":
        response.destroy(new Error("cut by the script"));
        return;
      case "hang":
        return;
    }
  }
  response.end();
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
