/** What it takes until there is a sandbox: its money is promised and written down first, then its job is asked for. */
import type { Clock } from '../../base/clock.ts';
import { defined } from '../../base/defined.ts';
import type { Effect } from '../../base/effects.ts';
import { Cancelled } from '../../base/errors.ts';
import type { CallId, SessionId } from '../../base/ids.ts';
import { newId } from '../../base/newId.ts';
import type { Permit } from '../../base/permit.ts';
import { identify, thisHost } from '../../base/processes.ts';
import type { HubClient } from '../../hub/client.ts';
import { createJob } from '../../hub/jobs.ts';
import { newNonce, portMicroUsdPerHour, sandboxRequest } from '../../hub/sandboxJob.ts';
import type { GrantCap } from '../../ledger/entries.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { createOnce } from '../hub/createOnce.ts';
import { usualImage } from '../hub/jobQuote.ts';
import { lookForOwn, runLabel } from '../hub/ownJobs.ts';
import type { SandboxRecord, SandboxRecords, SandboxWithJob } from './record.ts';
import { idleMs } from './sandboxEnds.ts';
import { type SandboxWish, sandboxQuote } from './sandboxWish.ts';

const sessionLabel = 'practicum-session';
/** Between looks for a job that may be there although nobody wants it any more. */
export const stoppedWaitMs = 500;

export interface Starting {
  /** The effect under whose permit it is: see `sandboxEffects`. */
  readonly under: Effect;
  readonly session: SessionId;
  readonly purpose: SandboxRecord['purpose'];
  readonly call?: CallId;
  readonly grant?: GrantCap | undefined;
  readonly signal: AbortSignal;
  /** What it waits for. */
  progress?(text: string): void;
}

/** Throws `CapReached`; then nothing is promised. What comes back is on the disk. */
export async function promiseSandbox(
  { records, ledger, clock }: { readonly records: SandboxRecords; readonly ledger: Ledger; readonly clock: Clock },
  permit: Permit,
  wish: SandboxWish,
  { session, purpose, call, grant }: Starting,
): Promise<SandboxRecord> {
  const { payer, hub, flavor, timeoutMs, microUsdPerHour, image = usualImage } = wish;
  const { quote, on, limitMs } = sandboxQuote(wish);
  const reservation = await ledger.reserve({ purpose: 'sandbox', permit, session, on, quote, limitMs, ...defined({ call, grant }) });
  const record: SandboxRecord = {
    v: 1,
    id: newId<string>('sb'),
    session,
    payer,
    hub,
    flavor,
    image,
    timeoutMs,
    microUsdPerHour: microUsdPerHour + portMicroUsdPerHour,
    reservation: reservation.id,
    createdMs: clock.nowMs(),
    purpose,
    by: { ...(await identify(process.pid)), host: thisHost() },
    nonce: newNonce(),
  };
  try {
    records.put(record);
  } catch (error) {
    await reservation.release();
    throw error;
  }
  return record;
}

/**
 * Asks for its job, once. Throws HubError, or Cancelled where it was stopped before anybody knew of one: its record says then whether one may
 * come late.
 */
export async function createSandbox(
  { records, client, clock }: { readonly records: SandboxRecords; readonly client: HubClient; readonly clock: Clock },
  record: SandboxRecord,
  sandboxToken: string,
  { signal, progress }: Starting,
): Promise<SandboxWithJob> {
  const { id, payer, hub, image, flavor, timeoutMs, nonce, session } = record;
  const wait = (ms: number): Promise<void> =>
    signal.aborted ? clock.sleep(Math.min(ms, stoppedWaitMs)) : clock.sleep(ms, signal).catch(() => undefined);
  const job = await createOnce({
    wasAsked: false,
    makeRequest: async () =>
      sandboxRequest(
        {
          hub,
          image,
          flavor,
          timeoutSeconds: Math.floor(timeoutMs / 1000),
          idleSeconds: idleMs / 1000,
          labels: { [runLabel]: id, [sessionLabel]: session, name: `sandbox-${flavor}` },
        },
        nonce,
        sandboxToken,
      ),
    create: (request) => createJob(client, payer, request),
    find: () => lookForOwn(client, payer, id, wait),
    async onAsk() {
      records.put({ ...record, askedMs: clock.nowMs() });
      progress?.('Asking Hugging Face for the machine.');
    },
    onRefused: async () => records.put(record),
    onDoubt: async () => progress?.('Hugging Face cannot be reached; trying again.'),
    isStopped: () => signal.aborted,
    wait,
  });
  if (job === undefined) throw new Cancelled();
  const started = { ...record, job: job.id };
  records.put(started);
  return started;
}
