import { useRef, useState } from 'preact/hooks';
import type { GrantHead } from '../../../src/protocol/chat.ts';
import { formatMoment } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import { useLostFocus } from '../approvals/keptFocus.ts';
import { useChat } from '../context.ts';

/** Above the conversation while a grant is in force: until when, what it allows, and the way to end it. */
export function GrantBanner() {
  const grant = useChat().transcript.head.value?.grant;
  return grant === undefined ? null : <InForce key={grant.id} grant={grant} />;
}

function InForce({ grant }: { readonly grant: GrantHead }) {
  const chat = useChat();
  const root = useRef<HTMLElement>(null);
  const [isRevoking, setRevoking] = useState(false);
  useLostFocus(root, () => chat.focusRequests.value++);
  const isOpen = chat.isOpen('grant', false);
  const revoke = () => {
    setRevoking(true);
    chat.post({ type: 'revokeGrant' });
    // The button goes away with the grant.
    chat.focusRequests.value++;
  };
  return (
    <section ref={root} class="grant" aria-label="Grant in force">
      <div class="grant-head">
        <button type="button" class="row" aria-expanded={isOpen} aria-controls="grant-lines" onClick={() => chat.setOpen('grant', !isOpen)}>
          <Icon name="shield" />
          <span class="row-title">Grant until {formatMoment(grant.endsAtMs, Date.now())}</span>
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
        </button>
        <button type="button" class="button button-secondary" disabled={isRevoking} onClick={revoke}>
          {isRevoking ? 'Revoking…' : 'Revoke'}
        </button>
      </div>
      <div id="grant-lines" class="grant-lines" hidden={!isOpen}>
        <ul aria-label="What it allows">
          {grant.lines.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
        <p class="approval-protection">
          <Icon name="shield" />
          <span>{grant.protection}</span>
        </p>
      </div>
    </section>
  );
}
