/** Compares what was found with the truth: what test/fixtures/papers/said/README.md says is right. */
import type { TrueValue, Truth } from './truth.ts';

/** The part of `Said` that is judged. A baseline fills it as well. */
export interface Found {
  readonly hyperparameters: readonly {
    readonly name: string;
    readonly value: number | string;
    readonly values?: readonly (number | string)[];
    readonly role?: 'searched' | 'range';
    readonly scope?: string;
    readonly quote?: string;
  }[];
  readonly missing: readonly { readonly name: string }[];
  readonly contradictions: readonly { readonly name: string; readonly values: readonly { readonly value: number | string }[] }[];
  readonly notation: readonly { readonly symbol: string; readonly meaning: string; readonly shape?: string }[];
}

export interface Counts {
  readonly right: number;
  readonly wrong: number;
  readonly lost: number;
}

export interface Judgement {
  readonly values: Counts;
  /** Of the values found. */
  readonly scopes: { readonly right: number; readonly wrong: number };
  readonly missing: Counts;
  readonly contradictions: Counts;
  readonly notation: Counts;
  /** For the one who mends: `- lost`, `+ false`. */
  readonly remarks: readonly string[];
}

/** `names`: those of the README; others are not judged. */
export function judge(found: Found, truth: Truth, names: ReadonlySet<string>): Judgement {
  const remarks: string[] = [];
  const judged = found.hyperparameters.filter(({ name }) => names.has(name));
  const expected = truth.hyperparameters.filter(({ name }) => names.has(name));
  let lost = 0;
  let rightScopes = 0;
  for (const value of expected) {
    const same = judged.filter((candidate) => isFound(candidate, value));
    if (same.length === 0) {
      lost++;
      remarks.push(`- ${value.name} = ${JSON.stringify(value.value)} ${value.role ?? ''} ${JSON.stringify(value.scope ?? [])}`);
    } else if (same.some(({ scope }) => hasScope(scope, value))) rightScopes++;
    else
      remarks.push(
        `~ ${value.name} = ${JSON.stringify(value.value)} is said for ${JSON.stringify(value.scope ?? [])}, found for ${same.map(({ scope }) => scope ?? 'all').join(' | ')}`,
      );
  }
  // “No dropout” may stand as 0 in the truth or not at all.
  const wrong = judged.filter((candidate) => candidate.value !== 0 && !expected.some((value) => isFound(candidate, value)));
  const distinct = new Map(wrong.map((candidate) => [`${candidate.name}=${candidate.value}`, candidate]));
  for (const { name, value, role, quote } of distinct.values()) remarks.push(`+ ${name} = ${value} ${role ?? ''} “${quote ?? ''}”`);
  const right = expected.length - lost;
  return {
    values: { right, wrong: distinct.size, lost },
    scopes: { right: rightScopes, wrong: right - rightScopes },
    missing: missing(found, truth, remarks),
    contradictions: contradictions(found, truth, remarks),
    notation: notation(found, truth, remarks),
    remarks,
  };
}

export function isFound(found: Found['hyperparameters'][number], { name, value, role }: TrueValue): boolean {
  if (found.name !== name || found.role !== role) return false;
  if (typeof value === 'number' || typeof value === 'string') return isEqual(found.value, value);
  const values = [...(found.values ?? [])];
  return values.length === value.length && value.every((one) => values.some((other) => isEqual(other, one)));
}

export function isEqual(a: number | string, b: number | string): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b));
  const [x, y] = [word(a), word(b)];
  return x === y || (x.length > 1 && y.length > 1 && (x.includes(y) || y.includes(x)) && x !== '' && !/^adam|^adamw/.test(x + y));
}

/** Two names of one thing. */
const same = new Map([
  ['zero', '0'],
  ['zeros', '0'],
  ['ddpm', 'ancestral'],
  ['single', 'fp32'],
  ['double', 'fp64'],
  ['bn', 'batchnormalization'],
  ['ln', 'layernormalization'],
]);

function word(text: number | string): string {
  const letters = lettersOf(text);
  return same.get(letters) ?? letters;
}

/** `the query and the value`: `query, value`. */
function lettersOf(text: number | string): string {
  return String(text)
    .toLowerCase()
    .replaceAll(/(?<=^|[ ,])(?:and|the) /g, '')
    .normalize('NFD')
    .replaceAll('isation', 'ization')
    .replaceAll('bfloat', 'bf')
    .replaceAll(/float(?=-?\d)/g, 'fp')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function hasScope(found: string | undefined, { scope = [], scopeMay = [] }: TrueValue): boolean {
  const parts = (found ?? '').split(', ').filter((part) => part !== '' && part !== 'all');
  const needed = scope.filter((part) => part !== 'all');
  const covers = (a: string, b: string): boolean => word(a).includes(word(b)) || word(b).includes(word(a));
  return (
    needed.every((part) => parts.some((own) => covers(own, part))) &&
    parts.every((own) => [...needed, ...scopeMay].some((part) => covers(own, part)))
  );
}

function missing(found: Found, truth: Truth, remarks: string[]): Counts {
  const names = new Set(found.missing.map(({ name }) => name));
  const lost = truth.missing.filter((name) => !names.has(name));
  const wrong = [...names].filter((name) => !truth.missing.includes(name) && !(truth.missingMay ?? []).includes(name));
  remarks.push(...lost.map((name) => `- missing ${name}`), ...wrong.map((name) => `+ missing ${name}`));
  return { right: truth.missing.length - lost.length, wrong: wrong.length, lost: lost.length };
}

function contradictions(found: Found, truth: Truth, remarks: string[]): Counts {
  const isFound = ({ name, values }: Truth['contradictions'][number]): boolean =>
    found.contradictions.some(
      (other) => other.name === name && values.every((value) => other.values.some((one) => isEqual(one.value, value))),
    );
  const lost = truth.contradictions.filter((one) => !isFound(one));
  const wrong = found.contradictions.filter(({ name }) => !truth.contradictions.some((one) => one.name === name));
  remarks.push(
    ...lost.map(({ name, values }) => `- contradiction ${name} ${values}`),
    ...wrong.map(({ name, values }) => `+ contradiction ${name} ${values.map(({ value }) => value)}`),
  );
  return { right: truth.contradictions.length - lost.length, wrong: wrong.length, lost: lost.length };
}

function notation(found: Found, truth: Truth, remarks: string[]): Counts {
  const expected = truth.notation ?? [];
  const lost = expected.filter(
    ({ symbol, meaning, shape }) =>
      !found.notation.some(
        (one) =>
          tex(one.symbol) === tex(symbol) &&
          (word(one.meaning).includes(word(meaning)) || word(meaning).includes(word(one.meaning))) &&
          (shape === undefined || tex(one.shape ?? '') === tex(shape)),
      ),
  );
  remarks.push(
    ...lost.map(
      ({ symbol, meaning }) =>
        `- notation ${symbol} ${meaning}; found ${found.notation
          .filter((one) => tex(one.symbol) === tex(symbol))
          .map((one) => one.meaning)
          .join(' | ')}`,
    ),
  );
  return { right: expected.length - lost.length, wrong: 0, lost: lost.length };
}

function tex(text: string): string {
  return text.replaceAll(/[\s{}]/g, '').replaceAll(/\\(?:bm|mathbf|boldsymbol)/g, '');
}

export function added(a: Counts, b: Counts): Counts {
  return { right: a.right + b.right, wrong: a.wrong + b.wrong, lost: a.lost + b.lost };
}

export function f1({ right, wrong, lost }: Counts): number {
  return right === 0 ? 0 : (2 * right) / (2 * right + wrong + lost);
}

/** The names that README.md lists for settings. */
export function namesIn(readme: string): ReadonlySet<string> {
  const [, list = ''] = readme.split('### Names of settings');
  return new Set(
    [...(list.split('### ')[0] ?? '').matchAll(/`([a-z][a-z0-9 -]*)`/g)].map(([, name]) => name ?? '').filter((name) => !words.has(name)),
  );
}

/** Set as code in the list, but values. */
const words = new Set([
  'cosine',
  'linear',
  'step',
  'constant',
  'inverse square root',
  'exponential',
  'polynomial',
  'one-cycle',
  'smoothing window',
  'bf16',
]);
