import type { Workbench, WorkbenchHost } from '../app/api.ts';
import type { OpenBench } from '../app/bench.ts';
import { createWorkbenchOn } from '../app/workbench.ts';
import { describeError } from '../base/errors.ts';
import { sweepDeleted } from '../sessions/deleted.ts';

/** Opens the conversations of this window. Everything heavy hangs on this module, so it is imported on first use only. */
export async function openWorkbench(bench: OpenBench): Promise<Workbench> {
  const workbench = await createWorkbenchOn(bench);
  workbench.chat.resume();
  sweep(bench.host);
  return workbench;
}

/** What was deleted long ago goes for good. Nobody waits for it. */
function sweep({ home, log }: WorkbenchHost): void {
  sweepDeleted({ home }).then(
    (count) => count > 0 && log('info', `${count} sessions were deleted more than a month ago and are gone now.`),
    (error: unknown) => log('warn', describeError(error)),
  );
}
