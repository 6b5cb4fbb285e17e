import * as vscode from 'vscode';
import { Cancelled } from '../base/errors.ts';
import { type Gpu, gpuText, gpuUserText } from '../runs/machine/gpu.ts';
import { type GpuChoice, isIdle } from '../runs/machine/gpuChoice.ts';
import { findGpus } from '../runs/machine/gpus.ts';

interface TargetItem extends vscode.QuickPickItem {
  readonly gpu?: GpuChoice;
}

/** Asks where a run shall execute. Throws Cancelled. */
export async function askTarget(env: Readonly<Record<string, string | undefined>>): Promise<GpuChoice> {
  const items = findGpus(env).then(({ devices, problem }): readonly TargetItem[] => [
    { label: '$(device-desktop) This machine', description: 'as it is', detail: problem ?? automatic(devices), gpu: 'auto' },
    ...devices.map((device) => ({
      label: `$(circuit-board) ${gpuText(device)}`,
      description: isIdle(device) ? 'idle' : 'busy: the run waits for it',
      detail: device.users.map(gpuUserText).join(', '),
      gpu: [device.label],
    })),
    ...(devices.length > 1 ? [{ label: `$(layers) All ${devices.length} GPUs`, gpu: devices.map(({ label }) => label) }] : []),
    { label: '$(chip) Processor only', description: 'no GPU is visible to the run', gpu: 'none' },
  ]);
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Train on',
    placeHolder: 'Where the run executes',
    matchOnDetail: true,
  });
  if (chosen?.gpu === undefined) throw new Cancelled();
  return chosen.gpu;
}

function automatic(devices: readonly Gpu[]): string {
  return devices.length === 0 ? 'No GPU was found here.' : 'The least busy GPU that no other run has.';
}
