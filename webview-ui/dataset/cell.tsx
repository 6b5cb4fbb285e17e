import { useEffect, useRef } from 'preact/hooks';
import type { ShownCell, ShownTurn } from '../../src/protocol/dataset.ts';
import { Icon } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import { placeKey, type Sheet } from './sheet.ts';

/** A cell in the list of rows: a few lines of it. */
export function ShortCell({ cell, sheet, row, column }: CellProps) {
  switch (cell.kind) {
    case 'null':
      return <span class="cell-null">null</span>;
    case 'bool':
      return <span class="cell-plain">{String(cell.value)}</span>;
    case 'number':
      return <span class="cell-number">{cell.text}</span>;
    case 'text':
    case 'json':
      return cell.text === '' ? (
        <span class="cell-null">empty</span>
      ) : (
        <span
          class={cell.kind === 'json' ? 'cell-json' : 'cell-text'}
        >{`${visible(cell.text.slice(0, 400))}${cell.isCut ? '…' : ''}`}</span>
      );
    case 'turns':
      return <ShortTurns turns={cell.turns} />;
    case 'image':
      return <Picture sheet={sheet} row={row} column={column} />;
    case 'bytes':
      return <span class="cell-null">{cell.bytes === undefined ? 'bytes' : `${cell.bytes.toLocaleString('en-US')} bytes`}</span>;
  }
}

interface CellProps {
  readonly cell: ShownCell;
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: string;
}

function ShortTurns({ turns }: { readonly turns: readonly ShownTurn[] }) {
  return (
    <span class="cell-turns">
      {turns.slice(0, 3).map((turn, index) => (
        <span key={index} class="short-turn">
          <span class={`role role-${roleClass(turn.role)}`}>{visible(turn.role)}</span> {visible(turn.text.slice(0, 160))}
        </span>
      ))}
      {turns.length > 3 && <span class="cell-null">… {turns.length - 3} more turns</span>}
    </span>
  );
}

/** Whole, as far as it was sent; the rest is asked for. */
export function LongCell({ cell: given, sheet, row, column }: CellProps) {
  const cell = sheet.cells.value.get(placeKey(sheet.split.value, row, column)) ?? given;
  const isCut = 'isCut' in cell && cell.isCut;
  const isWhole = sheet.cells.value.has(placeKey(sheet.split.value, row, column));
  return (
    <>
      {cell.kind === 'turns' ? (
        <Conversation turns={cell.turns} />
      ) : cell.kind === 'text' || cell.kind === 'json' ? (
        cell.text === '' ? (
          <span class="cell-null">empty</span>
        ) : (
          <pre class={`long-text${cell.kind === 'json' ? ' long-json' : ''}`}>{visible(cell.text)}</pre>
        )
      ) : (
        <ShortCell cell={cell} sheet={sheet} row={row} column={column} />
      )}
      {isCut &&
        (isWhole ? (
          <p class="cell-null">Only the beginning is shown.</p>
        ) : (
          <button type="button" class="button button-quiet" onClick={() => sheet.wholeCell(row, column)}>
            Show all of it
          </button>
        ))}
    </>
  );
}

function Conversation({ turns }: { readonly turns: readonly ShownTurn[] }) {
  return (
    <ol class="conversation">
      {turns.map((turn, index) => (
        <li key={index} class={`turn turn-${roleClass(turn.role)}`}>
          <div class={`role role-${roleClass(turn.role)}`}>{visible(turn.role)}</div>
          <div class="turn-text">{turn.text === '' ? <span class="cell-null">empty</span> : visible(turn.text)}</div>
        </li>
      ))}
    </ol>
  );
}

function roleClass(role: string): string {
  return ['user', 'assistant', 'system', 'tool'].includes(role) ? role : 'other';
}

function Picture({ sheet, row, column }: { readonly sheet: Sheet; readonly row: number; readonly column: string }) {
  const url = sheet.images.value.get(placeKey(sheet.split.value, row, column));
  const place = useRef<HTMLSpanElement>(null);
  // Asked for when it comes into sight.
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) sheet.image(row, column);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [row, column]);
  if (typeof url === 'string') return <img class="picture" src={url} alt={`${column} of row ${row}`} />;
  return (
    <span class="cell-null picture-place" ref={place}>
      <Icon name="file-media" /> {url === null ? 'picture' : 'loading…'}
    </span>
  );
}
