import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import { Icon } from '../../shared/icon.tsx';
import { useChat } from '../context.ts';
import { Markdown } from '../markdown.tsx';

/** A line across the conversation: what stands above it is no longer what the model sees word for word. */
export function ContextItem({ item }: { readonly item: Extract<TranscriptItem, { kind: 'context' }> }) {
  const chat = useChat();
  const { id, title, summary } = item;
  if (summary === undefined) {
    return (
      <div class="divider">
        <span class="divider-title">
          <Icon name="fold" /> {title}
        </span>
      </div>
    );
  }
  const isOpen = chat.isOpen(id, false);
  const body = `body-${id}`;
  return (
    <div class="context">
      <div class="divider">
        <button type="button" class="divider-title" aria-expanded={isOpen} aria-controls={body} onClick={() => chat.setOpen(id, !isOpen)}>
          <Icon name="fold" /> {title} <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
        </button>
      </div>
      <div id={body} class="context-summary" hidden={!isOpen}>
        {isOpen && <Markdown text={summary} isStreaming={false} />}
      </div>
    </div>
  );
}
