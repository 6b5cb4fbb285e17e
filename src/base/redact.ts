import { findAssignments, isSecretEntry } from './secretNames.ts';

/** Where a secret lies in a text. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

export interface Redactor {
  /** The text with every secret replaced by `[redacted:kind]`. Pure, idempotent, linear in the text. */
  (text: string): string;
  /** What it would replace: sorted, not overlapping. */
  find(text: string): readonly SecretSpan[];
  /** Known secrets, longest first. */
  readonly extraSecrets: readonly string[];
}

interface TokenShape {
  readonly kind: string;
  /** Anchored by a literal and free of nested repetition, so that no input makes it slow. A group, where there is one, ends the match and is the secret. */
  readonly pattern: RegExp;
  readonly isReal?: (secret: string) => boolean;
}

const hasDigit = (text: string): boolean => /\d/.test(text);

/** The shapes that providers publish for their keys. */
const tokenShapes: readonly TokenShape[] = [
  { kind: 'huggingface', pattern: /(?:hf|api_org)_[A-Za-z0-9]{20,}/g },
  { kind: 'anthropic', pattern: /(?<![A-Za-z0-9])sk-ant-[A-Za-z0-9_-]{10,}/g },
  // `sk-learn-contrib-something` is a package: a key has a digit and a long piece without a hyphen.
  {
    kind: 'openai',
    pattern: /(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{20,}/g,
    isReal: (secret) => hasDigit(secret) && /[A-Za-z0-9_]{16}/.test(secret),
  },
  { kind: 'google', pattern: /AIza[A-Za-z0-9_-]{30,}/g },
  { kind: 'aws', pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g },
  { kind: 'github', pattern: /gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}/g },
  { kind: 'gitlab', pattern: /glpat-[A-Za-z0-9_-]{18,}/g },
  { kind: 'slack', pattern: /xox[a-z]-[A-Za-z0-9-]{10,}|xapp-\d-[A-Za-z0-9-]{10,}/g },
  { kind: 'wandb', pattern: /wandb_v1_[A-Za-z0-9_]{20,}/g },
  {
    kind: 'wandb',
    pattern: /wandb[ .]login[ \t(]{0,4}(?:--[\w-]{1,24}[ \t]{1,4}){0,3}(?:key[ \t]?=[ \t]?)?[\\"']{0,4}([0-9a-f]{40})(?![0-9a-f])/g,
  },
  // The look-behind lets a match begin only where a word does: without it a long run of `eyJeyJ…` would be quadratic.
  { kind: 'jwt', pattern: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g },
  {
    kind: 'bearer',
    pattern: /\b(?:bearer|authorization[\\"']{0,6}[ \t]?[:=][ \t]?[\\"']{0,6}basic)[ \t]{1,4}([A-Za-z0-9._~+/=-]{16,})/gi,
    isReal: hasDigit,
  },
  {
    kind: 'url-password',
    pattern: /:\/\/[^\s:/?#@"'<>\\[\]]{0,100}:([^\s/?#@"'<>\\[\]]{1,200})(?=@)/g,
    isReal: (secret) => !/^(?:[${<]|x{3,}$|password$|token$)/i.test(secret),
  },
  { kind: 'url-password', pattern: /:\/\/([A-Za-z0-9_-]{20,200})(?=@)/g, isReal: hasDigit },
];

/** `extraSecrets`: exact texts to hide wherever they occur (the keys that this session uses). Those under 6 characters are left out: they would hit ordinary words. */
export function createRedactor(extraSecrets: readonly string[] = []): Redactor {
  const known = [...new Set(extraSecrets)].filter((secret) => secret.trim().length >= 6).sort((a, b) => b.length - a.length);
  const find = (text: string): readonly SecretSpan[] => findSecrets(text, known);
  const redact = (text: string): string => replaceSpans(text, find(text));
  return Object.assign(redact, { find, extraSecrets: known });
}

/** The same over every string of a JSON value, judged by the name it stands under: `{"api_key": "…"}`, `["--token", "…"]`. */
export function redactValue<T>(redact: Redactor, value: T): T {
  return redacted(redact, value) as T;
}

function redacted(redact: Redactor, value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item, index) => redactedUnder(redact, flagName(value[index - 1]), item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactedUnder(redact, name, item)]));
}

function redactedUnder(redact: Redactor, name: string, value: unknown): unknown {
  return typeof value === 'string' && isSecretEntry(name, value) ? '[redacted:secret]' : redacted(redact, value);
}

function flagName(argument: unknown): string {
  return typeof argument === 'string' && argument.startsWith('--') ? argument.slice(2) : '';
}

/** The part `[from, to)` of the text, with the spans replaced. */
export function replaceSpans(text: string, spans: readonly SecretSpan[], from = 0, to = text.length): string {
  let result = '';
  let at = from;
  for (const span of spans) {
    if (span.end <= at || span.start >= to) continue;
    result += `${text.slice(at, Math.max(at, span.start))}[redacted:${span.kind}]`;
    at = span.end;
  }
  return result + text.slice(Math.min(at, to), to);
}

function findSecrets(text: string, known: readonly string[]): readonly SecretSpan[] {
  const spans: SecretSpan[] = text.search(pemBegin) === -1 ? [] : [...findPrivateKeys(text)];
  for (const secret of known) {
    for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + secret.length)) {
      spans.push({ start: at, end: at + secret.length, kind: 'known' });
    }
  }
  for (const { kind, pattern, isReal } of tokenShapes) {
    // Nearly no text holds any, and every string of every event is looked at: a search costs a fraction of a list of matches.
    if (text.search(pattern) === -1) continue;
    for (const match of text.matchAll(pattern)) {
      const secret = match[1] ?? match[0];
      const end = match.index + match[0].length;
      if (isReal === undefined || isReal(secret)) spans.push({ start: end - secret.length, end, kind });
    }
  }
  for (const { name, valueAt, valueEnd, isSecret } of findAssignments(text)) {
    if (isSecret) spans.push({ start: valueAt, end: valueEnd, kind: /wandb/i.test(name) ? 'wandb' : 'secret' });
  }
  return merge(spans);
}

function merge(spans: SecretSpan[]): readonly SecretSpan[] {
  if (spans.length < 2) return spans;
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: SecretSpan[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else if (span.end > last.end) merged[merged.length - 1] = { ...last, end: span.end };
  }
  return merged;
}

const pemBegin = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/g;
const pemEnd = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----/;
/** No private key in use is longer (RSA with 16,384 bits: 12.5 KB). */
export const maxPrivateKeyLength = 16 * 1024;

function* findPrivateKeys(text: string): Generator<SecretSpan> {
  const begins = [...text.matchAll(pemBegin)];
  for (const [index, begin] of begins.entries()) {
    const bodyAt = begin.index + begin[0].length;
    // A key holds no second beginning, which also keeps the bodies from overlapping.
    const body = text.slice(bodyAt, Math.min(bodyAt + maxPrivateKeyLength, begins[index + 1]?.index ?? text.length));
    const end = pemEnd.exec(body);
    const lines =
      end === null
        ? leadingKeyLines(body)
        : { length: end.index + end[0].length, hasKey: /[A-Za-z0-9+/=]{20}/.test(body.slice(0, end.index)) };
    // Code that only mentions the two lines has no key between them.
    if (lines.hasKey) yield { start: begin.index, end: bodyAt + lines.length, kind: 'private-key' };
  }
}

/** As many lines as look like a key whose end was cut off or has not arrived; line numbers, quotes and escaped line ends allowed. */
export function leadingKeyLines(body: string): { readonly length: number; readonly hasKey: boolean } {
  let length = 0;
  let hasKey = false;
  for (const line of body.split(/(?<=\n|\\n)/)) {
    const content = line.replace(/^[^A-Za-z]{1,16}/, '').replace(/(?:\\[nr]|["',+\s])+$/, '');
    if (!/^[A-Za-z0-9+/=]*$/.test(content) && !/^(?:Proc-Type|DEK-Info): /.test(content)) {
      // The end of a string in the middle of a line: `…kXw==", "next": …`.
      const piece = /^[A-Za-z0-9+/=]{20,}/.exec(line)?.[0].length ?? 0;
      return { length: length + piece, hasKey: hasKey || piece > 0 };
    }
    if (content.length >= 20) hasKey = true;
    length += line.length;
  }
  return { length, hasKey };
}
