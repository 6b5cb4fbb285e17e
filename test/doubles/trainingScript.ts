import type { Prompt, Script, StepResult } from './replay.ts';
import type { NeutralReply, ScriptedCall } from './script.ts';
import {
  fileLines,
  isStillRunning,
  learningRateDefault,
  type MetricSummary,
  metricsIn,
  percent,
  runIdIn,
  statusIn,
  testAccuracyIn,
} from './toolText.ts';

/** Every answer of the demonstration says what it is. */
export const label = '*(scripted demonstration model: the words are prepared, the numbers are those that were measured here)*';

const steps = ['Read the training script', 'Train it as it is', 'Change what makes it learn badly', 'Train it again', 'Compare'];

/** The main job: train, find out why it learns badly, fix it, train again, report what was measured. */
export function* trainAndFix(prompt: Prompt): Script {
  const seed = /\bseed\s*[:=]?\s*(\d+)/i.exec(prompt.text)?.[1];
  const args = seed === undefined ? [] : ['--seed', seed];

  yield say('I will train the script as it is first, so that there is something to compare with. My plan:', plan(0));

  const source = yield* readScript(scriptNamed(prompt));
  if (source === undefined) return end('I could not read a training script in this workspace, so I changed nothing and started nothing.');
  const rate = learningRateDefault(fileLines(source.content));
  if (rate === undefined)
    return end(`I read \`${source.path}\`, but found no default for \`--lr\` in it. I changed nothing and started nothing.`);

  yield say(
    `\`${source.path}\` takes its learning rate from \`--lr\`, which is ${rate.value} if nobody says otherwise. First a baseline.`,
    plan(1),
  );
  const baseline = yield* train(source.path, args, 'baseline');
  if ('problem' in baseline) return end(baseline.problem);

  const better = betterRate(source.content, rate.value);
  const direction =
    Number(better) > Number(rate.value)
      ? 'too small: the loss hardly moves in the steps it has'
      : 'too large: the steps jump over the minimum';
  yield say(
    `The baseline ends at a test accuracy of ${quoted(baseline.accuracy)}${lossOf(baseline)}. A learning rate of ${rate.value} is ${direction}. I will make the default ${better}.`,
    plan(2),
  );
  const edit = yield* changeLine(source.path, rate.line, rate.withValue(better));
  if (edit !== undefined) {
    return end(
      `${edit} The script is as it was. Measured so far: test accuracy ${quoted(baseline.accuracy)} with a learning rate of ${rate.value} (run \`${baseline.run}\`).`,
    );
  }

  yield say('The change is in. Now the same training again.', plan(3));
  const fixed = yield* train(source.path, args, `lr ${better}`);
  if ('problem' in fixed) return end(`${fixed.problem} Before the change, the test accuracy was ${quoted(baseline.accuracy)}.`);

  yield say('', plan(steps.length));
  return end(report(rate.value, better, seed, baseline, fixed));
}

interface Trained {
  readonly run: string;
  readonly accuracy: MetricSummary;
  readonly loss: MetricSummary | undefined;
}

function lossOf({ loss }: Trained): string {
  return loss === undefined ? '' : `, and its loss only went from ${loss.first} to ${loss.last}`;
}

function report(before: string, after: string, seed: string | undefined, baseline: Trained, fixed: Trained): string {
  const isReached = Number(fixed.accuracy.last) > 0.95;
  return [
    `The learning rate was the reason. ${isReached ? 'The test accuracy is above 95 % now.' : 'It is better now, but **not** above 95 %.'}${seed === undefined ? '' : ` Both runs used seed ${seed}.`}`,
    '',
    '| | learning rate | final test accuracy | run |',
    '|---|---|---|---|',
    `| baseline | ${before} | ${quoted(baseline.accuracy)} | \`${baseline.run}\` |`,
    `| after the change | ${after} | ${quoted(fixed.accuracy)} | \`${fixed.run}\` |`,
  ].join('\n');
}

function quoted(accuracy: MetricSummary): string {
  return `${accuracy.last} (${percent(accuracy.last)})`;
}

/** Adam wants small steps, gradient descent larger ones, a little less with momentum. */
function betterRate(source: string, current: string): string {
  const wanted = /\bAdamW?\b/.test(source) ? '0.003' : /momentum/.test(source) ? '0.05' : '0.1';
  return Number(wanted) === Number(current) ? '0.01' : wanted;
}

export function scriptNamed(prompt: Prompt): string {
  const named = /(?:^|[\s`"'@(])([\w./-]+\.py)\b/.exec(prompt.text)?.[1];
  return named ?? prompt.attachedPaths.find((path) => path.endsWith('.py')) ?? 'train.py';
}

interface Source {
  readonly path: string;
  readonly content: string;
}

/** Reads the script; where it is not, looks once for one. */
function* readScript(path: string): Generator<NeutralReply, Source | undefined, readonly StepResult[]> {
  const [read] = yield call('read_file', { path });
  if (read?.isError === false) return { path, content: read.content };
  const [found] = yield say(`I could not read \`${path}\`: I look for training scripts.`, {
    name: 'list_files',
    input: { pattern: '**/train*.py' },
  });
  const other = found?.isError === false ? /[\w./-]+\.py\b/.exec(found.content)?.[0] : undefined;
  if (other === undefined) return undefined;
  const [again] = yield call('read_file', { path: other });
  return again?.isError === false ? { path: other, content: again.content } : undefined;
}

const longestWaits = 20;

/** Starts a run, with the packages first that it is told are missing. */
export function* start(
  input: Readonly<Record<string, unknown>>,
): Generator<NeutralReply, { readonly run: string } | { readonly problem: string }, readonly StepResult[]> {
  let [started] = yield call('start_run', input);
  const packages = started?.isError === true ? packagesToInstall(started.content) : undefined;
  if (packages !== undefined) {
    const [installed] = yield say(`${firstLine(started)} I install what is missing.`, packages);
    if (installed?.isError !== false) return { problem: `The packages were not installed: ${firstLine(installed)}` };
    [started] = yield call('start_run', input);
  }
  const run = started?.isError === false ? runIdIn(started.content) : undefined;
  return run === undefined ? { problem: `The run was not started: ${firstLine(started)}` } : { run };
}

/** Waits for the end of a run, and answers what read_run says of it. */
export function* ended(
  run: string,
): Generator<NeutralReply, { readonly content: string } | { readonly problem: string }, readonly StepResult[]> {
  let content = '';
  for (let wait = 0; wait < longestWaits; wait += 1) {
    const [read] = yield call('read_run', { run, wait_s: 120 });
    if (read?.isError !== false) return { problem: `Run \`${run}\` was started, but could not be read: ${firstLine(read)}` };
    content = read.content;
    if (!isStillRunning(content)) break;
  }
  return { content };
}

/** Starts a run and waits for its end. What it answers was measured, or says why nothing was. */
function* train(
  script: string,
  args: readonly string[],
  name: string,
): Generator<NeutralReply, Trained | { readonly problem: string }, readonly StepResult[]> {
  const started = yield* start({ script, ...(args.length === 0 ? {} : { args }), name });
  if ('problem' in started) return started;
  const { run } = started;
  const read = yield* ended(run);
  if ('problem' in read) return read;
  const { content } = read;
  const status = statusIn(content);
  if (status !== 'done')
    return { problem: `Run \`${run}\` did not come to a good end (${status ?? 'no status'}).${lastConsoleLine(content)}` };
  const accuracy = testAccuracyIn(content);
  if (accuracy === undefined) return { problem: `Run \`${run}\` ended, but no test accuracy was measured in it.` };
  return { run, accuracy, loss: metricsIn(content).find(({ name }) => /^(train[_/])?loss$/i.test(name)) };
}

/** The call that start_run's answer asks for, when packages are missing. */
function packagesToInstall(content: string): ScriptedCall | undefined {
  const json = /install_packages with (\{.*?\}), then/.exec(content)?.[1];
  return json === undefined ? undefined : { name: 'install_packages', input: JSON.parse(json) };
}

/** Undefined when the line was changed; else why it was not. A refusal of the tool is tried once more on the file as it is then. */
function* changeLine(path: string, before: string, after: string): Generator<NeutralReply, string | undefined, readonly StepResult[]> {
  const [first] = yield call('edit_file', { path, edits: [{ old: before, new: after }] });
  if (first?.isError === false) return undefined;
  if (isRejection(first)) return 'The change was rejected, so I leave it at that.';
  const [again] = yield say(`The edit was refused (${firstLine(first)}). I read the file again.`, { name: 'read_file', input: { path } });
  const rate = again?.isError === false ? learningRateDefault(fileLines(again.content)) : undefined;
  if (rate === undefined) return `The edit was refused: ${firstLine(first)}`;
  const [second] = yield call('edit_file', { path, edits: [{ old: rate.line, new: after }] });
  return second?.isError === false ? undefined : `The edit was refused twice: ${firstLine(second)}`;
}

export function isRejection(result: StepResult | undefined): boolean {
  return (
    result?.isError === true && /\b(reject|declin|denied|not approved|did not approve|refused by the (user|person))/i.test(result.content)
  );
}

function lastConsoleLine(content: string): string {
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  return lines.length === 0 ? '' : ` Its last line: \`${lines.at(-1)}\``;
}

export function firstLine(result: StepResult | undefined): string {
  return result?.content.split('\n')[0]?.trim() || 'no reason was given.';
}

function plan(doing: number): ScriptedCall {
  const items = steps.map((text, index) => ({ text, status: index < doing ? 'done' : index === doing ? 'doing' : 'open' }));
  return { name: 'update_plan', input: { items } };
}

/** Slow enough to be seen streaming, fast enough not to be waited for. */
export const pace = { chunkChars: 16, delayMs: 4 } as const;

export function call(name: string, input: Readonly<Record<string, unknown>>): NeutralReply {
  return { calls: [{ name, input }], chunkChars: 64 };
}

export function say(text: string, ...calls: readonly ScriptedCall[]): NeutralReply {
  return { ...(text === '' ? {} : { text }), calls, ...pace };
}

export function end(text: string): NeutralReply {
  return { text: `${text}\n\n${label}`, ...pace };
}
