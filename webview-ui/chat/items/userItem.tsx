import type { UserItem as UserEntry } from '../../../src/protocol/chat.ts';
import { useChat } from '../context.ts';
import { PictureButton } from '../images/thumbnail.tsx';
import { MentionLabel } from '../mentionLabel.tsx';
import { MessageActions } from './messageActions.tsx';
import { MessageEditor } from './messageEditor.tsx';

export function UserItem({ item }: { readonly item: UserEntry }) {
  const chat = useChat();
  const editing = chat.editing.value;
  if (editing?.message === item.id) return <MessageEditor draft={editing.draft} />;
  return (
    <>
      <div class="bubble">
        {item.text !== '' && <div class="bubble-text">{item.text}</div>}
        {item.mentions.some(({ picture }) => picture === undefined) && <Attached item={item} />}
        {item.mentions.some(({ picture }) => picture !== undefined) && <AttachedPictures item={item} />}
      </div>
      <div class="bubble-foot">
        <MessageActions item={item} />
        <time class="bubble-time" dateTime={new Date(item.atMs).toISOString()}>
          {clock.format(item.atMs)}
        </time>
        {item.turn === undefined && <span class="bubble-note">Delivered while it worked</span>}
      </div>
    </>
  );
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

function Attached({ item }: { readonly item: UserEntry }) {
  const chat = useChat();
  return (
    <ul class="chips" aria-label="Attached">
      {item.mentions
        .filter(({ picture }) => picture === undefined)
        .map((chip) => (
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
  );
}

function AttachedPictures({ item }: { readonly item: UserEntry }) {
  return (
    <ul class="pictures" aria-label="Attached pictures">
      {item.mentions.map(
        ({ picture, path }) => picture !== undefined && <PictureButton key={picture.blob} picture={picture} path={path} />,
      )}
    </ul>
  );
}
