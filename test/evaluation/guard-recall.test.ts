import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allDetectors } from "../../src/privacy/all-detectors.ts";
import type { Match } from "../../src/privacy/detector.ts";

const cases = new URL(
  "../../../shared/data/privacy/presidio-recognizer-cases.jsonl",
  import.meta.url,
);
const isThere = existsSync(cases);

/** Recognisers whose cases our detectors of the same name must catch: checksummed or structured, and telling. */
const CLAIMED = new Set([
  ..."aba_routing au_abn au_acn au_medicare au_tfn ca_sin certificate_number credit_card crypto".split(
    " ",
  ),
  ..."de_health_insurance de_id_card de_lanr de_passport de_social_security de_tax_id de_vat_id".split(
    " ",
  ),
  ..."email es_nie es_nif fi_personal_identity_code iban in_aadhaar in_gstin ip it_fiscal_code".split(
    " ",
  ),
  ..."it_vat_code kr_brn kr_frn kr_rrn mac ph_mobile_number phone pl_pesel se_organisationsnummer".split(
    " ",
  ),
  ..."se_personnummer sg_uen th_tnin tr_national_id tr_phone_number uk_driving_licence uk_nhs uk_nino".split(
    " ",
  ),
  ..."us_itin us_mbi us_npi us_ssn za_id_number".split(" "),
]);
/** One detector serves all countries. */
const SERVED_BY: Readonly<Record<string, string>> = {
  ph_mobile_number: "phone",
  tr_phone_number: "phone",
};

interface Case {
  readonly recognizer: string;
  readonly text: string;
  readonly expected_count: number;
  readonly spans: readonly (readonly [number, number])[];
}

interface Score {
  caught: number;
  positives: number;
  flagged: number;
  negatives: number;
}

async function matchesOf({ recognizer, text }: Case): Promise<readonly Match[]> {
  const name = SERVED_BY[recognizer] ?? recognizer;
  const matches: Match[] = [];
  for (const detector of allDetectors) {
    if (detector.name === name) matches.push(...(await detector.find(text)));
  }
  return matches;
}

/** Spans are in code points; a case without spans says only that there is something. */
function isCaught({ text, spans }: Case, matches: readonly Match[]): boolean {
  const unit = (points: number) => Array.from(text).slice(0, points).join("").length;
  if (spans.length === 0) return matches.length > 0;
  return spans.every(([start, end]) =>
    matches.some((match) => match.start < unit(end) && unit(start) < match.end),
  );
}

async function scoresByRecogniser(): Promise<ReadonlyMap<string, Score>> {
  const scores = new Map<string, Score>();
  for (const line of readFileSync(cases, "utf8").trim().split("\n")) {
    const one = JSON.parse(line) as Case;
    const matches = await matchesOf(one);
    const score = scores.get(one.recognizer) ?? {
      caught: 0,
      positives: 0,
      flagged: 0,
      negatives: 0,
    };
    scores.set(one.recognizer, score);
    if (one.expected_count > 0) {
      score.positives += 1;
      if (isCaught(one, matches)) score.caught += 1;
    } else {
      score.negatives += 1;
      if (matches.length > 0) score.flagged += 1;
    }
  }
  return scores;
}

function total(scores: readonly Score[]): Score {
  const sum = (name: keyof Score) => scores.reduce((carried, score) => carried + score[name], 0);
  return {
    caught: sum("caught"),
    positives: sum("positives"),
    flagged: sum("flagged"),
    negatives: sum("negatives"),
  };
}

function row(name: string, { caught, positives, flagged, negatives }: Score): string {
  const share = (part: number, whole: number) => (whole === 0 ? "-" : (part / whole).toFixed(3));
  const recall = `${caught}/${positives}`.padStart(8);
  const falses = `${flagged}/${negatives}`.padStart(8);
  return `${name.padEnd(28)}${recall} ${share(caught, positives).padStart(6)}${falses} ${share(flagged, negatives).padStart(6)}`;
}

describe.skipIf(!isThere)("presidio-recognizer-cases (needs ../shared)", () => {
  test("the claimed recognisers: recall at least .95, false at most .02", async () => {
    const scores = await scoresByRecogniser();
    const claimed = Array.from(scores).filter(([name]) => CLAIMED.has(name));
    const all = total(claimed.map(([, score]) => score));
    const others = Array.from(scores.keys()).filter((name) => !CLAIMED.has(name));
    console.log(
      [
        `${"recogniser".padEnd(28)}  caught recall   false  rate`,
        ...claimed.map(([name, score]) => row(name, score)),
        row("all claimed", all),
        `not claimed: ${others.join(", ")}`,
      ].join("\n"),
    );
    expect(claimed).toHaveLength(CLAIMED.size);
    expect(all.caught / all.positives).toBeGreaterThanOrEqual(0.95);
    expect(all.flagged / all.negatives).toBeLessThanOrEqual(0.02);
    for (const [name, score] of claimed) {
      expect(score.caught / score.positives, name).toBeGreaterThanOrEqual(0.95);
    }
  });
});
