import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { symbolLines } from '../../../src/editor/symbolLines.ts';
import { bytesOf } from '../workspace/temporary.ts';

const model = bytesOf('import torch\n\nclass Model:\n    def forward(self, x):\n        return x\n\ndef loss(y):\n    return y\n');

describe('The line of a symbol that places of a paper lead to', () => {
  // shows: paper-host-awake
  it('is that of its name or its whole path, and the first where the file does not tell', async () => {
    const lineOf = await symbolLines(
      new Map([
        ['model.py', model],
        ['gone.py', undefined],
        ['settings.yaml', bytesOf('loss: 1\n')],
      ]),
    );
    const asked = [
      ['model.py', 'Model.forward'],
      ['model.py', 'forward'],
      ['model.py', 'loss'],
      ['model.py', 'nothing'],
      ['gone.py', 'loss'],
      ['settings.yaml', 'loss'],
      ['other.py', 'loss'],
    ] as const;
    assert.deepEqual(
      asked.map(([file, symbol]) => lineOf(file, symbol)),
      [4, 4, 7, 1, 1, 1, 1],
    );
  });

  // shows: paper-host-awake
  it('is looked up in files that are read one a turn', async () => {
    let turns = 0;
    let isDone = false;
    const others = (async () => {
      for (; !isDone; await turn()) turns += 1;
    })();
    await symbolLines(new Map(Array.from({ length: 20 }, (_, index) => [`model${index}.py`, model])));
    isDone = true;
    await others;
    assert.ok(turns >= 20, `${turns} turns`);
  });
});
