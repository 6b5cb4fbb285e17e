/**
 * Finds lines by which a model leaves code out (`# ... existing code ...`, `// rest unchanged`). Written into a file they delete what they
 * stand for. A bare `...` is Python and never meant.
 */

const commentMark = /^(?:#+|\/\/+|\/\*+|<!--|--|%+|;+|"""|''')\s*/;
const commentEnd = /\s*(?:\*+\/|-->|"""|''')$/;
const brackets = /^[[(<{]\s*(.*?)\s*[\])>}]$/;

const dots = String.raw`(?:\.{3,}|…)`;
const leftOutWord = String.raw`\b(?:existing|rest|remaining|remainder|unchanged|previous|previously|same|omitted|other|before|above|keep|code)\b`;
const words = String.raw`[\w\s,'’()/-]*`;

/** `... existing code ...`, also outside a comment. */
const betweenDots = new RegExp(`^${dots}\\s*${words}${leftOutWord}${words}${dots}?$`, 'i');
const onlyDots = new RegExp(`^${dots}$`);
/** `rest of the function unchanged`, `the remaining code stays the same`: only in a comment. */
const restAsBefore =
  /^(?:the )?(?:rest\b|remainder\b|remaining\b|everything else\b|existing code\b|previous code\b|other (?:code|methods|functions|imports)\b).*\b(?:unchanged|same|as before|as is|stays?|remains?|goes here|here|omitted)\b/i;
const existingCode =
  /^(?:\(|\[)?(?:existing|remaining|omitted) (?:code|lines|methods|functions|imports|implementation)(?: (?:here|unchanged|omitted))?[.…)\]]*$/i;

export function isPlaceholder(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed === '' || trimmed.length > 160) return false;
  const isComment = commentMark.test(trimmed);
  const bare = trimmed.replace(commentMark, '').replace(commentEnd, '');
  const body = bare.replace(brackets, '$1');
  if (betweenDots.test(body)) return true;
  if (body !== bare && /^rest of/i.test(body)) return true; // [rest of the file]
  return isComment && (onlyDots.test(body) || restAsBefore.test(body) || existingCode.test(body));
}

/** The first line of `text` that leaves something out and does not stand in `known` as well. */
export function findPlaceholder(text: string, known: string): string | undefined {
  const knownLines = new Set(known.split(/\r\n?|\n/).map((line) => line.trim()));
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .find((line) => !knownLines.has(line) && isPlaceholder(line));
}
