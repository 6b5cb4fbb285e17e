import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ExportFormat, SessionRow } from '../../../src/protocol/chat.ts';
import { plural } from '../../shared/format.ts';
import { Icon, IconButton } from '../../shared/icon.tsx';
import { MenuButton } from '../../shared/menu.tsx';
import { useChat } from '../context.ts';
import { markedPieces, type RowLine, timeText, wholeTimeText } from './sessionLines.ts';
import { canDelete } from './sessionList.ts';

interface SessionItemProps {
  readonly line: RowLine;
  readonly nowMs: number;
  readonly query: string;
  /** It is the one that is shown. */
  readonly isCurrent: boolean;
  /** Tab comes to this row. */
  readonly isStop: boolean;
  readonly isRenaming: boolean;
  readonly onOpen: () => void;
  readonly onFocus: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
  /** Undefined: the title stays as it was. */
  readonly onRenamed: (title: string | undefined) => void;
  readonly onDelete: () => void;
}

/** One row: its name and state as a button, and what can be done with it beside that. */
export function SessionItem(props: SessionItemProps) {
  const { line, nowMs, query, isCurrent, isStop, isRenaming } = props;
  const { row } = line;
  const mark = markOf(row);
  return (
    <li
      class={`session${isCurrent ? ' is-current' : ''}${isStop ? ' is-stop' : ''}`}
      style={{ top: `${line.topPx}px` }}
      data-session={row.session}
      aria-setsize={line.groupSize}
      aria-posinset={line.place}
    >
      {isRenaming ? (
        <TitleInput title={row.title} onDone={props.onRenamed} />
      ) : (
        <>
          <button
            type="button"
            class="session-open"
            tabIndex={isStop ? 0 : -1}
            aria-current={isCurrent ? 'true' : undefined}
            aria-keyshortcuts="F2 Delete"
            onClick={props.onOpen}
            onFocus={props.onFocus}
            onKeyDown={props.onKey}
          >
            <span class={`session-mark mark-${mark.look}`}>
              <Icon name={mark.icon} spin={mark.look === 'working'} />
            </span>
            <span class="session-title" title={row.title}>
              <Marked text={row.title === '' ? 'New session' : row.title} query={query} />
            </span>
            <time class="session-time" dateTime={new Date(row.lastActiveMs).toISOString()} title={wholeTimeText(row.lastActiveMs)}>
              {timeText(row.lastActiveMs, nowMs)}
            </time>
            <span class="session-more">
              {plural(row.messages, 'message')}
              {mark.words !== '' && <span class={`mark-${mark.look}`}> · {mark.words}</span>}
              {row.match !== undefined && (
                <>
                  {' · '}
                  <Marked text={row.match} query={query} />
                </>
              )}
            </span>
          </button>
          <Actions row={row} isStop={isStop} onDelete={props.onDelete} />
        </>
      )}
    </li>
  );
}

const formats: readonly { readonly format: ExportFormat; readonly label: string; readonly words: string }[] = [
  { format: 'markdown', label: 'Markdown', words: 'To read or to share' },
  { format: 'json', label: 'JSON', words: 'Every event, for a program' },
  { format: 'claude-code', label: 'Claude Code JSONL', words: 'For the trace viewer of Hugging Face' },
  { format: 'messages', label: 'Messages JSONL', words: 'One line, for data sets of conversations' },
];

function Actions({ row, isStop, onDelete }: { readonly row: SessionRow; readonly isStop: boolean; readonly onDelete: () => void }) {
  const { sessions } = useChat();
  const tabIndex = isStop ? 0 : -1;
  return (
    <div class="session-actions" role="group" aria-label={`Actions for ${row.title}`}>
      <IconButton
        icon="edit"
        label="Rename (F2)"
        tabIndex={tabIndex}
        isDisabled={row.heldBy !== undefined}
        whyNot="it is open elsewhere"
        onClick={() => {
          sessions.renaming.value = row.session;
        }}
      />
      <MenuButton
        icon="export"
        label="Export"
        tabIndex={tabIndex}
        items={formats.map(({ format, label, words }) => ({ label, words, onChoose: () => sessions.export(row.session, format) }))}
      />
      <IconButton
        icon="trash"
        label="Delete (Delete)"
        tabIndex={tabIndex}
        isDisabled={!canDelete(row)}
        whyNot={row.heldBy === undefined ? 'the agent works on it; stop it first' : 'it is open elsewhere'}
        onClick={onDelete}
      />
    </div>
  );
}

function TitleInput({ title, onDone }: { readonly title: string; readonly onDone: (title: string | undefined) => void }) {
  const input = useRef<HTMLInputElement>(null);
  /** Enter and Escape take the keyboard away, which must not count as a second answer. */
  const isDone = useRef(false);
  useLayoutEffect(() => input.current?.select(), []);
  const done = (text: string | undefined) => {
    if (isDone.current) return;
    isDone.current = true;
    onDone(text);
  };
  return (
    <input
      ref={input}
      class="text-input session-rename"
      type="text"
      aria-label="Title"
      maxLength={500}
      defaultValue={title}
      onKeyDown={(event) => {
        if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        event.preventDefault();
        event.stopPropagation();
        done(event.key === 'Enter' ? event.currentTarget.value : undefined);
      }}
      onBlur={(event) => done(event.currentTarget.value)}
    />
  );
}

function Marked({ text, query }: { readonly text: string; readonly query: string }) {
  return <>{markedPieces(text, query).map((piece) => (piece.isMarked ? <mark>{piece.text}</mark> : piece.text))}</>;
}

interface Mark {
  readonly look: 'waiting' | 'working' | 'held' | 'rest';
  readonly icon: string;
  readonly words: string;
}

function markOf(row: SessionRow): Mark {
  if (row.heldBy !== undefined) return { look: 'held', icon: 'lock', words: `open in ${row.heldBy}` };
  if (row.pendingApprovals > 0) return { look: 'waiting', icon: 'bell-dot', words: 'waits for your answer' };
  if (row.isWorking) return { look: 'working', icon: 'loading', words: 'working' };
  return { look: 'rest', icon: 'comment', words: '' };
}
