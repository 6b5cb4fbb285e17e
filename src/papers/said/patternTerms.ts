/** A pattern as the terms it is written of: as much of a regular expression's grammar as is asked of it here. */

export interface Term {
  /** `letters`: these. `class`: one of several, or what nothing is known of. `zero`: a place (`^`, `\b`), or a look around it. `group`: brackets. */
  readonly kind: 'letters' | 'class' | 'zero' | 'group';
  /** As it is written, with how often it is repeated. */
  readonly source: string;
  readonly letters?: string;
  /** What stands in its brackets; absent of a look that must not succeed. */
  readonly options?: readonly Sequence[];
  readonly least: number;
  /** Not said how often: exactly once. */
  readonly isOnce: boolean;
  /** Brackets that do nothing but hold together. */
  readonly isPlain?: true;
}

export type Sequence = readonly Term[];

export interface Terms {
  readonly options: readonly Sequence[];
  /** Its brackets are counted or called by name: it cannot be taken to pieces. */
  readonly hasGroups: boolean;
}

/** Several in a row; the last may be repeated, and stands alone. */
const plain = /[a-zA-Z\d ,_'-]+(?![*+?{])/y;
const repeated = /(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/y;
const opening = /\((?:\?(?:[=!:]|<[=!]|<\w+>|[a-z-]+:))?/y;
const withSlash = /\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|k<\w+>|\d+|[\s\S])/y;
const set = /\[(?:\\[\s\S]|[^\]\\])*\]/y;

/** Undefined: it is written in a way that is not known here. */
export function termsOf({ source, unicodeSets }: RegExp): Terms | undefined {
  if (unicodeSets) return undefined;
  let at = 0;
  let hasGroups = false;

  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };

  const readOptions = (): Sequence[] => {
    const options: Sequence[] = [];
    let terms: Term[] = [];
    while (at < source.length && source[at] !== ')') {
      if (source[at] === '|') {
        at++;
        options.push(terms);
        terms = [];
      } else terms.push(readTerm());
    }
    return [...options, terms];
  };

  const readTerm = (): Term => {
    const start = at;
    const one = readOne();
    const often = next(repeated);
    return {
      ...one,
      source: source.slice(start, at),
      least: often === null || often[0].startsWith('+') ? 1 : Number(often[1] ?? 0),
      isOnce: often === null,
    };
  };

  const readOne = (): Pick<Term, 'kind' | 'letters' | 'options' | 'isPlain'> => {
    const letters = next(plain)?.[0];
    if (letters !== undefined) return { kind: 'letters', letters };
    const open = next(opening)?.[0];
    if (open !== undefined) {
      const options = readOptions();
      at++;
      if (open === '(?!' || open === '(?<!') return { kind: 'zero' };
      if (open === '(?=' || open === '(?<=') return { kind: 'zero', options };
      if (open === '(' || open.startsWith('(?<')) hasGroups = true;
      return { kind: 'group', options, ...(open === '(?:' ? { isPlain: true } : {}) };
    }
    if (next(set) !== null) return { kind: 'class' };
    const escaped = next(withSlash)?.[0];
    if (escaped !== undefined) {
      const sign = escaped[1] ?? '';
      if (/[bB]/.test(sign)) return { kind: 'zero' };
      if (/[k1-9]/.test(sign)) hasGroups = true;
      return /[\p{L}\d]/u.test(sign) ? { kind: 'class' } : { kind: 'letters', letters: sign };
    }
    const char = source[at++] ?? '';
    if (char === '^' || char === '$') return { kind: 'zero' };
    return char === '.' || /[\ud800-\udfff]/.test(char) ? { kind: 'class' } : { kind: 'letters', letters: char };
  };

  const options = readOptions();
  return at < source.length ? undefined : { options, hasGroups };
}
