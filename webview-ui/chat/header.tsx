import { plural } from '../shared/format.ts';
import { Icon, IconButton } from '../shared/icon.tsx';
import { useChat } from './context.ts';

/** The line above everything: which session this is, and the way to the others. */
export function Header() {
  const chat = useChat();
  const { sessions } = chat;
  if (chat.grantForm.value !== undefined) {
    return (
      <header class="header">
        <IconButton icon="arrow-left" label="Back to the conversation (Escape)" onClick={() => chat.closeGrantForm()} />
        <span class="header-title">Grant for unattended work</span>
      </header>
    );
  }
  if (sessions.isOpen.value) {
    const back = () => {
      sessions.close();
      chat.focusRequests.value++;
    };
    return (
      <header class="header">
        <IconButton icon="arrow-left" label="Back to the conversation (Escape)" onClick={back} />
        <span class="header-title">Sessions</span>
        <IconButton icon="add" label="New session" onClick={() => sessions.begin()} />
      </header>
    );
  }
  const title = chat.transcript.head.value?.title ?? '';
  return (
    <header class="header">
      <span class={`header-title${title === '' ? ' is-untitled' : ''}`} title={title}>
        {title === '' ? 'New session' : title}
      </span>
      <Elsewhere />
      <IconButton icon="history" label="Sessions" onClick={() => sessions.open()} />
    </header>
  );
}

/** Other sessions of this window work, or wait for the person. */
function Elsewhere() {
  const chat = useChat();
  const { working, waiting } = chat.transcript.head.value?.elsewhere ?? { working: 0, waiting: 0 };
  if (working === 0 && waiting === 0) return null;
  const words = [
    waiting === 0 ? '' : `${plural(waiting, 'other session')} ${waiting === 1 ? 'waits' : 'wait'} for your answer`,
    working === 0 ? '' : `${plural(working, 'other session')} ${working === 1 ? 'works' : 'work'}`,
  ].filter((part) => part !== '');
  const label = `${words.join(', ')}. Show sessions`;
  return (
    <button type="button" class="elsewhere" title={label} onClick={() => chat.sessions.open()}>
      <span class="visually-hidden">{label}</span>
      {waiting > 0 && (
        <span class="elsewhere-waiting" aria-hidden="true">
          <Icon name="bell-dot" /> {waiting}
        </span>
      )}
      {working > 0 && (
        <span aria-hidden="true">
          <Icon name="loading" spin /> {working}
        </span>
      )}
    </button>
  );
}
