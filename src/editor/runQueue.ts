import { moveToFront } from '../runs/machine/queueFolder.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import { saySuccess } from './saySuccess.ts';

/** A run that waits goes before all others that wait on this machine. */
export async function startRunNext(run: RunState): Promise<void> {
  const { needs, id } = run.spec;
  const isNext = needs !== undefined && (await moveToFront(needs.queue, id));
  saySuccess(isNext ? `${runTitle(run)} is next, as soon as there is room for it` : `${runTitle(run)} does not wait any more`);
}
