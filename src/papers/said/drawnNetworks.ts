/** Networks that are drawn by the widths of their layers: `64 → 96 → 10`, `a 2-64-64-1 perceptron`, `MLP(256, 256)`, `widths (2, 50, 50, 1)`, `3 × 128`. */
import { type Bound, boundOne } from './bound.ts';
import type { Amount } from './numbers.ts';

const element = String.raw`(?:\d+(?:\^\d+)?|\((?:[^()]|\([^()]*\)){1,24}\)|\p{L}(?:_?\w{1,4})?)`;
const listed = String.raw`(?:\d+|\p{L})(?: ?, ?(?:and )?(?:\d+|\p{L})(?![\d%×]|\.\d| ×))`;
const noun = String.raw`(?:perceptrons?|MLPs?|networks?|nets?|encoder|decoder|critics?|generator|discriminator|actor)`;
const drawings = [
  new RegExp(String.raw`(?<![\p{L}\d^_])(?<!→ ?)${element}(?: ?→ ?${element}){2,}(?![\d^])`, 'giu'),
  /(?<![\p{L}\d.^_:/–-])\d+(?:-\d+){2,}(?!\.\d|[\d^_:/–%-])|(?<![\d.] ?)\d+(?: ?– ?\d+){2,}(?! ?[\d–%])/gu,
  new RegExp(
    String.raw`(?<=\b(?:layer (?:widths|sizes)|layers of|${noun},? (?:with |has |have |of )?(?:layer )?(?:widths|sizes))(?: of| are| is|:| =)? ?[[(]?)${listed}{2,}`,
    'giu',
  ),
  new RegExp(String.raw`(?<=\b(?:widths|sizes|layers)(?: of| are| is|:| =)? ?[[(])${listed}{2,}(?=[\])])`, 'giu'),
  new RegExp(String.raw`(?<=\[)${listed}{2,}(?=\][ -](?:\p{L}+ )?${noun}\b)`, 'giu'),
];
/** With nothing but the hidden layers in it. */
const inner = new RegExp(
  String.raw`(?<=\b(?:${noun}|hidden (?:layers?|sizes?|layer sizes|widths?|units?)(?: of| =|:)?) ?[[({])\d+(?:, ?\d+){1,}(?=[\])}])`,
  'gu',
);
/** `MLP(26, [48, 48], 4)`: what comes in, the hidden layers, what comes out. */
const called = new RegExp(
  String.raw`(?<=\b${noun} ?\((?:\d+|\p{L}\w{0,8}) ?, ?[[({])\d+(?: ?, ?\d+){0,8}(?=[\])}] ?, ?(?:\d+|\p{L}\w{0,8}) ?\))`,
  'gu',
);
const ofNetwork =
  /\b(?:perceptrons?|MLPs?|networks?|nets?|models?|multilayer|encoders?|decoders?|auto-?encoders?|critics?|generators?|discriminators?|layers?|units|neurons|maps|architecture|(?:re|ge|si|e)lu|tanh|sigmoid|softplus|logistic|fully[- ]connected|dense|feed-?forward)\b/i;
const ofOther =
  /\b(?:learning rates?|batch(?:es)? (?:of|size|grows?)|channels|convolution\w*|resolutions?|epochs?|schedule|accuracy|bits?|tokens|temperature|curriculum|graph|path)\b[^.;]*$/i;
/** Dates, pages, telephone numbers; what is one of several. */
const ofDashes = /\b(?:pages?|pp|days|weeks|months|chapters?|sections?|versions?|years?|seasons?|split|ratio|classes|bins|vs)\b/i;
const onlyHidden = /\bhidden (?:layers?|sizes?|widths?|units?)\b[^.;,:]{0,24}$/i;
const ofCode = /\b(?:unit (?:norm|length|sphere|vectors?)|norm one|normali[sz]ed to|embedd\w+|projection|projector|codes?|bottleneck)\b/i;

/** The widths between input and output are hidden units, their number that of the layers; the waist of what ends as it began is a code. */
export function drawnIn(text: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  if (!/→|\d[-–]|\d ?–|\d, ?(?:and )?\d|\d ?×/.test(text)) return [];
  return [
    ...drawings.flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap(({ 0: written, index }): Bound[] => {
        const clause = /[^.;]*$/.exec(text.slice(0, index))?.[0] ?? '';
        if (!ofNetwork.test(text) || ofOther.test(clause) || (/\d ?[-–]/.test(written) && ofDashes.test(text))) return [];
        return widthsIn(text, written, index, onlyHidden.test(text.slice(0, index)), all, taken);
      }),
    ),
    ...[...text.matchAll(called)].flatMap(({ 0: written, index }) => widthsIn(text, written, index, true, all, taken)),
    ...[...text.matchAll(inner)].flatMap(({ 0: written, index }) => widthsIn(text, written, index, !isFromEndToEnd(written), all, taken)),
    ...timesIn(text, all, taken),
  ];
}

/** `MLP(2, 64, 64, 1)`: the outer two are no hidden layers. */
function isFromEndToEnd(written: string): boolean {
  const widths = written.split(',').map(Number);
  const [first = 0, second = 0] = widths;
  return widths.length >= 4 && first !== second && (widths.at(-1) ?? 0) < (widths.at(-2) ?? 0) / 4;
}

function widthsIn(text: string, written: string, index: number, isInner: boolean, all: readonly Amount[], taken: Set<number>): Bound[] {
  const end = index + written.length;
  const inside = all.filter((amount) => amount.start >= index && amount.end <= end);
  const isWidth = ({ value, isShare }: Amount): boolean => !isShare && Number.isInteger(value) && value >= 1;
  const widths = partsOf(written, index).map(([from, to]) => inside.filter(({ start, end: until }) => start >= from && until <= to));
  const values = widths.map(([first]) => first?.value);
  // A list of sizes has ends only where it ends in less than a layer.
  const isList = /^\S+ ?,/.test(written);
  const last = values.at(-1) ?? 0;
  const isWhole = !isInner && !(isList && last > 20 && last >= (values.at(-2) ?? 0) / 8);
  // `Encoder: 64–128–128`: what ends as wide as it was has no other output.
  const isEncoder = /\b(?:encoder|backbone|trunk|body|features?)\b[^.;,]{0,16}$/i.test(text.slice(0, index)) && last === values.at(-2);
  const outputs = isWhole ? (widths.at(-1) ?? []) : [];
  const hidden = isWhole ? widths.slice(1, isEncoder ? undefined : -1) : widths;
  if (!inside.every(isWidth) || hidden.every((each) => each.length !== 1) || inside.some(({ start }) => taken.has(start))) return [];
  for (const { start } of inside) taken.add(start);
  const single = hidden.flatMap((each) => (each.length === 1 ? each : []));
  const isSymmetric = isWhole && values.length >= 5 && values.length % 2 === 1 && values.every((value, at) => value === values.at(-1 - at));
  const waist = isSymmetric ? widths[(widths.length - 1) / 2]?.[0] : undefined;
  const wide = single.filter((amount) => amount !== waist);
  const [first] = wide;
  if (first === undefined) return [];
  const code = waist ?? (outputs.length === 1 && ofCode.test(text.slice(end, end + 90)) ? outputs[0] : undefined);
  return [
    ...wide
      .filter(({ value }, at) => wide.findIndex((other) => other.value === value) === at)
      .map((each) => boundOne('hidden units', each)),
    ...(isSymmetric ? [] : [boundOne('layers', { ...first, value: hidden.length, end: (wide.at(-1) ?? first).end })]),
    ...(code === undefined ? [] : [boundOne('embedding dimension', code)]),
  ];
}

const times =
  /(?<![\d×.] ?|\d, ?)(\d{1,2}) ?× ?(\d{2,4})(?! ?[×\d%.]|[- ](?:pixels?|px|grid|images?|patch|inputs?|matri|table|mesh|field|board|maze|epochs|steps)\b)/g;
const ofTimes = new RegExp(String.raw`\b(?:${noun}|(?:re|ge|si|e)lu|tanh|hidden|swish|units|neurons|dense|fully[- ]connected)\b`, 'i');
const ofPixels =
  /\b(?:images?|pixels?|kernels?|filters?|conv\w*|grids?|crops?|patch\w*|matri\w+|board|maze|resolution|LSTM|GRU|(?<!single )heads?)\b/i;

/** `an MLP of 3 × 128, tanh`: as many layers, each so wide. */
function timesIn(text: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  return [...text.matchAll(times)].flatMap(({ 0: written, index }): Bound[] => {
    const [count, width, ...others] = all.filter(({ start, end }) => start >= index && end <= index + written.length);
    const clause = `${/[^.;]*$/.exec(text.slice(0, index))?.[0] ?? ''}×${/^[^.;]*/.exec(text.slice(index + written.length))?.[0] ?? ''}`;
    if (
      count === undefined ||
      width === undefined ||
      others.length > 0 ||
      count.value < 1 ||
      count.value > 16 ||
      width.value < 16 ||
      width.value <= count.value ||
      !ofTimes.test(clause) ||
      ofPixels.test(clause) ||
      taken.has(count.start) ||
      taken.has(width.start)
    )
      return [];
    taken.add(count.start).add(width.start);
    return [boundOne('layers', count), boundOne('hidden units', width)];
  });
}

/** Where each layer stands. */
function partsOf(written: string, from: number): (readonly [start: number, end: number])[] {
  const layer = written.includes('→') ? /[^→]+/g : /\d ?[-–]/.test(written) ? /[^-–]+/g : /[^,]+/g;
  return [...written.matchAll(layer)].map(({ 0: part, index }) => [from + index, from + index + part.length]);
}
