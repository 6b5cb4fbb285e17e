/** Networks that are drawn by the widths of their layers: `64 → 96 → 10`, `a 2-64-64-1 perceptron`. */
import { type Bound, settingOf } from './bound.ts';
import type { Amount } from './numbers.ts';

const element = String.raw`(?:\d+(?:\^\d+)?|\((?:[^()]|\([^()]*\)){1,24}\)|\p{L}(?:_?\w{1,4})?)`;
const drawings = [
  new RegExp(String.raw`(?<![\p{L}\d^_])(?<!→ ?)${element}(?: ?→ ?${element}){2,}(?![\d^])`, 'gu'),
  /(?<![\p{L}\d.^_:/–-])\d+(?:-\d+){2,}(?![\d.^_:/–%-])|(?<![\d.] ?)\d+(?: ?– ?\d+){2,}(?! ?[\d–%])/gu,
];
const ofNetwork =
  /\b(?:perceptrons?|MLPs?|networks?|nets?|models?|multilayer|encoders?|decoders?|auto-?encoders?|critics?|generators?|discriminators?|layers?|units|neurons|maps|architecture|(?:re|ge|si|e)lu|tanh|sigmoid|softplus|logistic|fully[- ]connected|dense|feed-?forward)\b/i;
const ofOther =
  /\b(?:learning rates?|batch(?:es)? (?:of|size|grows?)|channels|convolution\w*|resolutions?|epochs?|schedule|accuracy|bits?|tokens|temperature|curriculum|graph|path)\b[^.;]*$/i;
/** Dates, pages, telephone numbers; what is one of several. */
const ofDashes = /\b(?:pages?|pp|years?|seasons?|split|ratio|classes|bins|vs)\b/i;
const onlyHidden = /\bhidden (?:layers?|sizes?|widths?|units?)\b[^.;,:]{0,24}$/i;
const ofCode = /\b(?:unit (?:norm|length|sphere|vectors?)|norm one|normali[sz]ed to|embedd\w+|projection|projector|codes?|bottleneck)\b/i;

/** The widths between input and output are hidden units, their number that of the layers; the waist of what ends as it began is a code. */
export function drawnIn(text: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  if (!/→|\d[-–]|\d ?–/.test(text)) return [];
  return drawings.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ 0: written, index }): Bound[] => {
      const end = index + written.length;
      const clause = /[^.;]*$/.exec(text.slice(0, index))?.[0] ?? '';
      if (!ofNetwork.test(text) || ofOther.test(clause) || (!written.includes('→') && ofDashes.test(text))) return [];
      const inside = all.filter((amount) => amount.start >= index && amount.end <= end);
      const isWidth = ({ value, isShare }: Amount): boolean => !isShare && Number.isInteger(value) && value >= 1;
      const parts = partsOf(written, index);
      const widths = parts.map(([from, to]) => inside.filter(({ start, end: until }) => start >= from && until <= to));
      const isInner = onlyHidden.test(text.slice(0, index));
      const outputs = isInner ? [] : (widths.at(-1) ?? []);
      const hidden = isInner ? widths : widths.slice(1, -1);
      if (!inside.every(isWidth) || hidden.every((each) => each.length !== 1)) return [];
      for (const { start } of inside) taken.add(start);
      const bound = (name: string, amount: Amount): Bound => ({
        setting: settingOf(name),
        amounts: [amount],
        form: 'one',
        start: amount.start,
        end: amount.end,
      });
      const single = hidden.flatMap((each) => (each.length === 1 ? each : []));
      const values = widths.map(([first]) => first?.value);
      const isSymmetric = values.length >= 5 && values.length % 2 === 1 && values.every((value, at) => value === values.at(-1 - at));
      const waist = isSymmetric ? widths[(widths.length - 1) / 2]?.[0] : undefined;
      const wide = single.filter((amount) => amount !== waist);
      const [first] = wide;
      if (first === undefined) return [];
      const last = wide.at(-1) ?? first;
      const code = waist ?? (outputs.length === 1 && ofCode.test(text.slice(end, end + 90)) ? outputs[0] : undefined);
      return [
        ...wide
          .filter(({ value }, at) => wide.findIndex((other) => other.value === value) === at)
          .map((each) => bound('hidden units', each)),
        ...(isSymmetric ? [] : [bound('layers', { ...first, value: hidden.length, end: last.end })]),
        ...(code === undefined ? [] : [bound('embedding dimension', code)]),
      ];
    }),
  );
}

/** Where each layer stands. */
function partsOf(written: string, from: number): (readonly [start: number, end: number])[] {
  const isDash = !written.includes('→');
  return [...written.matchAll(isDash ? /[^-–]+/g : /[^→]+/g)].map(({ 0: part, index }) => [from + index, from + index + part.length]);
}
