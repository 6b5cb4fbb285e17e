/** What has to be there before a model is measured, told before anything is paid or waited for. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { PracticumError } from '../../base/errors.ts';
import { describeSize, sizeOf } from '../installSize.ts';
import { type Interpreter, probe } from '../interpreter.ts';
import { packageName, packageOf } from '../requirements.ts';
import type { RunPurpose } from '../run.ts';
import { sliceOf } from '../ssh/slice.ts';
import { putLmEvalProgram } from './lmEvalProgram.ts';

const lmEval = packageOf('lm_eval');

export class LmEvalMissing extends PracticumError {
  constructor(python: string) {
    super('lm-eval-missing', `Not started: ${python} does not have lm-eval, which measures models on named benchmarks.`, {
      hint: `Install it: ${python} -m pip install "${lmEval}". ${describeSize(sizeOf([packageName(lmEval)], 'unknown', true))} With torch and transformers it is several GB where these are missing too. Or give the project’s own evaluation script.`,
    });
  }
}

class ModelStaysHere extends PracticumError {
  constructor(model: string) {
    super('model-stays-here', `${model} lies on this machine and would not go along: git ignores it, or it is too large to send.`, {
      hint: 'Evaluate it here, or publish it first (private is enough) and evaluate it by its name on the Hub.',
    });
  }
}

export interface EvaluationPlace {
  readonly root: string;
  readonly script: string;
  /** What executes it on this machine; undefined: it executes elsewhere. */
  readonly interpreter: Pick<Interpreter, 'path'> | undefined;
}

/** Writes the program for lm-eval where it is wanted. Throws LmEvalMissing, ModelStaysHere. */
export async function prepareEvaluation(purpose: RunPurpose, { root, script, interpreter }: EvaluationPlace): Promise<void> {
  if (purpose.by === 'lm-eval') {
    await putLmEvalProgram(root);
    if (interpreter !== undefined && !(await probe({ path: interpreter.path, origin: 'chosen' }, ['lm_eval'])).modules['lm_eval'])
      throw new LmEvalMissing(interpreter.path);
  }
  if (interpreter !== undefined) return;
  for (const model of [purpose.model, purpose.baseline ?? '']) {
    if (model === '' || (await stat(path.join(root, model)).catch(() => undefined)) === undefined) continue;
    const { files } = await sliceOf(root, script);
    const weights = files.filter(({ name }) => name === model || name.startsWith(`${model}/`));
    if (!weights.some(({ name }) => /\.(?:safetensors|bin|pt|pth|ckpt|gguf|onnx|keras|h5|npz|json|pkl|joblib)$/.test(name)))
      throw new ModelStaysHere(model);
  }
}
