import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { PracticumError } from '../base/errors.ts';
import type { HubClient } from '../hub/client.ts';
import { parseRepo } from '../hub/repoId.ts';
import { readRepoInfo } from '../hub/repoInfo.ts';
import { type Architecture, architectureOf } from '../runs/estimate/architecture.ts';
import { estimateText } from '../runs/estimate/estimateText.ts';
import { gpuHardwareOf } from '../runs/estimate/hubHardware.ts';
import type { TrainingPlan } from '../runs/estimate/memory.ts';
import { estimateTime, fitting } from '../runs/estimate/recommend.ts';
import { hardwarePrices } from '../runs/hub/jobQuote.ts';
import { defineTool, rare } from './define.ts';
import { hubFor, hubLookup } from './lookups.ts';

const input = z.strictObject({
  model: z.string().max(300),
  revision: rare(z.string().max(200).optional()),
  method: z.enum(['full', 'lora', 'qlora']),
  lora_rank: rare(z.int().min(1).max(4096).optional()),
  precision: rare(z.enum(['fp32', 'mixed', 'bf16']).optional()),
  optimiser: rare(z.enum(['adamw', 'adamw-8bit', 'adafactor', 'lion', 'sgd', 'sgd-momentum']).optional()),
  batch: z.int().min(1).max(4096),
  length: z.int().min(1).max(2_000_000),
  checkpointing: rare(z.boolean().optional()),
  tokens: rare(z.number().positive().max(1e15).optional()),
});
type Input = z.infer<typeof input>;

class SizeNotKnown extends PracticumError {
  constructor(model: string) {
    super('size-not-known', `Neither the config nor the weights of ${model} say how large it is.`, {
      hint: 'Look at its card, or try it in a short run.',
    });
  }
}

/** Memory, time and cost before anything is paid for. */
export const estimateTraining = defineTool({
  name: 'estimate_training',
  description:
    'GPU memory of a training with its arithmetic, the smallest hardware of Hugging Face that fits, time and cost. batch: sequences on a GPU at once; length: tokens of one; tokens: of all epochs. Also: lora_rank, precision (fp32, mixed, bf16), optimiser (adamw, adamw-8bit, adafactor, lion, sgd, sgd-momentum), checkpointing (true), revision.',
  input,
  effectKinds: ['lookup'],
  title: ({ model, method }) => `Estimate training ${model} (${method})`,
  effects: (_, context) => [hubLookup(context)],
  async run(given, services, call) {
    const hub = hubFor(services, call);
    const { id } = parseRepo(given.model);
    const plan = planOf(given, await services.checks.lookUpModel(id, () => architectureAt(hub, given, call.signal)));
    const { hardware, tableOf } = await hardwarePrices(hub, call.signal);
    const listed = gpuHardwareOf(hardware);
    const fits = new Set(fitting(plan, listed).map((fit) => fit.hardware.name));
    for (const each of listed) {
      const time = given.tokens === undefined ? undefined : estimateTime(plan, given.tokens, each);
      services.checks.noteEstimate({
        flavor: each.name,
        model: id,
        method: given.method,
        fits: fits.has(each.name),
        ...defined({ longestMs: time?.longestMs }),
      });
    }
    const old = tableOf === undefined ? '' : `\nPrices are of ${tableOf}: today’s could not be had.`;
    return { content: estimateText(plan, listed, given.tokens) + old };
  },
});

function planOf(
  { method, lora_rank: rank = 16, precision = 'bf16', optimiser = 'adamw', batch, length, checkpointing = method !== 'full' }: Input,
  architecture: Architecture,
): TrainingPlan {
  return {
    architecture,
    precision: method === 'qlora' ? 'nf4' : precision,
    optimiser,
    method: method === 'full' ? 'full' : { loraRank: rank },
    batch,
    length,
    isCheckpointed: checkpointing,
    isFused: true,
  };
}

/** By its config, and by the headers of its weights where the Hub has read them. */
async function architectureAt(hub: HubClient, { model, revision }: Input, signal: AbortSignal): Promise<Architecture> {
  const info = await readRepoInfo(hub, parseRepo(model), revision, signal);
  const config = await configOf(hub, info.repo.id, info.sha ?? revision ?? 'main', signal);
  const architecture = architectureOf(config ?? info.config, info.parameters);
  if (architecture === undefined) throw new SizeNotKnown(model);
  return architecture;
}

const longestConfig = 1_000_000;

async function configOf(
  hub: HubClient,
  id: string,
  revision: string,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const path = `/${id}/resolve/${encodeURIComponent(revision)}/config.json`;
  try {
    const read: unknown = JSON.parse(await hub.text({ path, signal }, longestConfig));
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? Object.fromEntries(Object.entries(read)) : undefined;
  } catch (error) {
    signal.throwIfAborted();
    // Many models have none; a gated one tells its size all the same.
    if (error instanceof PracticumError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
