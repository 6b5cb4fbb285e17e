/** What each process of a window takes of a processor while something is done, in turns with what it is held against. */
import { setTimeout as sleep } from 'node:timers/promises';
import { descendants } from '../../e2e/processes.ts';
import { median } from '../bench.ts';
import { type CurvesWindow, cpuMs } from './curvesWindow.ts';

/** Percent of a processor, by what takes it. */
export type Shares = ReadonlyMap<string, number>;

const hertz = 10;
/** Between two samples: what the one has left to do is not the other's. */
const restMs = 500;

/** Of processes whose main threads are not told apart, all threads together. */
const kinds: readonly (readonly [kind: string, command: RegExp])[] = [
  ['extension host', /--type=extensionHost/],
  ['file watcher', /--type=fileWatcher/],
  ['page, all threads', /--type=renderer/],
  ['browser', /chromium/i],
  ['server', /entry\.js|server-main/],
];

/** `work` is done ten times a second for so long. */
export async function sharesOf(curves: CurvesWindow, work: () => void, seconds: number): Promise<Shares> {
  const [before, beganMs] = [await timesOf(curves), performance.now()];
  for (let tick = 1; tick <= hertz * seconds; tick++) {
    work();
    await sleep(Math.max(0, beganMs + (tick * 1000) / hertz - performance.now()));
  }
  const [after, tookMs] = [await timesOf(curves), performance.now() - beganMs];
  return new Map([...after].map(([what, ms]) => [what, (100 * (ms - (before.get(what) ?? 0))) / tookMs]));
}

/** Each for so many seconds, one after the other, and all of that again: what else the machine does meets all of them. */
export async function inTurns<Name extends string>(
  curves: CurvesWindow,
  works: Readonly<Record<Name, () => void>>,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<ReadonlyMap<Name, readonly Shares[]>> {
  const names = Object.keys(works) as Name[];
  const samples = new Map<Name, Shares[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      samples.get(name)?.push(await sharesOf(curves, works[name], seconds));
      await sleep(restMs);
    }
  }
  return samples;
}

/** Of each in the middle, and all samples. */
export function inShares(samples: readonly Shares[]): string {
  const names = [...new Set(samples.flatMap((one) => [...one.keys()]))];
  return names
    .map((name) => {
      const all = samples.map((one) => one.get(name) ?? 0);
      return `${name} ${median(all).toFixed(1)} % (${all.map((share) => share.toFixed(1)).join(', ')})`;
    })
    .join('; ');
}

async function timesOf(curves: CurvesWindow): Promise<ReadonlyMap<string, number>> {
  const { taskMs, scriptMs } = await curves.times();
  const times = new Map<string, number>([
    ['main thread', taskMs],
    ['of it scripts', scriptMs],
    ...kinds.map(([kind]) => [kind, 0] as const),
  ]);
  for (const { pid, command } of descendants(process.pid)) {
    const [kind] = kinds.find(([, pattern]) => pattern.test(command)) ?? [];
    if (kind !== undefined) times.set(kind, (times.get(kind) ?? 0) + (cpuMs(pid) ?? 0));
  }
  return times;
}
