import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { z } from 'zod';
import { maskedCrc32c } from '../../../../src/runs/files/crc32c.ts';
import { EventFile } from '../../../../src/runs/files/eventFile.ts';
import { EventFolder } from '../../../../src/runs/files/eventFolder.ts';
import { EventParser } from '../../../../src/runs/files/eventParser.ts';
import { event, field, firstEvent, frame, scalarEvent, scalarValue } from '../../../bench/events/writeEvents.ts';
import { brief, fixtures, readAll, temporaryFolder } from './readAll.ts';

const truthSchema = z.record(z.string(), z.record(z.string(), z.array(z.tuple([z.number(), z.union([z.number(), z.string()])]))));
const truth = truthSchema.parse(JSON.parse(readFileSync(path.join(fixtures, 'tensorboard-says.json'), 'utf8')));

const started = 1_795_221_307.5;

function log(...steps: readonly number[]): Buffer {
  return Buffer.concat([frame(firstEvent(started)), ...steps.map((step) => frame(scalarEvent(started + step, step, 'loss', step / 4)))]);
}

describe('TensorBoard event files', () => {
  let temporary = temporaryFolder();
  let file = '';

  beforeEach(() => {
    temporary = temporaryFolder();
    file = path.join(temporary.folder, 'events.out.tfevents.1795221307.host.1.0');
  });
  afterEach(() => temporary.remove());

  for (const [name, tags] of Object.entries(truth)) {
    // shows: files-events
    it(`gives exactly what TensorBoard reads of ${name}`, async () => {
      const { points, notes } = await readAll(new EventFile(path.join(fixtures, name)), true);
      const read = new Map<string, (readonly [number, number | string])[]>();
      for (const { metric, step, value } of points) {
        read.set(metric, [...(read.get(metric) ?? []), [step, Number.isFinite(value) ? value : String(value).toLowerCase()]]);
      }
      assert.deepEqual(Object.fromEntries(read), tags);
      assert.deepEqual(notes, []);
    });
  }

  it('computes the checksum of the documented test vector', () => {
    const bytes = Buffer.from('\x1a\x11CRC test, one two', 'latin1');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    assert.equal(maskedCrc32c(view, 0, bytes.length) >>> 0, 0x5794d08a);
  });

  // shows: files-events
  it('keeps every point and its time, however the bytes are cut', () => {
    const bytes = log(0, 1, 2, 300, 70_000, 5_000_000_000);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 6 }), (cuts) => {
        const parser = new EventParser();
        let from = 0;
        for (const to of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
          if (to > from) from += parser.parse(bytes.subarray(from, to)).at;
        }
        assert.equal(from, bytes.length);
        assert.deepEqual([...parser.points.step.subarray(0, parser.points.length)], [0, 1, 2, 300, 70_000, 5_000_000_000]);
        assert.equal(parser.points.wallMs[1], (started + 1) * 1000);
      }),
    );
  });

  // shows: files-events
  it('reads tags in any order, records of several values, and times and steps of any size', () => {
    const scalars = fc.record({
      tags: fc.array(fc.constantFrom('loss', 'acc', 'train/a rather long name', 'é'), { minLength: 1, maxLength: 2 }),
      seconds: fc.double({ min: 0, max: 4e9, noNaN: true }),
      step: fc.oneof(fc.nat(200), fc.nat(2 ** 31), fc.constant(0)),
      value: fc.float({ noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(scalars, { maxLength: 30 }), (events) => {
        const records = events.map(({ tags, seconds, step, value }) =>
          frame(event(seconds, step, field(5, Buffer.concat(tags.map((tag) => scalarValue(tag, value)))))),
        );
        const parser = new EventParser();
        parser.parse(Buffer.concat(records));
        const { points } = parser;
        const read = Array.from({ length: points.length }, (_, row) => points.pointAt(row, 0));
        const expected = events.flatMap(({ tags, seconds, step, value }) =>
          tags.map((metric) => ({ metric, step, value, wallMs: seconds * 1000 })),
        );
        assert.deepEqual(read, expected);
      }),
    );
  });

  // shows: files-events, capture-bad-files
  it('notices one changed bit anywhere in any record', () => {
    const records = [3, 4, 5, 6, 7, 8].map((step) => frame(scalarEvent(started + step, step, 'loss', step / 8)));
    const bytes = Buffer.concat(records);
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const parser = new EventParser();
        const end = parser.parse(changed);
        const record = Math.floor((bit >> 3) / (records[0]?.length ?? 1));
        const isInHeader = (bit >> 3) % (records[0]?.length ?? 1) < 12;
        assert.equal(end.kind, isInHeader ? 'broken' : 'more');
        assert.deepEqual([parser.points.length, parser.damaged], isInHeader ? [record, 0] : [5, 1]);
      }),
      { numRuns: 300 },
    );
  });

  // shows: files-events
  it('reads scalars that are tensors, of every number type, and passes over what is no scalar', async () => {
    const tensor = (type: number, ...fields: readonly Uint8Array[]): Buffer => Buffer.concat([Buffer.from([0x08, type]), ...fields]);
    const value = (tag: string, content: Uint8Array): Buffer =>
      frame(event(started, 1, field(5, field(1, Buffer.concat([field(1, tag), field(8, content)])))));
    const float = Buffer.alloc(4);
    float.writeFloatLE(0.25);
    const double = Buffer.alloc(8);
    double.writeDoubleLE(-1e300);
    const int64 = Buffer.alloc(8);
    int64.writeBigInt64LE(-7n);
    const minusSeven = Buffer.from([0x50, 0xf9, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]);
    const withDimension = field(2, field(2, Buffer.from([0x08, 0x03])));
    writeFileSync(
      file,
      Buffer.concat([
        frame(firstEvent(started)),
        value('content', tensor(1, field(4, float))),
        value('listed', tensor(1, field(5, float))),
        value('double', tensor(2, field(4, double))),
        value('int64', tensor(9, field(4, int64))),
        value('varint', tensor(9, minusSeven)),
        value('half', tensor(19, field(4, Buffer.from([0x00, 0x3e])))),
        value('bfloat16', tensor(14, field(4, Buffer.from([0x20, 0x40])))),
        value('vector', tensor(1, withDimension, field(4, float))),
        value('text', tensor(7, field(8, 'words'))),
      ]),
    );
    const read = await readAll(new EventFile(file), true);
    assert.deepEqual(brief(read), [
      'content 1 0.25',
      'listed 1 0.25',
      'double 1 -1e+300',
      'int64 1 -7',
      'varint 1 -7',
      'half 1 1.5',
      'bfloat16 1 2.5',
    ]);
    assert.deepEqual(read.notes, []);
  });

  it('reads hyperparameters, which are no metrics', async () => {
    const folder = new EventFolder(path.join(fixtures, 'torch-hparams'));
    const { points } = await readAll(folder, true);
    const settings = Object.fromEntries(folder.facts().hyperparameters ?? []);
    assert.deepEqual([settings['lr'], settings['opt'], settings['bsize']], ['0.1', 'sgd', '8']);
    assert.ok(!points.some(({ metric }) => metric.startsWith('_hparams_')));
  });

  // shows: files-events
  it('follows a file that grows, and waits for the rest of a record', async () => {
    const bytes = log(0, 1, 2);
    const reader = new EventFile(file);
    writeFileSync(file, bytes.subarray(0, bytes.length - 5));
    assert.deepEqual(brief(await readAll(reader)), ['loss 0 0', 'loss 1 0.25']);
    assert.deepEqual(brief(await readAll(reader)), []);
    appendFileSync(file, bytes.subarray(bytes.length - 5));
    assert.deepEqual(await readAll(reader).then(brief), ['loss 2 0.5']);
  });

  it('gives only what is new when a grown copy takes the place of the file', async () => {
    const reader = new EventFile(file);
    writeFileSync(file, log(0, 1));
    await readAll(reader);
    writeFileSync(`${file}.new`, log(0, 1, 2));
    renameSync(`${file}.new`, file);
    assert.deepEqual(brief(await readAll(reader)), ['loss 2 0.5']);
  });

  it('begins anew when the file was cut and is written again', async () => {
    const reader = new EventFile(file);
    writeFileSync(file, log(0, 1, 2, 3));
    await readAll(reader);
    truncateSync(file, 0);
    appendFileSync(file, Buffer.concat([frame(firstEvent(started + 60)), frame(scalarEvent(started + 61, 0, 'loss', 9))]));
    assert.deepEqual(brief(await readAll(reader)), ['loss 0 9']);
  });

  // shows: capture-bad-files
  it('loses one record to a bad checksum of its data, and says so once', async () => {
    const bytes = log(0, 1, 2);
    const record = frame(scalarEvent(started, 0, 'loss', 0)).length;
    bytes[bytes.length - record - 10] = (bytes[bytes.length - record - 10] ?? 0) ^ 0x40;
    writeFileSync(file, bytes);
    const reader = new EventFile(file);
    const read = await readAll(reader);
    assert.deepEqual(brief(read), ['loss 0 0', 'loss 2 0.5']);
    assert.deepEqual(read.notes, [`One record of ${file} did not agree with the checksum and was passed over.`]);
    assert.deepEqual((await readAll(reader)).notes, []);
  });

  // shows: capture-bad-files
  it('keeps what stands before a bad checksum of a length, and says once that the rest cannot be read', async () => {
    const bytes = log(0, 1);
    writeFileSync(file, Buffer.concat([bytes, Buffer.alloc(200, 0x41), log(5)]));
    const reader = new EventFile(file);
    const read = await readAll(reader);
    assert.deepEqual(brief(read), ['loss 0 0', 'loss 1 0.25']);
    assert.equal(read.notes.length, 1);
    assert.match(read.notes[0] ?? '', new RegExp(`damaged at byte ${bytes.length} `));
    appendFileSync(file, log(6));
    assert.deepEqual(await readAll(reader), { points: [], notes: [] });
  });

  // shows: capture-bad-files
  it('says what a cut record at the end of a finished file was', async () => {
    const bytes = log(0, 1);
    writeFileSync(file, bytes.subarray(0, bytes.length - 3));
    const read = await readAll(new EventFile(file), true);
    assert.deepEqual(brief(read), ['loss 0 0']);
    assert.match(read.notes.join(), /ends inside a record: its last \d+ bytes were passed over/);
  });

  // shows: capture-bad-files
  it('says of a file that holds something else that nothing was read, whatever its bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 16, maxLength: 400 }), async (bytes) => {
        writeFileSync(file, bytes);
        const read = await readAll(new EventFile(file), true);
        assert.deepEqual(read.points, []);
        assert.equal(read.notes.length, 1);
        rmSync(file);
      }),
      { numRuns: 30 },
    );
  });

  // shows: files-events, run-resume
  it('puts what a continued training measures into a later segment, and keeps what it measures again', async () => {
    const { points } = await readAll(new EventFolder(path.join(fixtures, 'torch-resumed')), true);
    const steps = (segment: number): readonly number[] =>
      points.filter((point) => (point.segment ?? 0) === segment).map(({ step }) => step);
    assert.deepEqual(steps(0), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.deepEqual(steps(1), [6, 7, 8, 9, 10, 11]);
    assert.equal(points.length, 16);
  });

  it('takes a second file with other tags for the same part of the training', async () => {
    writeFileSync(file, log(0, 1, 2));
    writeFileSync(`${file}.1`, Buffer.concat([frame(firstEvent(started)), frame(scalarEvent(started, 0, 'accuracy', 0.5))]));
    const { points } = await readAll(new EventFolder(temporary.folder), true);
    assert.deepEqual(
      points.map(({ segment }) => segment),
      [undefined, undefined, undefined, undefined],
    );
  });

  it('reads large records whole, and a file of many chunks', async () => {
    const picture = frame(event(started, 1, field(5, field(1, Buffer.concat([field(1, 'image'), field(4, Buffer.alloc(3_000_000))])))));
    writeFileSync(file, Buffer.concat([log(0), picture, frame(scalarEvent(started, 1, 'loss', 8)), picture]));
    const read = await readAll(new EventFile(file), true);
    assert.deepEqual(brief(read), ['loss 0 0', 'loss 1 8']);
    assert.deepEqual(read.notes, []);
  });

  it('finds files that are begun later in the same folder', async () => {
    mkdirSync(path.join(temporary.folder, 'run'));
    const folder = new EventFolder(path.join(temporary.folder, 'run'));
    assert.deepEqual(brief(await readAll(folder)), []);
    writeFileSync(file, log(3));
    copyFileSync(file, path.join(temporary.folder, 'run', path.basename(file)));
    assert.deepEqual(brief(await readAll(folder)), ['loss 3 0.75']);
  });
});
