import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import { Icon } from '../../shared/icon.tsx';
import { useChat } from '../context.ts';

export function NoticeItem({ item }: { readonly item: Extract<TranscriptItem, { kind: 'notice' }> }) {
  const chat = useChat();
  const { actions = [] } = item;
  return (
    <div class={`notice notice-${item.level}`}>
      <Icon name={item.level} />
      <div class="notice-body">
        <div class="notice-text">{item.text}</div>
        {actions.length > 0 && (
          <div class="notice-actions">
            {actions.map(({ label, command }) => (
              <button type="button" class="button button-secondary" onClick={() => chat.post({ type: 'noticeAction', command })}>
                {label}
              </button>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
