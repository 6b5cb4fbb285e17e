import assert from 'node:assert/strict';
import { StandingToasts } from '../../../src/editor/standingToasts.ts';

describe('Notifications of what may be settled elsewhere', () => {
  let hidden: number;
  let toasts: StandingToasts;
  beforeEach(() => {
    hidden = 0;
    toasts = new StandingToasts(() => {
      hidden += 1;
    });
  });

  // shows: mcp-settled-notice
  it('leave the corner once none of them waits any more, and once only', async () => {
    const waiting = new Set(['first', 'second']);
    const answers = [...waiting].map((name) => ({ name, ...Promise.withResolvers<string>() }));
    const shown = answers.map(({ name, promise }) =>
      toasts.show(
        () => waiting.has(name),
        () => promise,
      ),
    );
    toasts.hideSettled();
    waiting.delete('first');
    toasts.hideSettled();
    assert.equal(hidden, 0);
    waiting.delete('second');
    toasts.hideSettled();
    toasts.hideSettled();
    assert.equal(hidden, 1);
    for (const { name, resolve } of answers) resolve(name);
    assert.deepEqual(await Promise.all(shown), ['first', 'second']);
  });

  // shows: mcp-settled-notice
  it('hide nothing of others where none of them stands, also after one failed', async () => {
    await toasts.show(
      () => true,
      async () => 'answered',
    );
    await assert.rejects(
      toasts.show(
        () => false,
        () => Promise.reject(new Error('no window')),
      ),
    );
    toasts.hideSettled();
    assert.equal(hidden, 0);
  });
});
