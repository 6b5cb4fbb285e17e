import type { Signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { CurveRun, TableState } from '../../../src/protocol/curves.ts';
import { formatCount, formatValue, plural } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import type { Board } from '../board.ts';
import type { RunGroup } from '../groups.ts';
import { Swatch } from '../swatch.tsx';
import type { Theme } from '../theme.ts';
import { type ColumnWord, cellOf, type SummaryOf, titleOf } from './columns.ts';
import { RunRow } from './runRow.tsx';
import { groupCell, type ShownColumn, type ShownTable } from './tableModel.ts';

/** So many rows are made at once; there may be thousands. */
const rowsAtOnce = 100;

export interface RowsProps {
  readonly board: Board;
  readonly theme: Theme;
  readonly shown: ShownTable;
  readonly groups: readonly RunGroup[];
  readonly summaryOf: SummaryOf;
  readonly nowMs: number;
  /** The run that was picked to be compared with another. */
  readonly compared: Signal<string | undefined>;
  readonly change: (part: Partial<TableState>) => void;
}

export function RunRows(props: RowsProps) {
  const { board, shown, groups, change } = props;
  const [most, setMost] = useState(rowsAtOnce);
  const { sort, isDescending } = board.view.value.table;
  const sortBy = (word: ColumnWord) =>
    change(word === sort ? { isDescending: !isDescending } : { sort: word, isDescending: word !== 'name' });
  const ordered = groups.length === 0 ? shown.runs : groups.flatMap(({ runs }) => runs);
  // Heads stand over their numbers; the first rows say what a column holds.
  const areNumbers = shown.columns.map(({ column }) =>
    shown.runs.slice(0, 20).some((run) => cellOf(run, column, props.summaryOf, props.nowMs)?.isNumber === true),
  );
  const made = new Set(ordered.slice(0, most).map(({ id }) => id));
  return (
    <div class="table-scroller" role="group" aria-label="Table of runs" onKeyDown={moveInTable}>
      <table>
        <thead>
          <tr>
            <Head word="name" title="run" kind="row-name" sort={sort} isDescending={isDescending} onSort={sortBy} />
            {shown.columns.map(({ word, column }, at) => (
              <Head
                key={word}
                word={word}
                title={titleOf(column)}
                kind={areNumbers[at] === true ? 'is-number' : ''}
                sort={sort}
                isDescending={isDescending}
                onSort={sortBy}
              />
            ))}
            <th scope="col" class="row-end">
              <span class="visually-hidden">More</span>
            </th>
          </tr>
        </thead>
        {groups.length === 0 ? (
          <tbody>{shown.runs.slice(0, most).map((run) => row(run, props))}</tbody>
        ) : (
          groups.map((group) => (
            <tbody key={group.key} aria-label={group.label}>
              <GroupRow group={group} {...props} />
              {group.runs.filter(({ id }) => made.has(id)).map((run) => row(run, props))}
            </tbody>
          ))
        )}
      </table>
      {ordered.length > most && (
        <button type="button" class="button button-quiet" onClick={() => setMost(most + rowsAtOnce)}>
          Show {formatCount(Math.min(rowsAtOnce, ordered.length - most))} more of {plural(ordered.length, 'run')}
        </button>
      )}
    </div>
  );
}

function row(run: CurveRun, { board, theme, shown, summaryOf, nowMs, compared }: RowsProps) {
  const cells = shown.columns.map(({ column }) => cellOf(run, column, summaryOf, nowMs));
  return <RunRow key={run.id} run={run} board={board} theme={theme} columns={shown.columns} cells={cells} compared={compared} />;
}

interface HeadProps {
  readonly word: ColumnWord;
  readonly title: string;
  readonly kind: 'row-name' | 'is-number' | '';
  readonly sort: ColumnWord;
  readonly isDescending: boolean;
  readonly onSort: (word: ColumnWord) => void;
}

function Head({ word, title, kind, sort, isDescending, onSort }: HeadProps) {
  const isSorted = word === sort;
  return (
    <th scope="col" class={kind} aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" class="column-head" title={`Sort by ${title}`} onClick={() => onSort(word)}>
        <span>{title}</span>
        {isSorted && <Icon name={isDescending ? 'arrow-down' : 'arrow-up'} />}
      </button>
    </th>
  );
}

/** One line for runs that have the same value: what they share, and mean ± standard deviation of what they measured. */
function GroupRow({ group, board, theme, shown, summaryOf, nowMs }: RowsProps & { readonly group: RunGroup }) {
  const isShown = group.runs.some((run) => run.isShown);
  const ids = group.runs.map(({ id }) => id);
  return (
    <tr class="group-row" data-group={group.key}>
      <th scope="row" class="row-name">
        <button
          type="button"
          class="row-toggle"
          aria-pressed={isShown}
          title={`${isShown ? 'Hide' : 'Draw'} ${plural(ids.length, 'run')} with ${group.label}`}
          onClick={() => board.show(ids, !isShown)}
        >
          <Swatch theme={theme} color={group.color} isShown={isShown} />
          <span class="row-text">{group.label}</span>
          <span class="group-count">{plural(ids.length, 'run')}</span>
        </button>
      </th>
      {shown.columns.map((column) => (
        <GroupPlace key={column.word} group={group} column={column} summaryOf={summaryOf} nowMs={nowMs} />
      ))}
      <td class="row-end" />
    </tr>
  );
}

interface GroupPlaceProps {
  readonly group: RunGroup;
  readonly column: ShownColumn;
  readonly summaryOf: SummaryOf;
  readonly nowMs: number;
}

function GroupPlace({ group, column: { column }, summaryOf, nowMs }: GroupPlaceProps) {
  const cell = groupCell(group.runs, column, summaryOf, nowMs);
  if (cell === undefined) return <td />;
  if (cell.kind === 'same') return <td class={cell.cell.isNumber ? 'is-number' : ''}>{cell.cell.text}</td>;
  const isTime = column.kind === 'duration';
  if (isTime) return <td />;
  const spread = cell.count > 1 ? ` ± ${formatValue(Number(cell.deviation.toPrecision(2)))}` : '';
  return (
    <td class="is-number" title={`Mean of ${plural(cell.count, 'run')}${spread === '' ? '' : ' and standard deviation'}`}>
      {formatValue(cell.mean)}
      {spread}
    </td>
  );
}

/** Up and down go to the same button of the row above and below, left and right through the buttons of a row. */
function moveInTable(event: KeyboardEvent): void {
  const { target, key } = event;
  if (!(target instanceof HTMLButtonElement)) return;
  const own = target.closest('tr');
  const rows = [...(target.closest('table')?.querySelectorAll('tr') ?? [])];
  const buttons = buttonsOf(own);
  const at = buttons.indexOf(target);
  const goTo = (button: HTMLButtonElement | undefined) => {
    if (button === undefined) return;
    event.preventDefault();
    button.focus();
  };
  const inRow = (row: HTMLTableRowElement | undefined) => {
    const others = buttonsOf(row ?? null);
    goTo(others[Math.min(at, others.length - 1)]);
  };
  if (own === null) return;
  if (key === 'ArrowDown') inRow(rows[rows.indexOf(own) + 1]);
  else if (key === 'ArrowUp') inRow(rows[rows.indexOf(own) - 1]);
  else if (key === 'ArrowRight') goTo(buttons[at + 1]);
  else if (key === 'ArrowLeft') goTo(buttons[at - 1]);
}

function buttonsOf(row: HTMLTableRowElement | null): readonly HTMLButtonElement[] {
  return row === null ? [] : [...row.querySelectorAll('button')].filter((button) => !button.disabled);
}
