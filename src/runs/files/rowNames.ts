/** What the columns of a table, or the keys of a JSON record, stand for. */

/** Where a measurement belongs, the most exact first. */
const stepNames = ['step', 'global_step', '_step', 'global step', 'iteration', 'iter', 'iters', 'update', 'num_steps', 'steps', 'batch'];
const epochNames = ['epoch', 'epochs', '_epoch', 'epoch_num'];
const wallNames = ['timestamp', '_timestamp', 'wall_time', 'wall time', 'created_at'];
/** Numbers that measure nothing of the training. */
const otherNames = new Set([
  '',
  'index',
  'unnamed: 0',
  '_runtime',
  '_wandb',
  'date',
  'datetime',
  'seed',
  'pid',
  'rank',
  'local_rank',
  'world_size',
]);

export interface RowNames {
  readonly step: string | undefined;
  readonly epoch: string | undefined;
  readonly wall: string | undefined;
}

export function rowNamesOf(names: readonly string[]): RowNames {
  const pick = (wanted: readonly string[]): string | undefined => {
    for (const each of wanted) {
      const found = names.find((name) => name.trim().toLowerCase() === each);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return { step: pick(stepNames), epoch: pick(epochNames), wall: pick(wallNames) };
}

/** Whether values under this name are measured ones. */
export function isMetricName(name: string, { step, epoch, wall }: RowNames): boolean {
  return name !== step && name !== epoch && name !== wall && !otherNames.has(name.trim().toLowerCase());
}

/** Seconds, milliseconds or a date in words; NaN where it is none of them. */
export function wallMsOf(value: unknown): number {
  if (typeof value === 'string') {
    const number = Number(value);
    return Number.isNaN(number) || value.trim() === '' ? Date.parse(value) : wallMsOf(number);
  }
  if (typeof value !== 'number' || !(value > 0)) return Number.NaN;
  // 1e11 seconds are in the year 5138, 1e11 milliseconds in 1973. What is small is no time of a day but one since a start.
  if (value >= 1e11) return value;
  return value >= 1e8 ? value * 1000 : Number.NaN;
}
