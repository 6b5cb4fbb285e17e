import assert from 'node:assert/strict';
import { createRuns } from '../../../src/runs/runs.ts';
import { systemPython } from '../../systemPython.ts';
import { supervisorScript } from '../runs/workspace.ts';
import { useToolbox } from './toolbox.ts';

const measure = `
import argparse, json, os
parser = argparse.ArgumentParser()
for name in ("model", "baseline", "benchmark", "out"):
    parser.add_argument("--" + name)
given = parser.parse_args()
os.makedirs(given.out)
result = dict(task="pairs", dataset=dict(id=given.benchmark), metric="accuracy", value=0.75, baseline=0.5, examples=40)
with open(os.path.join(given.out, "evaluation.json"), "w") as file:
    json.dump(dict(v=1, by="measure.py", results=[result]), file)
`;

describe('start_run that evaluates', function () {
  this.timeout(60_000);
  const box = useToolbox({
    makeRuns: (where) =>
      createRuns({
        ...where,
        supervisor: { node: process.execPath, script: supervisorScript, options: ['stopPollMs=50'] },
        interpreter: async () => systemPython(),
      }),
  });

  // shows: evaluate-run, evaluate-script, tool-run-read
  it('says what it measures and executes exactly that, and read_run shows what came of it', async () => {
    await box.put('measure.py', measure);
    const input = { script: 'measure.py', evaluate: { model: 'out', baseline: 'ada/base', benchmark: 'ada/pairs' } };
    const tool = box.tool('start_run');
    assert.equal(tool.title(input), 'Evaluate out and its baseline ada/base on ada/pairs with measure.py');
    const [effect] = tool.effects(input);
    assert.ok(effect?.kind === 'execute' && effect.argv[1] === box.at('measure.py') && effect.argv.includes('ada/base'));
    const { content } = await box.call('start_run', input);
    const run = /^run: (\S+)$/m.exec(content)?.[1] ?? assert.fail(content);
    const read = (await box.call('read_run', { run, wait_s: 60 })).content;
    assert.match(read, /^evaluation: out, baseline ada\/base, on ada\/pairs by the script$/m);
    assert.match(read, /^ {2}pairs accuracy: 0\.75, baseline 0\.5, difference \+0\.25, n 40 \(measure\.py\)$/m);
  });

  // shows: evaluate-lm-eval
  it('is refused before anybody is asked where lm-eval is missing, and where nothing says what to run', async () => {
    const input = { evaluate: { model: 'ada/tiny', benchmark: 'arc_easy' } };
    assert.equal(box.tool('start_run').title(input), 'Evaluate ada/tiny on arc_easy with lm-eval');
    await assert.rejects(box.preview('start_run', input), { code: 'lm-eval-missing' });
    assert.throws(() => box.tool('start_run').effects({}), { code: 'no-script' });
  });
});
