import { defined } from '../base/defined.ts';
import type { JobWish } from '../runs/hub/jobQuote.ts';
import { type Gpu, type Gpus, gpuFacts, gpuUserText } from '../runs/machine/gpu.ts';
import { isIdle } from '../runs/machine/gpuChoice.ts';
import type { AskedNeeds } from '../runs/machine/needs.ts';
import type { RunSpec } from '../runs/run.ts';

/** Where a run executes, and on what. */
export type RunPlace = AskedNeeds & {
  /** As ssh names it; absent: here. */
  readonly host?: string;
  /** As a job or a Space of Hugging Face, which the person agreed to pay for. */
  readonly job?: JobWish;
};

/** Where a run is to execute again: where it did. What is paid for is agreed to anew. Undefined: on this machine, as is usual. */
export function placeAgain({
  ssh,
  job,
}: Pick<RunSpec, 'ssh' | 'job'>): { readonly host: string } | { readonly paid: PaidAgain } | undefined {
  if (job !== undefined) return { paid: { image: job.image, packages: job.packages, ...defined({ kind: job.kind }) } };
  return ssh === undefined ? undefined : { host: ssh.host };
}

/** Of a machine of Hugging Face, what stays when another one like it is asked for; its hardware and time are chosen by the price of now. */
export type PaidAgain = Required<Pick<JobWish, 'image' | 'packages'>> & Pick<JobWish, 'kind'>;

/** Where a run can execute, as rows to choose from. Pure. */
export interface TargetRow {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** `other`: a host that is yet to be named; `hub`, `space`: hardware of Hugging Face that is yet to be chosen, for a job or a Space. */
  readonly place: RunPlace | 'other' | 'hub' | 'space';
}

export function targetRows({ devices, problem }: Gpus, hosts: readonly string[]): readonly TargetRow[] {
  const automatic = devices.length === 0 ? 'No GPU was found here.' : 'The least busy GPU that no other run has.';
  return [
    { label: '$(device-desktop) This machine', detail: problem ?? automatic, place: { gpu: 'auto' } },
    ...devices.flatMap(deviceRows),
    ...(devices.length > 1 ? [{ label: `$(layers) All ${devices.length} GPUs`, place: { gpu: devices.map(({ label }) => label) } }] : []),
    { label: '$(chip) Processor only', description: 'no GPU is visible to the run', place: { gpu: 'none' } },
    ...hosts.map((host): TargetRow => ({ label: `$(remote) ${host}`, description: 'by ssh: the workspace goes there', place: { host } })),
    { label: '$(cloud) Hugging Face…', description: 'a job that is paid by the minute', place: 'hub' },
    { label: '$(cloud) Hugging Face Space…', description: 'a private Space that is paid by the minute; needs a paid plan', place: 'space' },
    { label: '$(remote) Another host…', description: 'any that ssh reaches and that has Python', place: 'other' },
  ];
}

/** One that somebody computes on can be shared, or waited for. */
function deviceRows(device: Gpu): readonly TargetRow[] {
  // What decides stands first: in a narrow window the rest is cut.
  const label = `$(circuit-board) GPU ${device.label}`;
  const facts = gpuFacts(device);
  const gpu = [device.label];
  if (isIdle(device)) return [{ label, description: `idle · ${facts}`, place: { gpu } }];
  const users = device.users.map(gpuUserText).join(', ');
  return [
    { label, description: `busy, shared · ${facts}`, detail: users, place: { gpu } },
    { label: `$(clock) GPU ${device.label}, when it is idle`, description: 'waits for it', place: { gpu, untilIdle: true } },
  ];
}
