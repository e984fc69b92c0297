import type { PatternRule } from "../detector.ts";

/** Keys and tokens that services issue under a prefix or a shape of their own. */
const FORMATS: readonly RegExp[] = [
  // model providers
  /(?<![\w-])sk-(?:proj-|svcacct-|admin-|or-v1-|ant-[a-z]{3,5}\d{2}-)?[\w-]{20,200}/g,
  /(?<![\w-])(?:gsk_|xai-|pplx-|r8_|hf_|api_org_|tgp_v1_|fw_|nvapi-|jina_)[\w-]{20,120}/g,
  // clouds
  /(?<![\w-])(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Z0-9])/g,
  /(?<![\w-])AIza[\w-]{35}(?![\w-])/g,
  /(?<![\w-])(?:ya29\.|GOCSPX-)[\w-]{20,200}/g,
  /(?<![\w-])(?:AccountKey|SharedAccessKey|SharedAccessSignature|sig)=[\w+/%-]{20,120}={0,2}/g,
  /(?<![\w-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~-])/g,
  /(?<![\w-])do[oprt]_v1_[a-f0-9]{64}(?!\w)/g,
  /(?<![\w-])LTAI[a-z0-9]{17,21}(?!\w)/gi,
  // code and packages
  /(?<![\w-])(?:gh[opusr]_[A-Za-z0-9]{36,251}|github_pat_\w{50,250})/g,
  /(?<![\w-])(?:glpat|gldt|glrt|glptt|glft|glimt|glagent|gloas|glsoat|glffct|glcbt|GR1348941)-?[\w-]{20,64}/g,
  /(?<![\w-])(?:npm_[A-Za-z0-9]{36}|pypi-[\w-]{50,250}|rubygems_[a-f0-9]{48}|oy2[a-z0-9]{43}|CLOJARS_[a-z0-9]{60})(?!\w)/gi,
  /(?<![\w-])(?:dckr_(?:pat|oat)_[\w-]{20,64}|dapi[a-f0-9]{32}(?:-\d)?|pul-[a-f0-9]{40}|cio[A-Za-z0-9]{32})(?!\w)/g,
  /(?<![\w-])[a-z0-9]{14}\.atlasv1\.[\w-]{60,70}/gi,
  /(?<![\w-])(?:ATATT3|ATCTT3|ATBB)[\w=-]{20,250}/g,
  // messages, mail, calls
  /(?<![\w-])xox[abeoprs]-[\w-]{10,250}|(?<![\w-])xapp-\d-[\w-]{20,200}/gi,
  /https:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/[\w/]{30,80}/g,
  /(?<![\w-])SG\.[\w-]{16,64}\.[\w-]{16,64}|(?<![\w-])xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}/gi,
  /(?<![\w-])(?:key-[a-f0-9]{32}|pubkey-[a-f0-9]{32}|[a-f0-9]{32}-us\d{1,2}|SK[a-f0-9]{32}|AC[a-f0-9]{32})(?!\w)/g,
  /(?<![\w-])\d{8,10}:A[\w-]{34}(?![\w-])/g,
  /(?<![\w-])[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])/g,
  // money and shops
  /(?<![\w-])(?:[rs]k|pk|whsec)_(?:test_|live_|prod_)?[A-Za-z0-9]{16,120}(?!\w)/g,
  /(?<![\w-])(?:shp(?:at|ca|pa|ss|ua)_[a-f0-9]{32}|sq0[a-z]{3}-[\w-]{22,64}|EAAA[\w-]{50,80}|FLWSECK(?:_TEST)?-[a-h0-9]{12,40})/gi,
  /(?<![\w-])(?:access|production)[_-](?:token|key)\$\w{8,20}\$[a-f0-9]{32}/g,
  /(?<![\w-])(?:shippo_(?:live|test)_[a-f0-9]{40}|EZ[AT]K[A-Za-z0-9]{54}|(?:live|test)_[a-f0-9]{35}|duffel_(?:test|live)_[\w=-]{43})/gi,
  // operations
  /(?<![\w-])(?:hv[sbr]\.[\w-]{24,300}|s\.[A-Za-z0-9]{24}(?!\w)|dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{40,64})/g,
  /(?<![\w-])(?:glc_[A-Za-z0-9+/]{32,400}={0,2}|glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}|eyJrIjoi[A-Za-z0-9]{70,400}={0,2})/gi,
  /(?<![\w-])(?:NRAK-[A-Z0-9]{27}|NRJS-[a-f0-9]{19}|NRII-[\w-]{32}|NRRA-[a-f0-9]{42}|sntry[su]_[\w+/=]{60,400})/gi,
  /(?<![\w-])(?:lin_(?:api|oauth)_[a-z0-9]{32,64}|secret_[A-Za-z0-9]{43}|ntn_[A-Za-z0-9]{40,50}|PMAK-[a-f0-9]{24}-[a-f0-9]{34}|figd_[\w-]{40}|pat[A-Za-z0-9]{14}\.[a-f0-9]{64})/gi,
  /(?<![\w-])(?:tskey-[a-z]{3,10}-[\w-]{10,64}|ops_eyJ[\w+/=]{200,900}|A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}|AGE-SECRET-KEY-1[A-Z0-9]{58})/g,
  /(?<![\w-])(?:pscale_(?:tkn|oauth|pw)_[\w=.-]{32,64}|rdme_[a-z0-9]{70}|sgp_(?:[a-f0-9]{16}_|local_)?[a-f0-9]{40}|sha256~[\w-]{43}|phc_[A-Za-z0-9]{43}|phx_[A-Za-z0-9]{43}|CCIPAT_\w{20,80}|v1\.0-[a-f0-9]{24}-[a-f0-9]{146}|fo1_[\w-]{43}|fm[12][ar]?_[A-Za-z0-9+/]{100,500}={0,3}|perm:[\w=.-]{40,120}|ico-[A-Za-z0-9]{32}|p8e-[a-z0-9]{32}|t3[a-z0-9_]{20,60}|hf[ap]_[A-Za-z0-9]{30,40})(?!\w)/gi,
  // carried by a request or a page
  /(?<![\w-])ey[A-Za-z0-9]{17,400}\.ey[\w/\\-]{17,600}\.(?:[\w/\\-]{10,600}={0,2})?/g,
  /(?<=\b(?:bearer|basic|token) )(?=[\w+/.=~-]{0,100}\d)[\w+/.~-]{20,400}={0,2}/gi,
  /-----BEGIN[ A-Z0-9_-]{0,60}PRIVATE KEY(?: BLOCK)?-----(?:[\w\s+/=:,.\\-]{0,900}?-----END[ A-Z0-9_-]{0,60}-----|[\w\s+/=:,.\\-]{0,900})/gi,
  // user and password in a URL; %40 and the like count as one place holder, "{…}" and "$…" are templates
  /(?<=[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'<>]{0,80}:)[^\s:@/"'<>{$][^\s:@/"'<>]{2,120}(?=@[\w.[-])/gi,
];

/** Credentials whose form gives them away. */
export const credentialFormatRules: readonly PatternRule[] = FORMATS.map((pattern) => ({
  name: "credential_format",
  kind: "CREDENTIAL",
  pattern,
  score: 0.98,
  accepts: isNoFiller,
}));

/** Documentation shows keys as "xxxx…" or as one repeated character. */
function isNoFiller(compact: string): boolean {
  return new Set(compact).size > 4 && !compact.includes("XXXXXX");
}
