import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { knownSecrets } from '../../../src/app/knownSecrets.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import type { Disposable } from '../../../src/base/disposables.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import { learnSecrets } from '../../../src/base/redact.ts';
import type { Tool } from '../../../src/base/tool.ts';
import type { LanguageModel, ModelEvent, ModelRequest } from '../../../src/models/model.ts';
import { calls, end, failure, ScriptedModel, type Step, say } from '../agent/scriptedModel.ts';
import { keepFacts, step, WindowedModel } from '../agent/windowedModel.ts';
import { testHost, until } from '../app/support.ts';
import { supervisorScript } from '../runs/workspace.ts';
import { type Canaries, everythingBelow, leaksIn, makeCanaries, put } from './canaries.ts';

/** A tool as a server would bring it. */
function foreign(name: string, run: Tool['run']): Tool {
  return {
    name,
    description: `It ${name.replaceAll('_', ' ')}.`,
    title: () => name,
    input: z.object({}),
    effectKinds: ['read'],
    effects: () => [],
    run,
  };
}

describe('Secrets in every place', function () {
  this.timeout(120_000);
  let folder: string;
  let root: string;
  let canaries: Canaries;
  let learned: Disposable;
  let workbench: OpenWorkbench;
  let model: ScriptedModel;
  let env: Record<string, string>;
  /** Whatever left the house, by where it went. */
  let left: Map<string, string[]>;

  const tell = (where: string, what: unknown): void => {
    const known = left.get(where) ?? [];
    left.set(where, known);
    known.push(typeof what === 'string' ? what : JSON.stringify(what));
  };

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-canary-')));
    root = join(folder, 'space');
    canaries = makeCanaries();
    left = new Map();
    await fillWorkspace();
    env = {
      PATH: process.env['PATH'] ?? '',
      HOME: join(folder, 'me'),
      HF_TOKEN: canaries.environment,
      SOME_SERVICE_TOKEN: canaries.environmentWithoutShape,
    };
    await put(folder, 'home/keys.json', JSON.stringify({ openai: canaries.keyStore }));
    await writeFile(join(folder, 'supervisor.js'), `await import(${JSON.stringify(supervisorScript)});\n`);
    learned = learnSecrets(knownSecrets({ env, homedir: join(folder, 'me'), home: join(folder, 'home'), roots: [root] }));
  });

  afterEach(async () => {
    learned.dispose();
    await workbench?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  async function fillWorkspace(): Promise<void> {
    const { file, paper, fileName, remote, notebook, longLine, longOutput, instructions, selection, dotEnv, commandOutput } = canaries;
    await put(root, '.env', `DB_HOST=db.example\nDB_PASSWORD=${dotEnv}\n`);
    await put(root, 'config.py', `lr = 0.1\nOPENAI = "${file}"\nepochs = 3\n`);
    await put(root, 'paper.md', `# Results\nSee https://maps.example/?key=${paper} for the map.\n`);
    await put(root, `${fileName}.txt`, 'empty\n');
    await put(root, 'long.txt', `short\n${'x'.repeat(1_973)} ${longLine} ${'y'.repeat(500)}\nend\n`);
    await put(root, 'many.py', `for i in range(1500):\n    print(i, "pypi-" + "${longOutput.slice(5)}")\n`);
    await put(root, 'AGENTS.md', `Use the organisation’s token ${instructions}.\n`);
    await put(root, 'select.py', `a = 1\nkey = "${selection}"\n`);
    const output = { output_type: 'stream', name: 'stdout', text: [`token ${notebook}\n`] };
    const cell = { cell_type: 'code', id: 'a', execution_count: 1, metadata: {}, source: ['print(token)'], outputs: [output] };
    await put(root, 'n.ipynb', JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] }));
    const [first, second] = [commandOutput.slice(0, 20), commandOutput.slice(20)];
    await put(root, 'emit.sh', `a=${first}\nb=${second}\nprintf "got $a"; sleep 0.3; echo "$b"; sleep 0.2; echo "$a$b again"\n`);
    await put(root, 'train.py', `print("token", "glpat-" + "${canaries.runConsole.slice(6)}")\nprint("step 1 loss 0.5")\n`);
    await mkdir(root, { recursive: true });
    spawnSync('git', ['init', '-q'], { cwd: root });
    const git = (...args: readonly string[]): unknown =>
      spawnSync('git', ['-c', 'user.name=me', '-c', 'user.email=me@example.org', ...args], { cwd: root });
    await put(root, 'deploy/prod.env', `SERVICE_PASSWORD=${canaries.committed}\nHUB=${canaries.committedWithShape}\n`);
    git('add', '-f', 'deploy/prod.env');
    git('commit', '-qm', 'Begin');
    await rm(join(root, 'deploy'), { recursive: true });
    git('commit', '-qam', 'Take it out again');
    spawnSync('git', ['remote', 'add', 'origin', `https://me:${remote}@git.example/x.git`], { cwd: root });
  }

  /** One fails with a secret in its error, one tells of it while it works. */
  function foreignTools(): readonly Tool[] {
    const { toolError, toolHint, progress } = canaries;
    return [
      foreign('fails_plainly', async () => {
        throw new Error(`401 for ${toolError}`);
      }),
      foreign('fails_kindly', async () => {
        throw new PracticumError('no-entry', 'No entry.', { hint: `Try another key than ${toolHint}.` });
      }),
      foreign('tells', async (_, call) => {
        call.progress(`logged in with ${progress}`);
        // Until the view was told.
        await until(workbench.chat.onDidChange, () => (left.get('webview') ?? []).some((text) => text.includes('logged in with')));
        return { content: `done with ${progress}`, detail: { kind: 'text', text: progress } };
      }),
    ];
  }

  async function open(...steps: readonly Step[]): Promise<void> {
    model = new ScriptedModel(...steps);
    await openWith(model);
  }

  async function openWith(used: LanguageModel): Promise<void> {
    const host = testHost(folder, root, () => used, {
      env,
      mode: 'ask',
      log: (level, text) => tell('host log', `${level} ${text}`),
      sandbox: async () => ({ kind: 'none', why: 'there is none.', hint: 'Nothing to do.' }),
    });
    workbench = await createWorkbench(host, 'new');
    // As those of a server that was agreed to.
    const tools = foreignTools();
    workbench.mcp.tools = () => tools;
    workbench.chat.onDidChange((delta) => tell('webview', delta));
    let rejected = 0;
    workbench.approvals.onDidChange(() => {
      const { pending } = workbench.approvals;
      tell('approvals', pending);
      tell('webview', workbench.chat.snapshot());
      for (const { id, title } of pending) {
        const isRejected = title.includes('rejected.txt') && rejected++ === 0;
        const said = isRejected ? { feedback: `not with ${canaries.feedback}` } : {};
        void workbench.approvals.answer(id, isRejected ? 'reject' : 'approve', 'call', 'test', said);
      }
    });
  }

  async function ask(text: string, mentions: Parameters<OpenWorkbench['chat']['send']>[1] = []): Promise<void> {
    await workbench.chat.send(text, mentions);
    await workbench.currentSession().agent.whenIdle();
  }

  const inTwo = (text: string, type: 'text' | 'thinking'): readonly ModelEvent[] => {
    const middle = Math.floor(text.length / 2);
    return [
      { type, text: `I use ${text.slice(0, middle)}` },
      { type, text: `${text.slice(middle)} now. ` },
    ];
  };

  async function* readItsRun(request: ModelRequest): AsyncIterable<ModelEvent> {
    const run = /run: (run_[A-Za-z0-9_]+)|(run_[a-z0-9]{8,})/.exec(JSON.stringify(request.messages))?.[0].replace('run: ', '') ?? 'none';
    yield* calls(['read_run', { run, wait_s: 30 }]);
  }

  async function* recallTheLong(request: ModelRequest): AsyncIterable<ModelEvent> {
    const call = /ca_[A-Za-z0-9_]+/.exec(JSON.stringify(request.messages).split('recall_output').at(-1) ?? '')?.[0] ?? 'none';
    yield* calls(['recall_output', { call, lines: 300 }]);
  }

  async function workThroughAll(): Promise<void> {
    const { invented, inventedTool, brokenArguments, argument, memory, streamed, thought, failure: refused } = canaries;
    await open(
      calls(
        ['list_files', {}],
        ['read_file', { path: 'config.py' }],
        ['read_file', { path: 'paper.md' }],
        ['read_file', { path: 'long.txt' }],
      ),
      calls(['read_file', { path: 'n.ipynb' }], ['read_file', { path: '.env' }], ['search_text', { pattern: 'github_pat' }]),
      // In two writes, so that a look while it runs comes between them.
      calls(['run_shell', { command: 'sh emit.sh' }]),
      calls(
        ['run_shell', { command: 'git log -p' }],
        ['run_shell', { command: 'git show HEAD~1' }],
        ['run_shell', { command: 'git diff HEAD~1' }],
      ),
      calls(['run_shell', { command: 'git show HEAD~1:deploy/prod.env; git log -p -- deploy' }]),
      calls(['run_shell', { command: 'git remote -v; cat .git/config; cat .env; python3 many.py' }]),
      recallTheLong,
      calls(['run_shell', { command: 'env | sort; cat /proc/self/environ | tr "\\0" "\\n"' }]),
      calls(['write_file', { path: 'made.py', content: `token = "${invented}"\n` }], ['no_such_tool', { key: inventedTool }]),
      calls(['write_file', `{"path": "x.py", "content": "${brokenArguments}`]),
      calls(['edit_file', { path: 'config.py', edits: [{ old: 'lr = 0.1', new: 'lr = 0.2' }] }]),
      calls(['write_file', { path: 'rejected.txt', content: 'x\n' }], ['run_shell', { command: 'touch rejected.txt' }]),
      calls(['fails_plainly', {}], ['fails_kindly', {}], ['tells', {}]),
      calls(['remember', { fact: `The key is ${memory}` }], ['remember', { fact: 'It trains in a minute.' }]),
      calls(['start_run', { script: 'train.py', args: ['--note', argument], check: false }]),
      calls(['start_run', { script: 'train.py', check: false }]),
      readItsRun,
      [...inTwo(thought, 'thinking'), ...inTwo(streamed, 'text'), end()],
      [say('It is tried again. '), failureSaying(refused, true)],
      [say('Now it fails. '), failureSaying(refused, false)],
      [say('And it goes on.'), end()],
    );
    await workbench.chat.send(`Please use ${canaries.message} and look at everything.`, [
      { kind: 'selection', path: join(root, 'select.py'), firstLine: 1, lastLine: 2, label: 'select.py:1-2' },
    ]);
    // It waits in the queue, where the view shows it.
    await ask(`Again, with ${canaries.queued}`);
    await ask('And once more');
  }

  function failureSaying(secret: string, isTransient: boolean): ModelEvent {
    const failed = failure('wrong-key', isTransient, 1_100);
    if (failed.type !== 'failed') throw failed;
    Object.defineProperty(failed.error, 'message', { value: `Incorrect API key provided: ${secret}` });
    return failed;
  }

  /** All that a person and a program can see of the session. */
  async function lookAtAll(): Promise<void> {
    const { chat } = workbench;
    await chat.sessions.rename(chat.session, `About ${canaries.title}`);
    tell('webview', chat.snapshot());
    for (const item of chat.snapshot().items) {
      await chat.loadOutput(item.id);
      tell('webview', chat.callDetail(item.id) ?? null);
    }
    tell('webview', chat.snapshot());
    tell('webview', chat.earlierItems());
    for (const query of ['', 'token', 'key', 'got', canaries.message.slice(0, 12)]) tell('sessions', await chat.sessions.list(query));
    for (const format of ['markdown', 'json', 'claude-code', 'messages'] as const)
      tell(`export ${format}`, await chat.sessions.export(chat.session, format));
    tell('spending', await workbench.spending.standing());
    tell('grants', await workbench.grants.form());
    for (const run of await workbench.runs.list()) tell('run record', { ...run, points: await workbench.runs.points(run.spec.id) });
    for (const request of model.requests) tell('model', request);
  }

  // shows: secrets-canary, secrets-everywhere
  it('are found nowhere but in the person’s own files, whatever is done with them', async () => {
    await workThroughAll();
    await lookAtAll();
    const { chat } = workbench;
    const whole = chat.session;
    const message = chat.snapshot().items.find((item) => item.kind === 'user');
    if (message?.kind === 'user') tell('webview', await chat.fork(message.id));
    tell('webview', chat.snapshot());
    await chat.sessions.delete(whole);
    await chat.sessions.undelete(whole);
    await chat.sessions.delete(whole);
    await workbench.close();

    for (const [where, texts] of left) for (const text of texts) assert.deepEqual(leaksIn(text, canaries), [], where);
    // Copies of the files that were changed are the person’s own, as they were.
    const own = new Set([
      await readFile(join(root, 'config.py'), 'utf8'),
      (await readFile(join(root, 'config.py'), 'utf8')).replace('0.2', '0.1'),
      await readFile(join(root, 'train.py'), 'utf8'),
    ]);
    for (const [path, bytes] of await everythingBelow(join(folder, 'home'))) {
      if (basename(path) === 'keys.json' || own.has(bytes.toString('utf8'))) continue;
      assert.deepEqual(leaksIn(`${path}\n${bytes.toString('utf8')}`, canaries), [], path);
    }
    for (const [path, bytes] of await everythingBelow(join(root, '.practicum'))) {
      // The record keeps the script as the person wrote it, who writes this one in two parts.
      if (basename(path) === 'console.log' || own.has(bytes.toString('utf8'))) continue;
      assert.deepEqual(leaksIn(`${path}\n${bytes.toString('utf8')}`, canaries), [], path);
    }
  });

  // shows: secrets-canary
  it('are in no request of a session that was summarised, nor in its summary', async () => {
    await put(root, 'big.txt', Array.from({ length: 3_000 }, (_, n) => `line ${n} of a text that fills the window\n`).join(''));
    const looks: readonly (readonly ModelEvent[])[] = [
      step('read_file', { path: 'config.py' }),
      step('read_file', { path: 'paper.md' }),
      step('read_file', { path: '.env' }),
      step('run_shell', { command: 'cat .env config.py; git log -p' }),
      step('fails_plainly', {}),
    ];
    const windowed = new WindowedModel({
      contextTokens: 32_768,
      statedTokens: 32_768,
      answer: (count) =>
        looks[count - 1] ??
        (count % 20 === 0 ? [say('Done.'), end()] : step('read_file', { path: 'big.txt', from_line: count * 40 + 1, lines: 100 })),
      summary: (request) =>
        `${keepFacts(request)}\nThe key is ${canaries.summary}; the last request began with ${JSON.stringify(request).slice(0, 2_000)}`,
    });
    await openWith(windowed);
    for (const text of [`Use ${canaries.message}.`, 'Go on.', 'And on.']) await ask(text);
    const { branch } = workbench.currentSession().log;
    assert.ok(branch.some(({ type }) => type === 'context.compacted'));
    assert.ok(windowed.summaries > 0);
    assert.match(JSON.stringify(windowed.seen.map(({ request }) => request)), /\[redacted:known\].*\[redacted:openai\]/s);
    for (const { request } of windowed.seen) assert.deepEqual(leaksIn(JSON.stringify(request), canaries), []);
    assert.deepEqual(leaksIn(JSON.stringify(branch), canaries), []);
    assert.deepEqual(leaksIn(JSON.stringify(workbench.chat.snapshot()), canaries), []);
  });

  // shows: secrets-canary
  it('really were there: the model was told of each that they were taken out, and a search without a redactor finds them', async () => {
    await workThroughAll();
    const told = JSON.stringify(model.requests.at(-1)?.messages);
    for (const kind of [
      'huggingface',
      'openai',
      'github',
      'gitlab',
      'google',
      'slack',
      'npm',
      'nvidia',
      'anthropic',
      'pypi',
      'wandb',
      'url-password',
      'known',
    ])
      assert.ok(told.includes(`[redacted:${kind}]`), `no ${kind} in what the model was told`);
    assert.deepEqual(leaksIn(`x ${canaries.file.slice(20)} y`, canaries).length, 1);
    assert.equal(told.split('SERVICE_PASSWORD=[redacted:').length > 4, true, 'what commits hold was not shown each time');
    // What is the person’s own stays as it is.
    assert.match(await readFile(join(root, 'config.py'), 'utf8'), new RegExp(`lr = 0\\.2\nOPENAI = "${canaries.file}"`));
    const [run] = await workbench.runs.list();
    assert.ok(run !== undefined && (await readFile(join(run.folder, 'console.log'), 'utf8')).includes(canaries.runConsole));
    // What the model invented was not written.
    await assert.rejects(readFile(join(root, 'made.py')));
    assert.doesNotMatch(await readFile(join(root, '.practicum', 'memory.md'), 'utf8'), /key is|redacted/);
  });
});
