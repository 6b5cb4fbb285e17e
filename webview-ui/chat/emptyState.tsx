import { Icon } from '../shared/icon.tsx';
import { useChat } from './context.ts';

const examples = [
  'Train this, find out why it learns badly, fix it, and get test accuracy above 95 %.',
  'Read @train.py and tell me what its learning rate schedule does.',
  'Add early stopping on the validation loss and start a run.',
] as const;

/** What a newcomer sees: what this is, how it behaves, and something to click. */
export function EmptyState() {
  const chat = useChat();
  const workspace = chat.transcript.head.value?.workspace;
  const suggest = (prompt: string) => {
    chat.draft.put(prompt);
    chat.focusRequests.value++;
  };
  return (
    <section class="empty" aria-label="Getting started">
      <div class="empty-inner">
        <h2>
          <Icon name="mortar-board" /> An ML engineer in your editor
        </h2>
        <ul class="empty-lines">
          <li>
            <Icon name="edit" />
            <span>It reads and edits the code in your workspace, trains it, and watches the curves.</span>
          </li>
          <li>
            <Icon name="shield" />
            <span>It asks before it changes a file or runs a command, and each turn can be reverted.</span>
          </li>
          <li>
            <Icon name="mention" />
            <span>
              Type <kbd>@</kbd> to attach a file. Numbers it reports come from runs you can open.
            </span>
          </li>
        </ul>
        {workspace !== undefined && workspace.name === undefined && (
          <Blocked
            icon="folder-opened"
            text="No folder is open. Practicum works in a workspace: your scripts, your runs."
            label="Open a folder"
            onClick={() => chat.post({ type: 'noticeAction', command: 'openFolder' })}
          />
        )}
        {workspace !== undefined && workspace.name !== undefined && !workspace.isTrusted && (
          <Blocked
            icon="workspace-untrusted"
            text="This workspace is not trusted, so nothing in it is run or changed."
            label="Manage trust"
            onClick={() => chat.post({ type: 'noticeAction', command: 'manageTrust' })}
          />
        )}
        {workspace !== undefined && workspace.name !== undefined && workspace.isTrusted && (
          <ul class="examples" aria-label="Examples">
            {examples.map((prompt) => (
              <li>
                <button type="button" class="example" onClick={() => suggest(prompt)}>
                  {prompt}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

interface BlockedProps {
  readonly icon: string;
  readonly text: string;
  readonly label: string;
  readonly onClick: () => void;
}

export function Blocked({ icon, text, label, onClick }: BlockedProps) {
  return (
    <div class="blocked">
      <p>
        <Icon name={icon} />
        <span>{text}</span>
      </p>
      <button type="button" class="button" onClick={onClick}>
        {label}
      </button>
    </div>
  );
}
