/**
 * Reads one answer of the wire double in a process of its own, and prints the processor time that it took in milliseconds:
 * `node streamReader.ts WIRE URL KEY text|callArguments DELTAS`. Loading the SDK is not counted: the benchmark of activation keeps it out
 * of the way.
 */
import type { LanguageModel, ModelEvent } from '../../src/models/model.ts';

const [wire, baseUrl = '', apiKey = '', what = 'text', count = '1'] = process.argv.slice(2);
const options = { name: 'stream', apiKey, baseUrl, contextTokens: 1_000_000 };

async function openModel(): Promise<LanguageModel> {
  if (wire === 'anthropic') return (await import('../../src/models/anthropic.ts')).createAnthropicModel(options);
  return (await import('../../src/models/openai.ts')).createOpenAiModel({ ...options, api: wire === 'responses' ? 'responses' : 'chat' });
}

/** How many deltas of the kind came. */
async function read(model: LanguageModel, ask: string, type: ModelEvent['type']): Promise<number> {
  const messages = [{ role: 'user', parts: [{ type: 'text', text: ask }] }] as const;
  let seen = 0;
  for await (const event of model.stream({ system: '', messages, tools: [], maxOutputTokens: 1_000_000 }, AbortSignal.timeout(60_000))) {
    if (event.type === 'failed') throw event.error;
    if (event.type === type) seen += 1;
  }
  return seen;
}

const model = await openModel();
await read(model, 'text 1', 'text');
const before = process.cpuUsage();
const seen = what === 'text' ? await read(model, `text ${count}`, 'text') : await read(model, `arguments ${count}`, 'callArguments');
const { user, system } = process.cpuUsage(before);
if (seen < Number(count)) throw new Error(`only ${seen} of ${count} deltas arrived`);
console.log((user + system) / 1000);
