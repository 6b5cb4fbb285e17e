/**
 * Writes scalars as a TensorBoard event file: records of length, checksum, message, checksum, as TensorFlow's record writer does, each message
 * an Event (tensorflow/core/util/event.proto) with one `simple_value`, which is of single precision.
 */
import { maskedCrc32c } from './crc32c.ts';

export interface ScalarColumn {
  readonly tag: string;
  readonly count: number;
  /** The points `from` to `to` (excluded). */
  read(from: number, to: number): { readonly steps: Float64Array; readonly values: Float64Array; readonly wallMs: Float64Array };
}

/** Points that make one piece. */
const pieceSize = 4096;

/** The bytes of a file, piece by piece: a long run is never in memory whole. `startMs`: of its first record. */
export function* eventFile(columns: Iterable<ScalarColumn>, startMs: number): Generator<Buffer> {
  yield recordOf(eventOf(startMs, 0, lengthDelimited(3, Buffer.from('brain.Event:2'))));
  for (const { tag, count, read } of columns) {
    const named = lengthDelimited(1, Buffer.from(tag));
    for (let from = 0; from < count; from += pieceSize) {
      const { steps, values, wallMs } = read(from, Math.min(count, from + pieceSize));
      const records: Buffer[] = [];
      for (let at = 0; at < steps.length; at++) {
        const value = Buffer.concat([named, float(2, values[at] ?? Number.NaN)]);
        const summary = lengthDelimited(5, lengthDelimited(1, value));
        records.push(recordOf(eventOf(wallMs[at] ?? startMs, Math.round(steps[at] ?? 0), summary)));
      }
      yield Buffer.concat(records);
    }
  }
}

function eventOf(wallMs: number, step: number, rest: Buffer): Buffer {
  const time = Buffer.alloc(9);
  time[0] = key(1, 1);
  time.writeDoubleLE(wallMs / 1000, 1);
  return Buffer.concat([time, Buffer.from([key(2, 0)]), varint(step), rest]);
}

function recordOf(message: Buffer): Buffer {
  const record = Buffer.alloc(message.length + 16);
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  view.setBigUint64(0, BigInt(message.length), true);
  view.setInt32(8, maskedCrc32c(view, 0, 8), true);
  message.copy(record, 12);
  view.setInt32(12 + message.length, maskedCrc32c(view, 12, 12 + message.length), true);
  return record;
}

function key(field: number, wire: number): number {
  return field * 8 + wire;
}

function lengthDelimited(field: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([key(field, 2)]), varint(bytes.length), bytes]);
}

function float(field: number, value: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes[0] = key(field, 5);
  bytes.writeFloatLE(value, 1);
  return bytes;
}

/** Negative numbers as two's complement of 64 bits. */
function varint(value: number): Buffer {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return Buffer.from([...bytes, Number(rest)]);
}
