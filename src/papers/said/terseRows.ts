/** `lr 3e-4; batch 64; epochs 30; decay 1e-4`: a row of short names, each with its number, as a table would have them. */
import { type Bound, settingOf } from './bound.ts';
import { settingNamed } from './mentions.ts';
import type { Amount } from './numbers.ts';

const label = /^\s*(?:and )?(?<![\p{L}\d])(\p{L}[\p{L}-]*(?: [\p{L}-]+){0,2})(?: ?[:=]| is| of| at)? $/u;
/** What has no number of its own: `momentum none`, `Adam`. */
const bare = /^\s*(?:and )?\p{L}[\p{L}-]*(?: [\p{L}-]+){0,2}$/u;
const unit = /^(?: ?%| (?:epochs|steps|updates|iterations|units|tokens|characters|images|pixels))?$/;
/** As only such a row calls them. */
const short: readonly (readonly [name: string, label: RegExp])[] = [
  ['epochs', /^(?:ep|epochs?|passes)$/i],
  ['learning rate', /^(?:lr|rate|step(?: size)?|learning rate)$/i],
  ['training steps', /^(?:(?:training )?(?:steps|updates|iterations|iters))$/i],
  ['weight decay', /^(?:decay|wd|l2)$/i],
  ['batch size', /^(?:bs|(?:mini-?)?batch(?:es)?)$/i],
  ['gradient clipping', /^(?:(?:gradient )?clip(?:ping)?)$/i],
  ['layers', /^(?:layers|blocks|depth)$/i],
  ['attention heads', /^heads$/i],
  ['hidden units', /^(?:width|dim|units|hidden(?: size| units)?|model (?:width|dim\w*))$/i],
  ['sequence length', /^(?:ctx|context|block size)$/i],
  ['vocabulary size', /^vocab(?:ulary)?$/i],
  ['warmup steps', /^warm-?up$/i],
  ['early stopping patience', /^patience$/i],
  ['seeds', /^seeds$/i],
  ['dropout', /^drop-?out$/i],
  ['target update interval', /^target(?: network| copy| copies)?$/i],
  ['replay buffer size', /^(?:replay(?: memory| buffer)?|buffer)$/i],
  ['discount factor', /^discount(?:ing)?$/i],
  ['seeds', /^(?:runs|repetitions)$/i],
];

/** What such a row calls a setting. */
export function shortName(own: string): string | undefined {
  return short.find(([, pattern]) => pattern.test(own))?.[0];
}

interface Piece {
  readonly name: string;
  readonly amount: Amount;
  readonly start: number;
}

/** Takes the numbers that it reads. */
export function terseRowsIn(text: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  if (all.length < 3) return [];
  const found: Bound[] = [];
  let row: Piece[] = [];
  let labels = 0;
  const close = (): void => {
    const names = new Set(row.map(({ name }) => name));
    // A rate or what is trained in one batch says of what the row is.
    if (labels >= 3 && names.size >= 2 && (names.has('learning rate') || names.has('batch size')))
      for (const { name, amount, start } of row) {
        taken.add(amount.start);
        found.push({ setting: settingOf(name), amounts: [amount], form: 'one', start, end: amount.end });
      }
    row = [];
    labels = 0;
  };
  for (const [from, until] of piecesOf(text)) {
    const inside = all.filter(({ start, end }) => start >= from && end <= until);
    const [amount] = inside;
    if (amount === undefined && bare.test(text.slice(from, until))) continue;
    const own = amount === undefined ? undefined : label.exec(text.slice(from, amount.start).replace(/^.*: (?=\S)/, ''))?.[1];
    if (amount === undefined || inside.length > 1 || own === undefined || !unit.test(text.slice(amount.end, until))) {
      close();
      continue;
    }
    labels++;
    const name = shortName(own) ?? settingNamed(own, new Map())?.name;
    if (name !== undefined && !taken.has(amount.start)) row.push({ name, amount, start: from });
  }
  close();
  return found;
}

/** Between commas, semicolons and full stops. */
function piecesOf(text: string): (readonly [from: number, until: number])[] {
  const ends = [...text.matchAll(/[,;.](?=\s|$)/g)].map(({ index }) => index);
  return [...ends, text.length].map((until, at) => [at === 0 ? 0 : (ends[at - 1] ?? 0) + 1, until] as const);
}
