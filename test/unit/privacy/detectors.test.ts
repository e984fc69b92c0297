import { describe, expect, test } from "vitest";
import { allDetectors } from "../../../src/privacy/all-detectors.ts";
import { inspectTexts } from "../../../src/privacy/inspect-sources.ts";

async function found(text: string): Promise<readonly string[]> {
  const inspector = { detectors: allDetectors, isOverBudget: () => false };
  const { findings } = await inspectTexts([text], inspector);
  return findings.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
}

/** Put together here, so that no scanner of this repository takes a made-up key for a real one. */
const made = (prefix: string, length: number) =>
  prefix +
  "q7Zk2VbX9mT4cRwLhYs8NdJ3fGpA6eUu5iKo1QxBvCjMtPrHnEaDgFyWlSz0".repeat(9).slice(0, length);

describe("finds, and nothing around it", () => {
  test.each([
    ["EMAIL", "ada.lovelace+notes@mail.example.co.uk"],
    ["EMAIL", "철수@한국.kr"],
    ["PHONE", "+82 10-1234-5678"],
    ["PHONE", "010-1234-5678"],
    ["PHONE", "020 7946 0018"],
    ["PHONE", "(212) 555-0187"],
    ["CREDIT_CARD", "4242 4242 4242 4242"],
    ["CREDIT_CARD", "3782-822463-10005"],
    ["IBAN", "GB82 WEST 1234 5698 7654 32"],
    ["IBAN", "DE89370400440532013000"],
    ["NATIONAL_ID", "900101-1234568"],
    ["NATIONAL_ID", "536-22-1234"],
    ["TAX_ID", "124-81-00998"],
    ["HEALTH_ID", "485 000 1009"],
    ["CRYPTO_ADDRESS", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"],
    ["CRYPTO_ADDRESS", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"],
    ["CRYPTO_ADDRESS", "0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe"],
    ["IP_ADDRESS", "203.0.113.77"],
    ["IP_ADDRESS", "2001:db8::8a2e:370:7334"],
    ["MAC_ADDRESS", "00:1b:44:11:3a:b7"],
    ["CREDENTIAL", made("sk-proj-", 48)],
    ["CREDENTIAL", made("ghp_", 36)],
    ["CREDENTIAL", made("glpat-", 20)],
    ["CREDENTIAL", made("AIza", 35)],
    ["CREDENTIAL", made("xoxb-1234567890-", 24)],
    ["CREDENTIAL", made("sk_live_", 24)],
    ["CREDENTIAL", made("hf_", 34)],
    ["CREDENTIAL", "AKIA" + "Z3MRT5QWYP2LNSVX"],
  ])("%s %s", async (kind, secret) => {
    expect(await found(`Here it is: ${secret}, as promised.`)).toEqual([`${kind} ${secret}`]);
  });

  test("a private key, from its first line to its last", async () => {
    const key = `-----BEGIN RSA PRIVATE KEY-----\n${made("", 300)}\n-----END RSA PRIVATE KEY-----`;
    expect(await found(`key:\n${key}\n`)).toEqual([`CREDENTIAL ${key}`]);
  });

  test("a password that is set in words, in code and in Korean", async () => {
    for (const before of ["my password is ", 'password: "', "DB_PASSWORD=", "비밀번호는 "]) {
      expect(await found(`${before}hX7$kq2vLm9" and so on`)).toHaveLength(1);
    }
  });

  test("a password inside of a URL", async () => {
    const [finding] = await found("postgres://app:s3cr3tPa55@db.internal:5432/main");
    expect(finding).toContain("s3cr3tPa55");
  });
});

describe("leaves alone", () => {
  test.each([
    "In 2024 we sold 1,250,300 units at 19.99, up 12 % from 2023.",
    "The meeting is on 2026-11-23 at 10:30:00.",
    "std::vector<int> values; Haskell: f :: Int -> Int",
    "Version 1.2.3 of the package @scope/name fixes it.",
    "The password is forgotten by everyone.",
    "Reset your token before you continue with authentication.",
    "0000000000 and 1111111111111111",
    "ISBN 978-3-16-148410-0",
    "commit 0c8a66f3d2e1",
    "오늘 날씨가 어때요? 3.5 km를 걸었어요.",
  ])("%s", async (text) => {
    expect(await found(text)).toEqual([]);
  });

  test("numbers whose checksum is wrong", async () => {
    for (const text of [
      "4242 4242 4242 4243",
      "GB82 WEST 1234 5698 7654 33",
      "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
      "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
    ]) {
      expect(await found(text), text).toEqual([]);
    }
  });
});

test("a comment in the text cannot switch the credential rules off", async () => {
  const secret = made("xoxb-1234567890-", 24);
  expect(await found(`/* secretlint-disable */\n${secret}`)).toEqual([`CREDENTIAL ${secret}`]);
});
