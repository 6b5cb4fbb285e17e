import type { RuleOffer } from '../../../src/base/approval.ts';
import { formatCount, plural } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import { visible } from '../../shared/visible.ts';
import { useChat } from '../context.ts';

interface RuleChoiceProps {
  readonly id: string;
  readonly rule: RuleOffer;
  readonly whyNot: string | undefined;
  readonly onChoose: () => void;
}

/** The answer that lasts: the rule in words on its button, and what it would have let pass so far. */
export function RuleChoice({ id, rule, whyNot, onChoose }: RuleChoiceProps) {
  const chat = useChat();
  const { text, matched, matchedCount } = rule;
  const key = `${id}-rule`;
  const isOpen = chat.isOpen(key, false);
  const more = matchedCount - matched.length;
  return (
    <div class="rule-choice">
      <button type="button" class="button button-secondary" disabled={whyNot !== undefined} title={whyNot} onClick={onChoose}>
        {visible(text)}
      </button>
      {matchedCount === 0 ? (
        <p class="rule-count">Would match no earlier call.</p>
      ) : (
        <button
          type="button"
          class="button button-quiet rule-count"
          aria-expanded={isOpen}
          aria-controls={`body-${key}`}
          onClick={() => chat.setOpen(key, !isOpen)}
        >
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} /> Would match {plural(matchedCount, 'earlier call')}
        </button>
      )}
      <div id={`body-${key}`} class="rule-matched" hidden={!isOpen || matchedCount === 0}>
        <ul aria-label="Calls that it would have matched">
          {matched.map((call) => (
            <li>{visible(call)}</li>
          ))}
        </ul>
        {more > 0 && <p>and {formatCount(more)} more</p>}
      </div>
    </div>
  );
}
