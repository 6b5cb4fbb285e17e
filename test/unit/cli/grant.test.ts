import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readGrantFile } from '../../../src/cli/grantFile.ts';
import type { Brain, NeutralReply } from '../../doubles/script.ts';
import { type Doubles, demoKey, startDoubles } from '../../doubles/server.ts';
import { runHere } from './here.ts';
import type { Ended } from './program.ts';

const grant = { hours: 8, usd: 0, targets: ['local'], folders: ['src'], hosts: ['pypi.org'], code: 'approved' };

describe('A grant in a file', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-grant-file-')));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const nowMs = Date.parse('2026-11-21T22:00:00');

  async function read(text: string): ReturnType<typeof readGrantFile> {
    await writeFile(join(folder, 'night.json'), text);
    return await readGrantFile(join(folder, 'night.json'), nowMs);
  }

  // shows: grant-form
  it('is read as the form is filled in, by hours or by the time at which it ends', async () => {
    assert.deepEqual(await read(JSON.stringify(grant)), grant);
    const { hours: _hours, hosts: _hosts, ...rest } = grant;
    assert.deepEqual(await read(JSON.stringify({ ...rest, until: '07:30' })), { ...rest, hosts: [], hours: 9.5 });
    const until = new Date(nowMs + 3_600_000).toISOString();
    assert.equal((await read(JSON.stringify({ ...rest, until }))).hours, 1);
  });

  // shows: grant-form
  it('is refused with one clear message for what it must not be', async () => {
    const { usd: _usd, ...without } = grant;
    const mistakes: readonly (readonly [string, RegExp])[] = [
      ['{', /does not hold JSON/],
      ['[]', /is no grant/],
      [JSON.stringify(without), /usd: /],
      [JSON.stringify({ ...grant, all: true }), /all/],
      [JSON.stringify({ ...grant, until: '07:30' }), /give hours or until, and only one of them/],
      [JSON.stringify({ ...grant, hours: undefined, until: 'tomorrow' }), /“tomorrow” is no time like 07:30/],
      [JSON.stringify({ ...grant, hours: undefined, until: '2020-01-01T00:00:00Z' }), /is over/],
      [JSON.stringify({ ...grant, code: 'any' }), /code: /],
    ];
    for (const [text, said] of mistakes) await assert.rejects(read(text), said);
    await assert.rejects(readGrantFile(join(folder, 'missing.json'), nowMs), /there is no such file/);
  });
});

describe('A night on the command line', () => {
  let folder: string;
  let space: string;
  let home: string;
  let doubles: Doubles;
  let env: Readonly<Record<string, string>>;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-night-')));
    space = join(folder, 'space');
    home = join(folder, 'home');
    await mkdir(join(space, 'src'), { recursive: true });
    await writeFile(join(folder, 'night.json'), JSON.stringify(grant));
    const write = (path: string): NeutralReply => ({ text: '', calls: [{ name: 'write_file', input: { path, content: `# ${path}\n` } }] });
    const replies = [write('outside.py'), write('src/a.py'), { text: 'All that I could do is done.' }, { text: 'Now all is done.' }];
    const brain: Brain = ({ messages }) =>
      replies[messages.filter(({ role }) => role === 'assistant').length] ?? { text: 'Nothing is left.' };
    doubles = await startDoubles({ brain });
    env = {
      HOME: folder,
      PRACTICUM_HOME: home,
      ANTHROPIC_API_KEY: demoKey,
      PRACTICUM_MODEL: 'anthropic/demo-digits',
      PRACTICUM_BASE_URL: doubles.anthropicUrl,
    };
  });

  afterEach(async () => {
    await doubles.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const run = (...args: readonly string[]): Promise<Ended> => runHere(space, args, env);
  const text = (path: string): Promise<string> => readFile(join(space, path), 'utf8').catch(() => '');

  // shows: grant-form, grant-goes-on, grant-shown
  it('says what is granted, does what that covers, ends with exit code 3 for what waits, and carries that out once it is approved', async () => {
    const night = await run('--grant', join(folder, 'night.json'), 'Write the files.');
    assert.equal(night.code, 3, night.err);
    assert.match(night.err, /Allowed unattended:\n {2}Until .*\n {2}At most \$0\.00.*\n {2}Changes files in src\n/);
    assert.match(night.err, /Scripts run with your rights, in the versions that you approved/);
    assert.deepEqual(await Promise.all(['src/a.py', 'outside.py'].map(text)), ['# src/a.py\n', '']);
    const [, approval = ''] = /Needs approval \((\w+)/.exec(night.err) ?? [];
    assert.notEqual(approval, '', night.err);
    assert.match((await run('approvals')).out, new RegExp(approval));
    const answered = await run('approve', approval);
    assert.equal(answered.code, 0, answered.err);
    assert.equal(await text('outside.py'), '# outside.py\n');
  });

  // shows: grant-shown
  it('is shown, and revoked at once', async () => {
    await run('--grant', join(folder, 'night.json'), 'Write the files.');
    const shown = await run('grant', 'show');
    assert.match(shown.out, /Changes files in src/);
    assert.equal((await run('grant', 'revoke')).code, 0);
    assert.match((await run('grant')).err, /No unattended work is allowed here now/);
    assert.equal((await run('grant', 'revoke')).code, 1);
  });

  // shows: grant-form
  it('begins nothing under a grant that cannot be signed', async () => {
    await writeFile(join(folder, 'night.json'), JSON.stringify({ ...grant, folders: ['..'] }));
    const refused = await run('--grant', join(folder, 'night.json'), 'Write the files.');
    assert.equal(refused.code, 1);
    assert.match(refused.err, /\.\. lies outside the workspace/);
    assert.equal(await text('src/a.py'), '');
  });
});
