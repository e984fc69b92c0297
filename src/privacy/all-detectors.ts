import { patternDetector, type Detector } from "./detector.ts";
import { credentialAssignmentDetector } from "./detectors/credential-assignment.ts";
import { credentialFormatRules } from "./detectors/credential-formats.ts";
import { creditCardRule } from "./detectors/credit-card.ts";
import { cryptoAddressRules } from "./detectors/crypto-address.ts";
import { emailDetector } from "./detectors/email.ts";
import { ibanDetector } from "./detectors/iban.ts";
import { identifierRules } from "./detectors/identifier-rules.ts";
import { ipAddressRules } from "./detectors/ip-address.ts";
import { macAddressRule } from "./detectors/mac-address.ts";
import { phoneDetector } from "./detectors/phone.ts";
import { secretlintDetector } from "./detectors/secretlint-rules.ts";

/** Everything the guard looks for. It brings heavy libraries along: for the guard worker and command lines only. */
export const allDetectors: readonly Detector[] = [
  emailDetector,
  phoneDetector,
  ibanDetector,
  credentialAssignmentDetector,
  secretlintDetector,
  ...[
    ...credentialFormatRules,
    creditCardRule,
    ...cryptoAddressRules,
    ...ipAddressRules,
    macAddressRule,
    ...identifierRules,
  ].map(patternDetector),
];
