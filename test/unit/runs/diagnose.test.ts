import assert from 'node:assert/strict';
import { causeOf } from '../../../src/runs/diagnose.ts';

const lines = (text: string): readonly string[] => text.trim().split('\n');

describe('The cause of a failed run', () => {
  // shows: bad-script-fails
  it('is the error below the last traceback', () => {
    const log = `
epoch 1 loss 2.3
Traceback (most recent call last):
  File "train.py", line 3, in load
    open(path)
FileNotFoundError: [Errno 2] No such file or directory: 'data.npz'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "train.py", line 9, in <module>
    main()
datasets.Missing: no data in data.npz
Set DATA to its folder.`;
    assert.equal(causeOf(lines(log)), 'datasets.Missing: no data in data.npz');
  });

  it('is the error that Python prints without a traceback', () => {
    assert.equal(
      causeOf(lines('  File "train.py", line 1\n    def main(\n            ^\nSyntaxError: \'(\' was never closed')),
      "SyntaxError: '(' was never closed",
    );
  });

  it('is what argparse says of the arguments', () => {
    assert.equal(
      causeOf(lines('usage: train.py [-h] [--lr LR]\ntrain.py: error: unrecognized arguments: --rate')),
      'train.py: error: unrecognized arguments: --rate',
    );
  });

  it('is the last line where nothing looks like an error, and nothing where nothing was printed', () => {
    assert.equal(causeOf(['no GPU here, giving up', '']), 'no GPU here, giving up');
    assert.equal(causeOf([]), undefined);
  });

  it('is short, however long the message', () => {
    assert.equal(causeOf([`ValueError: ${'x'.repeat(5000)}`])?.length, 300);
  });
});
