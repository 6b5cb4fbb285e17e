/** A line of the log of a job or a Space until it is in the run's folder: one of the stand-in Hub prints the time, a supervisor here follows it as it follows any. */
import { readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { startHub } from '../doubles/hub/hub.ts';
import { makeJobWorkspace } from '../unit/runs/hub/jobWorkspace.ts';
import { bench, quantile } from './bench.ts';

const wanted = 300;
const script = `
import time
for line in range(${wanted}):
    time.sleep(0.02)
    print(time.time_ns(), flush=True)
`;

const hub = await startHub();
const workspace = makeJobWorkspace(hub);
try {
  // shows: job-log-latency
  for (const [of, job] of [
    ['job', {}],
    ['Space', { kind: 'space' }],
  ] as const)
    await bench(`a line of a ${of}’s log until it is in the run folder, 95th percentile`, async () => {
      const run = await workspace.launch(workspace.script('clock.py', script), { job });
      const file = path.join(run.folder, 'console.log');
      const samples: number[] = [];
      const look = (): void => {
        const seenMs = performance.timeOrigin + performance.now();
        const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
        for (const line of lines.slice(samples.length)) samples.push(seenMs - Number(BigInt(line) / 1000n) / 1000);
      };
      const watcher = watch(file, look);
      await workspace.ended(run);
      watcher.close();
      return { value: quantile(samples, 0.95), unit: 'ms', goal: 50, samples };
    });
} finally {
  workspace.dispose();
  await hub.close();
}
