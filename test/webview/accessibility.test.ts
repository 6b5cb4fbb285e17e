import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { playChat, playCurves, playDataset, playPaper, playReproduction } from './act.ts';
import { type ChatState, chatStates } from './chatStates.ts';
import { type CurvesState, curvesStates } from './curvesStates.ts';
import { type DatasetState, datasetStates } from './datasetStates.ts';
import { paperStates } from './paperStates.ts';
import { type ReproductionState, reproductionStates } from './reproductionStates.ts';
import { useStage } from './setup.ts';
import type { View } from './stage.ts';
import { type ThemeName, themeNames } from './theme.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** axe takes MathML for no text; screen readers read it. */
const isHeadedByMath = `rule.id === 'empty-table-header' && document.querySelector(node.target[0])?.querySelector('math') !== null`;

function look(only: string): string {
  return `axe.run(document, { resultTypes: ['violations'], ${only} }).then(({ violations }) => violations.flatMap((rule) =>
  rule.nodes.filter((node) => !(${isHeadedByMath})).map((node) => rule.id + ': ' + node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? node.failureSummary))))`;
}

const lookAtAll = look('');
/** All that a theme can change. */
const lookAtColours = look("runOnly: ['color-contrast', 'link-in-text-block']");

/** What axe finds, one line per node. */
async function findings(view: View): Promise<readonly string[]> {
  await view.page.evaluate(axe);
  return view.page.evaluate(lookAtAll);
}

/** Opens each state in one theme, another one each time, and takes it through the others: to open is what takes long. */
async function lookAtEach<State>(
  states: Readonly<Record<string, State>>,
  open: (theme: ThemeName, state: State) => Promise<View>,
): Promise<void> {
  for (const [index, [name, state]] of Object.entries(states).entries()) {
    const first = index % themeNames.length;
    const [opened = 'dark', ...others] = [...themeNames.slice(first), ...themeNames.slice(0, first)];
    const view = await open(opened, state);
    assert.deepEqual(await findings(view), [], `${name}, opened in ${opened}`);
    for (const theme of others) {
      await view.wear(theme);
      assert.deepEqual(await view.page.evaluate(lookAtColours), [], `${name}, opened in ${opened}, in ${theme}`);
    }
    assert.deepEqual(view.troubles, [], name);
    await view.close();
  }
}

describe('The views, looked at by axe-core', function () {
  this.timeout(300_000);
  const setup = useStage();

  // shows: chat-axe, chat-screen-reader
  it('show nothing to mend in any state of the chat, in any theme', () =>
    lookAtEach<ChatState>(chatStates, (theme, state) => playChat(setup.stage, theme, state)));

  // shows: chat-axe
  it('show nothing to mend in any state of the curves, in any theme', () =>
    lookAtEach<CurvesState>(curvesStates, (theme, state) => playCurves(setup.stage, theme, state)));

  // shows: data-preview
  it('show nothing to mend in any state of the data set preview, in any theme', () =>
    lookAtEach<DatasetState>(datasetStates, (theme, state) => playDataset(setup.stage, theme, state)));

  // shows: paper-screen-reader
  it('show nothing to mend in a paper, in any theme', () => {
    const { everything, actions, failed } = paperStates;
    return lookAtEach({ everything, actions, failed }, (theme, state) => playPaper(setup.stage, theme, state));
  });

  // shows: reproduction-view-access
  it('show nothing to mend in any state of a reproduction, in any theme', () =>
    lookAtEach<ReproductionState>(reproductionStates, (theme, state) => playReproduction(setup.stage, theme, state)));

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
