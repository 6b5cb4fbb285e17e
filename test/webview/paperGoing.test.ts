import assert from 'node:assert/strict';
import { drawn, playPaper } from './act.ts';
import { smoothingSent } from './paperStates.ts';
import { useStage } from './setup.ts';
import { until } from './stage.ts';

describe('Going to a place of a paper', () => {
  const setup = useStage();

  // shows: paper-outline
  it('has the outline follow what is gone to, though it cannot reach the top, until the person moves on; and marks a line', async () => {
    const view = setup.keep(await playPaper(setup.stage, 'dark', { messages: smoothingSent, width: 800 }));
    await view.send({ type: 'show', anchor: 'bib.bib5' });
    await drawn(view);
    await until(view.page, 'window.posted.at(-1).anchor === "bib.bib5"');
    await view.page.locator('.scroller').hover();
    await view.page.mouse.wheel(0, -30);
    await until(view.page, 'window.posted.at(-1).anchor !== "bib.bib5"');
    await view.send({ type: 'show', anchor: 'alg1.l7' });
    await drawn(view);
    assert.deepEqual(await view.page.evaluate(`[...document.querySelectorAll('.is-target')].map(({ id }) => id)`), [
      'at:alg1',
      'at:alg1.l7',
    ]);
  });
});
