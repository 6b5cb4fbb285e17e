import { playChat, playCurves, playDataset, playPaper, playReproduction } from './act.ts';
import { type ChatState, chatStates } from './chatStates.ts';
import { type CurvesState, curvesStates } from './curvesStates.ts';
import { type DatasetState, datasetStates } from './datasetStates.ts';
import { lookAtEach } from './lookAtEach.ts';
import { paperStates } from './paperStates.ts';
import { type ReproductionState, reproductionStates } from './reproductionStates.ts';
import { useStage } from './setup.ts';
import { themeNames } from './theme.ts';

const otherThemes = themeNames.length - 1;

describe('The views in every theme, looked at by axe-core', function () {
  this.timeout(300_000);
  const setup = useStage();

  // shows: chat-axe
  it('show nothing to mend in any state of the chat', () =>
    lookAtEach<ChatState>(chatStates, otherThemes, (theme, state) => playChat(setup.stage, theme, state)));

  // shows: chat-axe
  it('show nothing to mend in any state of the curves', () =>
    lookAtEach<CurvesState>(curvesStates, otherThemes, (theme, state) => playCurves(setup.stage, theme, state)));

  // shows: data-preview
  it('show nothing to mend in any state of the data set preview', () =>
    lookAtEach<DatasetState>(datasetStates, otherThemes, (theme, state) => playDataset(setup.stage, theme, state)));

  // shows: paper-screen-reader
  it('show nothing to mend in a paper', () => {
    const { everything, actions, failed, 'set-up': setUp } = paperStates;
    return lookAtEach({ everything, actions, failed, setUp }, otherThemes, (theme, state) => playPaper(setup.stage, theme, state));
  });

  // shows: reproduction-view-access
  it('show nothing to mend in any state of a reproduction', () =>
    lookAtEach<ReproductionState>(reproductionStates, otherThemes, (theme, state) => playReproduction(setup.stage, theme, state)));
});
