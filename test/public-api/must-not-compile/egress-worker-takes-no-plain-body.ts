// within: src/cloud
import type { EgressWorker } from "../../../workers/egress.contract.ts";

export function send(egress: EgressWorker): unknown {
  return egress.send("1", { body: "{}", destination: "https://api.example.com" }); // TS2345
}
