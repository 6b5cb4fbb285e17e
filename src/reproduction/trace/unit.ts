import { isPlainName } from './normalForm.ts';
import { type CodeSymbol, readSource, type Source, type Statement } from './pythonSource.ts';

/** A stretch of statements that are compared as one: a symbol, a whole file, some lines. */
export interface Unit {
  /** What is compared: without the documentation. Of a function or class without its name. */
  readonly statements: readonly Compared[];
  readonly weight: number;
}

export interface Compared {
  readonly core: string;
  readonly shape: string;
  /** Sorted. */
  readonly words: readonly string[];
  readonly weight: number;
}

const maxWeight = 24;

export function compared(statement: Statement): Compared {
  const words = statement.core.split(' ').sort();
  return { core: statement.core, shape: statement.shape, words, weight: Math.min(words.length, maxWeight) };
}

/** Of the head only what stands behind the name counts, and less: names are judged apart. */
function comparedHead({ core, shape }: Statement): Compared {
  const bare = (text: string): string => text.replace(/^(?:async )?(def|class) \S+/, '$1');
  const words = bare(core).split(' ').sort();
  return { core: bare(core), shape: bare(shape), words, weight: Math.min(words.length, maxWeight) / 2 };
}

export function unitOfSymbol({ statements }: Source, { head, first, end }: CodeSymbol): Unit {
  const found: Compared[] = [];
  for (let at = first; at < end; at++) {
    const statement = statements[at];
    if (statement === undefined || statement.isText) continue;
    if (at < head) found.push({ ...compared(statement), weight: 1 });
    else found.push(at === head ? comparedHead(statement) : compared(statement));
  }
  return unit(found);
}

export function unitOfStatements(statements: readonly Statement[]): Unit {
  return unit(statements.filter(({ isText }) => !isText).map(compared));
}

function unit(statements: readonly Compared[]): Unit {
  return { statements, weight: statements.reduce((sum, { weight }) => sum + weight, 0) };
}

/** The linked text as a source of its own. */
export function readText(text: readonly string[]): Source {
  return readSource('', text.join('\n'));
}

/** What a formatter, comments, documentation and hints leave as it is. */
export interface Forms {
  readonly formatted: string;
  readonly core: string;
  /** With the names that it defines itself numbered. */
  readonly nameless: string;
}

export function formsOf(statements: readonly Statement[]): Forms {
  const base = Math.min(...statements.map(({ depth }) => depth));
  const at = (depth: number): string => `${depth - base}:`;
  const meant = statements.filter(({ isText, core }) => !isText && core !== '');
  return {
    formatted: statements.map(({ depth, words }) => at(depth) + words.join(' ')).join('\n'),
    core: meant.map(({ depth, core }) => at(depth) + core).join('\n'),
    nameless: nameless(meant.map(({ depth, core }) => [at(depth), core.split(' ')] as const)),
  };
}

function nameless(statements: readonly (readonly [string, readonly string[]])[]): string {
  const own = new Set(statements.flatMap(([, words]) => [...definedBy(words)]));
  const numbers = new Map<string, number>();
  return statements
    .map(([depth, words]) => {
      const isHead = words[0] === 'def' || words[1] === 'def';
      let open = 0;
      return (
        depth +
        words
          .map((word, at) => {
            if ('([{'.includes(word)) open += 1;
            else if (')]}'.includes(word)) open -= 1;
            if (!own.has(word) || !isPlainName(words, at, isHead ? 0 : open)) return word;
            if (!numbers.has(word)) numbers.set(word, numbers.size);
            return `$${numbers.get(word)}`;
          })
          .join(' ')
      );
    })
    .join('\n');
}

/** Names that a statement binds. */
export function* definedBy(words: readonly string[]): Generator<string> {
  const isDef = words[0] === 'def' || words[1] === 'def';
  let open = 0;
  let isTarget = false;
  for (const [at, word] of words.entries()) {
    if ('([{'.includes(word)) open += 1;
    else if (')]}'.includes(word)) open -= 1;
    if (word === 'for') isTarget = true;
    if (word === 'in') isTarget = false;
    if (!isPlainName(words, at, isDef ? 0 : open)) continue;
    const before = words[at - 1];
    if (before === 'def' || before === 'class' || before === 'as' || isTarget) yield word;
    else if (words[at + 1] === ':=') yield word;
    else if (isDef && open === 1 && (before === '(' || before === ',' || before === '*' || before === '**')) yield word;
    else if (inLambda(words, at)) yield word;
  }
  if (!isDef) yield* targets(words);
}

function inLambda(words: readonly string[], at: number): boolean {
  for (let from = at - 1; from >= 0; from--) {
    if (words[from] === 'lambda')
      return words[at - 1] === 'lambda' || words[at - 1] === ',' || words[at - 1] === '*' || words[at - 1] === '**';
    if (words[from] === ':' || words[from] === '(') return false;
  }
  return false;
}

/** `a, b = c = …`. */
function* targets(words: readonly string[]): Generator<string> {
  let open = 0;
  let from = 0;
  for (const [at, word] of words.entries()) {
    if ('([{'.includes(word)) open += 1;
    else if (')]}'.includes(word)) open -= 1;
    if (open !== 0 || !/^(?:[-+*/%@&|^]|\/\/|\*\*|<<|>>)?=$/.test(word)) continue;
    for (let target = from; target < at; target++) {
      const after = words[target + 1];
      if (isPlainName(words, target, 0) && after !== '.' && after !== '[' && after !== '(') yield words[target] ?? '';
    }
    from = at + 1;
  }
}
