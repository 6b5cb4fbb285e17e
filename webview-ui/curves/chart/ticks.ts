import type { CurveAxis } from '../../../src/protocol/curves.ts';
import { formatValue } from '../../shared/format.ts';

export interface Tick {
  readonly value: number;
  /** Empty: a line of the grid without words. */
  readonly label: string;
}

/** Round numbers (1, 2, 5 times a power of ten), at most `most` of them, `least` or more from each other. */
export function numberTicks(from: number, to: number, most: number, least = 0): readonly Tick[] {
  const length = to - from;
  if (!(length > 0) || !Number.isFinite(length)) return Number.isFinite(from) ? [{ value: from, label: formatValue(from) }] : [];
  const step = Math.max(least, niceStep(length / Math.max(1, most)));
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return multiples(from, to, step).map((value) => ({ value, label: tickNumber(value, step, decimals) }));
}

function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((nice) => nice * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function multiples(from: number, to: number, step: number): number[] {
  const values: number[] = [];
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  // A range so far from zero that its numbers cannot be told apart has no ticks.
  if (last - first > 1000) return values;
  for (let at = first; at <= last; at++) values.push(at === 0 ? 0 : at * step);
  return values;
}

/** All labels of an axis have as many decimals as the step needs: `0.10, 0.15, 0.20`. */
function tickNumber(value: number, step: number, decimals: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e12 || decimals > 4) return minus(shortExponential(value, step));
  if (size >= 1e4) {
    const [unit, letter] = size >= 1e9 ? [1e9, 'G'] : size >= 1e6 ? [1e6, 'M'] : [1e3, 'k'];
    return minus(`${Number((value / unit).toPrecision(6))}${letter}`);
  }
  return minus(value.toFixed(decimals));
}

function shortExponential(value: number, step: number): string {
  const digits = Math.max(0, Math.floor(Math.log10(Math.abs(value))) - Math.floor(Math.log10(step) + 1e-9));
  return value.toExponential(Math.min(digits, 6)).replace('e+', 'e');
}

function minus(text: string): string {
  return text.startsWith('-') ? `−${text.slice(1)}` : text;
}

/** Powers of ten, with 2 and 5 between them where there is room; over less than a decade, round numbers. */
export function logTicks(from: number, to: number, most: number): readonly Tick[] {
  if (!(from > 0) || !(to > from)) return [];
  const low = Math.log10(from);
  const high = Math.log10(to);
  if (high - low < 1) return numberTicks(from, to, most);
  const between = (high - low) * 3 <= most ? [1, 2, 5] : [1];
  const stride = between.length > 1 ? 1 : Math.max(1, Math.ceil((high - low) / most));
  const ticks: Tick[] = [];
  for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
    if (power % stride !== 0) continue;
    for (const factor of between) {
      const value = Number(`${factor}e${power}`);
      if (value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9)) ticks.push({ value, label: logNumber(value) });
    }
  }
  return ticks;
}

function logNumber(value: number): string {
  if (value >= 1e-3 && value < 1e4) return String(Number(value.toPrecision(3)));
  if (value >= 1e4 && value < 1e9) return tickNumber(value, value, 0);
  return value.toExponential(0).replace('e+', 'e').replace('-', '−');
}

const second = 1;
const minute = 60;
const hour = 3600;
const day = 86_400;
const durations = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400].map(
  (size) => size * second,
);

/** Seconds since the run began, at round minutes and hours. */
export function durationTicks(from: number, to: number, most: number): readonly Tick[] {
  const least = (to - from) / Math.max(1, most);
  if (!(least > 0) || least < second) return numberTicks(from, to, most).map(({ value, label }) => ({ value, label: `${label} s` }));
  const step = durations.find((size) => size >= least) ?? day * niceStep(least / day);
  return multiples(from, to, step).map((value) => ({ value, label: durationLabel(value, step) }));
}

function durationLabel(seconds: number, step: number): string {
  if (seconds === 0) return '0';
  if (step >= day) return `${Math.round(seconds / day)} d`;
  if (seconds >= hour && (step >= minute || seconds >= day)) {
    const [hours, rest] = [Math.floor(seconds / hour), seconds % hour];
    return rest === 0 ? `${hours} h` : `${hours}:${twoDigits(rest / minute)} h`;
  }
  if (seconds < minute) return `${seconds} s`;
  const rest = seconds % minute;
  return rest === 0 ? `${seconds / minute} min` : `${Math.floor(seconds / minute)}:${twoDigits(rest)} min`;
}

function twoDigits(value: number): string {
  return String(Math.round(value)).padStart(2, '0');
}

/** Moments in local time, at round ones. The first of a day says the day. */
export function momentTicks(fromMs: number, toMs: number, most: number): readonly Tick[] {
  const leastSeconds = (toMs - fromMs) / 1000 / Math.max(1, most);
  if (!(leastSeconds > 0)) return [{ value: fromMs, label: moment(fromMs, second) }];
  const step = durations.find((size) => size >= leastSeconds) ?? day * niceStep(leastSeconds / day);
  // Round in local time, not in UTC.
  const shift = new Date(fromMs).getTimezoneOffset() * 60_000;
  const local = multiples((fromMs - shift) / 1000, (toMs - shift) / 1000, leastSeconds < second ? niceStep(leastSeconds) : step);
  let lastDay = '';
  return local.map((seconds) => {
    const value = seconds * 1000 + shift;
    const today = dayName(value);
    const label = today === lastDay || lastDay === '' ? moment(value, step) : today;
    lastDay = today;
    return { value, label };
  });
}

const clockMinutes = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const clockSeconds = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const dayOfMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

function dayName(ms: number): string {
  return dayOfMonth.format(ms);
}

function moment(ms: number, stepSeconds: number): string {
  if (stepSeconds >= day) return dayName(ms);
  return (stepSeconds >= minute ? clockMinutes : clockSeconds).format(ms);
}

export function xTicks(axis: CurveAxis, isLog: boolean, from: number, to: number, most: number): readonly Tick[] {
  if (isLog) return logTicks(from, to, most);
  if (axis === 'relative') return durationTicks(from, to, most);
  if (axis === 'wall') return momentTicks(from, to, most);
  return numberTicks(from, to, most, axis === 'step' ? 1 : 0);
}

/** A place on the axis, exactly, for the crosshair: `step 1,200`, `3 min 05 s`, `28 Nov 19:30:05`. */
export function xWords(axis: CurveAxis, x: number): string {
  switch (axis) {
    case 'step':
      return `step ${formatValue(x)}`;
    case 'epoch':
      return `epoch ${formatValue(x)}`;
    case 'relative':
      return durationWords(x);
    case 'wall':
      return `${dayName(x)} ${clockSeconds.format(x)}`;
  }
}

/** The same without the name of the axis. */
export function xShort(axis: CurveAxis, x: number): string {
  return axis === 'step' || axis === 'epoch' ? formatValue(x) : axis === 'relative' ? durationWords(x) : clockSeconds.format(x);
}

function durationWords(seconds: number): string {
  if (Math.abs(seconds) < minute) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.floor(seconds);
  if (whole < hour) return `${Math.floor(whole / minute)} min ${twoDigits(whole % minute)} s`;
  return `${Math.floor(whole / hour)} h ${twoDigits(Math.floor((whole % hour) / minute))} min`;
}
