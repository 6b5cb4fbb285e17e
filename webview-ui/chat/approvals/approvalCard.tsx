import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../shared/icon.tsx';
import { useChat } from '../context.ts';
import { ToolHeader } from '../items/toolHeader.tsx';
import { AlikeRequests } from './alikeRequests.tsx';
import { type AskedItem, type Card, cardTitle } from './cards.ts';
import { onlyFreshKeys, useLostFocus } from './keptFocus.ts';
import { OneRequest } from './oneRequest.tsx';
import { RuleChoice } from './ruleChoice.tsx';

/** The question: what would happen, to one call or to several alike, and the answers. */
export function ApprovalCardView({ card }: { readonly card: Card }) {
  const chat = useChat();
  const root = useRef<HTMLFieldSetElement>(null);
  const hadFocus = useRef(false);
  const { items } = card;
  const [first] = items;
  const approvals = items.map(({ approval }) => approval.id);
  const isAnswered = approvals.every((approval) => chat.answered.value.has(approval));
  // The buttons go away with the answer; whoever pressed one keeps the keyboard, but never on a button that a held key would press.
  const leave = () => {
    hadFocus.current = false;
    chat.focusRequests.value++;
  };
  useLostFocus(root, leave);
  useLayoutEffect(() => () => void (hadFocus.current && document.hasFocus() && leave()), []);
  useLayoutEffect(() => {
    if (chat.approvals.wanted.value !== card.key) return;
    chat.approvals.wanted.value = undefined;
    root.current?.scrollIntoView({ block: 'nearest' });
    root.current?.focus();
  }, [chat.approvals.wanted.value]);
  if (first === undefined) return null;
  const draft = chat.approvals.draft(card.key);
  const script = items.length === 1 && first.approval.script !== undefined ? draft.script.value : undefined;

  const answer = (kind: 'approve' | 'reject', scope: 'call' | 'session' | 'rule') => {
    hadFocus.current = root.current?.contains(document.activeElement) === true;
    if (kind === 'reject') chat.answer(approvals, kind, scope, { feedback: draft.feedback.peek() });
    else chat.answer(approvals, kind, scope, script === undefined ? {} : { script });
  };
  const title = cardTitle(card);
  return (
    <div class="tool tool-asked is-open">
      <div class="row">{items.length === 1 ? <ToolHeader item={first} chevron={undefined} /> : <AlikeHeader title={title} />}</div>
      <fieldset
        ref={root}
        class="approval tool-body"
        data-approval={approvals.join(' ')}
        disabled={isAnswered}
        tabIndex={-1}
        onKeyDown={onlyFreshKeys}
      >
        <legend class="visually-hidden">Approval needed: {title}</legend>
        {items.length === 1 ? (
          <OneRequest item={first} script={draft.script} />
        ) : (
          <AlikeRequests items={items} onLostFocus={() => root.current?.focus()} />
        )}
        <Answers items={items} script={script} onAnswer={answer} />
        <Feedback card={card} onReject={() => answer('reject', 'call')} />
        <Rule card={card} isChanged={script !== undefined} onChoose={() => answer('approve', 'rule')} />
      </fieldset>
    </div>
  );
}

function AlikeHeader({ title }: { readonly title: string }) {
  return (
    <>
      <span class="tool-icon state-asked">
        <Icon name="bell-dot" />
      </span>
      <span class="row-title">{title}</span>
      <span class="row-state">Need your approval</span>
    </>
  );
}

interface AnswersProps {
  readonly items: readonly AskedItem[];
  /** What the person wrote in place of what was proposed. */
  readonly script: string | undefined;
  readonly onAnswer: (answer: 'approve' | 'reject', scope: 'call' | 'session') => void;
}

function Answers({ items, script, onAnswer }: AnswersProps) {
  const scopes = items.map(({ approval }) => approval.sessionScope);
  const [scope] = scopes;
  const isChanged = script !== undefined;
  const all = items.length === 1 ? '' : ` all ${items.length}`;
  return (
    <div class="approval-buttons">
      <button type="button" class="button" disabled={script?.trim() === ''} onClick={() => onAnswer('approve', 'call')}>
        {isChanged ? 'Approve changed' : `Approve${all}`}
      </button>
      {scope !== undefined && scopes.every((each) => each !== undefined) && (
        <button
          type="button"
          class="button button-secondary"
          disabled={isChanged}
          title={isChanged ? onlyOnce : `Until this session is closed: ${[...new Set(scopes)].join('; ')}`}
          onClick={() => onAnswer('approve', 'session')}
        >
          {items.length === 1 ? 'Approve for session' : 'All for session'}
        </button>
      )}
      <button type="button" class="button button-secondary" onClick={() => onAnswer('reject', 'call')}>
        Reject{all}
      </button>
    </div>
  );
}

const onlyOnce = 'What you changed yourself is approved once';

function Feedback({ card, onReject }: { readonly card: Card; readonly onReject: () => void }) {
  const { feedback } = useChat().approvals.draft(card.key);
  const id = `feedback-${card.items[0]?.approval.id}`;
  return (
    <>
      <label class="visually-hidden" for={id}>
        What to do instead (sent with Reject)
      </label>
      <input
        id={id}
        class="text-input"
        type="text"
        value={feedback.value}
        placeholder="Optional: what to do instead, if rejected"
        onInput={(event) => {
          feedback.value = event.currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing || feedback.peek().trim() === '') return;
          event.preventDefault();
          onReject();
        }}
      />
    </>
  );
}

/** Offered where one rule covers everything that the card asks. */
function Rule({ card, isChanged, onChoose }: { readonly card: Card; readonly isChanged: boolean; readonly onChoose: () => void }) {
  const first = card.items[0]?.approval;
  const rule = first?.rule;
  if (first === undefined || rule === undefined || card.items.some(({ approval }) => approval.rule?.text !== rule.text)) return null;
  return <RuleChoice id={first.id} rule={rule} whyNot={isChanged ? onlyOnce : undefined} onChoose={onChoose} />;
}
