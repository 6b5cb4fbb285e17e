import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { PracticumError } from '../../../src/base/errors.ts';
import { parseGgufHead, readGgufHead } from '../../../src/hub/gguf.ts';
import { parseRepo } from '../../../src/hub/repoId.ts';
import { parseSafetensorsHeader, readSafetensors, readSafetensorsHeader } from '../../../src/hub/safetensors.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { clientAt } from './loopback.ts';
import { ggufFile, safetensorsFile, text, texts, u32, u64 } from './weightFiles.ts';

const f32 = (shape: readonly number[], from = 0) => {
  const size = shape.reduce((product, each) => product * each, 4);
  return { dtype: 'F32', shape, data_offsets: [from, from + size] };
};

const words = Array.from({ length: 60_000 }, (_, index) => `▁word${index}`);
const gguf = ggufFile({
  pairs: [
    ['general.architecture', 8, text('llama')],
    ['llama.context_length', 4, u32(4096)],
    ['__proto__', 7, Buffer.from([1])],
    ['tokenizer.ggml.tokens', 9, texts(words)],
  ],
  tensors: [
    ['token_embd.weight', [64, 1000], 12],
    ['output_norm.weight', [64], 0],
  ],
});

describe('headers of weights', () => {
  let hub: Hub;
  before(async () => {
    hub = await startHub();
    hub.seed({
      id: 'ada/weights',
      files: {
        'model.safetensors.index.json': JSON.stringify({ weight_map: { a: 'model-1.safetensors', b: 'model-2.safetensors' } }),
        'model-1.safetensors': safetensorsFile({ __metadata__: { format: 'pt' }, a: f32([10, 20]) }, 800),
        'model-2.safetensors': safetensorsFile({ b: { dtype: 'BF16', shape: [7], data_offsets: [0, 14] } }, 14),
        'q4.gguf': gguf,
        'huge.safetensors': Buffer.concat([u64(2n ** 31n), Buffer.from('{}')]),
        'endless.gguf': Buffer.concat([Buffer.from('GGUF'), u32(3), u64(0n), u64(2n ** 60n)]),
        'short.safetensors': Buffer.from('abc'),
      },
    });
  });
  after(() => hub.close());

  const at = { repo: parseRepo('ada/weights'), revision: 'main' };
  const client = () => clientAt(hub.url, { token: async () => hub.token });
  const isRefused = (error: unknown) => error instanceof PracticumError && error.code === 'hub-bad-header' && error.hint !== undefined;

  // shows: lookup-headers
  it('of all files of a model say how many parameters of which dtype there are', async () => {
    const names = ['model.safetensors.index.json', 'model-1.safetensors', 'model-2.safetensors', 'q4.gguf'];
    const summary = await readSafetensors(client(), at, names);
    assert.deepEqual(summary?.parametersByDtype, { F32: 200, BF16: 7 });
    assert.equal(summary?.parameters, 207);
    assert.equal(summary?.bytes, 814);
    assert.deepEqual(summary?.metadata, { format: 'pt' });
  });

  // shows: lookup-headers
  it('of a GGUF file are read no further than they go, long lists are counted', async () => {
    const head = await readGgufHead(client(), { ...at, path: 'q4.gguf' });
    assert.equal(head.metadata['general.architecture'], 'llama');
    assert.equal(head.metadata['llama.context_length'], 4096);
    assert.deepEqual(head.metadata['tokenizer.ggml.tokens'], { length: 60_000, first: words.slice(0, 4) });
    assert.deepEqual(Object.keys(head.metadata).includes('__proto__'), true);
    assert.deepEqual(head.parametersByType, { Q4_K: 64_000, F32: 64 });
  });

  // shows: lookup-headers
  it('that lie about their length are refused before they are read', async () => {
    const before = hub.requests.length;
    await assert.rejects(readSafetensorsHeader(client(), { ...at, path: 'huge.safetensors' }), isRefused);
    assert.equal(hub.requests.slice(before).filter(({ path }) => path.includes('huge')).length, 1);
    await assert.rejects(readGgufHead(client(), { ...at, path: 'endless.gguf' }), isRefused);
    await assert.rejects(readSafetensorsHeader(client(), { ...at, path: 'short.safetensors' }), isRefused);
  });

  // shows: lookup-headers
  it('with impossible entries are refused in words', () => {
    const entries: readonly unknown[] = [
      [],
      null,
      { w: { dtype: 'F32', shape: [2 ** 40, 2 ** 40], data_offsets: [0, 4] } },
      { w: { dtype: 'F32', shape: [-1], data_offsets: [0, 4] } },
      { w: { dtype: '__proto__', shape: [1], data_offsets: [0, 4] } },
      { w: { dtype: 'F32', shape: [1], data_offsets: [8, 4] } },
      { w: 7 },
    ];
    for (const entry of entries)
      assert.throws(() => parseSafetensorsHeader(Buffer.from(JSON.stringify(entry)), 'x.safetensors'), isRefused, JSON.stringify(entry));
    const heads: readonly Buffer[] = [
      Buffer.from('GGML0000000000000000000000'),
      Buffer.concat([Buffer.from('GGUF'), u32(99), u64(0n), u64(0n)]),
      Buffer.concat([Buffer.from('GGUF'), u32(3), u64(2n ** 60n), u64(0n)]),
      ggufFile({ pairs: [['a', 9, Buffer.concat([u32(9), u64(1n), u32(9), u64(1n), u32(9), u64(0n)])]], tensors: [] }),
      ggufFile({ pairs: [['a', 9, Buffer.concat([u32(0), u64(2n ** 50n)])]], tensors: [] }),
      ggufFile({ pairs: [['a', 77, Buffer.alloc(0)]], tensors: [] }),
      ggufFile({ pairs: [], tensors: [['w', [2 ** 40, 2 ** 40], 0]] }),
    ];
    for (const head of heads) assert.throws(() => parseGgufHead(head, 'x.gguf'), isRefused, head.toString('latin1'));
  });

  it('cut anywhere ask for more, and never answer something else', () => {
    const small = ggufFile({
      pairs: [
        ['a', 8, text('b')],
        ['t', 9, texts(['x', 'y', 'z', 'u', 'v', 'w'])],
      ],
      tensors: [['w', [3, 4], 30]],
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: small.length - 1 }), (end) => parseGgufHead(small.subarray(0, end), 'x') === undefined),
    );
    assert.deepEqual(parseGgufHead(small, 'x')?.parametersByType, { BF16: 12 });
  });

  it('of any bytes are refused or ask for more', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (tail) => {
        try {
          parseGgufHead(Buffer.concat([Buffer.from('GGUF'), u32(3), tail]), 'x');
        } catch (error) {
          assert.ok(isRefused(error), String(error));
        }
      }),
    );
  });
});
