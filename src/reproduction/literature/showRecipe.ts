/** One recipe as a row of Markdown. Whatever stands in a cell is the paper’s, with the place behind it. */
import type { SourcedText } from '../../base/sourcedTable.ts';
import type { Ranked } from '../../papers/literature/rank.ts';
import { dateOf } from '../../papers/literature/rank.ts';
import { foldedTitle } from '../../papers/literature/works.ts';
import type { StatedValue } from '../../papers/said/said.ts';
import { oneLine } from '../../tools/lookups.ts';
import type { ReadWork } from './crawlState.ts';
import type { Recipe, Stated, StatedResult } from './stated.ts';

export interface RecipeBounds {
  readonly settings: number;
  readonly results: number;
  readonly links: number;
  /** Characters of the paper’s own words for its method. */
  readonly quote: number;
  readonly missing: number;
}

const notSaid = 'not said';
const notWorkedOut = 'not worked out';
/** Of a cell on a card. */
const mostEntries = 24;
const mostWords = 200;
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
    bounded(inOrder(settings).map(settingText), bounds.settings, '; ') || (areSettingsUnknown(recipe) ? notWorkedOut : notSaid),
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
            names.map(({ name, perhaps }) =>
              perhaps === undefined ? name : `${name} (perhaps at ${perhaps.map((address) => behind(address)).join(' ')})`,
            ),
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
    ...(missing.length === 0 ? [] : [`Needed for a reproduction and not found:\n${missing.join('\n')}`]),
    ...(links.length === 0 ? [] : [`Code, models and data:\n${links.join('\n')}`]),
    ...(doubts.length === 0 ? [] : [`Of these readings:\n${doubts.join('\n')}`]),
  ];
}

/** For a person: paper, data, method, hyper-parameters, result. */
export function sourcedRow({ recipe }: ReadWork): readonly (readonly SourcedText[])[] {
  const { paper, title, data, method, settings, results } = recipe;
  const words = (text: string): string => oneLine(text, mostWords);
  return [
    [{ text: oneLine(title, 150), address: paper }],
    data.slice(0, mostEntries).map(({ text, address }) => ({ text: words(text), address })),
    method === undefined ? [] : [{ text: words(method.text), address: method.address }],
    areSettingsUnknown(recipe)
      ? [{ text: notWorkedOut, address: paper }]
      : inOrder(settings)
          .slice(0, mostEntries)
          .map((setting) => ({ text: words(settingWords(setting)), address: setting.address })),
    results.slice(0, mostEntries).map((result) => ({ text: words(resultWords(result)), address: result.address })),
  ];
}

/** Nobody knows whether the paper says any. */
function areSettingsUnknown({ unfinished }: ReadWork['recipe']): boolean {
  return unfinished?.lacks.includes('hyperparameters') === true;
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

function settingText(setting: StatedValue): string {
  return `${cellText(settingWords(setting))} ${behind(setting.address)}`;
}

function settingWords({ name, value, values, role, unit, scope }: StatedValue): string {
  const stated =
    role === undefined
      ? String(value)
      : `${role === 'range' ? 'from' : 'one of'} ${(values ?? [value]).join(role === 'range' ? ' to ' : ', ')}`;
  return `${name}: ${stated}${unit === undefined ? '' : ` ${unit}`}${scope === undefined ? '' : ` (${scope})`}`;
}

function resultText(result: StatedResult): string {
  const { address, row, column } = result;
  return `${cellText(resultWords(result))} ${behind(address, `row ${row}, column ${column}`)}`;
}

/** Where data and split stand elsewhere, with that place. */
function resultWords({ text, unit, metric, data, split, of, address, isOwn }: StatedResult): string {
  const hasUnit = unit === undefined || text.includes(unit);
  const from = (other: Stated): string => (other.address === address ? '' : ` ${behind(other.address)}`);
  const set = data === undefined ? 'data not said there' : `on ${data.text}${from(data)}`;
  const part = split === undefined ? 'split not said' : `${split.text}${from(split)}`;
  const whose = `(“${oneLine(of, 60)}”${isOwn ? '' : ', a row that is not marked as its own'})`;
  return `${metric ?? 'metric not said'} ${text}${hasUnit ? '' : ` ${unit}`} ${set}, ${part} ${whose}`;
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
