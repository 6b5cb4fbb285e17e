/** Numbers in as few bytes as hold them exactly. Every kind gives back the very double that went in, bit for bit but for the payload of a NaN. */

export type Packed =
  /** `start + index * stride`: steps that are logged regularly, an epoch that stays the same. */
  | { readonly kind: 'line'; readonly count: number; readonly start: number; readonly stride: number }
  /** `base + data[index]`: times, and steps with gaps. */
  | { readonly kind: 'offset'; readonly data: Uint16Array | Uint32Array; readonly base: number }
  /** `data[index] / scale`: what was printed with a few decimals. The smallest integer stands for NaN. */
  | { readonly kind: 'decimal'; readonly data: Int32Array; readonly scale: number }
  /** What a tensor of single precision held. */
  | { readonly kind: 'single'; readonly data: Float32Array }
  | { readonly kind: 'double'; readonly data: Float64Array };

const decimalNaN = -(2 ** 31);
const largestDecimal = 2 ** 31 - 1;
/** More decimals than these do not fit into 32 bits with anything before them. */
const mostDecimals = 8;

/** Copied one by one faster than by making a view of them first. */
const fewNumbers = 128;

export function pack(numbers: Float64Array): Packed {
  return (
    packLine(numbers) ?? packOffsets(numbers) ?? packDecimals(numbers) ?? packSingles(numbers) ?? { kind: 'double', data: numbers.slice() }
  );
}

export function countOf(packed: Packed): number {
  return packed.kind === 'line' ? packed.count : packed.data.length;
}

export function numberAt(packed: Packed, index: number): number {
  switch (packed.kind) {
    case 'line':
      return packed.start + index * packed.stride;
    case 'offset':
      return packed.base + (packed.data[index] ?? Number.NaN);
    case 'decimal': {
      const decimal = packed.data[index] ?? decimalNaN;
      return decimal === decimalNaN ? Number.NaN : decimal / packed.scale;
    }
    case 'single':
    case 'double':
      return packed.data[index] ?? Number.NaN;
  }
}

/** Writes the numbers `from` to `to` (excluded) into `target`, beginning at `at`. */
export function unpack(packed: Packed, from: number, to: number, target: Float64Array, at: number): void {
  // A loop for each kind: a million numbers are read for a curve that is opened.
  switch (packed.kind) {
    case 'single':
    case 'double': {
      const { data } = packed;
      if (to - from > fewNumbers) target.set(data.subarray(from, to), at);
      else for (let index = from; index < to; index++) target[at + index - from] = data[index] ?? Number.NaN;
      return;
    }
    case 'line':
      for (let index = from; index < to; index++) target[at + index - from] = packed.start + index * packed.stride;
      return;
    case 'offset': {
      const { base, data } = packed;
      for (let index = from; index < to; index++) target[at + index - from] = base + (data[index] ?? Number.NaN);
      return;
    }
    case 'decimal': {
      const { data, scale } = packed;
      for (let index = from; index < to; index++) {
        const decimal = data[index] ?? decimalNaN;
        target[at + index - from] = decimal === decimalNaN ? Number.NaN : decimal / scale;
      }
    }
  }
}

/** Bytes of the numbers themselves. */
export function bytesOf(packed: Packed): number {
  return packed.kind === 'line' ? 0 : packed.data.byteLength;
}

function packLine(numbers: Float64Array): Packed | undefined {
  const [start = 0, second = start] = numbers;
  const stride = second - start;
  // Infinity minus itself is NaN, and no line.
  if (!Number.isFinite(start) || !Number.isFinite(stride)) return undefined;
  for (let index = 0; index < numbers.length; index++) if (!Object.is(start + index * stride, numbers[index])) return undefined;
  return { kind: 'line', count: numbers.length, start, stride };
}

function packOffsets(numbers: Float64Array): Packed | undefined {
  let base = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const number of numbers) {
    if (!Number.isSafeInteger(number) || Object.is(number, -0)) return undefined;
    base = Math.min(base, number);
    most = Math.max(most, number);
  }
  if (most - base >= 2 ** 32) return undefined;
  const data = most - base < 2 ** 16 ? new Uint16Array(numbers.length) : new Uint32Array(numbers.length);
  for (let index = 0; index < numbers.length; index++) data[index] = (numbers[index] ?? base) - base;
  return { kind: 'offset', data, base };
}

function packDecimals(numbers: Float64Array): Packed | undefined {
  const data = new Int32Array(numbers.length);
  let scale = 1;
  let decimals = 0;
  for (let index = 0; index < numbers.length; ) {
    const number = numbers[index] ?? Number.NaN;
    // Adding 0 turns -0 into 0, which no integer can be told from.
    const decimal = Number.isNaN(number) ? decimalNaN : Math.round(number * scale) + 0;
    const isExact = Number.isNaN(number) || (Math.abs(decimal) <= largestDecimal && Object.is(decimal / scale, number));
    if (isExact) data[index++] = decimal;
    else {
      // One more decimal, and all over again: a number that needs it comes early or never.
      decimals += 1;
      if (decimals > mostDecimals) return undefined;
      scale = 10 ** decimals;
      index = 0;
    }
  }
  return { kind: 'decimal', data, scale };
}

function packSingles(numbers: Float64Array): Packed | undefined {
  for (const number of numbers) if (!Object.is(Math.fround(number), number)) return undefined;
  return { kind: 'single', data: Float32Array.from(numbers) };
}
