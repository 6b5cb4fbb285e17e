/** What a job and a Space have to come through alike: a log that breaks, followers that are killed, a network that is gone. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunState } from '../../../../src/runs/run.ts';
import type { Hub } from '../../../doubles/hub/hub.ts';
import { textOf } from '../ssh/seen.ts';
import { eventually } from '../workspace.ts';
import { assertWhole, isHalfWay, sayTo } from './jobTraining.ts';
import { type JobWorkspace, session } from './jobWorkspace.ts';

export interface Trained {
  readonly hub: Hub;
  readonly workspace: JobWorkspace;
  launch(): Promise<RunState>;
  /** How many jobs or Spaces there were. */
  machines(): number;
}

/** `logs`: the stream that breaks. */
export async function throughCutLogs({ hub, workspace, launch, machines }: Trained, logs: string): Promise<void> {
  for (const afterEvents of [7, 60, 3]) hub.faults.add({ kind: 'drop-stream', path: logs, afterEvents, times: 1 });
  const run = await launch();
  await isHalfWay(run);
  hub.faults.add({ kind: 'cut' });
  sayTo(workspace, 'half', 'all');
  await eventually(() => (textOf(run, 'state.jsonl').includes('is cut') ? true : undefined), 'a word of the cut line');
  hub.faults.clear();
  assertWhole(await workspace.ended(run), machines());
  assert.match(textOf(run, 'state.jsonl'), /is up again/);
}

/** `slow`: what is asked for there takes its time, so that a kill meets it. */
export async function throughKills({ hub, workspace, launch, machines }: Trained, slow: string): Promise<void> {
  sayTo(workspace, 'half', 'all');
  hub.faults.add({ kind: 'slow', path: slow, delayMs: 150 });
  const run = await launch();
  const other = workspace.otherRuns();
  for (const delayMs of [0, 40, 120, 250, 400, 700, 1100]) {
    await sleep(delayMs);
    const beat = textOf(run, 'heartbeat');
    if (beat === '' || existsSync(path.join(run.folder, 'exit.json'))) continue;
    try {
      process.kill(JSON.parse(beat).supervisor.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
    await eventually(async () => {
      const { status, exit } = await other.get(run.spec.id);
      return status === 'lost' || exit !== undefined ? true : undefined;
    }, 'its end, or nobody who follows it');
    await other.followAgain();
  }
  assertWhole(await workspace.ended(run), machines());
  assert.equal((await workspace.ledger().standing(session)).promised, 0);
}

export async function throughGoneNetworks({ hub, workspace, launch, machines }: Trained): Promise<void> {
  const run = await launch();
  await isHalfWay(run);
  hub.faults.add({ kind: 'cut', seconds: 20 });
  sayTo(workspace, 'half');
  await eventually(() => (textOf(run, 'state.jsonl').includes('is up again') ? true : undefined), 'a line that is up again');
  hub.faults.add({ kind: 'cut', seconds: 20 });
  sayTo(workspace, 'all');
  assertWhole(await workspace.ended(run), machines());
}
