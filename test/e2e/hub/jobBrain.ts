/** The scripted model of the main job on Hugging Face: data looked at, script written, tried here, trained there, published. */
import { readFileSync } from 'node:fs';
import { type Prompt, replaying, type Script, type StepResult } from '../../doubles/replay.ts';
import type { Brain, NeutralReply } from '../../doubles/script.ts';
import { isStillRunning, metricsIn, runIdIn, statusIn } from '../../doubles/toolText.ts';
import { call, firstLine, say } from '../../doubles/trainingScript.ts';
import { baseModel, dataset } from './smallRepos.ts';

export const script = 'finetune.py';
export const flavor = 't4-small';
export const steps = 120;
const source = readFileSync(new URL(`../../fixtures/hub/${script}`, import.meta.url), 'utf8');

/** `pause`: the file for which a job waits in its middle. */
export function jobBrain(pause: (repo: string) => string): Brain {
  return replaying((prompt) => {
    const repo = / as (\S+\/\S+?)\.?$/.exec(prompt.text)?.[1] ?? '';
    return play(scriptOf(prompt, repo, pause(repo)));
  });
}

type Steps<T> = Generator<NeutralReply, T, readonly StepResult[]>;

class Ended extends Error {}

/** What goes wrong ends it, and is told. */
function* play(steps: Steps<string>): Script {
  try {
    return { text: yield* steps };
  } catch (error) {
    if (error instanceof Ended) return { text: error.message };
    throw error;
  }
}

function scriptOf({ text }: Prompt, repo: string, pause: string): Steps<string> {
  if (/^Go on/.test(text)) return publishNewest(repo);
  if (/^In a Space/.test(text)) return trainThereAndPublish(repo, ['--seed', '3', '--pause', pause], 'hf-space');
  return /^Once more/.test(text) ? trainThereAndPublish(repo, ['--seed', '2', '--pause', pause]) : mainJob(repo, pause);
}

function* mainJob(repo: string, pause: string): Steps<string> {
  yield* done(say('First I look at the data, and at what the model needs.', { name: 'audit_dataset', input: { dataset } }));
  yield* done(call('estimate_training', { model: baseModel, method: 'full', precision: 'fp32', batch: 16, length: 32, tokens: 60_000 }));
  yield* done(say('Now the script.', { name: 'write_file', input: { path: script, content: source } }));
  const tried = runIdIn(
    yield* done(say('I try it here first.', { name: 'start_run', input: { script, args: ['--steps', '5'], name: 'smoke' } })),
  );
  yield* waited(tried ?? '');
  return yield* trainThereAndPublish(repo, ['--pause', pause]);
}

function* trainThereAndPublish(repo: string, args: readonly string[], kind: 'hf-job' | 'hf-space' = 'hf-job'): Steps<string> {
  yield* done(call('hub_jobs', { action: 'hardware' }));
  const target = { kind, flavor, timeout_minutes: 10 };
  const name = repo.replace('/', '-');
  const started = yield* done(
    say(`Now as a ${kind === 'hf-job' ? 'job' : 'Space'}.`, {
      name: 'start_run',
      input: { script, args: [`--steps=${steps}`, ...args], name, target },
    }),
  );
  return yield* publish(repo, runIdIn(started) ?? '');
}

function* publishNewest(repo: string): Steps<string> {
  const runs = yield* done(call('list_runs', { limit: 1 }));
  return yield* publish(repo, /\brun_\w+/.exec(runs)?.[0] ?? '');
}

function* publish(repo: string, run: string): Steps<string> {
  const accuracy = metricsIn(yield* waited(run)).find(({ name }) => name === 'test_accuracy')?.last;
  const published = yield* done(
    say('I publish it.', {
      name: 'publish_to_hub',
      input: { repo, run, license: 'apache-2.0', base_model: baseModel, datasets: [dataset], limitations: ['It knows a few dozen words.'] },
    }),
  );
  return `Run ${run} ended with a test accuracy of ${accuracy}. ${published}`;
}

/** Waits for the end of a run, and answers what is said of it. */
function* waited(run: string): Steps<string> {
  for (;;) {
    const content = yield* done(call('wait_run', { run, minutes: 20 }));
    if (isStillRunning(content)) continue;
    if (statusIn(content) !== 'done') throw new Ended(`Run ${run} did not end well: ${content}`);
    return content;
  }
}

function* done(reply: NeutralReply): Steps<string> {
  const [result] = yield reply;
  if (result?.isError !== false) throw new Ended(`It did not work: ${firstLine(result)}`);
  return result.content;
}
