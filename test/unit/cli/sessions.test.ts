import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLog } from '../../../src/sessions/readLog.ts';
import { createSession, listSessions } from '../../../src/sessions/store.ts';
import type { NeutralReply } from '../../doubles/script.ts';
import { type Doubles, demoKey, startDoubles } from '../../doubles/server.ts';
import { runHere } from './here.ts';
import { type Ended, mustBeBuilt, runProgram } from './program.ts';

describe('The command line and its sessions', () => {
  let folder: string;
  let space: string;
  let home: string;
  let doubles: Doubles;
  let env: Readonly<Record<string, string>>;

  before(mustBeBuilt);

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-cli-sessions-')));
    space = join(folder, 'space');
    home = join(folder, 'home');
    await mkdir(space);
    await writeFile(join(space, 'train.py'), 'lr = 1.0\n');
  });

  afterEach(async () => {
    await doubles?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const run = (...args: readonly string[]): Promise<Ended> => runHere(space, args, { HOME: folder, PRACTICUM_HOME: home, ...env });
  /** As a program of its own. */
  const start = (...args: readonly string[]): Promise<Ended> => runProgram(space, args, { HOME: folder, PRACTICUM_HOME: home, ...env });
  const answered = (text: string) => ({ text: `Answer to ${text}` });
  const lastHeard = (): string => JSON.stringify(doubles.requests.at(-1)?.body);

  /** A model that answers what was said last, or what it is told to in order. */
  async function model(...replies: readonly NeutralReply[]): Promise<void> {
    let count = 0;
    doubles = await startDoubles({
      brain: ({ messages }) => {
        const last = messages.findLast(({ role }) => role === 'user');
        const reply = replies[count++];
        return reply ?? answered(JSON.stringify(last).includes('Second') ? 'Second' : 'First');
      },
    });
    env = { ANTHROPIC_API_KEY: demoKey, PRACTICUM_MODEL: 'anthropic/demo-digits', PRACTICUM_BASE_URL: doubles.anthropicUrl };
  }

  /** Two sessions, the second one last. Answers their ids. */
  async function twoSessions(): Promise<readonly [string, string]> {
    await model();
    for (const text of ['First about learning rates', 'Second about batches']) assert.equal((await run(text)).code, 0);
    const [second, first] = (await listSessions({ home, workspace: space })).map(({ session }) => session);
    return [first ?? assert.fail(), second ?? assert.fail()];
  }

  // shows: sessions-list, sessions-search
  it('lists them, the one last active first, and finds those in which something was said', async () => {
    assert.match((await run('sessions', 'list')).err, /No sessions here yet/);
    const [first, second] = await twoSessions();
    const { out } = await start('sessions', 'list');
    assert.ok(out.indexOf(second) < out.indexOf(first));
    assert.match(out, /First about learning rates +\(1 message\)/);
    const found = await run('sessions', 'list', 'RATES', '--json');
    const { session, match } = JSON.parse(found.out);
    assert.deepEqual([session, match], [first, undefined]);
    assert.match((await run('sessions', 'list', 'answer', 'second')).out, /Answer to Second/);
    assert.match((await run('sessions', 'list', 'nowhere')).err, /No session holds/);
  }).timeout(60_000);

  // shows: sessions-list, log-one-writer
  it('shows one by the beginning of its id, and says who has it', async () => {
    const [first, second] = await twoSessions();
    const shown = await run('sessions', 'show', first);
    assert.match(shown.out, /First about learning rates/);
    const both = await run('sessions', 'show', 'se_1');
    assert.equal(both.code, 1);
    assert.match(both.err, /stands for 2 sessions.*Newest: /);
    assert.match((await run('sessions', 'show', 'se_zzz')).err, new RegExp(`no session se_zzz.*${second}`));
    const open = await createSession({ home, workspace: space, app: 'vscode 1.106.1' });
    await open.append({ type: 'session.titled', title: 'In the editor' }, 'durable');
    assert.match((await start('sessions', 'list', 'editor')).out, /open in vscode 1\.106\.1/);
    assert.match((await start('sessions', 'rename', open.session, 'Mine')).err, /open in vscode/);
    await open.close();
  }).timeout(60_000);

  // shows: sessions-rename, sessions-delete
  it('renames one, puts it aside, and brings it back', async () => {
    const [first] = await twoSessions();
    assert.equal((await run('sessions', 'rename', first, 'The', 'first')).code, 0);
    assert.match((await run('sessions', 'list')).out, /The first/);
    const deleted = await run('sessions', 'delete', first);
    assert.match(deleted.err, new RegExp(`undelete ${first}`));
    assert.doesNotMatch((await run('sessions', 'list')).out, /The first/);
    assert.equal((await run('sessions', 'delete', first)).code, 1);
    assert.equal((await run('sessions', 'undelete', first)).code, 0);
    assert.match((await run('sessions', 'list')).out, /The first/);
  }).timeout(60_000);

  // shows: sessions-export
  it('exports one in three formats, to stdout or to a file that is its owner’s', async () => {
    const [first] = await twoSessions();
    const markdown = await run('sessions', 'export', first);
    assert.match(markdown.out, /First about learning rates.*Answer to First/s);
    const json = await run('sessions', 'export', first, '--format', 'json');
    assert.doesNotThrow(() => JSON.parse(json.out));
    const path = join(space, 'trace.jsonl');
    assert.equal((await run('sessions', 'export', first, '--format', 'claude-code', '--output', 'trace.jsonl')).code, 0);
    const lines = (await readFile(path, 'utf8')).trim().split('\n');
    assert.ok(lines.every((line) => typeof JSON.parse(line) === 'object'));
    assert.equal((await stat(path)).mode & 0o777, 0o600);
  }).timeout(60_000);

  // shows: sessions-resume
  it('goes on with the one that was asked for, and lists none that nobody can choose from', async () => {
    const [first] = await twoSessions();
    const { code, out } = await start('--resume', first, 'And then?');
    assert.deepEqual([code, out], [0, 'Answer to First\n']);
    assert.match(lastHeard(), /First about learning rates.*And then\?/);
    const asked = await run('--resume', 'And then?');
    assert.equal(asked.code, 2);
    assert.match(asked.err, /sessions list/);
    assert.match((await run('--resume', first)).err, /Nothing is open.*add a prompt/);
    assert.equal((await run('--resume', first)).code, 1);
  }).timeout(60_000);

  // shows: sessions-fork
  it('goes on with a copy of one, and leaves the first as it was', async () => {
    const [first] = await twoSessions();
    const path = (await listSessions({ home, workspace: space })).find(({ session }) => session === first)?.path ?? '';
    const before = await readFile(path, 'utf8');
    const { code } = await run('--fork', first, 'Another way');
    assert.equal(code, 0);
    assert.match(lastHeard(), /First about learning rates.*Another way/);
    assert.equal(await readFile(path, 'utf8'), before);
    assert.equal((await listSessions({ home, workspace: space })).length, 3);
  }).timeout(60_000);

  // shows: loop-300, cli-exit-codes
  it('ends with 4 when a request has had all its responses, and goes on when it is continued', async () => {
    const look: NeutralReply = { text: '', calls: [{ name: 'read_file', input: { path: 'train.py' } }] };
    await model(look, look, { text: 'Done.' });
    const { code, err } = await start('Look', '--max-responses', '2');
    assert.equal(code, 4);
    assert.match(err, /2 model responses/);
    const again = await run('--continue', 'Go on');
    assert.deepEqual([again.code, again.out], [0, 'Done.\n']);
  }).timeout(60_000);

  // shows: doom-identical, doom-hints, cli-exit-codes
  it('ends with 4 when the work goes round in circles, and tells of the hint before', async () => {
    const look: NeutralReply = { text: '', calls: [{ name: 'read_file', input: { path: 'train.py' } }] };
    await model(look, look, look, look, look, look, { text: 'Done.' });
    const { code, err } = await run('Look');
    assert.equal(code, 4);
    assert.match(err, /· Told the model: the same call came back with the same result/);
    const events = (await run('--json', '--continue', 'Go on')).out.trim().split('\n');
    const usage = events.map((line) => JSON.parse(line)).findLast(({ type }) => type === 'usage');
    assert.equal(typeof usage.cacheShare, 'number');
    assert.ok(usage.inputTokens > 0);
  }).timeout(60_000);

  // shows: loop-independent-goes-on, cli-exit-codes
  it('lets what needs no answer come to its end before it ends with 3, and names all that waits', async () => {
    const write = (path: string) => ({ name: 'write_file', input: { path, content: 'x = 1\n' } });
    const look = { name: 'read_file', input: { path: 'train.py' } };
    await model({ text: '', calls: [write('a.py'), look, write('b.py')] }, { text: 'Done.' });
    const { code, err } = await run('Go');
    assert.equal(code, 3);
    assert.match(err, /Needs approval \(ap_\w+\): Write a\.py.*Needs approval \(ap_\w+\): Write b\.py/s);
    const [first] = await listSessions({ home, workspace: space });
    const { events } = await readLog(first?.path ?? '');
    assert.deepEqual(
      events.flatMap((event) => (event.type === 'tool.ended' ? [event.outcome] : [])),
      ['done'],
    );
  }).timeout(60_000);

  // shows: stream-empty, cli-exit-codes
  it('never ends with 0 where nothing was answered', async () => {
    await model({ text: '  \n' }, { text: ' ' }, { text: '' }, { text: '' });
    assert.equal((await run('Hi')).code, 1);
    assert.equal((await run('--continue')).code, 1);
  }).timeout(60_000);
});
