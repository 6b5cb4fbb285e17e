/** `Adam(1e-3, 0.9, 0.999)`, `SGD(0.1, momentum 0.9)`, `Adam, 1e-3, (0.9, 0.999)`: what an optimizer is run with, in the order in which its arguments stand. */
import { type Bound, settingOf } from './bound.ts';
import { matchesOf } from './matches.ts';
import type { Amount } from './numbers.ts';

const call =
  /(?<![\p{L}\d])(AdamW?|NAdam|RAdam|LAMB|Adamax|SGD|RMSProp|RMSprop|Adagrad|AdaGrad|Lion)(?: optimi[sz]er)?(?: ?\(|(?:,|:| with)? (?=[\d.e-]+,? \(?[\d.]))/gu;
const closing = /^(?:[^()]|\([^()]*\)){1,90}\)/u;
/** Numbers without a bracket around them all. */
const row = /^[\d.e-]+,? \(?\d[\d.]*(?:, ?\d[\d.]*)?(?:\)|(?=[.;,)]|$))/;
const isMoment = (value: number): boolean => value >= 0.4 && value < 1;

export function optimizerCallsIn(text: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  return matchesOf(text, call).flatMap(({ 0: written, 1: method = '', index }): Bound[] => {
    const from = index + written.length;
    const isCall = written.endsWith('(');
    const inner = (isCall ? closing : row).exec(text.slice(from))?.[0];
    if (inner === undefined) return [];
    const bare = all.filter(
      ({ start, end, isDigits, isShare }) =>
        isDigits &&
        !isShare &&
        start >= from &&
        end <= from + inner.length &&
        (/[(,;] ?$/.test(text.slice(0, start)) || start === from) &&
        /^ ?[,;()]|^\.?(?: |$)/.test(text.slice(end)),
    );
    const [first, ...others] = bare;
    // It begins with its rate; `Adam (0.9, 0.999)` has its two constants only.
    if (first === undefined || first.start > from + 1 || first.value <= 0 || first.value > 1 || taken.has(first.start)) return [];
    const isRate = !(isMoment(first.value) && others[0] !== undefined && isMoment(others[0].value) && method !== 'SGD');
    const names = method === 'SGD' || /^RMS/.test(method) ? ['momentum'] : ['beta1', 'beta2', 'epsilon'];
    const given: (readonly [string, Amount])[] = isRate ? [['learning rate', first]] : [];
    const rest = isRate ? others : bare;
    for (const [at, amount] of rest.entries()) {
      const name = names[at];
      const fits = name === 'epsilon' ? amount.value > 0 && amount.value <= 1e-3 : isMoment(amount.value);
      if (name === undefined || !fits || (at === 0 && names.length === 3 && rest[1] === undefined)) break;
      given.push([name, amount]);
    }
    for (const [, { start }] of given) taken.add(start);
    return given.map(([name, amount]) => ({
      setting: settingOf(name),
      amounts: [amount],
      form: 'one',
      start: amount.start,
      end: amount.end,
    }));
  });
}
