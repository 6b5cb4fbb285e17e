// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references, as people write them
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { OAuthDouble } from '../../doubles/mcp/oauthServer.ts';
import { startDoubles } from '../../doubles/server.ts';
import { runHere } from './here.ts';
import { type Ended, spawnSource } from './program.ts';

const everything = resolve('node_modules/@modelcontextprotocol/server-everything/dist/index.js');

describe('practicum mcp with servers of others', function () {
  this.timeout(120_000);
  let folder: string;
  let space: string;
  let home: string;
  let env: Readonly<Record<string, string>>;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-mcp-')));
    space = join(folder, 'space');
    home = join(folder, 'home');
    await mkdir(space);
    env = { HOME: folder, PRACTICUM_HOME: home };
  });
  afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  const mcp = (...words: readonly string[]): Promise<Ended> => runHere(space, ['mcp', ...words], env);
  const rows = ({ out }: Ended): readonly Readonly<Record<string, unknown>>[] =>
    out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));

  // shows: mcp-command
  it('adds one, starts it only after consent, says what it offers, and removes it', async () => {
    const none = await mcp('list');
    assert.match(none.err, /No servers yet\. Add one/);
    const added = await mcp('add', 'all', '--env', 'WORD=hello', '--', process.execPath, everything, 'stdio');
    assert.equal(added.code, 0, added.err);
    assert.equal((await stat(join(home, 'mcp.json'))).mode & 0o777, 0o600);
    const [asking] = rows(await mcp('list', '--json'));
    assert.equal(asking?.['state'], 'asks-consent');
    // To test it is no consent.
    const tested = await mcp('test', 'all');
    assert.equal(tested.code, 3, tested.err);
    const agreed = await mcp('consent', 'all');
    assert.equal(agreed.code, 0, agreed.err);
    assert.match(agreed.err, /Start “all”:\n {2}.*index\.js stdio\n/);
    assert.match(agreed.err, /with the variables WORD/);
    assert.match(agreed.out, /mcp__all__echo/);
    const [ready] = rows(await mcp('test', 'all', '--json'));
    assert.equal(ready?.['state'], 'ready');
    assert((ready?.['tools'] as number) >= 10);
    assert.equal((await mcp('remove', 'all')).code, 0);
    // The same name with another program is asked about, and so is the same one again.
    await mcp('add', 'all', '--', process.execPath, everything, 'stdio');
    assert.equal(rows(await mcp('list', '--json'))[0]?.['state'], 'asks-consent');
  });

  // shows: mcp-command
  it('says what is wrong with a definition before it keeps it, and with a name that is none', async () => {
    const bad = await mcp('add', 'web', 'ftp://x.example');
    assert.deepEqual([bad.code, /Write https/.test(bad.err)], [1, true]);
    assert.equal((await mcp('add', 'web')).code, 2);
    assert.equal((await mcp('add', 'web', 'https://x.example', '--env', 'A=b')).code, 2);
    assert.equal((await mcp('wave', 'web')).code, 2);
    assert.match((await mcp('test', 'nobody')).err, /No server “nobody” is configured/);
    await mcp('add', 'web', 'https://x.example/mcp', '--header', 'X-Key: ${env:KEY}');
    assert.match((await mcp('add', 'web', 'https://y.example')).err, /There is a server “web”/);
    await writeFile(join(home, 'mcp.json'), '{ not json');
    assert.match((await mcp('add', 'other', 'https://x.example')).err, /is not JSON/);
    assert.equal(await readFile(join(home, 'mcp.json'), 'utf8'), '{ not json');
  });

  // shows: mcp-command
  it('shows the last words of one that fails, and lets none of them act on the terminal', async () => {
    const words = "process.stderr.write('\\u001b]52;c;aGk=\\u0007\\u001b[2Jboom\\n'); process.exit(127)";
    await mcp('add', 'loud', '--', process.execPath, '-e', words);
    const agreed = await mcp('consent', 'loud', '--yes');
    const all = [agreed, await mcp('test', 'loud')].map(({ out, err }) => `${out}${err}`).join('');
    assert.match(all, /boom/);
    assert.doesNotMatch(all, /(?!\n)\p{Cc}/u);
  });

  // shows: mcp-command, mcp-oauth
  it('signs in through a browser, keeps the token where only its owner reads it, and signs out', async () => {
    const double = await OAuthDouble.start();
    try {
      await mcp('add', 'web', double.resourceUrl);
      const first = await mcp('consent', 'web', '--json');
      assert.equal(rows(first)[0]?.['state'], 'needs-sign-in', first.err);
      const child = spawnSource(space, ['mcp', 'sign-in', 'web'], env);
      const page = await said(child, /Sign in here: (\S+)/);
      await double.browse(page);
      assert.equal(await new Promise((done) => child.once('close', done)), 0);
      assert.equal((await stat(join(home, 'keys.json'))).mode & 0o777, 0o600);
      const tested = await mcp('test', 'web');
      assert.match(tested.out, /mcp__web__whisper/);
      assert.equal(`${tested.out}${tested.err}`.includes('at-'), false);
      assert.equal((await mcp('sign-out', 'web')).code, 0);
      assert.equal(double.revoked.length, 2);
      assert.doesNotMatch(await readFile(join(home, 'keys.json'), 'utf8'), /at-/);
    } finally {
      await double.stop();
    }
  });

  // shows: mcp-left-out
  it('leaves out what nobody agreed to, and a prompt says so once', async () => {
    await writeFile(
      join(space, '.mcp.json'),
      JSON.stringify({ mcpServers: { all: { command: process.execPath, args: [everything, 'stdio'] } } }),
    );
    const doubles = await startDoubles({ key: 'none', isHurried: true });
    try {
      const ended = await runHere(space, ['--model', 'openai/demo-digits', '--base-url', doubles.openaiUrl, 'hello'], env);
      assert.equal(ended.err.split('Left out for want of your consent: all.').length, 2, ended.err);
      assert.equal(rows(await mcp('list', '--json'))[0]?.['state'], 'asks-consent');
    } finally {
      await doubles.close();
    }
  });
});

function said(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((done, fail) => {
    let text = '';
    child.stderr?.on('data', (data: Buffer) => {
      text += data.toString();
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) done(found);
    });
    child.once('close', () => fail(new Error(text)));
  });
}
