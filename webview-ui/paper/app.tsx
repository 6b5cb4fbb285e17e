import { Icon } from '../shared/icon.tsx';
import type { Schedule } from '../shared/line.ts';
import { visible } from '../shared/visible.ts';
import { Card } from './card.tsx';
import { Column } from './column.tsx';
import { ReadingContext, useReading } from './context.ts';
import { Find } from './find.tsx';
import { PageLook } from './pageLook.tsx';
import type { Reading } from './reading.ts';
import { SetUpPanel } from './setUpPanel.tsx';

export function PaperApp({ reading, later }: { readonly reading: Reading; readonly later: Schedule }) {
  return (
    <ReadingContext value={reading}>
      <main class="paper">
        <div class="visually-hidden" role="status">
          {reading.spoken.value}
        </div>
        {reading.paper.value === undefined ? <Opening /> : <Opened later={later} />}
      </main>
      <Card />
      <PageLook />
    </ReadingContext>
  );
}

function Opening() {
  const reading = useReading();
  return (
    <div class="waiting">
      <h1 class="visually-hidden">Paper</h1>
      {reading.failure.value === undefined ? (
        <p role="status">
          <Icon name="loading" spin /> <span>{visible(reading.opening.value)}</span>
        </p>
      ) : (
        <Failure />
      )}
    </div>
  );
}

function Failure() {
  const reading = useReading();
  const failure = reading.failure.value;
  if (failure === undefined) return null;
  return (
    <div class="failure" role="alert">
      <Icon name="warning" />
      <div>
        <p>{visible(failure.text)}</p>
        {failure.hint !== undefined && <p class="hint">{visible(failure.hint)}</p>}
        <button type="button" class="button button-secondary" onClick={() => reading.retry()}>
          <Icon name="refresh" /> Try Again
        </button>
      </div>
    </div>
  );
}

/** Back, forward and the search are in the title bar of the editor, and have their keys. */
function Opened({ later }: { readonly later: Schedule }) {
  const reading = useReading();
  return (
    <div class="beside">
      <div class="page">
        {reading.finding.isOpen.value && <Find />}
        {reading.failure.value !== undefined && <Failure />}
        <Column later={later} />
      </div>
      {reading.setUp.isOpen.value && <SetUpPanel />}
    </div>
  );
}
