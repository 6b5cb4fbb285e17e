import assert from 'node:assert/strict';
import { playChat, playCurves, playDataset, playPaper, playReproduction } from './act.ts';
import { type ChatState, chatStates } from './chatStates.ts';
import { type CurvesState, curvesStates } from './curvesStates.ts';
import { type DatasetState, datasetStates } from './datasetStates.ts';
import { findings, lookAtEach } from './lookAtEach.ts';
import { paperStates } from './paperStates.ts';
import { type ReproductionState, reproductionStates } from './reproductionStates.ts';
import { useStage } from './setup.ts';

/** Each theme has its turn with every other state or so; all of them with each are looked at by the long tests. */
const otherThemes = 1;

describe('The views, looked at by axe-core', function () {
  this.timeout(300_000);
  const setup = useStage();

  // shows: chat-axe, chat-screen-reader
  it('show nothing to mend in any state of the chat, in one theme or another', () =>
    lookAtEach<ChatState>(chatStates, otherThemes, (theme, state) => playChat(setup.stage, theme, state)));

  // shows: chat-axe
  it('show nothing to mend in any state of the curves, in one theme or another', () =>
    lookAtEach<CurvesState>(curvesStates, otherThemes, (theme, state) => playCurves(setup.stage, theme, state)));

  // shows: data-preview
  it('show nothing to mend in any state of the data set preview, in one theme or another', () =>
    lookAtEach<DatasetState>(datasetStates, otherThemes, (theme, state) => playDataset(setup.stage, theme, state)));

  // shows: paper-screen-reader
  it('show nothing to mend in a paper, in one theme or another', () => {
    const { everything, actions, failed, 'set-up': setUp } = paperStates;
    return lookAtEach({ everything, actions, failed, setUp }, otherThemes, (theme, state) => playPaper(setup.stage, theme, state));
  });

  // shows: reproduction-view-access
  it('show nothing to mend in any state of a reproduction, in one theme or another', () =>
    lookAtEach<ReproductionState>(reproductionStates, otherThemes, (theme, state) => playReproduction(setup.stage, theme, state)));

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
