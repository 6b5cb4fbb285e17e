import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Delivery } from '../../../src/protocol/chat.ts';
import { Icon, IconButton } from '../../shared/icon.tsx';
import { useChat } from '../context.ts';
import { canTake, dropped } from '../images/intake.ts';
import { ModePicker } from './modePicker.tsx';
import { type PromptControl, PromptField } from './promptField.tsx';

export const composerHintId = 'composer-hint';

export function Composer() {
  const chat = useChat();
  const field = useRef<PromptControl | undefined>(undefined);
  const isWorking = chat.isWorking();
  const { isEmpty } = chat.draft;
  const head = chat.transcript.head.value;

  useLayoutEffect(() => {
    if (chat.focusRequests.value > 0) field.current?.focus();
  }, [chat.focusRequests.value]);

  return (
    <div
      class="composer"
      role="group"
      aria-label="New message"
      onDragOver={(event) => {
        if (canTake(event.dataTransfer)) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!canTake(event.dataTransfer)) return;
        event.preventDefault();
        const { files, uris } = dropped(event.dataTransfer);
        if (uris.length > 0) chat.post({ type: 'dropFiles', uris });
        else void chat.pictures.add(files, chat.draft, false);
        field.current?.focus();
      }}
    >
      <PromptField
        draft={chat.draft}
        label="Message to Practicum"
        describedBy={composerHintId}
        placeholder={
          isWorking ? deliveries[chat.delivery].placeholder : 'Ask Practicum to build, train or explain. @ adds a file, / a prompt'
        }
        control={field}
        onSend={(withAlt) => chat.send(withAlt ? otherThan(chat.delivery) : chat.delivery)}
        prompts={() => promptsOf(chat)}
      />
      <div class="composer-row">
        <IconButton icon="mention" label="Attach a file" onClick={() => field.current?.mention()} />
        <IconButton icon="file-media" label="Attach pictures" onClick={() => chat.post({ type: 'choosePictures' })} />
        <IconButton icon="list-selection" label="Add the editor selection" onClick={() => chat.post({ type: 'addSelection' })} />
        <ModePicker
          mode={head?.mode ?? 'ask'}
          onChoose={(mode) => chat.post({ type: 'setMode', mode })}
          hasGrant={head?.grant !== undefined}
          onGrant={() => chat.post({ type: 'openGrantForm' })}
        />
        <button
          type="button"
          class={`picker model${head !== undefined && head.model === undefined ? ' is-missing' : ''}`}
          title={head?.model === undefined ? 'Choose a model' : `${head.model}: choose another model`}
          onClick={() => chat.post({ type: 'chooseModel' })}
        >
          <span class="picker-label">
            <bdi dir="ltr">{head?.model ?? 'Choose a model'}</bdi>
          </span>
          <Icon name="chevron-down" />
        </button>
        <span class="spacer" />
        {isWorking && (
          <IconButton
            icon="debug-stop"
            class="stop"
            label={chat.status === 'stopping' ? 'Stopping' : 'Stop (Escape)'}
            isDisabled={chat.status === 'stopping'}
            onClick={() => chat.post({ type: 'stop' })}
          />
        )}
        {isWorking ? (
          !isEmpty && <SendWhileWorking />
        ) : (
          <IconButton icon="send" class="send" label="Send (Enter)" isDisabled={isEmpty} onClick={() => chat.send()} />
        )}
      </div>
    </div>
  );
}

interface DeliveryWords {
  readonly label: string;
  readonly words: string;
  /** What Enter does, where it does this. */
  readonly placeholder: string;
}

const deliveries: Readonly<Record<Delivery, DeliveryWords>> = {
  queue: { label: 'Queue', words: 'answered after this turn', placeholder: 'Add a message to the queue' },
  steer: { label: 'Send now', words: 'read before the next step', placeholder: 'Say something before the next step' },
};

/** Both ways to say something while the agent works; the first is what Enter does. */
function SendWhileWorking() {
  const chat = useChat();
  const first = chat.delivery;
  return (
    <div class="send-split" role="group" aria-label="Send while it works">
      {[first, otherThan(first)].map((delivery) => {
        const { label, words } = deliveries[delivery];
        const key = delivery === first ? 'Enter' : 'Alt+Enter';
        return (
          <button
            key={delivery}
            type="button"
            class={`button${delivery === first ? '' : ' button-secondary'}`}
            title={`${label}: ${words} (${key})`}
            onClick={() => chat.send(delivery)}
          >
            {label}
          </button>
        );
      })}
    </div>
  );
}

export function otherThan(delivery: Delivery): Delivery {
  return delivery === 'queue' ? 'steer' : 'queue';
}

function promptsOf(chat: ReturnType<typeof useChat>): readonly string[] {
  return chat.transcript.entries.peek().flatMap((entry) => {
    const item = entry.item.peek();
    return item.kind === 'user' ? [item.text] : [];
  });
}
