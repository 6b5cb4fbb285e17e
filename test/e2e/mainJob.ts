/** The main job, done in a real window by the clicks of a person: used by the tests of it and by `npm run demo -- --headless`. */
import assert from 'node:assert/strict';
import { eventually } from './eventually.ts';
import type { TestWindow } from './harness.ts';
import type { Pixels } from './pages/curvesView.ts';

export const mainJobPrompt = 'Train this, find out why it learns badly, fix it, and get test accuracy above 95 %.';

export interface MainJob {
  /** The agent's last words. */
  readonly answer: string;
  /** The training script before and after. */
  readonly before: string;
  readonly after: string;
  /** The loss curve right after the first run appeared, and at the end. */
  readonly firstPixels: Pixels;
  readonly lastPixels: Pixels;
  /** The view has followed the conversation to its end. */
  readonly isEndInView: boolean;
  /** What the notifications asked for, in order. */
  readonly approved: readonly string[];
}

/** Called at each step that is worth a picture. */
export type OnStep = (name: string) => Promise<void>;

const approvalWait = { timeout: 120_000 };

export async function doMainJob(
  window: TestWindow,
  prompt: string = mainJobPrompt,
  onStep: OnStep = async () => undefined,
): Promise<MainJob> {
  const { workbench, chat, curves } = window;
  const before = window.read('train.py');
  await workbench.openFile('train.py');
  await chat.open();
  await chat.send(prompt);

  const approved: string[] = [];
  /** Approves the next request by its notification, as long as there is one. */
  const approveByToast = async (what: RegExp, name: string): Promise<void> => {
    const toast = workbench.toast(what);
    await toast.waitFor(approvalWait);
    await onStep(name);
    approved.push(((await toast.textContent()) ?? '').trim());
    await workbench.answer(toast, 'Approve');
    await toast.waitFor({ state: 'hidden' });
  };

  await approveByToast(/Train with train\.py/, '1-first-run-is-asked');
  await curves.open();
  await curves.chart('loss').waitFor(approvalWait);
  await eventually(async () => assert.ok((await curves.pointCount('loss')) > 0), 60_000);
  const firstPixels = await curves.pixels('loss');
  await onStep('2-first-run-trains');
  await approveByToast(/Edit train\.py/, '3-edit-is-asked');
  await approveByToast(/Train with train\.py/, '4-second-run-is-asked');
  await curves.attach();
  await onStep('5-second-run-trains');
  await chat.attach();
  await chat.idle(180_000);
  await chat.answers.last().waitFor();
  await curves.attach();
  // A chart that comes into sight is drawn with the next answer of the host.
  const lastPixels = await eventually(async () => {
    const pixels = await curves.pixels('loss');
    assert.notEqual(pixels.hash, firstPixels.hash, 'no pixel of the chart has changed');
    return pixels;
  }, 60_000);
  await onStep('6-answer');
  return {
    answer: ((await chat.answers.last().textContent()) ?? '').trim(),
    before,
    after: window.read('train.py'),
    firstPixels,
    lastPixels,
    isEndInView: await chat.isAtEnd(),
    approved,
  };
}

/** The same prompt with a real model, whose steps nobody knows: approves everything that it asks for until it rests. */
export async function doWithEveryApproval(window: TestWindow, prompt: string, onStep: OnStep): Promise<Pick<MainJob, 'answer'>> {
  const { workbench, chat, curves } = window;
  await workbench.openFile('train.py');
  await chat.open();
  await curves.open();
  await chat.send(prompt);
  const deadline = Date.now() + 30 * 60_000;
  const toast = workbench.toast(/asks:/);
  const stop = chat.frame.getByRole('button', { name: /^Stop/ });
  await stop.waitFor();
  for (let step = 1; Date.now() < deadline && (await stop.isVisible()); ) {
    if (!(await toast.isVisible())) {
      await window.page.waitForTimeout(250);
      continue;
    }
    await onStep(`${step++}-asked`);
    await workbench.answer(toast, 'Approve');
    await toast.waitFor({ state: 'hidden' });
  }
  await onStep('answer');
  return { answer: ((await chat.answers.last().textContent()) ?? '').trim() };
}
