import { useEffect, useRef } from 'preact/hooks';
import type { CurveRun, RunStatus } from '../../src/protocol/curves.ts';
import { Icon, IconButton } from '../shared/icon.tsx';
import type { Board } from './board.ts';
import type { Theme } from './palette.ts';
import { Swatch } from './swatch.tsx';

interface StatusLook {
  readonly icon: string;
  readonly words: string;
  readonly isLive: boolean;
}

const looks: Readonly<Record<RunStatus, StatusLook>> = {
  queued: { icon: 'clock', words: 'queued', isLive: true },
  starting: { icon: 'loading', words: 'starting', isLive: true },
  running: { icon: 'loading', words: 'running', isLive: true },
  stopping: { icon: 'loading', words: 'stopping', isLive: true },
  done: { icon: 'pass', words: 'done', isLive: false },
  failed: { icon: 'error', words: 'failed', isLive: false },
  stopped: { icon: 'debug-stop', words: 'stopped', isLive: false },
  lost: { icon: 'question', words: 'lost', isLive: false },
};

export function RunList({ board, theme }: { readonly board: Board; readonly theme: Theme }) {
  const runs = board.runs.value;
  const list = useRef<HTMLUListElement>(null);
  const revealed = board.revealed.value;
  useEffect(() => {
    if (revealed === undefined) return;
    const row = list.current?.querySelector(`[data-run="${CSS.escape(revealed.run)}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    const button = row?.querySelector('button');
    if (button instanceof HTMLElement) button.focus();
  }, [revealed]);
  return (
    <ul ref={list} class="runs" aria-label="Runs">
      {runs.map((run) => (
        <RunRow key={run.id} run={run} board={board} theme={theme} />
      ))}
    </ul>
  );
}

function RunRow({ run, board, theme }: { readonly run: CurveRun; readonly board: Board; readonly theme: Theme }) {
  const look = looks[run.status];
  const verb = run.isShown ? 'Hide' : 'Show';
  return (
    <li class={`run run-${run.status}${run.isShown ? '' : ' is-hidden'}`} data-run={run.id}>
      <button
        type="button"
        class="run-toggle"
        aria-pressed={run.isShown}
        title={`${verb} ${run.name}`}
        onClick={() => board.show([run.id], !run.isShown)}
      >
        <Swatch theme={theme} color={run.color} isShown={run.isShown} />
        <span class="run-name">{run.name}</span>
        <span class={`run-status status-${run.status}`}>
          <Icon name={look.icon} spin={look.icon === 'loading'} />
          <span>{look.words}</span>
        </span>
        <span class="run-summary" title={run.summary}>
          {run.summary}
        </span>
      </button>
      <IconButton icon="output" label={`Open the log of ${run.name}`} onClick={() => board.post({ type: 'openLog', run: run.id })} />
      {look.isLive && (
        <IconButton
          icon="debug-stop"
          class="stop"
          label={`Stop ${run.name}`}
          isDisabled={run.status === 'stopping'}
          onClick={() => board.post({ type: 'stopRun', run: run.id })}
        />
      )}
    </li>
  );
}
