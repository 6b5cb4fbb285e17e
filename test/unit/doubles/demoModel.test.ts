import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { AssistantPart, ModelMessage } from '../../../src/base/messages.ts';
import { createAnthropicModel } from '../../../src/models/anthropic.ts';
import type { LanguageModel } from '../../../src/models/model.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import { type Doubles, startDoubles } from '../../doubles/server.ts';
import { callsOf, collect, endOf, readFileTool, textOf, type Wire, wires } from '../models/support.ts';

interface Answer {
  readonly content: string;
  readonly isError?: boolean;
}
type Tools = Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => Answer>>;

interface Played {
  readonly names: readonly string[];
  readonly inputs: readonly Readonly<Record<string, unknown>>[];
  readonly answer: string;
}

/** The agent's loop at its barest: asks, answers calls, asks again. */
async function play(model: LanguageModel, prompt: string, tools: Tools): Promise<Played> {
  const messages: ModelMessage[] = [{ role: 'user', parts: [{ type: 'text', text: prompt }] }];
  const names: string[] = [];
  const inputs: Readonly<Record<string, unknown>>[] = [];
  for (let round = 0; round < 30; round += 1) {
    const request = { system: 'S', messages, tools: [readFileTool], maxOutputTokens: 1000 };
    const events = await collect(model, request);
    endOf(events);
    const calls = callsOf(events);
    if (calls.length === 0) return { names, inputs, answer: textOf(events) };
    const text: AssistantPart[] = textOf(events) === '' ? [] : [{ type: 'text', text: textOf(events) }];
    messages.push({ role: 'assistant', parts: [...text, ...calls.map((call) => ({ type: 'call' as const, ...call }))] });
    const results = calls.map(({ id, name, argumentsJson }) => {
      let input: Readonly<Record<string, unknown>> = {};
      try {
        input = JSON.parse(argumentsJson);
      } catch {
        names.push(name);
        return { callId: id, content: 'The arguments are not valid JSON.', isError: true };
      }
      names.push(name);
      inputs.push(input);
      const { content, isError = false } = tools[name]?.(input) ?? { content: `no tool ${name}`, isError: true };
      return { callId: id, content, isError };
    });
    messages.push({ role: 'tool', results });
  }
  throw new Error('The demonstration does not come to an end.');
}

const script = [
  '    1\timport argparse',
  '    2\tparser = argparse.ArgumentParser()',
  "    3\tparser.add_argument('--lr', type=float, default=1e-5, help='learning rate')",
  "    4\tparser.add_argument('--seed', type=int, default=0)",
  '    5\toptimizer = torch.optim.SGD(model.parameters(), lr=args.lr)',
].join('\n');

/** Tools of a workspace whose runs reach what `accuracies` says, one after the other. */
function workspace(accuracies: readonly string[], overrides: Tools = {}): Tools {
  let started = 0;
  let reads = 0;
  return {
    update_plan: () => ({ content: 'The plan is kept.' }),
    read_file: () => ({ content: script }),
    edit_file: () => ({ content: 'Edited train.py.' }),
    start_run: () => ({ content: `run: run_${++started}\nstatus: running` }),
    read_run: ({ run }) => {
      reads += 1;
      // The first look comes too early.
      if (reads % 2 === 1) return { content: `run: ${run}\nstatus: running\nexit: none yet\nmetrics: none measured yet` };
      const last = accuracies[started - 1];
      return {
        content: `run: ${run} (baseline)\nstatus: done\nexit: 0\nmetric loss: first 2.3 (step 1), best 0.1 (step 20), last 0.1 (step 20), n 20\nmetric test_accuracy: first 0.11 (step 1), best 0.99 (step 3), last ${last} (step 20), n 20`,
      };
    },
    ...overrides,
  };
}

const job = 'Train this, find out why it learns badly, fix it, and get test accuracy above 95 %.';

describe('the demonstration model', () => {
  let doubles: Doubles;
  before(async () => {
    doubles = await startDoubles({ isHurried: true });
  });
  after(() => doubles.close());

  function model(wire: Wire): LanguageModel {
    const shared = { name: 'demo-digits', apiKey: doubles.key };
    return wire === 'anthropic'
      ? createAnthropicModel({ ...shared, baseUrl: doubles.anthropicUrl })
      : createOpenAiModel({ ...shared, baseUrl: doubles.openaiUrl });
  }

  for (const wire of wires) {
    // shows: demo-scripted-model
    it(`does the main job over ${wire}, and tells the numbers that the tools gave it`, async () => {
      const { names, inputs, answer } = await play(model(wire), job, workspace(['0.1239', '0.9711']));
      assert.deepEqual(names, [
        'update_plan',
        'read_file',
        'update_plan',
        'start_run',
        'read_run',
        'read_run',
        'update_plan',
        'edit_file',
        'update_plan',
        'start_run',
        'read_run',
        'read_run',
        'update_plan',
      ]);
      assert.deepEqual(inputs[7], {
        path: 'train.py',
        edits: [
          {
            old: "parser.add_argument('--lr', type=float, default=1e-5, help='learning rate')",
            new: "parser.add_argument('--lr', type=float, default=0.1, help='learning rate')",
          },
        ],
      });
      assert.match(answer, /0\.1239/);
      assert.match(answer, /0\.9711/);
      assert.match(answer, /above 95 % now/);
      assert.match(answer, /scripted demonstration model/);
    });
  }

  it('tells other numbers when others were measured, and does not claim what was not reached', async () => {
    const { answer } = await play(model('openai'), job, workspace(['0.2', '0.9401']));
    assert.match(answer, /0\.9401/);
    assert.match(answer, /\*\*not\*\* above 95 %/);
  });

  it('passes a seed on to both runs', async () => {
    const { inputs } = await play(model('anthropic'), `${job} Use seed 3.`, workspace(['0.1', '0.96']));
    const started = inputs.filter((input) => 'script' in input);
    assert.deepEqual(
      started.map((input) => input['args']),
      [
        ['--seed', '3'],
        ['--seed', '3'],
      ],
    );
  });

  it('reads the script that the prompt or an attachment names', async () => {
    const attached = `<attached file="examples/digits/train.py"/>\n\n${job}`;
    assert.equal((await play(model('openai'), attached, workspace(['0.1', '0.96']))).inputs[1]?.['path'], 'examples/digits/train.py');
    assert.equal(
      (await play(model('openai'), 'Train `src/fit.py`, it learns badly', workspace(['0.1', '0.96']))).inputs[1]?.['path'],
      'src/fit.py',
    );
  });

  it('says so when the edit is rejected, and does not train again', async () => {
    const tools = workspace(['0.1239'], { edit_file: () => ({ content: 'The person rejected this call.', isError: true }) });
    const { names, answer } = await play(model('anthropic'), job, tools);
    assert.equal(names.filter((name) => name === 'start_run').length, 1);
    assert.match(answer, /rejected/);
    assert.match(answer, /0\.1239/);
  });

  it('reads again and tries once more when the edit does not fit', async () => {
    let tries = 0;
    const tools = workspace(['0.1', '0.97'], {
      edit_file: () => (++tries === 1 ? { content: 'The text was not found.', isError: true } : { content: 'Edited.' }),
    });
    const { names, answer } = await play(model('openai'), job, tools);
    assert.equal(names.filter((name) => name === 'edit_file').length, 2);
    assert.match(answer, /0\.97/);
  });

  it('says so when the run is not started or fails, and gives no number', async () => {
    const refused = await play(
      model('anthropic'),
      job,
      workspace([], { start_run: () => ({ content: 'No Python was found.', isError: true }) }),
    );
    assert.match(refused.answer, /No Python was found/);
    const failed = await play(
      model('anthropic'),
      job,
      workspace([], {
        read_run: () => ({ content: 'run: r\nstatus: failed\nexit: 1\nconsole (lines 1 to 1 of 1):\nModuleNotFoundError: torch' }),
      }),
    );
    assert.match(failed.answer, /failed/);
    assert.match(failed.answer, /ModuleNotFoundError/);
    assert.doesNotMatch(failed.answer, /0\.\d/);
  });

  it('installs the packages that start_run asks for, once, and starts again', async () => {
    const missing = 'Call install_packages with {"packages":["torch==2.13.0"],"script":"train.py"}, then start_run again.';
    let isInstalled = false;
    const tools = workspace(['0.1', '0.96']);
    const start = tools['start_run'];
    const played = await play(model('openai'), job, {
      ...tools,
      start_run: (input) => (isInstalled ? (start?.(input) ?? { content: '' }) : { content: `Not started.\n${missing}`, isError: true }),
      install_packages: () => {
        isInstalled = true;
        return { content: 'Installed.' };
      },
    });
    assert.deepEqual(played.inputs[played.names.indexOf('install_packages')], { packages: ['torch==2.13.0'], script: 'train.py' });
    assert.equal(played.names.filter((name) => name === 'install_packages').length, 1);
    assert.match(played.answer, /0\.96/);
    const rejected = await play(model('anthropic'), job, {
      ...tools,
      start_run: () => ({ content: `Not started.\n${missing}`, isError: true }),
      install_packages: () => ({ content: 'The person rejected this call.', isError: true }),
    });
    assert.match(rejected.answer, /The person rejected this call/);
  });

  it('looks for a script when the named one is not there', async () => {
    const tools = workspace(['0.1', '0.96'], {
      read_file: ({ path }) => (path === 'train.py' ? { content: 'There is no such file.', isError: true } : { content: script }),
      list_files: () => ({ content: 'examples/digits/train.py\n' }),
    });
    const { inputs } = await play(model('openai'), job, tools);
    assert.ok(inputs.some((input) => input['script'] === 'examples/digits/train.py'));
  });

  it('has small scripts for tests', async () => {
    const tools = workspace(['0.5'], {
      read_file: () => ({ content: '    1\tfirst line\n    2\tsecond' }),
      list_files: () => ({ content: 'a\nb' }),
      search_text: () => ({ content: 'nothing', isError: true }),
      run_shell: ({ command }) => ({ content: `ran ${command}` }),
    });
    const answers = async (prompt: string): Promise<Played> => play(model('openai'), prompt, tools);
    assert.match((await answers('say hello')).answer, /Hello/);
    assert.ok((await answers('stream long')).answer.length > 2000);
    assert.match((await answers('read notes.md')).answer, /`first line`; I saw 2 lines/);
    assert.deepEqual((await answers("edit a.py replace 'x = 1' with 'x = 2'")).inputs, [
      { path: 'a.py', edits: [{ old: 'x = 1', new: 'x = 2' }] },
    ]);
    assert.match((await answers('shell git status')).answer, /ran git status/);
    assert.match((await answers('run fit.py --steps 3')).answer, /test_accuracy: 0\.5/);
    assert.match((await answers('bad arguments')).answer, /second try went well/);
    assert.match((await answers('many tools')).answer, /Of 3 tools, 2 answered/);
    assert.match((await answers('think')).answer, /thought/);
    assert.match((await answers('What is the meaning of life?')).answer, /only a few scripts/);
  });

  it('is served by a program that says where it listens and ends when told to', async () => {
    const program = fileURLToPath(new URL('../../doubles/server.ts', import.meta.url));
    const child = spawn(process.execPath, [program, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(child.stdout, 'data');
    const { port, anthropicUrl, openaiUrl, key } = JSON.parse(String(line));
    assert.equal(anthropicUrl, `http://127.0.0.1:${port}/anthropic`);
    const events = await collect(createOpenAiModel({ name: 'demo-digits', apiKey: key, baseUrl: openaiUrl }), {
      system: '',
      messages: [{ role: 'user', parts: [{ type: 'text', text: 'say hello' }] }],
      tools: [],
      maxOutputTokens: 100,
    });
    assert.match(textOf(events), /Hello/);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  });
});
