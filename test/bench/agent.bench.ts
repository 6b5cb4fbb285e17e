/** The command line against one endpoint, beside `pi` in the same invocation: start, overhead of a call, growth, streaming. */

import { type Client, installedPi, practicum } from './agents/clients.ts';
import { Endpoint, type Measured, measure } from './agents/measure.ts';
import { median } from './bench.ts';

const starts = 7;
const rounds = 3;

const pi = installedPi();
const clients: readonly Client[] = pi === undefined ? [practicum] : [practicum, pi];
if (pi === undefined) console.log('pi could not be installed: figures without the yardstick');
const endpoint = await Endpoint.start();
try {
  // Once without counting: what a machine caches of a program is not what is measured.
  for (const client of clients) await measure(client, endpoint, 'text 1');
  const started = await ofEach(starts, 'text 1');
  say('start to first request on the wire', 'ms', 250, started, ({ startMs }) => startMs);
  say('processor time until then', 'ms', undefined, started, ({ cpuAtFirstRequestMs }) => cpuAtFirstRequestMs);
  say('first request', 'KB', undefined, started, ({ firstRequestBytes }) => firstRequestBytes / 1_000);

  const reading = await ofEach(rounds, 'reads 50');
  say('50 file reads: overhead of a call, median', 'ms', 5, reading, ({ overheadsMs }) => quantile(overheadsMs, 0.5));
  say('50 file reads: overhead of a call, 95th percentile', 'ms', 12, reading, ({ overheadsMs }) => quantile(overheadsMs, 0.95));
  say('50 file reads: processor time', 'ms', undefined, reading, ({ cpuMs }) => cpuMs);
  say('50 file reads: most memory', 'MB', undefined, reading, ({ peakMb }) => peakMb);

  const streaming = await ofEach(rounds, 'text 20000');
  const base = started.map((measured) => median(measured.map(({ cpuMs }) => cpuMs)));
  say('20,000 deltas: processor time beside that of one delta', 'ms', 300, streaming, ({ cpuMs }, client) => cpuMs - (base[client] ?? 0));

  const long = await ofEach(1, 'reads 1000');
  say(
    '1,000 calls: median of the last 50 over the first 50',
    '×',
    1.5,
    long,
    ({ overheadsMs }) => quantile(overheadsMs.slice(-50), 0.5) / quantile(overheadsMs.slice(0, 50), 0.5),
  );
  say('1,000 calls: memory grown since the 50th', 'MB', 60, long, ({ peakMb, earlyMb }) => peakMb - earlyMb);
} finally {
  endpoint.stop();
}

/** The clients take turns, so that what else the machine does hits them alike. */
async function ofEach(times: number, prompt: string): Promise<readonly (readonly Measured[])[]> {
  const all = clients.map((): Measured[] => []);
  for (let time = 0; time < times; time += 1)
    for (const [index, client] of clients.entries()) all[index]?.push(await measure(client, endpoint, prompt));
  return all;
}

function say(
  what: string,
  unit: string,
  goal: number | undefined,
  all: readonly (readonly Measured[])[],
  value: (measured: Measured, client: number) => number,
): void {
  const medians = all.map((measured, client) => median(measured.map((one) => value(one, client))));
  const [ours = Number.NaN, theirs] = medians;
  const against = goal === undefined ? '' : `, goal ≤ ${goal} ${unit}: ${ours <= goal ? 'met' : 'missed'}`;
  const beside = theirs === undefined ? '' : `; ${clients[1]?.name} ${theirs.toFixed(1)} ${unit}, ratio ${(ours / theirs).toFixed(2)}`;
  console.log(`${what}: ${ours.toFixed(1)} ${unit}${against}${beside}`);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
