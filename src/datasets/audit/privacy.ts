/** What in a text may belong to a person, or opens something: found by its form, so a warning and never a proof. */
import { clipped, endOf } from '../../base/clipped.ts';
import { hideSecrets } from '../../base/redact.ts';

export type PersonalKind = 'email' | 'phone' | 'card' | 'iban' | 'ip';

export const personalWords: Readonly<Record<PersonalKind, string>> = {
  email: 'e-mail addresses',
  phone: 'telephone numbers',
  card: 'payment card numbers',
  iban: 'bank accounts (IBAN)',
  ip: 'public IP addresses',
};

const patterns: readonly (readonly [kind: PersonalKind, pattern: RegExp, isReal?: (found: string) => boolean])[] = [
  [
    'email',
    /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-zA-Z]{2,24}(?![\w@])/g,
    (found) => !/@(?:example|test|domain|email)\./i.test(found),
  ],
  ['card', /(?<![\d.-])(?:\d[ -]?){13,18}\d(?![\d.-])/g, (found) => isCard(found.replace(/\D/g, ''))],
  [
    'iban',
    /(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![A-Z0-9])/g,
    (found) => isIban(found.replaceAll(' ', '')),
  ],
  [
    'phone',
    /(?<![\w.+-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{2,4}(?:[ .-]?\d{2,4}){2,4}|\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4})(?![\w.-]?\d)/g,
  ],
  ['ip', /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g, isPublicAddress],
];

const longestLookedAt = 50_000;

export function personalKinds(text: string): ReadonlySet<PersonalKind> {
  const head = text.slice(0, longestLookedAt);
  const found = new Set<PersonalKind>();
  const hasDigits = /\d{2}/.test(head);
  const hasAt = head.includes('@');
  for (const [kind, pattern, isReal] of patterns) {
    if (kind === 'email' ? !hasAt : !hasDigits) continue;
    for (const [match] of head.matchAll(pattern)) {
      if (isReal !== undefined && !isReal(match)) continue;
      found.add(kind);
      break;
    }
  }
  return found;
}

export function secretKinds(text: string): ReadonlySet<string> {
  return new Set(hideSecrets.find(text.slice(0, longestLookedAt)).map(({ kind }) => kind));
}

/** The neighbourhood of the first thing in it that was hidden, for an example. */
export function shownAround(text: string, length = 160): string {
  const shown = hidden(text.slice(0, longestLookedAt));
  const at = shown.search(/\[(?:redacted:|email\]|phone\]|card\]|iban\]|ip\])/);
  return at < length / 2 ? clipped(shown, length) : `…${clipped(endOf(shown.slice(0, at), 60) + shown.slice(at), length)}`;
}

/** An example that may be shown: one line, without secrets and personal data. Redacted before it is cut: half a key is not recognised. */
export function shownExample(text: string, length = 160): string {
  return clipped(hidden(text.slice(0, 4_000)), length);
}

function hidden(text: string): string {
  let shown = hideSecrets(text);
  for (const [kind, pattern, isReal] of patterns)
    shown = shown.replace(pattern, (match) => (isReal === undefined || isReal(match) ? `[${kind}]` : match));
  return shown.replace(/\s+/g, ' ').trim();
}

/** Luhn, and a number that card issuers begin with. */
function isCard(digits: string): boolean {
  if (!/^(?:3[47]|4|5[1-5]|2[2-7]|6(?:011|5))/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (const [index, digit] of [...digits].toReversed().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** ISO 7064, mod 97. */
function isIban(text: string): boolean {
  if (text.length < 15 || text.length > 34) return false;
  let rest = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) rest = Number(`${rest}${Number.parseInt(character, 36)}`) % 97;
  return rest === 1;
}

function isPublicAddress(text: string): boolean {
  const parts = text.split('.').map(Number);
  const [a = 0, b = 0] = parts;
  if (parts.some((part) => part > 255)) return false;
  // Versions of programs look like addresses: those begin low.
  return !(a < 11 || a === 127 || a >= 224 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254));
}
