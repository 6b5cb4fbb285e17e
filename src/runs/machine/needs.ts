import type { RunNeeds } from '../run.ts';
import { type GpuChoice, parseGpuChoice } from './gpuChoice.ts';
import { queueFolder } from './queueFolder.ts';

/** What is said for one run, rather than for all. */
export interface AskedNeeds {
  readonly gpu?: GpuChoice;
  /** Waits also until nobody else computes on its GPUs. */
  readonly untilIdle?: boolean;
  /** Of those that wait, the larger goes first. */
  readonly priority?: number;
}

/** What a person set for all runs. */
export interface MachineSettings {
  /** `auto`, `ask`, `all`, `none`, or numbers and UUIDs with commas between. Where nobody can be asked, `ask` is `auto`. */
  readonly gpu: string;
  /** At most so many runs at once on this machine; 0: any number. */
  readonly parallel: number;
}

export const usualMachineSettings: MachineSettings = { gpu: 'auto', parallel: 0 };

/** For `spec.json`; undefined: it waits for nothing and gets what there is. Throws BadGpuChoice. Pure. */
export function needsOf(asked: AskedNeeds, settings: MachineSettings, home: string | undefined): RunNeeds | undefined {
  // Runs wait for each other in the home; without one there is nowhere to wait.
  return home === undefined ? undefined : needsIn(asked, settings, queueFolder(home));
}

/** `queue`: the folder in which the runs of the machine that it executes on wait for each other. */
export function needsIn(asked: AskedNeeds, settings: MachineSettings, queue: string): RunNeeds | undefined {
  const set = parseGpuChoice(settings.gpu);
  const gpu = asked.gpu ?? (set === 'ask' ? 'auto' : set);
  const { parallel } = settings;
  if (gpu === 'all' && parallel === 0) return undefined;
  return { gpu, untilIdle: asked.untilIdle === true, parallel, priority: asked.priority ?? 0, queue };
}
