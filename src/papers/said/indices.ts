/** What is counted by an index that runs: `seeds s = 1, …, 5`, `e ∈ {0, …, 39}`, `(x_i, y_i), i = 1, …, 5000`. */
import { type Bound, settingOf } from './bound.ts';
import { matchesOf } from './matches.ts';
import type { Amount } from './numbers.ts';

/** Its letter, where it begins and where it ends; a run that is written out whole has no ellipsis. */
const running =
  /(?<![\p{L}\d_])([a-z])(?: ?[=∈] ?)\{? ?([01])(?:, ?[12])?, ?(?:…|\.\.\.|⋯) ?, ?(\d[\d,]*\d|\d)(?!\d|\.\d|, ?\d)(?: ?\})?/gu;
const whole = /(?<![\p{L}\d_])([a-z]) ?[=∈] ?\{? ?([01](?:, ?\d{1,2}){2,}(?:,? and \d{1,2})?)(?!\d|\.\d|, ?\d)(?: ?\})?/gu;

const nouns: readonly (readonly [name: string, noun: RegExp])[] = [
  ['seeds', /\b(?:seeds?|(?:independent |repeated )?(?:runs?|repetitions?|trials?|replicat\w+|restarts?)|initiali[sz]ations?)\b/iu],
  ['folds', /\bfolds?\b/iu],
  ['epochs', /\bepochs?\b/iu],
  ['episodes', /\bepisodes?\b/iu],
  ['layers', /\b(?:hidden )?(?:layers?|blocks?)\b/iu],
  ['classes', /\b(?:class|classes|labels?)\b/iu],
  ['training steps', /\b(?:(?:gradient |training )?steps?|updates?|iterations?)\b/iu],
];
/** Letters that stand for one thing by themselves. */
const usual: Readonly<Record<string, string>> = { s: 'seeds', r: 'seeds', e: 'epochs', y: 'classes', c: 'classes' };
const ofPairs = /\([\p{L}\d_^, ]{3,16}\)(?:,? (?:for|with))?,? ?$/u;
const otherSteps = /\b(?:diffusion|denois\w*|noise|time|forward|reverse|inner|local|unroll\w*|power)\b/i;

export function countedByIndex(text: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  if (!/[=∈] ?\{? ?[01],/.test(text)) return [];
  return [...matchesOf(text, running), ...matchesOf(text, whole)].flatMap((match): Bound[] => {
    const { 0: written, 1: letter = '', 2: begun = '', 3: until, index } = match;
    const end = index + written.length;
    const members = [...begun.split(/,? and |, ?/), ...(until === undefined ? [] : [until])].map((each) =>
      Number(each.replaceAll(',', '')),
    );
    const [first, last] = [members[0] ?? NaN, members.at(-1) ?? NaN];
    if (!(last > first) || (until === undefined && !members.every((each, at) => each === first + at))) return [];
    const name = nameOf(text, letter, index, end);
    if (name === undefined) return [];
    const inside = all.filter((amount) => amount.start >= index && amount.end <= end);
    const amount = inside.at(-1);
    if (amount === undefined || inside.some(({ start }) => taken.has(start))) return [];
    for (const { start } of inside) taken.add(start);
    return [
      { setting: settingOf(name), amounts: [{ ...amount, value: last - first + 1, start: index, end }], form: 'one', start: index, end },
    ];
  });
}

function nameOf(text: string, letter: string, start: number, end: number): string | undefined {
  const before = /[^.;:=∈]{0,40}$/u.exec(text.slice(0, start))?.[0] ?? '';
  const behind = /^[^.;:=∈]{0,28}/u.exec(text.slice(end))?.[0] ?? '';
  // `with random seed i = 0, …, 19`.
  if (/\bseeds? (?:is |are |of |from )?$/i.test(before)) return 'seeds';
  if (letter === 'i' || letter === 'n' || letter === 'j')
    return ofPairs.test(before)
      ? /\b(?:test|held|evaluat)/i.test(behind)
        ? 'test examples'
        : /\bvalid/i.test(behind)
          ? 'validation examples'
          : 'training examples'
      : undefined;
  const spoken = nouns.find(([, noun]) =>
    new RegExp(`${noun.source},? ?(?:,? (?:with|of|for|numbered|indexed|called|is|are|in|namely|over))? ?$`, 'iu').test(before),
  );
  const said =
    spoken ??
    nouns.find(([, noun]) =>
      new RegExp(`^,? ?\\(?(?:the |are |is |denotes? |counts? |number |index |for |random )*${noun.source}`, 'iu').test(behind),
    );
  if (said !== undefined) return said[0] === 'training steps' && otherSteps.test(before + behind) ? undefined : said[0];
  const meant = usual[letter];
  return meant !== undefined && nouns.some(([name, noun]) => name === meant && noun.test(before + behind)) ? meant : undefined;
}
