/** What a printed dict or JSON object says, if it is a measurement. */
import { parseDict } from './dictLine.ts';
import type { Values } from './formats.ts';
import type { NameFacts } from './names.ts';
import { nowhere, type Place, scanPairs } from './pairs.ts';

export interface DictReading {
  readonly place: Place;
  readonly values: Values;
}

// `config: {…}` is a setting, not a measurement; `Step 100: {…}` says where in training it is.
const settingsHead = /\b(?:config|args|arguments|hparams|hyper\w*|params|settings|options|cfg|kwargs)\W*$/i;

/** `brace`: where its `{` is. */
export function readDict(line: string, brace: number): DictReading | undefined {
  const head = brace === 0 ? nowhere : readHead(line.slice(0, brace));
  const entries = head === undefined ? undefined : parseDict(line, brace);
  if (head === undefined || entries === undefined) return undefined;
  let { step, epoch } = head;
  let rank = Number.POSITIVE_INFINITY;
  let [hasMetric, hasSetting, hasTrainers] = [false, false, false];
  for (const { facts, value } of entries) {
    if (facts.kind === 'epoch') epoch = value;
    else if (isStep(facts, value)) {
      if (facts.rank < rank) [step, rank] = [value, facts.rank];
    } else if (facts.kind === 'metric') hasMetric = true;
    hasSetting ||= facts.isSetting;
    hasTrainers ||= facts.isTrainers;
  }
  const isAnchored = step !== undefined || epoch !== undefined;
  // Numbers beside a step are measurements whatever their names; without one, at least one name must be known.
  // A learning rate among nothing but settings (`{'lr': 0.1, 'epochs': 20, 'batch_size': 64}`) is a setting too.
  if (!isAnchored && (hasSetting || !hasMetric)) return undefined;
  // It logs what it measures, and nothing else: times and counts too.
  const isTrainer = hasTrainers && step === undefined && epoch !== undefined;
  const values: [string, number][] = [];
  for (const { facts, value } of entries) {
    const isMeasured = facts.kind === 'metric' || facts.kind === 'other' || (isTrainer && facts.kind === 'excluded');
    if (isMeasured && facts.name !== '') values.push([facts.name, value]);
  }
  return values.length === 0 ? undefined : { place: { step, total: undefined, epoch }, values };
}

/** What stands before a dict: nothing, or where in training it is. */
function readHead(head: string): Place | undefined {
  if (settingsHead.test(head)) return undefined;
  const { place } = scanPairs(head);
  return place.step === undefined && place.epoch === undefined ? undefined : place;
}

/** How many steps were trained so far is a measurement where the step has another name. */
function isStep({ kind, name }: NameFacts, value: number): boolean {
  return kind === 'step' && name !== 'total_timesteps' && Number.isFinite(value) && value >= 0;
}
