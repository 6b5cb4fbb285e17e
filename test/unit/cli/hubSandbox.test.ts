import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openBench } from '../../../src/app/bench.ts';
import { personalHubClient } from '../../../src/app/hubDoor.ts';
import { parseCommandLine } from '../../../src/cli/args.ts';
import { sandbox, smoke } from '../../../src/cli/hub/sandbox.ts';
import { cancelJob } from '../../../src/hub/jobs.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { testHost } from '../app/support.ts';
import { hostOf, startedElsewhere } from '../runs/sandboxes/sandboxPlace.ts';
import { neverAborted, useTemporaryFolder } from '../workspace/temporary.ts';

describe('practicum hub sandbox and smoke', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  let hub: Hub;
  before(async () => {
    hub = await startHub();
  });
  after(() => hub.close());

  async function run(...argv: readonly string[]) {
    const root = join(folder.path, 'work');
    mkdirSync(root, { recursive: true });
    const host = testHost(folder.path, root, () => assert.fail('no model'), { hub: hostOf(hub, hub.token) });
    const { command, options, values } = parseCommandLine(['-C', root, 'hub', ...argv]);
    assert.ok(command.kind === 'hub');
    const said: { out: string[]; err: string[] } = { out: [], err: [] };
    const output = {
      out: (text: string) => void said.out.push(text),
      err: (text: string) => void said.err.push(text),
      closed: neverAborted,
    };
    const place = { home: join(folder.path, 'home'), env: {}, homedir: folder.path };
    const context = { words: command.words.slice(1), values, options, host, place, hub: personalHubClient(host), output };
    const code = await (argv[0] === 'smoke' ? smoke : sandbox)({
      ...context,
      input: Readable.from(['']),
      terminal: undefined,
      signal: neverAborted,
    });
    return { out: said.out.join(''), err: said.err.join(''), code };
  }

  // shows: sandbox-cli
  it('ask before they cost anything, and start, list, run in and end a sandbox', async () => {
    const wanted = ['sandbox', 'start', '--flavor', 'cpu-basic', '--timeout', '30m'];
    const unasked = await run(...wanted);
    assert.deepEqual([unasked.code, unasked.out, hub.jobs.jobs.size], [3, '', 0]);
    assert.match(unasked.err, /would cost at most \$0\.01: 30 min × cpu-basic \$0\.02\/h, paid by ada\. Nothing was started/);
    const id = (await run(...wanted, '--yes')).out.trim();
    assert.match(id, /^[0-9a-f]+$/);
    assert.match((await run('sandbox', 'list')).out, new RegExp(`^${id}  RUNNING cpu-basic, \\$0\\.02/h, ends at the latest in 30 min\n$`));
    const ran = await run('sandbox', 'run', id, '--', 'sh', '-c', 'echo "$0 b"; exit 3', "it's");
    assert.deepEqual([ran.out, ran.err, ran.code], ["it's b\n", 'exit code 3\n', 1]);
    assert.match((await run('sandbox', 'end', id)).out, new RegExp(`^${id} has ended, it cost \\$0\\.00`));
    await assert.rejects(run('sandbox', 'run', id, 'true'), { code: 'sandbox-ended' });
    await assert.rejects(run('sandbox', 'run', 'abc', 'true'), { code: 'no-sandbox' });
    await assert.rejects(run('sandbox', 'stop'), /there are: list, start, run, end/);
  });

  // shows: sandbox-cli, sandbox-paid
  it('ask before one that was started elsewhere is used, which keeps a machine that nothing here promised', async () => {
    const id = await startedElsewhere(hub);
    for (const argv of [
      ['sandbox', 'run', id, 'true'],
      ['smoke', 'train.py', '--on', id],
    ]) {
      const { code, out, err } = await run(...argv);
      assert.deepEqual([code, out], [3, '']);
      assert.match(
        err,
        new RegExp(
          `^Use the sandbox ${id} until its time limit would cost at most \\$0\\.02: 60 min × cpu-basic \\$0\\.02/h, paid by ada\\.`,
        ),
      );
    }
    await cancelJob(personalHubClient({ hub: hostOf(hub, hub.token) }), { payer: 'ada', id });
  });

  // shows: sandbox-cli, sandbox-smoke
  it('try a script in one step, and end with 1 where it fails', async () => {
    mkdirSync(join(folder.path, 'work'), { recursive: true });
    writeFileSync(join(folder.path, 'work/train.py'), "import sys\nprint('tried', sys.argv[1:])\nsys.exit(len(sys.argv) - 2)\n");
    const passed = await run('smoke', 'train.py', '--flavor', 'cpu-basic', '--yes', '--', 'a');
    assert.match(
      passed.out,
      /^smoke run: passed on cpu-basic after \d+ s\nno GPU memory could be read, .*\nThe machine has ended; it cost \$0\.00\d+\.\nIt printed at its end:\ntried \['a'\]\n$/,
    );
    assert.equal(passed.code, 0);
    assert.doesNotMatch(passed.err, /practicum:|"end"/);
    const id = (await run('sandbox', 'start', '--flavor', 'cpu-basic', '--timeout', '30m', '--yes')).out.trim();
    const failed = await run('smoke', 'train.py', '--on', id, '--json', '--', 'a', 'b');
    const { end, code, wasStarted } = JSON.parse(failed.out);
    assert.deepEqual([end, code, wasStarted, failed.code], ['failed', 1, false, 1]);
    assert.match((await run('sandbox', 'list')).out, new RegExp(`^${id}  RUNNING`));
    // By a click, too.
    const bench = openBench(
      testHost(folder.path, join(folder.path, 'work'), () => assert.fail('no model'), { hub: hostOf(hub, hub.token) }),
    );
    try {
      const [row] = await bench.sandboxes(neverAborted);
      assert.equal(row?.id, id);
      await bench.endSandboxFromClick(row?.place ?? '');
      assert.deepEqual(await bench.sandboxes(neverAborted), []);
    } finally {
      bench.dispose();
    }
  });
});
