import { useRef } from 'preact/hooks';
import { Icon } from '../../shared/icon.tsx';
import { visible } from '../../shared/visible.ts';
import { useChat } from '../context.ts';
import { ChangeCounts } from '../items/changeCounts.tsx';
import type { AskedItem } from './cards.ts';
import { CommandView } from './commandView.tsx';
import { Cost, Effects, Protection, SilentChanges } from './facts.tsx';
import { useLostFocus } from './keptFocus.ts';
import { Work } from './oneRequest.tsx';
import { costTogether, effectsToSay, sharedLines, sharedValue } from './requestText.ts';

interface AlikeRequestsProps {
  readonly items: readonly AskedItem[];
  readonly onLostFocus: () => void;
}

/** Several requests that differ in little: what they share is said once, what differs in each one's row. */
export function AlikeRequests({ items, onLostFocus }: AlikeRequestsProps) {
  const { shared, own } = sharedLines(items.map(effectsToSay));
  const reason = sharedValue(items.map(({ approval }) => approval.reason));
  const protection = sharedValue(items.map(({ approval }) => approval.protection));
  const cost = costTogether(items.map(({ approval }) => approval.cost));
  return (
    <>
      {reason !== undefined && reason !== '' && <p class="approval-reason">{visible(reason)}</p>}
      <ul class="alike" aria-label="Requests">
        {items.map((item, at) => (
          <Alike
            key={item.id}
            item={item}
            effects={own[at] ?? []}
            hasOwnReason={reason === undefined}
            hasOwnProtection={protection === undefined}
            onLostFocus={onLostFocus}
          />
        ))}
      </ul>
      {shared.length > 0 && (
        <div>
          <p class="approval-reason">Each of them:</p>
          <Effects lines={shared} label="What each of them would do" />
        </div>
      )}
      {protection !== undefined && <Protection words={protection} />}
      {cost !== undefined && <Cost cost={cost} />}
    </>
  );
}

interface AlikeProps {
  readonly item: AskedItem;
  readonly effects: readonly string[];
  readonly hasOwnReason: boolean;
  readonly hasOwnProtection: boolean;
  readonly onLostFocus: () => void;
}

function Alike({ item, effects, hasOwnReason, hasOwnProtection, onLostFocus }: AlikeProps) {
  const chat = useChat();
  const row = useRef<HTMLLIElement>(null);
  // Answered elsewhere, or answered on its own from now on: then its own card takes the keyboard.
  useLostFocus(row, onLostFocus);
  const { approval, detail } = item;
  const { command, changes = [], cost, reason, protection } = approval;
  return (
    <li ref={row}>
      <div class="alike-head">
        <span class="alike-title">{visible(approval.title)}</span>
        {detail?.kind === 'edit' && <ChangeCounts added={detail.added} removed={detail.removed} />}
        <button
          type="button"
          class="button button-quiet"
          aria-label={`Answer separately: ${approval.title}`}
          onClick={() => chat.approvals.separate(approval.id)}
        >
          Answer separately
        </button>
      </div>
      {hasOwnReason && reason !== '' && <p class="approval-reason">{visible(reason)}</p>}
      {command !== undefined && <CommandView parts={command} />}
      <Effects lines={effects} />
      {hasOwnProtection && protection !== undefined && <Protection words={protection} />}
      {changes.length > 0 && <SilentChanges changes={changes} />}
      {cost !== undefined && <p class="alike-cost">{cost.text}</p>}
      {command === undefined && (detail !== undefined || approval.script !== undefined) && <What item={item} />}
    </li>
  );
}

/** The change or the script itself, folded: there may be many. */
function What({ item }: { readonly item: AskedItem }) {
  const chat = useChat();
  const key = `${item.approval.id}-what`;
  const isOpen = chat.isOpen(key, false);
  return (
    <>
      <button
        type="button"
        class="button button-quiet alike-toggle"
        aria-expanded={isOpen}
        aria-controls={`body-${key}`}
        aria-label={`${wordsOf(item)}: ${item.approval.title}`}
        onClick={() => chat.setOpen(key, !isOpen)}
      >
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} /> {wordsOf(item)}
      </button>
      <div id={`body-${key}`} class="alike-what" hidden={!isOpen}>
        {isOpen && <Work item={item} />}
      </div>
    </>
  );
}

function wordsOf({ detail }: AskedItem): string {
  return detail?.kind === 'edit' ? 'Changes' : detail?.kind === 'shell' ? 'Command' : 'Details';
}
