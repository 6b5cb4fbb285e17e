/** Starts a run as a job or a Space of Hugging Face: its money is promised first, then its supervisor asks for it, once. */
import { defined } from '../../base/defined.ts';
import type { SessionId } from '../../base/ids.ts';
import { newId } from '../../base/newId.ts';
import type { Permit } from '../../base/permit.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { type Launch, prepareSpec, type SupervisorProgram, startRun } from '../launch.ts';
import type { RunSpec } from '../run.ts';
import { packagesForJob } from './jobPackages.ts';
import { type JobWish, jobQuote, usualImage } from './jobQuote.ts';
import { requireSpaceTime } from './space/spaceLimits.ts';

export interface JobLaunch extends Omit<Launch, 'interpreter' | 'confinement' | 'needs' | 'ssh' | 'job'> {
  /** Where the run's folder is made. */
  readonly runs: string;
  readonly supervisor: SupervisorProgram;
  readonly nowMs: number;
}

/** Throws `CapReached` where the promise would pass a cap, and what launching throws; then nothing is promised. */
export async function launchJob(permit: Permit, wish: JobWish, ledger: Ledger, launch: JobLaunch): Promise<RunSpec> {
  const { root, script, cwd, runs, supervisor, nowMs } = launch;
  const { kind, payer, hub, flavor, timeoutMs, microUsdPerHour, image = usualImage } = wish;
  if (kind === 'space') requireSpaceTime(wish);
  const packages = wish.packages ?? (await packagesForJob(root, script, cwd));
  const place = { ...defined({ kind }), payer, hub, flavor, image, timeoutMs, microUsdPerHour, root, packages };
  const interpreter = { path: 'python', version: '', origin: `on Hugging Face ${kind === 'space' ? 'Spaces' : 'Jobs'} (${image})` };
  const spec = await prepareSpec({ ...launch, interpreter, confinement: undefined, job: place }, nowMs);
  const { quote, on, limitMs } = jobQuote(wish);
  // A click is a session of its own.
  const { session = newId<SessionId>('se'), call, grant } = wish.pays ?? {};
  const who = defined({ call, grant });
  const reservation = await ledger.reserve({ purpose: 'run', permit, session, on, quote, limitMs, run: spec.id, ...who });
  try {
    const paid = { ...spec, job: { ...place, reservation: reservation.id } };
    await startRun(root, paid, supervisor, runs);
    return paid;
  } catch (error) {
    await reservation.release();
    throw error;
  }
}
