/** A rate that is constant on pieces: `0.1 for the first 20 epochs, 0.01 for the next 10`, `0.1 up to epoch 20, then 0.01`, `0.1 for t < 500`. */
import { type Bound, boundOne, settingOf } from './bound.ts';
import { masked } from './mask.ts';
import { type Amount, amountOf } from './numbers.ts';

const rate = /\b(?:learning[- ]?rates?|step[- ]?sizes?|lr|rate)\b|(?<![\p{L}\d])η/iu;
const other = /\b(?:drop-?out|mask\w*|noise|exploration|temperature|mixing|corruption|weight decay|KL)\b/i;
const unit = String.raw`(?<unit>epochs?|(?:training |gradient )?(?:steps?|updates?|iterations?))`;
const own = String.raw`(?:η(?:_?\w)? ?= ?)?`;
/** Behind a rate: how long it lasts, and in what it is counted. */
const pieces: readonly (readonly [kind: 'long' | 'until', pattern: RegExp])[] = [
  [
    'long',
    new RegExp(
      String.raw`^ (?:for|during|in|over) (?:the )?(?:first|next|following|last|final|remaining|other|another) (?<many>#_*)(?: ${unit})?`,
      'diu',
    ),
  ],
  ['until', new RegExp(String.raw`^ (?:up to|until|till|before) ${unit} (?<many>#_*)`, 'diu')],
  ['until', /^ (?:for|if|when|while) (?:[#_\d,]+ ?[≤<] ?)?(?<unit>[tkne]) ?[≤<] ?(?<many>#_*|\d(?:[\d,]*\d)?)/diu],
];
const next = new RegExp(
  String.raw`^(?:,|;| and|, and|,? then|,? and then|,? followed by|, afterwards)+ (?:(?:with|at|of|by|to|a rate of) )*${own}(?=#)`,
  'iu',
);

/** `0.05 during the first 10 epochs (dense phase)`: what a piece is called. */
const called =
  /(#_*)(?!_) (?:for|during|in|over) (?:(?:the )?(?:first|next|following|last|final|remaining|other|another|further) )?(#_*)(?!_)(?: (epochs?|passes|steps?|updates?|iterations?))? \(([^()#,;]{3,40}?)(?: (?:with|of|where|at|on|without|in) [^()#]{1,40})?\)/dgiu;

/** Pieces that have names are stages of their own: each has its rate and its length. */
function namedPiecesIn(mask: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  if (/\b(?:drop-?out|noise|exploration|temperature|corruption|mask\w*) (?:rate|step|of|is|ratio)/i.test(mask)) return [];
  const found = [...mask.matchAll(called)].flatMap((match) => {
    const [value, many] = [1, 2].map((group) => all.find(({ start }) => start === match.indices?.[group]?.[0]));
    const [, , , counted, name = ''] = match;
    const isRate = value !== undefined && value.value > 0 && value.value <= 1 && many !== undefined && many.value > 1;
    return isRate && /^\p{L}/u.test(name) ? [{ value, many, counted, name }] : [];
  });
  const first = found.find(({ counted }) => counted !== undefined)?.counted;
  if (found.length < 2 || first === undefined || new Set(found.map(({ name }) => name)).size < found.length) return [];
  const length = /^(?:e|p)/i.test(first) ? 'epochs' : 'training steps';
  const give = (name: string, amount: Amount, scope: string): Bound => {
    taken.add(amount.start);
    return { setting: settingOf(name), amounts: [amount], form: 'one', start: amount.start, end: amount.end, scope };
  };
  return found.flatMap(({ value, many, name }) => [give('learning rate', value, name), give(length, many, name)]);
}

/** Takes the numbers that it reads. */
export function piecewiseIn(text: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  if (!/\b(?:rate|step)s?\b|\blr\b|η/iu.test(text)) return [];
  const mask = masked(text, all);
  const named = namedPiecesIn(mask, all, taken);
  if (named.length > 0 || !rate.test(text) || other.test(text)) return named;
  for (const first of all) {
    const steps: { readonly value: Amount; readonly many?: Amount; readonly kind?: 'long' | 'until' }[] = [];
    let told = '';
    for (let value: Amount | undefined = first; value !== undefined; ) {
      const at: number = value.end;
      const fit = pieces.flatMap(([kind, pattern]) => {
        const match = pattern.exec(mask.slice(at));
        const [from = -1, until = -1] = match?.indices?.groups?.['many'] ?? [];
        // A bound is no amount elsewhere: `t < 500`.
        const bound = amountOf(text.slice(at + from, at + until));
        const many =
          bound === undefined || from < 0 ? undefined : { value: bound, start: at + from, end: at + until, isShare: false, isDigits: true };
        return match === null || many === undefined ? [] : [{ kind, many, end: at + match[0].length, unit: match.groups?.['unit'] ?? '' }];
      })[0];
      if (value.value <= 0 || value.value > 1 || value.value >= (steps.at(-1)?.value.value ?? Infinity)) break;
      steps.push({ value, ...(fit === undefined ? {} : { many: fit.many, kind: fit.kind }) });
      if (fit === undefined) break;
      told ||= fit.unit;
      const join: RegExpExecArray | null = next.exec(mask.slice(fit.end));
      value = join === null ? undefined : all.find(({ start }) => start === fit.end + join[0].length);
    }
    // Two rates stand for themselves.
    if (steps.length < 3 || told === '') continue;
    return boundOf(steps, /^e/i.test(told), taken);
  }
  return [];
}

function boundOf(
  steps: readonly { readonly value: Amount; readonly many?: Amount; readonly kind?: 'long' | 'until' }[],
  isEpochs: boolean,
  taken: Set<number>,
): Bound[] {
  const found: Bound[] = [];
  const give = (name: string, amount: Amount): void => {
    found.push(boundOne(name, amount));
  };
  const [one, two] = steps;
  if (one === undefined || two === undefined) return [];
  give('learning rate', one.value);
  give('learning rate decay factor', { ...two.value, value: Number((two.value.value / one.value.value).toPrecision(6)) });
  let passed = 0;
  steps.forEach(({ many, kind }, index) => {
    if (many === undefined) return;
    passed = kind === 'long' ? passed + many.value : many.value;
    const isLast = index === steps.length - 1;
    give(isLast ? (isEpochs ? 'epochs' : 'training steps') : `learning rate decay ${isEpochs ? 'epochs' : 'steps'}`, {
      ...many,
      value: passed,
    });
  });
  for (const { value, many } of steps) for (const amount of [value, many]) if (amount !== undefined) taken.add(amount.start);
  return found;
}
