import assert from 'node:assert/strict';
import { testPython } from '../../scripts/python.mjs';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { type TestWindow, useWindow } from './harness.ts';
import { doMainJob, type MainJob, mainJobPrompt } from './mainJob.ts';
import { modelSettings, type Provider, setKey } from './model.ts';
import { runFolders } from './runFolders.ts';

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
}

function mainJobOver(provider: Provider, prompt: string): () => Done {
  let doubles: Doubles | undefined;
  let job: MainJob | undefined;
  const window = useWindow(async () => {
    doubles = await startDoubles();
    const python: string = await testPython(console.log);
    return { settings: { ...modelSettings(doubles, provider), 'practicum.python.interpreter': python } };
  });
  before(async function doIt() {
    this.timeout(600_000);
    assert.ok(doubles !== undefined);
    try {
      await setKey(window(), doubles, provider);
      job = await doMainJob(window(), prompt);
    } catch (error) {
      await window().saveEvidence(`main-job-${provider}`);
      throw error;
    }
  });
  after(() => doubles?.close());
  return () => {
    assert.ok(job !== undefined);
    return { job, window: window() };
  };
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
    const { job, window } = done();
    const [baseline, fixed] = runFolders(window.file('.')).map(({ log }) => printedAccuracy(log));
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
    assert.equal(
      await window.curves.pointCount('loss'),
      runs.reduce((sum, { log }) => sum + printedLosses(log).size, 0),
    );
  });
}

describe('the main job in a real window', () => {
  // shows: main-job-example, main-job-anthropic, main-job-curve, way-chat, way-notification, run-curves
  describe('over the Anthropic protocol', () => {
    shown('Anthropic', mainJobOver('anthropic', mainJobPrompt));
  });

  // shows: main-job-openai, main-job-other-seed
  describe('over the OpenAI protocol, with another seed', () => {
    shown('OpenAI', mainJobOver('openai', `${mainJobPrompt} Use seed 3.`));
  });
});
