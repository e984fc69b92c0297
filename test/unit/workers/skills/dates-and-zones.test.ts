import { describe, expect, test } from "vitest";
import { seoulNow, textFor } from "./ask.ts";

const summer = { nowMs: Date.UTC(2026, 6, 1, 12), timeZone: "America/New_York" };
const newYork = { nowMs: Date.UTC(2026, 10, 24, 5, 30), timeZone: "America/New_York" };

describe("dates", () => {
  test("today is the day where the person is", () => {
    expect(textFor("what is today's date")).toBe("Tuesday, 24 November 2026");
    const late = { ...newYork, nowMs: Date.UTC(2026, 10, 24, 3) };
    expect(textFor("what is today's date", late)).toBe("Monday, 23 November 2026");
    expect(textFor("내일은 무슨 요일이야?")).toBe("2026년 11월 25일 수요일");
  });

  test("weekdays, distances and shifts", () => {
    expect(textFor("what day of the week was january 1, 2000")).toBe("Saturday");
    expect(textFor("what day is 2028-02-29")).toBe("Tuesday");
    expect(textFor("days between 2026-01-01 and 2026-03-01")).toBe("59 days");
    expect(textFor("how many weeks between 2026-01-01 and 2026-12-31")).toBe("52 weeks");
    expect(textFor("how many days until christmas")).toBe("31 days");
    expect(textFor("30 days after march 1 2026")).toBe("Tuesday, 31 March 2026");
    expect(textFor("jan 31 2027 plus 1 month")).toBe("Sunday, 28 February 2027");
    expect(textFor("100일 후는 며칠이야?")).toBe("2027년 3월 4일 목요일");
    expect(textFor("다음 주 금요일이 며칠이야?")).toBe("2026년 12월 4일 금요일");
    expect(textFor("1993년 8월 9일생 만 나이")).toBe("만 33세");
  });

  test("leap years by the rule of four, a hundred and four hundred", () => {
    const years = ["2024", "2026", "1900", "2000"];
    const answers = years.map((year) => textFor(`is ${year} a leap year`)?.slice(0, 3));
    expect(answers).toEqual(["Yes", "No,", "No,", "Yes"]);
    expect(textFor("how many days in february 2100")).toBe("28 days");
  });

  test("a date that is read in two orders, does not exist or may be of two years is none", () => {
    const requests = [
      "what day is 03/04/2026",
      "what day was february 30, 2026",
      "days between 2026-02-29 and 2026-03-01",
      "what day of the week is march 3",
      "how many days in february",
      "이번 주 일요일이 며칠이야?",
      "how many days until 2020-01-01",
    ];
    expect(requests.map((request) => textFor(request))).toEqual(requests.map(() => null));
    expect(textFor("what day is 25/12/2026")).toBe("Friday");
    expect(textFor("what day of the week is december 3")).toBe("Thursday");
  });
});

describe("time zones", () => {
  test("the time elsewhere, and what a time there is here", () => {
    expect(textFor("what time is it in tokyo")).toBe("2:30 PM, Tuesday, 24 November 2026");
    expect(textFor("뉴욕은 지금 몇 시야?")).toBe("2026년 11월 24일 화요일 오전 12시 30분");
    expect(textFor("3pm in New York is what time in Seoul?")).toBe("5:00 AM (Wednesday)");
    expect(textFor("서울 오후 3시는 런던 몇 시야?")).toBe("오전 6시 (화요일)");
    expect(textFor("time difference between mumbai and london")).toBe(
      "5 hours 30 minutes (mumbai is ahead)",
    );
  });

  test("daylight saving time is that of the day", () => {
    expect(textFor("what time is it in london", summer)).toBe("1:00 PM, Wednesday, 1 July 2026");
    expect(textFor("what timezone is miami in", summer)).toBe("Eastern Daylight Time (UTC−4)");
  });

  test("a name that asserts other hours than the zone keeps now is none", () => {
    expect(textFor("convert 3pm est to utc", newYork)).toBe("8:00 PM (Tuesday)");
    expect(textFor("convert 3pm est to utc", summer)).toBeNull();
    expect(textFor("what time is it in pacific standard time", summer)).toBeNull();
  });

  test("a time that the clocks skip or show twice is none", () => {
    const dayOfGap = { nowMs: Date.UTC(2026, 2, 8, 12), timeZone: "Asia/Seoul" };
    const dayOfFold = { nowMs: Date.UTC(2026, 10, 1, 12), timeZone: "Asia/Seoul" };
    const request = (clock: string) => `convert ${clock} new york to utc`;
    expect(textFor(request("2:30 am"), dayOfGap)).toBeNull();
    expect(textFor(request("1:30 am"), dayOfFold)).toBeNull();
    expect(textFor(request("3:30 am"), dayOfGap)).toBe("7:30 AM (Sunday)");
  });

  test("zones of several meanings, countries of several zones and hours without a half of the day are none", () => {
    const requests = [
      "what time is it in cst",
      "what time is it in ist",
      "what time is it in the usa",
      "what time is it in georgia",
      "what time is it in paris texas",
      "what time is it in london ontario",
      "3:00 in new york in seoul",
      "뉴욕 3시는 서울 몇 시야?",
      "빈 시간 알려줘",
      "have a nice time",
    ];
    expect(requests.map((request) => textFor(request))).toEqual(requests.map(() => null));
    expect(textFor("what's the time in orlando, florida", seoulNow)).toBe(
      "12:30 AM, Tuesday, 24 November 2026",
    );
  });
});
