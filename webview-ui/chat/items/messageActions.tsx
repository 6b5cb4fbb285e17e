import { useRef, useState } from 'preact/hooks';
import type { RestoreWhat, UserItem as UserEntry } from '../../../src/protocol/chat.ts';
import { IconButton } from '../../shared/icon.tsx';
import { MenuButton } from '../../shared/menu.tsx';
import { useChat } from '../context.ts';

const restores: readonly { readonly what: RestoreWhat; readonly label: string; readonly words: string }[] = [
  { what: 'files', label: 'Restore files', words: 'As they were before this message' },
  { what: 'conversation', label: 'Restore conversation', words: 'Back to before this message' },
  { what: 'both', label: 'Restore both', words: 'Files and conversation' },
];

const whyNot = 'available once the agent has finished';

/** What can be done with a message of the person. One stop for Tab; arrows move inside. */
export function MessageActions({ item }: { readonly item: UserEntry }) {
  const chat = useChat();
  const bar = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const isWorking = chat.isWorking();
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || bar.current === null) return;
    const buttons = [...bar.current.querySelectorAll<HTMLElement>('button:not(:disabled)')];
    const focused = document.activeElement instanceof HTMLElement ? buttons.indexOf(document.activeElement) : -1;
    buttons[(focused + step + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
  };
  // Only what can be used can be the stop: the fork, while the agent works.
  const stop = isWorking ? 2 : at;
  const tabIndex = (place: number): number => (place === stop ? 0 : -1);
  return (
    <div
      ref={bar}
      class="message-actions"
      role="toolbar"
      aria-label="Message actions"
      onKeyDown={move}
      onFocusIn={(event) => {
        const buttons = [...(bar.current?.querySelectorAll('.message-actions > button') ?? [])];
        const focused = event.target instanceof Element ? buttons.indexOf(event.target) : -1;
        if (focused >= 0) setAt(focused);
      }}
    >
      <IconButton
        icon="edit"
        label="Edit"
        isDisabled={isWorking}
        whyNot={whyNot}
        tabIndex={tabIndex(0)}
        onClick={() => chat.edit(item.id, item.text, item.mentions)}
      />
      <IconButton
        icon="refresh"
        label="Send again"
        isDisabled={isWorking}
        whyNot={whyNot}
        tabIndex={tabIndex(1)}
        onClick={() => chat.post({ type: 'regenerate', message: item.id })}
      />
      <IconButton
        icon="repo-forked"
        label="Fork from here"
        tabIndex={tabIndex(2)}
        onClick={() => chat.post({ type: 'fork', message: item.id })}
      />
      <MenuButton
        icon="discard"
        label="Restore…"
        isDisabled={isWorking}
        whyNot={whyNot}
        tabIndex={tabIndex(3)}
        items={restores.map(({ what, label, words }) => ({
          label,
          words,
          onChoose: () => chat.post({ type: 'restore', message: item.id, what }),
        }))}
      />
    </div>
  );
}
