/**
 * How long activation takes inside a real extension host: the editor's own measure, loading the module and `activate` together. While the window
 * starts, what is measured is mostly waiting: the editor, its page and its other extensions want both cores as well. So beside the wall time
 * stands the time that the thread was at work, and beside both those of an extension that contributes the same and does nothing, activated in
 * the same window in turns.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../e2e/eventually.ts';
import { openWindow, type TestWindow } from '../e2e/harness.ts';
import { bench, type Figure, median } from './bench.ts';
import { type TimedExtension, timedExtensions } from './window/timedExtensions.ts';

const hosts = 9;
/** The list draws only the rows that fit, slowest first. A fast extension stands at its end. */
const viewport = { width: 1440, height: 2400 };

interface Activated {
  /** As the editor tells it. */
  readonly shownMs: number;
  readonly cpuMs: number;
}

const { practicum, bare } = timedExtensions();

for (const [when, settleMs] of [
  ['in a window that has just started', 4_000],
  ['while the window still starts', 0],
] as const) {
  const [ours, theirs] = await activations(settleMs);
  // shows: build-activation-time
  await bench(
    `activation ${when}, from module load to activate resolved`,
    figure(ours, theirs, 50, ({ shownMs }) => shownMs),
  );
  await bench(
    `activation ${when}, processor time of the thread`,
    figure(ours, theirs, undefined, ({ cpuMs }) => cpuMs),
  );
}

/** Every reload of the window is a new extension host, in which nothing activates either before its command does. */
async function activations(settleMs: number): Promise<readonly [readonly Activated[], readonly Activated[]]> {
  const window = await openWindow({ workspace: 'none', browser: { viewport }, packed: practicum.vsix, extensions: [bare.vsix] });
  const all: [Activated[], Activated[]] = [[], []];
  try {
    for (let host = 0; host < 2 * hosts; host++) {
      if (host > 0) await window.workbench.reload();
      await sleep(settleMs);
      all[host % 2]?.push(await activate(window, host % 2 === 0 ? practicum : bare));
    }
    return all;
  } finally {
    await window.close();
  }
}

function figure(
  ours: readonly Activated[],
  theirs: readonly Activated[],
  goal: number | undefined,
  value: (activated: Activated) => number,
): () => Promise<Figure> {
  const samples = ours.map(value);
  const peer = { name: 'one that does nothing', value: median(theirs.map(value)) };
  return async () => ({ value: median(samples), unit: 'ms', samples, peer, ...(goal === undefined ? {} : { goal }) });
}

async function activate({ workbench, page }: TestWindow, extension: TimedExtension): Promise<Activated> {
  const before = extension.noted().length;
  await workbench.command(extension.command);
  await workbench.command('Developer: Show Running Extensions');
  const rows = page.locator('.runtime-extensions-editor .extension');
  return eventually(async () => {
    const shown = await rows.evaluateAll((elements) =>
      elements.map((row) => ({ name: row.querySelector('.name')?.textContent, time: row.querySelector('.activation-time')?.textContent })),
    );
    const ms = /([\d,.]+)\s*ms/.exec(shown.find(({ name }) => name === extension.name)?.time ?? '')?.[1];
    const noted = extension.noted()[before];
    if (ms !== undefined && noted !== undefined) return { shownMs: Number(ms.replaceAll(',', '')), cpuMs: noted.cpuMs };
    const others = shown.map(({ name, time }) => `${name} ${time}`).join(', ');
    throw new Error(
      `The editor’s list of running extensions holds no time for ${extension.name}, so its command did not activate it. It holds: ${others || 'nothing'}. Run the benchmark again, without --as-is, which builds the package anew.`,
    );
  }, 60_000);
}
