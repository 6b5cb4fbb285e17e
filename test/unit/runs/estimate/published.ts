/** Peak GPU memory that others measured and published, with all that the estimate has to know. Looked up on 2026-11-21. */
import type { Architecture } from '../../../../src/runs/estimate/architecture.ts';
import type { TrainingPlan } from '../../../../src/runs/estimate/memory.ts';

type Shape = Omit<Architecture, 'assumed' | 'embeddingParameters' | 'keyValue'> & { readonly keyValue?: number; readonly isTied?: true };

function model({ isTied, ...shape }: Shape): Architecture {
  const embeddingParameters = shape.vocabulary * shape.hidden * (isTied === true ? 1 : 2);
  return { keyValue: shape.hidden, ...shape, embeddingParameters, assumed: [] };
}

const qwen18 = model({ parameters: 1.84e9, layers: 24, hidden: 2048, inner: 5504, heads: 16, vocabulary: 151_936 });
const qwen7 = model({ parameters: 7.72e9, layers: 32, hidden: 4096, inner: 11_008, heads: 32, vocabulary: 151_936 });
const qwen14 = model({ parameters: 14.17e9, layers: 40, hidden: 5120, inner: 13_696, heads: 40, vocabulary: 152_064 });
const qwen72 = model({ parameters: 72.29e9, layers: 80, hidden: 8192, inner: 24_576, heads: 64, vocabulary: 152_064 });
const llama2 = model({ parameters: 6.74e9, layers: 32, hidden: 4096, inner: 11_008, heads: 32, vocabulary: 32_000 });
const llama3 = model({ parameters: 8.03e9, layers: 32, hidden: 4096, inner: 14_336, heads: 32, keyValue: 1024, vocabulary: 128_256 });
const mistral = model({ parameters: 7.24e9, layers: 32, hidden: 4096, inner: 14_336, heads: 32, keyValue: 1024, vocabulary: 32_000 });
const falcon = model({
  parameters: 7.22e9,
  layers: 32,
  hidden: 4544,
  inner: 18_176,
  heads: 71,
  keyValue: 64,
  vocabulary: 65_024,
  isTied: true,
});
const stablelm = model({ parameters: 3.64e9, layers: 16, hidden: 4096, inner: 16_384, heads: 32, vocabulary: 50_688 });
const tinyLlama = model({ parameters: 1.1e9, layers: 22, hidden: 2048, inner: 5632, heads: 32, keyValue: 256, vocabulary: 32_000 });
const phi2 = model({ parameters: 2.78e9, layers: 32, hidden: 2560, inner: 10_240, heads: 32, vocabulary: 51_200 });
const gemma2b = model({
  parameters: 2.51e9,
  layers: 18,
  hidden: 2048,
  inner: 16_384,
  heads: 8,
  keyValue: 256,
  vocabulary: 256_000,
  isTied: true,
});
const bertLarge = model({ parameters: 0.335e9, layers: 24, hidden: 1024, inner: 4096, heads: 16, vocabulary: 30_522, isTied: true });

export interface Published {
  readonly name: string;
  readonly plan: TrainingPlan;
  readonly peakGib: number;
  readonly source: string;
}

const gib = 2 ** 30;
/** One A100 of 80 GB, batch 1, rank 64, checkpointed, as finetune/*.sh there asks for; what nvidia-smi shows. */
const qwenReadme = 'github.com/QwenLM/Qwen README, “Profiling of Memory and Speed”';
function qwen(name: string, architecture: Architecture, method: 'LoRA' | 'Q-LoRA' | 'full', length: number, peakGib: number): Published {
  const precision = method === 'Q-LoRA' ? 'nf4' : 'mixed';
  const base = { architecture, optimiser: 'adamw', batch: 1, length, isCheckpointed: true, isFused: true } as const;
  return {
    name: `${name} ${method} ${length}`,
    plan: { ...base, precision, method: method === 'full' ? 'full' : { loraRank: 64 } },
    peakGib,
    source: qwenReadme,
  };
}

/** torch.cuda.max_memory_allocated in 10⁹ bytes; bfloat16 throughout, nothing checkpointed. */
const litgptReadme = 'github.com/Lightning-AI/litgpt config_hub/finetune/README.md';
function litgpt(
  name: string,
  architecture: Architecture,
  method: 'full' | { readonly loraRank: number },
  batch: number,
  peakGb: number,
): Published {
  const plan: TrainingPlan = {
    architecture,
    precision: 'bf16',
    optimiser: 'adamw',
    method,
    batch,
    length: 512,
    isCheckpointed: false,
    isFused: true,
  };
  return {
    name: `${name} ${method === 'full' ? 'full' : 'LoRA'} batch ${batch}`,
    plan,
    peakGib: (peakGb * 1e9) / gib,
    source: litgptReadme,
  };
}

const llamaFactory = 'github.com/hiyouga/LLaMA-Factory/wiki/Performance-comparison';
function factory(length: number, peakGib: number): Published {
  const base = { architecture: llama2, optimiser: 'adamw', batch: 1, length, isCheckpointed: true, isFused: true } as const;
  return {
    name: `LLaMA2-7B QLoRA FlashAttention-2 ${length}`,
    plan: { ...base, precision: 'nf4', method: { loraRank: 8 } },
    peakGib,
    source: llamaFactory,
  };
}

export const published: readonly Published[] = [
  qwen('Qwen-1.8B', qwen18, 'LoRA', 512, 7.4),
  qwen('Qwen-1.8B', qwen18, 'LoRA', 8192, 21.8),
  qwen('Qwen-1.8B', qwen18, 'Q-LoRA', 2048, 7.8),
  qwen('Qwen-1.8B', qwen18, 'full', 2048, 43.5),
  qwen('Qwen-1.8B', qwen18, 'full', 8192, 48.3),
  qwen('Qwen-7B', qwen7, 'LoRA', 1024, 21.5),
  qwen('Qwen-7B', qwen7, 'LoRA', 8192, 36.6),
  qwen('Qwen-7B', qwen7, 'Q-LoRA', 512, 11.5),
  qwen('Qwen-7B', qwen7, 'Q-LoRA', 4096, 16.9),
  qwen('Qwen-14B', qwen14, 'LoRA', 2048, 37.4),
  qwen('Qwen-14B', qwen14, 'LoRA', 8192, 55.2),
  qwen('Qwen-14B', qwen14, 'Q-LoRA', 1024, 18.9),
  qwen('Qwen-14B', qwen14, 'Q-LoRA', 8192, 27.9),
  qwen('Qwen-72B', qwen72, 'Q-LoRA', 4096, 68),
  litgpt('Llama-2-7B', llama2, { loraRank: 32 }, 2, 19.77),
  litgpt('Llama-3-8B', llama3, { loraRank: 32 }, 1, 19.73),
  litgpt('Mistral-7B', mistral, { loraRank: 32 }, 2, 20.66),
  litgpt('Falcon-7B', falcon, { loraRank: 32 }, 1, 16.69),
  litgpt('StableLM-3B', stablelm, { loraRank: 32 }, 1, 8.58),
  litgpt('TinyLlama', tinyLlama, 'full', 4, 14.1),
  litgpt('TinyLlama', tinyLlama, { loraRank: 32 }, 8, 13.5),
  litgpt('Phi-2', phi2, { loraRank: 8 }, 4, 13.98),
  litgpt('Gemma-2B', gemma2b, { loraRank: 8 }, 2, 12.62),
  factory(1024, 6),
  factory(4096, 9),
  factory(16_384, 19),
  {
    name: 'BERT-large fp32 AdamW batch 4 × 512',
    plan: {
      architecture: bertLarge,
      precision: 'fp32',
      optimiser: 'adamw',
      method: 'full',
      batch: 4,
      length: 512,
      isCheckpointed: false,
      isFused: false,
      predictsTokens: false,
    },
    peakGib: 14_949 / 1024,
    source: 'huggingface.co/docs/transformers/v4.21.0/perf_train_gpu_one',
  },
  {
    name: 'Llama-2-7B full bf16 SGD',
    plan: {
      architecture: llama2,
      precision: 'bf16',
      optimiser: 'sgd',
      method: 'full',
      batch: 2,
      length: 512,
      isCheckpointed: true,
      isFused: true,
    },
    peakGib: (27.83 * 1e9) / gib,
    source: 'github.com/meta-pytorch/torchtune/pull/389',
  },
];
