/**
 * The WebAssembly that reads event records which differ from known ones only in time, step and value.
 *
 * A checksum is linear: that of such a record is the checksum of the record with zeros in the bytes that differ, combined with what each
 * of those bytes adds at its distance from the end. So a record whose other bytes are those of a template is checked exactly, with a
 * dozen steps in place of fifty, and of what it holds only three numbers have to be taken out.
 *
 * Programs log their tags in the same order again and again: each template knows the two that followed it last, and only those are tried.
 */
import { block, branch, branchIf, type Code, f32, f64, i32, i64, Local, loop, moduleOf, v128, when } from './webAssembly.ts';

/** Records that are longer have no template. */
export const maxTemplateBytes = 256;
export const minTemplateBytes = 32;
/** Of a checksum's table: four for each value of a byte. */
export const tableBytes = 1024;
/** The upper two bytes of a time in seconds are the same for centuries. */
export const wallBytes = 6;
const valueBytes = 4;
/** What is compared at once. */
export const blockBytes = 16;
export const windowBytes = 256 * 1024;
export const maxRows = windowBytes / minTemplateBytes;

/** The parts of a template, by their place in it: words of 32 bits, then blocks. Addresses are those of the memory. */
export const part = {
  /** Length of the record with its frame. */
  bytes: 0,
  metric: 4,
  /** Addresses of the templates that came after it last, and before that; 0 where there is none. */
  following: 8,
  followingBefore: 12,
  /** The checksum with zeros in the place of what differs. */
  base: 16,
  /** Places in the record. */
  check: 20,
  wall: 24,
  value: 28,
  step: 32,
  stepEnd: 36,
  /** Addresses of the tables for the last byte of the time and of the value, and for the first one of the step. */
  wallTable: 40,
  valueTable: 44,
  stepTable: 48,
  blocksEnd: 52,
  /** Up to `blocksEnd`, for each 16 bytes of the record: these bytes, then the bits of them that must be so. */
  blocks: 64,
} as const;

const tables = 1024;
const metric = tables + maxTemplateBytes * tableBytes;
const step = metric + maxRows * 4;
const value = step + maxRows * 8;
const wallMs = value + maxRows * 8;
const window = wallMs + maxRows * 8;
// What is compared in whole blocks may reach behind the window.
const templates = window + windowBytes + maxTemplateBytes;

/** The memory that the code shares with its caller: addresses. */
export const memory = {
  /** The template of the record that was read last. */
  last: 0,
  /** How many rows the last call has written. */
  rows: 4,
  /** Table k holds what each value of a byte adds to the checksum when k bytes follow it. */
  tables,
  /** Columns of the rows. */
  metric,
  step,
  value,
  wallMs,
  /** The bytes to read. */
  window,
  templates,
  end: templates + 2 * 1024 * 1024,
} as const;

export const memoryPages = Math.ceil(memory.end / 65536);

/** What a byte adds to the checksum; `behind`: bytes of the same number that follow it, whose tables stand before its own. */
function added(table: Local, place: Local, at = 0, behind = 0): Code {
  return i32.load(i32.add(table.get, i32.shl(i32.load8(place.get, at), i32.const(2))), behind * tableBytes);
}

/**
 * The function `run`: (address where reading begins, end of what is there) → where the first record begins that is like none of the
 * two that are expected, or not whole.
 */
export function eventKernel(): Uint8Array<ArrayBuffer> {
  const locals: Local[] = [];
  const local = (type: Local['type']): Local => {
    const made = new Local(type, locals.length);
    locals.push(made);
    return made;
  };
  const [at, end] = [local('i32'), local('i32')];
  const [last, known, row] = [local('i32'), local('i32'), local('i32')];
  const [place, stop, pattern, table] = [local('i32'), local('i32'), local('i32'), local('i32')];
  const [different, crc, steps, shift] = [local('v128'), local('i32'), local('i64'), local('i64')];

  const addBytes = (length: number): Code =>
    Array.from({ length }, (_, index) => crc.set(i32.xor(crc.get, added(table, place, index, length - 1 - index))));

  const compare: Code = [
    different.set(v128.xor(different.get, different.get)),
    place.set(at.get),
    pattern.set(i32.add(known.get, i32.const(part.blocks))),
    stop.set(i32.load(known.get, part.blocksEnd)),
    loop(
      different.set(
        v128.or(different.get, v128.and(v128.xor(v128.load(place.get), v128.load(pattern.get)), v128.load(pattern.get, blockBytes))),
      ),
      place.set(i32.add(place.get, i32.const(blockBytes))),
      pattern.set(i32.add(pattern.get, i32.const(2 * blockBytes))),
      branchIf(0, i32.differ(pattern.get, stop.get)),
    ),
  ];

  const addUp: Code = [
    crc.set(i32.load(known.get, part.base)),
    place.set(i32.add(at.get, i32.load(known.get, part.wall))),
    table.set(i32.load(known.get, part.wallTable)),
    ...addBytes(wallBytes),
    place.set(i32.add(at.get, i32.load(known.get, part.value))),
    table.set(i32.load(known.get, part.valueTable)),
    ...addBytes(valueBytes),
    // The step: a varint whose length is that of the template.
    steps.set(i64.const(0)),
    shift.set(i64.const(0)),
    place.set(i32.add(at.get, i32.load(known.get, part.step))),
    stop.set(i32.add(at.get, i32.load(known.get, part.stepEnd))),
    table.set(i32.load(known.get, part.stepTable)),
    block(
      branchIf(0, i32.equal(place.get, stop.get)),
      loop(
        crc.set(i32.xor(crc.get, added(table, place))),
        steps.set(i64.or(steps.get, i64.shl(i64.ofI32(i32.and(i32.load8(place.get), i32.const(0x7f))), shift.get))),
        shift.set(i64.add(shift.get, i64.const(7))),
        table.set(i32.sub(table.get, i32.const(tableBytes))),
        place.set(i32.add(place.get, i32.const(1))),
        branchIf(0, i32.differ(place.get, stop.get)),
      ),
    ),
  ];

  const masked = i32.add(i32.rotr(crc.get, i32.const(15)), i32.const(0xa282ead8 | 0));
  const wall = f64.load(i32.add(at.get, i32.load(known.get, part.wall)));
  const number = f32.load(i32.add(at.get, i32.load(known.get, part.value)));
  const keep: Code = [
    i32.store(i32.shl(row.get, i32.const(2)), i32.load(known.get, part.metric), memory.metric),
    f64.store(i32.shl(row.get, i32.const(3)), f64.ofI64(steps.get), memory.step),
    f64.store(i32.shl(row.get, i32.const(3)), f64.ofF32(number), memory.value),
    f64.store(i32.shl(row.get, i32.const(3)), f64.mul(wall, f64.const(1000)), memory.wallMs),
    row.set(i32.add(row.get, i32.const(1))),
    at.set(i32.add(at.get, i32.load(known.get, part.bytes))),
    when(
      i32.differ(known.get, i32.load(last.get, part.following)),
      i32.store(last.get, i32.load(last.get, part.following), part.followingBefore),
      i32.store(last.get, known.get, part.following),
    ),
    last.set(known.get),
  ];

  return moduleOf(memoryPages, locals, [
    last.set(i32.load(i32.const(0), memory.last)),
    // Each record.
    loop(
      known.set(i32.load(last.get, part.following)),
      // Each of the two templates.
      loop(
        // Left where the record is no such one.
        block(
          branchIf(0, i32.isZero(known.get)),
          branchIf(0, i32.greater(i32.add(at.get, i32.load(known.get, part.bytes)), end.get)),
          compare,
          branchIf(0, v128.isAnySet(different.get)),
          addUp,
          branchIf(0, i32.differ(masked, i32.load(i32.add(at.get, i32.load(known.get, part.check))))),
          keep,
          branch(2),
        ),
        place.set(i32.load(last.get, part.followingBefore)),
        when(i32.differ(known.get, place.get), known.set(place.get), branch(1)),
      ),
    ),
    i32.store(i32.const(0), last.get, memory.last),
    i32.store(i32.const(0), row.get, memory.rows),
    at.get,
  ]);
}
