import { useEffect } from 'preact/hooks';
import { Icon, IconButton } from '../../shared/icon.tsx';
import { useChat } from '../context.ts';
import type { Draft } from '../draft.ts';

/** Under the chips: what was done to a picture, why one was refused, and that the chosen model sees none. */
export function PictureNotes({ draft }: { readonly draft: Draft }) {
  const chat = useChat();
  const { notes, sight, arriving } = chat.pictures;
  const hasPictures = draft.mentions.value.some(({ kind }) => kind === 'picture');
  const model = chat.transcript.head.value?.model;
  const count = arriving.value.get(draft) ?? 0;
  useEffect(() => {
    if (hasPictures) chat.post({ type: 'askSight' });
  }, [hasPictures, model]);
  const isBlind = hasPictures && sight.value?.sees === false;
  return (
    <div class="picture-notes" role="status">
      {count > 0 && (
        <p class="picture-note">
          <Icon name="loading" spin />{' '}
          <span>
            {count === 1 ? 'Reading a picture; then the message can be sent.' : `Reading ${count} pictures; then the message can be sent.`}
          </span>
        </p>
      )}
      {isBlind && (
        <p class="picture-note is-warning">
          <Icon name="eye-closed" />
          <span>
            {sight.value?.model || 'This model'} does not see pictures: it is told their names
            {sight.value?.describer === undefined ? '' : `, and can have them described by ${sight.value.describer}`}.{' '}
            <button type="button" class="link" onClick={() => chat.post({ type: 'chooseModel' })}>
              Choose a model that sees
            </button>
          </span>
        </p>
      )}
      {notes.value.map(({ id, text, isRefusal }) => (
        <p key={id} class={`picture-note${isRefusal ? ' is-warning' : ''}`}>
          <Icon name={isRefusal ? 'warning' : 'info'} />
          <span>{text}</span>
          <IconButton icon="close" label="Close this note" onClick={() => chat.pictures.forgetNote(id)} />
        </p>
      ))}
    </div>
  );
}
