import { useEffect, useRef } from 'preact/hooks';
import { type PromptControl, PromptField } from '../composer/promptField.tsx';
import { useChat } from '../context.ts';
import type { Draft } from '../draft.ts';

const noteId = 'message-editor-note';

/** A message of the conversation, written anew in its own place. */
export function MessageEditor({ draft }: { readonly draft: Draft }) {
  const chat = useChat();
  const field = useRef<PromptControl | undefined>(undefined);
  const { isEmpty } = draft;
  const isWorking = chat.isWorking();
  useEffect(() => {
    field.current?.focus();
    draft.put(draft.text.peek());
  }, []);
  const cancel = () => {
    chat.editing.value = undefined;
    chat.focusRequests.value++;
  };
  const send = () => {
    if (chat.sendEdited()) chat.focusRequests.value++;
  };
  return (
    <div
      class="message-editor"
      role="group"
      aria-label="Edit this message"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.stopPropagation();
        cancel();
      }}
    >
      <PromptField draft={draft} label="Edit message" describedBy={noteId} control={field} onSend={send} />
      <p id={noteId} class="message-editor-note">
        {isWorking ? 'It can be sent once the agent has finished.' : 'What follows is taken out of the conversation and stays in the log.'}
      </p>
      <div class="message-editor-buttons">
        <button type="button" class="button button-secondary" title="Leave the message as it was (Escape)" onClick={cancel}>
          Cancel
        </button>
        <button type="button" class="button" title="Send it in place of the old one (Enter)" disabled={isEmpty || isWorking} onClick={send}>
          Send
        </button>
      </div>
    </div>
  );
}
