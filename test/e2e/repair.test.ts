import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/package.ts';
import { testPython } from '../../scripts/python.mjs';
import { repairBrain, repairPrompt } from '../doubles/repairModel.ts';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { type TestWindow, useWindow } from './harness.ts';
import { modelSettings, type Provider, setKey } from './model.ts';
import { runFolders } from './runFolders.ts';

const script = path.join(root, 'examples/broken/train.py');

/** A window over a copy of the broken example, with the model that repairs. */
function brokenWindow(provider: Provider, settings: Readonly<Record<string, unknown>>): () => TestWindow {
  let doubles: Doubles | undefined;
  const window = useWindow(async () => {
    doubles = await startDoubles({ brain: repairBrain });
    const python: string = await testPython(console.log);
    return {
      workspaceName: 'broken',
      workspace: (folder) => copyFileSync(script, path.join(folder, 'train.py')),
      settings: { ...modelSettings(doubles, provider), 'practicum.python.interpreter': python, ...settings },
    };
  });
  before(async function giveKey() {
    this.timeout(60_000);
    assert.ok(doubles !== undefined);
    await setKey(window(), doubles, provider);
  });
  after(() => doubles?.close());
  return window;
}

/** Answers what is asked for, in this order, by its notification. */
async function approveInTurn({ workbench }: TestWindow, asked: readonly RegExp[]): Promise<void> {
  for (const what of asked) {
    const toast = workbench.toast(what);
    await toast.waitFor({ timeout: 120_000 });
    await toast.getByRole('button', { name: 'Approve', exact: true }).click();
    await toast.waitFor({ state: 'hidden' });
  }
}

const run = /Train with train\.py/;
const edit = /Edit train\.py/;

/** The last word of each run's traceback, oldest run first; undefined where there is none. */
function raised(window: TestWindow): readonly (string | undefined)[] {
  return runFolders(window.file('.')).map(({ log }) => /^(\S*Error): /m.exec(log)?.[1]);
}

/** Titles of the cards that ran or changed something, from the top. */
async function cards({ chat }: TestWindow): Promise<readonly string[]> {
  const labels = await chat
    .entry(/^Tool: (Train with|Edit) train\.py/)
    .evaluateAll((all) => all.map((card) => card.getAttribute('aria-label')));
  return labels.map((label) => (/Train/.test(label ?? '') ? 'run' : 'edit'));
}

describe('a training that fails, in a real window', () => {
  describe('with attempts enough', () => {
    const window = brokenWindow('anthropic', {});

    // shows: repair-loop
    it('is repaired cause by cause: three failed runs, a diff behind each, and a run that comes to its end', async function repair() {
      this.timeout(400_000);
      const { workbench, chat } = window();
      await workbench.openFile('train.py');
      await chat.open();
      await chat.send(repairPrompt);
      await approveInTurn(window(), [run, edit, run, edit, run, edit, run]);
      await chat.idle(180_000);
      assert.deepEqual(raised(window()), ['ImportError', 'RuntimeError', 'torch.OutOfMemoryError', undefined]);
      assert.deepEqual(await cards(window()), ['run', 'edit', 'run', 'edit', 'run', 'edit', 'run']);
      const accuracy = /'test_accuracy': ([\d.]+)/.exec(runFolders(window().file('.')).at(-1)?.log ?? '')?.[1];
      assert.ok(Number(accuracy) > 0.9, accuracy);
      const answer = (await chat.answers.last().textContent()) ?? '';
      assert.ok(answer.includes(`test_accuracy ${accuracy}`), answer);
    });
  });

  describe('with two attempts', () => {
    const window = brokenWindow('openai', { 'practicum.agent.maxAttempts': 2 });

    // shows: repair-stops
    it('is given up after the second failed run, with an account of what was tried and seen, and the way to go on', async function giveUp() {
      this.timeout(300_000);
      const { workbench, chat } = window();
      await workbench.openFile('train.py');
      await chat.open();
      await chat.send(repairPrompt);
      await approveInTurn(window(), [run, edit, run]);
      await chat.idle(180_000);
      await chat.conversation.getByText(/Stopped after 2 failed runs/).waitFor();
      assert.deepEqual(raised(window()), ['ImportError', 'RuntimeError']);
      assert.deepEqual(await cards(window()), ['run', 'edit', 'run']);
      const account = (await chat.conversation.textContent()) ?? '';
      for (const told of [/ImportError: cannot import name 'Dataloader'/, /shapes cannot be multiplied/, /train\.py \(\+1 −1\)/])
        assert.match(account, told);
      await chat.frame.getByRole('button', { name: 'Go on' }).waitFor();
      const changed = readFileSync(window().file('train.py'), 'utf8')
        .split('\n')
        .filter((line) => !readFileSync(script, 'utf8').includes(line));
      assert.deepEqual(changed, ['from torch.utils.data import DataLoader, TensorDataset']);
    });
  });
});
