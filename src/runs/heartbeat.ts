/** On another machine only the heartbeat tells; networks may be late. */
const staleMs = 60_000;

/**
 * Whether somebody still beats, by a file's time that another machine sets. Clocks differ and jump, so what counts is that the time
 * changes; only at the first look, when nothing could be seen to change yet, it is compared with the clock here.
 */
export class HeartbeatWatch {
  readonly #monotonicMs: () => number;
  #seen: { readonly beatMs: number; readonly atMs: number } | undefined;

  constructor(monotonicMs: () => number = () => performance.now()) {
    this.#monotonicMs = monotonicMs;
  }

  isBeating(beatMs: number, nowMs: number): boolean {
    const atMs = this.#monotonicMs();
    const isFirst = this.#seen === undefined;
    // A beat that looks old is as old as it looks until the next one is seen.
    if (this.#seen?.beatMs !== beatMs) this.#seen = { beatMs, atMs: isFirst ? atMs - Math.abs(nowMs - beatMs) : atMs };
    return atMs - (this.#seen?.atMs ?? atMs) < staleMs;
  }
}
