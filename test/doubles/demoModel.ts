import type { Prompt, Script } from './replay.ts';
import { replaying } from './replay.ts';
import type { NeutralReply } from './script.ts';
import { fileLines, isStillRunning, metricsIn, statusIn } from './toolText.ts';
import { call, end, firstLine, isRejection, label, pace, say, start, trainAndFix } from './trainingScript.ts';

export const demoModelNames = ['demo-digits', 'demo-digits-2'] as const;

/**
 * The demonstration model: no model at all, but scripts chosen by words of the prompt. The numbers that it tells come from the results of the
 * tools that were really run. It is the double behind `npm run demo` and the window tests.
 */
export const demoBrain = replaying((prompt) => {
  const lines = prompt.text.split('\n').map((line) => line.trim());
  for (const line of [lines[0] ?? '', lines.at(-1) ?? '']) {
    for (const [pattern, script] of small) {
      const match = pattern.exec(line);
      if (match !== null) return script(match.groups ?? {}, prompt);
    }
  }
  return /\b(train|learns?|accuracy)\b/i.test(prompt.text) ? trainAndFix(prompt) : unknownPrompt();
});

type SmallScript = (given: Readonly<Record<string, string | undefined>>, prompt: Prompt) => Script | NeutralReply;

/** What a prompt may begin or end with, for tests and for trying things out. */
const small: readonly (readonly [RegExp, SmallScript])[] = [
  [/^say hello\b/i, sayHello],
  [/^stream long\b/i, streamLong],
  [/^think\b/i, think],
  [/^bad arguments\b/i, badArguments],
  [/^many tools\b/i, manyTools],
  [/^edit (?<path>\S+) replace (?<before>.+?) with (?<after>.+)$/i, editFile],
  [/^write (?<path>\S+) with (?<content>.+)$/i, writeFile],
  [/^read (?<path>\S+)$/i, readFile],
  [/^shell (?<command>.+)$/i, shell],
  [/^run (?<script>\S+\.py)(?<args>( \S+)*)$/i, runScript],
  [/^fault (?<kind>status \d{3}|cut|reset|stall|error|garbage|empty|limit)\b/i, fault],
];

function unknownPrompt(): NeutralReply {
  return end(
    'I am no real model and know only a few scripts: “Train this, find out why it learns badly, fix it” (add “seed 3” for another seed), “say hello”, “stream long”, “think”, “read FILE”, “edit FILE replace A with B”, “write FILE with TEXT”, “shell COMMAND”, “run SCRIPT.py ARGUMENTS”, “many tools”, “bad arguments”, “fault KIND”.',
  );
}

function sayHello(): NeutralReply {
  return end('Hello! I answer from a script, not from a mind.');
}

function think(): NeutralReply {
  return {
    thinking: 'The person wants to see me think.\nThere is nothing to think about, so I say that.',
    ...end('I have thought about it.'),
  };
}

function* readFile({ path = '' }: Readonly<Record<string, string | undefined>>): Script {
  const [read] = yield say(`I read \`${path}\`.`, { name: 'read_file', input: { path } });
  if (read?.isError !== false) return end(`I could not read \`${path}\`: ${firstLine(read)}`);
  const lines = fileLines(read.content);
  return end(`\`${path}\` begins with \`${lines[0]?.text ?? ''}\`; I saw ${lines.length} lines.`);
}

function* editFile({ path = '', before = '', after = '' }: Readonly<Record<string, string | undefined>>): Script {
  const [edited] = yield say(`I change \`${path}\`.`, {
    name: 'edit_file',
    input: { path, edits: [{ old: unquoted(before), new: unquoted(after) }] },
  });
  if (edited?.isError === false) return end(`\`${path}\` is changed.`);
  return end(
    isRejection(edited)
      ? `You rejected the change of \`${path}\`, so it is as it was.`
      : `\`${path}\` was not changed: ${firstLine(edited)}`,
  );
}

function* writeFile({ path = '', content = '' }: Readonly<Record<string, string | undefined>>): Script {
  const [written] = yield say(`I write \`${path}\`.`, { name: 'write_file', input: { path, content: `${unquoted(content)}\n` } });
  return end(written?.isError === false ? `\`${path}\` is written.` : `\`${path}\` was not written: ${firstLine(written)}`);
}

function* shell({ command = '' }: Readonly<Record<string, string | undefined>>): Script {
  const [ran] = yield say('', { name: 'run_shell', input: { command } });
  if (ran?.isError !== false) return end(`\`${command}\` was not run to a good end: ${firstLine(ran)}`);
  return end(`It printed:\n\n\`\`\`text\n${ran.content.slice(0, 2000)}\n\`\`\``);
}

function* runScript({ script = '', args = '' }: Readonly<Record<string, string | undefined>>): Script {
  const argv = args.split(' ').filter((argument) => argument !== '');
  const started = yield* start({ script, ...(argv.length === 0 ? {} : { args: argv }) });
  if ('problem' in started) return end(started.problem);
  const { run } = started;
  for (let wait = 0; wait < 20; wait += 1) {
    const [read] = yield call('read_run', { run, wait_s: 120 });
    if (read?.isError !== false) return end(`I could not read run \`${run}\`: ${firstLine(read)}`);
    if (isStillRunning(read.content)) continue;
    const metrics = metricsIn(read.content).map(({ name, last }) => `- ${name}: ${last}`);
    return end(
      [`Run \`${run}\` ended: ${statusIn(read.content)}.`, ...(metrics.length === 0 ? ['It measured nothing.'] : metrics)].join('\n'),
    );
  }
  return end(`Run \`${run}\` goes on.`);
}

function* badArguments(): Script {
  const [refused] = yield { calls: [{ name: 'read_file', input: {}, brokenArguments: '{"path": "train.py", "lines": ' }] };
  const [again] = yield say(`My arguments were no JSON, and I was told so: “${firstLine(refused)}” I try again.`, {
    name: 'list_files',
    input: {},
  });
  return end(again?.isError === false ? 'The second try went well.' : `The second try failed as well: ${firstLine(again)}`);
}

function* manyTools(): Script {
  const results = yield say(
    'Several things at once:',
    { name: 'list_files', input: {} },
    { name: 'search_text', input: { pattern: 'import' } },
    { name: 'read_file', input: { path: 'README.md' } },
  );
  return end(`Of ${results.length} tools, ${results.filter(({ isError }) => !isError).length} answered without an error.`);
}

function fault({ kind = '' }: Readonly<Record<string, string | undefined>>): NeutralReply {
  return { text: 'This answer will not come to its end, because it was asked not to.', chunkChars: 8, ...faultOf(kind.toLowerCase()) };
}

function faultOf(kind: string): Pick<NeutralReply, 'fault' | 'stop'> {
  const afterDeltas = 3;
  switch (kind) {
    case 'limit':
      return { stop: 'limit' };
    case 'empty':
      return { fault: { kind } };
    case 'cut':
    case 'reset':
    case 'stall':
    case 'garbage':
      return { fault: { kind, afterDeltas } };
    case 'error':
      return { fault: { kind: 'errorEvent', afterDeltas, type: 'overloaded_error', message: 'Overloaded' } };
    default:
      return { fault: { kind: 'status', status: Number(kind.slice(-3)) } };
  }
}

function unquoted(text: string): string {
  return /^(["'`]).*\1$/.test(text) ? text.slice(1, -1) : text;
}

function streamLong(): NeutralReply {
  return { ...pace, text: longMarkdown() };
}

/** A long answer with everything that a renderer must keep up with. */
function longMarkdown(): string {
  const rows = Array.from(
    { length: 12 },
    (_, index) => `| ${index + 1} | ${(2.3 / (index + 1)).toFixed(3)} | ${(0.4 + 0.045 * index).toFixed(3)} |`,
  );
  return [
    '# A long answer',
    '',
    'It has **bold** and *slanted* words, `inline code`, a [link](https://example.org/), and an equation in words: the loss falls as the step grows.',
    '',
    '## A list',
    '',
    ...Array.from(
      { length: 8 },
      (_, index) =>
        `${index + 1}. Point ${index + 1}: a sentence that is long enough to be wrapped in a narrow panel, with a number, ${index * 7}.`,
    ),
    '',
    '- one',
    '  - one inside',
    '  - another inside',
    '- two',
    '',
    '## Code',
    '',
    '```python',
    'import torch',
    '',
    'def step(model, batch, optimizer, loss_fn):',
    '    optimizer.zero_grad()',
    '    loss = loss_fn(model(batch.x), batch.y)',
    '    loss.backward()',
    '    optimizer.step()',
    '    return loss.item()',
    '```',
    '',
    '## An invented table, to look at',
    '',
    '| row | falls | rises |',
    '|---|---|---|',
    ...rows,
    '',
    '> A quotation, so that there is one: “Measure, then speak.”',
    '',
    ...Array.from(
      { length: 6 },
      (_, index) =>
        `Paragraph ${index + 1}. Words that fill the panel while they stream, so that one can see whether the view stays at its end, whether it can be scrolled away from there, and whether it stays quiet under the reader’s eyes.\n`,
    ),
    'The end of the long answer.',
    '',
    label,
  ].join('\n');
}
