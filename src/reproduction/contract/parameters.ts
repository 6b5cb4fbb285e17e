/** What a function of Python can be given, read from its head: to say before anything runs which argument it lacks. */
import { PracticumError } from '../../base/errors.ts';
import { type CodeSymbol, type Source, samePath } from '../trace/pythonSource.ts';
import type { MappedArgument } from './harness.ts';

export interface Parameter {
  readonly name: string;
  readonly how: 'either' | 'by order' | 'by name' | 'rest' | 'named rest';
  readonly isNeeded: boolean;
}

/** Without `self`. Undefined where the head does not say it: a class without its own `__init__`, a decorator that may change it. */
export function parametersOf(source: Source, symbol: CodeSymbol): readonly Parameter[] | undefined {
  if (symbol.kind !== 'function') return undefined;
  const decorators = source.statements.slice(symbol.first, symbol.head).map(({ core }) => core.replaceAll(' ', ''));
  const isPlain = decorators.every((text) => /^@(?:staticmethod|classmethod|torch\.no_grad\(\)|torch\.inference_mode\(\))$/.test(text));
  const words = source.statements[symbol.head]?.core.split(' ') ?? [];
  const open = words.indexOf('(');
  if (!isPlain || open < 0) return undefined;
  const isMethod = symbol.parent !== undefined && source.symbols[symbol.parent]?.kind === 'class' && !decorators.includes('@staticmethod');
  const read = parameters(words.slice(open + 1));
  return isMethod ? read.slice(1) : read;
}

function parameters(words: readonly string[]): readonly Parameter[] {
  const found: Parameter[] = [];
  let depth = 0;
  let isByName = false;
  let part: string[] = [];
  const close = (): void => {
    const [first, second] = part;
    if (first === '/') for (const [at, one] of found.entries()) found[at] = { ...one, how: 'by order' };
    else if (first === '**' && second !== undefined) found.push({ name: second, how: 'named rest', isNeeded: false });
    else if (first === '*') {
      isByName = true;
      if (second !== undefined) found.push({ name: second, how: 'rest', isNeeded: false });
    } else if (first !== undefined) found.push({ name: first, how: isByName ? 'by name' : 'either', isNeeded: !part.includes('=') });
    part = [];
  };
  for (const word of words) {
    if (word === ')' && depth === 0) break;
    if ('([{'.includes(word)) depth++;
    if (')]}'.includes(word)) depth--;
    if (word === ',' && depth === 0) close();
    else part.push(word);
  }
  close();
  return found;
}

/** Throws `contract-argument` with what the function takes. */
export function holdAgainst(shown: string, known: readonly Parameter[] | undefined, given: readonly MappedArgument[]): void {
  if (known === undefined) return;
  const handed = given.filter((argument) => argument.as !== 'drawn');
  const hint = known.length === 0 ? `${shown} takes nothing.` : `${shown} takes ${known.map(described).join(', ')}.`;
  const refuse = (why: string): never => {
    throw new PracticumError('contract-argument', `The mapping does not fit ${shown}: ${why}.`, { hint });
  };
  const ordered = handed.filter(({ name }) => name === undefined);
  const places = known.filter(({ how }) => how === 'either' || how === 'by order');
  if (ordered.length > places.length && !known.some(({ how }) => how === 'rest'))
    refuse(`it gives ${ordered.length} arguments by their order, and there are places for ${places.length}`);
  const taken = new Set(places.slice(0, ordered.length).map(({ name }) => name));
  for (const { name } of handed) {
    if (name === undefined) continue;
    if (taken.has(name)) refuse(`it gives ${name} twice`);
    taken.add(name);
    const isThere = known.some((one) => one.name === name && (one.how === 'either' || one.how === 'by name'));
    if (!isThere && !known.some(({ how }) => how === 'named rest')) refuse(`there is no argument ${name}`);
  }
  const missing = known.filter(({ name, isNeeded }) => isNeeded && !taken.has(name));
  if (missing.length > 0) refuse(`it leaves out ${missing.map(({ name }) => name).join(', ')}`);
}

function described({ name, how, isNeeded }: Parameter): string {
  const stars = how === 'rest' ? '*' : how === 'named rest' ? '**' : '';
  return `${stars}${name}${how === 'by name' ? ' (by name)' : ''}${isNeeded || stars !== '' ? '' : ' (has a default)'}`;
}

/** What is called, and what makes the object that it is called of. Throws `contract-no-symbol`. */
export interface Callee {
  readonly symbol: CodeSymbol;
  /** Parameters of the call, and of the constructor where an object is needed. */
  readonly call: readonly Parameter[] | undefined;
  readonly construct?: readonly Parameter[] | undefined;
  readonly className?: string;
}

export function calleeIn(source: Source, name: string): Callee {
  const wanted = name.replace(/\(\)$/, '').split('.');
  const find = (path: readonly string[]): CodeSymbol | undefined => source.symbols.findLast((one) => samePath(one.path, path));
  const symbol = find(wanted);
  if (symbol === undefined) {
    const names = source.symbols.slice(0, 30).map(({ path }) => path.join('.'));
    throw new PracticumError('contract-no-symbol', `${source.path} has no function or class ${name}.`, {
      hint: names.length === 0 ? 'There is none in it.' : `It has ${names.join(', ')}.`,
    });
  }
  const owner = symbol.parent === undefined ? undefined : source.symbols[symbol.parent];
  if (owner?.kind === 'function')
    throw new PracticumError('contract-no-symbol', `${name} stands within a function, from which it cannot be called alone.`, {
      hint: 'Move it out of the function, or check the function around it.',
    });
  const of = (path: readonly string[]) => {
    const found = find(path);
    return found === undefined ? undefined : parametersOf(source, found);
  };
  if (symbol.kind === 'class') {
    const call = of([...wanted, 'forward']) ?? of([...wanted, '__call__']);
    return { symbol, call, construct: of([...wanted, '__init__']), className: wanted.join('.') };
  }
  const isBound = owner?.kind === 'class' && !hasDecorator(source, symbol, /^@(?:staticmethod|classmethod)$/);
  const call = parametersOf(source, symbol);
  return isBound ? { symbol, call, construct: of([...owner.path, '__init__']), className: owner.path.join('.') } : { symbol, call };
}

function hasDecorator(source: Source, symbol: CodeSymbol, name: RegExp): boolean {
  return source.statements.slice(symbol.first, symbol.head).some(({ core }) => name.test(core.replaceAll(' ', '')));
}
