/** When a schedule comes next: five fields of cron, or one of the usual names. In UTC. */

const names: Readonly<Record<string, string>> = {
  '@annually': '0 0 1 1 *',
  '@yearly': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const ranges: readonly (readonly [number, number])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
];
const minuteMs = 60_000;
// Four years hold every date there is.
const farthestMs = 4 * 366 * 24 * 60 * minuteMs;

/** Milliseconds since 1970; absent where the schedule is none. */
export function nextRun(schedule: string, afterMs: number): number | undefined {
  const parts = (names[schedule] ?? schedule).trim().split(/\s+/);
  const sets = parts.map((part, at) => allowed(part, ranges[at] ?? [0, 0]));
  const [minutes, hours, days, months, weekdays] = sets;
  if (parts.length !== 5 || !minutes || !hours || !days || !months || !weekdays) return undefined;
  const isDay = (date: Date): boolean => {
    const onDay = days.has(date.getUTCDate());
    const onWeekday = weekdays.has(date.getUTCDay()) || (date.getUTCDay() === 0 && weekdays.has(7));
    // Where both are limited, either will do: so says cron.
    return parts[2] === '*' || parts[4] === '*' ? onDay && onWeekday : onDay || onWeekday;
  };
  for (let at = Math.floor(afterMs / minuteMs) * minuteMs + minuteMs; at < afterMs + farthestMs; ) {
    const date = new Date(at);
    if (!months.has(date.getUTCMonth() + 1) || !isDay(date))
      at = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 1);
    else if (!hours.has(date.getUTCHours())) at = Math.floor(at / 3_600_000 + 1) * 3_600_000;
    else if (!minutes.has(date.getUTCMinutes())) at += minuteMs;
    else return at;
  }
  return undefined;
}

function allowed(part: string, [low, high]: readonly [number, number]): ReadonlySet<number> | undefined {
  const set = new Set<number>();
  for (const piece of part.split(',')) {
    const [, range = '', step] = /^([\d*-]+)(?:\/(\d+))?$/.exec(piece) ?? [];
    const [, first, last] = range === '*' ? ['', String(low), String(high)] : (/^(\d+)(?:-(\d+))?$/.exec(range) ?? []);
    if (first === undefined) return undefined;
    const to = Number(last ?? (step === undefined ? first : high));
    if (Number(first) < low || to > high || Number(step ?? 1) < 1) return undefined;
    for (let value = Number(first); value <= to; value += Number(step ?? 1)) set.add(value);
  }
  return set;
}
