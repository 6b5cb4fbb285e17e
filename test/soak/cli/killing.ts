/** Kills the built command line while it works with a model over the wire, and compares files, log and questions afterwards. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionId } from '../../../src/base/ids.ts';
import type { SessionEvent } from '../../../src/sessions/events.ts';
import { pendingApprovals } from '../../../src/sessions/recover.ts';
import { listSessions, openSession } from '../../../src/sessions/store.ts';
import { type Doubles, demoKey, startDoubles } from '../../doubles/server.ts';
import { Evidence } from '../../kill/evidence.ts';
import { itemsIn, storyBrain, writeFiles } from '../../kill/story.ts';
import { acknowledged, checkTold, toldEvents } from '../../kill/told.ts';
import { eachRound, type Random, type Rounds, randomOf, soakSeed } from '../soak.ts';
import { type Command, copyProgram, type Desk, startCommand } from './program.ts';

export interface CommandCounts {
  kills: number;
  sessions: number;
  requests: number;
  edits: number;
  questions: number;
  pendingAfterKill: number;
  interrupted: number;
  /** Edits that were cut off, and of which the log says that they may have been made. */
  cutOff: number;
  /** Events that had to be in a log, because of what a killed program had told of what came after them. */
  acknowledgedEvents: number;
}

/** What a kill waits for, each in its turn: what was told and must not be lost, a request on the wire, or nothing but time. */
const moments = ['told', 'request', 'time'] as const;
type Moment = (typeof moments)[number];

interface Place extends Desk {
  readonly doubles: Doubles;
  /** Questions that a person has read. */
  readonly asked: Set<string>;
  /** What the killed programs had told, each in order. */
  readonly told: (readonly SessionEvent[])[];
  /** What persons said, as models were sent it. */
  readonly said: string[];
}

export async function killCommands(rounds: Rounds): Promise<CommandCounts> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-soak-cli-')));
  const workspace = path.join(folder, 'space');
  mkdirSync(workspace);
  writeFiles(workspace);
  const said: string[] = [];
  const doubles = await startDoubles({ brain: storyBrain(randomOf(`${soakSeed}/${rounds.name}/brain`), said) });
  const env = { ANTHROPIC_API_KEY: demoKey, PRACTICUM_MODEL: 'anthropic/demo-digits', PRACTICUM_BASE_URL: doubles.anthropicUrl };
  const program = copyProgram(folder);
  const place: Place = { program, workspace, home: path.join(folder, 'home'), env, doubles, asked: new Set(), told: [], said };
  const counts: CommandCounts = {
    kills: 0,
    sessions: 0,
    requests: 0,
    edits: 0,
    questions: 0,
    pendingAfterKill: 0,
    interrupted: 0,
    cutOff: 0,
    acknowledgedEvents: 0,
  };
  try {
    await eachRound(rounds, async ({ number, random }) => {
      const earlier = counts.kills;
      while (counts.kills === earlier) await killOnce(place, random, moments[number % moments.length] ?? 'told', counts);
      if (random.chance(0.6)) await inspect(place, counts);
    });
    await finish(place);
    await inspect(place, counts);
    return { ...counts, requests: doubles.requests.length, questions: place.asked.size };
  } finally {
    await doubles.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function killOnce(place: Place, random: Random, kind: Moment, counts: CommandCounts): Promise<void> {
  const before = place.doubles.requests.length;
  const command = startCommand([...(await nextArguments(place, random)), '--json'], place);
  let hasEnded = false;
  void command.ended.then(() => {
    hasEnded = true;
  });
  const wanted = random.int(1, 4);
  const deadlineMs = Date.now() + (kind === 'time' ? random.int(0, 700) : 20_000);
  const hasCome = (): boolean => {
    if (kind === 'told') return acknowledged(toldEvents(command.out())).length >= wanted;
    return kind === 'request' && place.doubles.requests.length >= before + wanted;
  };
  while (!hasEnded && !hasCome() && Date.now() < deadlineMs) await sleep(2);
  await sleep(random.next() * 60);
  command.kill();
  const { how, err } = await readEnd(command, place);
  if (how === 'SIGKILL') counts.kills += 1;
  else assert.ok(how === 0 || how === 3, `the command line ended with ${how}: ${err}`);
}

/** A new request, or an answer to what waits, or to go on. */
async function nextArguments({ workspace, home }: Place, random: Random): Promise<readonly string[]> {
  const mode = ['--mode', random.pick(['ask', 'auto', 'auto'])];
  const [latest] = existsSync(home) ? await listSessions({ home, workspace }) : [];
  if (latest === undefined || random.chance(0.2)) return [...mode, 'Add to the notes.'];
  const [pending] = await pendingIn(home, workspace, latest.session);
  if (pending !== undefined && random.chance(0.7)) return [random.pick(['approve', 'approve', 'reject']), pending];
  return pending === undefined || random.chance(0.5) ? [...mode, '--continue', 'Add more.'] : [...mode, '--continue'];
}

async function pendingIn(home: string, workspace: string, session: SessionId): Promise<readonly string[]> {
  const log = await openSession({ home, workspace, session, app: 'soak inspector' });
  const pending = pendingApprovals(log.events).map(({ approval }) => approval);
  await log.close();
  return pending;
}

async function readEnd(command: Command, place: Place): Promise<{ readonly how: number | string; readonly err: string }> {
  const ended = await command.ended;
  place.told.push(toldEvents(ended.out));
  for (const [, approval = ''] of ended.err.matchAll(/Needs approval \((ap_\w+)\)/g)) place.asked.add(approval);
  return ended;
}

async function inspect(place: Place, counts: CommandCounts): Promise<void> {
  const { workspace, home } = place;
  const sessions = await listSessions({ home, workspace });
  const evidence = new Evidence();
  let pending = 0;
  let interrupted = 0;
  for (const { session } of sessions) {
    const log = await openSession({ home, workspace, session, app: 'soak inspector' });
    try {
      assert.deepEqual(log.skipped, [], 'the log has lines that nobody understands');
      evidence.read(log.events);
      pending += pendingApprovals(log.events).length;
      interrupted += log.events.filter((event) => event.type === 'turn.ended' && event.code === 'interrupted').length;
    } finally {
      await log.close();
    }
  }
  const items = itemsIn(workspace);
  evidence.check(items);
  evidence.checkRequests(place.said);
  for (const told of place.told) checkTold(told, evidence.events);
  for (const approval of place.asked) assert.ok(evidence.asked.has(approval), `the question ${approval} is lost`);
  const acknowledgedEvents = place.told.reduce((sum, told) => sum + acknowledged(told).length, 0);
  Object.assign(counts, { sessions: sessions.length, edits: items.length, interrupted, cutOff: evidence.cutOff, acknowledgedEvents });
  counts.pendingAfterKill += pending;
}

/** What is still open is answered and comes to an end. */
async function finish(place: Place): Promise<void> {
  const { workspace, home } = place;
  for (const { session } of (await listSessions({ home, workspace })).slice(0, 1)) {
    for (
      let pending = await pendingIn(home, workspace, session);
      pending[0] !== undefined;
      pending = await pendingIn(home, workspace, session)
    ) {
      const { how, err } = await readEnd(startCommand(['approve', pending[0], '--json'], place), place);
      assert.ok(how === 0 || how === 3, `approving ended with ${how}: ${err}`);
    }
  }
}
