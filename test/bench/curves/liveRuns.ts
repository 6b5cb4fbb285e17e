import { RunsInMemory } from '../../doubles/runsInMemory.ts';

/** Runs that go on: of each a point of every metric at a time, falling noisily, the same in every invocation. */
export class LiveRuns extends RunsInMemory {
  readonly #ids: readonly ReturnType<RunsInMemory['add']>[];
  readonly #metrics: readonly string[];
  #step = 0;

  constructor(runs: number, metrics: number) {
    super();
    this.#ids = Array.from({ length: runs }, (_, run) => this.add(`live-${run + 1}`));
    this.#metrics = Array.from({ length: metrics }, (_, at) => `group${at % 4}/metric_${at}`);
  }

  step(): void {
    this.#step += 1;
    let seed = this.#step;
    const next = (): number => {
      seed = (seed * 16_807) % 2_147_483_647;
      return 2 * Math.exp(-this.#step / 300) + seed / 2_147_483_647;
    };
    for (const id of this.#ids)
      this.measure(
        id,
        this.#metrics.map((metric) => [metric, next()] as const),
      );
  }
}
