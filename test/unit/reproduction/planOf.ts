import type { Plan } from '../../../src/reproduction/stages/records.ts';

/** A plan of nothing, for `train.py` with a seed, and what a test makes of it. */
export function planOf(more: Partial<Plan> = {}): Plan {
  return {
    v: 1,
    stage: 'plan',
    inputs: {},
    framework: 'pytorch',
    summary: '',
    files: [],
    order: [],
    packages: [],
    hub: [],
    commands: { smoke: ['python', 'train.py', '--smoke'], run: ['python', 'train.py', '--seed', '{seed}'] },
    seeds: [],
    cells: [],
    ...more,
  };
}
