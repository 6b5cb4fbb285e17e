/** What the machine did while a run went on, as series like any other. */
import * as z from 'zod';
import { GrowingLines } from '../../base/growingLines.ts';
import { Column } from '../store/column.ts';
import { MetricSeries } from '../store/metricSeries.ts';

const gpuSchema = z.object({
  index: z.int().nonnegative(),
  utilizationPercent: z.number().optional(),
  memoryBytes: z.number().optional(),
  temperatureC: z.number().optional(),
  powerW: z.number().optional(),
});
const sampleSchema = z.object({
  atMs: z.number(),
  cpuPercent: z.number().optional(),
  memoryBytes: z.number().optional(),
  gpus: z.array(gpuSchema).optional(),
});
type Sample = z.infer<typeof sampleSchema>;

const bytesPerGiB = 2 ** 30;

/** All begin with this, so that they are one section. */
export const systemPrefix = 'system/';

export interface SystemMetric {
  readonly metric: string;
  readonly unit: string;
}

/** `system.jsonl` of one run. A sample has no step: it stands at the seconds since the run began. */
export class SystemSeries {
  readonly #lines: GrowingLines;
  readonly #startMs: number;
  readonly #columns = new Map<string, { readonly column: Column; readonly unit: string }>();

  constructor(file: string, startMs: number) {
    this.#lines = new GrowingLines(file);
    this.#startMs = startMs;
  }

  get metrics(): readonly SystemMetric[] {
    return [...this.#columns].map(([metric, { unit }]) => ({ metric, unit }));
  }

  /** Reads what was added. */
  async refresh(): Promise<void> {
    await this.#lines.read(
      (line) => this.#add(line),
      () => this.#columns.clear(),
    );
  }

  /** As it is now; undefined for one that was not measured. */
  series(metric: string): MetricSeries | undefined {
    const column = this.#columns.get(metric)?.column;
    return column === undefined ? undefined : new MetricSeries(metric, [{ column, from: 0, to: column.count }]);
  }

  #add(line: string): void {
    const sample = parseSample(line);
    if (sample === undefined) return;
    for (const { metric, unit, value } of valuesOf(sample)) {
      const known = this.#columns.get(metric) ?? { column: new Column({ metric, segment: 0, source: 'file' }), unit };
      this.#columns.set(metric, known);
      known.column.add({ metric, step: (sample.atMs - this.#startMs) / 1000, value, wallMs: sample.atMs });
    }
  }
}

function parseSample(line: string): Sample | undefined {
  try {
    return sampleSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function valuesOf({ cpuPercent, memoryBytes, gpus = [] }: Sample): readonly (SystemMetric & { readonly value: number })[] {
  const found: (SystemMetric & { readonly value: number })[] = [];
  const add = (name: string, unit: string, value: number | undefined): void => {
    if (value !== undefined) found.push({ metric: `${systemPrefix}${name}`, unit, value });
  };
  add('CPU', '%', cpuPercent);
  add('memory', 'GiB', inGiB(memoryBytes));
  for (const gpu of gpus) {
    const name = `GPU ${gpu.index}`;
    add(`${name} utilization`, '%', gpu.utilizationPercent);
    add(`${name} memory`, 'GiB', inGiB(gpu.memoryBytes));
    add(`${name} temperature`, '°C', gpu.temperatureC);
    add(`${name} power`, 'W', gpu.powerW);
  }
  return found;
}

function inGiB(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : bytes / bytesPerGiB;
}
