/** Before a run is started: it gets its devices and its place among the runs of this machine, or waits until there is one. */
import type { Clock } from '../../base/clock.ts';
import { defined } from '../../base/defined.ts';
import type { RunDevice, RunSpec } from '../run.ts';
import type { Gpu } from './gpu.ts';
import { gpuEnvironment, hiddenGpus, isIdle, wantedGpus } from './gpuChoice.ts';
import { findGpus } from './gpus.ts';
import { waitInQueue } from './queueFolder.ts';
import type { Need } from './tickets.ts';

/** What a run has until it ends. */
export interface Slot {
  readonly devices: readonly RunDevice[];
  /** What makes these devices, and no others, visible to the run. */
  readonly env: Readonly<Record<string, string>>;
  release(): Promise<void>;
}

export interface SlotOptions {
  /** The run’s. Should its supervisor be killed, its devices are not free before its script has ended. */
  readonly folder?: string;
  /** Aborted when the run is not to be started any more: the wait then rejects, and nothing is held. */
  readonly signal: AbortSignal;
  /** Called when it has to wait, and whenever its position changes. `waitsFor`: `GPU 0 or GPU 1`. */
  onQueued(queued: { readonly position: number; readonly waitsFor: string }): Promise<void>;
  /** The launcher’s environment, as the run will see it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  readonly pollMs?: number;
  /** How often other people’s programs are looked for while they are in the way. */
  readonly lookAgainMs?: number;
}

const usualLookAgainMs = 5_000;

/** Resolves at once for a run that needs nothing. Throws NoSuchGpu, the signal’s reason, and what a full disk throws. */
export async function waitForSlot(spec: Pick<RunSpec, 'id' | 'name' | 'argv' | 'needs'>, options: SlotOptions): Promise<Slot> {
  const { needs } = spec;
  if (needs === undefined) return slotOf([], {}, async () => undefined);
  const { env = process.env } = options;
  // Who set this has chosen already.
  const isChosenOutside = needs.gpu === 'auto' && (env['CUDA_VISIBLE_DEVICES'] ?? env['HIP_VISIBLE_DEVICES']) !== undefined;
  const choice = isChosenOutside ? 'all' : needs.gpu;
  const gpus = choice === 'all' || choice === 'none' ? { devices: [] } : await findGpus(env);
  const wanted = wantedGpus(choice, gpus, spec.argv);
  const byName = new Map((wanted?.oneOf ?? []).map((gpu) => [slotName(gpu), gpu]));
  const groups: Need[] = [];
  if (wanted !== undefined) groups.push({ oneOf: [...byName.keys()], count: wanted.count });
  if (needs.parallel > 0) groups.push({ oneOf: Array.from({ length: needs.parallel }, (_, index) => `run-${index}`), count: 1 });
  if (groups.length === 0) return slotOf([], choice === 'none' ? hiddenGpus : {}, async () => undefined);
  const { signal, clock, pollMs } = options;
  const held = await waitInQueue(
    needs.queue,
    { run: spec.id, name: spec.name, priority: needs.priority, ...defined({ folder: options.folder }) },
    groups,
    {
      signal,
      onWaiting: ({ position }) =>
        options.onQueued({ position, waitsFor: waitsForText(wanted?.oneOf ?? [], wanted?.count ?? 0, needs.parallel) }),
      ...(needs.untilIdle ? { usable: idleAmong(byName, env, options.lookAgainMs ?? usualLookAgainMs) } : {}),
      ...(clock === undefined ? {} : { clock }),
      ...(pollMs === undefined ? {} : { pollMs }),
    },
  );
  const devices = held.slots.map((slot) => byName.get(slot)).filter((gpu) => gpu !== undefined);
  return slotOf(devices, choice === 'none' ? hiddenGpus : gpuEnvironment(devices), held.release);
}

function slotOf(devices: readonly Gpu[], env: Slot['env'], release: Slot['release']): Slot {
  return { devices: devices.map(({ vendor, label, id, name }) => ({ vendor, label, id, name })), env, release };
}

function slotName({ vendor, id }: Gpu): string {
  return `${vendor}-${id}`;
}

/** Of the slots those on which nobody computes; what is no device is always good. */
function idleAmong(
  byName: ReadonlyMap<string, Gpu>,
  env: Readonly<Record<string, string | undefined>>,
  lookAgainMs: number,
): (slots: readonly string[]) => Promise<readonly string[]> {
  let lookedMs = Number.NEGATIVE_INFINITY;
  let idle = new Set<string>();
  return async (slots) => {
    if (performance.now() - lookedMs >= lookAgainMs) {
      idle = new Set((await findGpus(env)).devices.filter(isIdle).map(slotName));
      lookedMs = performance.now();
    }
    return slots.filter((slot) => !byName.has(slot) || idle.has(slot));
  };
}

function waitsForText(gpus: readonly Gpu[], count: number, parallel: number): string {
  if (gpus.length === 0) return 'other runs to end';
  const names = gpus.map(({ label }) => `GPU ${label}`);
  const devices = names.length === count ? names.join(' and ') : names.join(' or ');
  return parallel === 0 ? devices : `${devices}, with at most ${parallel} ${parallel === 1 ? 'run' : 'runs'} at once`;
}
