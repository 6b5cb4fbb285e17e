import type { Signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CurveRun } from '../../../src/protocol/curves.ts';
import { Icon } from '../../shared/icon.tsx';
import { MenuButton, type MenuItem } from '../../shared/menu.tsx';
import type { Board } from '../board.ts';
import { Swatch } from '../swatch.tsx';
import type { Theme } from '../theme.ts';
import type { Cell } from './columns.ts';
import { looks, StatusIcon } from './statusLook.tsx';
import { isUnusual, type ShownColumn } from './tableModel.ts';

interface RunRowProps {
  readonly run: CurveRun;
  readonly board: Board;
  readonly theme: Theme;
  readonly columns: readonly ShownColumn[];
  readonly cells: readonly (Cell | undefined)[];
  readonly compared: Signal<string | undefined>;
}

type Edited = 'name' | 'tags' | 'note';

export function RunRow({ run, board, theme, columns, cells, compared }: RunRowProps) {
  const [edited, setEdited] = useState<Edited | undefined>(undefined);
  const row = useRef<HTMLTableRowElement>(null);
  const leave = () => {
    setEdited(undefined);
    row.current?.querySelector('button')?.focus();
  };
  const isPicked = compared.value === run.id;
  const state = `${run.isShown ? '' : ' is-hidden'}${run.isArchived ? ' is-archived' : ''}${isPicked ? ' is-picked' : ''}`;
  return (
    <tr ref={row} class={`run-row${state}`} data-run={run.id}>
      <th scope="row" class="row-name">
        {edited === undefined ? (
          <span class="row-head">
            <button
              type="button"
              class="row-toggle"
              aria-pressed={run.isShown}
              title={`${run.isShown ? 'Hide' : 'Draw'} ${run.name}; Alt+click draws only this one${run.summary === '' ? '' : `\n${run.summary}`}`}
              onClick={(event) => (event.altKey ? board.solo([run.id]) : board.show([run.id], !run.isShown))}
              onDblClick={() => setEdited('name')}
            >
              <Swatch theme={theme} color={run.color} isShown={run.isShown} />
              <StatusIcon
                status={run.status}
                title={run.summary === '' ? looks[run.status].words : `${looks[run.status].words}: ${run.summary}`}
              />
              <span class="row-text">{run.name}</span>
              {run.tags.map((tag) => (
                <span key={tag} class="tag">
                  {tag}
                </span>
              ))}
              {isPicked && <span class="tag">to compare</span>}
            </button>
          </span>
        ) : (
          <Edit run={run} what={edited} board={board} onLeave={leave} />
        )}
      </th>
      {columns.map((column, at) => (
        <td key={column.word} class={classOf(column, run, cells[at])} title={cells[at]?.text}>
          {cells[at]?.text}
          {isUnusual(column, run) && <span class="visually-hidden"> (most have {column.usual})</span>}
        </td>
      ))}
      <td class="row-end">
        <MenuButton icon="ellipsis" label={`More for ${run.name}`} items={actions(run, board, compared, setEdited)} />
      </td>
    </tr>
  );
}

function classOf(column: ShownColumn, run: CurveRun, cell: Cell | undefined): string {
  const number = cell?.isNumber === true ? 'is-number' : '';
  return isUnusual(column, run) ? `${number} differs` : number;
}

const editWords: Readonly<Record<Edited, string>> = {
  name: 'Name',
  tags: 'Tags, with commas between them',
  note: 'A note to add',
};

function Edit({
  run,
  what,
  board,
  onLeave,
}: {
  readonly run: CurveRun;
  readonly what: Edited;
  readonly board: Board;
  readonly onLeave: () => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const keep = () => {
    const text = input.current?.value.trim() ?? '';
    if (what === 'tags') board.post({ type: 'tag', run: run.id, tags: tagsIn(text) });
    else if (text !== '' && what === 'name' && text !== run.name) board.post({ type: 'rename', run: run.id, name: text });
    else if (text !== '' && what === 'note') board.post({ type: 'note', run: run.id, text });
  };
  const finish = (isKept: boolean) => {
    if (isOver.current) return;
    isOver.current = true;
    if (isKept) keep();
    onLeave();
  };
  return (
    <span class="row-edit">
      <Icon name={what === 'name' ? 'edit' : what === 'tags' ? 'tag' : 'note'} />
      <input
        ref={input}
        class="text-input"
        type="text"
        maxLength={what === 'note' ? 2000 : 200}
        aria-label={`${editWords[what]} of ${run.name}`}
        placeholder={editWords[what]}
        defaultValue={what === 'name' ? run.name : what === 'tags' ? run.tags.join(', ') : ''}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish(true);
          else if (event.key === 'Escape') finish(false);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        // What was typed is not lost by a click elsewhere.
        onBlur={() => finish(true)}
      />
    </span>
  );
}

function tagsIn(text: string): readonly string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '');
}

function actions(run: CurveRun, board: Board, compared: Signal<string | undefined>, edit: (what: Edited) => void): readonly MenuItem[] {
  const { id } = run;
  const picked = compared.peek();
  const other = board.runs.peek().find((one) => one.id === picked && one.id !== id);
  const compare: MenuItem =
    other === undefined
      ? {
          label: 'Pick to compare',
          words: 'Then choose the other one',
          onChoose() {
            compared.value = id;
          },
        }
      : {
          label: `Compare with ${other.name}`,
          words: 'Arguments, code and results',
          onChoose() {
            compared.value = undefined;
            board.post({ type: 'compare', runs: [other.id, id] });
          },
        };
  const live: readonly MenuItem[] =
    looks[run.status].isLive && run.status !== 'stopping'
      ? [{ label: 'Stop', onChoose: () => board.post({ type: 'stopRun', run: id }) }]
      : [];
  const isOver = !looks[run.status].isLive;
  return [
    { label: 'Draw only this', onChoose: () => board.solo([id]) },
    compare,
    { label: 'Open the log', onChoose: () => board.post({ type: 'openLog', run: id }) },
    ...live,
    { label: 'Run again with other arguments…', onChoose: () => board.post({ type: 'rerun', run: id }) },
    { label: 'Ask about this run', onChoose: () => board.post({ type: 'ask', runs: [id] }) },
    { label: 'Rename…', onChoose: () => edit('name') },
    { label: 'Tags…', onChoose: () => edit('tags') },
    { label: 'Add a note…', onChoose: () => edit('note') },
    ...(isOver
      ? [
          {
            label: run.isArchived ? 'Take out of the archive' : 'Archive',
            onChoose: () => board.post({ type: 'archive', runs: [id], isArchived: !run.isArchived }),
          },
          { label: 'Delete', words: 'Can be undone', onChoose: () => board.post({ type: 'deleteRuns', runs: [id] }) },
        ]
      : []),
  ];
}
