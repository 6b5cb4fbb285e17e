import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { playChat, playCurves } from './act.ts';
import { type ChatState, chatStates } from './chatStates.ts';
import { type CurvesState, curvesStates } from './curvesStates.ts';
import { useStage } from './setup.ts';
import type { View } from './stage.ts';
import { themeNames } from './theme.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, one line per node. */
async function findings(view: View): Promise<readonly string[]> {
  await view.page.evaluate(axe);
  return view.page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ': ' + node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? node.failureSummary))))`);
}

describe('The views, looked at by axe-core', function () {
  this.timeout(300_000);
  const setup = useStage();

  for (const theme of themeNames) {
    // shows: chat-axe, chat-screen-reader
    it(`show nothing to mend in any state of the chat, in ${theme}`, async () => {
      const states: Readonly<Record<string, ChatState>> = chatStates;
      for (const [name, state] of Object.entries(states)) {
        const view = await playChat(setup.stage, theme, state);
        assert.deepEqual(await findings(view), [], name);
        assert.deepEqual(view.troubles, [], name);
        await view.close();
      }
    });

    // shows: chat-axe
    it(`show nothing to mend in any state of the curves, in ${theme}`, async () => {
      const states: Readonly<Record<string, CurvesState>> = curvesStates;
      for (const [name, state] of Object.entries(states)) {
        const view = await playCurves(setup.stage, theme, state);
        assert.deepEqual(await findings(view), [], name);
        assert.deepEqual(view.troubles, [], name);
        await view.close();
      }
    });
  }

  // shows: chat-axe, chat-keyboard
  it('show nothing to mend while a list box is open', async () => {
    const view = setup.keep(await playChat(setup.stage, 'dark', chatStates.empty));
    await view.page.getByRole('button', { name: /^Mode: Ask/ }).click();
    assert.deepEqual(await findings(view), []);
    await view.page.keyboard.press('Escape');
    await view.page.getByRole('textbox', { name: 'Message to Practicum' }).fill('see @tr');
    await view.send({
      type: 'mentionCandidates',
      query: 'tr',
      candidates: [
        { kind: 'file', label: 'train.py', path: '/w/train.py' },
        { kind: 'file', label: 'src/trainer.py', path: '/w/src/trainer.py' },
      ],
    });
    assert.equal(await view.page.getByRole('option').count(), 2);
    assert.deepEqual(await findings(view), []);
  });
});
