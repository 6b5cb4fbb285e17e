import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namesRunRecords } from '../../../src/policy/runRecords.ts';
import { type Ended, mustBeBuilt, runProgram } from './program.ts';

/** Stops in the middle at first, and goes on from `last.pt` when it is told to. */
const script = `import argparse, json, os, sys, time
parser = argparse.ArgumentParser()
parser.add_argument("--resume", default=None)
args = parser.parse_args()
step = json.load(open(args.resume))["step"] if args.resume else 0
while step < 20:
    step += 1
    print(f"step {step} loss {1 / step}", flush=True)
    if step == 10 and not args.resume:
        json.dump({"step": step}, open("last.pt", "w"))
        while not os.path.exists("break"):
            time.sleep(0.02)
        sys.exit(3)
`;

describe('The commands for a run', function () {
  this.timeout(60_000);
  let folder: string;
  let space: string;
  const children: ChildProcess[] = [];

  before(mustBeBuilt);
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-cli-runs-')));
    space = join(folder, 'space');
    await mkdir(space);
    await writeFile(join(space, 'train.py'), script);
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
    runProgram(space, args, { HOME: folder, PRACTICUM_HOME: join(folder, 'home'), ...env });
  const records = ({ out }: Ended): readonly Record<string, unknown>[] =>
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  // shows: cli-runs, run-resume
  it('follow it, wait for a metric, resume it after it broke, and say how it ended', async () => {
    const id = (await run(['run', 'train.py'])).out.trim();
    const met = await run(['runs', 'wait', id, '--metric', 'loss<0.3', '--timeout', '30', '--json']);
    assert.equal(met.code, 0);
    const waited = records(met)[0] as { waited: string; met: { metric: string; value: number } };
    assert.deepEqual([waited.waited, waited.met.metric, waited.met.value < 0.3], ['met', 'loss', true]);
    assert.equal((await run(['runs', 'wait', id, '--timeout', '0.1'])).code, 4, 'it still goes on');
    const following = run(['runs', 'tail', id, '-f']);
    await writeFile(join(space, 'break'), '');
    const followed = await following;
    assert.equal(followed.code, 1);
    assert.match(followed.out, /^step 1 loss 1(\.0)?\n.*step 10 loss 0\.1\n$/s);
    assert.match(followed.err, /failed: exit 3/);

    const resumed = await run(['runs', 'resume', id]);
    assert.equal(resumed.code, 0, resumed.err);
    assert.match(resumed.err, /last\.pt as segment 1/);
    const ended = await run(['runs', 'wait', id, '--json']);
    assert.equal(ended.code, 0);
    const state = records(ended)[0] as { status: string; segment: number; pointCount: number };
    assert.deepEqual([state.status, state.segment, state.pointCount], ['done', 1, 20]);
    const shown = (await run(['runs', 'show', id])).out;
    assert.match(shown, /segment 1, resumed from .*last\.pt\n/);
    const lines = records(await run(['runs', 'tail', id, '--json']));
    assert.equal(lines.length, 20);
    assert.deepEqual(lines.at(-1), { run: id, text: 'step 20 loss 0.05' });
  });

  // shows: cli-runs, bad-script-fails
  it('say why a run failed that was waited for', async () => {
    await writeFile(join(space, 'bad.py'), 'raise ValueError("no rate")\n');
    const ended = await run(['runs', 'wait', (await run(['run', 'bad.py'])).out.trim()]);
    assert.equal(ended.code, 1);
    assert.match(ended.out, /failed: exit 1\nerror: ValueError: no rate\nat: .*bad\.py:1/);
  });

  // shows: cli-runs, run-adopt
  it('adopt a process with the file it prints to, and end it only when that is said', async () => {
    const log = await open(join(space, 'out.log'), 'w');
    const child = spawn('python3', ['-u', 'train.py'], { cwd: space, stdio: ['ignore', log.fd, log.fd] });
    children.push(child);
    await log.close();
    const adopted = await run(['runs', 'adopt', String(child.pid)]);
    assert.equal(adopted.code, 0, adopted.err);
    const id = adopted.out.trim();
    assert.equal((await run(['runs', 'wait', id, '--metric', 'step >= 10', '--timeout', '30'])).code, 0);
    const refused = await run(['runs', 'stop', id]);
    assert.equal(refused.code, 1);
    assert.match(refused.err, new RegExp(`started elsewhere \\(process ${child.pid}: .*train\\.py.*--yes`, 's'));
    assert.equal((await run(['runs', 'stop', id, '--yes'])).code, 0);
    const ended = records(await run(['runs', 'wait', id, '--json']))[0] as { status: string };
    assert.equal(ended.status, 'stopped');
  });

  // shows: run-root
  it('keep runs where they are told to, protected as everywhere, and list both places', async () => {
    const id = (await run(['run', 'train.py'])).out.trim();
    await writeFile(join(space, 'break'), '');
    await run(['runs', 'wait', id]);
    const elsewhere = join(folder, 'big disk');
    const env = { PRACTICUM_RUNS_FOLDER: elsewhere };
    const other = (await run(['run', 'train.py', '--wait', '--json'], env)).out;
    const { id: otherId, folder: place } = JSON.parse(other.split('\n')[0] ?? '') as { id: string; folder: string };
    assert.ok(place.startsWith(join(elsewhere, '.practicum', 'runs', 'space-')), place);
    assert.ok(existsSync(join(place, 'exit.json')));
    assert.equal(namesRunRecords(join(place, 'exit.json')), true, 'no tool of the agent writes there');
    assert.deepEqual(
      records(await run(['runs', 'list', '--json'], env)).map((record) => record['id']),
      [otherId, id],
    );
    assert.deepEqual(await readdir(join(space, '.practicum', 'runs')).then((names) => names.filter((name) => name.startsWith('run_'))), [
      id,
    ]);
    const full = join(folder, 'a file');
    await writeFile(full, '');
    const failed = await run(['run', 'train.py'], { PRACTICUM_RUNS_FOLDER: full });
    assert.equal(failed.code, 1);
    assert.match(failed.err, /its folder could not be made in .*a file.*practicum\.runs\.folder/s);
  });

  // shows: cli-runs
  it('say in one sentence what is wrong with what was asked', async () => {
    const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
      [['runs', 'tail'], 2, /runs tail needs a run’s id/],
      [['runs', 'wait', 'x', '--timeout', 'soon'], 2, /--timeout needs seconds such as 600, not “soon”/],
      [['runs', 'wait', 'x', '--metric', 'loss is small'], 1, /is no condition to wait for.*eval_loss < 0\.5/s],
      [['runs', 'adopt'], 2, /needs a process number or a folder/],
      [['runs', 'adopt', '4194305'], 1, /There is no process 4194305/],
      [['runs', 'adopt', 'nowhere'], 1, /There is no folder/],
      [['runs', 'resume', 'run_x'], 1, /There is no run run_x/],
      [['run', 'none.py'], 1, /There is no script .*none\.py\. Give the path of a Python file/],
      [['run', 'a folder'], 1, /There is no script .*a folder\. Give the path of a Python file/],
    ];
    await mkdir(join(space, 'a folder'));
    for (const [args, code, message] of cases) {
      const ended = await run(args);
      assert.equal(ended.code, code, args.join(' '));
      assert.match(ended.err, message);
      assert.equal(ended.out, '');
    }
  });
});
