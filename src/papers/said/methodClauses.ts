/** Values that a clause says with words of one family in whatever order: `With probability 0.2 the agent ignores its policy`. */
import { type Bound, settingOf } from './bound.ts';
import { methodClauseRules } from './methodClauseRules.ts';
import type { Amount } from './numbers.ts';

/** What a number is taken for by one word beside it, where its clause speaks of another thing. */
const likelier: Readonly<Record<string, RegExp>> = {
  'training steps': /^(?:replay buffer size|target update interval|diffusion steps|sampling steps)$/,
  'diffusion steps': /^sampling steps$/,
  'loss weight': /^(?:kl|value|entropy) coefficient$/,
  'learning rate': /^target update rate$/,
  'gradient clipping': /^clip range$/,
  'feed-forward dimension': /^lora rank$/,
  'lora rank': /^lora alpha$/,
  dropout: /^lora dropout$/,
};

/** `every 1000 updates`: how often is seldom a setting, but of these it is. */
const ofTurns = /^(?:target update interval|rollout length)$/;

export function methodClausesIn(text: string, all: readonly Amount[], named: readonly Bound[], taken: ReadonlySet<number>): Bound[] {
  const found: Bound[] = [];
  for (const amount of all) {
    const before = named.find(({ amounts }) => amounts.some(({ start }) => start === amount.start));
    const instead = before !== undefined ? likelier[before.setting.name] : taken.has(amount.start) ? ofTurns : undefined;
    if ((before !== undefined && (instead === undefined || before.form !== 'one')) || isInRow(text, all, amount)) continue;
    const [from, to] = windowOf(text, all, amount);
    const opening = text.slice(from, amount.start);
    const clause = `${opening}#${text.slice(amount.end, to)}`;
    const rule = methodClauseRules.find(
      ({ name, all: words, says, not, from: least, to: most, isWhole, isSpelled }) =>
        (instead === undefined || instead.test(name)) &&
        (amount.isDigits || isSpelled === true) &&
        amount.value >= least &&
        amount.value <= most &&
        (isWhole !== true || (Number.isInteger(amount.value) && !amount.isShare)) &&
        words.every((word) => word.test(clause)) &&
        (says === undefined || says.test(text)) &&
        (not === undefined || !not.test(clause)),
    );
    if (rule === undefined) continue;
    const places = rule.all.map((word) => clause.search(word)).filter((at) => at < opening.length);
    found.push({
      setting: settingOf(rule.name),
      amounts: [amount],
      form: 'one',
      start: from + Math.max(Math.min(opening.length, ...places), 0),
      end: amount.end,
    });
  }
  return found;
}

/** `0.9, 0.95 and 0.99`, `1e-3 to 1e-4`: not one value. */
function isInRow(text: string, all: readonly Amount[], amount: Amount): boolean {
  return all.some(({ start, end }) => {
    const between = start > amount.start ? text.slice(amount.end, start) : text.slice(end, amount.start);
    return start !== amount.start && /^\s*(?:,|,? ?(?:and|or|to)|[/–→-])\s*$/.test(between);
  });
}

/** From the number before to the number behind, within the sentence; the same value said twice bounds nothing, and “one” is often no number. */
function windowOf(text: string, all: readonly Amount[], amount: Amount): readonly [number, number] {
  const others = all.filter(
    ({ start, value, isDigits, isShare }) => start !== amount.start && value !== amount.value && (isDigits || isShare || value > 1),
  );
  const from = Math.max(0, ...others.filter(({ end }) => end <= amount.start).map(({ end }) => end), boundary(text, 0, amount.start));
  const ends = others.filter(({ start }) => start >= amount.end).map(({ start }) => start);
  // What goes on behind a comma with a number of its own is another clause.
  const stop = (ends.length > 0 ? /[;.](?:\s|$)|, |\band (?:the|an?|its)\b/ : /[;.](?:\s|$)/).exec(text.slice(amount.end));
  return [from, Math.min(text.length, ...ends, stop === null ? text.length : amount.end + stop.index)];
}

function boundary(text: string, from: number, to: number): number {
  let last = from;
  for (const { index } of text.slice(0, to).matchAll(/[;.]\s/g)) last = index + 1;
  return last;
}
