import { useEffect, useRef, useState } from 'preact/hooks';
import type { ShownRow } from '../../src/protocol/dataset.ts';
import { formatCount } from '../shared/format.ts';
import { Icon, IconButton } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import { LongCell, ShortCell } from './cell.tsx';
import type { Sheet } from './sheet.ts';

/** One page of rows as a table, and the open row beside or below it. What is out of sight is not laid out. */
export function Rows({ sheet }: { readonly sheet: Sheet }) {
  return (
    <div class="rows-panel">
      <Pager sheet={sheet} />
      <div class="rows-and-row">
        <Table sheet={sheet} />
        {sheet.openRow.value !== undefined && <OpenRow sheet={sheet} row={sheet.openRow.value} />}
      </div>
    </div>
  );
}

function Pager({ sheet }: { readonly sheet: Sheet }) {
  const [typed, setTyped] = useState('');
  const from = sheet.from.value;
  const total = sheet.total.value;
  const count = sheet.rows.value.length;
  const of =
    total === undefined
      ? ''
      : ` of ${total.how === 'estimated' ? 'about ' : ''}${formatCount(total.rows)}${total.how === 'estimated' ? ' (estimated)' : ''}`;
  return (
    <div class="pager">
      <IconButton icon="chevron-left" label="Previous page" isDisabled={from === 0} onClick={() => sheet.nextPage(-1)} />
      <span class="pager-words">
        {sheet.isLoading.value
          ? 'Loading…'
          : count === 0
            ? 'No rows'
            : `Rows ${formatCount(from)} to ${formatCount(from + count - 1)}${of}`}
      </span>
      <IconButton icon="chevron-right" label="Next page" isDisabled={!sheet.hasNext.value} onClick={() => sheet.nextPage(1)} />
      <form
        class="go-to"
        onSubmit={(event) => {
          event.preventDefault();
          const row = Number(typed.replaceAll(/[\s,]/g, ''));
          if (Number.isSafeInteger(row) && row >= 0 && typed !== '') sheet.goTo(row);
        }}
      >
        <input
          class="text-input"
          inputMode="numeric"
          aria-label="Go to row"
          placeholder="Go to row"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </form>
    </div>
  );
}

function Table({ sheet }: { readonly sheet: Sheet }) {
  const rows = sheet.rows.value;
  const columns = sheet.columns.value;
  const body = useRef<HTMLTableSectionElement>(null);
  const open = sheet.open.value;
  const [active, setActive] = useState(0);
  useEffect(() => setActive(0), [rows]);
  useEffect(() => {
    if (open === undefined) return;
    const at = rows.findIndex(({ index }) => index === open);
    if (at < 0) return;
    setActive(at);
    body.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [open, rows]);
  const focusRow = (at: number) => {
    const within = Math.max(0, Math.min(at, rows.length - 1));
    setActive(within);
    const row = body.current?.children[within];
    if (row instanceof HTMLElement) {
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: 'nearest' });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: active + 10,
      PageUp: active - 10,
    };
    const to = moves[event.key];
    const row = rows[active];
    if (to !== undefined) focusRow(to);
    else if ((event.key === 'Enter' || event.key === ' ') && row !== undefined) sheet.toggle(row.index);
    else if (event.key === 'Escape' && open !== undefined) sheet.open.value = undefined;
    else return;
    event.preventDefault();
  };
  if (rows.length === 0) return <p class="waiting">{sheet.isLoading.value ? 'Loading…' : 'This split has no rows here.'}</p>;
  return (
    <div class="table-scroll">
      <table
        class="table"
        aria-rowcount={sheet.total.value?.rows ?? -1}
        aria-label={`Rows of ${sheet.split.value}`}
        aria-busy={sheet.isLoading.value}
      >
        <thead>
          <tr>
            <th scope="col" class="row-number">
              <span class="visually-hidden">Row</span>
            </th>
            {columns.map(({ name, type }) => (
              <th key={name} scope="col">
                <span class="column-name">{visible(name)}</span> <span class="column-type">{visible(type)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {rows.map((row, at) => (
            <Row
              key={row.index}
              sheet={sheet}
              row={row}
              isOpen={row.index === open}
              isActive={at === active}
              onFocus={() => setActive(at)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly sheet: Sheet;
  readonly row: ShownRow;
  readonly isOpen: boolean;
  readonly isActive: boolean;
  readonly onFocus: () => void;
}

function Row({ sheet, row, isOpen, isActive, onFocus }: RowProps) {
  const columns = sheet.columns.value;
  return (
    <tr
      class={`row${isOpen ? ' row-open' : ''}`}
      aria-rowindex={row.index + 1}
      aria-selected={isOpen}
      tabIndex={isActive ? 0 : -1}
      onFocus={onFocus}
      onClick={() => sheet.toggle(row.index)}
    >
      <th scope="row" class="row-number">
        {formatCount(row.index)}
      </th>
      {'bad' in row ? (
        <td class="cell cell-bad" colSpan={Math.max(1, columns.length)}>
          <Icon name="error" /> {row.line === undefined ? '' : `Line ${row.line}: `}
          {row.bad}
        </td>
      ) : (
        columns.map(({ name }, index) => (
          <td key={name} class="cell">
            <div class="cell-box">
              <ShortCell cell={row.cells[index] ?? { kind: 'null' }} sheet={sheet} row={row.index} column={name} />
            </div>
          </td>
        ))
      )}
    </tr>
  );
}

function OpenRow({ sheet, row }: { readonly sheet: Sheet; readonly row: ShownRow }) {
  const columns = sheet.columns.value;
  return (
    <section class="open-row" aria-label={`Row ${row.index}`}>
      <div class="open-head">
        <h2>Row {formatCount(row.index)}</h2>
        <IconButton icon="chevron-up" label="Row above" onClick={() => sheet.step(-1)} />
        <IconButton icon="chevron-down" label="Row below" onClick={() => sheet.step(1)} />
        <IconButton icon="close" label="Close row" onClick={() => (sheet.open.value = undefined)} />
      </div>
      {'bad' in row ? (
        <p class="cell-bad">
          {row.line === undefined ? '' : `Line ${row.line}: `}
          {row.bad}
        </p>
      ) : (
        <dl class="open-cells">
          {columns.map(({ name, type }, index) => (
            <div key={name} class="open-cell">
              <dt>
                <span class="column-name">{visible(name)}</span> <span class="column-type">{visible(type)}</span>
              </dt>
              <dd>
                <LongCell cell={row.cells[index] ?? { kind: 'null' }} sheet={sheet} row={row.index} column={name} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
