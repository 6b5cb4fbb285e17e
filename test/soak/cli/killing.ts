/** Kills the built command line while it works with a model over the wire, and compares files, log and questions afterwards. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionId } from '../../../src/base/ids.ts';
import type { SessionEvent } from '../../../src/sessions/events.ts';
import { pendingApprovals, recoverEvents } from '../../../src/sessions/recover.ts';
import { listSessions, openSession } from '../../../src/sessions/store.ts';
import type { NeutralConversation, NeutralReply } from '../../doubles/script.ts';
import { type Doubles, demoKey, startDoubles } from '../../doubles/server.ts';
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
}

interface Place extends Desk {
  readonly doubles: Doubles;
  /** Questions that a person has read. */
  readonly asked: Set<string>;
}

const files = ['notes.txt', 'more.txt'] as const;

export async function killCommands(rounds: Rounds): Promise<CommandCounts> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-soak-cli-')));
  const workspace = path.join(folder, 'space');
  mkdirSync(workspace);
  for (const file of files) writeFileSync(path.join(workspace, file), '# end\n');
  const doubles = await startDoubles({ brain: brainOf(randomOf(`${soakSeed}/${rounds.name}/brain`)) });
  const env = { ANTHROPIC_API_KEY: demoKey, PRACTICUM_MODEL: 'anthropic/demo-digits', PRACTICUM_BASE_URL: doubles.anthropicUrl };
  const place: Place = { program: copyProgram(folder), workspace, home: path.join(folder, 'home'), env, doubles, asked: new Set() };
  const counts: CommandCounts = { kills: 0, sessions: 0, requests: 0, edits: 0, questions: 0, pendingAfterKill: 0, interrupted: 0 };
  try {
    await eachRound(rounds, async ({ random }) => {
      const earlier = counts.kills;
      while (counts.kills === earlier) await killOnce(place, random, counts);
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

/** Inserts lines that it never names twice; how often, chance says. */
function brainOf(random: Random): (conversation: NeutralConversation) => NeutralReply {
  const edit = () => ({
    name: 'edit_file',
    input: { path: random.pick(files), edits: [{ old: '# end', new: `item-${randomUUID()}\n# end` }] },
  });
  return () => {
    const pace = { chunkChars: random.int(1, 20), delayMs: random.int(0, 4) };
    if (random.chance(0.3)) return { ...pace, text: 'I have nothing more to add to these notes.' };
    return { ...pace, text: 'Another line or two.', calls: Array.from({ length: random.int(1, 3) }, edit) };
  };
}

async function killOnce(place: Place, random: Random, counts: CommandCounts): Promise<void> {
  const before = place.doubles.requests.length;
  const command = startCommand(await nextArguments(place, random), place);
  let hasEnded = false;
  void command.ended.then(() => {
    hasEnded = true;
  });
  const wanted = before + random.int(1, 4);
  const deadlineMs = Date.now() + (random.chance(0.3) ? random.int(0, 700) : 20_000);
  while (!hasEnded && place.doubles.requests.length < wanted && Date.now() < deadlineMs) await sleep(2);
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
  return random.chance(0.7) ? [...mode, '--continue', 'Add more.'] : [...mode, '--continue'];
}

async function pendingIn(home: string, workspace: string, session: SessionId): Promise<readonly string[]> {
  const log = await openSession({ home, workspace, session, app: 'soak inspector' });
  const pending = pendingApprovals(log.events).map(({ approval }) => approval);
  await log.close();
  return pending;
}

async function readEnd(command: Command, place: Place): Promise<{ readonly how: number | string; readonly err: string }> {
  const ended = await command.ended;
  for (const [, approval = ''] of ended.err.matchAll(/Needs approval \((ap_\w+)\)/g)) place.asked.add(approval);
  return ended;
}

async function inspect(place: Place, counts: CommandCounts): Promise<void> {
  const { workspace, home } = place;
  const sessions = await listSessions({ home, workspace });
  const items = files.flatMap((file) => readItems(path.join(workspace, file)));
  assert.equal(new Set(items).size, items.length, 'an edit was made twice');
  const seen: SeenLogs = { started: new Map(), asked: new Set() };
  let pending = 0;
  let interrupted = 0;
  for (const { session } of sessions) {
    const log = await openSession({ home, workspace, session, app: 'soak inspector' });
    try {
      assert.deepEqual(log.skipped, [], 'the log has lines that nobody understands');
      assert.deepEqual(recoverEvents(log.events), [], 'the recovered log is not consistent');
      for (const [index, event] of log.events.entries()) assert.equal(event.parent, log.events[index - 1]?.id ?? null);
      readSession(log.events, seen);
      pending += pendingApprovals(log.events).length;
      interrupted += log.events.filter((event) => event.type === 'turn.ended' && event.code === 'interrupted').length;
    } finally {
      await log.close();
    }
  }
  const present = new Set(items);
  for (const item of present) assert.ok(seen.started.has(item), `${item} was written, and no log says that its edit was started`);
  for (const [item, outcome] of seen.started) {
    if (outcome === 'done') assert.ok(present.has(item), `${item} is said to be written, and is not`);
    if (outcome !== 'done' && outcome !== 'abandoned')
      assert.ok(!present.has(item), `${item} was written, and its edit is said to be ${outcome}`);
  }
  for (const approval of place.asked) assert.ok(seen.asked.has(approval), `the question ${approval} is lost`);
  Object.assign(counts, { sessions: sessions.length, edits: items.length, interrupted });
  counts.pendingAfterKill += pending;
}

interface SeenLogs {
  /** What became of the edits that were started, by item. */
  readonly started: Map<string, string>;
  readonly asked: Set<string>;
}

/** Adds one session; no call of it may act without a yes, or after its end. */
function readSession(events: readonly SessionEvent[], seen: SeenLogs): void {
  const itemOf = new Map<string, string>();
  const answers = new Map<string, string>();
  const callOf = new Map<string, string>();
  const ended = new Set<string>();
  for (const event of events) {
    if (event.type === 'response.call') itemOf.set(event.call, /item-[0-9a-f-]{36}/.exec(event.argumentsJson)?.[0] ?? assert.fail());
    if (event.type === 'approval.asked') {
      seen.asked.add(event.approval);
      callOf.set(event.approval, event.call);
      answers.set(event.call, 'none');
    }
    if (event.type === 'approval.answered') answers.set(callOf.get(event.approval) ?? '', event.answer);
    // Auto mode, given later, needs no answer any more; the question must then be taken back before anything starts.
    if (event.type === 'approval.withdrawn') answers.set(callOf.get(event.approval) ?? '', 'withdrawn');
    if (event.type === 'tool.started') {
      assert.ok(['approve', 'withdrawn', undefined].includes(answers.get(event.call)), `${event.call} was started without a yes`);
      seen.started.set(itemOf.get(event.call) ?? assert.fail('a call that no response made'), 'running');
    }
    if (event.type === 'tool.ended') {
      assert.ok(!ended.has(event.call), `${event.call} ended twice`);
      ended.add(event.call);
      const item = itemOf.get(event.call) ?? assert.fail('a call that no response made');
      if (seen.started.has(item)) seen.started.set(item, event.outcome);
    }
  }
}

function readItems(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  assert.deepEqual(lines.splice(-2), ['# end', ''], `${file} is damaged`);
  for (const line of lines) assert.match(line, /^item-[0-9a-f-]{36}$/, `${file} is damaged`);
  return lines;
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
      const { how, err } = await readEnd(startCommand(['approve', pending[0]], place), place);
      assert.ok(how === 0 || how === 3, `approving ended with ${how}: ${err}`);
    }
  }
}
