import assert from 'node:assert/strict';
import fc from 'fast-check';
import { smallestReplacement } from '../../../src/editor/replacement.ts';

function apply(before: string, { start, end, text }: { readonly start: number; readonly end: number; readonly text: string }): string {
  return before.slice(0, start) + text + before.slice(end);
}

describe('the smallest replacement between two texts', () => {
  it('turns the one into the other, whatever they are', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r\n', '😀', 'é'), maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        assert.equal(apply(before, smallestReplacement(before, after)), after);
      }),
    );
  });

  it('leaves alone what both begin and end with', () => {
    assert.deepEqual(smallestReplacement('lr = 10.0\nmain()\n', 'lr = 0.1\nmain()\n'), { start: 5, end: 9, text: '0.1' });
  });

  it('never cuts a character in two', () => {
    const { start, end, text } = smallestReplacement('x😀y', 'x😁y');
    assert.deepEqual({ start, end, text }, { start: 1, end: 3, text: '😁' });
  });

  it('is empty for equal texts', () => {
    assert.deepEqual(smallestReplacement('same', 'same'), { start: 4, end: 4, text: '' });
  });
});
