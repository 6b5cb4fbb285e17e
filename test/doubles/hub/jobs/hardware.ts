/** Machines and their prices, as the list of them says; those of November 2026. */

export interface Hardware {
  readonly name: string;
  readonly prettyName: string;
  readonly cpu: string;
  readonly ram: string;
  readonly ephemeralStorage: string;
  readonly accelerator: Accelerator | null;
  readonly unitCostMicroUSD: number;
  readonly unitCostUSD: number;
  readonly unitLabel: 'minute';
}

interface Accelerator {
  readonly type: 'gpu';
  readonly model: string;
  readonly quantity: string;
  readonly vram: string;
  readonly manufacturer: string;
}

function machine(
  name: string,
  cpus: number,
  ramGb: number,
  diskGb: number,
  usdPerHour: number,
  gpu?: readonly [string, number, number],
): Hardware {
  const microUsd = Math.round((usdPerHour * 1e6) / 60);
  return {
    name,
    prettyName: gpu === undefined ? `CPU ${name.replace('cpu-', '')}` : `Nvidia ${gpu[0]} x${gpu[1]}`,
    cpu: `${cpus} vCPU`,
    ram: `${ramGb} GB`,
    ephemeralStorage: `${diskGb} GB`,
    accelerator:
      gpu === undefined ? null : { type: 'gpu', model: gpu[0], quantity: String(gpu[1]), vram: `${gpu[2]} GB`, manufacturer: 'Nvidia' },
    unitCostMicroUSD: microUsd,
    unitCostUSD: microUsd / 1e6,
    unitLabel: 'minute',
  };
}

export const jobHardware: readonly Hardware[] = [
  machine('cpu-basic', 2, 16, 50, 0.01),
  machine('cpu-upgrade', 8, 32, 50, 0.03),
  machine('cpu-xl', 16, 124, 1000, 1),
  machine('cpu-performance', 32, 256, 1024, 1.9),
  machine('t4-small', 4, 15, 50, 0.4, ['T4', 1, 16]),
  machine('t4-medium', 8, 30, 100, 0.6, ['T4', 1, 16]),
  machine('l4x1', 8, 30, 400, 0.8, ['L4', 1, 24]),
  machine('l4x4', 48, 186, 3200, 3.8, ['L4', 4, 96]),
  machine('a10g-small', 4, 15, 110, 1, ['A10G', 1, 24]),
  machine('a10g-large', 12, 46, 200, 1.5, ['A10G', 1, 24]),
  machine('a10g-largex2', 24, 92, 1000, 3, ['A10G', 2, 48]),
  machine('a10g-largex4', 48, 184, 2000, 5, ['A10G', 4, 96]),
  machine('l40sx1', 8, 62, 380, 1.8, ['L40S', 1, 48]),
  machine('l40sx4', 48, 382, 3200, 8.3, ['L40S', 4, 192]),
  machine('l40sx8', 192, 1534, 6500, 23.5, ['L40S', 8, 384]),
  machine('a100-large', 12, 142, 1000, 2.5, ['A100', 1, 80]),
  machine('a100x4', 48, 568, 4000, 10, ['A100', 4, 320]),
  machine('a100x8', 96, 1136, 8000, 20, ['A100', 8, 640]),
  machine('h200', 23, 256, 3000, 5, ['H200', 1, 141]),
  machine('h200x2', 46, 512, 6000, 10, ['H200', 2, 282]),
  machine('h200x4', 92, 1024, 12000, 20, ['H200', 4, 564]),
  machine('h200x8', 184, 2048, 24000, 40, ['H200', 8, 1128]),
  machine('rtx-pro-6000', 23, 256, 475, 2.75, ['RTX PRO 6000', 1, 96]),
  machine('rtx-pro-6000x2', 46, 512, 950, 5.5, ['RTX PRO 6000', 2, 192]),
  machine('rtx-pro-6000x4', 92, 1024, 1900, 11, ['RTX PRO 6000', 4, 384]),
  machine('rtx-pro-6000x8', 184, 2048, 3800, 22, ['RTX PRO 6000', 8, 768]),
];

const onlyJobs = /^(cpu-xl|cpu-performance|h200|rtx)/;

export const spaceHardware: readonly Hardware[] = jobHardware
  .filter(({ name }) => !onlyJobs.test(name))
  .map((each) => (each.name === 'cpu-basic' ? { ...each, unitCostMicroUSD: 0, unitCostUSD: 0 } : each));
