import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ApprovalCard } from '../../../src/protocol/chat.ts';
import { useChat } from '../context.ts';
import { Detail } from './toolBody.tsx';
import type { ToolEntry } from './toolLook.ts';

/** The question itself: why it is asked, what would happen, and the three answers. */
export function Approval({ approval, item }: { readonly approval: ApprovalCard; readonly item: ToolEntry }) {
  const chat = useChat();
  const [feedback, setFeedback] = useState('');
  const root = useRef<HTMLFieldSetElement>(null);
  const isAnswered = chat.answered.value.has(approval.id);
  const hadFocus = useRef(false);
  useLayoutEffect(
    () => () => {
      // The buttons go away with the answer; whoever pressed one keeps the keyboard, but never on a button that a held key would press.
      if (hadFocus.current) chat.focusRequests.value++;
    },
    [],
  );
  const answer = (kind: 'approve' | 'reject', scope: 'call' | 'session') => {
    hadFocus.current = root.current?.contains(document.activeElement) === true;
    chat.answer([approval.id], kind, scope, kind === 'reject' ? { feedback } : {});
  };
  const feedbackId = `feedback-${approval.id}`;
  return (
    <fieldset ref={root} class="approval" data-approval={approval.id} disabled={isAnswered}>
      <legend class="visually-hidden">Approval needed: {approval.title}</legend>
      {approval.title !== item.title && <p class="approval-title">{approval.title}</p>}
      {approval.reason !== '' && <p class="approval-reason">{approval.reason}</p>}
      {(approval.effectLines.length > 1 || item.detail?.kind !== 'edit') && approval.effectLines.length > 0 && (
        <ul class="approval-effects" aria-label="What it would do">
          {approval.effectLines.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
      {item.detail !== undefined && <Detail detail={item.detail} call={item.id} canOpenDiff />}
      <div class="approval-buttons">
        <button type="button" class="button" onClick={() => answer('approve', 'call')}>
          Approve
        </button>
        {approval.sessionScope !== undefined && (
          <button
            type="button"
            class="button button-secondary"
            title={`Until this session is closed: ${approval.sessionScope}`}
            onClick={() => answer('approve', 'session')}
          >
            Approve for session
          </button>
        )}
        <button type="button" class="button button-secondary" onClick={() => answer('reject', 'call')}>
          Reject
        </button>
      </div>
      <label class="visually-hidden" for={feedbackId}>
        What to do instead (sent with Reject)
      </label>
      <input
        id={feedbackId}
        class="text-input"
        type="text"
        value={feedback}
        placeholder="Optional: what to do instead, if rejected"
        onInput={(event) => setFeedback(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing || feedback.trim() === '') return;
          event.preventDefault();
          answer('reject', 'call');
        }}
      />
    </fieldset>
  );
}
