import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunState } from '../../../../src/runs/run.ts';
import { type Random, randomOf } from '../../../soak/random.ts';
import { eventually, makeWorkspace, type Workspace } from '../workspace.ts';
import { linesOf, pointsOf } from './seen.ts';
import { type SshServer, startSshServer } from './sshServer.ts';

const cuts = 20;
const trackio = '__version__ = "0.4.0"\ndef log(metrics, step=None):\n    pass\n';

/** Measures the same three ways, until it is told that it is enough. */
const train = `
import json, os, sys, time, trackio
step = 0
with open('metrics.csv', 'w', buffering=1) as table, open('events.jsonl', 'w', buffering=1) as lines:
    table.write('step,valid_acc\\n')
    while not os.path.exists(sys.argv[1]):
        step += 1
        print(f'step {step} loss {1 / step}', flush=True)
        trackio.log({'train/acc': 1 / 3 / step}, step=step)
        table.write(f'{step},{step / 7}\\n')
        lines.write(json.dumps({'step': step, 'perplexity': step + 0.5}) + '\\n')
        if step % 25 == 0:
            time.sleep(0.1)
sys.exit(int(sys.argv[2]))
`;

/** What may happen to the line, and to the process here that follows the run. */
const mishaps = ['cut', 'cut', 'down', 'killed', 'killed', 'ended', 'both'] as const;

async function happen(
  mishap: (typeof mishaps)[number],
  run: RunState,
  workspace: Workspace,
  server: SshServer,
  random: Random,
): Promise<void> {
  if (mishap === 'cut' || mishap === 'both') server.cut();
  if (mishap === 'down') {
    await server.stop();
    await sleep(random.int(0, 1500));
    await server.start();
  }
  if (mishap === 'cut' || mishap === 'down') return;
  const { supervisor } = JSON.parse(readFileSync(path.join(run.folder, 'heartbeat'), 'utf8')) as { supervisor: { pid: number } };
  process.kill(supervisor.pid, mishap === 'ended' ? 'SIGTERM' : 'SIGKILL');
  const other = workspace.otherRuns();
  await eventually(async () => ((await other.get(run.spec.id)).status === 'lost' ? true : undefined), 'a run that nobody follows');
  assert.deepEqual(await other.followAgain(), [run.spec.id]);
}

describe('A run on a host whose line is cut, and whose follower is killed, at any moment', () => {
  // shows: ssh-cut
  it('loses no point and doubles none, of the console, the hook and its files, and its exit code is known: twenty times', async function () {
    this.timeout(900_000);
    const seed = process.env['PRACTICUM_SEED'] ?? 'cuts';
    const random = randomOf(seed);
    const server = await startSshServer();
    const workspace = makeWorkspace({
      supervisorOptions: ['collectMs=100'],
      settings: { hosts: { 'gpu-box': { folder: server.folder } } },
    });
    const words = mkdtempSync(path.join(tmpdir(), 'practicum-words-'));
    try {
      workspace.script('trackio.py', trackio);
      const script = workspace.script('train.py', train);
      for (let done = 0, round = 0; done < cuts; round++) {
        const exitCode = random.pick([0, 1, 7]);
        const enough = path.join(words, `enough-${round}`);
        const run = await workspace.launch(script, [enough, String(exitCode)], { host: server.host });
        await eventually(() => (existsSync(path.join(server.folder, run.spec.id, 'keep/started.json')) ? true : undefined), 'its start');
        for (let left = random.int(1, 6); left > 0 && done < cuts; left--, done++) {
          await sleep(random.int(0, 2500));
          await happen(random.pick(mishaps), run, workspace, server, random);
        }
        writeFileSync(enough, '');
        const ended = await workspace.runs.waitForEnd(run.spec.id, AbortSignal.timeout(180_000));
        const where = `seed ${seed}, round ${round}, ${done} mishaps so far`;
        assert.deepEqual([ended.status, ended.exit?.code], [exitCode === 0 ? 'done' : 'failed', exitCode], where);
        const log = readFileSync(path.join(server.folder, run.spec.id, 'keep/console.log'), 'utf8');
        assert.equal(readFileSync(path.join(run.folder, 'console.log'), 'utf8'), log, `the log is that of the host (${where})`);
        const steps = Array.from({ length: log.split('\n').length - 1 }, (_, at) => at + 1);
        const points = pointsOf(run);
        for (const [metric, source, valueAt] of [
          ['loss', undefined, (step: number) => 1 / step],
          ['train/acc', 'hook', (step: number) => 1 / 3 / step],
          ['valid_acc', 'file', (step: number) => step / 7],
          ['perplexity', 'file', (step: number) => step + 0.5],
        ] as const) {
          const own = points.filter((point) => point.metric === metric && point.source === source).sort((a, b) => a.step - b.step);
          assert.deepEqual(
            own.map(({ step, value }) => [step, value]),
            steps.map((step) => [step, valueAt(step)]),
            `${metric} (${where})`,
          );
        }
        assert.equal(points.length, 4 * steps.length, where);
        assert.equal(ended.pointCount, points.length, where);
        assert.ok(
          points.every(({ segment }) => segment === undefined),
          'nothing was executed anew',
        );
        const times = linesOf<{ atMs: number }>(run, 'system.jsonl').map(({ atMs }) => atMs);
        assert.deepEqual(
          [...new Set(times)].sort((a, b) => a - b),
          times,
          `no sample twice (${where})`,
        );
        for (const name of ['metrics.csv', 'events.jsonl'])
          assert.ok(
            readFileSync(path.join(run.folder, 'artifacts', name)).equals(
              readFileSync(path.join(server.folder, run.spec.id, 'work', name)),
            ),
          );
      }
    } finally {
      workspace.dispose();
      await server.dispose();
      rmSync(words, { recursive: true });
    }
  });
});
