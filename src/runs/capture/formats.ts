/** What lines of text say, by the formats that trainers print. One mechanism: a head that tells where training is, and pairs after it. */
import { factsOf } from './names.ts';
import { isDigit } from './numbers.ts';
import { type NameStyle, type Pair, type Place, scanPairs } from './pairs.ts';

export type Values = readonly (readonly [name: string, value: number])[];

export interface Reading {
  readonly place: Place;
  readonly values: Values;
  /** The number of the first epoch, where steps are counted within each epoch and the format fixes it. */
  readonly firstEpoch?: number;
}

interface LineFormat {
  readonly name: string;
  /** The characters that such a line may begin with, after a logger’s own head. */
  readonly first: string;
  /** Groups: step, total, epoch, split. Behind it, pairs: every number with a name is a measurement, unless it is a time, a size or a count. */
  readonly head: RegExp;
  readonly names: NameStyle;
  /** A step that is told by name later in the line counts instead of the head’s. */
  readonly hasLaterStep?: boolean;
  readonly firstEpoch?: number;
  /** What it prints again, of an earlier line, and times by another name. */
  readonly leavesOut?: readonly string[];
}

const digits = '0123456789';
const formats: readonly LineFormat[] = [
  { name: 'XGBoost, LightGBM', first: '[', head: /^\[(?<step>\d+)\]\t/, names: 'words' },
  { name: 'PyTorch’s first tutorial', first: '[', head: /^\[(?<epoch>\d+),\s+(?<step>\d+)\]\s+(?=loss)/, names: 'words' },
  { name: 'CatBoost', first: digits, head: /^(?<step>\d+):\t/, names: 'words', leavesOut: ['best'] },
  { name: 'Megatron-LM', first: 'i', head: /^iteration\s+(?<step>\d+)\/\s*(?<total>\d+) \|/, names: 'cells' },
  {
    name: 'Megatron-LM, evaluation',
    first: 'vt',
    head: /^(?<split>validation|test) loss at iteration (?<step>\d+) (?:on [^|]*)?\|/,
    names: 'cells',
  },
  { name: 'MLX-LM', first: 'I', head: /^Iter (?<step>\d+): (?=Train|Val)/, names: 'cells' },
  { name: 'torchtitan', first: 's', head: /^step:\s+(?<step>\d+)\s+(?=loss:)/, names: 'words' },
  {
    name: 'mmengine',
    first: 'EI',
    head: /^(?:Epoch|Iter)\((?<split>train|val|test)\)\s+(?:\[(?<epoch>\d+)\])?\[\s*(?<step>\d+)\/\s*(?<total>\d+)\]/,
    names: 'words',
    firstEpoch: 1,
  },
  { name: 'mmcv', first: 'E', head: /^Epoch \[(?<epoch>\d+)\]\[(?<step>\d+)\/(?<total>\d+)\]\s/, names: 'words', firstEpoch: 1 },
  {
    name: 'timm',
    first: 'T',
    head: /^Train: (?<epoch>\d+) \[\s*(?<step>\d+)\/\s*(?<total>\d+)[^\]]*\]/,
    names: 'words',
    firstEpoch: 0,
    leavesOut: ['Data'],
  },
  {
    name: 'fairseq, within an epoch',
    first: '|et',
    head: /^(?:\| )?(?:train_inner \| )?epoch (?<epoch>\d+)(?: \| [^|]*?)?:\s+(?<step>\d+) \/ (?<total>\d+) /,
    names: 'words',
    hasLaterStep: true,
  },
  {
    name: 'fairseq, at the end of one',
    first: '|etv',
    head: /^(?:\| )?(?:(?:train|valid|test) \| )?epoch (?<epoch>\d+) \| (?:(?<split>valid|test) on '[^']*' subset \| )?/,
    names: 'cells',
    hasLaterStep: true,
    leavesOut: ['best_loss', 'best_accuracy', 'best_bleu'],
  },
];

const byFirst = new Map<number, readonly LineFormat[]>();
for (const format of formats) {
  for (const char of format.first) byFirst.set(char.charCodeAt(0), [...(byFirst.get(char.charCodeAt(0)) ?? []), format]);
}

/** A quick look before all words are read. */
const mayTellPlace = /(?:ep(?:och|isode)|step|iter(?:ation)?|batch|updates?|\bit)\W{0,9}\d/i;

/**
 * `step 100 loss 0.42`, `epoch 3/20 train_loss=0.1 val_acc 0.9`, `step: 100 | loss: 0.42`. Where no format is known, a line counts
 * only when it says where in training it is and holds at least one name known to be a metric.
 */
export function readLine(line: string): Reading | undefined {
  for (const format of byFirst.get(line.charCodeAt(0)) ?? []) {
    const head = format.head.exec(line);
    if (head !== null) return readFormat(line, head, format);
  }
  if (!mayTellPlace.test(line)) return undefined;
  const { place, pairs } = scanPairs(line);
  if (place.step === undefined && place.epoch === undefined) return undefined;
  const values = measuredOf(pairs);
  if (values === undefined) return undefined;
  const { isRetelling, split } = openingOf(line);
  return isRetelling ? undefined : { place, values: withSplit(split, values) };
}

function readFormat(line: string, head: RegExpExecArray, format: LineFormat): Reading | undefined {
  const { groups = {} } = head;
  const { place, pairs } = scanPairs(line, head[0].length, format.names);
  const values: [string, number][] = [];
  for (const { facts, value } of pairs) {
    const { name, kind } = facts;
    if (kind !== 'excluded' && kind !== 'epoch' && format.leavesOut?.includes(name) !== true) values.push([name, value]);
  }
  if (values.length === 0) return undefined;
  const told = { step: whole(groups['step']), total: whole(groups['total']), epoch: whole(groups['epoch']) };
  const isLater = format.hasLaterStep === true && place.step !== undefined;
  const reading = {
    place: isLater ? { ...told, step: place.step, total: undefined } : told,
    values: withSplit(groups['split']?.toLowerCase(), values),
  };
  return format.firstEpoch === undefined || isLater ? reading : { ...reading, firstEpoch: format.firstEpoch };
}

/** The measurements among the pairs; undefined where no name is known to be one. */
export function measuredOf(pairs: readonly Pair[]): Values | undefined {
  let hasMetric = false;
  const values: [string, number][] = [];
  for (const { facts, value, isAssigned } of pairs) {
    const isMetric = facts.kind === 'metric';
    hasMetric ||= isMetric;
    if (isMetric || (facts.kind === 'other' && isAssigned)) values.push([facts.name, value]);
  }
  return hasMetric ? values : undefined;
}

function whole(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

// Lines that repeat an older value, or speak of files.
const retelling = /^\W*(?:\w+\W+)?(?:best|resum\w*|load\w*|restor\w*|sav(?:e|ed|ing)|early|checkpoint|writing|wrote)\b/i;
const evaluationLine = /^\W*(val|valid|validation|eval|evaluation|test|testing|dev)\b(?!\s*[_:=]?\s*(?:loss|acc))/i;
const prefixes = new Map([
  ['val', 'val_'],
  ['valid', 'val_'],
  ['validation', 'val_'],
  ['eval', 'eval_'],
  ['evaluation', 'eval_'],
  ['test', 'test_'],
  ['testing', 'test_'],
  ['dev', 'dev_'],
]);

interface Opening {
  readonly isRetelling: boolean;
  readonly split: string | undefined;
}

/** Lines of one kind open with the same words. */
const openings = new Map<string, Opening>();
const maxOpenings = 1000;

function openingOf(line: string): Opening {
  const words = line.slice(0, firstDigit(line));
  const before = openings.get(words);
  if (before !== undefined) return before;
  const opening = { isRetelling: retelling.test(words), split: evaluationLine.exec(words)?.[1]?.toLowerCase() };
  if (openings.size >= maxOpenings) openings.clear();
  openings.set(words, opening);
  return opening;
}

function firstDigit(line: string): number {
  let at = 0;
  while (at < line.length && !isDigit(line.charCodeAt(at))) at++;
  return at;
}

/** `Validation step 5 loss 0.3` is not the training loss. */
export function withSplit(split: string | undefined, values: Values): Values {
  const prefix = split === undefined ? undefined : prefixes.get(split);
  if (prefix === undefined) return values;
  return values.map(([name, value]) => [isSplitName(name) ? name : `${prefix}${name}`, value]);
}

function isSplitName(name: string): boolean {
  return /^train[_/. ]/i.test(name) || factsOf(name).isEvaluation;
}
