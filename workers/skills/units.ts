import type { Fraction } from "mathjs";
import type { Slot } from "./language/request-reader.ts";
import type { Language } from "./language/request-text.ts";
import {
  english,
  korean,
  wordless,
  type Context,
  type Rule,
  type Skill,
  type Verdict,
} from "./language/rule.ts";
import { exact, fractionOf } from "./numbers/exact.ts";
import { signedNumber } from "./numbers/number-slot.ts";
import { writeNumber } from "./numbers/write-number.ts";
import { quantity, unitSlot, type Quantity } from "./units/unit-slot.ts";
import { units as unitTable, type Unit } from "./units/unit-table.ts";

interface Conversion {
  readonly from: Quantity;
  readonly to: Unit;
}

const slots = { from: quantity, to: unitSlot };
const IN = "(in|to|into|as|in to)";
const KO_IN = "(로|으로|는|은)";
const KO_CHANGE = "[바꾸면|바꿔|변환하면|변환|환산하면|환산|고치면|나타내면]";

/** "섭씨 30도" and "30도씨": Korean names the scale before or behind the degrees. */
const koreanDegrees: Slot<Quantity> = (text, at) => {
  const [celsius, fahrenheit] = [scale("°C"), scale("°F")];
  const before = /(섭씨|화씨)\s*/y;
  before.lastIndex = at;
  const name = before.exec(text.plain);
  const start = name === null ? at : before.lastIndex;
  return signedNumber(text, start).flatMap(({ value, end }) => {
    const behind = name === null ? /\s*도씨/y : /\s*도/y;
    behind.lastIndex = end;
    if (!behind.test(text.plain)) return [];
    const unit = name?.[1] === "화씨" ? fahrenheit : celsius;
    return unit === undefined ? [] : [{ value: { parts: [[value, unit]] }, end: behind.lastIndex }];
  });
};

const degreeSlots = { from: koreanDegrees, to: unitSlot };

const RULES: readonly Rule[] = [
  english(`[convert|change|turn] {from} ${IN} {to}`, slots, converted),
  english(`[convert|change|turn] {from} ${IN} [degrees|degree] {to}`, slots, converted),
  english("how many {to} (are|is) [there] [in] {from}", slots, converted),
  english(
    "how many {to} [are|is] (in|make|make up|does|do|equal|equals|are equal to|per) {from}",
    slots,
    converted,
  ),
  english(
    "how many {to} (are there|is there|there are|can fit|fit|do you get|go) (in|into) {from}",
    slots,
    converted,
  ),
  english("how many {to} there are in {from}", slots, converted),
  english("[the] number of {to} (in|per) {from}", slots, converted),
  english("{from} (is|equals|equal|=|are|makes|is equal to) [to] how many {to}", slots, converted),
  english(
    "how (long|far|tall|heavy|big|hot|cold|fast|large|much) is {from} in {to}",
    slots,
    converted,
  ),
  english("(in|to) {to} {from}", slots, converted),
  korean(`{from} [은|는|이|가|을|를|면] 몇 {to}`, slots, converted),
  korean(`{from} 에 몇 {to}`, slots, converted),
  korean(`{from} [을|를|은|는] {to} ${KO_IN} ${KO_CHANGE}`, slots, converted),
  korean(`{from} [은|는|이|가] {to} ${KO_IN} [얼마|몇]`, slots, converted),
  korean(`{from} 의 {to} 환산`, slots, converted),
  korean(
    `{from} [은|는|이|가|을|를|면] {to} [로|으로] [로는] [몇 도|몇] ${KO_CHANGE}`,
    degreeSlots,
    converted,
  ),
  korean(`{from} [을|를] {to} [온도] (로|으로) ${KO_CHANGE}`, degreeSlots, converted),
  wordless("{from} = ? {to}", slots, converted),
];

/** Units of length, mass, volume, area, speed, time, data and temperature, by their exact definitions. */
export const units: Skill = { name: "units", rules: RULES };

function scale(symbol: string): Unit | undefined {
  return unitTable.find((unit) => unit.en === symbol);
}

function converted({ from, to }: Conversion, { language }: Context): Verdict {
  const isSameKind = from.parts.every(([, unit]) => unit.dimension === to.dimension);
  // A quantity of another dimension is another reading of "oz", or no question at all.
  if (!isSameKind) return "unfit";
  const base = from.parts.map(([value, unit]) => inBase(value, unit)).reduce((a, b) => a.add(b));
  const isBelowZero = to.dimension === "temperature" && base.s < 0n;
  if (isBelowZero) return null;
  const value = base.sub(fractionOf(to.zero ?? "0")).div(fractionOf(to.factor));
  const text = written(value, to, language);
  return { text, explanation: explain(from, to, text, language) };
}

function inBase(value: Fraction, unit: Unit): Fraction {
  return value.mul(fractionOf(unit.factor)).add(fractionOf(unit.zero ?? "0"));
}

function written(value: Fraction, unit: Unit, language: Language): string {
  const isOne = value.s > 0n && value.n === 1n && value.d === 1n;
  const name = language === "en" && isOne ? singular(unit.en) : unit[language];
  return `${writeNumber(exact(value)).text} ${name}`;
}

/** Of the plurals in the table of units; symbols stay as they are. */
function singular(name: string): string {
  if (name.length < 4 || name.includes("/") || name === "stone") return name;
  return name
    .replace(/feet$/, "foot")
    .replace(/inches$/, "inch")
    .replace(/ies$/, "y")
    .replace(/s$/, "");
}

function explain(from: Quantity, to: Unit, text: string, language: Language): string {
  const source = from.parts.map(([value, unit]) => written(value, unit, language)).join(" ");
  const equation = text.startsWith("≈") ? `${source} ${text}` : `${source} = ${text}`;
  const notes = new Set([...from.parts.map(([, unit]) => unit.note), to.note]);
  const said = [...notes].flatMap((note) => (note === undefined ? [] : [NOTES[note][language]]));
  return [equation, ...said].join("; ");
}

const NOTES: Readonly<Record<NonNullable<Unit["note"]>, Readonly<Record<Language, string>>>> = {
  us: { en: "US customary measures", ko: "미국 단위 기준" },
  decimal: {
    en: "1 kB = 1000 bytes; with 1024 it is KiB, MiB, GiB",
    ko: "1 kB = 1000바이트이며, 1024 기준은 KiB, MiB, GiB입니다",
  },
  avoirdupois: { en: "ounces as a weight", ko: "무게 온스 기준" },
};
