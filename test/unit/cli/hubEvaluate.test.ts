import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { personalHubClient } from '../../../src/app/hubDoor.ts';
import { parseCommandLine } from '../../../src/cli/args.ts';
import { evaluate } from '../../../src/cli/hub/evaluate.ts';
import { createCliHubHost } from '../../../src/cli/hubHost.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { systemPython } from '../../systemPython.ts';
import { testHost } from '../app/support.ts';
import { jobProgram } from '../runs/hub/jobWorkspace.ts';
import { hookPython, supervisorScript } from '../runs/workspace.ts';
import { neverAborted, useTemporaryFolder } from '../workspace/temporary.ts';

/** Answers of a model lie in its folder. */
const measure = `
import argparse, json, os
parser = argparse.ArgumentParser()
for name in ("model", "baseline", "benchmark", "out", "limit"):
    parser.add_argument("--" + name)
given = parser.parse_args()
def accuracy(model):
    with open(os.path.join(model, "answers.json")) as file:
        answers = json.load(file)[: int(given.limit)]
    return sum(answers) / len(answers)
os.makedirs(given.out)
result = dict(task="pairs", dataset=dict(id=given.benchmark), metric="accuracy", value=accuracy(given.model), baseline=accuracy(given.baseline), examples=int(given.limit))
with open(os.path.join(given.out, "evaluation.json"), "w") as file:
    json.dump(dict(v=1, by="measure.py", results=[result]), file)
`;

describe('practicum hub evaluate', function () {
  this.timeout(90_000);
  const folder = useTemporaryFolder();
  let hub: Hub;
  before(async () => {
    hub = await startHub({ metricsMs: 100 });
  });
  after(() => hub.close());

  beforeEach(() => {
    const [root, dist] = [join(folder.path, 'work'), join(folder.path, 'dist')];
    for (const made of [root, dist, join(root, 'tuned'), join(root, 'base')]) mkdirSync(made, { recursive: true });
    writeFileSync(join(root, 'measure.py'), measure);
    writeFileSync(join(root, 'tuned/answers.json'), '[1,1,1,0,0,0]');
    writeFileSync(join(root, 'base/answers.json'), '[1,0,1,0,0,0]');
    writeFileSync(join(dist, 'supervisor.js'), `import ${JSON.stringify(supervisorScript)};\n`);
    symlinkSync(jobProgram, join(dist, 'practicum_job'));
    symlinkSync(hookPython, join(dist, 'hook'));
  });

  async function run(...argv: readonly string[]) {
    const [root, dist] = [join(folder.path, 'work'), join(folder.path, 'dist')];
    const place = { home: join(folder.path, 'home'), env: { HF_ENDPOINT: hub.url, HF_TOKEN: hub.token }, homedir: folder.path };
    const hubHost = createCliHubHost(place);
    const host = testHost(folder.path, root, () => assert.fail('no model'), {
      dist,
      hub: hubHost,
      interpreter: async () => systemPython(),
    });
    const { command, options, values } = parseCommandLine(['-C', root, 'hub', 'evaluate', ...argv]);
    assert.ok(command.kind === 'hub');
    const said: { out: string[]; err: string[] } = { out: [], err: [] };
    const output = {
      out: (text: string) => void said.out.push(text),
      err: (text: string) => void said.err.push(text),
      closed: neverAborted,
    };
    const code = await evaluate({
      words: command.words.slice(1),
      values,
      options,
      host,
      place,
      hub: personalHubClient(host),
      output,
      input: Readable.from(['']),
      terminal: undefined,
      signal: neverAborted,
    });
    return { code, out: said.out.join(''), err: said.err.join('') };
  }

  const wish = ['tuned', 'ada/pairs', '--baseline', 'base', '--script', 'measure.py', '--limit', '4', '--wait'];
  const line = '  pairs accuracy: 0.75, baseline 0.5, difference +0.25, n 4 (measure.py)';

  // shows: evaluate-run, evaluate-script
  it('measures here, and prints what came of it', async () => {
    const { code, out, err } = await run(...wish);
    assert.equal(code, 0, err);
    assert.match(out, /^run_\S+\nevaluation: tuned, baseline base, on ada\/pairs by the script\n/);
    assert.ok(out.includes(line), out);
  });

  // shows: evaluate-run, job-handles
  it('pays for a job only when its price was agreed to', async () => {
    const { code, err } = await run(...wish, '--flavor', 'cpu-basic', '--timeout', '10m');
    assert.deepEqual([code, hub.jobs.jobs.size], [3, 0]);
    assert.match(err, /^Evaluate tuned on ada\/pairs would cost at most \$/);
  });

  // shows: evaluate-run, job-handles
  it('measures as a job that really runs: model and baseline go there, and what it measured comes back', async () => {
    const { code, out, err } = await run(...wish, '--flavor', 'cpu-basic', '--timeout', '10m', '--yes', '--json');
    assert.equal(code, 0, err);
    assert.equal(hub.jobs.jobs.size, 1);
    const { evaluation } = JSON.parse(out);
    assert.deepEqual(
      evaluation.map(({ value, baseline, examples }: Record<string, unknown>) => [value, baseline, examples]),
      [[0.75, 0.5, 4]],
    );
  });

  // shows: evaluate-run
  it('refuses what could not be measured there before anything is paid', async () => {
    await assert.rejects(run('.hidden', 'arc_easy', '--baseline', '.hidden'), { code: 'cannot-evaluate' });
    await assert.rejects(run('tuned'), /needs a benchmark/);
    await assert.rejects(run('tuned', 'arc_easy', '--limit', 'all'), /--limit needs a number/);
  });
});
