/** What it costs to read a long answer: processor time of a fresh process for each sample, with the wire double in another. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { z } from 'zod';
import { root } from '../../scripts/package.ts';
import { bench, type Figure, median } from './bench.ts';

const rounds = 5;
/** In deltas of 8 bytes. */
const megabyte = 131_072;

const double = spawn(process.execPath, [path.join(root, 'test/bench/streamDouble.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
try {
  const [line] = await once(createInterface(double.stdout), 'line');
  const { anthropicUrl, openaiUrl, key } = z
    .object({ anthropicUrl: z.string(), openaiUrl: z.string(), key: z.string() })
    .parse(JSON.parse(String(line)));

  const samplesOf = async (wire: string, url: string, what: 'text' | 'callArguments', deltas: number): Promise<readonly number[]> => {
    const samples: number[] = [];
    const reader = [path.join(root, 'test/bench/streamReader.ts'), wire, url, key, what, String(deltas)];
    for (let round = 0; round < rounds; round += 1) samples.push(Number((await promisify(execFile)(process.execPath, reader)).stdout));
    return samples;
  };
  const figure = (samples: readonly number[], goal: number): Figure => ({ value: median(samples), unit: 'ms', goal, samples });

  for (const [name, wire, url] of [
    ['Anthropic', 'anthropic', anthropicUrl],
    ['OpenAI-compatible', 'openai', openaiUrl],
    ['Responses', 'responses', openaiUrl],
  ] as const) {
    // shows: figure-stream
    await bench(`${name}: an answer of 20,000 deltas, processor time`, async () => figure(await samplesOf(wire, url, 'text', 20_000), 300));
    const one = await samplesOf(wire, url, 'callArguments', megabyte);
    // shows: figure-arguments
    await bench(`${name}: 1 MB of tool arguments in deltas of 8 bytes, processor time`, async () => figure(one, 500));
    const three = await samplesOf(wire, url, 'callArguments', 3 * megabyte);
    // shows: figure-arguments
    await bench(`${name}: 3 MB of tool arguments against 1 MB`, async () => {
      const ratios = three.map((ms) => ms / median(one));
      return { value: median(ratios), unit: 'times', goal: 3.3, samples: ratios };
    });
  }
} finally {
  double.stdin.end();
}
