/** What the supervisor does around a run for the machine’s sake: it waits for the run’s turn, and writes down on what it is executed. */
import { existsSync } from 'node:fs';
import type { Clock } from '../../base/clock.ts';
import { describeError } from '../../base/errors.ts';
import { recordEnvironment } from '../environmentRecord.ts';
import type { RunPaths } from '../folder.ts';
import type { StateLine } from '../folderSchema.ts';
import type { RunSpec } from '../run.ts';
import { isEditorVariable, scriptEnvironment } from '../script.ts';
import { type Slot, waitForSlot } from './queue.ts';

export interface Place {
  readonly paths: Pick<RunPaths, 'folder' | 'stop'>;
  readonly recorder: { state(line: StateLine): Promise<void> };
  readonly stop: AbortSignal;
  readonly clock: Clock;
  readonly stopPollMs: number;
}

/** Why its turn never came. */
export type NoTurn = { readonly noTurn: 'stopped' } | { readonly noTurn: 'failed'; readonly why: string };

/** Does `work` with what the run was given. Throws what `work` throws. */
export async function withSlot<T extends object>(spec: RunSpec, place: Place, work: (spec: RunSpec) => Promise<T>): Promise<T | NoTurn> {
  const slot = await turnOf(spec, place);
  if ('noTurn' in slot) return slot;
  try {
    if (slot.devices.length > 0) await place.recorder.state({ atMs: place.clock.nowMs(), devices: slot.devices });
    const given = { ...spec, env: { ...spec.env, ...slot.env } };
    // What runs elsewhere, or was started by somebody else, says nothing by this machine’s interpreter.
    const environment = spec.target === 'local' ? recordEnvironment(place.paths.folder, environmentRequest(given)) : undefined;
    try {
      return await work(given);
    } finally {
      await environment?.finish();
    }
  } finally {
    await slot.release();
  }
}

function environmentRequest(spec: RunSpec): Parameters<typeof recordEnvironment>[1] {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !isEditorVariable(name)));
  return { spec, scriptEnv: scriptEnvironment(process.env, spec), env };
}

async function turnOf(run: RunSpec, { paths, recorder, stop, clock, stopPollMs }: Place): Promise<Slot | NoTurn> {
  // Elsewhere there are other devices, and other runs.
  const { needs: _, ...bare } = run;
  const spec: RunSpec = run.target === 'local' ? run : bare;
  const asked = new AbortController();
  const isAsked = (): boolean => stop.aborted || existsSync(paths.stop);
  const look = setInterval(() => {
    if (isAsked()) asked.abort();
  }, stopPollMs);
  try {
    return await waitForSlot(spec, {
      signal: AbortSignal.any([stop, asked.signal]),
      clock,
      folder: paths.folder,
      onQueued: (queued) => recorder.state({ atMs: clock.nowMs(), status: 'queued', ...queued }),
    });
  } catch (error) {
    return isAsked() ? { noTurn: 'stopped' } : { noTurn: 'failed', why: describeError(error) };
  } finally {
    clearInterval(look);
  }
}
