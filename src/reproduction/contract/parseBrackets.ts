/** What has its own signs: roots, bars, norms, extremes, softmax, indicators and cases. */
import type { Expression } from './expression.ts';
import { readComparisons } from './parseBound.ts';
import { commaList, raised, readScripts } from './parseNames.ts';
import { accept, group, nameOf, peek, type Reading, shown, splitAt, take, texFrom, until, whole, within } from './reading.ts';
import { Refused } from './refused.ts';

export const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '\\{': '\\}', '\\lbrack': '\\rbrack' };

export function readRoot(reading: Reading): Expression {
  const from = reading.at;
  take(reading);
  const degree = accept(reading, '[') ? whole(reading, until(reading, ']', '[')) : undefined;
  const of = whole(reading, group(reading));
  const tex = texFrom(reading, from);
  if (degree === undefined) return { kind: 'apply', name: 'sqrt', of, tex };
  return {
    kind: 'power',
    base: of,
    exponent: { kind: 'quotient', over: { kind: 'number', value: 1, tex: '1' }, under: degree, tex: `1/${degree.tex}` },
    tex,
  };
}

export function readAbsolute(reading: Reading): Expression {
  const from = reading.at;
  take(reading);
  const batch = reading.declared.symbols.get(peek(reading));
  if (batch?.role === 'batch' && ['|', '\\vert', '\\rvert'].includes(peek(reading, 1))) {
    reading.at += 2;
    return { kind: 'symbol', name: String(batch.shape[0]), tex: texFrom(reading, from) };
  }
  reading.bars++;
  const of = reading.expression(reading);
  reading.bars--;
  if (!accept(reading, '|', '\\vert', '\\rvert')) throw new Refused(`${shown(peek(reading))} where | should close`);
  return { kind: 'apply', name: 'abs', of, tex: texFrom(reading, from) };
}

export function readNorm(reading: Reading): Expression {
  const from = reading.at;
  const open = take(reading).text;
  const close = open === '\\lVert' ? '\\rVert' : open;
  const of = whole(reading, until(reading, close, open === close ? '' : open));
  const { primes, sub, sup } = readScripts(reading);
  if (primes !== '') throw new Refused('a prime behind a norm');
  const order = { '': '2', '1': '1', '2': '2', '\\infty': 'inf', F: 'fro', '\\mathrm{F}': 'fro' }[sub === undefined ? '' : nameOf(sub)];
  if (order === undefined) throw new Refused(`the norm with the subscript ${nameOf(sub ?? [])}`);
  const norm: Expression = {
    kind: 'norm',
    of,
    order: order === '1' || order === 'inf' || order === 'fro' ? order : '2',
    tex: texFrom(reading, from),
  };
  return sup === undefined ? norm : raised(reading, norm, sup, from);
}

export function readExtreme(reading: Reading, name: 'max' | 'min'): Expression {
  const from = reading.at;
  take(reading);
  const close = pairs[peek(reading)];
  if (close === undefined) throw new Refused(`${name} without brackets`);
  const open = take(reading).text;
  return { kind: 'extreme', name, of: commaList(reading, until(reading, close, open)), tex: texFrom(reading, from) };
}

/** `\softmax_j(…)` runs over j; else along the last axis of what it is given. */
export function readSoftmax(reading: Reading): Expression {
  const from = reading.at;
  take(reading);
  const { sub, sup } = readScripts(reading);
  if (sup !== undefined) throw new Refused('softmax with a superscript');
  if (peek(reading) !== '(' && peek(reading) !== '[') throw new Refused('softmax without brackets');
  const open = take(reading).text;
  const given = until(reading, pairs[open] ?? ')', open);
  const of = whole(reading, given);
  const tex = texFrom(reading, from);
  if (sub === undefined) return { kind: 'softmax', of, axis: -1, tex };
  const index = nameOf(sub);
  if (!reading.scope.has(index)) throw new Refused(`softmax over ${index}, which is no index here`);
  const over: Expression = { kind: 'apply', name: 'exp', of, tex: `\\exp(${of.tex})` };
  return {
    kind: 'quotient',
    over,
    under: { kind: 'reduce', name: 'sum', index, when: [], body: over, tex: `\\sum_{${index}}${over.tex}` },
    tex,
  };
}

export function readIndicator(reading: Reading): Expression {
  const from = reading.at;
  const name = take(reading).text;
  const close = pairs[peek(reading)];
  const isSub = accept(reading, '_');
  if (close === undefined && !isSub) throw new Refused(`${name} without a condition`);
  const given = isSub ? group(reading) : until(reading, close ?? '', take(reading).text);
  return { kind: 'indicator', when: readComparisons(within(reading, given)), tex: texFrom(reading, from) };
}

export function readCases(reading: Reading): Expression {
  const from = reading.at;
  take(reading);
  const rows = splitAt(until(reading, '\\end{cases}', '\\begin{cases}'), '\\\\').filter((row) => row.length > 0);
  const branches = rows.map((row) => {
    const [value = [], when, more] = splitAt(row, '&');
    if (when === undefined || more !== undefined) throw new Refused('a case without its condition');
    const plain = value.at(-1)?.text === ',' ? value.slice(0, -1) : value;
    return { value: whole(reading, plain), when: readComparisons(within(reading, when)) };
  });
  if (branches.length < 2) throw new Refused('cases with one case');
  return { kind: 'cases', branches, tex: texFrom(reading, from) };
}
