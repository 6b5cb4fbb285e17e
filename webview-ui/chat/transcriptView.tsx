import { effect } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatCount } from '../shared/format.ts';
import { Icon } from '../shared/icon.tsx';
import { type Card, cardTitle } from './approvals/cards.ts';
import { useChat } from './context.ts';
import { EmptyState } from './emptyState.tsx';
import { EntryView } from './items/entryView.tsx';
import type { ChatModel } from './model.ts';
import type { Entry } from './transcript.ts';

/** Rows drawn at first, and added each time the top comes near. */
const page = 150;
/** Within this of the end, new text keeps the end in view. */
const nearEndPx = 40;

/**
 * The conversation. Only the rows from `first` on exist in the page; older ones come in pages as the person scrolls up, and after
 * the last local one the host is asked. Rows out of sight are skipped by the browser (content-visibility in the style sheet).
 */
export function TranscriptView() {
  const chat = useChat();
  const entries = chat.transcript.entries.value;
  const earlier = chat.transcript.earlier.value;
  const [drawn, setDrawn] = useState(page);
  const [isAtEnd, setAtEnd] = useState(true);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follow = useRef(true);
  /** Distance from the bottom to hold while rows are put in above. */
  const hold = useRef<number | undefined>(undefined);
  const session = chat.transcript.session.value;
  const first = Math.min(Math.max(0, entries.length - drawn), firstAsked(chat.approvals.cards.value, entries));
  const isEmpty = session !== undefined && entries.length === 0;

  const toEnd = () => {
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  };

  const showMore = () => {
    const element = scroller.current;
    if (element === null || hold.current !== undefined) return;
    if (first > 0) {
      hold.current = element.scrollHeight - element.scrollTop;
      setDrawn(drawn + page);
    } else if (earlier > 0 && !chat.isLoadingEarlier.value) {
      hold.current = element.scrollHeight - element.scrollTop;
      setDrawn(Number.MAX_SAFE_INTEGER);
      chat.loadEarlier();
    }
  };

  // Where the person stood before the reload, once per session shown.
  useLayoutEffect(() => {
    const { scrollTop, anchor } = chat.scroll;
    if (session === undefined) return;
    if (scrollTop === 'end' || anchor === undefined) {
      follow.current = true;
      setDrawn(page);
      toEnd();
      return;
    }
    const at = entries.findIndex((entry) => entry.id === anchor.item);
    if (at < 0) return;
    follow.current = false;
    setDrawn(Math.max(page, entries.length - at + 20));
    requestAnimationFrame(() => standAt(scroller.current, anchor));
  }, [session]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || hold.current === undefined) return;
    if (chat.isLoadingEarlier.peek()) return;
    element.scrollTop = element.scrollHeight - hold.current;
    hold.current = undefined;
  }, [first, entries[0]?.id, earlier]);

  // The end stays in view while the content grows, whatever made it grow.
  useEffect(() => {
    const inner = content.current;
    const element = scroller.current;
    if (inner === null || element === null) return;
    const observer = new ResizeObserver(() => {
      if (follow.current) toEnd();
    });
    observer.observe(inner);
    observer.observe(element);
    return () => observer.disconnect();
    // An empty conversation has no scroller: it appears with the first message.
  }, [isEmpty]);

  // Answering sends the person's own words to the end: show them.
  const newest = entries.at(-1)?.item.peek();
  useLayoutEffect(() => {
    if (newest?.kind !== 'user') return;
    follow.current = true;
    toEnd();
  }, [newest?.kind === 'user' ? newest.id : undefined]);

  const saveTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onScroll = () => {
    const element = scroller.current;
    if (element === null) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx;
    follow.current = atEnd;
    setAtEnd(atEnd);
    if (atEnd && drawn > 3 * page) setDrawn(page);
    if (!atEnd && element.scrollTop < 300) showMore();
    clearTimeout(saveTimer.current);
    saveTimer.current = setTimeout(() => saveScroll(chat, element, atEnd), 150);
  };

  if (isEmpty) return <EmptyState />;
  return (
    <div class="transcript-frame">
      <div
        ref={scroller}
        class="transcript"
        role="log"
        // The status line and the announcer say what is new; a log that reads every token aloud helps nobody.
        aria-live="off"
        aria-label="Conversation"
        tabIndex={0}
        onScroll={onScroll}
      >
        <div ref={content} class="transcript-content">
          {first === 0 && earlier > 0 && (
            <button type="button" class="button button-quiet load-earlier" disabled={chat.isLoadingEarlier.value} onClick={showMore}>
              {chat.isLoadingEarlier.value ? 'Loading…' : `Load ${formatCount(earlier)} earlier`}
            </button>
          )}
          {entries.slice(first).map((entry) => (
            <EntryView key={entry.id} entry={entry} />
          ))}
        </div>
      </div>
      {!isAtEnd && (
        <button
          type="button"
          class="button button-secondary jump"
          onClick={() => {
            follow.current = true;
            setDrawn(page);
            toEnd();
          }}
        >
          <Icon name="arrow-down" /> Jump to latest
        </button>
      )}
      <Announcer />
    </div>
  );
}

/** What waits for an answer is always drawn, however much came after it. */
function firstAsked(cards: readonly Card[], entries: readonly Entry[]): number {
  if (cards.length === 0) return Number.POSITIVE_INFINITY;
  const anchors = new Set(cards.map(({ anchor }) => anchor));
  const at = entries.findIndex(({ id }) => anchors.has(id));
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

function standAt(element: HTMLElement | null, anchor: { readonly item: string; readonly offsetPx: number }): void {
  const row = element?.querySelector(`[data-id="${CSS.escape(anchor.item)}"]`);
  if (element === null || !(row instanceof HTMLElement)) return;
  element.scrollTop = row.offsetTop + anchor.offsetPx;
}

function saveScroll(chat: ChatModel, element: HTMLElement, atEnd: boolean): void {
  if (atEnd) {
    chat.saveScroll({ scrollTop: 'end' });
    return;
  }
  const top = element.scrollTop;
  for (const row of element.querySelectorAll('article')) {
    if (row.offsetTop + row.offsetHeight <= top) continue;
    chat.saveScroll({ scrollTop: top, anchor: { item: row.dataset['id'] ?? '', offsetPx: Math.round(top - row.offsetTop) } });
    return;
  }
}

/** Says, once and whole, what a screen reader would otherwise miss: an answer that ended and a question that waits. */
function Announcer() {
  const chat = useChat();
  const [said, setSaid] = useState('');
  useEffect(() => {
    let streaming: string | undefined;
    return effect(() => {
      const last = chat.transcript.entries.value.at(-1)?.item.value;
      const card = last === undefined ? undefined : chat.approvals.of(last.id);
      if (card !== undefined) setSaid(`Approval needed: ${cardTitle(card)}`);
      if (last?.kind !== 'assistant') return;
      if (last.isStreaming) streaming = last.id;
      else if (streaming === last.id) {
        streaming = undefined;
        setSaid(last.markdown.replace(/[`*_#>|]+/g, '').slice(0, 500));
      }
    });
  }, []);
  return (
    <div class="visually-hidden" aria-live="polite">
      {said}
    </div>
  );
}
