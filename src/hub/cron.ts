/** When a schedule starts something: five fields of cron, or one of the usual names, in UTC as the Hub reads them. Pure. */

const named: Readonly<Record<string, string>> = {
  '@annually': '0 0 1 1 *',
  '@yearly': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

interface Field {
  readonly from: number;
  readonly to: number;
  /** Words for its numbers, the first for `from`. */
  readonly words?: readonly string[];
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** The 29th of February comes every four years, once in a while every eight. */
const farthestMs = 9 * 366 * 24 * hourMs;

interface Times {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  isDay(date: Date): boolean;
}

/** The first after `afterMs`, both in milliseconds since 1970. Undefined: it is no schedule, or never comes. */
export function startAfter(schedule: string, afterMs: number): number | undefined {
  const times = timesOf(schedule);
  if (times === undefined) return undefined;
  for (let at = (Math.floor(afterMs / minuteMs) + 1) * minuteMs; at < afterMs + farthestMs; ) {
    const date = new Date(at);
    if (!times.months.has(date.getUTCMonth() + 1) || !times.isDay(date))
      at = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 1);
    else if (!times.hours.has(date.getUTCHours())) at = (Math.floor(at / hourMs) + 1) * hourMs;
    else if (!times.minutes.has(date.getUTCMinutes())) at += minuteMs;
    else return at;
  }
  return undefined;
}

/** When it would start for the first time after so many starts: until then there are no more of them. Undefined: it is no schedule. */
export function endOfStarts(schedule: string, afterMs: number, starts: number): number | undefined {
  let at = startAfter(schedule, afterMs);
  if (at === undefined) return undefined;
  for (let count = 0; count < starts; count++) {
    const next = startAfter(schedule, at);
    if (next === undefined) return at + minuteMs;
    at = next;
  }
  return at;
}

function timesOf(schedule: string): Times | undefined {
  const parts = (named[schedule.trim()] ?? schedule).trim().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = parts;
  const minutes = numbersOf(minute, { from: 0, to: 59 });
  const hours = numbersOf(hour, { from: 0, to: 23 });
  const days = numbersOf(day, { from: 1, to: 31 });
  const inMonths = numbersOf(month, { from: 1, to: 12, words: months });
  // 7 is Sunday, too.
  const onWeekdays = numbersOf(weekday, { from: 0, to: 7, words: weekdays });
  if (parts.length !== 5 || !minutes || !hours || !days || !inMonths || !onWeekdays) return undefined;
  return {
    minutes,
    hours,
    months: inMonths,
    isDay(date) {
      const isOfMonth = days.has(date.getUTCDate());
      const isOfWeek = onWeekdays.has(date.getUTCDay()) || (date.getUTCDay() === 0 && onWeekdays.has(7));
      // Where both are limited, either will do: so says cron.
      return day.startsWith('*') || weekday.startsWith('*') ? isOfMonth && isOfWeek : isOfMonth || isOfWeek;
    },
  };
}

/** `*`, `3`, `1-5`, `mon-fri`, each with `/2`, and several with commas. Undefined: none of these. */
function numbersOf(text: string, field: Field): ReadonlySet<number> | undefined {
  const numbers = new Set<number>();
  for (const part of text.toLowerCase().split(',')) {
    const [, first = '', last, step = '1'] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? [];
    const isAll = first === '*' && last === undefined;
    const from = isAll ? field.from : numberOf(first, field);
    const to = isAll || (last === undefined && part.includes('/')) ? field.to : numberOf(last ?? first, field);
    if (from === undefined || to === undefined || from > to || Number(step) < 1) return undefined;
    for (let number = from; number <= to; number += Number(step)) numbers.add(number);
  }
  return numbers;
}

function numberOf(text: string, { from, to, words = [] }: Field): number | undefined {
  const word = words.indexOf(text);
  const number = word >= 0 ? from + word : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return number >= from && number <= to ? number : undefined;
}
