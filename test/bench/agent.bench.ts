/** The command line against one endpoint, beside `pi` in the same invocation: start, overhead of a call, growth, streaming. */
import { rmSync } from 'node:fs';
import { installedPi, practicum } from './agents/clients.ts';
import { atHome, Endpoint, type Measured, measure } from './agents/measure.ts';
import { bench, type Figure, median, quantile } from './bench.ts';

const starts = 15;
const rounds = 3;

const pi = installedPi();
const clients = (pi === undefined ? [practicum] : [practicum, pi]).map(atHome);
if (pi === undefined) console.log('pi could not be installed: figures without the yardstick');
const endpoint = await Endpoint.start();
try {
  // Once without counting: what a machine caches of a program is not what is measured.
  for (const client of clients) await measure(client, endpoint, 'text 1');

  const started = await ofEach(starts, 'text 1');
  // shows: figure-start
  await bench(
    'start to first request on the wire',
    figure(started, 'ms', 250, ({ startMs }) => startMs),
  );
  await bench(
    'processor time until then, of all threads',
    figure(started, 'ms', undefined, ({ cpuAtFirstRequestMs }) => cpuAtFirstRequestMs),
  );
  await bench(
    'first request',
    figure(started, 'KB', 16, ({ firstRequestBytes }) => firstRequestBytes / 1_000),
  );

  const reading = await ofEach(rounds, 'reads 50');
  // shows: figure-call
  await bench(
    '50 file reads, overhead of a call: median',
    figure(reading, 'ms', 5, ({ overheadsMs }) => median(overheadsMs)),
  );
  await bench(
    '50 file reads, overhead of a call: 95th percentile',
    figure(reading, 'ms', 12, ({ overheadsMs }) => quantile(overheadsMs, 0.95)),
  );
  await bench(
    '50 file reads, processor time',
    figure(reading, 'ms', undefined, ({ cpuMs }) => cpuMs),
  );
  await bench(
    '50 file reads, most memory',
    figure(reading, 'MB', undefined, ({ peakMb }) => peakMb),
  );

  const streaming = await ofEach(rounds, 'text 20000');
  const base = started.map((measured) => median(measured.map(({ cpuMs }) => cpuMs)));
  // shows: figure-stream
  await bench(
    '20,000 deltas through the whole command line, processor time beside that of one delta',
    figure(streaming, 'ms', 300, ({ cpuMs }, client) => cpuMs - (base[client] ?? 0)),
  );

  const long = await ofEach(1, 'reads 1000');
  // shows: figure-growth
  await bench(
    '1,000 calls, overhead of the last 50 over the first 50',
    figure(long, '×', 1.5, ({ overheadsMs }) => median(overheadsMs.slice(-50)) / median(overheadsMs.slice(0, 50))),
  );
  await bench(
    '1,000 calls, memory grown since the 50th',
    figure(long, 'MB', 60, ({ peakMb, earlyMb }) => peakMb - earlyMb),
  );
} finally {
  endpoint.stop();
  for (const { home } of clients) rmSync(home, { recursive: true, force: true });
}

/** The clients take turns, so that what else the machine does hits them alike. */
async function ofEach(times: number, prompt: string): Promise<readonly (readonly Measured[])[]> {
  const all = clients.map((): Measured[] => []);
  for (let time = 0; time < times; time += 1)
    for (const [index, client] of clients.entries()) all[index]?.push(await measure(client, endpoint, prompt));
  return all;
}

/** Ours, and the yardstick beside it. */
function figure(
  all: readonly (readonly Measured[])[],
  unit: string,
  goal: number | undefined,
  value: (measured: Measured, client: number) => number,
): () => Promise<Figure> {
  const [ours = [], theirs] = all.map((measured, client) => measured.map((one) => value(one, client)));
  const peer = theirs === undefined || pi === undefined ? {} : { peer: { name: pi.name, value: median(theirs) } };
  return async () => ({ value: median(ours), unit, ...(goal === undefined ? {} : { goal }), samples: ours, ...peer });
}
