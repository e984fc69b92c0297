/**
 * Whether an answer holds one of the accepted forms, standing alone: no digit, and no point or comma with a digit, directly
 * beside it; no minus sign before a form that starts with a digit; no Latin letter beside one of Latin letters. Every kind of
 * space counts as a space.
 */
export function holdsAcceptedForm(text: string, accepted: readonly string[]): boolean {
  const plain = text.replaceAll(/\s/g, " ");
  return accepted.some((form) => standsAlone(plain, form.replaceAll(/\s/g, " ")));
}

function standsAlone(text: string, form: string): boolean {
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    const [before, behind] = [text.slice(0, at), text.slice(at + form.length)];
    if (isFreeBefore(before, form) && isFreeBehind(behind, form)) return true;
  }
  return false;
}

function isFreeBefore(before: string, form: string): boolean {
  if (/\d$|\d[.,]$/.test(before)) return false;
  if (/^\d/.test(form) && /[-−]$/.test(before)) return false;
  return !(/^[a-z]/i.test(form) && /[a-z]$/i.test(before));
}

function isFreeBehind(behind: string, form: string): boolean {
  if (/^\d|^[.,]\d/.test(behind)) return false;
  return !(/[a-z]$/i.test(form) && /^[a-z]/i.test(behind));
}
