import type { CurveRun, TableState } from '../../../src/protocol/curves.ts';
import { formatCount } from '../../shared/format.ts';
import { Icon, IconButton } from '../../shared/icon.tsx';
import { MenuButton, type MenuItem } from '../../shared/menu.tsx';
import type { Board } from '../board.ts';
import { asOfWords } from '../chart/words.ts';
import { ColumnPicker } from './columnPicker.tsx';
import { parametersOf, type SummaryOf } from './columns.ts';
import { type ShownTable, textTable } from './tableModel.ts';
import { asLatex, asMarkdown } from './tableText.ts';

interface TableBarProps {
  readonly board: Board;
  readonly shown: ShownTable;
  readonly words: readonly string[];
  readonly summaryOf: SummaryOf;
  readonly nowMs: number;
  readonly change: (part: Partial<TableState>) => void;
}

const views = [
  { view: 'table', icon: 'table', label: 'Runs as a table' },
  { view: 'parallel', icon: 'graph-line', label: 'Runs as parallel coordinates' },
  { view: 'scatter', icon: 'graph-scatter', label: 'Runs as a scatter plot' },
] as const;

export function TableBar({ board, shown, words, summaryOf, nowMs, change }: TableBarProps) {
  const { table: state } = board.view.value;
  const runs = board.runs.value;
  const older = board.olderRuns.value;
  const all = runs.length + older;
  const count = shown.runs.length === all ? formatCount(all) : `${formatCount(shown.runs.length)} of ${formatCount(all)}`;
  const olderWords = `The newest are listed, not ${formatCount(older)} older ones: Show Curves on one of them in the Runs view lists it here.`;
  const chosen = shown.runs.filter((run) => run.isShown);
  return (
    <div class="table-bar" role="group" aria-label="How the runs are listed">
      <h2 class="table-title">
        <button type="button" class="table-open" aria-expanded={state.isOpen} onClick={() => change({ isOpen: !state.isOpen })}>
          <Icon name={state.isOpen ? 'chevron-down' : 'chevron-right'} />
          Runs <span class="table-count">{count}</span>
          {board.asOf.value !== undefined && <span class="table-as-of">{asOfWords(board.asOf.value)}</span>}
          {older > 0 && (
            <span class="table-older" title={olderWords}>
              <Icon name="info" />
              <span class="visually-hidden">{olderWords}</span>
            </span>
          )}
        </button>
      </h2>
      {state.isOpen && (
        <>
          <input
            class="text-input table-filter"
            type="search"
            spellcheck={false}
            placeholder="Filter: status = done and lr < 0.01"
            aria-label="Filter runs, such as status = done and lr < 0.01"
            aria-invalid={shown.fault !== undefined}
            value={state.filter}
            onInput={(event) => change({ filter: event.currentTarget.value })}
          />
          <GroupChoice runs={runs} state={state} change={change} />
          <span class="table-views" role="group" aria-label="Form">
            {views.map(({ view, icon, label }) => (
              <button
                key={view}
                type="button"
                class="icon-button"
                title={label}
                aria-label={label}
                aria-pressed={state.view === view}
                onClick={() => change({ view })}
              >
                <Icon name={icon} />
              </button>
            ))}
          </span>
          <ColumnPicker runs={runs} metrics={board.metrics.value} words={words} state={state} change={change} />
          {chosen.length > 0 && chosen.length < runs.length && (
            <IconButton icon="eye" label="Draw all listed runs" onClick={() => board.show(ids(shown.runs), true)} />
          )}
          <MenuButton
            icon="ellipsis"
            label="More for the listed runs"
            items={actions(board, shown, chosen, state, change, summaryOf, nowMs)}
          />
        </>
      )}
    </div>
  );
}

function GroupChoice({
  runs,
  state,
  change,
}: {
  readonly runs: readonly CurveRun[];
  readonly state: TableState;
  readonly change: TableBarProps['change'];
}) {
  const parameters = parametersOf(runs);
  const names = parameters.filter(({ differs }) => differs).map(({ name }) => name);
  // What it is grouped by stays to be seen and taken back, also when the runs do not differ in it any more.
  const offered = state.groupBy === '' || names.includes(state.groupBy) ? names : [state.groupBy, ...names];
  if (offered.length === 0) return null;
  return (
    <select
      class="select table-group"
      title="Runs with the same value are one line: mean ± standard deviation"
      aria-label="Group by"
      value={state.groupBy}
      onChange={(event) => change({ groupBy: event.currentTarget.value })}
    >
      <option value="">no groups</option>
      {offered.map((name) => (
        <option key={name} value={name}>
          by {name}
        </option>
      ))}
    </select>
  );
}

function actions(
  board: Board,
  shown: ShownTable,
  chosen: readonly CurveRun[],
  state: TableState,
  change: TableBarProps['change'],
  summaryOf: SummaryOf,
  nowMs: number,
): readonly MenuItem[] {
  const listed = ids(shown.runs);
  const drawn = ids(chosen);
  const table = () => textTable(shown, summaryOf, nowMs);
  const [first, second, ...more] = drawn;
  const items: MenuItem[] = [
    { label: 'Draw all listed runs', onChoose: () => board.show(listed, true) },
    { label: 'Hide all listed runs', onChoose: () => board.show(listed, false) },
  ];
  if (first !== undefined && second !== undefined && more.length === 0) {
    items.push({
      label: 'Compare the two drawn runs',
      words: 'Arguments, code and results',
      onChoose: () => board.post({ type: 'compare', runs: [first, second] }),
    });
  }
  items.push(
    { label: 'Copy as Markdown table', onChoose: () => board.post({ type: 'copy', text: asMarkdown(table()), what: 'the table' }) },
    {
      label: 'Copy as LaTeX',
      words: 'With the rules of booktabs',
      onChoose: () => board.post({ type: 'copy', text: asLatex(table()), what: 'the table' }),
    },
  );
  if (drawn.length > 0) {
    items.push(
      {
        label: 'Export all points as CSV…',
        words: 'Of the drawn runs, every point',
        onChoose: () => board.post({ type: 'exportPoints', format: 'csv', runs: drawn }),
      },
      { label: 'Export all points as JSON lines…', onChoose: () => board.post({ type: 'exportPoints', format: 'jsonl', runs: drawn }) },
      { label: 'Ask about the drawn runs', onChoose: () => board.post({ type: 'ask', runs: drawn }) },
    );
    if (board.hasTensorBoard.peek())
      items.push({ label: 'Open in TensorBoard', onChoose: () => board.post({ type: 'openTensorBoard', runs: drawn }) });
  }
  const archivable = shown.runs.filter((run) => !run.isArchived && (run.endedMs !== undefined || run.status === 'lost'));
  if (archivable.length > 1 && state.filter !== '') {
    items.push({
      label: `Archive the ${formatCount(archivable.length)} listed runs that have ended`,
      onChoose: () => board.post({ type: 'archive', runs: ids(archivable), isArchived: true }),
    });
  }
  items.push({
    label: state.hasArchived ? 'Hide archived runs' : 'List archived runs too',
    onChoose: () => change({ hasArchived: !state.hasArchived }),
  });
  return items;
}

function ids(runs: readonly CurveRun[]): readonly string[] {
  return runs.map(({ id }) => id);
}
