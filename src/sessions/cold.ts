import type { CallId, EventId } from '../base/ids.ts';
import type { ToolDetail } from '../base/tool.ts';
import type { SessionEvent } from './events.ts';

/** Results of up to this many characters stay in memory: leaving them in the file would save nothing. */
export const warmChars = 1024;

/** The calls whose results the context of this branch no longer holds: before the newest summary, or pruned. */
export function coldCalls(branch: readonly SessionEvent[]): ReadonlySet<CallId> {
  const cold = new Set<CallId>();
  let summarised = 0;
  for (const [index, event] of branch.entries()) {
    if (event.type === 'context.pruned') for (const call of event.calls) cold.add(call);
    // Without a summary, messages were only shortened: what stood before them still stands there. What one has left out no later one brings back.
    if (event.type !== 'context.compacted' || event.summary === '') continue;
    summarised = Math.max(summarised, event.keepFrom === undefined ? index : indexOf(branch, event.keepFrom, index));
  }
  for (const event of branch.slice(0, summarised)) if (event.type === 'tool.ended') cold.add(event.call);
  return cold;
}

/** The event as memory keeps it once its result is out of the context; the same event when it is no long result. */
export function chilled(event: SessionEvent, cold: ReadonlySet<CallId>): SessionEvent {
  if (event.type !== 'tool.ended' || event.isCold === true || !cold.has(event.call) || !isLong(event)) return event;
  const { detail, ...rest } = event;
  // How a run stands is little to keep, and the state of the work is told from it.
  return { ...rest, content: '', ...(detail?.kind === 'run' ? { detail } : {}), isCold: true };
}

export function isLong({ content, detail }: { readonly content: string; readonly detail?: ToolDetail }): boolean {
  return content.length + charsOf(detail) > warmChars;
}

function charsOf(detail: ToolDetail | undefined): number {
  switch (detail?.kind) {
    case undefined:
    case 'run':
      return 0;
    case 'text':
      return detail.text.length;
    case 'shell':
      return detail.output.length + detail.command.length;
    case 'edit':
      return detail.unified.length;
    case 'files':
      return detail.paths.reduce((sum, path) => sum + path.length, 0);
    case 'plan':
      return detail.items.reduce((sum, item) => sum + item.text.length, 0);
    case 'research':
      return JSON.stringify(detail.agents).length;
    case 'table':
      return JSON.stringify(detail.rows).length;
    default:
      return detail satisfies never;
  }
}

/** What a summary keeps begins before it. One that names no event of this branch keeps everything. */
function indexOf(branch: readonly SessionEvent[], id: EventId, before: number): number {
  for (let index = before; index >= 0; index -= 1) if (branch[index]?.id === id) return index;
  return 0;
}
