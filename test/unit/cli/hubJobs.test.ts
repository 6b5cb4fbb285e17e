import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { openBench } from '../../../src/app/bench.ts';
import { personalHubClient } from '../../../src/app/hubDoor.ts';
import type { RunId } from '../../../src/base/ids.ts';
import { parseCommandLine } from '../../../src/cli/args.ts';
import { jobs } from '../../../src/cli/hub/jobs.ts';
import { spaces } from '../../../src/cli/hub/spaces.ts';
import { createCliHubHost } from '../../../src/cli/hubHost.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { testHost } from '../app/support.ts';
import { jobProgram } from '../runs/hub/jobWorkspace.ts';
import { hookPython, supervisorScript } from '../runs/workspace.ts';
import { neverAborted, useTemporaryFolder } from '../workspace/temporary.ts';

describe('practicum hub jobs', function () {
  this.timeout(90_000);
  const folder = useTemporaryFolder();
  let hub: Hub;
  before(async () => {
    hub = await startHub({ metricsMs: 100 });
  });
  after(() => hub.close());

  function host() {
    const [root, dist] = [join(folder.path, 'work'), join(folder.path, 'dist')];
    mkdirSync(root, { recursive: true });
    mkdirSync(dist, { recursive: true });
    // What a build puts there.
    writeFileSync(join(dist, 'supervisor.js'), `import ${JSON.stringify(supervisorScript)};\n`);
    for (const [name, place] of [
      ['practicum_job', jobProgram],
      ['hook', hookPython],
    ] as const)
      symlinkSync(place, join(dist, name));
    const place = { home: join(folder.path, 'home'), env: { HF_ENDPOINT: hub.url, HF_TOKEN: hub.token }, homedir: folder.path };
    return { place, root, host: testHost(folder.path, root, () => assert.fail('no model'), { dist, hub: createCliHubHost(place) }) };
  }

  function commandLine({ place, host: cli, root }: ReturnType<typeof host>, of: 'jobs' | 'spaces' = 'jobs') {
    return async (argv: readonly string[], terminal?: Terminal) => {
      const { command, options, values } = parseCommandLine(['-C', root, 'hub', of, ...argv]);
      assert.ok(command.kind === 'hub');
      const said: { out: string[]; err: string[] } = { out: [], err: [] };
      const output = {
        out: (text: string) => void said.out.push(text),
        err: (text: string) => void said.err.push(text),
        closed: neverAborted,
      };
      const code = await { jobs, spaces }[of]({
        words: command.words.slice(1),
        values,
        options,
        host: cli,
        place,
        hub: personalHubClient(cli),
        output,
        input: Readable.from(['']),
        terminal,
        signal: neverAborted,
      });
      return { out: said.out.join(''), err: said.err.join(''), code };
    };
  }

  // shows: job-quote
  it('show prices, ask before they cost anything, and run what was agreed to', async () => {
    const given = host();
    const run = commandLine(given);
    writeFileSync(
      join(given.root, 'train.py'),
      "import sys\nprint('lr', sys.argv[2])\nprint('step 1 loss 0.5')\nopen('model.txt', 'w').write('w')\n",
    );
    const { out: hardware } = await run(['hardware']);
    assert.match(hardware, /^cpu-basic +2 vCPU, 16 GB · \$0\.01\/h$/m);
    assert.match(hardware, /^pays: ada$/m);
    const wanted = ['run', 'train.py', '--flavor', 't4-small', '--timeout', '90m', '--', '--lr', '0.1'];
    const unasked = await run(wanted);
    assert.deepEqual([unasked.code, unasked.out], [3, '']);
    assert.match(unasked.err, /would cost at most \$0\.60: 90 min × t4-small \$0\.40\/h, paid by ada\. Nothing was started/);
    const questions: string[] = [];
    const says = (answer: string): Terminal => ({
      ask: async (question) => {
        questions.push(question);
        return answer;
      },
      askSecret: async () => undefined,
    });
    assert.equal((await run(wanted, says('no'))).code, 1);
    assert.equal(hub.jobs.jobs.size, 0);
    const started = await run(wanted, says('yes'));
    assert.equal(started.code, 0);
    assert.match(questions.at(-1) ?? '', /^Run train\.py on t4-small: at most \$0\.60: .* Go on\? \(yes\/no\) $/);
    const bench = openBench(given.host);
    try {
      const ended = await bench.runs.waitForEnd(started.out.trim() as RunId, AbortSignal.timeout(60_000));
      const log = (await bench.runs.logPage(ended.spec.id, { lines: 40 })).lines.join('\n');
      assert.equal(ended.status, 'done', `${JSON.stringify(ended.exit)}\n${log}`);
      assert.deepEqual([ended.spec.job?.flavor, ended.spec.job?.timeoutMs], ['t4-small', 5_400_000]);
      assert.match(log, /lr 0\.1/);
    } finally {
      bench.dispose();
    }
    const [job] = hub.jobs.jobs.values();
    const id = job?.id ?? '';
    assert.match((await run(['list'])).out, new RegExp(`^${id}  COMPLETED, t4-small, .*run ${started.out.trim()}`));
    assert.match((await run(['logs', id])).out, /^lr 0\.1\nstep 1 loss 0\.5\n$/);
    assert.equal(JSON.parse((await run(['list', '--json'])).out).id, id);
    assert.equal((await run(['cancel', id])).code, 0);
    await assert.rejects(run(['run', 'train.py', '--flavor', 'h100', '--timeout', '1h', '--yes']), { code: 'no-such-hardware' });
    await assert.rejects(run(['run', 'train.py', '--flavor', 't4-small']), { code: 'usage' });
    await assert.rejects(run(['fly']), { code: 'usage' });
  });

  // shows: space-quote
  it('are Spaces where one is asked for: quoted, agreed to, listed while they are there, and ended by hand', async () => {
    const given = host();
    const run = commandLine(given, 'spaces');
    writeFileSync(join(given.root, 'train.py'), "import time\nprint('step 1 loss 0.5', flush=True)\ntime.sleep(600)\n");
    assert.match((await run(['hardware'])).out, /^t4-small .*\$0\.40\/h$/m);
    assert.match((await run([])).err, /^ada has no Spaces of runs/);
    const wanted = ['run', 'train.py', '--flavor', 't4-small', '--timeout', '90m'];
    const unasked = await run(wanted);
    assert.equal(unasked.code, 3);
    assert.match(unasked.err, /^Run train\.py on t4-small as a Space would cost at most \$0\.70: .*, paid by ada\. Nothing was started/);
    const started = (await run([...wanted, '--yes'])).out.trim() as RunId;
    const bench = openBench(given.host);
    try {
      for (let points = 0; points === 0; points = (await bench.runs.get(started)).pointCount) await setTimeout(50);
      const listed = (await run(['list'])).out;
      assert.match(listed, /^ada\/practicum-run-\S+ {2}RUNNING, t4-small, http\S+\/spaces\/ada\/practicum-run-/);
      const [id = ''] = listed.split(' ');
      await assert.rejects(run(['delete', 'ada/my-own-app']), { code: 'usage' });
      assert.match((await run(['pause', id])).out, /is paused/);
      const ended = await bench.runs.waitForEnd(started, AbortSignal.timeout(60_000));
      assert.equal(ended.spec.target, 'hf-space');
      assert.notEqual(ended.status, 'done');
      assert.equal((await run(['list'])).out, '');
    } finally {
      bench.dispose();
    }
  });

  // shows: job-scheduled, job-quote
  it('are scheduled, suspended, resumed, started and deleted', async () => {
    const given = host();
    const run = commandLine(given);
    writeFileSync(join(given.root, 'nightly.py'), "import sys\nprint('nightly', sys.argv[1:])\n");
    const wish = ['--flavor', 'cpu-basic', '--timeout', '10m'];
    const starts = ['--starts', '3'];
    await assert.rejects(run(['schedule', 'add', '@daily', 'nightly.py', ...wish]), { message: /needs --starts/ });
    await assert.rejects(run(['schedule', 'add', 'nightly', 'nightly.py', ...wish, ...starts, '--yes']), { code: 'schedule' });
    const unasked = await run(['schedule', 'add', '@daily', 'nightly.py', ...wish, ...starts]);
    assert.equal(unasked.code, 3);
    const quote = 'at most \\$0\\.01: 10 min × cpu-basic \\$0\\.01/h, paid by ada';
    assert.match(
      unasked.err,
      /^Start nightly\.py at @daily on cpu-basic, 3 times would cost at most \$0\.01: 3 starts of 10 min × cpu-basic .*Nothing was started/,
    );
    const made = await run(['schedule', 'add', '@daily', 'nightly.py', 'x', ...wish, ...starts, '--yes', '--json']);
    const { id, schedule }: { readonly id: string; readonly schedule: string } = JSON.parse(made.out);
    assert.equal(schedule, '@daily');
    await run(['schedule', 'suspend', id]);
    assert.match(
      (await run(['schedule', 'list'])).out,
      new RegExp(`^${id}  @daily, suspended, cpu-basic, at most 10 min each.* for 3 starts`),
    );
    assert.equal((await run(['schedule', 'resume', id])).code, 0);
    assert.doesNotMatch((await run(['schedule', 'list'])).out, /suspended/);
    const before = hub.jobs.jobs.size;
    assert.equal((await run(['schedule', 'run', id])).code, 3);
    const questions: string[] = [];
    const ask = async (question: string): Promise<string> => {
      questions.push(question);
      return 'no';
    };
    assert.equal((await run(['schedule', 'run', id], { ask, askSecret: async () => undefined })).code, 1);
    assert.match(questions.join(), new RegExp(`^Start ${id} once more on cpu-basic: ${quote}\\. Go on`));
    assert.equal(hub.jobs.jobs.size, before);
    const job: { readonly id: string } = JSON.parse((await run(['schedule', 'run', id, '--yes', '--json'])).out);
    const started = hub.jobs.jobs.get(job.id);
    assert.ok(started !== undefined);
    await started.program?.ended;
    assert.match((await run(['logs', job.id])).out, /nightly \['x'\]/);
    await run(['schedule', 'delete', id]);
    assert.equal((await run(['schedule', 'list'])).out, '');
    await assert.rejects(run(['schedule', 'resume', id]), { code: 'not-promised' });
  });
});
