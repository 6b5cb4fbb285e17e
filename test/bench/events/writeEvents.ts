/** Writes TensorBoard event files as torch's SummaryWriter does: one scalar an event. For benchmarks and tests. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { maskedCrc32c } from '../../../src/runs/files/crc32c.ts';

/** One TFRecord frame around `data`. */
export function frame(data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(data.length + 16);
  bytes.writeBigUInt64LE(BigInt(data.length), 0);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  bytes.writeInt32LE(maskedCrc32c(view, 0, 8), 8);
  bytes.set(data, 12);
  bytes.writeInt32LE(maskedCrc32c(view, 12, 12 + data.length), 12 + data.length);
  return bytes;
}

function varint(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 0x80);
  return [...bytes, rest];
}

/** A field of bytes: a string or a nested message. */
export function field(number: number, content: Uint8Array | string): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([number * 8 + 2, ...varint(bytes.length)]), bytes]);
}

/** An Event with a step (left out where it is 0, as protocol buffers do) and further fields. */
export function event(wallSeconds: number, step: number, ...fields: readonly Uint8Array[]): Buffer {
  const time = Buffer.alloc(9);
  time[0] = 0x09;
  time.writeDoubleLE(wallSeconds, 1);
  return Buffer.concat([time, Buffer.from(step === 0 ? [] : [0x10, ...varint(step)]), ...fields]);
}

export function scalarEvent(wallSeconds: number, step: number, tag: string, value: number): Buffer {
  return event(wallSeconds, step, field(5, scalarValue(tag, value)));
}

/** One value of a summary. */
export function scalarValue(tag: string, value: number): Buffer {
  const simple = Buffer.alloc(5);
  simple[0] = 0x15;
  simple.writeFloatLE(value, 1);
  return field(1, Buffer.concat([field(1, tag), simple]));
}

export function firstEvent(wallSeconds: number): Buffer {
  return event(wallSeconds, 0, field(3, 'brain.Event:2'));
}

/** `scalars` values of `tags` tags, tag after tag at each step. */
export function writeEventFile(file: string, scalars: number, tags: number): void {
  const startSeconds = 1_795_221_307.34;
  const handle = openSync(file, 'w');
  let parts: Buffer[] = [frame(firstEvent(startSeconds))];
  for (let index = 0; index < scalars; index++) {
    const step = Math.floor(index / tags);
    parts.push(
      frame(scalarEvent(startSeconds + index / 1000, step, `train/metric_${index % tags}`, Math.exp(-step / 50_000) + (index % 7) / 100)),
    );
    if (parts.length < 20_000) continue;
    writeSync(handle, Buffer.concat(parts));
    parts = [];
  }
  writeSync(handle, Buffer.concat(parts));
  closeSync(handle);
}
