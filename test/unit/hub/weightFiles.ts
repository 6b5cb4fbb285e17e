/** Heads of weight files, made for tests. */

export function safetensorsFile(header: Readonly<Record<string, unknown>>, tail = 0): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, Buffer.alloc(tail)]);
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

export function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(BigInt(bytes.length)), bytes]);
}

export interface GgufParts {
  readonly pairs: readonly (readonly [key: string, type: number, value: Buffer])[];
  readonly tensors: readonly (readonly [name: string, shape: readonly number[], type: number])[];
}

export function ggufFile({ pairs, tensors }: GgufParts): Buffer {
  return Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(BigInt(tensors.length)),
    u64(BigInt(pairs.length)),
    ...pairs.flatMap(([key, type, value]) => [text(key), u32(type), value]),
    ...tensors.flatMap(([name, shape, type]) => [
      text(name),
      u32(shape.length),
      ...shape.map((size) => u64(BigInt(size))),
      u32(type),
      u64(0n),
    ]),
  ]);
}

/** A list of texts, as the words of a tokenizer. */
export function texts(words: readonly string[]): Buffer {
  return Buffer.concat([u32(8), u64(BigInt(words.length)), ...words.map(text)]);
}
