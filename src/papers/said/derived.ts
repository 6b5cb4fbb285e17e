/**
 * Where values of a paper do not go together: what can be computed from some of them is not what another one says. Only from what is said
 * once, without a condition and for one thing.
 */
import { addressIn } from '../address.ts';
import { type Candidate, sentenceOf } from './candidates.ts';
import { isEqual } from './equalValues.ts';
import { amounts } from './numbers.ts';
import { kindOf } from './otherMeaning.ts';
import type { Passage } from './passages.ts';
import type { Contradiction } from './said.ts';
import { scopesKey } from './sameThing.ts';

interface Derived {
  readonly name: string;
  readonly said: Candidate;
  readonly value: number;
  readonly from: readonly Candidate[];
}

/** `values`: all that were read, also those restated. */
export function derivedContradictions(values: readonly Candidate[], sentences: readonly Passage[], paper: string): Contradiction[] {
  const numbers = values.filter(({ role, isAside, value }) => role === undefined && isAside !== true && typeof value === 'number');
  const found = [
    ...totalBatch(numbers),
    ...stepsOfEpochs(numbers),
    ...warmup(numbers),
    ...shares(numbers),
    ...partsOfSizes(numbers),
    ...partsOfWhole(numbers),
  ];
  return [
    ...found.map(
      ({ name, said, value, from }): Contradiction => ({
        name,
        ...(said.scope.length === 0 ? {} : { scope: said.scope.map(({ name: part }) => part).join(', ') }),
        values: [
          { value: said.value, address: addressIn(paper, said.anchor) },
          {
            value,
            address: addressIn(paper, from[0]?.anchor ?? said.anchor),
            from: from.map((part) => ({ name: part.name, value: part.value, address: addressIn(paper, part.anchor) })),
          },
        ],
      }),
    ),
    ...sentences.flatMap((passage) => countedLists(passage, paper)),
  ];
}

/** The one value of a setting in the whole paper, if it has only one; `are`: of those alone. */
function onlyOf(values: readonly Candidate[], name: string, are: (value: Candidate) => boolean = () => true): Candidate | undefined {
  const [first, ...more] = values.filter((value) => value.name === name && are(value));
  if (first === undefined || more.some((other) => !isEqual(other.value, first.value) || scopesKey(other) !== scopesKey(first)))
    return undefined;
  return first;
}

/** All for one thing. What has one value in the whole paper needs no scope. */
function areOfOne(parts: readonly Candidate[]): boolean {
  return new Set(parts.map(scopesKey).filter((key) => key !== '')).size <= 1;
}

/** All for the same, or all for nothing in particular. */
function areOfSame(parts: readonly Candidate[]): boolean {
  return new Set(parts.map(scopesKey)).size === 1;
}

function product(parts: readonly Candidate[]): number {
  return parts.reduce((whole, { value }) => whole * Number(value), 1);
}

const isOfAll = /\b(?:effective|global|total|overall|whole|in all|altogether|aggregate\w*)\b/i;
const isSingle = /\b(?:no|without|not)\b[^.;]{0,30}\baccumulat/i;

const device = '(?:device|gpu|card|worker|node|accelerator|chip|tpu|machine)s?';
const ofDevice = new RegExp(`^[^,;.#]{0,30}\\b(?:per|(?:on|for) (?:each|every|one)|each) ${device}\\b`, 'i');
const byDevice = new RegExp(`\\b(?:per|each|every|one)[- ]${device}\\b[^,;.]{0,40}$`, 'i');

/** Where a sentence tells of both, what stands next to the number counts. */
function isOnDevice(batch: Candidate): boolean {
  const text = sentenceOf(batch);
  const at = text.indexOf(batch.stated);
  if (/token/.test(batch.unit ?? '')) return false;
  return kindOf(batch) !== '' || (at >= 0 && (ofDevice.test(text.slice(at + batch.stated.length)) || byDevice.test(text.slice(0, at))));
}

/** 12 utterances on each of 8 GPUs make 96. */
function totalBatch(values: readonly Candidate[]): Derived[] {
  const batches = values.filter(({ name }) => name === 'batch size');
  const onDevice = onlyOf(batches, 'batch size', isOnDevice);
  const total = onlyOf(batches, 'batch size', (batch) => !isOnDevice(batch));
  const devices = onlyOf(values, 'devices');
  if (onDevice === undefined || total === undefined || devices === undefined) return [];
  const accumulation = onlyOf(values, 'gradient accumulation');
  if (accumulation === undefined && values.some(({ name }) => name === 'gradient accumulation')) return [];
  const from = [onDevice, devices, ...(accumulation === undefined ? [] : [accumulation])];
  const value = product(from);
  if (value === total.value || !areOfOne([total, ...from])) return [];
  // What is a multiple may be accumulated; where a total is not called one, it may be that of a device said again.
  const isMultiple = Number(total.value) % value === 0;
  const isTold = isSingle.test(sentenceOf(onDevice)) || accumulation !== undefined;
  if ((isMultiple && !isTold) || (!isOfAll.test(`${total.quote} ${sentenceOf(total)}`) && Number(total.value) <= Number(onDevice.value)))
    return [];
  return [{ name: 'batch size', said: total, value, from }];
}

const isOfNoExamples =
  /\b(?:hours?|minutes|seconds|days|years|tokens|words|characters|pixels|patches|frames|patients|subjects|speakers|volumes|scans|episodes|transitions|crops?|windows?|tasks?|classes|bytes|sampled|resampl\w*|augment\w*|oversampl\w*|packed)\b/i;

/** 50,000 examples in batches of 500 make 100 steps an epoch. What is off by less than a third may be rounded or left over. */
function stepsOfEpochs(values: readonly Candidate[]): Derived[] {
  const steps = onlyOf(values, 'training steps');
  const [epochs, examples, batch] = [onlyOf(values, 'epochs'), onlyOf(values, 'training examples'), onlyOf(values, 'batch size')];
  if (steps === undefined || epochs === undefined || examples === undefined || batch === undefined) return [];
  const from = [epochs, examples, batch];
  if (!areOfSame([steps, ...from]) || kindOf(batch) !== '' || /token/.test(batch.unit ?? '')) return [];
  if (values.some(({ name }) => name === 'gradient accumulation') || from.some((part) => isOfNoExamples.test(sentenceOf(part)))) return [];
  if (
    /\b(?:environment|inner|per (?:epoch|task|round)|every|at most|up to|averages?|looks? back|L-BFGS|scikit\S*|regression|probe)\b/i.test(
      sentenceOf(steps),
    )
  )
    return [];
  const value = Math.round((Number(epochs.value) * Number(examples.value)) / Number(batch.value));
  const ratio = value / Number(steps.value);
  // Where a sentence computes it, only a last batch that is not full may be left over.
  const perEpoch = Number(examples.value) / Number(batch.value);
  const isComputed = computes.test(sentenceOf(steps)) && perEpoch >= 20;
  const most = isComputed ? 1.06 : 1.3;
  return ratio < most && ratio > 1 / most ? [] : [{ name: 'training steps', said: steps, value, from }];
}

const computes = /\b(?:so that|i\.e\.|that is|(?:that|which) (?:is|are|makes?|gives?)|in all|in total|altogether|hence|thus)\b/i;

const ofSizes = ['training examples', 'validation examples', 'test examples'] as const;
const wholeAhead = /\b(?:[Oo]f|[Tt]he|[Ff]rom|[Aa]ll) (?:the |its |all |these |our )?([\d,.]*\d)(?= [\p{Ll}-]+s?\b)/u;
const isDivided = /\b(?:divided?|split|cut|partitioned|dealt|fall|broken|go|goes)\b/i;
const isLeftOpen =
  /\b(?:rest|remain\w*|others?|left|each|every|per|another|further|again|of (?:them|these|those|which|whom)|folds?|times|additional\w*|extra|more|overlap\w*|then)\b/i;

/** Of 1797 images 1200 for training, 297 for validation and 400 for testing: more than there are. */
function partsOfWhole(values: readonly Candidate[]): Derived[] {
  const bySentence = Map.groupBy(
    values.filter(({ name, place }) => place === 'text' && ofSizes.some((size) => size === name)),
    (value) => `${value.anchor}\n${sentenceOf(value)}`,
  );
  return [...bySentence.values()].flatMap((all): Derived[] => {
    const parts = ofSizes.flatMap((name) => onlyOf(all, name) ?? []);
    const [first] = parts;
    const last = parts.at(-1);
    if (first === undefined || last === undefined || parts.length < 2 || !areOfSame(all) || isLeftOpen.test(sentenceOf(first))) return [];
    const whole = numberOf(wholeAhead.exec(sentenceOf(first))?.[1]);
    const sum = parts.reduce((rest, { value }) => rest + Number(value), 0);
    if (Number.isNaN(whole) || parts.some(({ value }) => Number(value) >= whole)) return [];
    if (sum === whole || (sum < whole && !(isDivided.test(sentenceOf(first)) && parts.length === 3))) return [];
    const from = parts.filter((part) => part !== last);
    const value = whole - from.reduce((rest, part) => rest + Number(part.value), 0);
    return value <= 0 ? [] : [{ name: last.name, said: last, value, from }];
  });
}

/** 10 % of 20,000 steps. */
function warmup(values: readonly Candidate[]): Derived[] {
  const ratio = onlyOf(values, 'warmup ratio');
  if (ratio === undefined) return [];
  return [
    ['warmup steps', 'training steps'],
    ['warmup epochs', 'epochs'],
  ].flatMap(([name = '', length = '']): Derived[] => {
    const [said, whole] = [onlyOf(values, name), onlyOf(values, length)];
    if (said === undefined || whole === undefined || !areOfOne([said, ratio, whole])) return [];
    const value = Number((Number(ratio.value) * Number(whole.value)).toPrecision(6));
    const isNear = Math.abs(value - Number(said.value)) <= Math.max(0.1 * value, name === 'warmup epochs' ? 1 : 0);
    return isNear ? [] : [{ name, said, value, from: [ratio, whole] }];
  });
}

const fractions = ['training fraction', 'validation fraction', 'test fraction'] as const;

/** 80, 10 and 20 % are more than there is. What is less may not be used at all. */
function shares(values: readonly Candidate[]): Derived[] {
  const parts = fractions.flatMap((name) => onlyOf(values, name) ?? []);
  const told = fractions.filter((name) => values.some((value) => value.name === name));
  const [training] = parts;
  const last = parts.at(-1);
  if (parts.length < 2 || parts.length !== told.length || training?.name !== 'training fraction' || last === undefined) return [];
  if (!areOfOne(parts) || parts.some(({ value }) => Number(value) >= 1)) return [];
  const sum = parts.reduce((whole, { value }) => whole + Number(value), 0);
  // A validation part is often cut from the training part.
  const isCut = parts.length === 3 && Math.abs(sum - Number(parts[1]?.value) - 1) < 0.005;
  const isOneSentence = parts.every((part) => sentenceOf(part) === sentenceOf(training));
  if (Math.abs(sum - 1) < 0.011 || (isCut && !isOneSentence) || (sum < 1 && !(isOneSentence && parts.length === 3))) return [];
  if (/\b(?:of (?:the|these|this) (?:training|rest|remaining|remainder|latter)|of which|thereof)\b/i.test(parts.map(sentenceOf).join(' ')))
    return [];
  const from = parts.filter((part) => part !== last);
  const value = Number((1 - from.reduce((whole, part) => whole + Number(part.value), 0)).toFixed(4));
  return value <= 0 ? [] : [{ name: last.name, said: last, value, from }];
}

/** 7,000 of 10,000 examples are not 80 %. */
function partsOfSizes(values: readonly Candidate[]): Derived[] {
  const sizes = ['training examples', 'validation examples', 'test examples'].map((name) => onlyOf(values, name));
  const given = fractions.map((name) => onlyOf(values, name));
  // As many sizes as shares, and shares of all there is.
  if (sizes.some((size, index) => (size === undefined) !== (given[index] === undefined))) return [];
  const parts = sizes.filter((size) => size !== undefined);
  const shared = given.filter((share) => share !== undefined);
  const whole = parts.reduce((sum, { value }) => sum + Number(value), 0);
  const sum = shared.reduce((all, { value }) => all + Number(value), 0);
  if (parts.length < 2 || Math.abs(sum - 1) > 0.011 || !areOfOne([...shared, ...parts])) return [];
  return shared.flatMap((share, index) => {
    const value = Number((Number(parts[index]?.value) / whole).toFixed(3));
    return Math.abs(value - Number(share.value)) <= 0.03 ? [] : [{ name: share.name, said: share, value, from: parts }];
  });
}

const count = '(\\d+|two|three|four|five|six|seven|eight|nine|ten)';
const listed = '(\\d+(?:(?:, ?| and |, and | ?[–-] ?| ?\\/ ?)\\d+){1,9})';
const seedList = new RegExp(
  `\\b${count} (?:(?:random|different|fixed|independent) )*seeds? ?(?:\\(|:|, namely,? |, i\\.e\\.,? |, (?=\\d))(?:seeds? )?(?:with |are |namely |i\\.e\\.,? )*[{[]?${listed}`,
  'i',
);
const sizeList = new RegExp(
  `\\b${count} (?:(?:hidden|convolutional|dense|fully[- ]connected|linear|recurrent|graph|residual) )*(?:layers|blocks) (?:of|with|having|which have|that have|\\()(?: (?:sizes?|widths?))?(?: of)? ?[{[(]?(\\d+(?:, ?\\d+)*,? and \\d+|\\d+(?:(?:, ?|–|-)\\d+){1,7})(?:[\\])}])? (?:hidden )?(?:units|neurons|channels|filters|nodes|feature maps)`,
  'i',
);

/** “Five seeds (7, 11, 23 and 42)”, “three layers of 128 and 64 units”. */
function countedLists({ line: { text }, anchor, others, place }: Passage, paper: string): Contradiction[] {
  if (others.length > 0 || place === 'table' || /\b(?:respectively|either|or|both|tried|searched|each|baselines?)\b/i.test(text)) return [];
  const address = addressIn(paper, anchor);
  const from = (name: string, list: string): NonNullable<Contradiction['values'][number]['from']> => [{ name, value: list, address }];
  const seeds = seedList.exec(text);
  if (seeds !== null) {
    const [said, own] = [numberOf(seeds[1]), lengthOf(seeds[2])];
    return said === own
      ? []
      : [contradiction('seeds', { value: said, address }, { value: own, address, from: from('list of seeds', seeds[2] ?? '') })];
  }
  const sizes = sizeList.exec(text);
  if (sizes === null || /\b(?:one|each|every|for|on) (?:the )?\p{L}+ and\b/u.test(text)) return [];
  const [said, length] = [numberOf(sizes[1]), lengthOf(sizes[2])];
  return said === length
    ? []
    : [contradiction('layers', { value: said, address }, { value: length, address, from: from('list of sizes', sizes[2] ?? '') })];
}

function contradiction(name: string, ...values: Contradiction['values']): Contradiction {
  return { name, values };
}

function numberOf(written: string | undefined): number {
  return Number(amounts(`${written ?? ''} seeds`)[0]?.value ?? Number.NaN);
}

function lengthOf(list: string | undefined): number {
  return list === undefined ? 0 : (list.match(/\d+/g)?.length ?? 0);
}
