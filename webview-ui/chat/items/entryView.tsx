import type { ComponentChildren } from 'preact';
import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import { Icon } from '../../shared/icon.tsx';
import { Markdown } from '../markdown.tsx';
import type { Entry } from '../transcript.ts';
import { ChangesItem } from './changesItem.tsx';
import { ContextItem } from './contextItem.tsx';
import { HintItem } from './hintItem.tsx';
import { NoticeItem } from './noticeItem.tsx';
import { ThinkingItem } from './thinkingItem.tsx';
import { ToolItem } from './toolItem.tsx';
import { UserItem } from './userItem.tsx';

/**
 * One row. It reads its own signal, so a delta renders this row and no other: a component that reads signals renders again
 * only when one of them or a prop has changed.
 */
export function EntryView({ entry }: { readonly entry: Entry }) {
  const item = entry.item.value;
  return (
    <article class={`entry entry-${item.kind}`} data-id={entry.id} aria-label={labelOf(item)}>
      {itemView(item)}
    </article>
  );
}

function itemView(item: TranscriptItem): ComponentChildren {
  switch (item.kind) {
    case 'user':
      return <UserItem item={item} />;
    case 'assistant':
      return <AssistantItem item={item} />;
    case 'thinking':
      return <ThinkingItem item={item} />;
    case 'tool':
      return <ToolItem item={item} />;
    case 'hint':
      return <HintItem item={item} />;
    case 'context':
      return <ContextItem item={item} />;
    case 'notice':
      return <NoticeItem item={item} />;
    case 'changes':
      return <ChangesItem item={item} />;
  }
}

function AssistantItem({ item }: { readonly item: Extract<TranscriptItem, { kind: 'assistant' }> }) {
  const body = <Markdown text={item.markdown} isStreaming={item.isStreaming} />;
  if (item.superseded === undefined) return <div class={item.isStreaming ? 'is-streaming' : undefined}>{body}</div>;
  return (
    <details class="superseded">
      <summary>
        <Icon name="history" /> {item.superseded}
      </summary>
      {body}
    </details>
  );
}

function labelOf(item: TranscriptItem): string {
  switch (item.kind) {
    case 'user':
      return 'You';
    case 'assistant':
      return 'Practicum';
    case 'thinking':
      return 'Thinking';
    case 'tool':
      return `Tool: ${item.title}`;
    case 'hint':
      return `Hint: ${item.title}`;
    case 'context':
      return `Context: ${item.title}`;
    case 'notice':
      return item.level === 'info' ? 'Notice' : item.level === 'warning' ? 'Warning' : 'Error';
    case 'changes':
      return 'Changed files';
  }
}
