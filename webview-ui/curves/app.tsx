import { useEffect, useState } from 'preact/hooks';
import { Icon, IconButton } from '../shared/icon.tsx';
import type { Board } from './board.ts';
import { Keys } from './keys.tsx';
import { MediaSections } from './media/mediaSections.tsx';
import { onThemeChange, readTheme } from './palette.ts';
import { Sections } from './sections.tsx';
import { RunTable } from './table/runTable.tsx';
import type { Theme } from './theme.ts';
import { Toolbar } from './toolbar.tsx';

export function CurvesApp({ board }: { readonly board: Board }) {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => onThemeChange(() => setTheme(readTheme())), []);
  const runs = board.runs.value;
  return (
    <main class={board.asOf.value === undefined ? 'curves' : 'curves is-old'}>
      <h1 class="visually-hidden">Training curves</h1>
      <div class="visually-hidden" role="status">
        {board.spoken.value}
      </div>
      {board.said.value !== undefined && <Said text={board.said.value} onClose={() => (board.said.value = undefined)} />}
      {board.isReady.value && (runs.length === 0 ? <NoRuns /> : <Runs board={board} theme={theme} />)}
    </main>
  );
}

/** What the host said that went wrong. */
function Said({ text, onClose }: { readonly text: string; readonly onClose: () => void }) {
  return (
    <div class="said" role="alert">
      <Icon name="warning" />
      <span>{text}</span>
      <IconButton icon="close" label="Close" onClick={onClose} />
    </div>
  );
}

function Runs({ board, theme }: { readonly board: Board; readonly theme: Theme }) {
  const [isKeys, setKeys] = useState(false);
  const hasMetrics = board.metrics.value.length > 0;
  return (
    <>
      {(hasMetrics || board.media.value.length > 0) && <Toolbar board={board} onKeys={() => setKeys(true)} />}
      <div class="curves-scroll">
        <RunTable board={board} theme={theme} />
        {hasMetrics && <Sections board={board} theme={theme} onKeys={() => setKeys(true)} />}
        <MediaSections board={board} theme={theme} />
        {!hasMetrics && board.media.value.length === 0 && <NoMetric />}
      </div>
      {isKeys && <Keys onClose={() => setKeys(false)} />}
    </>
  );
}

function NoMetric() {
  return (
    <p class="hint">
      <Icon name="pulse" />
      <span>
        No metric yet. Lines such as <code>step 100 loss 0.42</code> or <code>{"{'loss': 0.42, 'epoch': 1.0}"}</code> become curves as soon
        as the script prints them.
      </span>
    </p>
  );
}

function NoRuns() {
  return (
    <section class="empty" aria-label="Getting started">
      <div class="empty-inner">
        <h2>
          <Icon name="graph-line" /> No runs yet
        </h2>
        <ul class="empty-lines">
          <li>
            <Icon name="play" />
            <span>
              Open a training script and click <strong>▶ Train</strong> above its entry point, or ask Practicum in the chat.
            </span>
          </li>
          <li>
            <Icon name="output" />
            <span>
              Printed lines such as <code>step 100 loss 0.42</code> become curves while the script runs.
            </span>
          </li>
          <li>
            <Icon name="history" />
            <span>A run goes on when this window closes; its curves are here when you come back.</span>
          </li>
        </ul>
      </div>
    </section>
  );
}
