import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../shared/icon.tsx';
import type { Board } from './board.ts';
import { ChartCard } from './chartCard.tsx';
import { isMatch } from './metrics.ts';
import { onThemeChange, readTheme, type Theme } from './palette.ts';
import { RunList } from './runList.tsx';

export function CurvesApp({ board }: { readonly board: Board }) {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => onThemeChange(() => setTheme(readTheme())), []);
  const runs = board.runs.value;
  return (
    <main class="curves">
      <h1 class="visually-hidden">Training curves</h1>
      {board.isReady.value && (runs.length === 0 ? <NoRuns /> : <Runs board={board} theme={theme} />)}
    </main>
  );
}

function Runs({ board, theme }: { readonly board: Board; readonly theme: Theme }) {
  const runs = board.runs.value;
  const metrics = board.metrics.value;
  const shown = metrics.filter((metric) => isMatch(metric.name, board.view.value.filter));
  return (
    <>
      <RunList board={board} theme={theme} />
      {metrics.length === 0 ? (
        <p class="hint">
          <Icon name="pulse" />
          <span>
            No metric yet. Lines such as <code>step 100 loss 0.42</code> or <code>{"{'loss': 0.42, 'epoch': 1.0}"}</code> become curves as
            soon as the script prints them.
          </span>
        </p>
      ) : (
        <>
          <Toolbar board={board} />
          {shown.length === 0 && <p class="hint">No metric matches “{board.view.value.filter}”.</p>}
          <div class="charts">
            {shown.map((metric) => (
              <ChartCard key={metric.name} board={board} metric={metric} runs={runs} theme={theme} />
            ))}
          </div>
        </>
      )}
    </>
  );
}

function Toolbar({ board }: { readonly board: Board }) {
  const { filter, smoothing, isLogY } = board.view.value;
  const change = (part: Partial<typeof board.view.value>) => {
    board.view.value = { ...board.view.value, ...part };
  };
  return (
    <div class="toolbar" role="group" aria-label="How the curves are shown">
      <input
        class="text-input"
        type="search"
        placeholder="Filter metrics"
        aria-label="Filter metrics"
        value={filter}
        onInput={(event) => change({ filter: event.currentTarget.value })}
      />
      <label class="smoothing" title="Exponential moving average; the raw line stays behind it">
        <span>Smoothing</span>
        <input
          type="range"
          min="0"
          max="0.99"
          step="0.01"
          value={smoothing}
          aria-valuetext={smoothing === 0 ? 'off' : smoothing.toFixed(2)}
          onInput={(event) => change({ smoothing: event.currentTarget.valueAsNumber })}
        />
        <output>{smoothing === 0 ? 'off' : smoothing.toFixed(2)}</output>
      </label>
      <button type="button" class="button button-secondary toggle" aria-pressed={isLogY} onClick={() => change({ isLogY: !isLogY })}>
        log y
      </button>
    </div>
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
