import type { ChatRequest } from "../../src/chat/chat-request.ts";
import type { NumberedLine } from "../json-lines/read-lines.ts";
import { readObject, type Complaint } from "../json-lines/read-object.ts";
import { readRequest } from "../json-lines/read-request.ts";

/** A question as it was asked, and how well it was answered, from 0 to 1. */
export interface GradedLine {
  readonly request: ChatRequest;
  readonly outcome: number;
}

const KNOWN_FIELDS = ["id", "prompt", "messages", "tools", "correct"];

/**
 * Reads one line of graded answers. A field that is not known is a complaint: it may be the grade under another name, or
 * say that the line is about another model.
 */
export function readGradedLine(line: NumberedLine): GradedLine | Complaint {
  const object = readObject(line);
  if ("complaint" in object) return object;
  const { fields } = object;
  const unknown = Object.keys(fields).find((name) => !KNOWN_FIELDS.includes(name));
  if (unknown !== undefined) {
    return {
      complaint: `has the unknown field "${unknown}"; known are ${KNOWN_FIELDS.join(", ")}`,
    };
  }
  const outcome = outcomeOf(fields["correct"]);
  if (typeof outcome !== "number") return outcome;
  const read = readRequest(fields);
  return "complaint" in read ? read : { request: read.request, outcome };
}

function outcomeOf(correct: unknown): number | Complaint {
  if (typeof correct === "boolean") return Number(correct);
  if (typeof correct === "number" && correct >= 0 && correct <= 1) return correct;
  if (correct === undefined || correct === null) return { complaint: 'has no "correct"' };
  return { complaint: 'has a "correct" that is neither true, false nor a number from 0 to 1' };
}
