import type { Disposable } from './disposables.ts';
import { findAssignments, isSecretEntry } from './secretNames.ts';
import { secretShapes } from './secretShapes.ts';

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
  /** Known secrets in all their spellings, longest first. */
  known(): readonly string[];
}

/**
 * What this process was told of. Every redactor hides it: a key that is read in one room must not leave by another one, and an outlet that had to be
 * handed the secrets could be forgotten.
 */
const told = new Map<string, number>();

/** From now on these are hidden wherever they occur, until what is answered is disposed. */
export function learnSecrets(secrets: Iterable<string>): Disposable {
  const learned = [...secrets].flatMap(spellings);
  for (const each of learned) told.set(each, (told.get(each) ?? 0) + 1);
  return {
    dispose() {
      for (const each of learned.splice(0)) {
        const count = (told.get(each) ?? 1) - 1;
        if (count === 0) told.delete(each);
        else told.set(each, count);
      }
    },
  };
}

/** `secrets`: exact texts that this redactor alone knows. */
export function createRedactor(secrets: readonly string[] = []): Redactor {
  const own = secrets.flatMap(spellings);
  const known = (): readonly string[] => [...new Set([...own, ...told.keys()])].sort((a, b) => b.length - a.length);
  const find = (text: string): readonly SecretSpan[] => findSecrets(text, known());
  const redact = (text: string): string => replaceSpans(text, find(text));
  return Object.assign(redact, { find, known });
}

/** For what leaves by no log: a message of an error, progress, a text that is about to be cut in two. */
export const hideSecrets: Redactor = createRedactor();

/** As it stands, inside JSON and in an address. Those under 6 characters are left out: they would hit ordinary words. */
function spellings(secret: string): readonly string[] {
  if (secret.trim().length < 6) return [];
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(wellFormed(secret))])];
}

/** The same over every string of a JSON value, judged by the name it stands under: `{"api_key": "…"}`, `["--token", "…"]`. */
export function redactValue<T>(redact: Redactor, value: T): T {
  return redacted(redact, value) as T;
}

function redacted(redact: Redactor, value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item, index) => redactedUnder(redact, flagName(value[index - 1]), item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name.length < minKeyLength ? name : redact(name), redactedUnder(redact, name, item)]),
  );
}

/** No key of a service is shorter; a field’s name that was written down here is not looked at each time. */
const minKeyLength = 20;

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

/** Keys that are glued to each other hide each other’s beginnings and ends: what was found is taken out, and it is looked once more. */
function findSecrets(text: string, known: readonly string[]): readonly SecretSpan[] {
  let found = findOnce(text, known);
  for (let round = 0; found.length > 0 && round < maxRounds; round += 1) {
    const more = findOnce(masked(text, found), known);
    if (more.length === 0) break;
    found = merge([...found, ...more]);
  }
  return found;
}

const maxRounds = 4;

/** What stands there once it is redacted, in the length of what stood there before. */
function masked(text: string, spans: readonly SecretSpan[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of spans) {
    result += text.slice(at, start) + stub.slice(0, end - start - 1) + '.'.repeat(Math.max(0, end - start - stub.length - 1)) + ']';
    at = end;
  }
  return result + text.slice(at);
}

const stub = '[redacted:';

function findOnce(text: string, known: readonly string[]): readonly SecretSpan[] {
  const spans: SecretSpan[] = text.search(pemBegin) === -1 ? [] : [...findPrivateKeys(text)];
  for (const secret of known) {
    for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + secret.length)) {
      spans.push({ start: at, end: at + secret.length, kind: 'known' });
    }
  }
  for (const { kind, pattern, words, isReal } of secretShapes) {
    // Every string of every event is looked at: a search costs a fraction of a list of matches.
    if (words?.some((word) => text.includes(word)) === false || text.search(pattern) === -1) continue;
    for (const match of text.matchAll(pattern)) {
      const secret = match[1] ?? match[0];
      const end = match.index + match[0].length;
      if (isReal !== undefined && !isReal(secret)) continue;
      spans.push({ start: end - secret.length, end: match[1] === undefined ? endOfGlued(text, end) : end, kind });
    }
  }
  for (const { name, valueAt, valueEnd, isSecret } of findAssignments(text)) {
    if (isSecret) spans.push({ start: valueAt, end: valueEnd, kind: /wandb/i.test(name) ? 'wandb' : 'secret' });
  }
  return merge(spans);
}

const keyCharacters = /[A-Za-z0-9_-]{0,4096}/y;

/** A key whose first letters look like the end of the one before it would leave the rest of itself. */
function endOfGlued(text: string, end: number): number {
  keyCharacters.lastIndex = end;
  keyCharacters.test(text);
  return keyCharacters.lastIndex - end >= 12 ? keyCharacters.lastIndex : end;
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

const pemBegin = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const pemEnd = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
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

/** Does a private key begin in this line, and go on behind it? */
export function beginsPrivateKey(line: string): boolean {
  return line.includes('-----BEGIN ') && line.search(pemBegin) !== -1 && !pemEnd.test(line);
}

/** What may stand above the key’s own lines: RFC 1421 and RFC 9580. */
const keyHeaders = ['Proc-Type: ', 'DEK-Info: ', 'Version: ', 'Comment: ', 'Charset: ', 'Hash: ', 'MessageID: '];
const keyHeader = new RegExp(`^(?:${keyHeaders.join('|')})`);

/** Whether this may become such a line. */
export function isBeginOfKeyHeader(text: string): boolean {
  return keyHeaders.some((header) => header.startsWith(text) || (text.startsWith(header) && !text.includes('\n')));
}

/** As many lines as look like a key whose end was cut off or has not arrived; line numbers, quotes and escaped line ends allowed. */
export function leadingKeyLines(body: string): { readonly length: number; readonly hasKey: boolean } {
  let length = 0;
  let hasKey = false;
  for (const line of body.split(/(?<=\n|\\n)/)) {
    const content = line.replace(/^[^A-Za-z]{1,16}/, '').replace(/(?:\\[nr]|["',+\s])+$/, '');
    if (!/^[A-Za-z0-9+/=]*$/.test(content) && !keyHeader.test(content)) {
      // The end of a string in the middle of a line: `…kXw==", "next": …`.
      const piece = /^[A-Za-z0-9+/=]{20,}/.exec(line)?.[0].length ?? 0;
      return { length: length + piece, hasKey: hasKey || piece > 0 };
    }
    if (content.length >= 20) hasKey = true;
    length += line.length;
  }
  return { length, hasKey };
}

/** Lone halves of a pair replaced, as an address spells them. */
function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}
