import assert from 'node:assert/strict';
import { repairPrompt } from '../doubles/repairModel.ts';
import { approveInTurn, brokenWindow, cards, edit, raised, run } from './repairing.ts';
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
