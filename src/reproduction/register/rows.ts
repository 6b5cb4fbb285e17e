/** Rows of the register that follow from what a paper says, by rule. No value is chosen but one that a library or a convention of ours states. */
import { addressIn } from '../../papers/address.ts';
import type { ReadPaper } from '../../papers/parsePaper.ts';
import type { Contradiction, Missing, Said, StatedValue, Unfinished } from '../../papers/said/said.ts';
import { unfinishedWords } from '../../papers/said/unfinished.ts';
import { whyMissing } from '../../papers/said/whyMissing.ts';
import type { Sentence } from '../spec/sentences.ts';
import type { RegisterRow } from '../stages/records.ts';
import { type Known, usualFor } from './conventions.ts';
import { moreContradictions, unsaidIn } from './unsaid.ts';

export const seedsForCost = 3;

/** Letters, digits and `-` only. */
export function idFor(name: string): string {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 70);
  return id === '' ? 'row' : id;
}

/** In the order: what was not worked out, contradictions, what is missing, what can be read in two ways. One row for each name and scope. */
export function rowsOf({ paper, said }: ReadPaper, sentences: readonly Sentence[]): readonly RegisterRow[] {
  const known = knownFrom(said.hyperparameters);
  const tables = new Set(paper.nodes.filter(({ kind }) => kind === 'table').map(({ anchor }) => addressIn(paper.id, anchor)));
  const isTable = (address: string): boolean => tables.has(address);
  const contradictions = [...said.contradictions, ...moreContradictions(said, isTable)].filter((one) => !isComparison(one, sentences));
  const rows = new Map<string, RegisterRow>();
  const add = (row: RegisterRow): void => {
    if (!rows.has(row.id)) rows.set(row.id, row);
  };
  if (said.unfinished !== undefined) add(unfinishedRow(said.unfinished));
  for (const contradiction of contradictions) add(contradictionRow(contradiction, said.hyperparameters));
  for (const missing of said.missing) {
    const evidence = [...placesOf(missing, said), ...evidenceFor(missing.name, paper.id, sentences)];
    add(missingRow(missing.name, whyMissing(missing), 'missing', missing.name, known, evidence));
  }
  for (const { name, why, kind, usual, sentences: spoken } of unsaidIn(sentences, said)) {
    const evidence = spoken.map(({ anchor, text }) => ({ address: addressIn(paper.id, anchor), quote: shortQuote(text) }));
    add(missingRow(name, why, kind, usual, known, evidence));
  }
  for (const searched of said.hyperparameters) {
    const row = searchedRow(searched, said.hyperparameters);
    if (row !== undefined) add(row);
  }
  return [...rows.values()];
}

export function knownFrom(stated: readonly Pick<StatedValue, 'name' | 'value' | 'role'>[]): Known {
  return new Map(stated.filter(({ role }) => role === undefined).map(({ name, value }) => [name, value] as const));
}

/** Methods that a paper compares are no slip of it: both values are named in one sentence as variants. */
function isComparison({ name, values }: Contradiction, sentences: readonly Sentence[]): boolean {
  const words = values.map(({ value }) => String(value));
  if (words.some((word) => /^[\d.]+$/.test(word))) return false;
  const compared = /\b(?:compare|both|two|versus|vs|either|variants?)\b/i;
  return (
    sentences.some(
      ({ text }) => compared.test(text) && words.filter((word) => text.toLowerCase().includes(word.toLowerCase())).length > 1,
    ) || sentences.some(({ text }) => compared.test(text) && new RegExp(`\\b${name.split(' ').at(-1) ?? name}s\\b`, 'i').test(text))
  );
}

/** Until the paper is read to its end: then the rules do not put it there again. */
function unfinishedRow(unfinished: Unfinished): RegisterRow {
  return {
    id: 'not-worked-out',
    name: 'what was not worked out',
    kind: 'unclear',
    why: `${unfinishedWords(unfinished)} Begin again to have it worked out, or look for it in the paper’s text.`,
    state: 'open',
    origin: { kind: 'none', text: '' },
    alternatives: [],
    evidence: [],
  };
}

function contradictionRow({ name, scope, values }: Contradiction, stated: readonly StatedValue[]): RegisterRow {
  const places = values.map(({ value, address }) => {
    const own = stated.find((one) => one.name === name && one.address === address && one.value === value);
    return { value, evidence: [{ address, ...(own === undefined ? {} : { quote: shortQuote(own.quote) }) }] };
  });
  return {
    id: idFor(scope === undefined ? name : `${name} ${scope}`),
    name: scope === undefined ? name : `${name} (${scope})`,
    kind: 'contradiction',
    why: `The paper gives ${places.map(({ value }) => String(value)).join(' and ')}: at most one of them led to the reported numbers.`,
    state: 'open',
    origin: { kind: 'none', text: '' },
    alternatives: places,
    cost: costOf(places.length),
    evidence: places.flatMap(({ evidence }) => evidence),
  };
}

function missingRow(
  name: string,
  why: string,
  kind: 'missing' | 'unclear',
  usual: string,
  known: Known,
  evidence: RegisterRow['evidence'],
): RegisterRow {
  const { value, origin, alternatives } = usualFor(usual, known);
  return {
    id: idFor(name),
    name,
    kind,
    why,
    state: value === undefined ? 'open' : 'proposed',
    ...(value === undefined ? {} : { value }),
    origin: origin ?? { kind: 'none', text: '' },
    alternatives: alternatives.map(({ value: other, why: because }) => ({
      value: other,
      ...(because === undefined ? {} : { why: because }),
    })),
    ...(alternatives.length === 0 ? {} : { cost: costOf(alternatives.length + (value === undefined ? 0 : 1)) }),
    evidence,
  };
}

/** One of several was chosen, and which is not said. */
function searchedRow({ name, scope, role, values, address, quote }: StatedValue, stated: readonly StatedValue[]): RegisterRow | undefined {
  if (role === undefined || values === undefined) return undefined;
  if (stated.some((other) => other.name === name && other.role === undefined)) return undefined;
  const evidence = [{ address, quote: shortQuote(quote) }];
  const label = scope === undefined ? name : `${name} (${scope})`;
  const why =
    role === 'range'
      ? 'A range is said, and not which value in it was used.'
      : 'Several values were tried, and not said which gave which number.';
  return {
    id: idFor(label),
    name: label,
    kind: 'unclear',
    why,
    state: 'open',
    origin: { kind: 'none', text: '' },
    alternatives: values.slice(0, 20).map((value) => ({ value, evidence })),
    cost: costOf(values.length),
    evidence,
  };
}

/** Runs that trying every value takes. Minutes and dollars are known once a run was timed and quoted. */
export function costOf(values: number, seeds = seedsForCost): NonNullable<RegisterRow['cost']> {
  return { runs: values * seeds, minutes: null, usd: null, basis: `${values} values × ${seeds} seeds; no run has been timed yet` };
}

/** Where it may be said in words that were not understood. */
function placesOf({ perhaps = [] }: Missing, { unnamed }: Said): RegisterRow['evidence'] {
  return perhaps.map((address) => {
    const number = unnamed.find((one) => one.address === address);
    return { address, ...(number === undefined ? {} : { quote: shortQuote(number.quote) }) };
  });
}

/** Where a missing setting is spoken of without its value. */
function evidenceFor(name: string, paper: string, sentences: readonly Sentence[]): RegisterRow['evidence'] {
  const words = new RegExp(String.raw`\b${name.replaceAll(/[^a-z ]/gi, '').replaceAll(' ', '[- ]')}`, 'i');
  return sentences
    .filter(({ text }) => words.test(text))
    .slice(0, 2)
    .map(({ anchor, text }) => ({ address: addressIn(paper, anchor), quote: shortQuote(text) }));
}

/** As many words as make a short quotation, from the beginning. */
export function shortQuote(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  if (plain.length <= 160) return plain;
  const end = plain.lastIndexOf(' ', 160);
  return `${plain.slice(0, end > 80 ? end : 160)} …`;
}
