import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { NeutralReply } from '../../doubles/script.ts';
import { type Doubles, startDoubles } from '../../doubles/server.ts';
import { type LoopbackServer, serve } from '../../doubles/wire.ts';
import { runHere } from '../cli/here.ts';
import { type Ended, mustBeBuilt, runProgram } from '../cli/program.ts';
import { type Canaries, everythingBelow, leaksIn, makeCanaries, put } from './canaries.ts';

describe('Secrets on the command line', function () {
  this.timeout(120_000);
  let folder: string;
  let space: string;
  let canaries: Canaries;
  let doubles: Doubles;
  let hub: LoopbackServer;
  let ended: { readonly args: readonly string[]; readonly output: string }[];

  before(mustBeBuilt);
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-cli-canary-')));
    space = join(folder, 'space');
    canaries = makeCanaries();
    ended = [];
    hub = await serve(({ response }) => void response.writeHead(401).end());
    const { dotEnv, file, fileName, remote, keyStore, runConsole, instructions } = canaries;
    await put(space, '.env', `DB_HOST=db.example\nDB_PASSWORD=${dotEnv}\n`);
    await put(space, 'config.py', `lr = 0.1\nOPENAI = "${file}"\n`);
    await put(space, `${fileName}.txt`, 'empty\n');
    await put(space, 'AGENTS.md', `Use the token ${instructions}.\n`);
    // What a traceback quotes of it holds no secret.
    const lines = [
      `begin, rest = "glpat-", "${runConsole.slice(6)}"`,
      'print("token", begin + rest)',
      'raise ValueError("for " + begin + rest)',
      '',
    ];
    await put(space, 'train.py', lines.join('\n'));
    await put(folder, 'home/keys.json', JSON.stringify({ openai: keyStore }));
    spawnSync('chmod', ['600', join(folder, 'home', 'keys.json')]);
    spawnSync('git', ['init', '-q'], { cwd: space });
    spawnSync('git', ['remote', 'add', 'origin', `https://me:${remote}@git.example/x.git`], { cwd: space });
  });
  afterEach(async () => {
    await doubles.close();
    await hub.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const practicum = (...args: readonly string[]): Promise<Ended> => runBy(runHere, args);
  /** As a program of its own. */
  const started = (...args: readonly string[]): Promise<Ended> => runBy(runProgram, args);

  async function runBy(run: typeof runProgram, args: readonly string[]): Promise<Ended> {
    const result = await run(space, args, {
      HOME: folder,
      PRACTICUM_HOME: join(folder, 'home'),
      HF_TOKEN: canaries.environment,
      HF_ENDPOINT: hub.url,
      SOME_SERVICE_TOKEN: canaries.environmentWithoutShape,
      PRACTICUM_MODEL: 'openai/demo-digits',
      PRACTICUM_BASE_URL: doubles.openaiUrl,
    });
    ended.push({ args, output: result.out + result.err });
    return result;
  }

  // shows: secrets-canary, secrets-everywhere
  it('are in no output, no record and no request, whatever is asked for', async () => {
    const replies: readonly NeutralReply[] = [
      {
        calls: [
          { name: 'list_files', input: {} },
          { name: 'read_file', input: { path: 'config.py' } },
        ],
      },
      {
        calls: [
          { name: 'run_shell', input: { command: 'git remote -v' } },
          { name: 'search_text', input: { pattern: 'OPENAI' } },
        ],
      },
      { calls: [{ name: 'write_file', input: { path: 'made.py', content: `t = "${canaries.invented}"\n` } }] },
      { text: `I use ${canaries.streamed} now.` },
      { fault: { kind: 'status', status: 400, message: `Refused: ${canaries.failure} with ${canaries.keyStore}` } },
    ];
    doubles = await startDoubles({ key: canaries.keyStore, brain: ({ earlierRequests }) => replies[earlierRequests] ?? { text: 'Done.' } });

    const first = await started(`Use ${canaries.message} to look`);
    assert.equal(first.code, 3, first.err);
    const approved = await started('approve', /practicum approve (\S+)/.exec(first.err)?.[1] ?? '');
    assert.equal(approved.code, 0, approved.err);
    await started('--continue', '--json', `Again with ${canaries.queued}`);
    const session = /se_[a-z0-9]+|s_[a-z0-9]+/.exec((await practicum('sessions', 'list', '--json')).out)?.[0] ?? '';
    await practicum('sessions', 'list', 'use', 'look');
    await practicum('sessions', 'rename', session, `About ${canaries.title}`);
    await practicum('sessions', 'show', session);
    for (const format of ['markdown', 'json', 'claude-code', 'messages'])
      assert.equal((await practicum('sessions', 'export', session, '--format', format)).code, 0);
    await practicum('sessions', 'export', session, '--output', join(folder, 'home', 'exported.md'));
    await started('run', '--wait', 'train.py');
    await practicum('runs', 'list', '--json');
    const run = JSON.parse((await practicum('runs', 'list', '--json')).out.split('\n')[0] ?? '') as { readonly id: string };
    await practicum('runs', 'show', run.id);
    await started('run', 'train.py', '--', '--hub_token', canaries.argument);
    await started('run', `${canaries.fileName}.txt`);
    await practicum('policy', 'check', '--shell', `curl -H "Authorization: Bearer ${canaries.inventedTool}" https://h.example`);
    await practicum('policy', 'check', '--path', `${canaries.fileName}.txt`);
    await started('runs', 'show', canaries.brokenArguments);
    await practicum('--model', `openai/${canaries.thought}`, 'hello');
    await practicum('-C', join(folder, canaries.fileName), 'hello');
    for (const command of [['doctor'], ['doctor', '--json'], ['rules', 'list'], ['spend'], ['approvals'], ['grant', 'show']])
      await practicum(...command);
    await practicum('sessions', 'delete', session);

    for (const { args, output } of ended) assert.deepEqual(leaksIn(output, canaries), [], args.slice(0, 2).join(' '));
    for (const { body } of doubles.requests)
      assert.deepEqual(leaksIn(JSON.stringify(body), { ...canaries, thought: 'q7Z, which nobody sends' }), []);
    for (const [path, bytes] of await everythingBelow(join(folder, 'home'))) {
      if (basename(path) !== 'keys.json') assert.deepEqual(leaksIn(`${path}\n${bytes.toString('utf8')}`, canaries), [], path);
    }
    // They were there.
    const all = ended.map(({ output }) => output).join('\n');
    for (const kind of ['huggingface', 'openai', 'github', 'gitlab', 'anthropic', 'known'])
      assert.ok(all.includes(`[redacted:${kind}]`), kind);
  });
});
