import assert from 'node:assert/strict';
import { architectureOf } from '../../../../src/runs/estimate/architecture.ts';
import { estimateMemory } from '../../../../src/runs/estimate/memory.ts';
import { estimateTime, fitting, type GpuHardware, usableBytes } from '../../../../src/runs/estimate/recommend.ts';
import { published } from './published.ts';

/** One GPU each, as the Hub lists them; prices of August 2026. */
const sizes: readonly GpuHardware[] = [
  { name: 't4-small', gpu: 'Nvidia T4', gpus: 1, gbEach: 16, usdPerHour: 0.4 },
  { name: 'l4x1', gpu: 'Nvidia L4', gpus: 1, gbEach: 24, usdPerHour: 0.8 },
  { name: 'l40sx1', gpu: 'Nvidia L40S', gpus: 1, gbEach: 48, usdPerHour: 1.8 },
  { name: 'a100-large', gpu: 'Nvidia A100', gpus: 1, gbEach: 80, usdPerHour: 2.5 },
  { name: 'h200', gpu: 'Nvidia H200', gpus: 1, gbEach: 141, usdPerHour: 5 },
];
const several: GpuHardware = { name: 'a100x4', gpu: 'Nvidia A100', gpus: 4, gbEach: 80, usdPerHour: 10 };

describe('The memory that a training needs', () => {
  // shows: job-estimate
  for (const { name, plan, peakGib, source } of published)
    it(`is never recommended too little and at most one size too much: ${name} (${source})`, () => {
      const right = sizes.findIndex((size) => peakGib * 2 ** 30 <= usableBytes(size));
      const chosen = sizes.findIndex((size) => size.name === fitting(plan, sizes)[0]?.hardware.name);
      const { bytes, parts } = estimateMemory(plan);
      const told = `${(bytes / 2 ** 30).toFixed(1)} GiB for ${peakGib.toFixed(1)}: ${parts.map((part) => `${part.name} ${(part.bytes / 2 ** 30).toFixed(1)}`).join(', ')}`;
      assert.ok(chosen >= right && chosen <= right + 1, `${sizes[chosen]?.name} for ${sizes[right]?.name}; ${told}`);
    });

  // shows: job-estimate
  it('adds up, and says how each part was computed', () => {
    for (const { plan } of published) {
      const { bytes, parts } = estimateMemory(plan);
      assert.ok(Math.abs(parts.reduce((sum, part) => sum + part.bytes, 0) - bytes) < 1);
      for (const part of parts) assert.ok(part.how.length > 3 && part.bytes >= 0, part.name);
    }
  });

  // shows: job-estimate
  it('takes one GPU before several, and several where one is too small', () => {
    const [small] = published;
    const large = published.find(({ name }) => name.startsWith('Qwen-14B LoRA'));
    assert.ok(small !== undefined && large !== undefined);
    assert.equal(fitting(small.plan, [several, ...sizes])[0]?.hardware.name, 't4-small');
    const full = { ...large.plan, method: 'full', precision: 'bf16', length: 1024 } as const;
    const first = fitting(full, [several, ...sizes])[0];
    assert.deepEqual([first?.hardware.name, first?.isSharded], ['h200', false]);
    assert.deepEqual(
      fitting({ ...full, precision: 'mixed' }, [several, ...sizes]).map(({ hardware, isSharded }) => [hardware.name, isSharded]),
      [['a100x4', true]],
    );
  });
});

describe('What a model is', () => {
  // shows: job-estimate
  it('is read from its config, by the names that families give it', () => {
    const llama = architectureOf(
      {
        num_hidden_layers: 32,
        hidden_size: 4096,
        intermediate_size: 14_336,
        num_attention_heads: 32,
        num_key_value_heads: 8,
        vocab_size: 128_256,
      },
      8.03e9,
    );
    assert.deepEqual([llama?.layers, llama?.keyValue, llama?.assumed], [32, 1024, []]);
    const gpt2 = architectureOf({ n_layer: 12, n_embd: 768, n_head: 12, vocab_size: 50_257 }, 124e6);
    assert.deepEqual([gpt2?.inner, gpt2?.assumed.length], [3072, 1]);
    const seeing = architectureOf(
      { text_config: { num_hidden_layers: 2, hidden_size: 64, intermediate_size: 128, num_attention_heads: 2, vocab_size: 10 } },
      undefined,
    );
    assert.equal(seeing?.layers, 2);
    assert.ok(seeing?.assumed.some((what) => what.includes('parameters')));
  });

  // shows: job-estimate
  it('is of usual proportions where only its size is known, and says so', () => {
    const of = architectureOf({}, 7e9);
    assert.ok(of !== undefined && of.hidden > 3000 && of.hidden < 5000 && of.assumed.length === 1);
    assert.equal(architectureOf({}, undefined), undefined);
  });
});

describe('The time that a training takes', () => {
  // shows: job-estimate
  it('is a range by operations and the speed of the GPU, and unknown for one that is not known', () => {
    const [first] = published;
    const [t4] = sizes;
    assert.ok(first !== undefined && t4 !== undefined);
    const time = estimateTime(first.plan, 1e6, t4);
    assert.ok(time !== undefined && time.shortestMs < time.longestMs && time.shortestMs > 60_000);
    assert.equal(estimateTime(first.plan, 1e6, { gpu: 'Neuron', gpus: 1 }), undefined);
  });
});
