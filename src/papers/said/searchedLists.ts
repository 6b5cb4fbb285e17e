/**
 * Lists out of which a value was chosen, known by that value: `the weight of the penalty was picked among 0.1, 0.5 and 1`, where the paper has
 * a loss weight of 0.5. So much is sure of such a list that few words of the name are enough.
 */
import type { Candidate } from './candidates.ts';
import { quoted } from './linear.ts';
import { matchesOf } from './matches.ts';
import { amounts, type Quantity, quantities } from './numbers.ts';
import type { Passage } from './passages.ts';
import type { Entities } from './scopes.ts';
import { scopesIn } from './scoping.ts';

const cue =
  /\b(?:search\w*|grids?|tun(?:ed|ing)|sweeps?|swept|candidates?|found in|values of|cho(?:se|sen|ices?|ose)|select\w*|picked|pick|among|vary|varied|varies|varying|compar\w+|tried|try|tested|looked at|explor\w+|consider\w*|experiment\w*|out of|settled|scan\w*|taken from|measured (?:at|with|for)|repeated? (?:with|for|at)|(?:found|was|is|were|gave|giving) (?:the )?best|(?:better|best) (?:out )?of|best value|range[ds]?|effect|influence|sensitiv\w+|(?:went|goes|go|runs?|ran) (?:over|through))\b|∈|\(from /i;
/** `With ranks of 4, 8 and 16, the error was …`: what came out at each. */
const measuredAt =
  /^(?:With|For|At|Using|Under) (?:the )?(?:[\p{L}-]+ ){0,2}?[\p{L}-]+s (?:of )?[\d.,e^-]+(?:, [\d.,e^-]+)*,? and [\d.,e^-]+,? /u;

/** Short of a name: the words that are left of it where it was said before. */
const words: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['learning rate', /\b(?:learning rates?|step[- ]?(?:sizes?|lengths?)|(?:peak |local |initial )?rates?|peaks?|lrs?)\b|η/giu],
  ['weight decay', /\b(?:(?:weight )?decays?|penalt(?:y|ies)|regulari[sz]\w+|ridge|strengths?)\b|λ/giu],
  ['l1 penalty', /\b(?:penalt(?:y|ies)|regulari[sz]\w+|lasso|strengths?)\b|λ/giu],
  ['loss weight', /\b(?:weight(?:s|ed|ing)?(?! decay)|coefficients?|strengths?|trade-?off|factors?|balanc\w+)\b|[λβμα](?![\p{L}\d])/giu],
  ['distillation weight', /\b(?:weights?(?! decay)|distillation|mixing|coefficients?)\b|[αλ](?![\p{L}\d])/giu],
  ['kl coefficient', /\bKL\b|\b(?:coefficients?|penalt(?:y|ies))\b|β(?![\p{L}\d_])/giu],
  ['entropy coefficient', /\bentropy\b/giu],
  ['temperature', /\btemperatures?\b|[τT](?![\p{L}\d_])/gu],
  ['margin', /\bmargins?\b|[mγδ](?![\p{L}\d_])/gu],
  ['dropout', /\b(?:drop-?out|dropout rates?)\b/giu],
  ['drop path', /\b(?:drop path|stochastic depth)\b/giu],
  ['label smoothing', /\bsmoothing\b/giu],
  ['label noise', /\bnoise\b|\b(?:corrupted|flipped|wrong)\b/giu],
  ['queue size', /\b(?:queues?|keys)\b/giu],
  ['replay buffer size', /\b(?:buffers?|memory|memories|replay)\b/giu],
  ['group size', /\b(?:groups?|completions|answers|samples)\b|G(?![\p{L}\d_])/gu],
  ['batch size', /\bbatch(?:es)?\b/giu],
  ['lora rank', /\branks?\b|r(?![\p{L}\d_])/gu],
  ['layers', /\b(?:layers|depths?|blocks)\b/giu],
  ['hidden units', /\b(?:units|widths?|hidden|neurons)\b/giu],
  ['embedding dimension', /\b(?:dimensions?|dimensional|embeddings?|factors)\b/giu],
  ['sampling steps', /\b(?:steps|evaluations)\b/giu],
  ['sequence length', /\b(?:lengths?|windows?|contexts?|look-?back|history)\b/giu],
  ['guidance scale', /\bguidance\b|\bscales?\b/giu],
  ['beam size', /\bbeams?\b/giu],
  ['discount factor', /\bdiscount\w*\b|γ/giu],
  ['target update interval', /\btarget\b|\bcopied\b/giu],
  ['target update rate', /\btarget\b|τ/giu],
  ['cutmix alpha', /\bcut-?mix\b/giu],
  ['mixup alpha', /\bmix-?up\b/giu],
  ['patch size', /\bpatch(?:es)?\b/giu],
  ['crop size', /\bcrops?\b/giu],
  ['negatives', /\bnegatives\b/giu],
  ['warmup steps', /\bwarm-?up\b/giu],
  ['ema decay', /\b(?:averag\w+|EMA|momentum)\b/giu],
];

/** Says of itself that it is a search, and not of what. */
const anonymous =
  /\b(?:grids?|candidates?|(?:search\w*|swept|chose|tried|tuned|varied) (?:it|them|these|this|that)|(?:it|they) (?:was|were))\b/i;
/** What is foretold is no setting, however long. */
const noSetting = /\b(?:horizons?|predicts?|forecasts?)\b/i;

/** How far the name may stand from its list. */
const reach = 90;

/** The settings of which a text has such words. */
export function shortNames(text: string): string[] {
  return words.flatMap(([name, pattern]) => (matchesOf(text, pattern).length > 0 ? [name] : []));
}

/** `found`: all values that the paper gives. */
export function searchedLists(sentences: readonly Passage[], found: readonly Candidate[], entities: Entities): Candidate[] {
  const given = found.filter(({ role, value }) => role === undefined && typeof value === 'number');
  return sentences.flatMap((passage): Candidate[] => {
    const { line, place, anchor, headings, previous } = passage;
    if (
      place === 'algorithm' ||
      place === 'table' ||
      !(cue.test(line.text) || measuredAt.test(line.text)) ||
      noSetting.test(line.text) ||
      /\brespectively\b/i.test(line.text)
    )
      return [];
    const read = found.filter((value) => value.anchor === anchor && (value.sentence ?? line.text) === line.text);
    const searched: Candidate[] = [];
    for (const list of quantities(line.text)) {
      if (!isList(list, line.text) || isOfOthers(passage, list) || isRead(list, read)) continue;
      const name = nameOf(line.text, sentenceBefore(previous), list, given, [...read, ...searched]);
      if (name === undefined) continue;
      const stated = line.text.slice(list.start, list.end);
      const around = { start: list.start, end: list.end, count: 1 };
      searched.push({
        name,
        value: stated,
        stated,
        role: 'searched',
        values: list.amounts.map(({ value }) => value),
        scope: scopesIn(line.text, [around], entities, previous)[0]?.[0] ?? [],
        quote: quoted(line, Math.max(0, line.text.lastIndexOf(' ', list.start - 40)), list.end),
        sentence: line.text,
        anchor,
        place,
        headings,
      });
    }
    return searched;
  });
}

function sentenceBefore(previous = ''): string {
  return /[^.!?]*[.!?]?\s*$/.exec(previous.replaceAll(/(?<=\d)\.(?=\d)/g, '·'))?.[0] ?? '';
}

/** `the better of`, `chosen between`: two are a list. */
const ofTwo =
  /\b(?:(?:better|best|smaller|larger|lower|higher|one) (?:out )?of|(?:cho(?:se|sen)|select\w*|picked|decided) (?:between|among|from|out of)|candidates:?(?: (?:are|were))?|either)(?: the(?: two| values| candidates)*)? $/i;

/** Three different numbers, or two in braces or behind such words. */
function isList({ form, amounts, start }: Quantity, text: string): boolean {
  const different = new Set(amounts.map(({ value }) => value)).size;
  return (
    different === amounts.length &&
    ((form === 'set' && different >= 2) ||
      (form === 'list' && (different >= 3 || (different === 2 && ofTwo.test(text.slice(0, start)))))) &&
    !/^ ?(?:%|points?|percent|hours|minutes|seeds|folds|GPUs|GB)\b/.test(text.slice(amounts.at(-1)?.end ?? 0))
  );
}

function isOfOthers({ others }: Passage, { start }: Quantity): boolean {
  return others.some(([from, until, owner]) => owner !== 'trial' && start >= from && start < until);
}

function isRead({ amounts }: Quantity, read: readonly Candidate[]): boolean {
  return read.some(({ value, values }) =>
    values === undefined
      ? amounts.filter((amount) => amount.value === value).length === amounts.length
      : amounts.some((amount) => values.includes(amount.value)),
  );
}

/** Of the settings whose value is in the list, the one that is named nearest to it. */
function nameOf(text: string, before: string, list: Quantity, given: readonly Candidate[], read: readonly Candidate[]): string | undefined {
  const chosen = words.filter(
    ([name]) =>
      given.some((one) => one.name === name && one.value !== 0 && list.amounts.some(({ value }) => value === one.value)) &&
      (list.form === 'set' || !read.some((one) => one.name === name && one.role !== undefined)),
  );
  const near = chosen.flatMap(([name, pattern]) => {
    const away = matchesOf(text, pattern).map((match) => distance(text, list, match.index, match.index + match[0].length));
    const nearest = Math.min(...away);
    return nearest <= reach ? [{ name, nearest }] : [];
  });
  const [named] = near.sort((a, b) => a.nearest - b.nearest);
  if (named !== undefined) return named.name;
  const beside = besideOf(text, list, read);
  if (beside !== undefined || !anonymous.test(text)) return beside;
  // `Both step sizes stay fixed. The grids were …`: the sentence before says of what.
  const [only, ...others] = chosen.filter(([, pattern]) => matchesOf(before, pattern).length > 0);
  return others.length > 0 ? undefined : only?.[0];
}

/** `With adapters the peak is 1e-3, found in {…}`: the list holds the value right before it. */
function besideOf(text: string, list: Quantity, read: readonly Candidate[]): string | undefined {
  const before = amounts(text)
    .filter(({ end, value }) => end <= list.start && list.start - end <= 40 && list.amounts.some((one) => one.value === value))
    .at(-1);
  if (
    before === undefined ||
    !/^[^.;\d]*\b(?:found|out|chosen|best|searched|selected|picked|tried|tested|tuned|from|of|among|in|grid)\b[^.;\d]*$/i.test(
      text.slice(before.end, list.start),
    )
  )
    return undefined;
  const names = new Set(read.filter(({ role, value }) => role === undefined && value === before.value).map(({ name }) => name));
  const [only] = names;
  return names.size === 1 ? only : undefined;
}

/** `{…} for the step size` is nearer than what stands before the list and before another one. */
function distance(text: string, list: Quantity, start: number, end: number): number {
  if (start >= list.end)
    return /^[})\]]? (?:for|of|as) (?:the |our )?(?:[\p{L}-]+ )?$/u.test(text.slice(list.end, start)) ? 0 : 2 * (start - list.end);
  if (end > list.start) return Infinity;
  const between = text.slice(end, list.start);
  return /[;.]\s/.test(between.replaceAll(/\d[.]\d/g, '')) ? Infinity : between.length + (/\d/.test(between) ? 40 : 0);
}
