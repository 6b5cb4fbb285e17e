import assert from 'node:assert/strict';
import { testPython } from '../../scripts/python.mjs';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { eventually } from './eventually.ts';
import { copyDigits, type TestWindow, useWindow } from './harness.ts';
import { doMainJob, type MainJob, mainJobPrompt } from './mainJob.ts';
import { modelSettings, type Provider, setKey } from './model.ts';
import { type RunFolder, runFolders } from './runFolders.ts';

/** What the script printed last in a run's own log. */
function printedAccuracy(log: string): string {
  const found = [...log.matchAll(/'test_accuracy': ([\d.]+)/g)].at(-1)?.[1];
  assert.ok(found !== undefined, `the run printed no test accuracy:\n${log.slice(-500)}`);
  return found;
}

/** The loss at each step. The line that ends an epoch repeats the step before it. */
function printedLosses(log: string): ReadonlyMap<number, number> {
  return new Map([...log.matchAll(/^epoch \d+ step (\d+) loss ([\d.]+)/gm)].map((match) => [Number(match[1]), Number(match[2])]));
}

interface Done {
  readonly job: MainJob;
  readonly window: TestWindow;
  /** Of this job alone, oldest first. */
  readonly runs: readonly RunFolder[];
}

/** Another model by another protocol, as a person changes it: the endpoint's address, its key, one of its models. */
async function changeToOpenai({ workbench, chat }: TestWindow, { openaiUrl, key }: Doubles): Promise<void> {
  await workbench.command('Practicum: Choose Model');
  const box = workbench.quickInput.locator('input').first();
  await workbench.quickInput.locator('.quick-input-title', { hasText: 'Practicum: Choose Model' }).waitFor();
  await box.fill('Another endpoint…');
  await workbench.quickInput.locator('.monaco-list-row', { hasText: 'Another endpoint…' }).first().waitFor();
  await box.press('Enter');
  await workbench.quickInput.getByText('Base URL of the OpenAI-compatible endpoint').waitFor();
  await workbench.type(openaiUrl);
  const password = workbench.quickInput.locator('input[type="password"]');
  await password.fill(key);
  await password.press('Enter');
  await password.waitFor({ state: 'hidden' });
  await workbench.choose('demo-digits');
  await chat.frame.getByRole('button', { name: 'openai/demo-digits', exact: true }).waitFor();
}

function shown(name: string, done: () => Done): void {
  it(`${name}: edits the learning rate and nothing else`, () => {
    const { before, after } = done().job;
    const changed = after.split('\n').filter((line, index) => line !== before.split('\n')[index]);
    assert.equal(changed.length, 1);
    assert.match(changed[0] ?? '', /--lr/);
  });

  it(`${name}: asks in a notification before each run and before the edit`, () => {
    assert.equal(done().job.approved.length, 3);
  });

  it(`${name}: reports the accuracies that its two runs printed, the first poor, the second above 95 %`, () => {
    const { job, runs } = done();
    const [baseline, fixed] = runs.map(({ log }) => printedAccuracy(log));
    assert.ok(baseline !== undefined && fixed !== undefined);
    assert.ok(job.answer.includes(baseline), `${baseline} is missing in: ${job.answer}`);
    assert.ok(job.answer.includes(fixed), `${fixed} is missing in: ${job.answer}`);
    assert.ok(Number(baseline) < 0.85, baseline);
    assert.ok(Number(fixed) > 0.95, fixed);
  });

  it(`${name}: keeps the end of the conversation in view`, () => {
    assert.equal(done().job.isEndInView, true);
  });

  it(`${name}: draws the curve, with a point for each step whose loss was printed`, async () => {
    const { job, window } = done();
    assert.ok(job.lastPixels.painted > 0);
    assert.notEqual(job.lastPixels.hash, job.firstPixels.hash);
    const runs = runFolders(window.file('.'));
    for (const { log, points } of runs) {
      const losses = points
        .filter((point) => point['metric'] === 'loss')
        .map((point) => [Number(point['step']), Number(point['value'])] as const);
      assert.deepEqual(new Map(losses), printedLosses(log));
    }
    await window.curves.open();
    const printed = runs.reduce((sum, { log }) => sum + printedLosses(log).size, 0);
    // What was shown last stands there until the view is told anew.
    await eventually(async () => assert.equal(await window.curves.pointCount('loss'), printed));
  });
}

describe('the main job in a real window', () => {
  let doubles: Doubles;
  const window = useWindow(async () => {
    doubles = await startDoubles();
    const python: string = await testPython(console.log);
    return { settings: { ...modelSettings(doubles, 'anthropic'), 'practicum.python.interpreter': python } };
  });
  after(() => doubles.close());

  const done = (provider: Provider, prompt: string, prepare: () => Promise<void>): (() => Done) => {
    let it: Done | undefined;
    before(async function doIt() {
      this.timeout(600_000);
      try {
        await prepare();
        const earlier = runFolders(window().file('.')).length;
        const job = await doMainJob(window(), prompt);
        it = { job, window: window(), runs: runFolders(window().file('.')).slice(earlier) };
      } catch (error) {
        await window().saveEvidence(`main-job-${provider}`);
        throw error;
      }
    });
    return () => {
      assert.ok(it !== undefined);
      return it;
    };
  };

  // shows: main-job-example, main-job-anthropic, main-job-curve, way-chat, way-notification, run-curves
  describe('over the Anthropic protocol', () => {
    shown(
      'Anthropic',
      done('anthropic', mainJobPrompt, () => setKey(window(), doubles, 'anthropic')),
    );
  });

  // shows: main-job-openai, main-job-other-seed
  describe('over the OpenAI protocol, with another seed', () => {
    shown(
      'OpenAI',
      done('openai', `${mainJobPrompt} Use seed 3.`, async () => {
        const { workbench, chat } = window();
        await workbench.command('View: Close All Editors');
        copyDigits(window().file('.'));
        await chat.open();
        await chat.newSession();
        await changeToOpenai(window(), doubles);
      }),
    );
  });
});
