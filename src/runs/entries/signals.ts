import type { PythonText } from './pythonText.ts';
import type { Word } from './vocabulary.ts';

/** What speaks for a file being a training script, and what against it: each signal adds its points once. */

export type SignalName =
  | 'main'
  | 'trainer'
  | 'fit'
  | 'estimator'
  | 'loop'
  | 'gradients'
  | 'cli'
  | 'accelerator'
  | 'distributed'
  | 'inline dependencies'
  | 'options'
  | 'hydra'
  | 'imports'
  | 'reports'
  | 'hyperparameters'
  | 'named'
  | 'test'
  | 'service'
  | 'evaluation only';

/** A lens stands from here on. */
export const threshold = 3;

const points: Readonly<Record<SignalName, number>> = {
  main: 1,
  trainer: 3,
  fit: 3,
  estimator: 2,
  loop: 3,
  gradients: 3,
  cli: 3,
  accelerator: 2,
  distributed: 2,
  'inline dependencies': 1,
  options: 1,
  hydra: 2,
  imports: 1,
  reports: 2,
  hyperparameters: 1,
  named: 2,
  test: -3,
  service: -3,
  'evaluation only': -3,
};

/** Without one of these a file with a main, options and an import of torch is a tool beside the training, not the training. */
const evidence: ReadonlySet<SignalName> = new Set([
  'trainer',
  'fit',
  'estimator',
  'loop',
  'gradients',
  'cli',
  'accelerator',
  'distributed',
  'hydra',
  'reports',
  'hyperparameters',
  'named',
]);

interface Pattern {
  readonly signal: SignalName;
  /** One of them must stand somewhere, or the pattern is not tried; absent: it is found early or not at all. */
  readonly words?: readonly Word[];
  readonly pattern: RegExp;
  /** Must stand somewhere as well. */
  readonly beside?: RegExp;
}

const kerasImport = /^[ \t]*(?:from|import)[ \t]+(?:keras|tensorflow)\b|\btf\.keras\b/m;
const sklearnImport = /^[ \t]*(?:from|import)[ \t]+sklearn\b/m;

/** Patterns over code. A search begins with a fixed word where it can: one that begins with `\w*` tries every word of the file. */
const codePatterns: readonly Pattern[] = [
  { signal: 'fit', words: ['.fit'], pattern: /\.fit[ \t]*\(/g, beside: kerasImport },
  { signal: 'fit', words: ['.fit', '.fine_tune('], pattern: /\.(?:fit_one_cycle|fine_tune)[ \t]*\(/g },
  { signal: 'fit', words: ['xgb.train(', 'lgb.train('], pattern: /\b(?:xgb|lgb)\.train[ \t]*\(/g },
  { signal: 'fit', words: ['YOLO('], pattern: /\.train[ \t]*\(/g, beside: /\bYOLO[ \t]*\(/ },
  { signal: 'fit', words: ['total_timesteps'], pattern: /\.learn[ \t]*\(/g },
  { signal: 'estimator', words: ['.fit'], pattern: /\.fit[ \t]*\(/g, beside: sklearnImport },
  { signal: 'loop', words: ['.backward('], pattern: /\.backward[ \t]*\(/g, beside: /\.step[ \t]*\(/ },
  {
    signal: 'gradients',
    words: ['value_and_grad', 'jax.grad', 'GradientTape'],
    pattern: /\bvalue_and_grad[ \t]*\(|\bjax\.grad[ \t]*\(|\bGradientTape[ \t]*\(/g,
  },
  { signal: 'cli', words: ['LightningCLI('], pattern: /\bLightningCLI[ \t]*\(/g },
  { signal: 'accelerator', words: ['Accelerator('], pattern: /\bAccelerator[ \t]*\(/g },
  {
    signal: 'distributed',
    words: [
      'init_process_group',
      'FSDP(',
      'FullyShardedDataParallel',
      'fully_shard',
      'DDP(',
      'DistributedDataParallel',
      'init_distributed',
      'init_device_mesh',
    ],
    pattern:
      /\b(?:init_process_group|FSDP|FullyShardedDataParallel|fully_shard|DDP|DistributedDataParallel|init_distributed|init_device_mesh)[ \t]*\(/g,
  },
  {
    signal: 'options',
    words: ['ArgumentParser', 'TrlParser', '@click.', 'typer.', 'tyro.', 'fire.Fire', 'draccus.', 'app.run(', '@command', 'DEFINE_'],
    pattern:
      /\b(?:ArgumentParser|HfArgumentParser|TrlParser)[ \t]*\(|@(?:click\.)?command\b|\btyper\.(?:Typer|run)[ \t]*\(|\btyro\.cli[ \t]*\(|\bfire\.Fire[ \t]*\(|\bdraccus\.|\bapp\.run[ \t]*\([ \t]*main\b|\bflags\.DEFINE_/g,
  },
  { signal: 'hydra', words: ['@hydra.main'], pattern: /@hydra\.main\b/g },
  {
    signal: 'imports',
    pattern:
      /^[ \t]*(?:from|import)[ \t]+(?:torch|jax|flax|keras|tensorflow|lightning|pytorch_lightning|transformers|trl|mlx|accelerate|fastai|sklearn|xgboost|lightgbm|ultralytics|unsloth|deepspeed|diffusers|peft|sentence_transformers)\b/gm,
  },
  {
    signal: 'service',
    words: ['uvicorn.run', 'gr.Interface', 'gr.Blocks', 'gr.ChatInterface', 'FastAPI(', 'Flask(', 'streamlit'],
    pattern:
      /\buvicorn\.run[ \t]*\(|\bgr\.(?:Interface|Blocks|ChatInterface)[ \t]*\(|\b(?:FastAPI|Flask)[ \t]*\(|\bimport[ \t]+streamlit\b/g,
  },
  {
    signal: 'named',
    words: ['def train', 'def fit', 'def fine', 'def pretrain'],
    pattern: /^(?:async[ \t]+)?def[ \t]+(?:pre)?(?:train|fit|fine_?tune)(?:_\w+)?[ \t]*\(/gm,
  },
];

/** What is told by words inside strings. */
const textPatterns: readonly Pattern[] = [
  { signal: 'distributed', words: ['LOCAL_RANK'], pattern: /["']LOCAL_RANK["']/g },
  {
    signal: 'hyperparameters',
    pattern:
      /["']-{0,2}(?:lr|learning[-_]rate|(?:num[-_](?:train[-_])?|max[-_])?epochs?|(?:max|num|total|train)[-_](?:train[-_])?steps|(?:per_device_)?(?:train_)?batch[-_]size)["']/g,
  },
  {
    signal: 'reports',
    pattern: /\b(?:steps?|epochs?|iter(?:ation)?s?)\b[^\n"]{0,120}\bloss\b|\bloss\b[^\n"]{0,120}\b(?:steps?|epochs?|iter(?:ation)?s?)\b/gi,
  },
];

const testName = /^(?:test_.*|.*_test|conftest)\.py$/i;
const trainingName = /^(?:(?:run|pre|re)?_?train|(?:run_)?fine_?tune|pretrain|(?:run_)?(?:sft|dpo|grpo)(?=[_.]))/i;

export interface Score {
  readonly points: number;
  readonly signals: ReadonlySet<SignalName>;
  /** Enough, and something in it trains. */
  readonly isTraining: boolean;
}

export interface KnownSignals {
  /** Of the file, without folders. */
  readonly name: string;
  readonly hasMain: boolean;
  readonly hasTrainer: boolean;
}

/** The points of a file. Pure. */
export function score(code: PythonText, known: KnownSignals): Score {
  const signals = new Set<SignalName>();
  if (known.hasMain) signals.add('main');
  if (known.hasTrainer) signals.add('trainer');
  for (const each of codePatterns) {
    if (!signals.has(each.signal) && mayHold(code, each) && code.first(each.pattern) !== undefined) signals.add(each.signal);
  }
  for (const each of textPatterns) {
    if (!signals.has(each.signal) && mayHold(code, each) && isSaid(code, each.pattern)) signals.add(each.signal);
  }
  if (/^# \/\/\/ script[ \t]*$/m.test(code.text.slice(0, 20_000))) signals.add('inline dependencies');
  if (trainingName.test(known.name)) signals.add('named');
  if (testName.test(known.name)) signals.add('test');
  if (isEvaluationOnly(code, signals)) signals.add('evaluation only');
  let sum = 0;
  for (const signal of signals) sum += points[signal];
  // Tests train as well; whoever wants to see them run has the editor's tests for it.
  const isTraining = sum >= threshold && !signals.has('test') && [...signals].some((signal) => evidence.has(signal));
  return { points: sum, signals, isTraining };
}

function mayHold(code: PythonText, { words, beside }: Pattern): boolean {
  return (words === undefined || code.holdsOneOf(words)) && (beside === undefined || beside.test(code.text));
}

/** In a string, not in a comment: a comment tells the reader, a string the program. */
function isSaid(code: PythonText, pattern: RegExp): boolean {
  for (const found of code.text.matchAll(pattern)) {
    if (!code.isHidden(found.index + 1)) continue;
    const line = code.text.slice(code.lineStart(found.index), found.index);
    if (!/^\s*#/.test(line)) return true;
  }
  return false;
}

function isEvaluationOnly(code: PythonText, signals: ReadonlySet<SignalName>): boolean {
  if (!code.holdsOneOf(['.eval()', '.generate('])) return false;
  const learns: readonly SignalName[] = ['trainer', 'fit', 'loop', 'gradients', 'cli', 'accelerator', 'reports', 'named'];
  return !learns.some((signal) => signals.has(signal));
}
