import { describe, expect, test } from "vitest";
import { answerExactly } from "../../../../workers/skills/answer-exactly.ts";
import { seoulNow, textFor } from "./ask.ts";

/** What each request is answered with. */
type Cases = readonly (readonly [request: string, answer: string])[];

function answersAll(cases: Cases): void {
  expect(cases.map(([request]) => [request, textFor(request)])).toEqual(cases);
}
function answersNone(requests: readonly string[]): void {
  expect(requests.map((request) => [request, textFor(request)])).toEqual(
    requests.map((request) => [request, null]),
  );
}

describe("the whole request is read, or nothing is answered", () => {
  test("courtesy around a request changes nothing", () => {
    answersAll([
      ["2 + 2", "4"],
      ["Hi! Could you please tell me what 2 + 2 is? Thanks!", "4"],
      ["혹시 2 더하기 2는 얼마인지 알려줄래?", "4"],
      ["２ ＋ ２ ＝ ？", "4"],
    ]);
  });

  test("one word too many, before, behind or within, is not read over", () => {
    answersNone([
      "2 + 2 apples",
      "why is 2 + 2 4",
      "is 2 + 2 = 5 a quote from a book",
      "write a poem about 2 + 2",
      "what is 15% of 240 people's opinion",
      "convert 5 km to miles and explain it",
      "오늘 날짜로 시를 써줘",
      "2 더하기 2가 왜 4야?",
    ]);
  });

  test("two requests in one are none", () => {
    answersNone([
      "what is 2 + 2? what is 3 + 3?",
      'count the words in "a b c" and translate it',
      "sort 3, 1, 2 and tell me the median",
    ]);
  });

  test("nothing, white space and a text of 20,001 characters are not read", () => {
    answersNone(["", "   ", `2 + 2${" ".repeat(19_990)}${"?".repeat(20)}`]);
  });

  test("the answer is in the language of the request, and says how it came about", () => {
    expect(answerExactly("what is 17 * 23?", seoulNow)).toEqual({
      skill: "arithmetic",
      text: "391",
      explanation: "17 * 23 = 391, calculated exactly",
    });
    expect(answerExactly("17 곱하기 23은?", seoulNow)?.explanation).toBe(
      "17 곱하기 23 = 391, 정확히 계산했습니다",
    );
  });
});

describe("sums", () => {
  test("decimals and divisions are exact, and what does not end is rounded and marked", () => {
    answersAll([
      ["0.1 + 0.2", "0.3"],
      ["1/3 * 3", "1"],
      ["100 / 8", "12.5"],
      ["100 / 12", "≈ 8.333333"],
      ["2 / 300", "≈ 0.00666667"],
      ["-1 / 3", "≈ -0.333333"],
      ["square root of 16", "4"],
      ["square root of 2", "≈ 1.414214"],
      ["√0.25 + 1", "1.5"],
    ]);
  });

  test("ranks, parentheses, signs and number words are read as mathematics reads them", () => {
    answersAll([
      ["3 + 4 * 2", "11"],
      ["(3 + 4) * 2", "14"],
      ["2 - -3", "5"],
      ["(-2)^2", "4"],
      ["10 - 4 - 3", "3"],
      ["2 ** 10", "1,024"],
      ["2^-2", "0.25"],
      ["5!", "120"],
      ["17 mod 5", "2"],
      ["one hundred and twenty minus thirty-three", "87"],
      ["3 million plus 5", "3,000,005"],
      ["백이십삼 더하기 사십오", "168"],
      ["3만 5천 빼기 2천", "33,000"],
      ["열둘 곱하기 스물", "240"],
      ["17을 5로 나눈 나머지는?", "2"],
      ["1,234.5 + 0.5", "1,235"],
    ]);
  });

  test("what people read in two ways is not answered", () => {
    answersNone([
      "-2^2",
      "2^3^2",
      "6/2(1+2)",
      "200 + 10%",
      "2 + 3!",
      "1 - 2!",
      "1,23 + 2",
      "1.2.3 + 4",
    ]);
  });

  test("dates, scores, sizes and telephone numbers are not sums", () => {
    answersNone([
      "2026-11-24",
      "what is 9/11",
      "what is 24/7",
      "03/04/2026",
      "555-1234",
      "4x4",
      "010 - 1234",
      "2026/11",
    ]);
    answersAll([
      ["calculate 24/7", "≈ 3.428571"],
      ["144/12", "12"],
    ]);
  });

  test("what is undefined or long beyond use is not answered", () => {
    answersNone([
      "1 / 0",
      "0^0",
      "0^-1",
      "square root of -4",
      "9^9^9",
      "9^999999999",
      "101!",
      "2^701",
      "(-1)!",
      "5 mod -3",
    ]);
    expect(textFor("100!")).toMatch(/^93,326,215,443,944/);
    answersNone([`${"1 + ".repeat(101)}1`]);
    expect(textFor(`${"1 + ".repeat(60)}1`)).toBe("61");
    answersNone([`${"(".repeat(40)}1 + 1${")".repeat(40)}`, `${"9".repeat(61)} + 1`]);
  });
});

describe("percentages", () => {
  test("shares, changes, ratios and money", () => {
    answersAll([
      ["what is 15% of 240", "36"],
      ["85% of $1500", "$1,275"],
      ["20% off 80", "64"],
      ["increase 80 by 25%", "100"],
      ["what percent of 80 is 20?", "25%"],
      ["1 is what percent of 3", "≈ 33.333333%"],
      ["percent change from 80 to 60", "25% decrease"],
      ["50 is 20% of what number", "250"],
      ["59,000원에서 30% 할인된 가격은?", "41,300원"],
      ["30은 120의 몇 퍼센트인가요?", "25%"],
      ["40에서 54로 늘면 몇 퍼센트 증가한 거야", "35% 증가"],
    ]);
  });

  test("a share of nothing, a change from nothing and one across currencies are none", () => {
    answersNone([
      "what percent of 0 is 5",
      "percent change from 0 to 5",
      "$5 is what percent of €10",
    ]);
  });
});

describe("number bases", () => {
  test("digits are read in the base that is named, by a word or a prefix", () => {
    answersAll([
      ["convert 255 to binary", "11111111"],
      ["hex ff to decimal", "255"],
      ["0xff in decimal", "255"],
      ["what is 1010 binary in hex", "A"],
      ["이진수 1011을 십진수로 변환해줘", "11"],
      ["10진수 255를 16진수로 바꿔줘", "FF"],
    ]);
  });

  test("digits without a base, of another base, and not whole are none", () => {
    answersNone([
      "1011 in decimal",
      "binary 102 to decimal",
      "0b12 in decimal",
      "2.5 in binary",
      "-5 in binary",
      "ff in binary",
    ]);
  });
});

describe("texts", () => {
  test("characters as people count them, words, letters and lines", () => {
    answersAll([
      ['how many characters in "hello world"', "11 characters"],
      ["how many characters are in '👍🏽é'", "2 characters"],
      ['"안녕하세요 여러분"은 몇 글자야?', "9자"],
      ["count the words in 'it’s a dog’s life'", "4 words"],
      ["how many lines are in this text:\none\ntwo", "2 lines"],
      ["how many r's are in strawberry", "3 times"],
      ["how many vowels are in the word onomatopoeia", "8 vowels"],
    ]);
  });

  test("case, and names of programs", () => {
    answersAll([
      ['convert "hello World" to uppercase', "HELLO WORLD"],
      ["'HELLO'를 소문자로 바꿔줘", "hello"],
      ['title case: "the old man"', "The Old Man"],
      ['"order total amount" to snake_case', "order_total_amount"],
      ['"user first name" to camelCase', "userFirstName"],
      ['reverse "stressed"', "desserts"],
    ]);
  });

  test("a text without an end that is sure is none", () => {
    answersNone([
      "uppercase: hello and then reverse it",
      "write a poem in uppercase",
      "HELLO WORLD in lowercase",
      "count the words in the bible",
      "reverse hello there",
    ]);
  });
});

describe("lists and statistics", () => {
  test("sorted, reversed, each once", () => {
    answersAll([
      ["sort 10, 9, 2 in ascending order", "2, 9, 10"],
      ["sort these names alphabetically: Bob, alice, Carol", "alice, Bob, Carol"],
      ["remove duplicates from: a, b, a", "a, b"],
      ["reverse the list: 1, 2, 3", "3, 2, 1"],
      ["바나나, 사과, 가을을 가나다순으로 정렬해 줘", "가을, 바나나, 사과"],
      ["바나나, 사과, 감을 가나다순으로 정렬해 줘", "감, 바나나, 사과"],
    ]);
  });

  test("an order that is not certain is none", () => {
    answersNone([
      "sort 3, apple, 1",
      "sort 10, 9, 2 alphabetically",
      "sort apple, 사과, pear alphabetically",
      "remove duplicates from: A, a, b",
      "what sort of hobbies do you enjoy",
      "order more cat food, i'm out",
      "what is the order of the marvel shows",
    ]);
  });

  test("mean, median, mode, extremes and deviations", () => {
    answersAll([
      ["what is the average of 3, 5 and 10", "6"],
      ["median of 4, 1, 3, 2", "2.5"],
      ["mode of 1,2,2,3,3", "2, 3"],
      ["mode of 1, 2", "No mode: each number occurs once."],
      ["what is the range of 3, 9, 2?", "7"],
      ["standard deviation of 2, 4, 4, 4, 5, 5, 7, 9", "2 (population), ≈ 2.13809 (sample)"],
      ["10, 20, 30의 평균을 구해줘", "20"],
      ["sum of 1,500, 2,300 and -800", "3,000"],
    ]);
  });

  test("what is a list to some and a number to others is none", () => {
    answersNone(["sum of 100,200,300", "mean of 5", "average rainfall of 2, 3"]);
  });
});
