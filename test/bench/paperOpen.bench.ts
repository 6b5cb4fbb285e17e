/** From “open this” to the outline of a page of 2 MB, fetched on this machine and from what is kept; and how long the host is held up meanwhile. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { root } from '../../scripts/package.ts';
import type { Paper } from '../../src/papers/document.ts';
import { parseInWorker, usualWorkerLimits } from '../../src/papers/inWorker.ts';
import { nothingSaid, type ReadPaper } from '../../src/papers/parsePaper.ts';
import { openPaper, type ReaderParts } from '../../src/papers/readPaper.ts';
import { showOutline } from '../../src/papers/showPaper.ts';
import { parseGiven } from '../../src/papers/sources/given.ts';
import type { PaperSettings } from '../../src/papers/sources/settings.ts';
import { sleepFor } from '../../src/papers/sources/sleep.ts';
import { PaperStore } from '../../src/papers/sources/store.ts';
import type { StoredPaper } from '../doubles/papers/stored.ts';
import { bench, quantile } from './bench.ts';
import { bigPage } from './papers/bigPage.ts';
import { type LongestTurn, longestTurn } from './turns.ts';

const rounds = 12;
const html = bigPage(60);
const services = new Worker(new URL('./papers/serve.ts', import.meta.url), {
  workerData: [{ arxiv: '2401.00001', title: 'A Long Paper', html }] satisfies readonly StoredPaper[],
});
const settings = await new Promise<PaperSettings>((resolve, reject) => services.once('message', resolve).once('error', reject));
const worker = pathToFileURL(path.join(root, 'dist/paperWorker.js'));
const { signal } = new AbortController();
const opened: number[] = [];
const whole: number[] = [];
const reopened: number[] = [];
const held: LongestTurn[] = [];

/** Until the outline can be shown, and until all is read. */
async function open(folder: string): Promise<{ readonly outlineMs: number; readonly wholeMs: number }> {
  const store = new PaperStore({ folder, mostBytes: 1e9, onNote: () => undefined });
  const web = {
    get: (url: URL, init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal }) =>
      fetch(url, { ...init, redirect: 'manual' }),
    userAgent: 'practicum/bench',
    turnFor: () => undefined,
    sleep: sleepFor,
  };
  const parse: ReaderParts['parse'] = (job, stop, onPaper) => parseInWorker(job, stop, onPaper, usualWorkerLimits, worker);
  const since = performance.now();
  let outlineMs: number | undefined;
  const show = (read: ReadPaper): void => {
    if (!showOutline(read).includes('60 Section 60')) throw new Error('The outline is not whole.');
    outlineMs ??= performance.now() - since;
  };
  const onPaper = (paper: Paper): void => show({ paper, said: nothingSaid });
  const read = await openPaper({ web, settings, store, parse }, parseGiven('2401.00001'), { signal, onPaper });
  show(read);
  return { outlineMs: outlineMs ?? Number.NaN, wholeMs: performance.now() - since };
}

try {
  for (let round = 0; round < rounds; round++) {
    const folder = await mkdtemp(path.join(tmpdir(), 'paper-bench-'));
    held.push(
      await longestTurn(async () => {
        const first = await open(folder);
        opened.push(first.outlineMs);
        whole.push(first.wholeMs);
        reopened.push((await open(folder)).outlineMs);
      }),
    );
    await rm(folder, { recursive: true, force: true });
  }
} finally {
  await services.terminate();
}

const size = `${(html.length / 1e6).toFixed(1)} MB`;
await bench(`A page of ${size}, opened to its outline, 95th percentile`, async () => ({
  value: quantile(opened, 0.95),
  unit: 'ms',
  goal: 1_500,
  samples: opened,
}));
await bench('The same, and all that it says of its set-up', async () => ({ value: quantile(whole, 0.95), unit: 'ms', samples: whole }));
await bench('The same from what is kept, 95th percentile', async () => ({
  value: quantile(reopened, 0.95),
  unit: 'ms',
  goal: 150,
  samples: reopened,
}));
// The first round loads the code and compiles it, which a window does once.
const longest = (samples: readonly number[]) => ({ value: Math.max(...samples), unit: 'ms', goal: 50, samples });
await bench('The host held up meanwhile, longest', async () => longest(held.map(({ clockMs }) => clockMs)));
await bench('The same of its own processor time', async () => longest(held.map(({ processorMs }) => processorMs)));
