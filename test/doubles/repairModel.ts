import { type Prompt, replaying, type Script, type StepResult } from './replay.ts';
import type { ScriptedCall } from './script.ts';
import { type FileLine, fileLines, metricsIn, raisedIn, statusIn } from './toolText.ts';
import { end, ended, firstLine, isRejection, say, scriptNamed, start } from './trainingScript.ts';

/** What a repair is told to do. */
export const repairPrompt = 'Train this. It fails: repair it, one cause at a time, until it runs.';

/** No model: what it changes follows from the traceback that read_run gave it and from the script that read_file gave it, and from nothing else. */
export const repairBrain = replaying(repair);

const maxRepairs = 12;

interface Repair {
  readonly cause: string;
  readonly edits: readonly Edit[];
}

interface Edit {
  readonly old: string;
  readonly new: string;
}

interface Attempt {
  readonly run: string;
  readonly error: string;
  readonly cause: string;
}

/** Runs the script, and as long as it fails for a reason that it knows, changes the one place that is the reason. */
function* repair(prompt: Prompt): Script {
  const script = scriptNamed(prompt);
  yield say('I run it and let its tracebacks lead me.', plan('doing', 'open'));
  const attempts: Attempt[] = [];
  for (let round = 0; round <= maxRepairs; round += 1) {
    const started = yield* start({ script, name: `attempt ${round + 1}` });
    if ('problem' in started) return end(account(started.problem, attempts));
    const read = yield* ended(started.run);
    if ('problem' in read) return end(account(read.problem, attempts));
    const { content } = read;
    if (statusIn(content) === 'done') {
      yield say('', plan('done', 'done'));
      return end(account(`Run \`${started.run}\` came to its end: ${measured(content)}.`, attempts));
    }
    const error = raisedIn(content) ?? 'no traceback';
    const [source] = yield say(`Run \`${started.run}\` failed: \`${error}\``, { name: 'read_file', input: { path: script } });
    const found = source?.isError === false ? repairFor(error, fileLines(source.content)) : undefined;
    if (found === undefined)
      return end(account(`Run \`${started.run}\` failed, and I do not know what to do about it: \`${error}\`.`, attempts));
    const [edited] = yield say(found.cause, { name: 'edit_file', input: { path: script, edits: found.edits } });
    if (edited?.isError !== false) return end(account(refusal(script, edited), attempts));
    attempts.push({ run: started.run, error, cause: found.cause });
  }
  return end(account(`After ${maxRepairs} repairs it still fails.`, attempts));
}

function refusal(script: string, edited: StepResult | undefined): string {
  return isRejection(edited)
    ? `You rejected the change, so \`${script}\` is as it was.`
    : `\`${script}\` was not changed: ${firstLine(edited)}`;
}

function measured(content: string): string {
  const metrics = metricsIn(content).map(({ name, last }) => `${name} ${last}`);
  return metrics.length === 0 ? 'it measured nothing' : metrics.join(', ');
}

function account(outcome: string, attempts: readonly Attempt[]): string {
  const rows = attempts.map(({ run, error, cause }, index) => `${index + 1}. Run \`${run}\`: \`${error}\` ${cause}`);
  return [outcome, ...(rows.length === 0 ? [] : ['', 'What failed before, and what I changed:', '', ...rows])].join('\n');
}

function repairFor(error: string, lines: readonly FileLine[]): Repair | undefined {
  return misspeltImport(error, lines) ?? wrongShape(error, lines) ?? tooLargeBatch(error, lines);
}

/** The name that cannot be imported is used elsewhere in the script, spelled in another case. */
function misspeltImport(error: string, lines: readonly FileLine[]): Repair | undefined {
  const [, name, module] = /^ImportError: cannot import name '(\w+)' from '([\w.]+)'/.exec(error) ?? [];
  if (name === undefined || module === undefined) return undefined;
  const line = lines.find(({ text }) => text.startsWith(`from ${module} import`))?.text;
  const used = lines
    .flatMap(({ text }) => text.match(/\w+/g) ?? [])
    .find((word) => word !== name && word.toLowerCase() === name.toLowerCase());
  if (line === undefined || used === undefined) return undefined;
  return {
    cause: `\`${module}\` has no \`${name}\`; the script itself means \`${used}\`.`,
    edits: [{ old: line, new: line.replace(name, used) }],
  };
}

/** A linear layer expects another width than the layer before it gives. */
function wrongShape(error: string, lines: readonly FileLine[]): Repair | undefined {
  const [, given, expected] = /mat1 and mat2 shapes cannot be multiplied \(\d+x(\d+) and (\d+)x\d+\)/.exec(error) ?? [];
  if (given === undefined || expected === undefined) return undefined;
  const layers = lines.flatMap(({ text }) => {
    const [, input, output] = /nn\.Linear\((\w+), (\w+)\)/.exec(text) ?? [];
    return input === undefined || output === undefined ? [] : [{ text, input, output }];
  });
  const at = layers.findIndex(({ input }) => input === expected);
  const [layer, before] = [layers[at], layers[at - 1]];
  if (layer === undefined || before === undefined) return undefined;
  const mended = layer.text.replace(`nn.Linear(${expected},`, `nn.Linear(${before.output},`);
  return {
    cause: `The layer before gives ${given} values, this one expects ${expected}: it takes \`${before.output}\` now.`,
    edits: [{ old: layer.text, new: mended }],
  };
}

/** Fewer images at once and as many more batches to a step: the effective batch stays what was asked for. */
function tooLargeBatch(error: string, lines: readonly FileLine[]): Repair | undefined {
  const [, wanted, free] = /OutOfMemoryError: .*Tried to allocate ([\d.]+) MiB.* of which ([\d.]+) MiB is free/.exec(error) ?? [];
  const batch = defaultOf('--batch-size', lines);
  const accumulate = defaultOf('--accumulate', lines);
  if (wanted === undefined || free === undefined || batch === undefined || accumulate === undefined) return undefined;
  const parts = 2 ** Math.ceil(Math.log2(Number(wanted) / Number(free)));
  const cause = `A batch of ${batch.value} needs ${wanted} MiB of ${free}: a batch of ${batch.value / parts} with ${accumulate.value * parts} to a step is the same step.`;
  return { cause, edits: [batch.with(batch.value / parts), accumulate.with(accumulate.value * parts)] };
}

function defaultOf(option: string, lines: readonly FileLine[]): { readonly value: number; with(value: number): Edit } | undefined {
  const line = lines.find(({ text }) => text.includes(`"${option}"`))?.text;
  const value = line === undefined ? undefined : /default=(\d+)/.exec(line)?.[1];
  if (line === undefined || value === undefined) return undefined;
  return { value: Number(value), with: (other) => ({ old: line, new: line.replace(`default=${value}`, `default=${other}`) }) };
}

function plan(running: string, repaired: string): ScriptedCall {
  const items = [
    { text: 'Run the script and repair what its traceback names', status: running },
    { text: 'Run it to its end', status: repaired },
  ];
  return { name: 'update_plan', input: { items } };
}
