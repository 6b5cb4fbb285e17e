/** Values that a frame says: a way of speaking in which name and value do not stand beside each other. */
import { bankOf } from './bank.ts';
import { type Bound, settingOf } from './bound.ts';
import { asDeviation, factor, patchName } from './corrections.ts';
import { endingRate } from './endingRate.ts';
import { fallingRate } from './fallingRate.ts';
import { fitting } from './frame.ts';
import { frames } from './frames.ts';
import { masked } from './mask.ts';
import { matchesOf } from './matches.ts';
import { type Amount, type Quantity, quantities } from './numbers.ts';
import { partRowsIn } from './partRows.ts';
import { asParts } from './splits.ts';

const isOfTraining =
  /^ (?:[\p{L}-]+ )?(?:epochs?|steps|iterations|updates|episodes|seeds|environments?|restarts)\b|^ (?:[\p{L}\d-]+ ){0,3}(?:[gt]pus?|cards|accelerators)\b/iu;

const otherLetter = /(?<![\p{L}\d_])(?:[c-fj-np-uxzρσθA-Z]|β_?[12]) ?= ?$/u;

const ofAdam = new Map([
  ['β1', 'beta1'],
  ['β2', 'beta2'],
  ['ε', 'epsilon'],
  ['ϵ', 'epsilon'],
]);

/** `(β2 = 0.98, β1 = 0.9)`: the letter says which it is, whatever the order. */
function hasOtherLetter(name: string | undefined, before: string): boolean {
  const letter = /(?<![\p{L}\d])(β_?[12]|[εϵ]) ?= ?$/u.exec(before)?.[1]?.replace('_', '');
  return letter !== undefined && /^(?:beta[12]|epsilon)$/.test(name ?? '') && ofAdam.get(letter) !== name;
}

const framesIn = bankOf(frames, ({ pattern }) => [pattern]);

export function framed(text: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  const mask = masked(text, all);
  const lists = quantities(text);
  const found = [...fallingRate(text, mask, all, taken), ...endingRate(mask, all, taken), ...partRowsIn(text, mask, all, taken)];
  for (const { pattern, names, isDivisor, role, also, fits, unless } of framesIn(mask))
    for (const match of matchesOf(mask, pattern)) {
      const groups = match
        .slice(1)
        .map((_, index) => ({ name: names[index], amount: all.find(({ start }) => start === match.indices?.[index + 1]?.[0]) }))
        .filter(({ amount }) => amount !== undefined);
      if (
        groups.length === 0 ||
        unless?.test(text) === true ||
        groups.some(
          ({ name, amount }) =>
            // How long something takes that goes from one value to another may be read elsewhere.
            ((name !== undefined || role !== 'range') && taken.has(amount?.start ?? -1)) ||
            // No rate is that high: it counts something.
            (name?.endsWith('learning rate') === true && (amount?.value ?? 0) > 5) ||
            // `as many steps at p = 0.3`: what another letter stands for.
            (name === 'learning rate' && otherLetter.test(text.slice(0, amount?.start))) ||
            hasOtherLetter(name, text.slice(0, amount?.start)) ||
            // `λ = 0.95 … per minibatch`: what counts is whole.
            (name !== undefined && amount !== undefined && !Number.isInteger(amount.value) && isCounting(name, amount)) ||
            (fits !== undefined && name !== undefined && amount !== undefined && !fitting[fits](amount.value)) ||
            (name?.endsWith(' part') === true &&
              amount?.isDigits === false &&
              !amount.isShare &&
              (amount.value < 100 || /\bin $/.test(text.slice(0, amount.start)))),
        )
      )
        continue;
      const given = groups.flatMap(({ name, amount }) =>
        name === undefined || amount === undefined || isPart(name)
          ? []
          : [
              {
                setting: settingOf(patchName(name, amount)),
                amount:
                  isDivisor && name.endsWith('factor')
                    ? factor(amount, mask.slice(match.index, amount.start))
                    : asDeviation(name, amount, text),
              },
            ],
      );
      const parts = [...groups, ...(also === undefined ? [] : [{ name: also, amount: groups[0]?.amount }])].flatMap(({ name, amount }) =>
        amount !== undefined && isPart(name) ? [{ part: partOf(name), amount }] : [],
      );
      const [first, second] = given;
      const place = { start: match.index, end: match.index + match[0].length };
      const divided = asParts(text, parts, place);
      // `Training comprises 400 episodes`: no size of a part, so that whoever else reads it can have it.
      if (
        [...parts, ...given.filter(({ setting }) => setting.name.endsWith(' examples'))].some(({ amount }) =>
          isOfTraining.test(text.slice(amount.end)),
        )
      )
        continue;
      for (const { amount } of groups) taken.add(amount?.start ?? -1);
      // `ten hours for training`: no number of examples.
      if (
        given.some(
          ({ setting, amount }) => setting.name.endsWith(' examples') && /^ (?:hours?|minutes|days)\b/.test(text.slice(amount.end)),
        )
      )
        continue;
      found.push(...divided);
      const list = groups.length === 1 && first !== undefined && first.setting.many !== true ? listFrom(lists, first.amount) : undefined;
      if (list !== undefined && first !== undefined) {
        for (const { start } of list.amounts) taken.add(start);
        found.push({ setting: first.setting, amounts: list.amounts, form: list.form, start: place.start, end: list.end });
      } else if (role === 'range' && first !== undefined && second !== undefined)
        found.push({ setting: first.setting, amounts: [first.amount, second.amount], form: 'interval', ...place });
      else
        found.push(
          ...given.map(({ setting, amount }, index): Bound => {
            // `DIMS on A and DIMS on B`: each has its own words.
            const isRepeated = given.filter((other) => other.setting === setting).length > 1;
            const apart = isRepeated ? { start: index === 0 ? place.start : amount.start, end: amount.end } : place;
            return { setting, amounts: [amount], form: 'one', ...apart };
          }),
        );
    }
  return found;
}

/** `windows of 128, 256 and 512 characters`: what is said of the first is said of all. */
function listFrom(lists: readonly Quantity[], { start }: Amount): Quantity | undefined {
  return lists.find(
    ({ form, amounts: [first, ...rest] }) =>
      form !== 'one' &&
      form !== 'interval' &&
      first.start === start &&
      rest.length >= 2 &&
      new Set([first, ...rest].map(({ value }) => value)).size === rest.length + 1,
  );
}

function isCounting(name: string, amount: Amount): boolean {
  return !isPart(name) && settingOf(patchName(name, amount)).is === 'count';
}

function isPart(name: string | undefined): name is `${'training' | 'validation' | 'test'} part` {
  return name?.endsWith(' part') === true;
}

function partOf(name: `${'training' | 'validation' | 'test'} part`): 'training' | 'validation' | 'test' {
  return name === 'training part' ? 'training' : name === 'test part' ? 'test' : 'validation';
}
