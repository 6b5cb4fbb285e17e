import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Capture } from '../../src/runs/capture/capture.ts';
import type { MetricPoint } from '../../src/runs/run.ts';
import { eachRound, type Random, tell } from './soak.ts';

const fixtures = ['runs', 'metrics'].flatMap((name) => {
  const folder = new URL(`../fixtures/${name}/`, import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => readFileSync(new URL(file, folder)));
});

function whole(bytes: Buffer): readonly MetricPoint[] {
  const capture = new Capture();
  return [...capture.push(bytes, 0), ...capture.end(0)];
}

/** The bytes cut anywhere, also within a character and an escape sequence. */
function* chunks(bytes: Buffer, random: Random): Generator<Buffer> {
  const longest = random.pick([1, 7, 100, 5000, 100_000]);
  for (let at = 0; at < bytes.length; ) {
    const end = at + random.int(1, longest);
    yield bytes.subarray(at, end);
    at = end;
  }
}

/** Several logs as one: lines of each in their order, mixed by chance, in runs of some length. */
function interleaved(logs: readonly Buffer[], random: Random): Buffer {
  const rest = logs.map((log) => log.toString('latin1').split(/(?<=\n)/));
  const lines: string[] = [];
  while (rest.some((log) => log.length > 0)) lines.push(...random.pick(rest.filter((log) => log.length > 0)).splice(0, random.int(1, 20)));
  return Buffer.from(lines.join(''), 'latin1');
}

describe('Capture over random mixtures of real logs', () => {
  // shows: run-points, console-terminal, capture-bad-logs
  it('finds the same points however the bytes are cut', async () => {
    let points = 0;
    let bytes = 0;
    const mixtures = await eachRound({ name: 'capture', atLeast: 300, share: 0.04 }, ({ random }) => {
      const mixture = interleaved(
        Array.from({ length: random.int(1, 4) }, () => random.pick(fixtures)),
        random,
      );
      const wanted = whole(mixture);
      const capture = new Capture();
      const found: MetricPoint[] = [];
      for (const chunk of chunks(mixture, random)) found.push(...capture.push(chunk, 0));
      found.push(...capture.end(0));
      assert.deepEqual(found, wanted);
      points += wanted.length;
      bytes += mixture.length;
    });
    tell('capture', { mixtures, bytes, points });
    assert.ok(points > 0);
  });

  it('keeps several runs apart that are read at the same time', async () => {
    let points = 0;
    const rounds = await eachRound({ name: 'captures', atLeast: 100, share: 0.01 }, ({ random }) => {
      const runs = fixtures.map((bytes) => ({ bytes, capture: new Capture(), left: chunks(bytes, random), found: [] as MetricPoint[] }));
      for (let open = [...runs]; open.length > 0; ) {
        const run = random.pick(open);
        const { value, done } = run.left.next();
        run.found.push(...(done === true ? run.capture.end(0) : run.capture.push(value, 0)));
        if (done === true) open = open.filter((other) => other !== run);
      }
      for (const { bytes, found } of runs) assert.deepEqual(found, whole(bytes));
      points += runs.reduce((sum, { found }) => sum + found.length, 0);
    });
    tell('captures', { rounds, points });
  });
});
