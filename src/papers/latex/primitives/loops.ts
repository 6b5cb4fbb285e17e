/** Commands that read something once for each item of a list: how papers define `\\cA` to `\\cZ`. */
import type { Gullet, Primitive } from '../gullet.ts';
import { grouped, unbraced } from '../gullet.ts';
import { characters, command, isCommand, type Token, trimmed } from '../token.ts';

const maxItems = 200;

/** Parts of a list between commas of its own level. */
function items(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'begin') depth++;
    if (token.kind === 'end') depth--;
    if (depth === 0 && token.kind === 'other' && token.text === ',') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.map(trimmed).filter((part) => part.length > 0);
}

/** A list that a macro holds is what that says. */
function listed(gullet: Gullet, tokens: readonly Token[]): readonly Token[] {
  const [only] = tokens;
  return tokens.length === 1 && only !== undefined ? (gullet.macroOf(only)?.body ?? tokens) : tokens;
}

function each(gullet: Gullet, given: readonly (readonly Token[])[], read: (item: readonly Token[]) => readonly Token[]): void {
  if (given.length > maxItems) gullet.doubts.push(`A loop over ${given.length} items was read for ${maxItems} of them.`);
  gullet.push(given.slice(0, maxItems).flatMap(read));
}

/** `\@for\x:=a,b\do{…}`; by characters `\@tfor`. */
function loop(gullet: Gullet, name: string): void {
  gullet.skipSpaces();
  const variable = gullet.next();
  const given: Token[] = [];
  for (let token = gullet.next(); token !== undefined && !isCommand(token, 'do'); token = gullet.next()) given.push(token);
  const body = gullet.argument();
  if (variable?.kind !== 'command') return;
  const from = given.findIndex(({ text }) => text === '=') + 1;
  const list = listed(gullet, unbraced(trimmed(given.slice(from))));
  const one = (item: readonly Token[]): readonly Token[] => [command('def'), variable, ...grouped(item), ...body];
  each(gullet, name === '@for' ? items(list) : list.filter(({ kind }) => kind !== 'space').map((token) => [token]), one);
}

/** etoolbox: `\forcsvlist{\command}{a,b}`. */
function forList(gullet: Gullet): void {
  const [called, list] = [gullet.argument(), listed(gullet, gullet.argument())];
  each(gullet, items(list), (item) => [...called, ...grouped(item)]);
}

/** `{1,...,4}` and `{A,...,D}` in full. */
function inFull(list: readonly (readonly Token[])[]): readonly (readonly Token[])[] {
  return list.flatMap((item, index) => {
    if (textOf(item) !== '...') return [item];
    const [from, to] = [textOf(list[index - 1] ?? []), textOf(list[index + 1] ?? [])];
    const isNumeric = /^\d+$/.test(from) && /^\d+$/.test(to);
    const [first, last] = isNumeric ? [Number(from), Number(to)] : [from.codePointAt(0) ?? 0, to.codePointAt(0) ?? 0];
    if (!isNumeric && (from.length !== 1 || to.length !== 1)) return [];
    return Array.from({ length: Math.max(0, Math.min(maxItems, last - first - 1)) }, (_, at) =>
      characters(isNumeric ? String(first + at + 1) : String.fromCodePoint(first + at + 1)),
    );
  });
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}

/** pgf: `\foreach \x in {a,b} {…}`, `\foreach \x/\y in {a/b} {…}`. */
function foreach(gullet: Gullet): void {
  const variables: Token[] = [];
  for (let token = gullet.next(); token !== undefined; token = gullet.next()) {
    if (token.kind === 'command') variables.push(token);
    if (token.kind === 'other' && token.text === '[') {
      gullet.push([token]);
      gullet.bracketed();
    }
    if (token.kind === 'letter' && token.text === 'n') break;
  }
  const list = inFull(items(listed(gullet, gullet.argument())));
  const body = gullet.argument();
  each(gullet, list, (item) => {
    const parts: Token[][] = [[]];
    for (const token of item) {
      if (variables.length > 1 && token.kind === 'other' && token.text === '/') parts.push([]);
      else parts.at(-1)?.push(token);
    }
    return [...variables.flatMap((variable, at) => [command('def'), variable, ...grouped(parts[at] ?? parts.at(-1) ?? [])]), ...body];
  });
}

export const loops: Readonly<Record<string, Primitive>> = {
  '@for': loop,
  '@tfor': loop,
  forcsvlist: forList,
  docsvlist: (gullet) => {
    const list = gullet.argument();
    each(gullet, items(list), (item) => [command('do'), ...grouped(item)]);
  },
  foreach,
};
