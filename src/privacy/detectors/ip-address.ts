import type { PatternRule } from "../detector.ts";

/** Addresses of the internet protocol. A bare "::" is code far more often than an address, so it needs a word near it. */
export const ipAddressRules: readonly PatternRule[] = [
  {
    name: "ip",
    kind: "IP_ADDRESS",
    pattern:
      /(?<![\w.])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\w]|\.\d)/g,
    score: 0.9,
  },
  {
    name: "ip",
    kind: "IP_ADDRESS",
    pattern: /(?<![\w:.])(?=[0-9a-f.]{0,40}:)[0-9a-f:.]{3,45}(?:%\w{1,15})?(?![\w:])/gi,
    score: 1,
    accepts: (_, matched) => isVersion6(matched.replace(/%\w{1,15}$/, "").replace(/\.$/, "")),
  },
  {
    name: "ip",
    kind: "IP_ADDRESS",
    pattern:
      /(?<=\b(?:ip|ipv6|ip6|src|dst|unspecified|listen|bind|route)[ =:]{1,3})::(?![\w:])|(?<![\w:.])::(?=\/\d)/gi,
    score: 0.5,
  },
];

/** RFC 4291: eight groups, one run of which may be "::", the last two of which may be a dotted quad. */
function isVersion6(address: string): boolean {
  const dotted = /(?<=:)(?:\d{1,3}\.){3}\d{1,3}$/.exec(address)?.[0];
  if (dotted?.split(".").some((part) => Number(part) > 255) === true) return false;
  const groups = dotted === undefined ? address : address.slice(0, -dotted.length) + "0:0";
  return hasGroups(groups.split("::").map((half) => (half === "" ? [] : half.split(":"))));
}

/** Eight groups in one run, or one to seven around one gap. */
function hasGroups(runs: readonly (readonly string[])[]): boolean {
  const groups = runs.flat();
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  if (runs.length === 1) return groups.length === 8;
  return runs.length === 2 && groups.length > 0 && groups.length < 8;
}
