/** How long activation takes inside a real extension host: the editor's own measure, loading the module and `activate` together. */
import { openWindow } from '../e2e/harness.ts';
import { bench, median } from './bench.ts';

const hosts = 7;

// shows: build-activation-time
await bench('activation, from module load to activate resolved', async () => {
  const window = await openWindow({ workspace: 'none' });
  const { workbench, page } = window;
  try {
    const times: number[] = [];
    // Every reload of the window is a new extension host, in which nothing activates Practicum before the command does.
    for (let host = 0; host < hosts; host++) {
      if (host > 0) await workbench.reload();
      await workbench.command('Practicum: Show Log');
      await workbench.command('Developer: Show Running Extensions');
      const time = page.locator('.runtime-extensions-editor .extension', { hasText: 'Practicum' }).locator('.activation-time');
      const shown = /([\d,.]+)\s*ms/.exec((await time.textContent()) ?? '')?.[1];
      if (shown === undefined) throw new Error('The editor shows no activation time for Practicum');
      times.push(Number(shown.replaceAll(',', '')));
    }
    return { value: median(times), unit: 'ms', goal: 50, samples: times };
  } finally {
    await window.close();
  }
});
