import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { repairPrompt } from '../doubles/repairModel.ts';
import { approveInTurn, brokenWindow, cards, edit, raised, run, script } from './repairing.ts';
import { runFolders } from './runFolders.ts';

describe('a training that fails, in a real window', () => {
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

describe('a training that fails, in a real window with two attempts', () => {
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
