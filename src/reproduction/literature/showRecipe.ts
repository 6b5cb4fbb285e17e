/** One recipe as a row of Markdown. Whatever stands in a cell is the paper’s, with the place behind it. */
import type { Ranked } from '../../papers/literature/rank.ts';
import { dateOf } from '../../papers/literature/rank.ts';
import { foldedTitle } from '../../papers/literature/works.ts';
import type { StatedValue } from '../../papers/said/said.ts';
import { oneLine } from '../../tools/lookups.ts';
import type { ReadWork } from './crawlState.ts';
import type { Recipe, StatedResult } from './stated.ts';

export interface RecipeBounds {
  readonly settings: number;
  readonly results: number;
  readonly links: number;
  /** Characters of the paper’s own words for its method. */
  readonly quote: number;
  readonly missing: number;
}

const notSaid = 'not said';
/** What one asks of a recipe first. */
const first = [
  'optimizer',
  'learning rate',
  'batch size',
  'epochs',
  'training steps',
  'learning rate schedule',
  'weight decay',
  'warmup steps',
  'warmup ratio',
  'dropout',
  'lora rank',
  'lora alpha',
];

/** `words`: of the question, for which results come first. */
export function recipeRow({ recipe }: ReadWork, rank: Ranked | undefined, words: readonly string[], bounds: RecipeBounds): string {
  const { paper, title, data, method, settings, results } = recipe;
  const facts = [...(rank === undefined ? ['the anchor'] : [dateOf(rank.work), `${rank.score}: ${rank.why.join(', ')}`])].filter(
    (fact) => fact !== '',
  );
  const cells = [
    `${cellText(oneLine(title, 150))} · ${paper} · ${cellText(facts.join(' · '))}`,
    data.map(({ text, address }) => `${cellText(text)} ${behind(address)}`).join('; ') || notSaid,
    method === undefined ? notSaid : `${cellText(oneLine(method.text, bounds.quote))} ${behind(method.address)}`,
    bounded(inOrder(settings).map(settingText), bounds.settings, '; ') || notSaid,
    bounded(resultsFirst(results, words).map(resultText), bounds.results, '; ') || notSaid,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Behind the table: what papers leave out, where they differ from themselves, and what they link. */
export function recipeRows(read: readonly ReadWork[], bounds: RecipeBounds): readonly string[] {
  const missing = read.flatMap(({ recipe: { paper, missing: names } }) =>
    names.length === 0
      ? []
      : [
          `- ${paper}: ${bounded(
            names.map(({ name }) => name),
            bounds.missing,
            ', ',
          )}`,
        ],
  );
  const links = read.flatMap((one) => {
    const found = linksOf(one);
    return found.length === 0 ? [] : [`- ${one.recipe.paper}: ${bounded(found, bounds.links, '; ')}`];
  });
  const doubts = read.flatMap(({ recipe: { paper, doubts: told } }) =>
    told.length === 0 ? [] : [`- ${paper}: ${oneLine(told.join(' '), 300)}`],
  );
  return [
    ...(missing.length === 0 ? [] : [`Needed for a reproduction and not said:\n${missing.join('\n')}`]),
    ...(links.length === 0 ? [] : [`Code, models and data:\n${links.join('\n')}`]),
    ...(doubts.length === 0 ? [] : [`Of these readings:\n${doubts.join('\n')}`]),
  ];
}

function linksOf({ recipe, hub }: ReadWork): readonly string[] {
  const onHub =
    hub === undefined
      ? []
      : [
          ...(hub.code === undefined ? [] : [`code ${hub.code} (${hub.address})`]),
          ...(hub.project === undefined ? [] : [`project ${hub.project} (${hub.address})`]),
          ...hub.models.map((id) => `model ${id} (names the paper on the Hub)`),
          ...hub.datasets.map((id) => `data datasets/${id} (names the paper on the Hub)`),
        ];
  return [
    ...recipe.links.map(({ kind, text, address, isOwn }) => `${kind} ${text} ${behind(address)}${isOwn ? '' : ', whose is not said'}`),
    ...onHub,
  ];
}

function settingText({ name, value, values, role, unit, scope, address }: StatedValue): string {
  const stated =
    role === undefined
      ? String(value)
      : `${role === 'range' ? 'from' : 'one of'} ${(values ?? [value]).join(role === 'range' ? ' to ' : ', ')}`;
  return `${name}: ${cellText(stated)}${unit === undefined ? '' : ` ${unit}`}${scope === undefined ? '' : ` (${cellText(scope)})`} ${behind(address)}`;
}

function resultText({ text, unit, metric, data, split, of, address, row, column, isOwn }: StatedResult): string {
  const hasUnit = unit === undefined || text.includes(unit);
  const set =
    data === undefined ? 'data not said there' : `on ${cellText(data.text)}${data.address === address ? '' : ` ${behind(data.address)}`}`;
  const part = split === undefined ? 'split not said' : `${split.text}${split.address === address ? '' : ` ${behind(split.address)}`}`;
  return `${cellText(metric ?? 'metric not said')} ${cellText(text)}${hasUnit ? '' : ` ${unit}`} ${set}, ${part} (“${cellText(oneLine(of, 60))}”${isOwn ? '' : ', a row that is not marked as its own'}) ${behind(address, `row ${row}, column ${column}`)}`;
}

function inOrder(settings: Recipe['settings']): Recipe['settings'] {
  const rankOf = ({ name }: StatedValue): number => (first.includes(name) ? first.indexOf(name) : first.length);
  return settings.toSorted((a, b) => rankOf(a) - rankOf(b));
}

function resultsFirst(results: readonly StatedResult[], words: readonly string[]): readonly StatedResult[] {
  const hits = ({ metric, data, of, under, split }: StatedResult): number => {
    const text = ` ${foldedTitle([metric, data?.text, of, under, split?.text].join(' '))} `;
    return words.filter((word) => text.includes(` ${word} `)).length;
  };
  return results.toSorted((a, b) => hits(b) - hits(a));
}

function behind(address: string, more?: string): string {
  const hash = address.indexOf('#');
  const place = hash < 0 ? address : address.slice(hash);
  return `(${place}${more === undefined ? '' : ` ${more}`})`;
}

function bounded(texts: readonly string[], most: number, between: string): string {
  return [...texts.slice(0, most), ...(texts.length > most ? [`+${texts.length - most} more`] : [])].join(between);
}

/** Within a cell of a table. */
function cellText(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();
}
