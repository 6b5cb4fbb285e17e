import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import { Disclosure, firstLine } from './disclosure.tsx';

/** Thinking, closed: its first line says what it is about. */
export function ThinkingItem({ item }: { readonly item: Extract<TranscriptItem, { kind: 'thinking' }> }) {
  return (
    <Disclosure
      id={item.id}
      icon="lightbulb"
      isBusy={item.isStreaming}
      title={item.isStreaming ? 'Thinking' : 'Thought'}
      more={firstLine(item.text)}
    >
      {item.text}
    </Disclosure>
  );
}
