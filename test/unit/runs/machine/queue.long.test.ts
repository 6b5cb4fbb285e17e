import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { runsInQueue } from '../../../../src/runs/machine/queueFolder.ts';

const module = new URL('../../../../src/runs/machine/queueFolder.ts', import.meta.url).href;
/** Takes its slots, looks whether a living process has one of them too, holds them for a moment, and gives them back. */
const program = `import { waitInQueue } from ${JSON.stringify(module)};
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
const [folder, run, count, holdMs, ...slots] = process.argv.slice(1);
const held = await waitInQueue(folder, { run, name: run, priority: 0 }, [{ oneOf: slots, count: Number(count) }],
  { signal: new AbortController().signal, pollMs: 10, onWaiting: async () => undefined });
const isAlive = (pid) => { try { process.kill(pid, 0); return !/\\) Z /.test(readFileSync('/proc/' + pid + '/stat', 'latin1')); } catch { return false; } };
for (const slot of held.slots) {
  const mark = folder + '/mark-' + slot;
  try {
    const pid = Number(readFileSync(mark, 'utf8'));
    if (isAlive(pid)) appendFileSync(folder + '/violations', slot + ' ' + pid + ' ' + process.pid + '\\n');
  } catch {}
  writeFileSync(mark, String(process.pid));
}
await new Promise((resolve) => setTimeout(resolve, Number(holdMs)));
for (const slot of held.slots) rmSync(folder + '/mark-' + slot);
appendFileSync(folder + '/done', run + '\\n');
await held.release();`;

describe('The queue of a machine, with processes that are killed at any moment', function () {
  this.timeout(600_000);

  // shows: run-queue
  it('never gives a slot to two living processes, and serves everybody who lives', async function () {
    if (process.platform !== 'linux') this.skip();
    const process_ = fc.record({
      count: fc.integer({ min: 1, max: 2 }),
      holdMs: fc.integer({ min: 0, max: 60 }),
      killAfterMs: fc.option(fc.integer({ min: 0, max: 1500 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(process_, { minLength: 6, maxLength: 10 }), async (processes) => {
        const folder = mkdtempSync(path.join(tmpdir(), 'practicum-queue-'));
        try {
          const ends = processes.map(({ count, holdMs, killAfterMs }, index) => {
            const args = ['--input-type=module', '-e', program, folder, `run_${index}`, String(count), String(holdMs), 'a', 'b'];
            const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
            if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
            return new Promise<string | undefined>((resolve) =>
              child.once('exit', (_, signal) => resolve(signal === null ? `run_${index}` : undefined)),
            );
          });
          const lived = (await Promise.all(ends)).filter((run) => run !== undefined);
          assert.ok(!existsSync(path.join(folder, 'violations')), 'a slot had two owners');
          const done = existsSync(path.join(folder, 'done')) ? readFileSync(path.join(folder, 'done'), 'utf8').trim().split('\n') : [];
          for (const run of lived) assert.ok(done.includes(run), `${run} was never served`);
          assert.deepEqual(await runsInQueue(folder), []);
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      }),
      { numRuns: 12 },
    );
  });
});
