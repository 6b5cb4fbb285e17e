import assert from 'node:assert/strict';
import fc from 'fast-check';
import { beginningOf, clipped, endOf } from '../../../src/base/clipped.ts';

describe('A text that is cut', () => {
  it('is never longer than it may be, and never ends or begins in half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', 'é', '😀') }), fc.integer({ min: 1, max: 20 }), (text, length) => {
        const whole = clipped(text, length);
        assert.ok(whole.length <= Math.max(length, 1) && whole.isWellFormed(), JSON.stringify(whole));
        if (text.length <= length) assert.equal(whole, text);
        for (const part of [beginningOf(text, length), endOf(text, length)]) {
          assert.ok(part.isWellFormed() && text.includes(part) && part.length <= length);
          assert.ok(part.length >= Math.min(text.length, length) - 1);
        }
      }),
    );
  });
});
