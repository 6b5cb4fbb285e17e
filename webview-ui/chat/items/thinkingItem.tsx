import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import { Icon } from '../../shared/icon.tsx';
import { useChat } from '../context.ts';

/** Thinking, closed: its first line says what it is about. */
export function ThinkingItem({ item }: { readonly item: Extract<TranscriptItem, { kind: 'thinking' }> }) {
  const chat = useChat();
  const isOpen = chat.isOpen(item.id, false);
  const body = `body-${item.id}`;
  return (
    <div class="thinking">
      <button type="button" class="row" aria-expanded={isOpen} aria-controls={body} onClick={() => chat.setOpen(item.id, !isOpen)}>
        {item.isStreaming ? <Icon name="loading" spin /> : <Icon name="lightbulb" />}
        <span class="row-title">
          {item.isStreaming ? 'Thinking' : 'Thought'}
          {!isOpen && <span class="row-more">{firstLine(item.text)}</span>}
        </span>
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
      </button>
      <div id={body} class="thinking-text" hidden={!isOpen}>
        {isOpen && item.text}
      </div>
    </div>
  );
}

function firstLine(text: string): string {
  return (
    text
      .trimStart()
      .split('\n', 1)[0]
      ?.replace(/[*_`#]+/g, '')
      .slice(0, 200) ?? ''
  );
}
