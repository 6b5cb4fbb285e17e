import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Part, ShownRegister } from '../../src/protocol/reproduction.ts';
import { plural } from '../shared/format.ts';
import { Icon } from '../shared/icon.tsx';
import { NotThere } from './part.tsx';
import { Row, RowDetails } from './row.tsx';
import type { Tab } from './tab.ts';

/** All that the paper does not say, as a table: arrows move, F2 or Enter change the value, the right arrow shows more. */
export function Register({ tab, of }: { readonly tab: Tab; readonly of: Part<ShownRegister> }) {
  if (of.kind !== 'there')
    return (
      <NotThere tab={tab} of={of} stage="register">
        There is no register yet. It is made with the specification, and holds every value that the paper leaves open: why it matters, what
        is taken for it, and where that comes from.
      </NotThere>
    );
  const waiting = tab.waitingForMe.value;
  return (
    <div class="register-panel">
      <div class="bar">
        <button
          type="button"
          class="button button-secondary toggle"
          aria-pressed={tab.needsMe.value}
          onClick={() => (tab.needsMe.value = !tab.needsMe.value)}
        >
          <Icon name="filter" /> Needs me ({waiting})
        </button>
        <span class="muted">
          {plural(of.rows.length, 'row')}, {waiting === 0 ? 'all looked at' : `${waiting} to look at`}
        </span>
      </div>
      <Table tab={tab} />
    </div>
  );
}

const columns = ['Setting', 'Value', 'Where it comes from', 'Trying others', 'Actions'];

function Table({ tab }: { readonly tab: Tab }) {
  const rows = tab.rows.value;
  const body = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<string | undefined>(undefined);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  /** Where the keyboard was: a row that goes away hands it to the one in its place. */
  const last = useRef<{ index: number; isInside: boolean }>({ index: 0, isInside: false });
  const index = Math.max(
    0,
    rows.findIndex(({ id }) => id === at),
  );
  const isThere = rows.some(({ id }) => id === at);

  const focusRow = (to: number) => {
    const row = rows[Math.max(0, Math.min(to, rows.length - 1))];
    if (row === undefined) return;
    setAt(row.id);
    const element = body.current?.querySelector(`[data-row="${CSS.escape(row.id)}"]`);
    if (element instanceof HTMLElement) element.focus();
  };

  useLayoutEffect(() => {
    if (isThere) last.current.index = index;
    else if (at !== undefined && last.current.isInside && document.activeElement === document.body) focusRow(last.current.index);
  });

  const toggle = (id: string, shows: boolean) => {
    const next = new Set(open);
    if (shows) next.add(id);
    else next.delete(id);
    setOpen(next);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[index];
    const { target } = event;
    if (row === undefined || !(target instanceof HTMLElement)) return;
    if (target.dataset['row'] === undefined) {
      // Within a row: Escape leads back to it; what is typed is the field’s.
      if (event.key !== 'Escape') return;
      event.preventDefault();
      tab.editing.value = undefined;
      focusRow(index);
      return;
    }
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: index + 8,
      PageUp: index - 8,
    };
    const to = moves[event.key];
    if (to !== undefined) focusRow(to);
    else if (event.key === 'Enter' || event.key === 'F2') tab.editing.value = row.id;
    else if (event.key === 'ArrowRight') toggle(row.id, true);
    else if (event.key === 'ArrowLeft' || event.key === 'Escape') toggle(row.id, false);
    else if (event.key === ' ') toggle(row.id, !open.has(row.id));
    else return;
    event.preventDefault();
  };

  if (rows.length === 0)
    return (
      <p class="nothing">{tab.needsMe.value ? 'No row waits for you.' : 'Nothing is open: the paper says all that the code needs.'}</p>
    );
  return (
    <div class="table-scroll">
      <div class="register" role="treegrid" aria-label="Register">
        <div role="rowgroup" class="register-head">
          <div role="row" class="row-line">
            {columns.map((name) => (
              <div key={name} role="columnheader">
                {name}
              </div>
            ))}
          </div>
        </div>
        <div
          role="rowgroup"
          ref={body}
          onKeyDown={onKeyDown}
          onFocusIn={() => (last.current.isInside = true)}
          onFocusOut={({ relatedTarget }) => {
            if (relatedTarget instanceof Node && body.current?.contains(relatedTarget) !== true) last.current.isInside = false;
          }}
        >
          {rows.map((row, place) => {
            const isOpen = open.has(row.id);
            return [
              <Row
                key={row.id}
                tab={tab}
                row={row}
                isActive={place === index}
                isOpen={isOpen}
                onFocus={() => setAt(row.id)}
                onToggle={() => toggle(row.id, !isOpen)}
                onDone={() => focusRow(place)}
              />,
              isOpen && <RowDetails key={`${row.id} more`} tab={tab} row={row} columns={columns.length} />,
            ];
          })}
        </div>
      </div>
    </div>
  );
}
