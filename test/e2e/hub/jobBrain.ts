/** The scripted model of the main job on Hugging Face: data looked at, scripts written, tried here, trained there, measured beside what it was made of, published. */
import { readFileSync } from 'node:fs';
import { type Prompt, replaying, type Script, type StepResult } from '../../doubles/replay.ts';
import type { Brain, NeutralReply } from '../../doubles/script.ts';
import { isStillRunning, metricsIn, runIdIn, statusIn } from '../../doubles/toolText.ts';
import { call, firstLine, say } from '../../doubles/trainingScript.ts';
import { baseModel, dataset } from './smallRepos.ts';

export const script = 'finetune.py';
export const measure = 'evaluate.py';
/** In which the scripts of the work in a Space lie: it has its own. */
export const spaceFolder = 'space';
export const flavor = 't4-small';
export const steps = 120;
const sources = [script, measure].map((name) => ({
  name,
  source: readFileSync(new URL(`../../fixtures/hub/${name}`, import.meta.url), 'utf8'),
}));

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
  const inSpace: Work = { repo, folder: `${spaceFolder}/`, kind: 'hf-space', args: ['--seed', '3', '--pause', pause] };
  const asJob: Work = { repo, folder: '', kind: 'hf-job', args: ['--pause', pause] };
  if (/^Go on/.test(text)) return publishNewest(/ in the Space /.test(text) ? inSpace : asJob);
  if (/^In a Space/.test(text)) return mainJob(inSpace);
  return /^Once more/.test(text) ? trainThereAndPublish({ ...asJob, args: ['--seed', '2', ...asJob.args] }) : mainJob(asJob);
}

interface Work {
  readonly repo: string;
  /** That of its scripts. */
  readonly folder: string;
  readonly kind: 'hf-job' | 'hf-space';
  readonly args: readonly string[];
}

function* mainJob(work: Work): Steps<string> {
  yield* done(say('First I look at the data, and at what the model needs.', { name: 'audit_dataset', input: { dataset } }));
  yield* done(call('estimate_training', { model: baseModel, method: 'full', precision: 'fp32', batch: 16, length: 32, tokens: 60_000 }));
  for (const { name, source } of sources)
    yield* done(say(`Now ${name}.`, { name: 'write_file', input: { path: `${work.folder}${name}`, content: source } }));
  const input = { script: `${work.folder}${script}`, args: ['--steps', '5'], name: 'smoke' };
  const tried = runIdIn(yield* done(say('I try it here first.', { name: 'start_run', input })));
  yield* waited(tried ?? '');
  return yield* trainThereAndPublish(work);
}

function* trainThereAndPublish(work: Work): Steps<string> {
  const { repo, folder, kind, args } = work;
  yield* done(call('hub_jobs', { action: 'hardware' }));
  const target = { kind, flavor, timeout_minutes: 10 };
  const name = repo.replace('/', '-');
  const started = yield* done(
    say(`Now as a ${kind === 'hf-job' ? 'job' : 'Space'}.`, {
      name: 'start_run',
      input: { script: `${folder}${script}`, args: [`--steps=${steps}`, ...args], name, target },
    }),
  );
  return yield* measureAndPublish(work, runIdIn(started) ?? '');
}

function* publishNewest(work: Work): Steps<string> {
  const runs = yield* done(call('list_runs', { limit: 1 }));
  return yield* measureAndPublish(work, /\brun_\w+/.exec(runs)?.[0] ?? '');
}

function* measureAndPublish({ repo, folder }: Work, run: string): Steps<string> {
  const accuracy = metricsIn(yield* waited(run)).find(({ name }) => name === 'test_accuracy')?.last;
  const evaluate = { model: `.practicum/runs/${run}/artifacts/out`, baseline: baseModel, benchmark: dataset };
  const measured = yield* done(
    say('I measure it beside what it was made of.', { name: 'start_run', input: { script: `${folder}${measure}`, evaluate } }),
  );
  yield* waited(runIdIn(measured) ?? '');
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
