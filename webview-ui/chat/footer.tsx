import type { ContextUsage } from '../../src/base/usage.ts';
import type { SpendHead } from '../../src/protocol/chat.ts';
import { composerHintId } from './composer/composer.tsx';
import { useChat } from './context.ts';
import type { ChatModel } from './model.ts';
import { isNearlySpent, isSpending, spendLines, spendText } from './spendText.ts';
import { usageText, usageWords } from './usageText.ts';

/** The line below the composer: what its keys do now, and how much of the model's window is in use. It is always there, so nothing moves. */
export function Footer() {
  const chat = useChat();
  const head = chat.transcript.head.value;
  const usage = head?.usage;
  const isAsked = chat.isWorking() && (head?.pendingApprovals ?? 0) > 0;
  return (
    <div class="footer">
      <span id={composerHintId} class={`footer-hint${isAsked ? ' is-urgent' : ''}`}>
        {isAsked ? 'Sending now takes the question back' : keysHint(chat)}
      </span>
      {head !== undefined && isSpending(head.spend) && <Spend spend={head.spend} />}
      {usage !== undefined && <Usage usage={usage} />}
    </div>
  );
}

function keysHint(chat: ChatModel): string {
  if (!chat.isWorking() || chat.status === 'stopping') return '';
  return chat.delivery === 'queue' ? 'Alt+Enter sends now' : 'Alt+Enter queues';
}

/** What this session has cost. A click leads to the caps and to all that was spent. */
function Spend({ spend }: { readonly spend: SpendHead }) {
  const chat = useChat();
  const lines = spendLines(spend);
  return (
    <button
      type="button"
      class={`spend${isNearlySpent(spend) ? ' is-nearly-spent' : ''}`}
      aria-label={`${spendText(spend)}. ${lines.join(' ')} Show spending`}
      title={lines.join('\n')}
      onClick={() => chat.post({ type: 'showSpending' })}
    >
      {spendText(spend)}
    </button>
  );
}

/** Above this the conversation will soon be summarised. */
const nearlyFull = 0.85;

function Usage({ usage }: { readonly usage: ContextUsage }) {
  const { promptTokens, contextTokens } = usage;
  const words = usageWords(usage);
  if (contextTokens === undefined) {
    return (
      <span class="usage" role="img" aria-label={words} title={words}>
        {usageText(usage)}
      </span>
    );
  }
  const share = Math.min(1, promptTokens / contextTokens);
  return (
    <span
      class={`usage${share >= nearlyFull ? ' is-nearly-full' : ''}`}
      role="meter"
      aria-label={words}
      aria-valuemin={0}
      aria-valuemax={contextTokens}
      aria-valuenow={Math.min(promptTokens, contextTokens)}
      aria-valuetext={usageText(usage)}
      title={words}
    >
      <span class="usage-meter" aria-hidden="true">
        <span class="usage-fill" style={{ width: `${share * 100}%` }} />
      </span>
      <span>{usageText(usage)}</span>
    </span>
  );
}
