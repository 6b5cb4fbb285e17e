/** How much GPU memory a training needs, with its arithmetic. Pure. Checked against published measurements (test/unit/runs/estimate). */
import { type Architecture, billions } from './architecture.ts';

/**
 * `fp32`: everything in 32 bit. `mixed`: weights in 32 bit, computed with in 16 (autocast). `bf16`: weights, gradients and states in 16 bit.
 * Of LoRA the frozen base has 16 bit with either of the latter; `int8` and `nf4` quantise it (QLoRA) and train the adapters in `mixed`.
 */
export type TrainingPrecision = 'fp32' | 'mixed' | 'bf16' | 'int8' | 'nf4';
export type Optimiser = 'adamw' | 'adamw-8bit' | 'adafactor' | 'lion' | 'sgd' | 'sgd-momentum';

export interface TrainingPlan {
  readonly architecture: Architecture;
  readonly precision: TrainingPrecision;
  readonly optimiser: Optimiser;
  /** Trains all of it, or adapters of this rank on all linear layers. */
  readonly method: 'full' | { readonly loraRank: number };
  /** Sequences on one GPU at once: accumulation of gradients does not count. */
  readonly batch: number;
  /** Tokens of one sequence. */
  readonly length: number;
  /** Activations are computed again rather than kept. */
  readonly isCheckpointed: boolean;
  /** Attention that keeps no matrix of all pairs: FlashAttention, SDPA. */
  readonly isFused: boolean;
  /** What comes out is a word of the vocabulary for each token; absent: it does. A classifier has a few numbers instead. */
  readonly predictsTokens?: boolean;
  /** Over how many GPUs weights, gradients and states are spread (FSDP, ZeRO-3). Absent: 1. */
  readonly shards?: number;
}

export interface MemoryEstimate {
  /** Of one GPU, with the margin. */
  readonly bytes: number;
  /** What it consists of, in the order of the arithmetic, each with how it was computed. */
  readonly parts: readonly { readonly name: string; readonly bytes: number; readonly how: string }[];
  readonly assumed: readonly string[];
  readonly trainable: number;
}

/** CUDA's own, cuBLAS's workspaces, and what the allocator holds back. */
const contextBytes = 1e9;
const margin = 1.08;
/** Four bits, and the scale of each block of 64. */
const nf4Bytes = 0.56;
const int8Bytes = 1.03;

export function estimateMemory(plan: TrainingPlan): MemoryEstimate {
  const { architecture, method, shards = 1 } = plan;
  const trainable = trainableOf(plan);
  const states = [
    weights(plan),
    ...(method === 'full' ? [] : [adapters(plan, trainable)]),
    gradients(plan, trainable),
    optimiser(plan, trainable),
  ];
  const spread = states.map((part) =>
    shards === 1 ? part : { ...part, bytes: part.bytes / shards, how: `(${part.how}) over ${shards} GPUs` },
  );
  const parts = [
    ...spread.filter(({ bytes }) => bytes > 0),
    activations(plan),
    ...output(plan),
    { name: 'CUDA and its libraries', bytes: contextBytes, how: 'about 1 GB' },
  ];
  const sum = parts.reduce((total, { bytes }) => total + bytes, 0);
  return {
    bytes: sum * margin,
    parts: [...parts, { name: 'Margin', bytes: sum * (margin - 1), how: 'fragments: 8 %' }],
    assumed: architecture.assumed,
    trainable,
  };
}

function trainableOf({ architecture, method }: TrainingPlan): number {
  if (method === 'full') return architecture.parameters;
  const { layers, hidden, inner, keyValue } = architecture;
  // Both thin matrices of an adapter together have rank × (in + out): queries, keys, values, output; gate, up, down.
  const ends = 2 * hidden + 2 * (hidden + keyValue) + 2 * hidden + 3 * (hidden + inner);
  return method.loraRank * layers * ends;
}

interface Part {
  readonly name: string;
  readonly bytes: number;
  readonly how: string;
}

function weights({ architecture, precision, method }: TrainingPlan): Part {
  const { parameters, embeddingParameters } = architecture;
  const whole = (bytes: number, what: string): Part => ({
    name: 'Weights',
    bytes: parameters * bytes,
    how: `${billions(parameters)} × ${bytes} bytes (${what})`,
  });
  if (precision === 'fp32') return whole(4, '32 bit');
  if (precision === 'bf16') return whole(2, '16 bit');
  // Autocast keeps a copy in 16 bit of what it computes with.
  if (precision === 'mixed') return method === 'full' ? whole(6, '32 bit and a copy in 16') : whole(2, '16 bit, frozen');
  const each = precision === 'nf4' ? nf4Bytes : int8Bytes;
  const inside = Math.max(0, parameters - embeddingParameters);
  const bytes = inside * each + Math.min(parameters, embeddingParameters) * 2;
  return {
    name: 'Weights',
    bytes,
    how: `${billions(inside)} × ${each} bytes (${precision}) + embeddings ${billions(embeddingParameters)} × 2`,
  };
}

function adapters({ precision, method }: TrainingPlan, trainable: number): Part {
  const each = precision === 'bf16' ? 2 : precision === 'fp32' ? 4 : 6;
  const rank = method === 'full' ? 0 : method.loraRank;
  return { name: 'Adapters', bytes: trainable * each, how: `rank ${rank}: ${billions(trainable)} × ${each} bytes` };
}

function gradients({ precision }: TrainingPlan, trainable: number): Part {
  const each = precision === 'bf16' ? 2 : 4;
  return { name: 'Gradients', bytes: trainable * each, how: `${billions(trainable)} × ${each} bytes` };
}

function optimiser({ optimiser: kind, precision }: TrainingPlan, trainable: number): Part {
  const width = precision === 'bf16' ? 2 : 4;
  const each = { adamw: 2 * width, 'adamw-8bit': 2, adafactor: 0.1, lion: width, sgd: 0, 'sgd-momentum': width }[kind];
  return { name: `States of ${kind}`, bytes: trainable * each, how: `${billions(trainable)} × ${each} bytes` };
}

/**
 * Of each layer what the way back needs (Korthikanti et al. 2022, arXiv:2205.05198, section 4: 34 × hidden bytes a token at a feed-forward width of four times hidden,
 * and 5 × heads × length where attention keeps all pairs). Checkpointed, only the input of each layer is kept, and one layer at a time is whole.
 */
function activations({ architecture, batch, length, isCheckpointed, isFused, precision }: TrainingPlan): Part {
  const { layers, hidden, inner, heads } = architecture;
  const tokens = batch * length;
  const width = precision === 'fp32' ? 2 : 1;
  const perToken = (18 * hidden + 4 * Math.max(inner, 2 * hidden) + (isFused ? 0 : 5 * heads * length)) * width;
  const one = tokens * perToken;
  if (!isCheckpointed)
    return { name: 'Activations', bytes: layers * one, how: `${layers} layers × ${tokens} tokens × ${Math.round(perToken / 1000)} kB` };
  const kept = layers * tokens * hidden * 2 * width;
  return {
    name: 'Activations',
    bytes: kept + one,
    how: `checkpointed: ${layers} layers × ${tokens} tokens × ${hidden} × ${2 * width} bytes + one layer`,
  };
}

/** Logits in 16 bit, in 32 bit, shifted, and their gradient: what the usual loss of a language model makes of them. */
function output({ architecture, batch, length, predictsTokens = true }: TrainingPlan): readonly Part[] {
  if (!predictsTokens) return [];
  const bytesEach = 14;
  const tokens = batch * length;
  return [
    {
      name: 'Logits and loss',
      bytes: tokens * architecture.vocabulary * bytesEach,
      how: `${tokens} tokens × ${architecture.vocabulary} words × ${bytesEach} bytes`,
    },
  ];
}
