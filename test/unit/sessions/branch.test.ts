import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { CallId, EventId, MessageId, TurnId } from '../../../src/base/ids.ts';
import { branchOf } from '../../../src/sessions/branch.ts';
import type { SessionEvent } from '../../../src/sessions/events.ts';
import type { FileSessionLog } from '../../../src/sessions/log.ts';
import { UnknownEvent } from '../../../src/sessions/sessionErrors.ts';
import { createSession, openSession } from '../../../src/sessions/store.ts';

const turn = 'tu_1' as TurnId;
const response = 're_1' as MessageId;
const call = 'ca_1' as CallId;

/** What a branch is, said in the plainest way. */
function parentWalk(events: readonly SessionEvent[]): readonly SessionEvent[] {
  const walked: SessionEvent[] = [];
  for (let event = events.at(-1); event !== undefined; ) {
    walked.unshift(event);
    const { parent } = event;
    event = events.find(({ id }) => id === parent);
  }
  return walked;
}

describe('The branch of a session log', () => {
  let home: string;
  let log: FileSessionLog;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'practicum-branch-'));
    log = await createSession({ home, workspace: home, app: 'test' });
  });

  afterEach(async () => {
    await log.close();
    await rm(home, { recursive: true, force: true });
  });

  const say = (words: string): Promise<SessionEvent> => log.append({ type: 'notice', level: 'info', text: words });
  const rewindTo = (to: EventId): Promise<SessionEvent> => log.append({ type: 'session.rewound', turn, to });
  const texts = (): readonly string[] => log.branch.flatMap((event) => (event.type === 'notice' ? [event.text] : []));

  // shows: sessions-undo
  it('is the whole log until something is rewound, and leaves out what was taken back from then on', async () => {
    const kept = await say('kept');
    await say('taken back');
    assert.deepEqual(log.branch, log.events);
    const rewound = await rewindTo(kept.id);
    assert.equal(rewound.parent, kept.id);
    const next = await say('next');
    assert.equal(next.parent, rewound.id);
    assert.deepEqual(texts(), ['kept', 'next']);
    assert.equal(log.events.length, 5);
  });

  it('can go back to what was taken back before', async () => {
    const first = await say('first');
    const second = await say('second');
    await rewindTo(first.id);
    await say('third');
    await rewindTo(second.id);
    assert.deepEqual(texts(), ['first', 'second']);
    assert.deepEqual(log.branch, parentWalk(log.events));
  });

  it('shows streamed text as it grows', async () => {
    const first = await say('first');
    await rewindTo(first.id);
    await log.append({ type: 'response.text', response, text: 'one ' });
    await log.append({ type: 'response.text', response, text: 'two ' });
    const last = log.branch.at(-1);
    assert.ok(last?.type === 'response.text' && last.text.startsWith('one'));
    assert.equal(last, log.events.at(-1));
  });

  it('cannot go back to an event that is not there', async () => {
    await assert.rejects(rewindTo('ev_nowhere' as EventId), UnknownEvent);
    assert.equal(log.events.length, 1);
  });

  it('survives a line that is damaged: what follows goes on where the line before it was', () => {
    const event = (id: string, parent: string | null): SessionEvent => ({
      v: 1,
      id: id as EventId,
      parent: parent as EventId | null,
      atMs: 0,
      type: 'notice',
      level: 'info',
      text: id,
    });
    const ids = (events: readonly SessionEvent[]): readonly string[] => branchOf(events).map(({ id }) => id);
    assert.deepEqual(ids([event('a', null), event('c', 'lost'), event('d', 'c')]), ['a', 'c', 'd']);
    assert.deepEqual(ids([event('a', null), event('c', 'lost'), event('d', 'c'), event('x', 'a'), event('y', 'd')]), ['a', 'c', 'd', 'y']);
  });

  // shows: sessions-undo
  it('is the walk from the newest event to the first, whatever was appended and rewound, also after reopening', async function () {
    this.timeout(60_000);
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.constant('append' as const) },
      { weight: 1, arbitrary: fc.nat().map((back) => ({ back })) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const mine = await createSession({ home, workspace: home, app: 'test' });
        try {
          for (const what of steps) {
            const target = what === 'append' ? undefined : mine.events[what.back % mine.events.length];
            if (target === undefined) await mine.append({ type: 'notice', level: 'info', text: 'x' });
            else await mine.append({ type: 'session.rewound', turn, to: target.id });
            assert.deepEqual(mine.branch, parentWalk(mine.events));
          }
        } finally {
          await mine.close();
        }
        const again = await openSession({ home, workspace: home, app: 'test', session: mine.session });
        try {
          assert.deepEqual(again.branch, parentWalk(again.events));
          assert.deepEqual(again.branch.slice(0, -1), mine.branch);
        } finally {
          await again.close();
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('The whole result of a call', () => {
  let home: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'practicum-recall-'));
  });

  afterEach(() => rm(home, { recursive: true, force: true }));

  it('is kept beside the log, redacted, where the content is a part of it', async () => {
    const log = await createSession({ home, workspace: home, app: 'test' });
    const secret = `sk-ant-api03-${'Ab1Cd2'.repeat(10)}`;
    await log.append({ type: 'tool.ended', call, outcome: 'done', content: 'a part', full: `a part and ${secret}` });
    const ended = log.events.at(-1);
    assert.ok(ended?.type === 'tool.ended' && ended.blob !== undefined);
    assert.equal(ended.content, 'a part');
    assert.ok(!('full' in ended));
    assert.equal(Buffer.from(await log.getBlob(ended.blob)).toString(), 'a part and [redacted:anthropic]');
    await log.close();
    assert.ok(!(await readFile(log.path, 'utf8')).includes('"full"'));
  });

  it('is found again by its call', async () => {
    const log = await createSession({ home, workspace: home, app: 'test' });
    const ended = await log.append({ type: 'tool.ended', call, outcome: 'done', content: 'what it said' });
    assert.deepEqual(await log.recall(call), ended);
    assert.equal(await log.recall('ca_other' as CallId), undefined);
    await log.close();
  });
});
