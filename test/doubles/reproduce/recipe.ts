/** What a model brings itself when it implements one of the example papers: code, which function does what, and which option takes which setting. Its values are none of it. */

export interface Recipe {
  /** Recognised by its title, as a model knows a paper that it has read. */
  readonly title: RegExp;
  readonly summary: string;
  readonly files: readonly RecipeFile[];
  /** Keys of settings.json, and where their values are found in what the tools returned. */
  readonly settings: Readonly<Record<string, Source | readonly Source[]>>;
  /** Headings of a results table, and the part of a metric's name that each stands for. */
  readonly rows: readonly (readonly [heading: RegExp, name: string])[];
  readonly columns: readonly (readonly [heading: RegExp, name: string])[];
  /** Options of train.py for the run that everything is compared with. */
  readonly baseline: readonly string[];
  /** A word of the test that learns a batch by heart. */
  readonly overfit: string;
  readonly contracts: readonly RecipeContract[];
  /** Of check_integrity; absent: data are drawn fresh. */
  readonly splits?: Readonly<Record<string, unknown>>;
  /** Names of the rows that are measured on these splits; absent: all. */
  readonly splitRows?: readonly string[];
}

export interface RecipeFile {
  readonly path: string;
  readonly role: 'code' | 'config' | 'data' | 'entry' | 'evaluation' | 'test';
  readonly purpose: string;
  readonly needs: readonly string[];
  readonly symbols: readonly string[];
}

/** A value: of what the paper states by its name, or by words of it; of the register where it says nothing. */
export type Source =
  | { readonly kind: 'stated'; readonly name: string; readonly scope?: string }
  | { readonly kind: 'words'; readonly pattern: RegExp; readonly list?: true }
  /** `values`: what a row may say, and what the code calls it. `otherwise`: what this model proposes where nobody said what it can use, and why. */
  | {
      readonly kind: 'open';
      readonly name: RegExp;
      readonly values: Readonly<Record<string, Value>>;
      readonly otherwise: Value;
      readonly why: string;
    };

export type Value = string | number | readonly (string | number)[];

export interface RecipeContract {
  /** Words of the formula by which it is recognised. */
  readonly tex: string;
  readonly part?: number;
  readonly file: string;
  readonly symbol: string;
  readonly symbols: readonly object[];
  readonly mapping: object;
}

export const stated = (name: string, scope?: string): Source => ({ kind: 'stated', name, ...(scope === undefined ? {} : { scope }) });
export const words = (pattern: RegExp): Source => ({ kind: 'words', pattern });
/** All that the pattern catches, at commas apart. */
export const list = (pattern: RegExp): Source => ({ kind: 'words', pattern, list: true });
export const open = (name: RegExp, otherwise: Value, why: string, values: Readonly<Record<string, Value>> = {}): Source => ({
  kind: 'open',
  name,
  values,
  otherwise,
  why,
});

/** `z: n K`, `y: n label=K`, `\lambda: unit`, `f(): n` (a function). */
function symbolIn(text: string): object {
  const at = text.lastIndexOf(':');
  const [name, rest] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  const shape: (string | number)[] = [];
  const facts: Record<string, unknown> = {};
  for (const word of rest.split(' ').filter((one) => one !== '')) {
    const label = /^label=(\w+)$/.exec(word)?.[1];
    if (label !== undefined) Object.assign(facts, { values: 'label', of: label });
    else if (['positive', 'unit', 'probability', 'binary'].includes(word)) facts['values'] = word;
    else if (word === 'sigmoid') facts['role'] = word;
    else shape.push(/^\d+$/.test(word) ? Number(word) : word);
  }
  return { name: name.replace(/\(\)$/, ''), shape, ...(name.endsWith('()') ? { role: 'function' } : {}), ...facts };
}

/** Arguments by their order. `x*`: a batch of it goes in first, and comes out first; `@x`: a number that the code takes as a tensor. */
export function contract(
  tex: string,
  symbol: string,
  symbols: readonly string[],
  given: readonly string[],
  file = 'equations.py',
): RecipeContract {
  const isBatch = given.some((name) => name.endsWith('*'));
  return {
    tex,
    file,
    symbol,
    symbols: symbols.map(symbolIn),
    mapping: {
      library: 'torch',
      arguments: given.map(argumentIn),
      ...(isBatch ? { outputBatchAxis: 0 } : {}),
    },
  };
}

function argumentIn(name: string): object {
  if (name.endsWith('*')) return { symbol: name.slice(0, -1), batchAxis: 0 };
  return name.startsWith('@') ? { symbol: name.slice(1), as: 'array' } : { symbol: name };
}

export function part(number: number, one: RecipeContract): RecipeContract {
  return { ...one, part: number };
}

/** Files that all of them have. */
export const settingsFiles: readonly RecipeFile[] = [
  { path: 'settings.json', role: 'config', purpose: 'Every setting once, as paper and register say it', needs: [], symbols: [] },
  { path: 'settings.py', role: 'code', purpose: 'Reads settings.json', needs: ['settings.json'], symbols: ['load'] },
];

export const schedule = open(/learning rate schedule/, 'constant', 'No schedule is said, so none is used.', {
  'cosine to zero': 'cosine',
  cosine: 'cosine',
});
