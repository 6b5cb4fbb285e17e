import { isBeginOfKeyHeader, leadingKeyLines, maxPrivateKeyLength, type Redactor, replaceSpans, type SecretSpan } from './redact.ts';
import { findAssignments, maxValueLength } from './secretNames.ts';
import { maxShapeContext } from './secretShapes.ts';

/**
 * Redacts a text that arrives in pieces. A secret that is split over pieces must not slip through, so the end of what has
 * arrived is held back for as long as it could be the start of one: mostly a single word, never more than `maxHeld`.
 */
export interface StreamRedactor {
  /** What may be shown now; possibly nothing. */
  push(piece: string): string;
  /** What was still held back. The stream may be used again afterwards. */
  end(): string;
}

const maxHeld = maxPrivateKeyLength + 128;
/** What is released although it could go on, when a text without a space outgrows `maxHeld`: all but this. No key without a space is longer, a JWT apart. */
const longestWord = 1024;
/** How far back the shapes look: a name before a value, a `wandb login`, the start of a URL. */
const contextLength = maxShapeContext;

export function createStreamRedactor(redact: Redactor): StreamRedactor {
  /** Already released, kept so that what follows is judged in its place. */
  let context = '';
  let held = '';
  /** A secret longer than `maxHeld` was cut: the rest of it is dropped as it comes. */
  let isSwallowing = false;

  function release(text: string, upTo: number): string {
    const spans = redact.find(text);
    let cut = notWithin(spans, upTo);
    if (text.length - cut > maxHeld) {
      isSwallowing = spans.at(-1)?.end === text.length;
      cut = isSwallowing ? text.length : notWithin(spans, text.length - longestWord);
    }
    const shown = replaceSpans(text, spans, Math.min(context.length, cut), cut);
    held = text.slice(Math.max(cut, context.length));
    context = text.slice(Math.max(0, cut - contextLength), cut);
    return shown;
  }

  return {
    push(piece) {
      let fresh = piece;
      if (isSwallowing) {
        fresh = piece.replace(/^[\w+/=.~-]+/, '');
        if (fresh === '') return '';
        isSwallowing = false;
        context = '';
      }
      const text = context + held + fresh;
      return release(text, Math.max(context.length, firstOpen(text, redact.known())));
    },
    end() {
      const text = context + held;
      const shown = release(text, text.length);
      context = '';
      held = '';
      isSwallowing = false;
      return shown;
    },
  };
}

/** The first character that may belong to a secret that is not complete yet. */
function firstOpen(text: string, known: readonly string[]): number {
  let open = text.length;
  // Only printable ASCII makes up a key: languages written without spaces are not held back.
  while (open > 0 && isPrintableAscii(text.charCodeAt(open - 1))) open -= 1;
  // A quoted value may contain spaces. Its name is in the context, so only the value waits.
  const near = Math.max(0, text.length - maxValueLength - contextLength);
  for (const assignment of findAssignments(text, near)) if (assignment.isOpen) open = Math.min(open, assignment.valueAt);
  const pem = text.lastIndexOf('-----BEGIN ');
  if (pem !== -1 && isOpenPrivateKey(text.slice(pem))) open = Math.min(open, pem);
  for (const secret of known) open = Math.min(open, text.length - overlap(text, secret));
  return open;
}

function isPrintableAscii(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

function isOpenPrivateKey(text: string): boolean {
  const begin = /^-----BEGIN [A-Z0-9 ]{0,40}(?:PRIVATE KEY(?: BLOCK)?-----|-{0,4}$)/.exec(text);
  if (begin === null) return false;
  const body = text.slice(begin[0].length);
  const { length } = leadingKeyLines(body);
  // `-----END` may have begun; anything else after the key's lines means that this only mentions a key.
  const rest = body.slice(length);
  return (
    rest === '' || isBeginOfKeyHeader(rest) || (/^\W*-----/.test(rest) && !/-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/.test(rest))
  );
}

/** The last place at or before `at` that cuts no span in two. */
function notWithin(spans: readonly SecretSpan[], at: number): number {
  for (const span of spans) if (span.start < at && span.end > at) return span.start;
  return at;
}

/** How many characters at the end of `text` are the beginning of `secret`. */
function overlap(text: string, secret: string): number {
  for (let length = Math.min(text.length, secret.length - 1); length > 0; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return length;
  }
  return 0;
}
