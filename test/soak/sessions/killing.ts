/** Kills agents in the middle of their work, again and again, and compares what they had said and done with what their log says. */
import assert from 'node:assert/strict';
import { globSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Conversation } from '../../../src/agent/conversation.ts';
import { readLog } from '../../../src/sessions/readLog.ts';
import { pendingApprovals, recoverEvents } from '../../../src/sessions/recover.ts';
import { openSession } from '../../../src/sessions/store.ts';
import { eachRound, type Random, type Rounds } from '../soak.ts';
import { checkDeeds, checkHeard, checkText, type Heard, hear, newHeard, readDeeds } from './checks.ts';
import { startWorker } from './worker.ts';

export interface KillCounts {
  kills: number;
  sessions: number;
  killedWhileOpening: number;
  torn: number;
  durableEvents: number;
  deeds: number;
  abandonedDeeds: number;
  pendingAfterKill: number;
}

interface Story {
  readonly workspace: string;
  readonly deeds: string;
  readonly heard: Heard;
}

/** Kills per session, at most: then it is finished in good order, and another one begins. */
const killsPerSession = 20;

export async function killSessions(rounds: Rounds): Promise<KillCounts> {
  const home = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-soak-sessions-')));
  const counts: KillCounts = {
    kills: 0,
    sessions: 0,
    killedWhileOpening: 0,
    torn: 0,
    durableEvents: 0,
    deeds: 0,
    abandonedDeeds: 0,
    pendingAfterKill: 0,
  };
  let story = newStory(home, 1);
  try {
    await eachRound(rounds, async ({ number, random }) => {
      await killOnce(home, story, random, counts);
      // Not after each kill: recovery, too, is killed, and must be taken up by the next.
      if (random.chance(0.6)) await inspect(home, story, counts);
      if (number % killsPerSession !== 0) return;
      await finish(home, story, random, counts);
      story = newStory(home, counts.sessions + 1);
    });
    await finish(home, story, undefined, counts);
    return counts;
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function newStory(home: string, number: number): Story {
  const workspace = path.join(home, `workspace-${number}`);
  mkdirSync(workspace);
  return { workspace, deeds: path.join(workspace, 'deeds'), heard: newHeard() };
}

function argumentsOf(home: string, story: Story, seed: string, what: 'work' | 'finish'): readonly string[] {
  return [home, story.workspace, story.deeds, seed, what, ...(story.heard.session === undefined ? [] : [story.heard.session])];
}

async function killOnce(home: string, story: Story, random: Random, counts: KillCounts): Promise<void> {
  const worker = startWorker(argumentsOf(home, story, `worker ${random.next()}`, 'work'));
  // Mostly in the middle of the work; sometimes while the session is opened, and what the last kill left is mended.
  if (random.chance(0.15)) await sleep(random.int(0, 500));
  else await worker.untilSaid(random.int(1, 40));
  await sleep(random.next() * 12);
  await worker.kill();
  assert.equal(await worker.ended, 'SIGKILL', 'the worker had ended before it was killed');
  counts.kills += 1;
  if (worker.lines.length === 0) counts.killedWhileOpening += 1;
  hear(story.heard, worker.lines);
}

/** Opens the session as the next program would, and looks at everything. */
async function inspect(home: string, story: Story, counts: KillCounts): Promise<void> {
  const { workspace, heard } = story;
  const { session } = heard;
  if (session === undefined) return;
  const before = await readLog(logPath(home, story));
  if (before.torn !== undefined) counts.torn += 1;
  const log = await openSession({ home, workspace, session, app: 'soak inspector' });
  const { events } = log;
  try {
    assert.deepEqual(log.skipped, [], 'the log has lines that nobody understands');
    assert.deepEqual(
      events.slice(0, before.events.length).map(({ id }) => id),
      before.events.map(({ id }) => id),
      'opening changed what was in the file',
    );
    for (const [index, event] of events.entries()) assert.equal(event.parent, events[index - 1]?.id ?? null, `parent of event ${index}`);
    assert.deepEqual(recoverEvents(events), [], 'the recovered log is not consistent');
    checkHeard(heard, events);
    checkText(events);
    const deeds = readDeeds(story.deeds);
    counts.abandonedDeeds += checkDeeds(deeds, events);
    counts.pendingAfterKill += pendingApprovals(events).length;
    // What the model sees is the same whether folded now or event by event while it was written.
    assert.equal(Conversation.of(events).openTurn === undefined, pendingApprovals(events).length === 0);
    for (const event of events) {
      if (event.type === 'tool.ended' && event.blob !== undefined) assert.equal((await log.getBlob(event.blob)).length, 40_000);
    }
  } finally {
    await log.close();
  }
}

/** A last worker answers all that is open and ends by itself. */
async function finish(home: string, story: Story, random: Random | undefined, counts: KillCounts): Promise<void> {
  const { workspace, heard } = story;
  const { session } = heard;
  if (session === undefined) return;
  const worker = startWorker(argumentsOf(home, story, `finisher ${random?.next() ?? ''}`, 'finish'));
  assert.equal(await worker.ended, 0, 'the last worker failed');
  hear(heard, worker.lines);
  assert.equal(worker.lines.at(-1), 'closed');
  await inspect(home, story, counts);
  const log = await openSession({ home, workspace, session, app: 'soak inspector' });
  try {
    assert.deepEqual(pendingApprovals(log.events), [], 'something still waits');
    assert.equal(Conversation.of(log.events).openTurn, undefined, 'a turn is still open');
  } finally {
    await log.close();
  }
  counts.sessions += 1;
  counts.durableEvents += heard.durable.size;
  counts.deeds += readDeeds(story.deeds).length;
}

function logPath(home: string, { heard }: Story): string {
  const [file] = globSync(path.join(home, 'sessions', '*', `${heard.session}.jsonl`));
  return file ?? assert.fail('the session has no log');
}
