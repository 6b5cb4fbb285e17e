import { formatDuration } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import { useChat } from '../context.ts';
import { Approval } from './approval.tsx';
import { ChangeCounts } from './changeCounts.tsx';
import { ToolBody } from './toolBody.tsx';
import { hasBody, isOpenByDefault, stateLooks, type ToolEntry, toolIcon } from './toolLook.ts';

/** A tool call: one quiet row that opens; a card of its own while it waits for the person. */
export function ToolItem({ item }: { readonly item: ToolEntry }) {
  const chat = useChat();
  const canOpen = hasBody(item);
  const isAsked = item.state === 'asked' && item.approval !== undefined;
  const isOpen = canOpen && (isAsked || chat.isOpen(item.id, isOpenByDefault(item)));
  const body = `body-${item.id}`;
  const header = <ToolHeader item={item} chevron={canOpen && !isAsked ? isOpen : undefined} />;
  return (
    <div class={`tool tool-${item.state}${isOpen ? ' is-open' : ''}`}>
      {canOpen && !isAsked ? (
        <button type="button" class="row" aria-expanded={isOpen} aria-controls={body} onClick={() => chat.setOpen(item.id, !isOpen)}>
          {header}
        </button>
      ) : (
        <div class="row">{header}</div>
      )}
      {item.note !== undefined && item.note !== '' && <p class="tool-note">{item.note}</p>}
      {canOpen && (
        <div id={body} class="tool-body" hidden={!isOpen}>
          {isOpen && isAsked && item.approval !== undefined && <Approval approval={item.approval} item={item} />}
          {isOpen && !isAsked && <ToolBody item={item} />}
        </div>
      )}
    </div>
  );
}

function ToolHeader({ item, chevron }: { readonly item: ToolEntry; readonly chevron: boolean | undefined }) {
  const look = stateLooks[item.state];
  const { detail } = item;
  return (
    <>
      <span class={`tool-icon state-${item.state}`}>
        <Icon name={look.icon ?? toolIcon(item)} spin={item.state === 'running'} />
      </span>
      <span class="row-title" title={item.title}>
        {item.title}
      </span>
      <span class="visually-hidden">{look.words}</span>
      {item.state !== 'done' && item.state !== 'running' && item.state !== 'failed' && (
        <span class="row-state" aria-hidden="true">
          {look.words}
        </span>
      )}
      {detail?.kind === 'edit' && <ChangeCounts added={detail.added} removed={detail.removed} />}
      {detail?.kind === 'shell' && item.state !== 'asked' && detail.exitCode !== null && detail.exitCode !== 0 && (
        <span class="exit-code">exit {detail.exitCode}</span>
      )}
      {item.durationMs !== undefined && item.durationMs >= 1000 && <span class="row-time">{formatDuration(item.durationMs)}</span>}
      {chevron !== undefined && <Icon name={chevron ? 'chevron-down' : 'chevron-right'} />}
    </>
  );
}
