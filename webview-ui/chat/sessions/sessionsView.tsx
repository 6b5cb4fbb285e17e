import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SessionRow } from '../../../src/protocol/chat.ts';
import { plural } from '../../shared/format.ts';
import { Icon, IconButton } from '../../shared/icon.tsx';
import { useChat } from '../context.ts';
import { SessionItem } from './sessionItem.tsx';
import { groupHeightPx, linesInSight, type RowLine, rowHeightPx, type SessionLine, sessionLines } from './sessionLines.ts';
import { canDelete } from './sessionList.ts';

/**
 * The conversations of this workspace, in the place of the one that is shown. The keyboard starts in the search box; arrows walk through the
 * rows, of which only one is a stop for Tab. Only the rows in sight exist in the page.
 */
export function SessionsView() {
  const chat = useChat();
  const { sessions } = chat;
  const found = sessions.found.value;
  const query = sessions.query.value;
  const search = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ topPx: 0, heightPx: 1000 });
  /** The row that Tab comes to, and to which the keyboard is moved by arrows. */
  const [active, setActive] = useState<string | undefined>(undefined);
  const wantsFocus = useRef(false);
  const nowMs = Date.now();
  const lines = useMemo(() => sessionLines(found?.sessions ?? [], nowMs), [found]);
  const { rows } = lines;
  const activeAt = rows.findIndex(({ row }) => row.session === active);
  const stop = rows[Math.max(0, activeAt)]?.row.session;

  useLayoutEffect(() => search.current?.focus(), []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () => setSight({ topPx: element.scrollTop, heightPx: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);

  useLayoutEffect(() => {
    if (!wantsFocus.current || active === undefined) return;
    wantsFocus.current = false;
    rowButton(scroller.current, active)?.focus({ preventScroll: true });
  });

  const goTo = (at: number) => {
    const line = rows[at];
    if (line === undefined) return;
    wantsFocus.current = true;
    setActive(line.row.session);
    bringIntoSight(scroller.current, line);
  };

  const remove = (row: SessionRow, at: number) => {
    if (!canDelete(row)) return;
    sessions.delete(row.session);
    const next = rows[at + 1] ?? rows[at - 1];
    if (next === undefined) search.current?.focus();
    else {
      wantsFocus.current = true;
      setActive(next.row.session);
    }
  };

  const rename = (session: string, title: string | undefined) => {
    if (title === undefined) sessions.renaming.value = undefined;
    else sessions.rename(session, title);
    wantsFocus.current = true;
    setActive(session);
  };

  const onRowKey = (event: KeyboardEvent, line: RowLine, at: number) => {
    switch (event.key) {
      case 'ArrowDown':
        goTo(at + 1);
        break;
      case 'ArrowUp':
        if (at === 0) search.current?.focus();
        else goTo(at - 1);
        break;
      case 'Home':
        goTo(0);
        break;
      case 'End':
        goTo(rows.length - 1);
        break;
      case 'PageDown':
        goTo(Math.min(rows.length - 1, at + rowsPerPage(sight.heightPx)));
        break;
      case 'PageUp':
        goTo(Math.max(0, at - rowsPerPage(sight.heightPx)));
        break;
      case 'F2':
        sessions.renaming.value = line.row.session;
        break;
      case 'Delete':
        remove(line.row, at);
        break;
      default:
        // Whoever types a letter searches.
        if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) search.current?.focus();
        return;
    }
    event.preventDefault();
  };

  const onSearchKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') goTo(Math.max(0, activeAt));
    else if (event.key === 'Enter' && rows[0] !== undefined && !sessions.isSearching)
      sessions.choose(rows[0].row.session, chat.transcript.session.value);
    else return;
    event.preventDefault();
  };

  return (
    <section
      class="sessions"
      aria-label="Sessions"
      onKeyDown={(event) => {
        if (
          event.key === 'z' &&
          (event.ctrlKey || event.metaKey) &&
          found?.deleted !== undefined &&
          !(event.target instanceof HTMLInputElement)
        )
          sessions.undelete();
        if (event.key !== 'Escape' || event.isComposing) return;
        event.stopPropagation();
        sessions.close();
        chat.focusRequests.value++;
      }}
    >
      <div class="sessions-search">
        <Icon name="search" />
        <input
          ref={search}
          class="text-input"
          type="text"
          spellcheck={false}
          value={query}
          aria-label="Search sessions"
          placeholder="Search titles and messages"
          onInput={(event) => {
            setActive(undefined);
            sessions.search(event.currentTarget.value);
          }}
          onKeyDown={onSearchKey}
        />
        {query !== '' && (
          <IconButton
            icon="close"
            label="Clear the search"
            onClick={() => {
              sessions.search('');
              search.current?.focus();
            }}
          />
        )}
      </div>
      <p class="visually-hidden" role="status">
        {sessions.isSearching ? '' : plural(rows.length, 'session')}
      </p>
      <div ref={scroller} class="sessions-scroller" tabIndex={-1}>
        {rows.length === 0 && !sessions.isSearching && <Nothing query={query} />}
        <div class="sessions-lines" style={{ height: `${lines.heightPx}px` }}>
          {inGroups(linesInSight(lines, sight, stop)).map(({ title, topPx, inGroup }) => (
            <section key={title} aria-label={title}>
              {topPx !== undefined && (
                <h2 class="session-group" style={{ top: `${topPx}px` }}>
                  {title}
                </h2>
              )}
              <ul>
                {inGroup.map((line) => {
                  const at = rows.indexOf(line);
                  const { session } = line.row;
                  return (
                    <SessionItem
                      key={session}
                      line={line}
                      nowMs={nowMs}
                      query={found?.query ?? ''}
                      isCurrent={session === chat.transcript.session.value}
                      isStop={session === stop}
                      isRenaming={sessions.renaming.value === session}
                      onOpen={() => sessions.choose(session, chat.transcript.session.value)}
                      onFocus={() => setActive(session)}
                      onKey={(event) => onRowKey(event, line, at)}
                      onRenamed={(text) => rename(session, text)}
                      onDelete={() => remove(line.row, at)}
                    />
                  );
                })}
              </ul>
            </section>
          ))}
        </div>
      </div>
      <Undo />
    </section>
  );
}

function Nothing({ query }: { readonly query: string }) {
  return <p class="sessions-none">{query === '' ? 'There are no sessions yet.' : `No session holds “${query}”.`}</p>;
}

/** Stays until the list is closed or another session is deleted. */
function Undo() {
  const { sessions } = useChat();
  const deleted = sessions.found.value?.deleted;
  return (
    <div class="sessions-undo" role="status">
      {deleted !== undefined && (
        <div class="sessions-undo-bar">
          <Icon name="trash" />
          <span class="sessions-undo-text" title={deleted.title}>
            Deleted “{deleted.title}”
          </span>
          <button type="button" class="button button-secondary" onClick={() => sessions.undelete()}>
            Undo
          </button>
        </div>
      )}
    </div>
  );
}

interface ShownGroup {
  readonly title: string;
  /** Of its heading; undefined when that is out of sight. */
  readonly topPx: number | undefined;
  readonly inGroup: readonly RowLine[];
}

function inGroups(lines: readonly SessionLine[]): readonly ShownGroup[] {
  const titles = [...new Set(lines.map((line) => (line.kind === 'group' ? line.title : line.group)))];
  return titles.map((title) => ({
    title,
    topPx: lines.find((line) => line.kind === 'group' && line.title === title)?.topPx,
    inGroup: lines.filter((line) => line.kind === 'row').filter(({ group }) => group === title),
  }));
}

function rowButton(list: HTMLElement | null, session: string): HTMLElement | undefined {
  const button = list?.querySelector(`[data-session="${CSS.escape(session)}"] .session-open`);
  return button instanceof HTMLElement ? button : undefined;
}

function bringIntoSight(list: HTMLElement | null, { topPx, place }: RowLine): void {
  if (list === null) return;
  // With the first row of a group its heading comes into sight as well.
  const from = place === 1 ? topPx - groupHeightPx : topPx;
  if (from < list.scrollTop) list.scrollTop = from;
  else if (topPx + rowHeightPx > list.scrollTop + list.clientHeight) list.scrollTop = topPx + rowHeightPx - list.clientHeight;
}

function rowsPerPage(heightPx: number): number {
  return Math.max(1, Math.floor(heightPx / rowHeightPx) - 1);
}
