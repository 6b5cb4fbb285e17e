/** Holds a recipe against what is true of its paper. Knows nothing of how the product reads or checks. */
import type { TruePaper } from './truth.ts';

/** As the product gives it: what this judge asks for, and no more. */
export interface JudgedRecipe {
  readonly paper: string;
  readonly data: readonly { readonly text: string; readonly address: string }[];
  readonly method?: { readonly text: string; readonly address: string };
  readonly settings: readonly {
    readonly name: string;
    readonly value: number | string;
    readonly scope?: string;
    readonly address: string;
  }[];
  readonly results: readonly {
    readonly text: string;
    readonly address: string;
    readonly row: number;
    readonly column: number;
    readonly metric?: string;
    readonly data?: { readonly text: string };
    readonly split?: { readonly text: string };
    /** It is said to be the paper’s own result. */
    readonly isOwn: boolean;
  }[];
  readonly links: readonly { readonly text: string; readonly address: string; readonly isOwn: boolean }[];
}

export type Part = 'data' | 'method' | 'hyper-parameters' | 'results' | 'result data' | 'result split' | 'code';

export interface Judgement {
  /** How much of what the paper states was found. */
  readonly stated: Readonly<Record<Part, number>>;
  readonly found: Readonly<Record<Part, number>>;
  /** Cells that say what the paper does not, or say it of another place. */
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
  readonly cells: number;
}

export function judge(recipe: JudgedRecipe, truth: TruePaper): Judgement {
  const stated: Record<Part, number> = {
    data: 0,
    method: 0,
    'hyper-parameters': 0,
    results: 0,
    'result data': 0,
    'result split': 0,
    code: 0,
  };
  const found: Record<Part, number> = { ...stated };
  const wrong: string[] = [];
  const missed: string[] = [];
  const tally = (part: Part, isFound: boolean, what: string): void => {
    stated[part]++;
    if (isFound) found[part]++;
    else missed.push(`${truth.id} ${part}: ${what}`);
  };
  const blame = (part: Part, what: string): void => void wrong.push(`${truth.id} ${part}: ${what}`);
  const own = `arxiv:${truth.id}v${truth.version}`;
  const at = (address: string): string | undefined => {
    if (!address.startsWith(own)) return undefined;
    return address === own ? '' : address.slice(own.length + 1);
  };
  const stands = (address: string, words: string): boolean => {
    const anchor = at(address);
    const text = anchor === undefined ? undefined : truth.texts.get(anchor);
    return text !== undefined && spaced(text).includes(spaced(words));
  };

  for (const { name } of truth.data)
    tally(
      'data',
      recipe.data.some(({ text }) => same(text, name)),
      name,
    );
  for (const { text, address } of recipe.data)
    if (!truth.data.some(({ name }) => same(name, text)) || !stands(address, text)) blame('data', `${text} at ${address}`);

  if (truth.method !== undefined)
    tally('method', recipe.method !== undefined && same(recipe.method.text, truth.method.name), truth.method.name);
  if (recipe.method !== undefined) {
    const { text, address } = recipe.method;
    const isName = truth.method === undefined || same(text, truth.method.name);
    if (!isName || !stands(address, text)) blame('method', `${text} at ${address}`);
  }

  for (const setting of truth.settings)
    tally(
      'hyper-parameters',
      recipe.settings.some((one) => isSetting(one, setting) && at(one.address) === setting.anchor),
      `${setting.name} ${setting.value} (${setting.scope ?? 'all'}) at ${setting.anchor}`,
    );
  for (const one of recipe.settings)
    if (!truth.settings.some((setting) => isSetting(one, setting) && at(one.address) === setting.anchor))
      blame('hyper-parameters', `${one.name} ${one.value} (${one.scope ?? 'all'}) at ${one.address}`);

  for (const result of truth.results) {
    const one = recipe.results.find(
      (each) => at(each.address) === result.anchor && each.row === result.row && each.column === result.column,
    );
    const what = `${result.metric} ${result.text} at ${result.anchor} ${result.row}/${result.column}`;
    tally('results', one !== undefined && tight(one.text) === tight(result.text) && isMetric(one.metric, result.metric), what);
    if (result.data !== undefined) tally('result data', one?.data !== undefined && same(one.data.text, result.data), what);
    if (result.split !== undefined) tally('result split', one?.split?.text === result.split, what);
  }
  for (const one of recipe.results) {
    const result = truth.results.find((each) => at(one.address) === each.anchor && one.row === each.row && one.column === each.column);
    if (!one.isOwn) {
      const printed = truth.texts
        .get(at(one.address) ?? '?')
        ?.split('\n')
        [one.row]?.split(' | ')[one.column - 1];
      if (printed === undefined || tight(plainCell(printed)) !== tight(one.text))
        blame('results', `${one.text} is not what stands at ${one.address} ${one.row}/${one.column}`);
      continue;
    }
    const place = `${one.metric} ${one.text} at ${one.address} ${one.row}/${one.column}`;
    if (
      result === undefined ||
      tight(one.text) !== tight(result.text) ||
      (one.metric !== undefined && !isMetric(one.metric, result.metric))
    )
      blame('results', place);
    else {
      if (one.data !== undefined && !same(one.data.text, result.data ?? '')) blame('result data', `${one.data.text}: ${place}`);
      if (one.split !== undefined && one.split.text !== result.split) blame('result split', `${one.split.text}: ${place}`);
    }
  }

  if (truth.code !== undefined)
    tally(
      'code',
      recipe.links.some(({ text, isOwn }) => isOwn && text === truth.code?.words),
      truth.code.words,
    );
  for (const { text, address } of recipe.links)
    if (text !== truth.code?.words || !stands(address, text)) blame('code', `${text} at ${address}`);

  const cells =
    recipe.data.length + (recipe.method === undefined ? 0 : 1) + recipe.settings.length + recipe.results.length + recipe.links.length;
  return { stated, found, wrong, missed, cells };
}

function plainCell(text: string): string {
  return text.replaceAll('$\\pm$', '±');
}

function isSetting(one: JudgedRecipe['settings'][number], truth: TruePaper['settings'][number]): boolean {
  return one.name === truth.name && one.value === truth.value && same(one.scope ?? '', truth.scope ?? '');
}

function isMetric(given: string | undefined, truth: string): boolean {
  return given !== undefined && spaced(given).includes(spaced(truth));
}

/** Letters and digits alone. */
function same(a: string, b: string): boolean {
  return tight(a) === tight(b);
}

function tight(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}±.]/gu, '');
}

function spaced(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
