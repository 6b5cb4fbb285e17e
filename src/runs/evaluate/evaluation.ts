/** A run that measures a model: what it executes, made of what is wanted. Pure. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { defined } from '../../base/defined.ts';
import { PracticumError } from '../../base/errors.ts';
import type { RunPurpose } from '../run.ts';
import { lmEvalProgramFile } from './lmEvalProgram.ts';

export interface EvaluateWish {
  /** A folder in the workspace, absolute or relative to its first folder, or a name on the Hub. */
  readonly model: string;
  /** What it was made of. */
  readonly baseline?: string;
  /** Tasks of lm-eval with commas, or what the script calls it. */
  readonly benchmark: string;
  /** So many examples of each task; absent: all. */
  readonly limit?: number;
  /** The project's own, absolute; absent: lm-eval. */
  readonly script?: string;
  /** For the script or lm-eval; where one names `{model}`, `{baseline}`, `{benchmark}` or `{out}`, nothing else is put behind them. */
  readonly args?: readonly string[];
}

export interface EvaluationLaunch {
  readonly script: string;
  readonly args: readonly string[];
  readonly name: string;
  readonly purpose: RunPurpose;
}

class CannotEvaluate extends PracticumError {
  constructor(message: string, hint: string) {
    super('cannot-evaluate', message, { hint });
  }
}

/** `root`: the workspace folder, in which it executes. The same wish is always the same launch. Throws `cannot-evaluate`. */
export function evaluationLaunch(root: string, wish: EvaluateWish): EvaluationLaunch {
  const { benchmark, limit, script, args = [] } = wish;
  const model = nameIn(root, wish.model);
  const baseline = wish.baseline === undefined ? undefined : nameIn(root, wish.baseline);
  if (baseline === model) throw new CannotEvaluate(`${model} cannot be its own baseline.`, 'Name the model that it was made of.');
  const key = createHash('sha256')
    .update(JSON.stringify([model, baseline, benchmark, limit, script === undefined ? '' : path.relative(root, script), args]))
    .digest('hex');
  const out = `evaluations/${slug(benchmark)}-${key.slice(0, 8)}`;
  const purpose: RunPurpose = {
    kind: 'evaluate',
    model,
    ...defined({ baseline }),
    benchmark,
    by: script === undefined ? 'lm-eval' : 'script',
    out,
  };
  const name = `evaluate ${path.posix.basename(model)} on ${benchmark}`.slice(0, 120);
  if (script !== undefined) return { script, args: scriptArgs(purpose, args, limit), name, purpose };
  // Its `--model_args` are `key=value,key=value`, without a way to quote.
  for (const each of [model, baseline ?? ''])
    if (/[,=]/.test(each))
      throw new CannotEvaluate(`lm-eval takes no model whose name holds a comma or “=”: ${each}.`, 'Rename its folder.');
  if (!/^[\w.+/-]+(?:,[\w.+/-]+)*$/.test(benchmark))
    throw new CannotEvaluate(`“${benchmark}” names no tasks of lm-eval.`, 'Give names as arc_easy,hellaswag: lm-eval ls tasks lists them.');
  const own = ['--model', model, ...(baseline === undefined ? [] : ['--baseline', baseline]), '--tasks', benchmark, '--out', out];
  return {
    script: lmEvalProgramFile(root),
    args: [...own, ...(limit === undefined ? [] : ['--limit', String(limit)]), ...args],
    name,
    purpose,
  };
}

const places = /\{(model|baseline|benchmark|out)\}/g;

function scriptArgs(purpose: RunPurpose, args: readonly string[], limit: number | undefined): readonly string[] {
  const { model, baseline, benchmark, out } = purpose;
  const named = new Set(args.flatMap((arg) => [...arg.matchAll(places)].map(([, name]) => name)));
  if (named.size === 0)
    return [
      ...args,
      ...['--model', model],
      ...(baseline === undefined ? [] : ['--baseline', baseline]),
      ...['--benchmark', benchmark, '--out', out],
      ...(limit === undefined ? [] : ['--limit', String(limit)]),
    ];
  if (baseline !== undefined && !named.has('baseline'))
    throw new CannotEvaluate(
      'The arguments of the script name {model} and not {baseline}, so it would not hear of the baseline.',
      'Name {baseline} too, or evaluate the baseline as a model of its own with the same script and benchmark: the two are then compared.',
    );
  const values = { model, baseline: baseline ?? '', benchmark, out };
  return args.map((arg) => arg.replaceAll(places, (_, name: keyof typeof values) => values[name]));
}

/** A folder of the workspace by its path there: it has the same one wherever the workspace goes. */
function nameIn(root: string, given: string): string {
  const said = given.trim();
  if (said === '' || said.startsWith('-')) throw new CannotEvaluate(`“${given}” names no model.`, 'Give a folder or a name on the Hub.');
  if (!path.isAbsolute(said)) return path.posix.normalize(said.split(path.sep).join('/')).replace(/\/$/, '');
  const below = path.relative(root, said);
  return below === '' || below.startsWith('..') || path.isAbsolute(below) ? said : below.split(path.sep).join('/');
}

function slug(text: string): string {
  return (
    text
      .replaceAll(/[^\w.-]+/g, '-')
      .replaceAll(/^[-.]+|[-.]+$/g, '')
      .slice(0, 60) || 'benchmark'
  );
}
