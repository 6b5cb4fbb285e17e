/** The head of a GGUF file: its key-value pairs and the list of its tensors (ggml's docs/gguf.md). Little endian, versions 2 and 3. */
import type { HubClient } from './client.ts';
import { type FileName, readRange } from './files.ts';
import { BadHeader } from './safetensors.ts';

export type GgufValue = string | number | boolean | GgufArray;

/** Long ones, as a tokenizer's words, are counted and not kept. */
export interface GgufArray {
  readonly length: number;
  readonly first: readonly GgufValue[];
}

export interface GgufHead {
  readonly version: number;
  readonly metadata: Readonly<Record<string, GgufValue>>;
  readonly tensors: number;
  readonly parameters: number;
  /** By ggml's names: `Q4_K`, `F32`. */
  readonly parametersByType: Readonly<Record<string, number>>;
}

const firstBytes = 2 ** 20;
/** Words and merges of the largest tokenizers take some 15 MB. */
const mostBytes = 64 * 2 ** 20;
const mostPairs = 10_000;
const mostTensors = 100_000;
const mostElements = 4_000_000;
const longestKey = 65_535;
const longestText = 8 * 2 ** 20;
const keptElements = 4;

/** Reads as much of the beginning as it needs. Throws BadHeader. */
export async function readGgufHead(hub: HubClient, file: FileName, signal?: AbortSignal): Promise<GgufHead> {
  let bytes = new Uint8Array();
  for (let wanted = firstBytes; ; wanted *= 4) {
    const more = await readRange(hub, file, bytes.length, Math.min(wanted, mostBytes), signal);
    bytes = joined(bytes, more);
    const head = parseGgufHead(bytes, file.path);
    if (head !== undefined) return head;
    if (more.length === 0 || bytes.length < Math.min(wanted, mostBytes))
      throw new BadHeader(file.path, 'the file ends in the middle of it');
    if (wanted >= mostBytes) throw new BadHeader(file.path, `it is longer than ${mostBytes / 2 ** 20} MB`);
  }
}

/** Undefined: the bytes end before the head does. */
export function parseGgufHead(bytes: Uint8Array, path: string): GgufHead | undefined {
  try {
    return new GgufReader(bytes, path).head();
  } catch (error) {
    if (error instanceof NeedsMore) return undefined;
    throw error;
  }
}

class NeedsMore extends Error {}

class GgufReader {
  readonly #view: DataView;
  readonly #path: string;
  #at = 0;

  constructor(bytes: Uint8Array, path: string) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#path = path;
  }

  head(): GgufHead {
    if (this.#u32() !== 0x46554747) throw this.#bad('it does not begin with GGUF');
    const version = this.#u32();
    if (version !== 2 && version !== 3) throw this.#bad(`its version ${version} is not known`);
    const tensors = this.#count(mostTensors, 'tensors');
    const pairs = this.#count(mostPairs, 'pairs');
    const metadata = new Map<string, GgufValue>();
    for (let i = 0; i < pairs; i++) {
      const key = this.#text(longestKey);
      metadata.set(key, this.#value(this.#u32(), 0));
    }
    return { version, metadata: Object.fromEntries(metadata), tensors, ...this.#tensors(tensors) };
  }

  #tensors(count: number): Pick<GgufHead, 'parameters' | 'parametersByType'> {
    const parametersByType: Record<string, number> = {};
    let parameters = 0;
    for (let i = 0; i < count; i++) {
      const name = this.#text(longestKey);
      const dimensions = this.#u32();
      if (dimensions > 8) throw this.#bad(`“${name.slice(0, 80)}” has ${dimensions} dimensions`);
      let size = 1;
      for (let d = 0; d < dimensions; d++) size *= Number(this.#u64());
      if (!Number.isSafeInteger(size)) throw this.#bad(`“${name.slice(0, 80)}” has an impossible size`);
      const type = this.#u32();
      this.#u64();
      const label = tensorTypes[type] ?? `type ${type}`;
      parametersByType[label] = (parametersByType[label] ?? 0) + size;
      parameters += size;
    }
    return { parameters, parametersByType };
  }

  #value(type: number, depth: number): GgufValue {
    switch (type) {
      case 0:
        return this.#view.getUint8(this.#take(1));
      case 1:
        return this.#view.getInt8(this.#take(1));
      case 2:
        return this.#view.getUint16(this.#take(2), true);
      case 3:
        return this.#view.getInt16(this.#take(2), true);
      case 4:
        return this.#u32();
      case 5:
        return this.#view.getInt32(this.#take(4), true);
      case 6:
        return this.#view.getFloat32(this.#take(4), true);
      case 7:
        return this.#view.getUint8(this.#take(1)) !== 0;
      case 8:
        return this.#text(longestText);
      case 9:
        return this.#array(depth);
      case 10:
        return Number(this.#u64());
      case 11:
        return Number(this.#view.getBigInt64(this.#take(8), true));
      case 12:
        return this.#view.getFloat64(this.#take(8), true);
      default:
        throw this.#bad(`it has a value of the unknown type ${type}`);
    }
  }

  #array(depth: number): GgufArray {
    if (depth > 1) throw this.#bad('lists stand in lists in lists');
    const type = this.#u32();
    const length = this.#count(mostElements, 'elements');
    const first: GgufValue[] = [];
    for (let i = 0; i < length; i++) {
      if (type === 8 && first.length === keptElements) this.#take(this.#textLength(longestText));
      else {
        const value = this.#value(type, depth + 1);
        if (first.length < keptElements) first.push(value);
      }
    }
    return { length, first };
  }

  #text(longest: number): string {
    const length = this.#textLength(longest);
    const at = this.#take(length);
    return new TextDecoder().decode(new Uint8Array(this.#view.buffer, this.#view.byteOffset + at, length));
  }

  #textLength(longest: number): number {
    return this.#count(longest, 'characters');
  }

  #count(most: number, of: string): number {
    const count = this.#u64();
    if (count > BigInt(most)) throw this.#bad(`it says that ${count} ${of} follow`);
    return Number(count);
  }

  #u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  #u64(): bigint {
    return this.#view.getBigUint64(this.#take(8), true);
  }

  #take(length: number): number {
    const at = this.#at;
    if (at + length > this.#view.byteLength) throw new NeedsMore();
    this.#at = at + length;
    return at;
  }

  #bad(why: string): BadHeader {
    return new BadHeader(this.#path, why);
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** ggml_type, as far as it is in use. */
const tensorTypes: Readonly<Record<number, string>> = {
  0: 'F32',
  1: 'F16',
  2: 'Q4_0',
  3: 'Q4_1',
  6: 'Q5_0',
  7: 'Q5_1',
  8: 'Q8_0',
  9: 'Q8_1',
  10: 'Q2_K',
  11: 'Q3_K',
  12: 'Q4_K',
  13: 'Q5_K',
  14: 'Q6_K',
  15: 'Q8_K',
  16: 'IQ2_XXS',
  17: 'IQ2_XS',
  18: 'IQ3_XXS',
  19: 'IQ1_S',
  20: 'IQ4_NL',
  21: 'IQ3_S',
  22: 'IQ2_S',
  23: 'IQ4_XS',
  24: 'I8',
  25: 'I16',
  26: 'I32',
  27: 'I64',
  28: 'F64',
  29: 'IQ1_M',
  30: 'BF16',
  34: 'TQ1_0',
  35: 'TQ2_0',
  39: 'MXFP4',
};
