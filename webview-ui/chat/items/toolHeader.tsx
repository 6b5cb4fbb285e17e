import { formatDuration } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import { visible } from '../../shared/visible.ts';
import { ChangeCounts } from './changeCounts.tsx';
import { stateLooks, type ToolEntry, toolIcon } from './toolLook.ts';

interface ToolHeaderProps {
  readonly item: ToolEntry;
  /** Whether it is open; undefined where it cannot be folded. */
  readonly chevron: boolean | undefined;
}

/** The line of a tool call: what it is, how it stands, and how long it took. */
export function ToolHeader({ item, chevron }: ToolHeaderProps) {
  const look = stateLooks[item.state];
  const { detail } = item;
  return (
    <>
      <span class={`tool-icon state-${item.state}`}>
        <Icon name={look.icon ?? toolIcon(item)} spin={item.state === 'running'} />
      </span>
      <span class="row-title" title={item.title}>
        {item.state === 'asked' ? visible(item.title) : item.title}
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
