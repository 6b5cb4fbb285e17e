import { type Gpu, type Gpus, gpuText, gpuUserText } from '../runs/machine/gpu.ts';
import { isIdle } from '../runs/machine/gpuChoice.ts';
import type { AskedNeeds } from '../runs/machine/needs.ts';

/** Where a run can execute, as rows to choose from. Pure. */
export interface TargetRow {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly needs: AskedNeeds;
}

export function targetRows({ devices, problem }: Gpus): readonly TargetRow[] {
  const automatic = devices.length === 0 ? 'No GPU was found here.' : 'The least busy GPU that no other run has.';
  return [
    { label: '$(device-desktop) This machine', detail: problem ?? automatic, needs: { gpu: 'auto' } },
    ...devices.flatMap(deviceRows),
    ...(devices.length > 1 ? [{ label: `$(layers) All ${devices.length} GPUs`, needs: { gpu: devices.map(({ label }) => label) } }] : []),
    { label: '$(chip) Processor only', description: 'no GPU is visible to the run', needs: { gpu: 'none' } },
  ];
}

/** One that somebody computes on can be shared, or waited for. */
function deviceRows(device: Gpu): readonly TargetRow[] {
  const label = `$(circuit-board) ${gpuText(device)}`;
  const gpu = [device.label];
  if (isIdle(device)) return [{ label, description: 'idle', needs: { gpu } }];
  const users = device.users.map(gpuUserText).join(', ');
  return [
    { label, description: 'busy: shares it', detail: users, needs: { gpu } },
    { label: `$(clock) GPU ${device.label}, when it is idle`, description: 'waits', needs: { gpu, untilIdle: true } },
  ];
}
