import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { SessionEvent } from '../../../src/sessions/events.ts';
import { listSessions } from '../../../src/sessions/store.ts';
import type { Brain, NeutralReply, ScriptedCall } from '../../doubles/script.ts';
import { type Doubles, demoKey, startDoubles } from '../../doubles/server.ts';
import { runHere } from './here.ts';
import { type Ended, mustBeBuilt, program, runProgram } from './program.ts';

describe('The command line', () => {
  let folder: string;
  let space: string;
  let home: string;
  let doubles: Doubles;

  before(mustBeBuilt);

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-cli-')));
    space = join(folder, 'space');
    home = join(folder, 'home');
    await mkdir(space);
    await writeFile(join(space, 'train.py'), 'for step in range(1, 4):\n    print(f"step {step} loss {1 / step}", flush=True)\n');
  });

  afterEach(async () => {
    await doubles?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
    runHere(space, args, { HOME: folder, PRACTICUM_HOME: home, ...env });
  /** As a program of its own. */
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
    runProgram(space, args, { HOME: folder, PRACTICUM_HOME: home, ...env });

  /** A model that says these things in order; each is one response. */
  async function scripted(...replies: readonly NeutralReply[]): Promise<Readonly<Record<string, string>>> {
    const brain: Brain = ({ messages }) => {
      const said = messages.filter((message) => message.role === 'assistant').length;
      return replies[said] ?? { text: '(the script has ended)' };
    };
    doubles = await startDoubles({ brain });
    return { ANTHROPIC_API_KEY: demoKey, PRACTICUM_MODEL: 'anthropic/demo-digits', PRACTICUM_BASE_URL: doubles.anthropicUrl };
  }

  const edit: NeutralReply = {
    text: '',
    calls: [{ name: 'edit_file', input: { path: 'train.py', edits: [{ old: 'range(1, 4)', new: 'range(1, 9)' }] } }],
  };
  const events = (text: string): readonly SessionEvent[] =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  // shows: cli-prompt, cli-exit-codes
  it('answers a prompt on stdout and ends with 0', async () => {
    const env = await scripted({ text: 'It prints a loss.' });
    const { code, out } = await start(['What does train.py do?'], env);
    assert.deepEqual([code, out], [0, 'It prints a loss.\n']);
  });

  it('speaks the OpenAI protocol to any base URL', async () => {
    await scripted({ text: 'Hello.' });
    const { code, out } = await run(['Hi', '--model', 'openai/demo-digits', '--base-url', doubles.openaiUrl], { OPENAI_API_KEY: demoKey });
    assert.deepEqual([code, out], [0, 'Hello.\n']);
  });

  // shows: cli-json
  it('writes every event as one JSON line, the same as its log', async () => {
    const env = await scripted({ text: 'Fine.' });
    const { out } = await start(['--json', 'Hi'], env);
    const types = events(out).map(({ type }) => type);
    assert.deepEqual([types[0], types.at(-1)], ['turn.started', 'turn.ended']);
    assert.ok(types.includes('response.ended'));
  });

  // shows: cli-exit-codes, approval-durable
  it('ends with 3 when it needs an approval, changes nothing, and goes on once it is given', async () => {
    const env = await scripted(edit, { text: 'Changed.' });
    const asked = await start(['Train longer'], env);
    assert.equal(asked.code, 3);
    assert.match(asked.err, /Needs approval \((ap_\w+)\): Edit train\.py/);
    assert.match(await readFile(join(space, 'train.py'), 'utf8'), /range\(1, 4\)/);
    const listed = await run(['approvals', '--json'], env);
    const { id } = JSON.parse(listed.out);
    const approved = await start(['approve', id], env);
    assert.deepEqual([approved.code, approved.out], [0, 'Changed.\n']);
    assert.match(await readFile(join(space, 'train.py'), 'utf8'), /range\(1, 9\)/);
  });

  // shows: approval-reject
  it('passes a rejection and its words on to the model', async () => {
    const env = await scripted(edit, { text: 'Then not.' });
    const asked = await run(['Train longer'], env);
    const id = /\((ap_\w+)\)/.exec(asked.err)?.[1] ?? assert.fail(asked.err);
    const rejected = await run(['reject', id, '--feedback', 'keep it short'], env);
    assert.deepEqual([rejected.code, rejected.out], [0, 'Then not.\n']);
    assert.match(JSON.stringify(doubles.requests.at(-1)?.body), /keep it short/);
  });

  // shows: approval-durable, kill-cli
  it('answers the question that is named, also when it is asked again behind another one', async () => {
    const write = (path: string): ScriptedCall => ({ name: 'write_file', input: { path, content: 'written\n' } });
    const env = await scripted({ calls: ['a.txt', 'b.txt', 'c.txt'].map(write) }, { text: 'Written.' });
    assert.equal((await run(['Write them'], env)).code, 3);
    const listed = (await run(['approvals', '--json'], env)).out.trim().split('\n');
    const ids = listed.map((line): string => JSON.parse(line).id);
    assert.equal(ids.length, 3);
    const codes: (number | null)[] = [];
    for (const id of ids.toReversed()) codes.push((await run(['approve', id], env)).code);
    assert.deepEqual(codes, [3, 3, 0]);
    for (const name of ['a.txt', 'b.txt', 'c.txt']) assert.equal(await readFile(join(space, name), 'utf8'), 'written\n');
  });

  // shows: approval-durable, kill-cli
  it('asks about two commands at once, keeps a yes to the second until the first is over, and asks about neither again', async () => {
    const append = (word: string): ScriptedCall => ({ name: 'run_shell', input: { command: `echo ${word} >> words.txt` } });
    const env = await scripted({ calls: ['one', 'two'].map(append) }, { text: 'Written.' });
    assert.equal((await run(['Write them'], env)).code, 3);
    const listed = (await run(['approvals', '--json'], env)).out.trim().split('\n');
    const [first = '', second = ''] = listed.map((line): string => JSON.parse(line).id);
    assert.equal((await run(['approve', second], env)).code, 3);
    await assert.rejects(readFile(join(space, 'words.txt')), { code: 'ENOENT' });
    assert.equal((await run(['approve', first], env)).code, 0);
    assert.equal(await readFile(join(space, 'words.txt'), 'utf8'), 'one\ntwo\n');
  });

  it('edits without asking in auto mode', async () => {
    const env = await scripted(edit, { text: 'Changed.' });
    const { code } = await run(['--mode', 'auto', 'Train longer'], env);
    assert.equal(code, 0);
    assert.match(await readFile(join(space, 'train.py'), 'utf8'), /range\(1, 9\)/);
  });

  // shows: loop-empty, cli-exit-codes
  it('never ends with 0 when the model said nothing', async () => {
    const env = await scripted({ text: '' }, { text: '' }, { text: '' });
    const { code, err } = await run(['Hi'], env);
    assert.equal(code, 1);
    assert.match(err, /answered with nothing/);
  });

  // shows: bad-wrong-key, bad-wrong-model, bad-endpoint-down
  it('names the next step for a wrong key, a wrong model and an endpoint that is down', async () => {
    const env = await scripted({ text: 'Hello.' });
    const wrongKey = await run(['Hi'], { ...env, ANTHROPIC_API_KEY: 'sk-wrong' });
    const wrongModel = await run(['Hi', '--model', 'anthropic/demo-digit'], env);
    await doubles.close();
    const down = await start(['Hi'], env);
    assert.deepEqual([wrongKey.code, wrongModel.code, down.code], [1, 1, 1]);
    assert.match(wrongKey.err, /key/i);
    assert.match(wrongModel.err, /demo-digits/);
    assert.match(down.err, /127\.0\.0\.1/);
    for (const { err } of [wrongKey, wrongModel, down]) assert.doesNotMatch(err, /\n\s+at /, 'a stack is no message');
    assert.deepEqual(wrongKey.err.match(/^.*\bkey\b.*$/gim)?.length, 1, wrongKey.err);
  }).timeout(60_000);

  it('says which model and key are missing, and what to type', async () => {
    const noModel = await run(['Hi']);
    const noKey = await run(['Hi', '--model', 'anthropic/x']);
    assert.match(noModel.err, /--model/);
    assert.match(noKey.err, /ANTHROPIC_API_KEY/);
  });

  it('takes a key from a file that only its owner can read, and refuses one that others can', async () => {
    const { ANTHROPIC_API_KEY: key, ...env } = await scripted({ text: 'Hello.' });
    await mkdir(home, { recursive: true });
    const file = join(home, 'keys.json');
    await writeFile(file, JSON.stringify({ anthropic: key }), { mode: 0o644 });
    const refused = await run(['Hi'], env);
    assert.match(refused.err, /chmod 600/);
    await chmod(file, 0o600);
    const { code } = await run(['Hi'], env);
    assert.equal(code, 0);
  });

  it('explains wrong usage with 2', async () => {
    assert.equal((await start(['--nonsense'])).code, 2);
    for (const args of [['--nonsense'], ['run'], ['runs', 'fly'], ['two', 'words'], ['--mode', 'wild', 'Hi']]) {
      const { code, err } = await run(args);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, /--help/);
    }
  });

  // shows: cli-run, cli-runs-list, run-detached
  it('starts a run, follows it to its end, and lists it with what it measured', async () => {
    const started = await start(['run', 'train.py', '--wait']);
    assert.equal(started.code, 0, started.err);
    assert.match(started.out, /loss = 0\.3333 \(step 3\)/);
    const listed = await start(['runs', 'list', '--json']);
    const [record] = listed.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual([record.status, record.exit.code, record.pointCount, record.metrics], ['done', 0, 3, ['loss']]);
    const shown = await run(['runs', 'show', record.id.slice(0, -2)]);
    assert.match(shown.out, /\| step 3 loss/);
  }).timeout(60_000);

  // shows: bad-script-fails
  it('ends with 1 when the script fails at once, and shows why', async () => {
    await writeFile(join(space, 'broken.py'), 'import nothing_of_this_name\n');
    const { code, out } = await start(['run', 'broken.py', '--wait']);
    assert.equal(code, 1);
    assert.match(out, /ModuleNotFoundError/);
  }).timeout(60_000);

  // shows: cli-same-home
  it('keeps its sessions where the editor looks for them', async () => {
    const env = await scripted({ text: 'Hello.' }, { text: 'Still here.' });
    await run(['Hi'], env);
    const sessions = await listSessions({ home, workspace: space });
    assert.equal(sessions.length, 1);
    const { code, out } = await run(['--continue', 'And now?'], env);
    assert.deepEqual([code, out], [0, 'Still here.\n']);
    assert.equal((await listSessions({ home, workspace: space })).length, 1);
  });

  it('says in one line that it is started with a Node too old for it', async () => {
    const older = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })";
    const { code, out, err } = await start(['runs', 'list'], {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(older)}`,
    });
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /^practicum: Practicum needs Node 22 or newer, and this is Node 20\.20\.2\. .+\n$/);
  });

  // shows: cli-no-editor
  it('holds nothing of the editor in its bundle', async () => {
    const seen = new Set<string>();
    const visit = async (file: string): Promise<void> => {
      if (seen.has(file)) return;
      seen.add(file);
      const text = await readFile(file, 'utf8');
      assert.doesNotMatch(text, /(?:from|import|require\()\s*["']vscode["']/, file);
      for (const [, name] of text.matchAll(/["'](\.{1,2}\/[\w./-]+\.js)["']/g)) {
        const next = resolve(file, '..', name ?? '');
        if (existsSync(next)) await visit(next);
      }
    };
    await visit(program);
    assert.ok(seen.size > 5);
  });
});
