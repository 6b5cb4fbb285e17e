import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import { useChat } from '../context.ts';
import { MentionLabel } from '../mentionLabel.tsx';

export function UserItem({ item }: { readonly item: Extract<TranscriptItem, { kind: 'user' }> }) {
  const chat = useChat();
  return (
    <div class="bubble">
      <div class="bubble-text">{item.text}</div>
      {item.mentions.length > 0 && (
        <ul class="chips" aria-label="Attached">
          {item.mentions.map((chip) => (
            <li>
              <button
                type="button"
                class="chip"
                title={`Open ${chip.path}`}
                onClick={() =>
                  chat.post(
                    chip.firstLine === undefined
                      ? { type: 'openFile', path: chip.path }
                      : { type: 'openFile', path: chip.path, line: chip.firstLine },
                  )
                }
              >
                <MentionLabel chip={chip} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
