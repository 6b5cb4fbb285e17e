import assert from 'node:assert/strict';
import type { SessionEvent } from '../../src/sessions/events.ts';

/** Events that a program printed before it was killed: whole lines only, pieces of one streamed text joined again, and no other records. */
export function toldEvents(output: string): readonly SessionEvent[] {
  const byId = new Map<string, SessionEvent>();
  for (const line of output.split('\n').slice(0, -1)) {
    const event: SessionEvent = JSON.parse(line);
    if (event.id === undefined) continue;
    const earlier = byId.get(event.id);
    const isPiece = earlier !== undefined && 'text' in earlier && 'text' in event;
    byId.set(event.id, isPiece ? { ...event, text: `${earlier.text}${event.text}` } : event);
  }
  return [...byId.values()];
}

/**
 * Those that nobody may lose: the program went on only because they were on the disk. A turn begins, a question is answered and a call
 * acts after its event was synced, so what was told of what comes after says that the event, and all before it, is there.
 */
export function acknowledged(told: readonly SessionEvent[]): readonly SessionEvent[] {
  const last = told.findLastIndex((event, index) => isFollowed(event, told.slice(index + 1)));
  return told.slice(0, last + 1);
}

function isFollowed(event: SessionEvent, later: readonly SessionEvent[]): boolean {
  switch (event.type) {
    case 'turn.started':
      return later.some((next) => next.type === 'response.started' && next.turn === event.turn);
    case 'approval.asked':
      return later.some((next) => next.type === 'approval.answered' && next.approval === event.approval);
    case 'approval.answered':
      return later.some((next) => next.type === 'tool.started');
    case 'tool.started':
      return later.some((next) => next.type === 'tool.ended' && next.call === event.call && next.outcome === 'done');
    default:
      return false;
  }
}

/** Every acknowledged event is in the log, and says there what was told. */
export function checkTold(told: readonly SessionEvent[], logged: ReadonlyMap<string, SessionEvent>): void {
  for (const event of acknowledged(told)) {
    const kept = logged.get(event.id);
    assert.ok(kept !== undefined, `the acknowledged ${event.type} ${event.id} is lost`);
    assert.equal(kept.type, event.type);
    if ('text' in event && 'text' in kept) assert.ok(`${kept.text}`.startsWith(`${event.text}`), `${event.id} lost words that were told`);
  }
}
