import type { RecordTotals, RequestRecord } from "../terms/record.ts";

/** The totals of no record. */
export const noTotals: RecordTotals = {
  requests: 0,
  answeredOnDevice: 0,
  answeredInCloud: 0,
  costUsd: 0,
  sentMessages: 0,
  sentBytes: 0,
};

/** What one record adds. An answer counts for its place only if it came whole. */
export function totalsOf(record: RequestRecord): RecordTotals {
  const isAnswered = record.status === "answered";
  return {
    requests: 1,
    answeredOnDevice: isAnswered && record.place === "device" ? 1 : 0,
    answeredInCloud: isAnswered && record.place === "cloud" ? 1 : 0,
    costUsd: record.costUsd,
    sentMessages: record.sent.length,
    sentBytes: record.sent.reduce((sum, body) => sum + body.bytes, 0),
  };
}

/** The sum of two totals. */
export function addTotals(one: RecordTotals, other: RecordTotals): RecordTotals {
  return {
    requests: one.requests + other.requests,
    answeredOnDevice: one.answeredOnDevice + other.answeredOnDevice,
    answeredInCloud: one.answeredInCloud + other.answeredInCloud,
    costUsd: one.costUsd + other.costUsd,
    sentMessages: one.sentMessages + other.sentMessages,
    sentBytes: one.sentBytes + other.sentBytes,
  };
}
