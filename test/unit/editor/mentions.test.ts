import assert from 'node:assert/strict';
import { rankPaths, selectionChip } from '../../../src/editor/mentions.ts';

const paths = ['src/train.py', 'train.py', 'src/trainer/loop.py', 'docs/training.md', 'data/digits.csv', 'src/model.py'];

describe('files for an @-mention', () => {
  // shows: chat-mention-file
  it('come with the best name first', () => {
    assert.deepEqual(rankPaths(paths, 'train.py', 2), ['train.py', 'src/train.py']);
    assert.equal(rankPaths(paths, 'TRAIN', 1)[0], 'train.py');
  });

  it('are found by letters in order when nothing else fits', () => {
    assert.deepEqual(rankPaths(paths, 'mdlpy', 5), ['src/model.py']);
  });

  it('are none when the letters are not there', () => {
    assert.deepEqual(rankPaths(paths, 'zzz', 5), []);
  });

  it('are as many as asked for', () => {
    assert.equal(rankPaths(paths, '', 4).length, 4);
  });
});

describe('a selection’s chip', () => {
  // shows: chat-mention-selection
  it('names its lines, and one line once', () => {
    assert.deepEqual(selectionChip('/w/train.py', 'train.py', 12, 40), {
      kind: 'selection',
      label: 'train.py:12–40',
      path: '/w/train.py',
      firstLine: 12,
      lastLine: 40,
    });
    assert.equal(selectionChip('/w/train.py', 'train.py', 7, 7).label, 'train.py:7');
  });
});
