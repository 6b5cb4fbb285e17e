/** What it costs to read a long answer: processor time of this process, with the wire double in another. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { root } from '../../scripts/package.ts';
import { createAnthropicModel } from '../../src/models/anthropic.ts';
import type { LanguageModel, ModelRequest } from '../../src/models/model.ts';
import { createOpenAiModel } from '../../src/models/openai.ts';
import { bench, type Figure, median } from './bench.ts';

const rounds = 5;
const textDeltas = 20_000;
/** One megabyte of arguments. */
const argumentDeltas = 131_072;

interface Asked {
  readonly ask: string;
  readonly type: 'text' | 'callArguments';
  readonly deltas: number;
}

/** Milliseconds of processor time for one answer. */
async function readAnswer(model: LanguageModel, { ask, type, deltas }: Asked): Promise<number> {
  const request: ModelRequest = {
    system: '',
    messages: [{ role: 'user', parts: [{ type: 'text', text: ask }] }],
    tools: [],
    maxOutputTokens: 1_000_000,
  };
  const before = process.cpuUsage();
  let seen = 0;
  for await (const event of model.stream(request, AbortSignal.timeout(60_000))) {
    if (event.type === 'failed') throw event.error;
    if (event.type === type) seen += 1;
  }
  const { user, system } = process.cpuUsage(before);
  if (seen < deltas) throw new Error(`${ask}: only ${seen} of ${deltas} deltas arrived`);
  return (user + system) / 1000;
}

async function measure(model: LanguageModel, asked: Asked, goal: number): Promise<Figure> {
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) samples.push(await readAnswer(model, asked));
  return { value: median(samples), unit: 'ms', goal, samples };
}

const double = spawn(process.execPath, [path.join(root, 'test/bench/streamDouble.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
try {
  const [line] = await once(createInterface(double.stdout), 'line');
  const where = z.object({ anthropicUrl: z.string(), openaiUrl: z.string(), key: z.string() }).parse(JSON.parse(String(line)));
  const models: Readonly<Record<string, LanguageModel>> = {
    Anthropic: createAnthropicModel({ name: 'stream', apiKey: where.key, baseUrl: where.anthropicUrl }),
    'OpenAI-compatible': createOpenAiModel({ name: 'stream', apiKey: where.key, baseUrl: where.openaiUrl }),
  };
  for (const [wire, model] of Object.entries(models)) {
    // The first stream loads the SDK, which the benchmark of activation keeps out of the way.
    await readAnswer(model, { ask: 'text 1', type: 'text', deltas: 1 });
    await bench(`${wire}: an answer of 20,000 deltas, processor time`, () =>
      measure(model, { ask: `text ${textDeltas}`, type: 'text', deltas: textDeltas }, 300),
    );
    await bench(`${wire}: 1 MB of tool arguments in deltas of 8 bytes, processor time`, () =>
      measure(model, { ask: `arguments ${argumentDeltas}`, type: 'callArguments', deltas: argumentDeltas }, 500),
    );
  }
} finally {
  double.stdin.end();
}
