import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { evaluationLaunch } from '../../../../src/runs/evaluate/evaluation.ts';
import { evaluationLinesOf, evaluationOf } from '../../../../src/runs/evaluate/evaluationRecord.ts';
import { loadComparison } from '../../../../src/runs/loadCompared.ts';
import type { RunState } from '../../../../src/runs/run.ts';
import { systemPython } from '../../../systemPython.ts';
import { makeWorkspace, type Workspace } from '../workspace.ts';

/** The project's own: what it measures of a model stands in a file there. */
const ownScript = `
import argparse, json, os
parser = argparse.ArgumentParser()
for name in ("model", "baseline", "benchmark", "out"):
    parser.add_argument("--" + name)
given = parser.parse_args()

def accuracy(model):
    with open(os.path.join(model, "answers.json")) as file:
        answers = json.load(file)
    right = sum(answers)
    n = len(answers)
    return right / n, (right / n * (1 - right / n) / n) ** 0.5, n

value, error, n = accuracy(given.model)
result = dict(task="text-classification", dataset=dict(id=given.benchmark, split="test"), metric="accuracy", value=value, standardError=error, examples=n)
if given.baseline:
    result["baseline"], result["baselineStandardError"], _ = accuracy(given.baseline)
os.makedirs(given.out, exist_ok=True)
with open(os.path.join(given.out, "evaluation.json"), "w") as file:
    json.dump(dict(v=1, by="measure.py", results=[result]), file)
`;

/**
 * A double of lm-eval's command line: takes the options that ours gives, and writes a file of the name and shape that evaluation_tracker.py and
 * result_schema.py of lm-evaluation-harness 0.4.13 write. What it measures stands in the model's folder.
 */
const lmEvalDouble = `
import argparse, datetime, json, os, sys
parser = argparse.ArgumentParser()
for name in ("model", "model_args", "tasks", "output_path", "limit", "batch_size"):
    parser.add_argument("--" + name)
given = parser.parse_args()
args = dict(each.split("=", 1) for each in given.model_args.split(","))
with open(os.path.join(args.get("peft", args["pretrained"]), "answers.json")) as file:
    answers = json.load(file)
n = len(answers)
mean = sum(answers) / n
tasks = given.tasks.split(",")
results = dict(
    results={task: {"alias": task, "acc,none": mean, "acc_stderr,none": (mean * (1 - mean) / (n - 1)) ** 0.5, "sample_len": n} for task in tasks},
    group_subtasks={task: [] for task in tasks},
    configs={task: dict(task=task, dataset_path="allenai/ai2_arc", dataset_name="ARC-Easy", test_split="test", output_type="multiple_choice") for task in tasks},
    versions={task: 1.0 for task in tasks},
    higher_is_better={task: dict(acc=True) for task in tasks},
    config=dict(model=given.model, model_args=given.model_args, batch_size=given.batch_size, limit=given.limit),
    lm_eval_version="0.4.13",
    task_hashes={},
    model_name=args["pretrained"],
)
results["n-samples"] = {task: dict(original=2376, effective=n) for task in tasks}
folder = os.path.join(given.output_path, args["pretrained"].replace("/", "__"))
os.makedirs(folder, exist_ok=True)
with open(os.path.join(folder, "results_" + datetime.datetime.now().isoformat().replace(":", "-") + ".json"), "w") as file:
    json.dump(results, file, indent=2)
`;

describe('A run that evaluates', function () {
  this.timeout(60_000);
  let workspace: Workspace;
  let python: string;
  beforeEach(() => {
    workspace = makeWorkspace();
    python = systemPython();
  });
  afterEach(() => workspace.dispose());

  const model = (name: string, right: number, of: number): void =>
    void workspace.script(`${name}/answers.json`, JSON.stringify(Array.from({ length: of }, (_, at) => (at < right ? 1 : 0))));
  const evaluate = async (wish: Parameters<typeof evaluationLaunch>[1], where = workspace): Promise<RunState> => {
    const { script, args, name, purpose } = evaluationLaunch(where.root, wish);
    return await where.ended(await where.launch(script, args, { name, purpose }));
  };

  // shows: evaluate-run, evaluate-script, evaluate-compare
  it('measures a model and its baseline with the project’s own script, and keeps the record with itself', async () => {
    model('out/tuned', 45, 50);
    model('base', 30, 50);
    const script = workspace.script('measure.py', ownScript);
    const run = await evaluate({ model: path.join(workspace.root, 'out/tuned'), baseline: 'base', benchmark: 'ada/pairs', script });
    assert.equal(run.status, 'done', readFileSync(path.join(run.folder, 'console.log'), 'utf8'));
    const { purpose } = run.spec;
    assert.deepEqual(purpose, {
      kind: 'evaluate',
      model: 'out/tuned',
      baseline: 'base',
      benchmark: 'ada/pairs',
      by: 'script',
      out: purpose?.out ?? '',
    });
    assert.deepEqual(run.spec.argv.slice(1), [
      script,
      ...['--model', 'out/tuned', '--baseline', 'base', '--benchmark', 'ada/pairs', '--out', purpose?.out ?? ''],
    ]);
    // What lies in the workspace can be changed by anybody; the record of the run cannot.
    writeFileSync(path.join(workspace.root, purpose?.out ?? '', 'evaluation.json'), '{}');
    const [one] = (await evaluationOf(run)) ?? [];
    assert.deepEqual([one?.value, one?.baseline, one?.examples, one?.by], [0.9, 0.6, 50, 'measure.py']);
    assert.deepEqual(
      (await workspace.runs.points(run.spec.id)).map(({ metric, step, value }) => [metric, step, value]),
      [
        ['text-classification/accuracy', 0, 0.9],
        ['baseline/text-classification/accuracy', 0, 0.6],
      ],
    );
    // Beside another one of the same benchmark.
    model('worse', 40, 50);
    const other = await evaluate({ model: 'worse', benchmark: 'ada/pairs', script });
    const { evaluations } = await loadComparison(workspace.runs, other.spec.id, run.spec.id);
    assert.deepEqual(
      evaluations.map(({ a, b, difference }) => [a?.value, b?.value, difference?.value.toFixed(3), difference?.standardError?.toFixed(3)]),
      [[0.8, 0.9, '0.100', '0.071']],
    );
    assert.deepEqual(await evaluationLinesOf(run), [
      'evaluation: out/tuned, baseline base, on ada/pairs by the script',
      '  text-classification accuracy: 0.900 ± 0.042, baseline 0.600 ± 0.069, difference +0.300 ± 0.081, n 50 (measure.py)',
    ]);
  });

  // shows: evaluate-run, evaluate-lm-eval
  it('measures with lm-eval where the interpreter has it: first the baseline, then the model, an adapter on its base', async () => {
    const packages = path.join(workspace.root, '.packages');
    workspace.script('.packages/lm_eval/__init__.py', '');
    workspace.script('.packages/lm_eval/__main__.py', lmEvalDouble);
    // An interpreter of its own that has the double.
    const wrapped = path.join(workspace.root, '.packages', 'python');
    writeFileSync(wrapped, `#!/bin/sh\nPYTHONPATH=${packages} exec ${python} "$@"\n`);
    chmodSync(wrapped, 0o755);
    const other = makeWorkspace({ root: workspace.root, python: wrapped });
    try {
      model('adapter', 32, 40);
      model('base', 20, 40);
      workspace.script('adapter/adapter_config.json', JSON.stringify({ base_model_name_or_path: 'base' }));
      const run = await evaluate(
        { model: 'adapter', baseline: 'base', benchmark: 'arc_easy', limit: 40, args: ['--batch_size', '8'] },
        other,
      );
      const printed = readFileSync(path.join(run.folder, 'console.log'), 'utf8');
      assert.equal(run.status, 'done', printed);
      assert.equal(printed, 'lm-eval measures the baseline: base\nlm-eval measures the model: adapter\n');
      assert.equal(run.spec.script, path.join(workspace.root, '.practicum/evaluate/run_lm_eval.py'));
      assert.equal(readFileSync(path.join(workspace.root, '.practicum/evaluate/.gitignore'), 'utf8'), '*\n');
      const [one, ...more] = (await evaluationOf(run)) ?? [];
      assert.equal(more.length, 0);
      assert.deepEqual(
        { ...one, standardError: one?.standardError?.toFixed(6), baselineStandardError: one?.baselineStandardError?.toFixed(6) },
        {
          task: 'arc_easy',
          dataset: { id: 'allenai/ai2_arc', config: 'ARC-Easy', split: 'test' },
          metric: 'acc',
          value: 0.8,
          by: 'lm-eval 0.4.13',
          standardError: '0.064051',
          examples: 40,
          higherIsBetter: true,
          baseline: 0.5,
          baselineStandardError: '0.080064',
        },
      );
    } finally {
      other.dispose();
    }
  });

  // shows: evaluate-lm-eval
  it('is not started where lm-eval is missing, and says how to get it', async () => {
    mkdirSync(path.join(workspace.root, 'base'));
    await assert.rejects(evaluate({ model: 'base', benchmark: 'arc_easy' }), (error: Error & { code?: string; hint?: string }) => {
      assert.equal(error.code, 'lm-eval-missing');
      assert.match(error.hint ?? '', /-m pip install "lm_eval\[hf\]"/);
      return true;
    });
    assert.deepEqual(await workspace.runs.list(), []);
  });

  // shows: evaluate-run
  it('says where it should have left a record and left none', async () => {
    const script = workspace.script('measure.py', 'print("nothing")\n');
    const run = await evaluate({ model: 'a/b', benchmark: 'x', script });
    assert.match(run.note ?? '', /left no record of what it measured in evaluations\/x-/);
    assert.equal(await evaluationOf(run), undefined);
    assert.ok(!existsSync(path.join(run.folder, 'artifacts')));
  });
});

describe('What an evaluation executes', () => {
  const root = path.resolve('/work/of/ada');
  const script = path.join(root, 'measure.py');

  // shows: evaluate-script
  it('has the arguments of a script filled in where they name places for them', () => {
    const { args } = evaluationLaunch(root, {
      model: 'ada/tiny',
      baseline: 'ada/base',
      benchmark: 'glue',
      script,
      args: ['eval', '--ckpt={model}', '--ref', '{baseline}'],
    });
    assert.deepEqual(args, ['eval', '--ckpt=ada/tiny', '--ref', 'ada/base']);
    assert.throws(() => evaluationLaunch(root, { model: 'a', baseline: 'b', benchmark: 'x', script, args: ['{model}'] }), {
      code: 'cannot-evaluate',
    });
  });

  // shows: evaluate-run
  it('is the same for the same wish, and refuses what no benchmark can be asked of', () => {
    const wish = { model: path.join(root, 'out'), benchmark: 'arc_easy,hellaswag' };
    assert.deepEqual(evaluationLaunch(root, wish), evaluationLaunch(root, { ...wish, model: './out/' }));
    for (const bad of [
      { model: '--tasks', benchmark: 'x' },
      { model: 'a,peft=b', benchmark: 'x' },
      { model: 'a', baseline: 'a', benchmark: 'x' },
      { model: 'a', benchmark: 'x; rm -r' },
    ])
      assert.throws(() => evaluationLaunch(root, bad), { code: 'cannot-evaluate' });
  });
});
