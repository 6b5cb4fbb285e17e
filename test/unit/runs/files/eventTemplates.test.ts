import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EventParser, type FramesEnd } from '../../../../src/runs/files/eventParser.ts';
import { EventTemplates, eventTemplates } from '../../../../src/runs/files/eventTemplates.ts';
import { PointColumns } from '../../../../src/runs/files/pointColumns.ts';
import { event, field, firstEvent, frame, scalarEvent, scalarValue } from '../../../bench/events/writeEvents.ts';

const started = 1_795_221_307.5;

/** Everything that a reader keeps of `pieces`, which follow each other. */
function allOf(parser: EventParser, bytes: Buffer, cuts: readonly number[] = []): object {
  let end: FramesEnd = { kind: 'more', at: 0, neededBytes: 0 };
  let from = 0;
  const media: object[] = [];
  for (const to of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    if (to <= from || end.kind === 'broken') continue;
    end = parser.parse(bytes.subarray(from, to));
    media.push(...parser.media.splice(0).map((each) => ({ ...each, at: each.at + from })));
    from += end.at;
  }
  const { points, restarts, hyperparameters, otherTags, damaged } = parser;
  const columns = [points.metric, points.step, points.value, points.wallMs].map((column) => [...column.subarray(0, points.length)]);
  return { end: { ...end, at: from }, columns, names: points.names, media, restarts, hyperparameters, otherTags, damaged };
}

function inTheUsualWay(bytes: Buffer): object {
  return allOf(new EventParser({ withTemplates: false }), bytes);
}

function withTemplates(bytes: Buffer, cuts?: readonly number[]): object {
  return allOf(new EventParser(), bytes, cuts);
}

function float32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

function tensor(type: number, ...fields: readonly Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.from([0x08, type]), ...fields]);
}

function value(tag: string, ...fields: readonly Uint8Array[]): Buffer {
  return field(1, Buffer.concat([field(1, tag), ...fields]));
}

const metadata = field(9, field(1, field(1, 'scalars')));
const simple = (number: number): Buffer => Buffer.concat([Buffer.from([0x15]), float32(number)]);

/** The ways in which programs write one number, and records that hold something else as well. */
const writings: Readonly<Record<string, (tag: string, number: number) => Buffer>> = {
  'torch’s SummaryWriter': scalarValue,
  'Keras, as content': (tag, number) => value(tag, field(8, tensor(1, Buffer.from([0x12, 0x00]), field(4, float32(number)))), metadata),
  'metadata first': (tag, number) => value(tag, metadata, field(8, tensor(1, field(4, float32(number))))),
  'a list of one': (tag, number) => value(tag, field(8, tensor(1, Buffer.concat([Buffer.from([0x2d]), float32(number)])))),
  'a packed list': (tag, number) => value(tag, field(8, tensor(1, field(5, Buffer.concat([float32(number), float32(1)]))))),
  'a number twice, of which the last counts': (tag, number) => value(tag, simple(7), field(8, tensor(1, field(4, float32(number))))),
  'a tensor, then a number': (tag, number) => value(tag, field(8, tensor(1, field(4, float32(3)))), simple(number)),
  'the tag twice': (tag, number) => value('other', field(1, tag), simple(number)),
  'of double precision': (tag, number) => value(tag, field(8, tensor(2, field(4, double(number))))),
  'of half precision': (tag, number) => value(tag, field(8, tensor(19, field(4, float32(number).subarray(2))))),
  'floats said to be another type': (tag, number) => value(tag, field(8, tensor(3, Buffer.concat([Buffer.from([0x2d]), float32(number)])))),
  'two of one record': (tag, number) => Buffer.concat([scalarValue(tag, number), scalarValue('second', number)]),
  'a histogram beside it': (tag, number) => Buffer.concat([value('weights', field(5, double(number))), scalarValue(tag, number)]),
  'no number': (tag, number) => value(tag, field(8, tensor(7, field(8, String(number)))), field(9, field(1, field(1, 'text')))),
};

/** A step of 64 bits, as two’s complement: in ten bytes where it is negative. */
function stepField(step: number): Buffer {
  const bytes = [0x10];
  let rest = BigInt.asUintN(64, BigInt(step));
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}

const anyStep = fc.oneof(fc.nat(300), fc.nat(2 ** 31), fc.constant(0), fc.integer({ min: -(2 ** 52), max: 2 ** 52 }));
const row = fc.record({
  seconds: fc.oneof(fc.double({ min: started, max: started + 4000, noNaN: true }), fc.double()),
  step: anyStep,
  number: fc.float(),
});
/** Each round a program logs its tags in the same order. */
const logs = fc
  .record({
    tags: fc.array(
      fc.record({
        writing: fc.constantFrom(...Object.keys(writings), ...Array<string>(8).fill('torch’s SummaryWriter')),
        tag: fc.constantFrom('loss', 'train/accuracy', 'é', 'x'.repeat(180), 'y'.repeat(300)),
        every: fc.constantFrom(1, 1, 1, 3),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    rows: fc.array(row, { minLength: 1, maxLength: 12 }),
    isRestarted: fc.boolean(),
  })
  .map(({ tags, rows, isRestarted }) => {
    const restart = event(started, 5, field(7, Buffer.from([0x08, 0x01])));
    const rounds = rows.flatMap(({ seconds, step, number }, index) =>
      tags
        .filter(({ every }) => index % every === 0)
        .map(({ writing, tag }) =>
          event(seconds, 0, ...(step === 0 ? [] : [stepField(step)]), field(5, writings[writing]?.(tag, number) ?? Buffer.alloc(0))),
        ),
    );
    return [firstEvent(started), ...rounds, ...(isRestarted ? [restart, ...rounds] : [])];
  });

describe('Event files, read by the records that came before', () => {
  const log = Buffer.concat(
    Array.from({ length: 10 }, (_, step) => [
      frame(scalarEvent(started + step, step * 20, 'loss', step / 8)),
      frame(scalarEvent(started + step + 0.25, step * 20, 'train/accuracy', 1 - step / 16)),
    ]).flat(),
  );

  it('reads all records like one that it has learned, and only those', () => {
    const templates = eventTemplates();
    assert.ok(templates !== undefined);
    const [first = Buffer.alloc(0), ...others] = [1, 2, 3, 4].map((step) => frame(scalarEvent(started + step, step, 'loss', step)));
    const end = first.length;
    const bytes = Buffer.concat([first, ...others, frame(scalarEvent(started, 5, 'love', 5))]);
    const points = new PointColumns();
    templates.begin(points, bytes);
    assert.equal(templates.read(0, points), 0);
    templates.learn({ at: 0, end, metric: points.numberOf('loss'), wallAt: 13, stepAt: 22, stepEnd: 23, valueAt: end - 8 });
    templates.learn({ at: 0, end, metric: points.numberOf('loss'), wallAt: 13, stepAt: 22, stepEnd: 23, valueAt: end - 8 });
    assert.equal(templates.read(end, points), 4 * end);
    assert.deepEqual([...points.step.subarray(0, points.length)], [2, 3, 4]);
    assert.deepEqual([...points.value.subarray(0, points.length)], [2, 3, 4]);
    assert.deepEqual(
      [...points.wallMs.subarray(0, points.length)],
      [2, 3, 4].map((step) => (started + step) * 1000),
    );
  });

  // shows: files-events, capture-bad-files
  it('finds every changed bit and every changed byte', () => {
    const lengths = [...recordsOf(log)];
    const masks = [1, 2, 4, 8, 16, 32, 64, 128, 0xff];
    for (let at = 0; at < log.length; at++) {
      const record = lengths.findIndex((_, index) => at < sum(lengths.slice(0, index + 1)));
      const isInHeader = at - sum(lengths.slice(0, record)) < 12;
      for (const mask of masks) {
        const changed = Buffer.from(log);
        changed[at] = (changed[at] ?? 0) ^ mask;
        const parser = new EventParser();
        const end = parser.parse(changed);
        const found = { end: end.kind, points: parser.points.length, damaged: parser.damaged };
        const expected = isInHeader
          ? { end: 'broken', points: record, damaged: 0 }
          : { end: 'more', points: lengths.length - 1, damaged: 1 };
        assert.deepEqual(found, expected, `byte ${at}, bits ${mask}`);
      }
    }
  });

  it('reads the same of a record of which any bit was written otherwise, with the checksum of that', () => {
    const events = [300, 301, 302].map((step) => scalarEvent(started + step, step, 'loss', step));
    const before = Buffer.concat(events.map(frame));
    const usual = events[0] ?? Buffer.alloc(0);
    for (let bit = 0; bit < usual.length * 8; bit++) {
      const changed = Buffer.from(usual);
      flip(changed, bit >> 3, 1 << (bit & 7));
      const bytes = Buffer.concat([before, frame(changed)]);
      assert.deepEqual(withTemplates(bytes), inTheUsualWay(bytes), `bit ${bit & 7} of byte ${bit >> 3}`);
    }
  });

  // shows: files-events
  it('reads the same wherever the bytes are cut', () => {
    const expected = inTheUsualWay(log);
    for (let at = 0; at <= log.length; at++) assert.deepEqual(withTemplates(log, [at]), expected, `cut at ${at}`);
  });

  // shows: files-events, capture-bad-files
  it('reads the same as in the usual way, whatever was written, however it was damaged and cut', () => {
    const damages = fc.array(fc.record({ at: fc.nat(), mask: fc.integer({ min: 1, max: 255 }), isSealed: fc.boolean() }), { maxLength: 2 });
    fc.assert(
      fc.property(logs, damages, fc.array(fc.nat(), { maxLength: 5 }), (events, changes, cuts) => {
        const changed = events.map((each) => Buffer.from(each));
        // Before the checksums are computed: what a program with an error would write.
        for (const { at, mask, isSealed } of changes) if (isSealed) flip(changed[at % changed.length] ?? Buffer.alloc(1), at >> 8, mask);
        const bytes = Buffer.concat(changed.map(frame));
        for (const { at, mask, isSealed } of changes) if (!isSealed) flip(bytes, at, mask);
        const places = cuts.map((cut) => cut % (bytes.length + 1));
        assert.deepEqual(withTemplates(bytes, places), inTheUsualWay(bytes));
      }),
      { numRuns: 500 },
    );
  });

  // shows: files-events
  it('reads the same of long logs with large records in between, and of more tags than it can remember', () => {
    const picture = frame(event(started, 1, field(5, value('image', field(4, Buffer.alloc(300_000))))));
    const rounds = (from: number): Buffer =>
      Buffer.concat(
        Array.from({ length: 9000 }, (_, index) => frame(scalarEvent(started + index / 7, from + index, `m${index % 3}`, index))),
      );
    const long = Buffer.concat([rounds(0), picture, rounds(9000), picture, picture, rounds(50)]);
    assert.deepEqual(withTemplates(long), inTheUsualWay(long));
    const tags = Array.from({ length: 20_000 }, (_, index) => frame(scalarEvent(started, 3, `metric number ${index}`, index)));
    const many = Buffer.concat([...tags, ...tags.slice(-40), ...tags.slice(-40)]);
    assert.deepEqual(withTemplates(many), inTheUsualWay(many));
  });

  it('keeps two files apart that are read in turn', () => {
    const [one, two] = [new EventParser(), new EventParser()];
    const other = Buffer.concat(Array.from({ length: 32 }, (_, step) => frame(scalarEvent(started, step, 'train/accuracy', step))));
    for (let turn = 0; turn < 3; turn++) {
      one.parse(log);
      two.parse(other);
    }
    assert.deepEqual([one.points.names, two.points.names], [['loss', 'train/accuracy'], ['train/accuracy']]);
    assert.deepEqual([one.points.length, two.points.length], [60, 96]);
    assert.ok(two.points.metric.subarray(0, 96).every((metric) => metric === 0));
  });

  it('does without where there is no WebAssembly', () => {
    const { WebAssembly } = globalThis;
    try {
      globalThis.WebAssembly = undefined;
      assert.equal(EventTemplates.make(), undefined);
    } finally {
      globalThis.WebAssembly = WebAssembly;
    }
    assert.ok(EventTemplates.make() !== undefined);
  });
});

function flip(bytes: Buffer, at: number, mask: number): void {
  if (bytes.length > 0) bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ mask;
}

/** Their lengths, frames included. */
function* recordsOf(bytes: Buffer): Generator<number> {
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at) + 16;
    yield length;
    at += length;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
