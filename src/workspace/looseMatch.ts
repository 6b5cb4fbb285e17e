/** The one fall-back when a text is not found exactly: the same lines but for trailing blanks, look-alike characters, and a uniform shift. */

const lookAlikes: ReadonlyMap<string, string> = new Map([
  ...pairs('‘’‚‛′', "'"),
  ...pairs('“”„‟″', '"'),
  ...pairs('‐‑‒–—―−', '-'),
  ...pairs('\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000', ' '),
]);
const lookAlike = new RegExp(`[${[...lookAlikes.keys()].join('')}]`, 'g');

function pairs(from: string, to: string): readonly (readonly [string, string])[] {
  return [...from].map((char) => [char, to] as const);
}

/** Characters that nobody sees: the zero-width space and joiner of words, and a byte order mark that went astray. */
const unseen = /[\u200b\u2060\ufeff]/g;

/** Equal for lines that look alike. */
export function looseKey(line: string): string {
  return line
    .replace(unseen, '')
    .replace(lookAlike, (char) => lookAlikes.get(char) ?? char)
    .trimEnd();
}

/** How many blanks all lines of the search stand off from the file's. */
export interface Shift {
  readonly direction: 'in' | 'out';
  readonly indent: string;
}

export interface LooseMatch {
  /** Index of the first matching line. */
  readonly at: number;
  readonly shift: Shift | undefined;
}

/** In what a place differs from the text that was searched for. The look-alikes may come with any of the others. */
export type MatchKind = 'exact' | 'trailing-blanks' | 'indentation' | 'look-alikes';

export function matchKind(own: readonly string[], wanted: readonly string[]): MatchKind {
  const isEqual = (trim: (line: string) => string): boolean => own.every((line, i) => trim(line) === trim(wanted[i] ?? ''));
  if (isEqual((line) => line.trimEnd())) return 'trailing-blanks';
  return isEqual((line) => line.trim()) ? 'indentation' : 'look-alikes';
}

/** Every place where all `wanted` lines match: first without a shift, and only when there is none, with one. */
export function findLoose(keys: readonly string[], wanted: readonly string[]): readonly LooseMatch[] {
  const wantedKeys = wanted.map(looseKey);
  const plain: LooseMatch[] = [];
  const shifted: LooseMatch[] = [];
  for (let at = 0; at + wantedKeys.length <= keys.length; at++) {
    if (wantedKeys.every((key, i) => keys[at + i] === key)) plain.push({ at, shift: undefined });
    else if (plain.length === 0) {
      const shift = uniformShift(keys, at, wantedKeys);
      if (shift !== undefined) shifted.push({ at, shift });
    }
  }
  return plain.length > 0 ? plain : shifted;
}

function uniformShift(keys: readonly string[], at: number, wantedKeys: readonly string[]): Shift | undefined {
  let shift: Shift | undefined;
  for (const [i, wanted] of wantedKeys.entries()) {
    const own = keys[at + i] ?? '';
    if (own === '' || wanted === '') {
      if (own !== wanted) return undefined;
      continue;
    }
    shift ??= shiftBetween(wanted, own);
    if (shift === undefined || shiftLine(wanted, shift) !== own) return undefined;
  }
  return shift;
}

function shiftBetween(from: string, to: string): Shift | undefined {
  const isIn = to.length > from.length;
  const [short, long] = isIn ? [from, to] : [to, from];
  const indent = long.slice(0, long.length - short.length);
  if (indent === '' || /[^ \t]/.test(indent) || indent + short !== long) return undefined;
  return { direction: isIn ? 'in' : 'out', indent };
}

/** The line at its new indentation; undefined where it does not have the blanks to lose. */
export function shiftLine(line: string, shift: Shift): string | undefined {
  if (line.trim() === '') return line;
  if (shift.direction === 'in') return shift.indent + line;
  return line.startsWith(shift.indent) ? line.slice(shift.indent.length) : undefined;
}
