import assert from 'node:assert/strict';
import { Transcript } from '../../../src/app/transcript.ts';
import type { CallId, EventId, MessageId } from '../../../src/base/ids.ts';
import { newId } from '../../../src/base/newId.ts';
import type { SessionEvent, SessionEventBody } from '../../../src/sessions/events.ts';

function logged(body: SessionEventBody): SessionEvent {
  return { v: 1, id: newId<EventId>('ev'), parent: null, atMs: 0, ...body };
}

describe('The transcript', () => {
  // shows: approval-card, policy-outside
  it('shortens paths of the workspace only, so that a folder beside it is named in full', () => {
    const transcript = new Transcript(['/work/space', '/']);
    const cases = [
      ['write /work/space/train.py', 'write train.py'],
      ['run “ls” in /work/space', 'run “ls” in space'],
      ['run “ls” in /work/space/', 'run “ls” in space'],
      ['write /work/space2/train.py', 'write /work/space2/train.py'],
      ['write /work/space.old/train.py', 'write /work/space.old/train.py'],
      ['write /home/work/space/train.py', 'write /home/work/space/train.py'],
      ['write /work/spaceé/train.py', 'write /work/spaceé/train.py'],
      ['execute python /work/space/train.py in /work/space', 'execute python train.py in space'],
      ['reach https://example.org//x', 'reach https://example.org//x'],
    ] as const;
    for (const [full, short] of cases) assert.equal(transcript.shorten(full), short);
  });

  it('keeps of a result what a card can show, however long it is', () => {
    const transcript = new Transcript([]);
    const response = newId<MessageId>('re');
    const call = newId<CallId>('ca');
    transcript.apply(logged({ type: 'response.call', response, call, providerId: 'p', name: 'run_shell', argumentsJson: '{}' }));
    const long = 'x'.repeat(100_000);
    const [shown] = transcript.progress(call, long);
    assert.ok(JSON.stringify(shown).length < 20_000);
    const detail = { kind: 'edit', path: '/a', unified: long, added: 1, removed: 1 } as const;
    const [ended] = transcript.apply(logged({ type: 'tool.ended', call, outcome: 'done', content: long, detail }));
    assert.ok(JSON.stringify(ended).length < 90_000);
  });
});
