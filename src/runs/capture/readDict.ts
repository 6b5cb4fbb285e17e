/** What a printed dict or JSON object says, if it is a measurement. */
import { parseDict } from './dictLine.ts';
import type { Values } from './formats.ts';
import { factsOf } from './names.ts';
import { type Place, scanPairs } from './pairs.ts';

export interface DictReading {
  readonly place: Place;
  readonly values: Values;
  /** By transformers’ Trainer or one of the many that build on it: it prints no step, which the progress bar beside it tells. */
  readonly isTrainer: boolean;
}

// `config: {…}` is a setting, not a measurement; `Step 100: {…}` says where in training it is.
const settingsHead = /\b(?:config|args|arguments|hparams|hyper\w*|params|settings|options|cfg|kwargs)\W*$/i;
const settingName = /^(?:(?:num_)?epochs|batch_size|bs|seed|hidden\w*|num_\w+|max_\w+|weight_decay|momentum|dropout)$/i;
const trainerName = /^(?:loss|learning_rate|grad_norm|eval_loss|eval_runtime|train_runtime)$/;

/** `brace`: where its `{` is. */
export function readDict(line: string, brace: number): DictReading | undefined {
  const head = brace === 0 ? undefined : readHead(line.slice(0, brace));
  if (brace > 0 && head === undefined) return undefined;
  const entries = parseDict(brace === 0 ? line : line.slice(brace));
  if (entries === undefined) return undefined;
  const named = entries.map(([raw, value]) => ({ ...factsOf(raw), value }));
  const steps = named.filter(({ kind, name, value }) => kind === 'step' && name !== 'total_timesteps' && isCounter(value));
  const step = steps.toSorted((a, b) => a.rank - b.rank)[0]?.value ?? head?.step;
  const epoch = named.find(({ kind }) => kind === 'epoch')?.value ?? head?.epoch;
  const place = { step, total: undefined, epoch };
  const numbers = named.filter(({ kind, name }) => name !== '' && kind !== 'step' && kind !== 'epoch');
  // It logs what it measures, and nothing else: times and counts too.
  const isTrainer = steps.length === 0 && epoch !== undefined && numbers.some(({ name }) => trainerName.test(name));
  const values = numbers.filter(({ kind }) => isTrainer || kind !== 'excluded').map(({ name, value }) => [name, value] as const);
  const isAnchored = step !== undefined || epoch !== undefined;
  // Numbers beside a step are measurements whatever their names; without one, at least one name must be known.
  if (values.length === 0 || !(isAnchored || numbers.some(({ kind }) => kind === 'metric'))) return undefined;
  // A learning rate among nothing but settings (`{'lr': 0.1, 'epochs': 20, 'batch_size': 64}`) is a setting too.
  if (!isAnchored && entries.some(([name]) => settingName.test(name))) return undefined;
  return { place, values, isTrainer };
}

/** What stands before a dict: nothing, or where in training it is. */
function readHead(head: string): Place | undefined {
  if (settingsHead.test(head)) return undefined;
  const { place } = scanPairs(head);
  return place.step === undefined && place.epoch === undefined ? undefined : place;
}

function isCounter(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}
