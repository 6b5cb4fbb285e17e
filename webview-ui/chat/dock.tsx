import type { ChatStatus } from '../../src/protocol/chat.ts';
import { plural } from '../shared/format.ts';
import { Icon, IconButton } from '../shared/icon.tsx';
import { Composer } from './composer/composer.tsx';
import { useChat } from './context.ts';
import { Blocked } from './emptyState.tsx';
import { Footer } from './footer.tsx';
import { PlanList } from './items/planList.tsx';

/** Everything below the conversation: trouble with the workspace, the plan, what waits, what happens now, and the composer. */
export function Dock() {
  return (
    <div class="dock">
      <WorkspaceBar />
      <Plan />
      <Queue />
      <StatusLine />
      <Composer />
      <Footer />
    </div>
  );
}

function WorkspaceBar() {
  const chat = useChat();
  const workspace = chat.transcript.head.value?.workspace;
  // The empty state says it in full.
  if (workspace === undefined || chat.transcript.entries.value.length === 0) return null;
  if (workspace.name === undefined) {
    return (
      <Blocked
        icon="folder-opened"
        text="No folder is open."
        label="Open a folder"
        onClick={() => chat.post({ type: 'noticeAction', command: 'openFolder' })}
      />
    );
  }
  if (workspace.isTrusted) return null;
  return (
    <Blocked
      icon="workspace-untrusted"
      text="Not trusted: nothing here is run or changed."
      label="Manage trust"
      onClick={() => chat.post({ type: 'noticeAction', command: 'manageTrust' })}
    />
  );
}

function Plan() {
  const chat = useChat();
  const plan = chat.transcript.head.value?.plan ?? [];
  if (plan.length === 0) return null;
  const kept = plan.filter((item) => item.status !== 'dropped');
  const done = kept.filter((item) => item.status === 'done').length;
  const current = plan.find((item) => item.status === 'doing') ?? plan.find((item) => item.status === 'open');
  const isOpen = chat.isOpen('plan', false);
  return (
    <section class="plan" aria-label="Plan">
      <button type="button" class="row" aria-expanded={isOpen} aria-controls="plan-items" onClick={() => chat.setOpen('plan', !isOpen)}>
        <Icon name="checklist" />
        <span class="row-title">
          Plan
          {!isOpen && <span class="row-more">{current?.text ?? 'all done'}</span>}
        </span>
        <span class="row-time">
          {done} of {kept.length}
        </span>
        <Icon name={isOpen ? 'chevron-down' : 'chevron-up'} />
      </button>
      <div id="plan-items" hidden={!isOpen}>
        {isOpen && <PlanList items={plan} />}
      </div>
    </section>
  );
}

function Queue() {
  const chat = useChat();
  const queue = chat.transcript.head.value?.queue ?? [];
  if (queue.length === 0) return null;
  return (
    <section class="queue" aria-label="Queue">
      <h2 class="queue-title">{plural(queue.length, 'message')} waiting</h2>
      <ul>
        {queue.map(({ id, text, delivery }) => (
          <li key={id}>
            <Icon name={delivery === 'steer' ? 'debug-step-over' : 'clock'} />
            <span class="queue-text" title={text}>
              {text}
            </span>
            <span class={`queue-when${delivery === 'queue' ? ' is-after' : ''}`}>
              {delivery === 'steer' ? 'next step' : 'after this turn'}
            </span>
            {delivery === 'queue' && (
              <button
                type="button"
                class="button button-quiet"
                aria-label={`Send now: ${text}`}
                title="Send now: read before the next step"
                onClick={() => chat.post({ type: 'sendNow', id })}
              >
                Send now
              </button>
            )}
            <IconButton icon="close" label="Remove from queue" onClick={() => chat.post({ type: 'unqueue', id })} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is said where the host names nothing more exact. */
const statusWords: Readonly<Record<Exclude<ChatStatus, 'idle'>, string>> = {
  streaming: 'Answering',
  waiting: 'Waiting for you',
  running: 'Working',
  compacting: 'Summarising the conversation',
  stopping: 'Stopping',
};

function StatusLine() {
  const chat = useChat();
  const head = chat.transcript.head.value;
  const { status } = chat;
  const isWorking = status !== 'idle';
  const pending = head?.pendingApprovals ?? 0;
  const showQuestion = () => {
    // The card, not its first button: pressing twice must not approve.
    const question = document.querySelector('.approval:not(:disabled)');
    question?.scrollIntoView({ block: 'nearest' });
    if (question instanceof HTMLElement) question.focus();
  };
  return (
    <div class={`status-line${isWorking || pending > 0 ? '' : ' is-idle'}`}>
      <div class="status-text" role="status">
        {isWorking && <Icon name={status === 'waiting' ? 'bell-dot' : 'loading'} spin={status !== 'waiting'} />}
        <span>{isWorking ? head?.activity || statusWords[status] : ''}</span>
      </div>
      {pending > 0 && (
        <button
          type="button"
          class="button button-quiet"
          aria-label={`Show ${pending === 1 ? 'the question' : plural(pending, 'question')}`}
          onClick={showQuestion}
        >
          Show
        </button>
      )}
    </div>
  );
}
