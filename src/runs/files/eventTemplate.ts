/**
 * A program logs a tag again and again, and its records differ only in the lower half of the time, the step and the value. A checksum is
 * linear: that of such a record is the checksum of the record with zeros there, combined with what each of those few bytes adds at its
 * distance from the end. So a record whose other bytes are those of the template is checked exactly, with a dozen steps in place of fifty.
 */
import { crc32c, crcByDistance, masked, maxCrcDistance } from './crc32c.ts';

/** Length and its checksum stand before the data, the data's checksum behind it. */
const headerBytes = 12;
/** Within the data: the key of the time, the time, the key of the step. */
const wallAt = headerBytes + 1;
const stepAt = headerBytes + 10;
const maxStepBytes = 5;

export class EventTemplate {
  /** Of the whole record. */
  readonly bytes: number;
  readonly metric: number;
  /** Place of the template that came after it last, in the list that it stands in. */
  following = 0;
  /** Of the record that matched last. */
  step = 0;
  readonly #lengthWord: number;
  readonly #lengthCheck: number;
  readonly #wallHigh: number;
  readonly #stepBytes: number;
  readonly #middle: Int32Array;
  readonly #middleAt: number;
  readonly #base: number;
  readonly #dataEnd: number;

  private constructor(record: DataView, metric: number, stepBytes: number) {
    this.bytes = record.byteLength;
    this.metric = metric;
    this.#stepBytes = stepBytes;
    this.#lengthWord = record.getInt32(0, true);
    this.#lengthCheck = record.getInt32(8, true);
    this.#wallHigh = record.getInt32(wallAt + 4, true);
    this.#dataEnd = record.byteLength - 4;
    // From the end of the step up to the value, in words; the last one overlaps the one before.
    this.#middleAt = stepAt + stepBytes;
    const middleBytes = this.#dataEnd - 4 - this.#middleAt;
    this.#middle = Int32Array.from({ length: Math.ceil(middleBytes / 4) }, (_, index) =>
      record.getInt32(this.#middleAt + Math.min(index * 4, middleBytes - 4), true),
    );
    const zeroed = new DataView(record.buffer.slice(record.byteOffset + headerBytes, record.byteOffset + this.#dataEnd));
    zeroed.setInt32(1, 0);
    for (let index = 0; index < stepBytes; index++) zeroed.setUint8(10 + index, 0);
    zeroed.setInt32(zeroed.byteLength - 4, 0);
    this.#base = crc32c(zeroed, 0, zeroed.byteLength);
  }

  /** Of a record that was read in the usual way and is right; undefined where it is not of the usual shape. */
  static of(bytes: Uint8Array, at: number, end: number, metric: number): EventTemplate | undefined {
    const record = new DataView(bytes.buffer, bytes.byteOffset + at, end - at);
    if (record.byteLength < 40 || record.byteLength > maxCrcDistance || record.getUint8(headerBytes) !== 0x09) return undefined;
    if (record.getUint8(stepAt - 1) !== 0x10) return undefined;
    let stepBytes = 1;
    while (stepBytes <= maxStepBytes && record.getUint8(stepAt + stepBytes - 1) >= 0x80) stepBytes += 1;
    // The value must be all that is left behind the tag: its key is the fifth byte from the end of the data.
    if (stepBytes > maxStepBytes || record.getUint8(record.byteLength - 9) !== 0x15) return undefined;
    return new EventTemplate(record, metric, stepBytes);
  }

  /** Whether the record at `at`, which must lie whole in `view`, is one of these, with the right checksum. */
  matches(view: DataView, at: number): boolean {
    if (
      view.getInt32(at, true) !== this.#lengthWord ||
      view.getInt32(at + 4, true) !== 0 ||
      view.getInt32(at + 8, true) !== this.#lengthCheck ||
      view.getUint8(at + headerBytes) !== 0x09 ||
      view.getInt32(at + wallAt + 4, true) !== this.#wallHigh ||
      view.getUint8(at + stepAt - 1) !== 0x10
    ) {
      return false;
    }
    const middle = this.#middle;
    const last = middle.length - 1;
    let word = at + this.#middleAt;
    for (let index = 0; index < last; index++, word += 4) if (view.getInt32(word, true) !== middle[index]) return false;
    const end = at + this.#dataEnd;
    if (view.getInt32(end - 8, true) !== middle[last]) return false;

    const table = crcByDistance;
    const wall = view.getInt32(at + wallAt, true);
    const value = view.getInt32(end - 4, true);
    // Rows of the table count the bytes that follow.
    const wallRow = (this.#dataEnd - wallAt - 4) << 8;
    let crc =
      this.#base ^
      (table[wallRow + 768 + (wall & 0xff)] ?? 0) ^
      (table[wallRow + 512 + ((wall >>> 8) & 0xff)] ?? 0) ^
      (table[wallRow + 256 + ((wall >>> 16) & 0xff)] ?? 0) ^
      (table[wallRow + (wall >>> 24)] ?? 0) ^
      (table[768 + (value & 0xff)] ?? 0) ^
      (table[512 + ((value >>> 8) & 0xff)] ?? 0) ^
      (table[256 + ((value >>> 16) & 0xff)] ?? 0) ^
      (table[value >>> 24] ?? 0);
    let step = 0;
    let scale = 1;
    let row = (this.#dataEnd - stepAt - 1) << 8;
    const lastStep = this.#stepBytes - 1;
    for (let index = 0; index <= lastStep; index++, row -= 256, scale *= 128) {
      const byte = view.getUint8(at + stepAt + index);
      if (byte >= 0x80 !== index < lastStep) return false;
      step += (byte & 0x7f) * scale;
      crc ^= table[row + byte] ?? 0;
    }
    this.step = step;
    return masked(crc) === view.getInt32(end, true);
  }
}
