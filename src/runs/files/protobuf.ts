/** Reads protocol buffers field by field: for messages of which only a few fields matter. */

export const wireType = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** A position in a message. What is asked for beyond the message's end throws RangeError. */
export class MessageCursor {
  readonly view: DataView;
  readonly end: number;
  at: number;
  /** Of the field that `next` found. */
  field = 0;
  wire = 0;

  constructor(view: DataView, start = 0, end = view.byteLength) {
    this.view = view;
    this.at = start;
    this.end = end;
  }

  /** Steps to the next field. Its value is then read, or passed over with `skip`. */
  next(): boolean {
    if (this.at >= this.end) return false;
    const key = this.varint();
    this.field = Math.floor(key / 8);
    this.wire = key % 8;
    return true;
  }

  /** Exact up to 2^53. Negative numbers come in ten bytes, as two's complement. */
  varint(): number {
    let low = 0;
    let scale = 1;
    for (let count = 0; count < 7; count++) {
      const byte = this.#byte();
      low += (byte & 0x7f) * scale;
      if (byte < 0x80) return low;
      scale *= 128;
    }
    let high = 0;
    for (let shift = 0; shift < 3; shift++) {
      const byte = this.#byte();
      high += (byte & 0x7f) * 128 ** shift;
      // 49 bits are in `low`; the sign is bit 63.
      if (byte < 0x80) return high >= 2 ** 14 ? (high - 2 ** 15) * 2 ** 49 + low : high * 2 ** 49 + low;
    }
    throw new RangeError('A number is longer than 64 bits.');
  }

  float(): number {
    const value = this.view.getFloat32(this.#take(4), true);
    return value;
  }

  double(): number {
    return this.view.getFloat64(this.#take(8), true);
  }

  /** The bytes of a nested message or a string, to be read in place. */
  inside(): MessageCursor {
    const length = this.varint();
    const start = this.#take(length);
    return new MessageCursor(this.view, start, start + length);
  }

  bytes(): Uint8Array {
    const { at, end } = this.inside();
    return new Uint8Array(this.view.buffer, this.view.byteOffset + at, end - at);
  }

  text(): string {
    return Buffer.from(this.bytes()).toString('utf8');
  }

  skip(): void {
    switch (this.wire) {
      case wireType.varint:
        this.varint();
        return;
      case wireType.fixed64:
        this.#take(8);
        return;
      case wireType.bytes:
        this.#take(this.varint());
        return;
      case wireType.fixed32:
        this.#take(4);
        return;
      default:
        throw new RangeError(`Wire type ${this.wire} is not in use.`);
    }
  }

  #byte(): number {
    return this.view.getUint8(this.#take(1));
  }

  #take(count: number): number {
    const start = this.at;
    if (count < 0 || start + count > this.end) throw new RangeError('The message ends inside a field.');
    this.at = start + count;
    return start;
  }
}
