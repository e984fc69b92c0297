import { all, create } from "mathjs";
import { describe, expect, test } from "vitest";
import { units } from "../../../../workers/skills/units/unit-table.ts";
import { textFor } from "./ask.ts";

/** The whole library, which the worker does not carry. */
const math = create(all ?? {});
/** The library's name of each base unit. */
const BASES = {
  length: "m",
  mass: "kg",
  volume: "liter",
  area: "m^2",
  speed: "m/s",
  time: "s",
  months: "month",
  data: "byte",
  pressure: "Pa",
  temperature: "K",
} as const;
/** The library's names where it does not know the first of ours. */
const NAMES: Readonly<Record<string, string>> = {
  "nautical miles": "1852 m",
  tonnes: "1000 kg",
  don: "3.75 g",
  stone: "14 lb",
  ml: "ml",
  liters: "liter",
  "cubic meters": "m^3",
  "cubic centimeters": "cm^3",
  "US gallons": "gallon",
  "US quarts": "quart",
  "US pints": "pint",
  "US cups": "cup",
  "US fluid ounces": "fluidounce",
  "US tablespoons": "0.00390625 gallon",
  "US teaspoons": "0.0013020833333333333 gallon",
  "imperial gallons": "4.54609 liter",
  "imperial pints": "0.56826125 liter",
  "square meters": "m^2",
  "square centimeters": "cm^2",
  "square kilometers": "km^2",
  "square feet": "ft^2",
  "square inches": "in^2",
  "square yards": "yd^2",
  "square miles": "mi^2",
  acres: "43560 ft^2",
  hectares: "10000 m^2",
  "m/s": "m/s",
  "km/h": "km/hour",
  mph: "mi/hour",
  knots: "1852 m/hour",
  "ft/s": "ft/s",
  kB: "1000 byte",
  MB: "1000000 byte",
  GB: "1000000000 byte",
  TB: "1000000000000 byte",
  KiB: "1024 byte",
  MiB: "1048576 byte",
  GiB: "1073741824 byte",
  TiB: "1099511627776 byte",
  psi: "lbf / in^2",
  bar: "100000 Pa",
  atm: "101325 Pa",
  hPa: "100 Pa",
  kPa: "1000 Pa",
  Pa: "Pa",
};
/** Units by their own definition, which the library does not have or rounds: 1 평 is the square of 6 자, each 10/33 m. */
const DEFINED = new Map([
  ["pyeong", "400/121"],
  ["acres", "316160658/78125"],
]);

describe("every factor is the one of mathjs", () => {
  const compared = units.filter(
    ({ en, dimension }) => dimension !== "temperature" && !DEFINED.has(en),
  );
  test.each(compared.map((unit) => [unit.en, unit] as const))(
    "%s",
    (en, { dimension, factor, names }) => {
      const source = NAMES[en] ?? names[0] ?? en;
      const quantity = /^\d/.test(source) ? source : `1 ${source}`;
      const wanted = math.unit(quantity).toNumber(BASES[dimension]);
      const [above = "", below = "1"] = factor.split("/");
      expect(Number(above) / Number(below) / wanted).toBeCloseTo(1, 11);
    },
  );
});

test("conversions are exact, and name the unit", () => {
  const cases = [
    ["5 feet 11 inches in cm", "180.34 cm"],
    ["how many miles in five kilometers", "≈ 3.106856 miles"],
    ["convert 98.6°F to celsius", "37 °C"],
    ["what's -40 celsius in fahrenheit", "-40 °F"],
    ["섭씨 37도는 화씨로 몇 도야?", "98.6 °F"],
    ["30평은 몇 제곱미터야?", "≈ 99.173554 제곱미터"],
    ["how many days in a week", "7 days"],
    ["하루는 몇 초야?", "86,400 초"],
    ["1 GiB in MiB", "1,024 MiB"],
    ["60 mph to km/h", "96.56064 km/h"],
    ["how many months in 2 years", "24 months"],
  ];
  expect(cases.map(([request]) => [request, textFor(request ?? "")])).toEqual(cases);
});

test("an ounce is of weight beside weights and of volume beside volumes", () => {
  expect(textFor("10 oz in grams")).toBe("283.49523125 g");
  expect(textFor("how many ounces in a cup")).toBe("8 US fluid ounces");
});

test("measures of several sizes, of different kinds and below the coldest are none", () => {
  const requests = [
    "2 tons in kg",
    "고기 두 근은 몇 그램이야?",
    "쌀 한 되는 몇 리터야?",
    "how many weeks are in 3 months",
    "how many days in a month",
    "5 kg in meters",
    "100 Mb in GB",
    "-300 celsius in fahrenheit",
    "5 m to",
  ];
  expect(requests.map((request) => textFor(request))).toEqual(requests.map(() => null));
});
