/** How long activation takes inside a real extension host, in fresh hosts with the packed extension. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/package.ts';
import { runStart } from '../host/host.ts';
import { bench, median } from './bench.ts';

const starts = 7;
const output = path.join(root, 'out/activation-ms.txt');

// shows: build-activation-time
await bench('activation, from module load to activate resolved', async () => {
  rmSync(output, { force: true });
  const suites = [path.join(root, 'test/bench/host/activation.test.ts')];
  for (let start = 0; start < starts; start++) {
    const { failures } = await runStart({
      name: 'activation',
      suites,
      trust: 'granted',
      hasFolder: false,
      env: { PRACTICUM_BENCH_OUTPUT: output },
    });
    if (failures.length > 0 || !existsSync(output)) throw new Error(failures.map(({ title, error }) => `${title}\n${error}`).join('\n'));
  }
  const times = readFileSync(output, 'utf8').trim().split('\n').map(Number);
  return { value: median(times), unit: 'ms', goal: 50, samples: times };
});
