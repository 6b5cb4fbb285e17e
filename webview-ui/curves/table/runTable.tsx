import './table.css';
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { CurveRun, TableState } from '../../../src/protocol/curves.ts';
import { plural } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import type { Board } from '../board.ts';
import { groupRuns } from '../groups.ts';
import type { Theme } from '../theme.ts';
import { comparedColumns, hasBest, shownColumns } from './chosen.ts';
import type { SummaryOf } from './columns.ts';
import { Parallel } from './parallel.tsx';
import { RunRows } from './runRows.tsx';
import { Scatter } from './scatter.tsx';
import { TableBar } from './tableBar.tsx';
import { shownTable } from './tableModel.ts';

interface RunTableProps {
  readonly board: Board;
  readonly theme: Theme;
}

/** The runs beside their curves: found by a filter, sorted, grouped, shown and hidden, compared. */
export function RunTable({ board, theme }: RunTableProps) {
  const { table: state } = board.view.value;
  const compared = useSignal<string | undefined>(undefined);
  const summaryOf: SummaryOf = (run, metric) => board.summariesOf(metric).value.get(run);
  const words = useComputed(() => {
    const metrics = board.metrics.value;
    const isBestKnown = (metric: string) => hasBest(board.summariesOf(metric).value);
    return shownColumns(board.view.value.table.columns, board.runs.value, metrics, isBestKnown);
  });
  const nowMs = Date.now();
  const shown = shownTable(board.runs.value, state, words.value, summaryOf, nowMs);
  const change = (part: Partial<TableState>) => board.change({ table: { ...board.view.peek().table, ...part } });
  const section = useRef<HTMLElement>(null);
  useRevealed(board, section, shown.runs);
  return (
    <section ref={section} class="run-table" aria-label="Runs">
      <TableBar board={board} shown={shown} words={words.value} summaryOf={summaryOf} nowMs={nowMs} change={change} />
      {shown.fault !== undefined && (
        <p class="table-fault" role="status">
          <Icon name="warning" /> {shown.fault}
        </p>
      )}
      {state.isOpen && state.view === 'table' && (
        <RunRows
          board={board}
          theme={theme}
          shown={shown}
          groups={groupRuns(shown.runs, state.groupBy)}
          summaryOf={summaryOf}
          nowMs={nowMs}
          compared={compared}
          change={change}
        />
      )}
      {state.isOpen && state.view !== 'table' && (
        <Drawing board={board} theme={theme} state={state} runs={shown.runs} words={words.value} summaryOf={summaryOf} nowMs={nowMs} />
      )}
      {state.isOpen && shown.runs.length === 0 && (
        <p class="table-empty">
          {board.runs.value.length === 0 ? 'No runs.' : `${plural(shown.hidden, 'run')} not shown by the filter.`}{' '}
          {state.filter !== '' && (
            <button type="button" class="button button-quiet" onClick={() => change({ filter: '' })}>
              Clear the filter
            </button>
          )}
        </p>
      )}
    </section>
  );
}

interface DrawingProps {
  readonly board: Board;
  readonly theme: Theme;
  readonly state: TableState;
  readonly runs: readonly CurveRun[];
  readonly words: readonly string[];
  readonly summaryOf: SummaryOf;
  readonly nowMs: number;
}

function Drawing({ board, theme, state, runs, words, summaryOf, nowMs }: DrawingProps) {
  const columns = comparedColumns(words, runs);
  const show = (run: CurveRun) => board.show([run.id], !run.isShown);
  return state.view === 'parallel' ? (
    <Parallel theme={theme} runs={runs} columns={columns} summaryOf={summaryOf} nowMs={nowMs} onToggle={show} />
  ) : (
    <Scatter theme={theme} runs={runs} columns={columns} summaryOf={summaryOf} nowMs={nowMs} onToggle={show} />
  );
}

/** A run that was asked for elsewhere is scrolled to and gets the keyboard, also when the filter hid it a moment ago. */
function useRevealed(board: Board, section: { readonly current: HTMLElement | null }, runs: readonly CurveRun[]): void {
  const revealed = board.revealed.value;
  const isThere = revealed !== undefined && runs.some(({ id }) => id === revealed.run);
  useEffect(() => {
    if (revealed === undefined) return;
    const { table } = board.view.peek();
    if (!isThere || !table.isOpen || table.view !== 'table') {
      const isKnown = board.runs.peek().some(({ id }) => id === revealed.run);
      if (isKnown)
        board.change({ table: { ...table, isOpen: true, view: 'table', ...(isThere ? {} : { filter: '', hasArchived: true }) } });
    }
    const row = section.current?.querySelector(`[data-run="${CSS.escape(revealed.run)}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    const button = row?.querySelector('button');
    if (button instanceof HTMLElement) button.focus();
  }, [revealed, isThere]);
}
