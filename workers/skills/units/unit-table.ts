/** What a unit measures. Calendar months are apart from days, since no month has a fixed number of them. */
export type Dimension =
  | "length"
  | "mass"
  | "volume"
  | "area"
  | "speed"
  | "time"
  | "months"
  | "data"
  | "pressure"
  | "temperature";

/** One unit by its exact definition. */
export interface Unit {
  readonly dimension: Dimension;
  /** As it is written behind a number. */
  readonly en: string;
  readonly ko: string;
  /** How many of the base unit it is: metre, kilogram, litre, square metre, metre a second, second, month, byte, pascal, kelvin. */
  readonly factor: string;
  /** What zero of this unit is, in the base unit: for temperatures. */
  readonly zero?: string;
  /** Said with the answer where people use one name for several units. */
  readonly note?: "us" | "decimal" | "avoirdupois";
  readonly names: readonly string[];
}

/** For each dimension a line a unit: English; Korean; factor; names; a note or a zero where it has one. */
const TABLE: Readonly<Record<Dimension, string>> = {
  length: `
mm; mm; 1/1000; mm, millimeter, millimeters, millimetre, millimetres, 밀리미터, 밀리
cm; cm; 1/100; cm, cms, centimeter, centimeters, centimetre, centimetres, 센티미터, 센치미터, 센티, 센치
m; m; 1; m, meter, meters, metre, metres, 미터
km; km; 1000; km, kms, kilometer, kilometers, kilometre, kilometres, 킬로미터, 키로, 킬로
inches; 인치; 127/5000; in, inch, inches, ", 인치
feet; 피트; 381/1250; ft, foot, feet, ', 피트
yards; 야드; 1143/1250; yd, yds, yard, yards, 야드
miles; 마일; 201168/125; mi, mile, miles, 마일
nautical miles; 해리; 1852; nmi, nautical mile, nautical miles, 해리
`,
  mass: `
mg; mg; 1/1000000; mg, milligram, milligrams, 밀리그램
g; g; 1/1000; g, gram, grams, gramme, grammes, 그램, 그람
kg; kg; 1; kg, kgs, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes, 킬로그램, 킬로그람, 키로, 킬로
tonnes; 톤; 1000; tonne, tonnes, metric ton, metric tons, 톤
pounds; 파운드; 45359237/100000000; lb, lbs, pound, pounds, 파운드
ounces; 온스; 45359237/1600000000; oz, ounce, ounces, 온스; avoirdupois
don; 돈; 3/800; don, 돈
stone; 스톤; 635029318/100000000; stone, stones
`,
  volume: `
ml; ml; 1/1000; ml, milliliter, milliliters, millilitre, millilitres, cc, 밀리리터
liters; 리터; 1; l, liter, liters, litre, litres, 리터
cubic meters; 세제곱미터; 1000; m³, m3, cubic meter, cubic meters, cubic metre, cubic metres, 세제곱미터, 입방미터
cubic centimeters; 세제곱센티미터; 1/1000; cm³, cm3, cubic centimeter, cubic centimeters, 세제곱센티미터
US gallons; 미국 갤런; 473176473/125000000; gal, gallon, gallons, us gallon, us gallons, 갤런; us
US quarts; 미국 쿼트; 473176473/500000000; qt, quart, quarts, 쿼트; us
US pints; 미국 파인트; 473176473/1000000000; pint, pints, 파인트; us
US cups; 미국 컵; 473176473/2000000000; cup, cups; us
US fluid ounces; 미국 액량 온스; 473176473/16000000000; oz, ounce, ounces, fl oz, us fl oz, us fluid ounces, us fluid ounce, floz, fluid ounce, fluid ounces, 온스, 액량 온스; us
US tablespoons; 미국 테이블스푼; 473176473/32000000000; tbsp, tablespoon, tablespoons; us
US teaspoons; 미국 티스푼; 157725491/32000000000; tsp, teaspoon, teaspoons; us
imperial gallons; 영국 갤런; 454609/100000; imperial gallon, imperial gallons, uk gallon, uk gallons, 영국 갤런
imperial pints; 영국 파인트; 454609/800000; imperial pint, imperial pints, uk pint, uk pints
`,
  area: `
square meters; 제곱미터; 1; m², m2, sqm, sq m, square meter, square meters, square metre, square metres, 제곱미터, 평방미터, ㎡
square centimeters; 제곱센티미터; 1/10000; cm², cm2, square centimeter, square centimeters, 제곱센티미터
square kilometers; 제곱킬로미터; 1000000; km², km2, sq km, square kilometer, square kilometers, square kilometre, square kilometres, 제곱킬로미터
square feet; 제곱피트; 145161/1562500; sqft, sq ft, ft2, ft², square foot, square feet, 제곱피트, 평방피트
square inches; 제곱인치; 16129/25000000; sq in, in2, square inch, square inches, 제곱인치
square yards; 제곱야드; 1306449/1562500; sq yd, square yard, square yards, 제곱야드
square miles; 제곱마일; 40468564224/15625; sq mi, square mile, square miles, 제곱마일
acres; 에이커; 316160658/78125; acre, acres, 에이커
hectares; 헥타르; 10000; ha, hectare, hectares, 헥타르
pyeong; 평; 400/121; pyeong, pyung, 평
`,
  speed: `
m/s; m/s; 1; m/s, mps, meters per second, metres per second, 초속 미터
km/h; km/h; 5/18; km/h, kmh, kph, kilometers per hour, kilometres per hour, kilometers an hour
mph; mph; 1397/3125; mph, miles per hour, miles an hour
knots; 노트; 463/900; knot, knots, kn, 노트
ft/s; ft/s; 381/1250; ft/s, fps, feet per second
`,
  time: `
milliseconds; 밀리초; 1/1000; ms, millisecond, milliseconds, 밀리초
seconds; 초; 1; s, sec, secs, second, seconds, 초
minutes; 분; 60; min, mins, minute, minutes, 분
hours; 시간; 3600; h, hr, hrs, hour, hours, 시간
days; 일; 86400; day, days, 일, 날
weeks; 주; 604800; week, weeks, 주일, 주
`,
  months: `
months; 개월; 1; month, months, 개월, 달
years; 년; 12; year, years, 년
decades; 십 년; 120; decade, decades
centuries; 세기; 1200; century, centuries, 세기
`,
  data: `
bits; 비트; 1/8; bit, bits, 비트
bytes; 바이트; 1; byte, bytes, 바이트
kB; kB; 1000; kb, kilobyte, kilobytes, 킬로바이트; decimal
MB; MB; 1000000; mb, megabyte, megabytes, 메가바이트; decimal
GB; GB; 1000000000; gb, gigabyte, gigabytes, 기가바이트; decimal
TB; TB; 1000000000000; tb, terabyte, terabytes, 테라바이트; decimal
KiB; KiB; 1024; kib, kibibyte, kibibytes, 키비바이트
MiB; MiB; 1048576; mib, mebibyte, mebibytes, 메비바이트
GiB; GiB; 1073741824; gib, gibibyte, gibibytes, 기비바이트
TiB; TiB; 1099511627776; tib, tebibyte, tebibytes
`,
  pressure: `
Pa; Pa; 1; pa, pascal, pascals, 파스칼
hPa; hPa; 100; hpa, hectopascal, hectopascals, 헥토파스칼
kPa; kPa; 1000; kpa, kilopascal, kilopascals, 킬로파스칼
bar; bar; 100000; bar, bars, 바
psi; psi; 8896443230521/1290320000; psi, pounds per square inch
atm; 기압; 101325; atm, atmosphere, atmospheres, 기압
`,
  temperature: `
°C; °C; 1; °c, ℃, c, celsius, degrees celsius, degree celsius, degrees c, centigrade, degrees centigrade, 섭씨; zero 5463/20
°F; °F; 5/9; °f, ℉, f, fahrenheit, degrees fahrenheit, degree fahrenheit, degrees f, 화씨; zero 45967/180
K; K; 1; k, kelvin, kelvins, 켈빈; zero 0
`,
};

/**
 * Every unit that has one exact meaning, or one that is said. A bare "ton", 근, 되, 컵 and month in days are absent: they
 * have several.
 */
export const units: readonly Unit[] = Object.entries(TABLE).flatMap(([dimension, lines]) =>
  lines
    .trim()
    .split("\n")
    .map((line) => unitOf(dimension as Dimension, line)),
);

function unitOf(dimension: Dimension, line: string): Unit {
  const [en = "", ko = "", factor = "", names = "", more = ""] = line.split("; ");
  const unit = { dimension, en, ko, factor, names: names.split(", ") };
  if (more.startsWith("zero ")) return { ...unit, zero: more.slice(5) };
  return more === "" ? unit : { ...unit, note: more as NonNullable<Unit["note"]> };
}
