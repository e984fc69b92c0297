// within: src/decision
export enum Place { // TS1294
  device,
}
