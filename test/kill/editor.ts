/** Kills the extension host of a real window while a session works in it, and compares files, log and what a person was told. */
import assert from 'node:assert/strict';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../scripts/package.ts';
import { run } from '../../scripts/run.ts';
import type { SessionId } from '../../src/base/ids.ts';
import type { SessionEvent } from '../../src/sessions/events.ts';
import { readLog } from '../../src/sessions/readLog.ts';
import { pendingApprovals, recoverEvents } from '../../src/sessions/recover.ts';
import { openSession } from '../../src/sessions/store.ts';
import { logged } from '../cases/eventsOf.ts';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { eventually } from '../e2e/eventually.ts';
import { openWindow, type TestWindow } from '../e2e/harness.ts';
import { modelSettings } from '../e2e/model.ts';
import { eachRound, type Random, type Rounds, randomOf, soakSeed } from '../soak/soak.ts';
import { Evidence } from './evidence.ts';
import { itemsIn, storyBrain, writeFiles } from './story.ts';

export interface EditorCounts {
  kills: number;
  requests: number;
  edits: number;
  questions: number;
  answers: number;
  pendingAfterKill: number;
  interrupted: number;
  /** Edits that were cut off, and of which the log says that they may have been made. */
  cutOff: number;
}

interface Place {
  readonly window: TestWindow;
  readonly workspace: string;
  readonly doubles: Doubles;
  /** What the person in the extension host was told (driver/extension.js). */
  readonly record: string;
  readonly said: readonly string[];
}

const restartMs = 120_000;
/** After this time without a new host the window is loaded anew: sometimes its question is gone before it can be answered. */
const askMs = 20_000;

export async function killEditor(rounds: Rounds): Promise<EditorCounts> {
  const folder = mkdtempSync(path.join(tmpdir(), 'practicum-kill-'));
  const record = path.join(folder, 'record');
  const said: string[] = [];
  const doubles = await startDoubles({ key: 'none', brain: storyBrain(randomOf(`${soakSeed}/${rounds.name}/brain`), said) });
  const window = await openWindow({
    extensions: [await packDriver(folder)],
    env: { PRACTICUM_KILL_RECORD: record, PRACTICUM_KILL_SEED: String(soakSeed) },
    settings: modelSettings(doubles, 'anthropic'),
    workspaceName: 'notes',
    workspace: writeFiles,
  });
  const place: Place = { window, workspace: window.file('.'), doubles, record, said };
  const counts: EditorCounts = {
    kills: 0,
    requests: 0,
    edits: 0,
    questions: 0,
    answers: 0,
    pendingAfterKill: 0,
    interrupted: 0,
    cutOff: 0,
  };
  try {
    await eachRound(rounds, ({ random }) => killOnce(place, random, counts));
    await untilOpened(place, counts.kills);
    await window.browser.close();
    await window.server.stop({ keepFiles: true });
    await inspectAtEnd(place, counts);
    return { ...counts, requests: doubles.requests.length };
  } catch (error) {
    await window.saveEvidence('killed-extension-host');
    throw error;
  } finally {
    await window.close();
    await doubles.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function packDriver(folder: string): Promise<string> {
  const vsix = path.join(folder, 'driver.vsix');
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  await run(process.execPath, [vsce, 'package', ...flags], { cwd: path.join(root, 'test/kill/driver'), isQuiet: true });
  return vsix;
}

function toldTo({ record }: Place): readonly (readonly string[])[] {
  if (!existsSync(record)) return [];
  const lines = readFileSync(record, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => line.split(' '));
}

/** Until the host after so many kills works on the session. */
async function untilOpened(place: Place, kills: number): Promise<void> {
  const { page } = place.window;
  // VS Code starts a host again by itself twice in five minutes; after the third crash it asks.
  const restart = page.getByRole('button', { name: 'Restart Remote Extension Host' });
  const startMs = Date.now();
  let isReloaded = kills === 0;
  while (toldTo(place).filter(([word]) => word === 'open').length <= kills) {
    const waitedMs = Date.now() - startMs;
    assert.ok(waitedMs < restartMs, 'the extension host did not start again');
    if (waitedMs > askMs && !isReloaded) {
      isReloaded = true;
      await page.reload();
    } else if (await restart.isVisible()) await restart.click({ timeout: 1000 }).catch(() => undefined);
    await sleep(20);
  }
}

async function killOnce(place: Place, random: Random, counts: EditorCounts): Promise<void> {
  const { window, doubles } = place;
  await untilOpened(place, counts.kills);
  // Whatever the dice say, there is something to lose: an edit was made, and the model has heard of it.
  await eventually(() => assert.ok(itemsIn(place.workspace).length > 0 && doubles.requests.length > 1), restartMs);
  const before = doubles.requests.length;
  const wanted = before + random.int(1, 5);
  const deadlineMs = Date.now() + (random.chance(0.3) ? random.int(0, 1000) : 20_000);
  while (doubles.requests.length < wanted && Date.now() < deadlineMs) await sleep(2);
  await sleep(random.next() * 60);
  // After a reload the host before it may still be ending.
  assert.ok(window.server.killExtensionHost() >= 1);
  counts.kills += 1;
  await inspect(place, counts);
}

/** The log as the killed host left it, read before the next one has started, and made consistent as the next one will. */
async function inspect(place: Place, counts: EditorCounts): Promise<void> {
  const [file, ...others] = globSync(path.join(place.window.server.home, 'sessions', '*', '*.jsonl'));
  assert.ok(file !== undefined && others.length === 0, `there is not one session: ${[file, ...others].join(', ')}`);
  const { events, skipped } = await readLog(file);
  assert.deepEqual(skipped, [], 'the log has lines that nobody understands');
  const recovered = [...events];
  for (const body of recoverEvents(events)) recovered.push({ ...logged(body), parent: recovered.at(-1)?.id ?? null });
  compare(place, recovered, counts);
  counts.pendingAfterKill += pendingApprovals(recovered).length;
}

async function inspectAtEnd(place: Place, counts: EditorCounts): Promise<void> {
  const session = toldTo(place).at(-1)?.[1] as SessionId;
  const first = toldTo(place).find(([word]) => word === 'open')?.[1] as SessionId;
  assert.ok(
    toldTo(place).every(([word, id]) => word !== 'open' || id === first),
    `another session was opened: ${session}`,
  );
  const log = await openSession({ home: place.window.server.home, session: first, app: 'kill test' });
  try {
    compare(place, log.events, counts);
  } finally {
    await log.close();
  }
}

function compare(place: Place, events: readonly SessionEvent[], counts: EditorCounts): void {
  const evidence = new Evidence();
  evidence.read(events);
  const items = itemsIn(place.workspace);
  evidence.check(items);
  evidence.checkRequests(place.said);
  const answers = new Map(
    events.flatMap((event) => (event.type === 'approval.answered' ? [[event.approval as string, event.answer]] : [])),
  );
  for (const [word = '', first = '', ...rest] of toldTo(place)) {
    if (word === 'failed') assert.fail(`the person in the extension host: ${[first, ...rest].join(' ')}`);
    if (word === 'asked') assert.ok(evidence.asked.has(first), `the question ${first} is lost`);
    if (word === 'answered') assert.equal(answers.get(first), rest[0], `the answer to ${first} is lost`);
  }
  const waiting = new Set(pendingApprovals(events).map(({ approval }) => approval));
  const withdrawn = new Set(events.flatMap((event) => (event.type === 'approval.withdrawn' ? [event.approval] : [])));
  for (const event of events) {
    if (event.type !== 'approval.asked' || answers.has(event.approval) || withdrawn.has(event.approval)) continue;
    assert.ok(waiting.has(event.approval), `the question ${event.approval} waits no longer, and nobody has answered it`);
  }
  counts.edits = items.length;
  counts.questions = evidence.asked.size;
  counts.answers = answers.size;
  counts.cutOff = evidence.cutOff;
  counts.interrupted = events.filter((event) => event.type === 'turn.ended' && event.code === 'interrupted').length;
}
