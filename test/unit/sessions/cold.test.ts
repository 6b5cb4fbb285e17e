import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { CallId, EventId, RunId, TurnId } from '../../../src/base/ids.ts';
import { coldCalls } from '../../../src/sessions/cold.ts';
import type { BodyOf, SessionEvent } from '../../../src/sessions/events.ts';
import type { FileSessionLog } from '../../../src/sessions/log.ts';
import { readLog } from '../../../src/sessions/readLog.ts';
import { createSession, openSession } from '../../../src/sessions/store.ts';

const turn = 'tu_1' as TurnId;
const long = (call: string): string => `${call} said: ${'öx '.repeat(700)}`;
const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };
const tokens = { tokensBefore: 2, tokensAfter: 1 };

describe('Results that the context no longer holds', () => {
  let home: string;
  let log: FileSessionLog;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'practicum-cold-'));
    log = await createSession({ home, workspace: home, app: 'test' });
  });

  afterEach(async () => {
    await log.close();
    await rm(home, { recursive: true, force: true });
  });

  const ended = (call: string, content = long(call)): Promise<SessionEvent> =>
    log.append({ type: 'tool.ended', call: call as CallId, outcome: 'done', content, detail: { kind: 'text', text: `${call} shown` } });
  const prune = (...calls: readonly string[]): Promise<SessionEvent> =>
    log.append({
      type: 'context.pruned',
      turn,
      calls: calls.map((call) => call as CallId),
      chars: calls.map(() => 1),
      notes: '',
      usage,
      ...tokens,
    });
  const compact = (keepFrom?: EventId, summary = 's'): Promise<SessionEvent> =>
    log.append({
      type: 'context.compacted',
      turn,
      summary,
      state: '',
      model: 'm',
      usage,
      ...tokens,
      ...(keepFrom === undefined ? {} : { keepFrom }),
    });
  const ends = (): readonly BodyOf<'tool.ended'>[] => log.branch.filter((event) => event.type === 'tool.ended');
  const cold = (): readonly string[] => ends().flatMap(({ call, isCold }) => (isCold === true ? [call] : []));
  const reopen = async (): Promise<void> => {
    await log.close();
    log = await openSession({ home, workspace: home, app: 'test', session: log.session });
  };

  // shows: context-prune
  it('leave memory when they are pruned, and come back whole from the file', async () => {
    const first = await ended('ca_1');
    await ended('ca_2');
    await ended('ca_3', 'short');
    await prune('ca_1', 'ca_3');
    assert.deepEqual(cold(), ['ca_1']);
    const { detail: _detail, ...rest } = first.type === 'tool.ended' ? first : assert.fail();
    assert.deepEqual(ends()[0], { ...rest, content: '', isCold: true });
    assert.deepEqual(await log.recall('ca_1' as CallId), first);
    assert.equal(log.events, log.branch);
  });

  // shows: context-compact, sessions-resume
  it('stay in the file when the log is opened again', async () => {
    const first = await ended('ca_1');
    const second = await ended('ca_2');
    const third = await ended('ca_3');
    await compact(second.id);
    assert.deepEqual(cold(), ['ca_1']);
    const before = log.branch;
    await reopen();
    assert.deepEqual(log.branch.slice(0, -1), before);
    assert.deepEqual(await log.recall('ca_1' as CallId), first);
    assert.deepEqual(await log.recall('ca_3' as CallId), third);
    assert.deepEqual(log.skipped, []);
  });

  // shows: context-state
  it('keep how a run stood, also when the log is opened again', async () => {
    const detail = { kind: 'run', run: 'run_1', name: 'a “,"detail":{"kind":"run",” name', state: 'failed', error: 'no' } as const;
    const said = `${long('ca_1')},"detail":{"kind":"run","run":"run_of_a_liar"}}`;
    await log.append({
      type: 'tool.ended',
      call: 'ca_1' as CallId,
      outcome: 'done',
      content: said,
      detail: { ...detail, run: detail.run as RunId },
    });
    await log.append({ type: 'tool.ended', call: 'ca_2' as CallId, outcome: 'done', content: said });
    await compact();
    assert.deepEqual(
      ends().map((event) => event.detail),
      [detail, undefined],
    );
    await reopen();
    assert.deepEqual(
      ends().map((event) => event.detail),
      [detail, undefined],
    );
  });

  it('are all before a summary that keeps nothing, and none where what is kept cannot be found', async () => {
    await ended('ca_1');
    await compact('ev_nowhere' as EventId);
    assert.deepEqual(cold(), []);
    await compact();
    assert.deepEqual(cold(), ['ca_1']);
  });

  it('stay where messages were only shortened', async () => {
    const first = await ended('ca_1');
    await compact(undefined, '');
    assert.deepEqual(ends(), [first]);
  });

  it('are never written as memory has them', async () => {
    await ended('ca_1');
    await compact();
    await ended('ca_2');
    await reopen();
    await log.flush();
    const text = await readFile(log.path, 'utf8');
    assert.ok(!text.includes('isCold'));
    assert.ok(text.includes(long('ca_1')));
  });

  it('are found among those that came later, and name the blob that holds all of an even longer one', async () => {
    await ended('ca_1');
    await compact();
    await log.recall('ca_1' as CallId);
    await ended('ca_2', 'y'.repeat(40_000));
    await prune('ca_2');
    const [, second] = ends();
    assert.ok(second?.isCold === true && second.blob !== undefined);
    assert.equal((await log.getBlob(second.blob)).length, 40_000);
    assert.match((await log.recall('ca_2' as CallId))?.content ?? '', /bytes left out here/);
  });

  // shows: sessions-undo
  it('are back in memory when the conversation goes back behind the summary or the pruning', async () => {
    const first = await ended('ca_1');
    const second = await ended('ca_2');
    await prune('ca_1');
    await compact();
    assert.deepEqual(cold(), ['ca_1', 'ca_2']);
    await log.append({ type: 'session.rewound', turn, to: second.id });
    assert.deepEqual(ends(), [first, second]);
    await reopen();
    assert.deepEqual(ends(), [first, second]);
  });

  it('are read from logs whose lines have another order, too', async () => {
    await log.close();
    const path = log.path;
    const parent = log.events.at(-1)?.id ?? null;
    const line = { v: 1, id: 'ev_x', parent, atMs: 1, type: 'tool.ended', content: long('ca_9'), outcome: 'done', call: 'ca_9' };
    await appendFile(path, `${JSON.stringify(line)}\n`);
    log = await openSession({ home, workspace: home, app: 'test', session: log.session });
    await compact();
    await reopen();
    assert.equal((await log.recall('ca_9' as CallId))?.content, long('ca_9'));
  });

  it('are reported when they are damaged and needed, and passed over', async () => {
    await ended('ca_1');
    await ended('ca_2');
    await log.close();
    const text = await readFile(log.path, 'utf8');
    await writeFile(log.path, text.replace('ca_2 shown', 'ca_2 "shown'));
    log = await openSession({ home, workspace: home, app: 'test', session: log.session });
    assert.equal(log.skipped.length, 1);
    assert.deepEqual(
      ends().map(({ call }) => call),
      ['ca_1'],
    );
    assert.equal(await log.recall('ca_2' as CallId), undefined);
  });

  // shows: context-prune, sessions-resume
  it('are exactly those of the branch, and reading them again gives what was written, whatever happened', async function () {
    this.timeout(60_000);
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('end' as const), size: fc.nat(3000) }) },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constantFrom('prune' as const, 'compact' as const, 'rewind' as const), pick: fc.nat() }),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        await log.close();
        log = await createSession({ home, workspace: home, app: 'test' });
        const written = new Map<CallId, SessionEvent>();
        for (const [index, what] of steps.entries()) {
          const call = `ca_${index}` as CallId;
          if (what.kind === 'end') {
            written.set(call, await ended(call, 'z'.repeat(what.size)));
            continue;
          }
          const target = log.branch[what.pick % log.branch.length]?.id;
          const known = [...written.keys()];
          if (what.kind === 'prune') await prune(...(known.length === 0 ? [] : [known[what.pick % known.length] ?? call]));
          else if (what.kind === 'compact') await compact(target);
          else if (target !== undefined) await log.append({ type: 'session.rewound', turn, to: target });
        }
        const check = async (): Promise<void> => {
          const gone = coldCalls(log.branch);
          for (const event of ends()) {
            if (event.isCold === true) assert.ok(gone.has(event.call));
            else assert.deepEqual(event, written.get(event.call));
            assert.deepEqual(await log.recall(event.call), written.get(event.call));
          }
        };
        await check();
        const before = log.branch.map(({ id }) => id);
        await reopen();
        await check();
        assert.deepEqual(
          log.branch.slice(0, -1).map(({ id }) => id),
          before,
        );
        await log.flush();
        for (const event of (await readLog(log.path)).events)
          if (event.type === 'tool.ended') assert.deepEqual(event, written.get(event.call));
      }),
      { numRuns: 40 },
    );
  });
});
