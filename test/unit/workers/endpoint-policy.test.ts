import { describe, expect, test } from "vitest";
import {
  holdToOrigin,
  readEndpointMessage,
} from "../../../workers/service-worker/endpoint-policy.ts";

const STATIC = "default-src 'none'; script-src 'self'; connect-src 'self' https:";

describe("the egress worker's policy", () => {
  test("names the one origin that the page has set, and keeps all else", () => {
    expect(holdToOrigin(STATIC, "https://api.example.com")).toBe(
      "default-src 'none'; script-src 'self'; connect-src https://api.example.com",
    );
  });

  test("lets nothing out where there is no endpoint", () => {
    expect(holdToOrigin(STATIC, null)).toMatch(/connect-src 'none'$/);
  });

  test("gets the directive where there was none, as from a host without our headers", () => {
    expect(holdToOrigin("", null)).toBe("connect-src 'none'");
  });
});

describe("a message about the endpoint", () => {
  test.each([null, "https://api.example.com", "http://localhost:8080"])(
    "is taken: %s",
    (origin) => {
      expect(readEndpointMessage({ type: "endpoint", origin })?.origin).toBe(origin);
    },
  );

  test.each([
    "https://api.example.com/v1",
    "https://api.example.com; script-src *",
    "https://*.example.com",
    "https://a;b",
    "https://a,b",
    "data:text/plain,x",
    "null",
    "*",
    "",
    7,
    undefined,
  ])("is not taken, since it is no origin: %s", (origin) => {
    expect(readEndpointMessage({ type: "endpoint", origin })).toBeNull();
  });

  test.each([null, "endpoint", {}, { type: "other", origin: null }])(
    "is not taken in another shape: %j",
    (data) => {
      expect(readEndpointMessage(data)).toBeNull();
    },
  );
});
