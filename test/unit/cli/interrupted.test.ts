import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionEvent } from '../../../src/sessions/events.ts';
import { readLog } from '../../../src/sessions/readLog.ts';
import { createSession, listSessions } from '../../../src/sessions/store.ts';
import type { Brain } from '../../doubles/script.ts';
import { type Doubles, demoKey, startDoubles } from '../../doubles/server.ts';
import { compiledBefore } from '../../programs.ts';
import { runHere } from './here.ts';
import { type Ended, mustBeBuilt, program } from './program.ts';

interface Started {
  readonly child: ChildProcess;
  /** Resolves when it has printed something that matches, on either stream. */
  until(pattern: RegExp): Promise<void>;
  readonly ended: Promise<Ended>;
}

describe('The command line, interrupted or in the way of others', () => {
  let folder: string;
  let space: string;
  let home: string;
  let doubles: Doubles | undefined;
  let env: Readonly<Record<string, string>> = {};

  before(mustBeBuilt);

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-cli-')));
    space = join(folder, 'space');
    home = join(folder, 'home');
    await mkdir(space);
    await writeFile(join(space, 'train.py'), 'lr = 1.0\n');
  });

  afterEach(async () => {
    await doubles?.close();
    doubles = undefined;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  async function answering(brain: Brain): Promise<void> {
    doubles = await startDoubles({ brain });
    env = { ANTHROPIC_API_KEY: demoKey, PRACTICUM_MODEL: 'anthropic/demo-digits', PRACTICUM_BASE_URL: doubles.anthropicUrl };
  }

  function start(args: readonly string[], more: Readonly<Record<string, string>> = {}): Started {
    const child = spawn(process.execPath, [program, '-C', space, ...args], {
      env: { PATH: process.env['PATH'], HOME: folder, PRACTICUM_HOME: home, ...compiledBefore, ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    const heard = new Set<() => void>();
    const note = (): void => {
      for (const listener of heard) listener();
    };
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      note();
    });
    child.stderr.on('data', (data: Buffer) => {
      err += data.toString();
      note();
    });
    return {
      child,
      until: (pattern) =>
        new Promise((found) => {
          const look = (): void => {
            if (!pattern.test(out) && !pattern.test(err)) return;
            heard.delete(look);
            found();
          };
          heard.add(look);
          look();
        }),
      ended: once(child, 'close').then(([code]) => ({ code, out, err })),
    };
  }

  const run = (...args: readonly string[]): Promise<Ended> => runHere(space, args, { HOME: folder, PRACTICUM_HOME: home, ...env });

  const editing: Brain = ({ messages }) =>
    messages.some(({ role }) => role === 'assistant')
      ? { text: 'Changed.' }
      : { text: '', calls: [{ name: 'edit_file', input: { path: 'train.py', edits: [{ old: '1.0', new: '0.1' }] } }] };
  const stalling: Brain = () => ({ text: 'I begin with the script and go on for long.', fault: { kind: 'stall', afterDeltas: 3 } });

  async function sessionLogs(): Promise<readonly (readonly SessionEvent[])[]> {
    const sessions = await listSessions({ home, workspace: space });
    return Promise.all(sessions.map(async ({ path }) => (await readLog(path)).events));
  }

  // shows: cli-exit-codes, loop-stop
  it('stops at the first ^C with a whole log, and ends with 130', async () => {
    await answering(stalling);
    const { child, until, ended } = start(['Go']);
    await until(/I begin/);
    child.kill('SIGINT');
    assert.equal((await ended).code, 130);
    const [events] = await sessionLogs();
    const last = events?.at(-1);
    assert.ok(last?.type === 'turn.ended');
    assert.equal(last.end, 'stopped');
    const folders = await readdir(join(home, 'sessions'));
    assert.ok(!(await readdir(join(home, 'sessions', folders[0] ?? ''))).some((name) => name.endsWith('.lock')));
  });

  // shows: cli-json
  it('ends without noise, and with a whole log, when its reader goes away', async () => {
    await answering(stalling);
    const { child, until, ended } = start(['--json', 'Go']);
    await until(/turn\.started/);
    child.stdout?.destroy();
    const { err } = await ended;
    assert.equal(err, '');
    const [events] = await sessionLogs();
    assert.equal(events?.at(-1)?.type, 'turn.ended');
  });

  // shows: approval-durable, cli-exit-codes
  it('answers the approval that was meant, in whichever session it waits', async () => {
    await answering(editing);
    const ids: string[] = [];
    for (const text of ['First', 'Second']) {
      const { code, err } = await run(text);
      assert.equal(code, 3);
      ids.push(/\((ap_\w+)\)/.exec(err)?.[1] ?? assert.fail(err));
    }
    const listed = await run('approvals', '--json');
    const lines = listed.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(new Set(lines.map(({ id }) => id)), new Set(ids));
    const before = (await sessionLogs()).length;
    const wrong = await run('approve', 'ap_none');
    assert.equal(wrong.code, 1);
    for (const id of ids) assert.match(wrong.err, new RegExp(id));
    const { code, out } = await run('approve', ids[0] ?? '');
    assert.deepEqual([code, out], [0, 'Changed.\n']);
    assert.equal((await sessionLogs()).length, before);
  }).timeout(60_000);

  // shows: cli-same-home, log-one-writer
  it('names the window that has the session, and begins no other one instead', async () => {
    const open = await createSession({ home, workspace: space, app: 'vscode 1.106.1' });
    for (const args of [['--continue'], ['--continue', 'Go on']]) {
      const { code, err } = await start(args).ended;
      assert.equal(code, 1);
      assert.match(err, /open in vscode 1\.106\.1 .*Go on there/);
    }
    await open.close();
    assert.equal((await sessionLogs()).length, 1);
  });

  it('looks without leaving a trace, and says what to type where there is no session yet', async () => {
    const { code, err } = await start(['approvals']).ended;
    assert.deepEqual([code, err], [0, 'Nothing waits for an answer here.\n']);
    const continued = await run('--continue', 'Go on');
    assert.equal(continued.code, 1);
    assert.match(continued.err, /no session in this folder yet.*practicum "prompt"/);
    assert.equal(existsSync(home), false);
  });

  it('keeps a session in the mode that it was begun in', async () => {
    await answering(() => ({ text: 'Hello.' }));
    await run('--mode', 'plan', 'Hi');
    const { code } = await run('--continue', 'Hi again');
    assert.equal(code, 0);
    assert.match(JSON.stringify(doubles?.requests.at(-1)?.body), /Mode: plan/);
  });

  // shows: bad-disk-full
  it('gives one message with the next step when its home cannot be written', async () => {
    await answering(() => ({ text: 'Hello.' }));
    await writeFile(join(folder, 'file'), '');
    const { code, err } = await start(['Hi'], { PRACTICUM_HOME: join(folder, 'file', 'home') }).ended;
    assert.equal(code, 1);
    assert.match(err, /^practicum: .*cannot be written \(ENOTDIR\)\. Check that its folder exists[^\n]*\n$/);
  });
});
