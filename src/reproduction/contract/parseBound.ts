/** Sums, products, extremes and expectations with what they run over, and the conditions of cases and indicators. */
import { type Comparison, type Expression, everyPart, type Reduction } from './expression.ts';
import { readScripts } from './parseNames.ts';
import { isLetter, nameOf, peek, type Reading, shown, splitAt, take, texFrom, textOf, until, whole, within } from './reading.ts';
import { Refused } from './refused.ts';
import type { Token } from './tokens.ts';

const names: Readonly<Record<string, Reduction>> = {
  '\\sum': 'sum',
  '\\prod': 'prod',
  '\\max': 'max',
  '\\min': 'min',
  '\\mathbb{E}': 'mean',
};

interface Range {
  readonly index: string;
  readonly bounds?: { readonly from: Expression; readonly to: Expression };
  /** Tokens of conditions: read once the indices are in scope. */
  readonly when: readonly (readonly Token[])[];
  readonly batch?: string;
}

/** What it runs over reaches to the next plus or minus, as is written everywhere; an expectation to the end of its bracket. */
export function readBound(reading: Reading, product: (reading: Reading) => Expression): Expression {
  const from = reading.at;
  const name = names[take(reading).text] ?? 'sum';
  const { sub, sup } = readScripts(reading);
  if (sub === undefined)
    throw new Refused(name === 'mean' ? 'an expectation that does not say over what' : `a ${name} that does not say over what`);
  const ranges = rangesOf(reading, sub, sup);
  const inner: Reading = {
    ...reading,
    scope: new Set([...reading.scope, ...ranges.map((range) => range.index)]),
    bound: new Set([...reading.bound, ...ranges.map((range) => range.index)]),
    batches: new Map([
      ...reading.batches,
      ...ranges.flatMap((range) => (range.batch === undefined ? [] : [[range.batch, range.index] as const])),
    ]),
  };
  for (const { index } of ranges) if (reading.scope.has(index)) throw new Refused(`the index ${index}, which is bound twice`);
  const body = name === 'mean' ? bracketed(inner) : product(inner);
  reading.at = inner.at;
  needOneReach(name, body, ranges);
  const tex = texFrom(reading, from);
  return ranges.reduceRight<Expression>(
    (body, { index, bounds, when }) => ({
      kind: 'reduce',
      name,
      index,
      ...(bounds === undefined ? {} : { bounds }),
      when: when.flatMap((tokens) => readComparisons(within(inner, tokens))),
      body,
      tex,
    }),
    body,
  );
}

/** A factor without the index may stand in a product or beside it, which is not the same; in a sum it is. */
function needOneReach(name: Reduction, body: Expression, ranges: readonly Range[]): void {
  if (name === 'sum' || name === 'mean' || body.kind !== 'product') return;
  const indices = new Set(ranges.map((range) => range.index));
  const hasIndex = (factor: Expression) => [...everyPart(factor)].some((part) => part.kind === 'index' && indices.has(part.name));
  const beside = body.factors.find((factor) => !hasIndex(factor));
  if (beside !== undefined) throw new Refused(`${beside.tex}, which may stand in the ${name} or beside it`);
}

function bracketed(reading: Reading): Expression {
  const open = peek(reading);
  const close = { '[': ']', '(': ')', '\\{': '\\}', '\\lbrack': '\\rbrack' }[open];
  if (close === undefined) throw new Refused('an expectation without brackets');
  take(reading);
  return whole(reading, until(reading, close, open));
}

function rangesOf(reading: Reading, sub: readonly Token[], sup: readonly Token[] | undefined): readonly Range[] {
  const texts = sub.map((token) => token.text);
  const member = texts.findIndex((text) => text === '\\in' || text === '\\sim');
  if (texts.includes('\\\\') || texts.includes('\\substack')) throw new Refused('a sum over several lines');
  const lone = reading.declared.symbols.get(nameOf(sub));
  if (member >= 0 || lone?.role === 'batch') {
    if (sup !== undefined) throw new Refused('a set with an upper bound');
    return [batchRange(reading, sub.slice(0, Math.max(member, 0)), sub.slice(member + 1))];
  }
  const equals = texts.indexOf('=');
  if (equals >= 0) return [boundedRange(reading, sub, sup, equals)];
  if (sup !== undefined) throw new Refused(`the bound ${textOf(reading, sup)} without a start`);
  const sign = texts.findIndex((text) => text in signs);
  if (sign >= 0) {
    if (sign !== 1 || !isLetter(texts[0] ?? '')) throw new Refused(`a sum over ${textOf(reading, sub)}`);
    return [{ index: texts[0] ?? '', when: [sub] }];
  }
  const letters = splitAt(sub, ',');
  if (!letters.every((part) => part.length === 1 && isLetter(part[0]?.text ?? ''))) throw new Refused(`a sum over ${textOf(reading, sub)}`);
  return letters.map((part) => ({ index: free(reading, part[0]?.text ?? ''), when: [] }));
}

function boundedRange(reading: Reading, sub: readonly Token[], sup: readonly Token[] | undefined, equals: number): Range {
  const index = sub[0]?.text ?? '';
  if (equals !== 1 || !isLetter(index)) throw new Refused(`a sum over ${textOf(reading, sub)}`);
  if (sup === undefined) throw new Refused(`a sum over ${textOf(reading, sub)} without an end`);
  const [start = [], ...when] = splitAt(sub.slice(2), ',');
  return { index: free(reading, index), bounds: { from: whole(reading, start), to: whole(reading, sup) }, when };
}

function free(reading: Reading, index: string): string {
  if (reading.declared.symbols.has(index) || reading.declared.sizes.has(index))
    throw new Refused(`the index ${index}, which is declared as something else`);
  return index;
}

/** `(x,y)\in B`, `x\sim p`: the mean or sum over the members of a declared batch. */
function batchRange(reading: Reading, members: readonly Token[], set: readonly Token[]): Range {
  const name = nameOf(set);
  const batch = reading.declared.symbols.get(name);
  if (batch?.role !== 'batch') throw new Refused(`${textOf(reading, set)}, which is not declared as a batch`);
  const inner = members[0]?.text === '(' && members.at(-1)?.text === ')' ? members.slice(1, -1) : members;
  const known = [...reading.declared.symbols]
    .filter(([, symbol]) => symbol.batch !== undefined && nameOfBatch(symbol.batch) === name)
    .map(([key]) => key);
  for (const part of splitAt(inner, ','))
    if (part.length > 0 && !known.includes(nameOf(part)))
      throw new Refused(`${nameOf(part)}, which is not declared as a member of ${name}`);
  const tex = textOf(reading, set);
  const bounds = {
    from: { kind: 'number', value: 1, tex: '1' },
    to: { kind: 'symbol', name: String(batch.shape[0]), tex: `|${tex}|` },
  } as const;
  return { index: `i_{${name}}`, bounds, when: [], batch: name };
}

function nameOfBatch(name: string): string {
  return name;
}

const signs: Readonly<Record<string, Comparison['sign']>> = {
  '=': '=',
  '\\neq': '≠',
  '\\ne': '≠',
  '<': '<',
  '\\leq': '≤',
  '\\le': '≤',
  '>': '>',
  '\\geq': '≥',
  '\\ge': '≥',
};

/** All of them together: `i=j, k>1`, `if y_i = 1`; nothing for “otherwise”. */
export function readComparisons(reading: Reading): readonly Comparison[] {
  const words = ['\\mathrm{if}', '\\mathrm{for}', '\\mathrm{when}', '\\mathrm{where}'];
  const tokens = reading.tokens.filter((token) => token.text !== '\\quad' && token.text !== '\\qquad');
  const given = words.includes(tokens[0]?.text ?? '') ? tokens.slice(1) : tokens;
  const only = given.length === 1 ? given[0]?.text : undefined;
  if (only === '\\mathrm{otherwise}' || only === '\\mathrm{otherwise.}' || only === '\\mathrm{else}') return [];
  return splitAt(given, ',', '\\mathrm{and}', '\\wedge', '\\land')
    .filter((part) => part.length > 0)
    .flatMap((part) => comparisonsOf(reading, part));
}

function comparisonsOf(reading: Reading, tokens: readonly Token[]): readonly Comparison[] {
  const found = tokens.filter((token) => token.text in signs);
  const sides = splitAt(tokens, ...Object.keys(signs)).map((side) => whole(reading, side));
  if (found.length === 0) throw new Refused(`the condition ${textOf(reading, tokens)}`);
  return found.map((token, at) => {
    const [left, right] = [sides[at], sides[at + 1]];
    const sign = signs[token.text];
    if (left === undefined || right === undefined || sign === undefined) throw new Refused(`${shown(token.text)} in a condition`);
    return { left, sign, right };
  });
}
