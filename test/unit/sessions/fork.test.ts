import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import type { ApprovalId, CallId, EventId, MessageId, TurnId } from '../../../src/base/ids.ts';
import type { SessionEvent } from '../../../src/sessions/events.ts';
import { forkSession } from '../../../src/sessions/fork.ts';
import type { FileSessionLog } from '../../../src/sessions/log.ts';
import { readLog } from '../../../src/sessions/readLog.ts';
import { pendingApprovals, recoverEvents } from '../../../src/sessions/recover.ts';
import { NewerLog, SessionNotFound, UnknownEvent } from '../../../src/sessions/sessionErrors.ts';
import { createSession, listSessions, openSession } from '../../../src/sessions/store.ts';
import { anyBody } from './anyBody.ts';
import { startWriter } from './writer.ts';

const call = 'ca_1' as CallId;
const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };
const turnId = (name: string): TurnId => `tu_${name}` as TurnId;

describe('A fork of a session', () => {
  let home: string;
  let log: FileSessionLog;
  let forks: FileSessionLog[];

  beforeEach(async () => {
    home = await realpath(await mkdtemp(join(tmpdir(), 'practicum-fork-')));
    log = await createSession({ home, workspace: home, app: 'test' });
    forks = [];
  });

  afterEach(async () => {
    for (const open of [log, ...forks]) await open.close();
    await rm(home, { recursive: true, force: true });
  });

  const start = (name: string): Promise<SessionEvent> =>
    log.append({ type: 'turn.started', turn: turnId(name), message: `me_${name}` as MessageId, text: name, mentions: [] });
  const end = (name: string): Promise<SessionEvent> => log.append({ type: 'turn.ended', turn: turnId(name), end: 'done' });
  const fork = async (before?: TurnId | EventId, session = log.session): Promise<FileSessionLog> => {
    await log.flush();
    const made = await forkSession({ home, workspace: home, app: 'forker', session, before });
    forks.push(made);
    return made;
  };

  // shows: sessions-fork
  it('holds what came before a turn, byte for byte, and says where it comes from', async () => {
    await start('one');
    const last = await end('one');
    await start('two');
    const made = await fork(turnId('two'));
    const [created, ...rest] = made.branch;
    assert.ok(created?.type === 'session.created');
    assert.deepEqual(created.forkedFrom, { session: log.session, event: last.id });
    assert.deepEqual([created.session, created.app, created.workspace], [made.session, 'forker', home]);
    assert.deepEqual(rest, log.branch.slice(1, 3));
    await made.append({ type: 'notice', level: 'info', text: 'only here' });
    await made.flush();
    const lines = async (path: string): Promise<readonly string[]> => (await readFile(path, 'utf8')).split('\n');
    assert.deepEqual((await lines(made.path)).slice(1, 3), (await lines(log.path)).slice(1, 3));
    assert.equal(log.branch.length, 4);
    assert.equal((await listSessions({ home, workspace: home })).length, 2);
  });

  // shows: sessions-fork
  it('can begin before any event, and goes on from the branch alone', async () => {
    const kept = await start('one');
    const dropped = await start('gone');
    await log.append({ type: 'session.rewound', turn: turnId('gone'), to: kept.id });
    const ended = await end('one');
    const later = await start('two');
    const made = await fork(later.id);
    assert.deepEqual(made.events, made.branch);
    assert.deepEqual(
      made.branch.slice(1).map(({ id }) => id),
      [kept.id, log.branch[2]?.id, ended.id],
    );
    await assert.rejects(fork(dropped.id), UnknownEvent);
    await assert.rejects(fork(turnId('nowhere')), UnknownEvent);
  });

  // shows: sessions-fork
  it('takes along neither what is queued nor what waits for a person', async () => {
    await start('one');
    await log.append({ type: 'message.queued', message: 'me_q' as MessageId, text: 'later', mentions: [] });
    await log.append({ type: 'response.started', turn: turnId('one'), response: 're_1' as MessageId, model: 'm' });
    await log.append({ type: 'response.call', response: 're_1' as MessageId, call, providerId: 'p', name: 'n', argumentsJson: '{}' });
    await log.append({ type: 'response.ended', response: 're_1' as MessageId, stop: 'calls', usage });
    const asked = { approval: 'ap_1' as ApprovalId, call, turn: turnId('one'), title: 'T', reason: 'r', effects: [] };
    await log.append({ type: 'approval.asked', ...asked });
    const made = await fork();
    assert.deepEqual(
      made.branch.slice(log.branch.length).map(({ type }) => type),
      ['tool.ended', 'approval.withdrawn', 'turn.ended', 'message.unqueued'],
    );
    assert.deepEqual(pendingApprovals(made.branch), []);
    assert.equal(pendingApprovals(log.branch).length, 1);
    for (const [index, event] of made.branch.entries()) assert.equal(event.parent, made.branch[index - 1]?.id ?? null);
  });

  it('shares blobs, and leaves results in the file that its context does not hold', async () => {
    await start('one');
    await log.append({ type: 'tool.ended', call, outcome: 'done', content: 'x'.repeat(40_000) });
    const size = { tokensBefore: 2, tokensAfter: 1 };
    const pruned = await log.append({ type: 'context.pruned', turn: turnId('one'), calls: [call], chars: [1], notes: '', usage, ...size });
    const made = await fork();
    const ended = made.branch.find((event) => event.type === 'tool.ended');
    assert.ok(ended?.type === 'tool.ended' && ended.isCold === true && ended.blob !== undefined);
    assert.equal((await made.getBlob(ended.blob)).length, 40_000);
    assert.match((await made.recall(call))?.content ?? '', /^x/);
    const earlier = await fork(pruned.id);
    assert.ok(earlier.branch.some((event) => event.type === 'tool.ended' && event.content.length > 20_000));
  });

  // shows: sessions-fork, log-one-writer
  it('can be made while another process writes', async function () {
    this.timeout(30_000);
    const writer = await startWriter(home, home, 'write');
    try {
      await writer.untilDurable(5);
      const made = await fork(undefined, writer.session);
      assert.ok(made.branch.length >= 5);
      assert.deepEqual(recoverEvents(made.branch), []);
    } finally {
      await writer.kill();
    }
  });

  it('is refused where there is nothing to copy, or a later version wrote it, and leaves nothing behind', async () => {
    await assert.rejects(fork(undefined, 'se_none' as FileSessionLog['session']), SessionNotFound);
    await log.flush();
    await appendFile(log.path, `${JSON.stringify({ v: 99, id: 'ev_z', parent: null, atMs: 1, type: 'later' })}\n`);
    await assert.rejects(fork(), NewerLog);
    assert.deepEqual(
      (await readdir(dirname(log.path))).filter((name) => name.endsWith('.jsonl') || name.includes('tmp')),
      [`${log.session}.jsonl`],
    );
  });

  // shows: sessions-fork
  it('has the beginning of its source’s branch, whatever that is, and nothing open behind it', async function () {
    this.timeout(60_000);
    const step = fc.oneof({ weight: 5, arbitrary: anyBody }, { weight: 1, arbitrary: fc.nat() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), fc.option(fc.nat(), { nil: undefined }), async (steps, cut) => {
        await log.close();
        log = await createSession({ home, workspace: home, app: 'test' });
        for (const what of steps) {
          const to = typeof what === 'number' ? log.branch[what % log.branch.length]?.id : undefined;
          if (typeof what !== 'number') await log.append(what);
          else if (to !== undefined) await log.append({ type: 'session.rewound', turn: turnId('x'), to });
        }
        await log.flush();
        const at = cut === undefined ? undefined : 1 + (cut % log.branch.length);
        const before = at === undefined ? undefined : log.branch[at]?.id;
        const made = await fork(before);
        const shared = log.branch.slice(1, before === undefined ? undefined : at);
        assert.deepEqual(
          made.branch.slice(1, 1 + shared.length).map(({ id, type, parent }) => ({ id, type, parent })),
          shared.map(({ id, type }, index) => ({ id, type, parent: (shared[index - 1] ?? log.branch[0])?.id })),
        );
        assert.deepEqual(recoverEvents(made.branch), []);
        assert.deepEqual(pendingApprovals(made.branch), []);
        const whole = new Map((await readLog(log.path)).events.map((event) => [event.id, event]));
        for (const event of (await readLog(made.path)).events.slice(1, 1 + shared.length)) assert.deepEqual(event, whole.get(event.id));
        await made.close();
        const again = await openSession({ home, workspace: home, app: 'test', session: made.session });
        assert.deepEqual(
          again.branch.slice(0, -1).map(({ id }) => id),
          made.branch.map(({ id }) => id),
        );
        await again.close();
      }),
      { numRuns: 40 },
    );
  });
});
