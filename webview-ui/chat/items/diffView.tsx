import { useMemo, useState } from 'preact/hooks';
import { formatCount } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import { visible } from '../../shared/visible.ts';
import { type DiffRow, diffRows, type Span } from '../unifiedDiff.ts';
import { ChangeCounts } from './changeCounts.tsx';

interface DiffProps {
  readonly path: string;
  readonly label: string;
  readonly unified: string;
  readonly added: number;
  readonly removed: number;
  readonly onOpenFile: () => void;
  readonly onOpenDiff: (() => void) | undefined;
}

const shownRows = 120;

export function DiffView({ path, label, unified, added, removed, onOpenFile, onOpenDiff }: DiffProps) {
  const rows = useMemo(() => diffRows(unified), [unified]);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, shownRows);
  return (
    <figure class="diff">
      <figcaption>
        <button type="button" class="link diff-path" title={`Open ${path}`} onClick={onOpenFile}>
          {label}
        </button>
        <ChangeCounts added={added} removed={removed} />
        {onOpenDiff !== undefined && (
          <button type="button" class="button button-quiet" onClick={onOpenDiff}>
            <Icon name="diff" /> Open diff
          </button>
        )}
      </figcaption>
      <div class="diff-scroll" tabIndex={0} role="group" aria-label={`Changes to ${label}`}>
        <div class="diff-rows">
          {shown.map((row) => (
            <Row row={row} />
          ))}
        </div>
      </div>
      {shown.length < rows.length && (
        <button type="button" class="button button-quiet" onClick={() => setWhole(true)}>
          Show {formatCount(rows.length - shown.length)} more lines
        </button>
      )}
    </figure>
  );
}

function Row({ row }: { readonly row: DiffRow }) {
  switch (row.kind) {
    case 'hunk':
      return <div class="diff-row diff-hunk">{row.text === '' ? '⋯' : `⋯ ${row.text}`}</div>;
    case 'same':
      return <Line kind="same" number={row.after} sign=" " text={row.text} />;
    case 'added':
      return <Line kind="added" number={row.after} sign="+" text={row.text} span={row.span} />;
    case 'removed':
      return <Line kind="removed" number={row.before} sign="−" text={row.text} span={row.span} />;
  }
}

interface LineProps {
  readonly kind: 'same' | 'added' | 'removed';
  /** Where the line stands: before the change when it is removed, else after it. */
  readonly number: number;
  readonly sign: string;
  readonly text: string;
  readonly span?: Span | undefined;
}

function Line({ kind, number, sign, text, span }: LineProps) {
  return (
    <div class={`diff-row diff-${kind}`}>
      <span class="diff-number">{number}</span>
      <span class="diff-sign">{sign}</span>
      <span class="diff-text">
        {span === undefined || span.start >= span.end ? (
          visible(text)
        ) : (
          <>
            {visible(text.slice(0, span.start))}
            <mark>{visible(text.slice(span.start, span.end))}</mark>
            {visible(text.slice(span.end))}
          </>
        )}
      </span>
    </div>
  );
}
