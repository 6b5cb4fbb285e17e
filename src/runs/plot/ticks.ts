export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  label(tick: number): string;
}

/** An axis over all of the values, not begun at zero and not cut: ticks at 1, 2 or 5 times a power of ten. */
export function axisOver(low: number, high: number, most: number): Axis {
  const spread = high - low;
  // One value is shown in the middle of some room.
  const room = spread > 0 ? spread * 0.05 : Math.max(Math.abs(low) * 0.1, 1e-9);
  const [from, to] = [low - room, high + room];
  const step = niceStep((to - from) / Math.max(1, most));
  const first = Math.ceil(from / step);
  const count = Math.max(0, Math.floor(to / step) - first + 1);
  const ticks = Array.from({ length: count }, (_, index) => (first + index) * step);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const largest = Math.max(Math.abs(from), Math.abs(to));
  const isFar = largest >= 1e6 || decimals > 5;
  return { low: from, high: to, ticks, label: (tick) => (isFar ? short(tick, step) : tick.toFixed(decimals)) };
}

function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least * 0.999) ?? 10) * power;
}

/** With as many digits as tell it from its neighbours. */
function short(tick: number, step: number): string {
  if (Math.abs(tick) < step / 2) return '0';
  const digits = Math.floor(Math.log10(Math.abs(tick)) + 1e-9) - Math.floor(Math.log10(step) + 1e-9);
  return tick.toExponential(Math.max(0, Math.min(8, digits))).replace('e+', 'e');
}
