import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import { Icon } from '../../shared/icon.tsx';
import { useChat } from '../context.ts';

export function NoticeItem({ item }: { readonly item: Extract<TranscriptItem, { kind: 'notice' }> }) {
  const chat = useChat();
  const { action } = item;
  return (
    <div class={`notice notice-${item.level}`}>
      <Icon name={item.level} />
      <div class="notice-body">
        <div class="notice-text">{item.text}</div>
        {action !== undefined && (
          <button
            type="button"
            class="button button-secondary"
            onClick={() => chat.post({ type: 'noticeAction', command: action.command })}
          >
            {action.label}
          </button>
        )}
      </div>
    </div>
  );
}
