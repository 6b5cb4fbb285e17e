import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Collected } from '../../../../src/runs/collector.ts';
import { HookCollector, type HookLimits } from '../../../../src/runs/hook/hookCollector.ts';
import { parseHookLine } from '../../../../src/runs/hook/hookLine.ts';

const nowMs = 1_795_000_000_000;
const line = (step: number, values: Record<string, unknown>, rest: object = {}): string =>
  `${JSON.stringify({ t: nowMs, f: 'trainer', s: step, v: values, ...rest })}\n`;

describe('What the hook tells', () => {
  let folder: string;
  beforeEach(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), 'practicum-hook-')), 'hook');
    mkdirSync(folder);
  });
  let open: HookCollector[] = [];
  const collecting = (limits?: HookLimits): HookCollector => {
    const collector = new HookCollector(folder, limits);
    open.push(collector);
    return collector;
  };
  afterEach(async () => {
    for (const collector of open) await collector.dispose();
    open = [];
    rmSync(path.dirname(folder), { recursive: true, force: true });
  });

  const write = (text: string, file = '1-a.jsonl'): void => appendFileSync(path.join(folder, file), text);
  const told = ({ points = [] }: Collected): readonly string[] => points.map(({ metric, step, value }) => `${metric}@${step}=${value}`);

  it('becomes points with every digit, step and epoch, NaN and infinity among them', async () => {
    write(line(4, { loss: 0.7748603224754333, grad_norm: 'NaN', reward: '-Infinity' }, { e: 0.125 }));
    const { points = [] } = await collecting().poll(nowMs);
    assert.deepEqual(points, [
      { metric: 'loss', step: 4, value: 0.7748603224754333, wallMs: nowMs, source: 'hook', epoch: 0.125 },
      { metric: 'grad_norm', step: 4, value: Number.NaN, wallMs: nowMs, source: 'hook', epoch: 0.125 },
      { metric: 'reward', step: 4, value: Number.NEGATIVE_INFINITY, wallMs: nowMs, source: 'hook', epoch: 0.125 },
    ]);
  });

  it('is there to be read as soon as it is written, not at the next look', async () => {
    write(line(1, { loss: 0.5 }));
    const collector = collecting();
    await collector.poll(nowMs);
    const news = Promise.withResolvers<void>();
    const watching = collector.watch(() => news.resolve());
    write(line(2, { loss: 0.25 }));
    await news.promise;
    watching.dispose();
    assert.deepEqual(told(await collector.poll(nowMs)), ['loss@2=0.25']);
  });

  it('is read as it is appended, by whichever process, a line when it is whole', async () => {
    const collector = collecting();
    const whole = line(1, { loss: 0.5 });
    write(whole.slice(0, 20));
    assert.deepEqual(told(await collector.poll(nowMs)), []);
    write(whole.slice(20) + line(2, { loss: 0.25 }));
    write(line(1, { acc: 0.9 }), '2-b.jsonl');
    assert.deepEqual(told(await collector.poll(nowMs)), ['loss@1=0.5', 'loss@2=0.25', 'acc@1=0.9']);
    assert.deepEqual(told(await collector.poll(nowMs)), []);
    await collector.dispose();
    assert.equal(existsSync(folder), false);
  });

  // shows: hook-frameworks
  it('counts from rank 0 alone, except for what only another rank measures', async () => {
    const collector = collecting();
    write(line(1, { loss: 0.5, 'rank1/tokens': 7 }, { r: 1 }), '2-b.jsonl');
    assert.deepEqual(told(await collector.poll(nowMs)), []);
    write(line(1, { loss: 0.5 }));
    assert.deepEqual(told(await collector.poll(nowMs + 100)), ['loss@1=0.5']);
    assert.deepEqual(told(await collector.poll(nowMs + 2000)), ['rank1/tokens@1=7']);
    write(line(2, { loss: 0.4, 'rank1/tokens': 9 }, { r: 1 }), '2-b.jsonl');
    assert.deepEqual(told(await collector.poll(nowMs + 2100)), ['rank1/tokens@2=9']);
    write(line(3, { late: 1 }, { r: 1 }), '2-b.jsonl');
    assert.deepEqual(told(await collector.poll(nowMs + 2200, true)), ['late@3=1']);
  });

  // shows: hook-harmless
  it('says once why it left a framework alone', async () => {
    const collector = collecting();
    const note = `${JSON.stringify({ t: nowMs, f: 'trainer', note: 'RuntimeError: version 9.0 of transformers is not known to the hook' })}\n`;
    write(note + note);
    const { notes } = await collector.poll(nowMs);
    assert.deepEqual(notes, [
      'The hook leaves transformers’ Trainer alone in this run (RuntimeError: version 9.0 of transformers is not known to the hook). Its metrics are read from the console and from files.',
    ]);
    assert.deepEqual((await collector.poll(nowMs)).notes, []);
  });

  it('is believed only where it is a line of the hook', () => {
    for (const text of [
      '',
      '{',
      'null',
      '[1]',
      '{"f":"trainer","s":"1","v":{}}',
      '{"f":"../x","s":1,"v":{"a":1}}',
      '{"f":"trainer","s":null,"v":{"a":1}}',
      '{"f":"trainer","s":1,"v":[1]}',
    ])
      assert.equal(parseHookLine(text, nowMs), undefined, text);
    const odd = parseHookLine(JSON.stringify({ f: 'x', s: 1, v: { '': 1, ['n'.repeat(300)]: 1, text: 'one', ok: 2, deep: {} } }), nowMs);
    assert.deepEqual(odd, {
      kind: 'points',
      framework: 'x',
      rank: 0,
      points: [{ metric: 'ok', step: 1, value: 2, wallMs: nowMs, source: 'hook' }],
    });
  });

  it('is read past lines that are none, lines without an end, and files that are none, with one note each', async () => {
    const collector = collecting();
    write(`garbage\n{"more":\n${'x'.repeat(100_000)}`);
    symlinkSync('/dev/zero', path.join(folder, '3-c.jsonl'));
    mkdirSync(path.join(folder, '4-d.jsonl'));
    writeFileSync(path.join(folder, 'other.txt'), line(9, { no: 1 }));
    const first = await collector.poll(nowMs);
    assert.equal(first.notes?.length, 2);
    write(`x\n${line(1, { loss: 0.5 })}`);
    const second = await collector.poll(nowMs);
    assert.deepEqual([told(second), second.notes], [['loss@1=0.5'], []]);
  });

  it('is bounded when it floods: each poll takes so much, of too much the oldest is left out, and a note says so', async () => {
    const collector = collecting({ bytesPerPoll: 10_000, maxBytesBehind: 40_000, maxFiles: 2, maxMetrics: 3 });
    const flood = Array.from({ length: 3000 }, (_, step) => line(step, { loss: 0.5 })).join('');
    write(flood);
    const first = await collector.poll(nowMs);
    assert.ok((first.points?.length ?? 0) < 200);
    assert.equal(first.notes?.length, 2);
    const rest = await collector.poll(nowMs, true);
    assert.equal(rest.points?.at(-1)?.step, 2999);
    assert.deepEqual(rest.notes, []);
    for (const name of ['2.jsonl', '3.jsonl', '4.jsonl']) write(line(1, { other: 1 }), name);
    assert.match((await collector.poll(nowMs)).notes?.join() ?? '', /^More than 2 processes/);
    write(line(3000, { a: 1, b: 2, c: 3, loss: 0.5 }));
    const last = await collector.poll(nowMs);
    assert.deepEqual(told(last), ['a@3000=1', 'loss@3000=0.5']);
    assert.match(last.notes?.join() ?? '', /more than 3 metrics/);
  });
});
