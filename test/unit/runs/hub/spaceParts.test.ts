import assert from 'node:assert/strict';
import { createHubClient } from '../../../../src/hub/client.ts';
import { endpointsFrom } from '../../../../src/hub/endpoints.ts';
import { createSpace, type Space } from '../../../../src/hub/spaces.ts';
import type { JobExit } from '../../../../src/runs/hub/jobLines.ts';
import { quoteText } from '../../../../src/runs/hub/jobQuote.ts';
import { spaceEndingOf } from '../../../../src/runs/hub/space/spaceEnding.ts';
import { spaceFiles } from '../../../../src/runs/hub/space/spaceFiles.ts';
import { requireSpaceTime, sleepSecondsOf, spaceRan } from '../../../../src/runs/hub/space/spaceLimits.ts';
import { spaceOf, spaceToken } from '../../../../src/runs/hub/space/spaceNames.ts';

const hour = 3_600_000;

describe('How a Space ended', () => {
  const limit = { timeoutMs: 2 * hour };
  const exit = (given: Partial<JobExit>): JobExit => ({ code: null, signal: null, made: 0, kept: [], outputBytes: 0, ...given });
  const ended = (space: Space | undefined, said?: Partial<JobExit>): string => {
    const { code, signal, reason, outcome } = spaceEndingOf(space, said && exit(said), limit);
    return [code, signal, outcome, reason].filter((each) => each !== undefined && each !== null).join(' | ');
  };

  // shows: space-outcome
  it('is what its server says of the script, whatever became of the Space, and else what the Hub says of the Space', () => {
    assert.equal(ended({ stage: 'PAUSED' }, { code: 0 }), '0');
    assert.equal(ended({ stage: 'RUNTIME_ERROR', message: 'Exit code: 0' }, { code: 3 }), '3');
    assert.equal(ended(undefined, { signal: 9 }), 'SIGKILL');
    assert.equal(ended({ stage: 'PAUSED' }, { problem: 'it was gone' }), 'failed | it was gone');
    assert.equal(
      ended({ stage: 'PAUSED' }, { code: 0, hitLimit: true }),
      'failed | it reached its time limit of 2 h: start it again with more time, from its last checkpoint',
    );
    assert.equal(ended({ stage: 'PAUSED' }), 'stopped | its Space was paused on Hugging Face');
    assert.equal(ended({ stage: 'SLEEPING' }), 'failed | Hugging Face put its Space to sleep');
    assert.match(
      ended({ stage: 'BUILD_ERROR', message: 'no such image' }),
      /^failed \| .*could not be built: no such image; .*build\.log$/,
    );
    assert.equal(ended({ stage: 'RUNTIME_ERROR', message: 'out of memory' }), 'failed | out of memory');
    assert.equal(ended(undefined), 'failed | its Space is not there any more');
  });
});

describe('A Space for a run', () => {
  // shows: space-once
  it('has one name for one run, and a word that only its maker can make again', () => {
    assert.equal(spaceOf('ada', 'run_01kabc'), 'ada/practicum-run-01kabc');
    assert.equal(spaceToken('hf_a', 'run_1'), spaceToken('hf_a', 'run_1'));
    assert.notEqual(spaceToken('hf_a', 'run_1'), spaceToken('hf_b', 'run_1'));
    assert.notEqual(spaceToken('hf_a', 'run_1'), spaceToken('hf_a', 'run_2'));
  });

  // shows: space-ends
  it('is not put to sleep before its time is over, and not paid for ever after it', () => {
    assert.equal(sleepSecondsOf({ timeoutMs: 2 * hour }), 3 * 3600);
    requireSpaceTime({ flavor: 't4-small', timeoutMs: 200 * hour });
    requireSpaceTime({ flavor: 'cpu-basic', timeoutMs: 47 * hour });
    assert.throws(() => requireSpaceTime({ flavor: 'cpu-basic', timeoutMs: 48 * hour }), { code: 'time-limit' });
  });

  // shows: space-quote
  it('costs at most its limit and the time of its start and its end, which is quoted, and is settled by the most that is known', () => {
    const wish = { kind: 'space', flavor: 't4-small', timeoutMs: 2 * hour, microUsdPerHour: 400_000, payer: 'ada' } as const;
    assert.equal(quoteText(wish), 'at most $0.90: 120 + 15 min to start and end × t4-small $0.40/h, paid by ada');
    const minutes = (startedMs: number | undefined, seconds: number | undefined, nowMs: number): number =>
      (spaceRan(wish, { startedMs, seconds }, nowMs).ranMs ?? 0) / 60_000;
    // Nobody saw it start, and it said nothing.
    assert.equal(minutes(undefined, undefined, 5 * hour), 0);
    // Its start is paid as well, which its server does not know of.
    assert.equal(minutes(0, 50 * 60, hour), 60);
    assert.equal(minutes(undefined, 50 * 60, hour), 50);
    assert.equal(minutes(hour, 61, hour + 30_000), 2);
    // Never more than was promised, and of one that ended long ago not until now.
    assert.equal(minutes(0, undefined, 10 * hour), 135);
    assert.equal(minutes(0, 50 * 60, 10 * hour), 65);
  });

  // shows: space-run
  it('brings its packages while it is built, which nobody pays for, whatever their names hold', () => {
    const of = (packages: readonly string[], requirements?: string): ReadonlyMap<string, string> => {
      const needs = { packages, requirements: requirements && 'requirements.txt', inline: false, project: false };
      const files = spaceFiles({ image: 'python:3.12', packages: needs, requirements, program: '# ours\n', task: { argv: ['train.py'] } });
      return new Map(files.map(({ path, text }) => [path, text]));
    };
    assert.deepEqual([...of([]).keys()], ['README.md', 'Dockerfile', 'server.py', 'task.json']);
    assert.doesNotMatch(of([]).get('Dockerfile') ?? '', /uv run/);
    const built = of(["torch>=2; python_version > '3.9'"]).get('Dockerfile') ?? '';
    assert.match(built, /^FROM python:3\.12\n/);
    assert.ok(built.includes(`uv run --no-project --with 'torch>=2; python_version > '\\''3.9'\\''' python -c ""`), built);
    const listed = of([], 'numpy\n');
    assert.equal(listed.get('requirements.txt'), 'numpy\n');
    assert.match(listed.get('Dockerfile') ?? '', /COPY --chown=1000 requirements\.txt \.\/\nRUN .*--with-requirements requirements\.txt/);
    // What it listens on is what the Hub is told.
    assert.match(built, /EXPOSE 7860\nCMD \[.* server\.py 7860"\]/);
    assert.match(of([]).get('README.md') ?? '', /^---\n[\s\S]*sdk: docker\napp_port: 7860\nstartup_duration_timeout: 10m\n[\s\S]*---\n/);
  });

  // shows: space-plan
  it('is refused in words where a plan or a payment method is missing', async () => {
    const refusing = (status: number, error: string): Promise<void> => {
      const hub = createHubClient({
        endpoints: endpointsFrom({ hub: 'http://127.0.0.1:9' }, {}),
        token: async () => undefined,
        fetch: async () => new Response(JSON.stringify({ error }), { status }),
        userAgent: 'practicum/test',
      });
      return createSpace(hub, { id: 'ada/practicum-run-1', files: [], flavor: 'a10g-small', variables: {}, secrets: {} });
    };
    await assert.rejects(refusing(402, 'Creating docker Spaces needs a paid plan.'), {
      code: 'hub-payment',
      message: 'Hugging Face lets only those with a paid plan make a Docker Space, and ada has none.',
      hint: 'A user needs PRO, an organisation Team or Enterprise (https://huggingface.co/pricing); or run it as a job, which needs credits only.',
    });
    await assert.rejects(refusing(403, 'You must add a payment method to your account to upgrade the hardware of a Space'), {
      code: 'hub-payment',
      message: 'Hugging Face wants a payment method of ada before it gives a Space the hardware a10g-small.',
    });
    await assert.rejects(refusing(403, 'Forbidden'), { code: 'hub-scope' });
  });
});
