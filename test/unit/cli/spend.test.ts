import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Doubles, demoKey, startDoubles } from '../../doubles/server.ts';
import { runHere } from './here.ts';
import type { Ended } from './program.ts';

describe('Money on the command line', () => {
  let folder: string;
  let doubles: Doubles;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-cli-spend-')));
    await mkdir(join(folder, 'space'));
    doubles = await startDoubles({ brain: () => ({ text: 'Done.' }) });
  });
  afterEach(async () => {
    await doubles.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** This machine under an address that is not known to be near, so that what it costs is not known. */
  function run(...args: readonly string[]): Promise<Ended> {
    const { port, pathname } = new URL(doubles.openaiUrl);
    return runHere(join(folder, 'space'), args, {
      HOME: folder,
      PRACTICUM_HOME: join(folder, 'home'),
      OPENAI_API_KEY: demoKey,
      PRACTICUM_MODEL: 'openai/demo-digits',
      PRACTICUM_BASE_URL: `http://[::ffff:127.0.0.1]:${port}${pathname}`,
    });
  }

  // shows: ledger-unknown, cli-exit-codes
  it('ends with 3 where a price is not known, goes on once that is agreed to, and asks no second time', async () => {
    const asked = await run('Say something');
    assert.equal(asked.code, 3, asked.err);
    assert.match(asked.err, /Needs approval .*: Use openai\/demo-digits@\S+, whose price is not known/);
    const id = /practicum approve (\S+)/.exec(asked.err)?.[1] ?? '';
    const agreed = await run('approve', id);
    assert.deepEqual([agreed.code, agreed.out], [0, 'Done.\n'], agreed.err);
    const again = await run('--continue', 'And again');
    assert.deepEqual([again.code, again.out], [0, 'Done.\n'], again.err);
    const { unpricedRequests, spentUsd } = JSON.parse((await run('spend', '--json')).out) as Readonly<Record<string, unknown>>;
    assert.deepEqual([unpricedRequests, spentUsd], [2, 0]);
  });

  // shows: grant-goes-on, cli-exit-codes
  it('waits by itself under a grant, ends with 3, and goes on with the work once it is agreed to', async () => {
    const night = { hours: 1, usd: 0, targets: [], folders: ['.'], hosts: [], code: 'approved' };
    await writeFile(join(folder, 'night.json'), JSON.stringify(night));
    const asked = await run('Say something', '--grant', join(folder, 'night.json'));
    assert.equal(asked.code, 3, asked.err);
    const agreed = await run('approve', /practicum approve (\S+)/.exec(asked.err)?.[1] ?? '');
    assert.deepEqual([agreed.code, agreed.out], [0, 'Done.\n'], agreed.err);
  });

  // shows: ledger-caps
  it('ends at a limit, with the next step, when that is rejected', async () => {
    const asked = await run('Say something');
    const rejected = await run('reject', /practicum approve (\S+)/.exec(asked.err)?.[1] ?? '');
    assert.equal(rejected.code, 4);
    assert.match(rejected.err, /what openai\/demo-digits@\S+ costs is not known, and you did not want it to be used\. .*“go on”/);
  });

  // shows: ledger-caps
  it('shows and sets the caps of a session', async () => {
    await run('Say something', '--budget', '3');
    const shown = JSON.parse((await run('spend', '--json')).out) as { readonly session: string; readonly caps: unknown };
    assert.deepEqual(shown.caps, { sessionUsd: 3, dayUsd: 25, runUsd: 10 });
    const set = await run('spend', shown.session, '--budget', '0', '--day-budget', '2.50');
    assert.match(set.out, /\| Today, all sessions \| \$2\.50 \| \$0\.00 \| \$2\.50 \|/);
    assert.doesNotMatch(set.out, /\| This session \|/);
    assert.equal((await run('spend', '--budget', '-1')).code, 2);
  });
});
