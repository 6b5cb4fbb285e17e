/** A rate that falls at times that are told, by a factor that is told: in whatever order a sentence says so. */
import { type Bound, settingOf } from './bound.ts';
import { factor } from './corrections.ts';
import type { Amount } from './numbers.ts';

const rate = String.raw`\b(?:learning[ -]?rates?|step[ -]?(?:sizes?|lengths?)|lr|(?<!\b(?:drop-?out|error|noise|weight|mask|exploration|sampling) )rates?|strides?|pace|decay factor|milestones?)\b`;
const falls = String.raw`\b(?:(?<!weight )decay|divid|multipl|reduc|lower|drop(?!-?out)|f[ae]ll|shrink|shrank|shrunk|decreas|anneal|scal|cut|los[et]|losing|halv|decimat|declin|sink|sank|milestone|left of)\w*`;
/** `The rate is 0.1; it is halved at …` */
const about = new RegExp(
  `(?:${rate}|\\bschedules?\\b)[^.;]*(?:; (?:it|this|that|both|they|these) [^.;]*)?${falls}|${falls}[^.;]*${rate}`,
  'i',
);
/** Then it is not the time that makes it fall. */
const onPlateau =
  /\b(?:not|no|without|stop\w*|stall\w*|stagnat\w*|plateau\w*|cease\w*|fail\w*)\b[^.;]{0,40}?\b(?:improv|progress|gain|decreas|f[ae]ll|better|advance|plateau)|\bplateau/i;
const list = '#_*(?:(?:,? and then|,? then|, and|, or|,| and| or|/) (?:again )?(?:(?:at|after|in) )?(?:epochs? )?#_*)*';
const at = String.raw`(?<!\b(?:ends?|ended|stops?|stopped|finish\w*|over|done) )(?:at|after|once|when|as soon as|until|till|every|each|each time|in|on|past|from|following)`;
const rounds = '(?:epochs?|passes|sweeps)';
const steps = '(?:(?:training|gradient|optimi[sz]er|parameter|weight) )*(?:steps?|updates?|iterations?|batches)';
/** `of the 500k`, `out of 160`. */
const ofAll = '(?: (?:of|out of) (?:altogether |in all |a total of |the |all |its |our )*#_*)?';
const times = [
  [
    new RegExp(
      String.raw`(?<!\b(?:ends?|ended|stops?|stopped|finish\w*|over|done) (?:at|after|with) )(?:\b${rounds}|\bmilestones:?) (${list})(?! ?(?:${steps}|[kM]\b))`,
      'di',
    ),
    'epochs',
  ],
  [
    new RegExp(
      String.raw`\b${at} (?:the )?(${list})${ofAll} (?:[a-z]+ )?${rounds}\b(?! (?:without|with no|of (?:no|warm|linear)|in which))`,
      'di',
    ),
    'epochs',
  ],
  [new RegExp(String.raw`\b${at} (?:the )?${steps} (${list})(?! ?${rounds})`, 'di'), 'steps'],
  [
    new RegExp(String.raw`\b${at} (?:the )?(${list})${ofAll} ${steps}\b(?! (?:without|with no|of (?:no|warm|linear)|in which))`, 'di'),
    'steps',
  ],
] as const;
const byHowMuch =
  /\b(?:by|times|×)(?: (?:an?|another|the|factors?|of|each|amount))* (#_*)(?![_\d])(?= ?(?:$|[,.;:)]|at\b|after\b|every|each|in\b|on\b|when|once|if\b|per\b|whenever|and\b|twice|thrice))|\bfactor of (#_*)(?!_)|(#_*)[ -]?fold\b|\b(?:decay )?factor (#_*)(?!_)|× ?(#_*)(?!_)/di;
/** `24 epochs with reductions at 16 and 22`, `dropped at 30k and 60k`: the unit is that of the whole, or nobody counts so many epochs. */
const unitless = new RegExp(
  String.raw`${falls}(?: of (?:the |its )?${rate})?(?: by (?:an? |factors? |of |order of magnitude )*#_*)? (?:at|after) (${list})(?=[.,;)]|$| and (?:with|an?|the)\b| by\b)`,
  'di',
);
const inWords = /\b(?:halv\w*|tenth|half|fifth|decimat\w*|tenfold|quarter|order of magnitude|milestones?)\b/i;

/** `mask`: the sentence with its numbers as `#` and lines. What is read is taken. */
export function fallingRate(text: string, mask: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  // By a little after every single one: decays.ts.
  if (!about.test(mask) || onPlateau.test(mask)) return [];
  const found: Bound[] = [];
  const give = (name: string, amount: Amount, place: { readonly start: number; readonly end: number }): void => {
    taken.add(amount.start);
    found.push({ setting: settingOf(name), amounts: [amount], form: 'one', ...place });
  };
  const by = byHowMuch.exec(mask);
  const where = by?.indices?.slice(1).find((span) => span !== undefined)?.[0];
  const much = all.find(({ start }) => start === where);
  const isFactor =
    by !== null && much !== undefined && !taken.has(much.start) && much.value !== 1 && much.value <= 100 && !/warm/i.test(by[0]);
  const bare = unitless.exec(mask);
  if (!isFactor && bare === null && !inWords.test(text)) return [];
  const named = times.flatMap(([pattern, unit]) => timesOf(pattern.exec(mask), unit));
  const when = named.length > 0 ? named : timesOf(bare, undefined);
  const left = isFactor ? undefined : / to (#_*)(?!_)(?=[.,;)]|$| of (?:itself|it|its|the|what|that)\b)/di.exec(mask);
  const part = left === null || left === undefined ? undefined : all.find(({ start }) => start === left.indices?.[1]?.[0]);
  if (left && part?.isShare === true && part.value < 1 && when.length > 0 && !taken.has(part.start))
    give('learning rate decay factor', part, { start: left.index, end: left.index + left[0].length });
  for (const { amount, name, place } of when) if (!taken.has(amount.start)) give(name, amount, place);
  // `after epochs 30 and 60 of 90`.
  const [last] = when.slice(-1);
  const whole =
    last === undefined
      ? undefined
      : / ?(?:of|out of) (?:altogether |in all |a total of |the |all |its |our )*$/.exec(
          text.slice(last.amount.end, all.find(({ start }) => start > last.amount.start)?.start),
        );
  const total = last === undefined ? undefined : all.find(({ start }) => start > last.amount.start);
  if (
    last !== undefined &&
    whole?.index === 0 &&
    total !== undefined &&
    !taken.has(total.start) &&
    total.value > last.amount.value &&
    /^ ?(?:[.,;)]|$)/.test(text.slice(total.end))
  )
    give(last.name.endsWith('epochs') ? 'epochs' : 'training steps', total, { start: last.place.start, end: total.end });
  if (isFactor && (when.length > 0 || /learning|step|\blr\b|fold|factor|multipl/i.test(mask)))
    give('learning rate decay factor', factor(much, `${text.slice(Math.max(0, by.index - 60), by.index)}${by[0]}`), {
      start: by.index,
      end: by.index + by[0].length,
    });
  return found;

  function timesOf(
    match: RegExpExecArray | null,
    told: 'epochs' | 'steps' | undefined,
  ): { amount: Amount; name: string; place: { start: number; end: number } }[] {
    const [from, to] = match?.indices?.[1] ?? [0, 0];
    if (match === null || /\bwarm[^.;#]{0,30}$|\bfirst $/i.test(mask.slice(0, from))) return [];
    const times = all.filter(({ start, value }) => start >= from && start < to && value >= 1 && start !== where && !taken.has(start));
    const isLong = times.every(({ value }) => value >= 1000);
    if (told === undefined && !isLong && !(/\bepochs\b/i.test(mask) && times.every(({ value }) => Number.isInteger(value)))) return [];
    return times.map((amount) => ({
      amount,
      name: `learning rate decay ${told ?? (isLong ? 'steps' : 'epochs')}`,
      place: { start: match.index, end: match.index + match[0].length },
    }));
  }
}
