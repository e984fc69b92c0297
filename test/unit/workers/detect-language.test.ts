import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectLanguage } from "../../../workers/classifier/detect-language.ts";

/** Other sentences than those the thresholds were chosen on. */
const SENTENCES = {
  en: [
    "Which river flows through Budapest?",
    "write a haiku about my cat",
    "turn the volume down",
    "Can you explain photosynthesis to a child?",
    "is it going to rain on sunday",
  ],
  de: [
    "Wann fährt der letzte Zug nach Köln?",
    "Erkläre mir bitte, wie eine Wärmepumpe funktioniert",
    "Ich suche ein Geschenk für meine Schwester",
    "Mach den Satz höflicher",
    "Wie viele Einwohner hat Österreich?",
  ],
  fr: [
    "Pourquoi la mer est-elle salée ?",
    "Donne-moi une recette de gâteau au chocolat",
    "Je cherche un cadeau pour mon frère",
    "Combien font douze fois quatorze ?",
    "Reformule ce paragraphe plus simplement",
  ],
  es: [
    "¿Dónde puedo aparcar en Sevilla?",
    "Hazme una lista de la compra para cuatro días",
    "quiero aprender a tocar la guitarra",
    "¿Qué tiempo hará mañana?",
    "Corrige la ortografía de este párrafo",
  ],
  pt: [
    "Onde fica a estação de trem mais próxima?",
    "Preciso de uma receita de bolo de cenoura",
    "Não consigo dormir, o que eu faço?",
    "Traduza esta frase para o inglês",
    "Qual é a diferença entre vírus e bactéria?",
  ],
  it: [
    "Dove posso parcheggiare a Firenze?",
    "Fammi una lista della spesa per quattro giorni",
    "Perché il mare è salato?",
    "Quanti abitanti ha la Sicilia?",
    "Correggi gli errori in questa lettera",
  ],
  nl: [
    "Waarom is de zee zout?",
    "Maak een boodschappenlijst voor vier dagen",
    "Hoe laat vertrekt de laatste trein naar Utrecht?",
    "Leg uit hoe een warmtepomp werkt",
    "Vertaal deze zin naar het Engels",
  ],
} as const;

const commands = new URL("../../../../shared/data/queries/slurp-devel.jsonl", import.meta.url);

describe("detectLanguage", () => {
  test.each(Object.entries(SENTENCES))("%s: told or null, never another", (language, sentences) => {
    const found = sentences.map(detectLanguage);
    expect(found.filter((each) => each !== null && each !== language)).toEqual([]);
    expect(found.filter((each) => each === language).length).toBeGreaterThanOrEqual(3);
  });

  test.each(["", "12 x 14", "shhhh", "λ = 3", "오늘 날씨 어때", "日本の首都は", "👍"])(
    "null where no language in Latin letters can be told: %j",
    (text) => expect(detectLanguage(text)).toBeNull(),
  );

  test("any text gives a code of two letters or null", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(detectLanguage(text) ?? "en").toMatch(/^[a-z]{2}$/);
      }),
    );
  });

  test.runIf(existsSync(commands))(
    "of 2,033 spoken commands in English at most 1 % are called another",
    () => {
      const rows = readFileSync(commands, "utf8")
        .split("\n")
        .filter((line) => line !== "");
      const texts = rows.map((line) => (JSON.parse(line) as { prompt: string }).prompt);
      const wrong = texts.filter((text) => !["en", null].includes(detectLanguage(text)));
      expect(wrong.length / texts.length).toBeLessThanOrEqual(0.01);
    },
  );
});
