/** How long finding a file's entry points takes on a file of 10,000 lines, as it is done after somebody paused typing. */
import { findEntries } from '../../src/runs/entries/entries.ts';
import { glanceAtOptions } from '../../src/runs/options/glance.ts';
import { longScript } from '../unit/runs/longScript.ts';
import { bench, median } from './bench.ts';

// shows: entry-speed
await bench('lenses, entry points of a file of 10,000 lines (CPU time, median)', async () => {
  const text = longScript(10_000);
  const samples: number[] = [];
  for (let round = 0; round < 60; round++) {
    // A new text each time, as after typing: nothing that the engine knows of the string before helps.
    const typed = `${text}# ${round}\n`;
    const begin = process.threadCpuUsage();
    const found = findEntries({ path: '/w/train.py', text: typed });
    const { hasOptions } = glanceAtOptions(typed);
    const { user, system } = process.threadCpuUsage(begin);
    samples.push((user + system) / 1000);
    if (found.length !== 1 || hasOptions) throw new Error('The entry point was not found.');
  }
  return { value: median(samples), unit: 'ms', goal: 5, samples };
});
