import type { CurveAxis, CurveMark } from '../../../src/protocol/curves.ts';
import { type Band, bandOf } from './band.ts';
import type { HeldWindow } from './held.ts';
import { Rows } from './rows.ts';
import { makeScale, type Range, type Scale, toPx } from './scale.ts';
import { logTicks, numberTicks, type Tick, xTicks } from './ticks.ts';
import { yRangeOf } from './yRange.ts';

/** One run in one chart. */
export interface SceneRun {
  readonly id: string;
  readonly name: string;
  readonly color: number;
  readonly window: HeldWindow;
  readonly best: { readonly value: number; readonly step: number } | undefined;
  readonly marks: readonly CurveMark[];
  /** Whether points still come. */
  readonly isLive?: boolean;
}

/** Runs that are one line. */
export interface SceneGroup {
  readonly key: string;
  readonly label: string;
  readonly color: number;
  readonly band: Band;
}

export interface SceneFlag {
  readonly kind: CurveMark['kind'];
  readonly level: NonNullable<CurveMark['level']>;
  readonly px: number;
  /** What it says, with the name of its run; of several at one place, all. */
  readonly titles: readonly string[];
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Everything that a frame draws, in numbers: no DOM, no colours. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly axis: CurveAxis;
  readonly box: Box;
  readonly x: Scale;
  readonly y: Scale;
  readonly isCut: boolean;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly runs: readonly SceneRun[];
  readonly groups: readonly SceneGroup[];
  readonly flags: readonly SceneFlag[];
}

export interface SceneInput {
  readonly metric: string;
  readonly width: number;
  readonly height: number;
  readonly axis: CurveAxis;
  readonly isLogX: boolean;
  readonly isLogY: boolean;
  readonly isClipped: boolean;
  /** What is seen of x; undefined: everything. */
  readonly seen: Range | undefined;
  readonly runs: readonly SceneRun[];
  readonly groups: readonly { readonly key: string; readonly label: string; readonly color: number; readonly runs: readonly string[] }[];
}

const leftPx = 50;
const rightPx = 14;
const topPx = 8;
const bottomPx = 24;

export function boxOf(width: number, height: number): Box {
  return { left: leftPx, top: topPx, right: Math.max(leftPx + 16, width - rightPx), bottom: Math.max(topPx + 16, height - bottomPx) };
}

export function sceneOf(input: SceneInput): Scene {
  const { width, height, axis, isLogX, isLogY } = input;
  const box = boxOf(width, height);
  const runs = input.runs.filter(({ window }) => window.axis === axis && window.isLogX === isLogX);
  const seen = input.seen ?? extentOf(runs, isLogX) ?? { from: isLogX ? 1 : 0, to: isLogX ? 10 : 1 };
  const x = makeScale(isLogX, seen.from, seen.to, box.left, box.right);
  const groups = groupsOf(runs, input.groups);
  const yRange = yRangeOf(
    groups.length > 0 ? groups.map(({ band }) => bandRows(band)) : runs.flatMap(linesOf),
    seen,
    isLogY,
    input.isClipped,
  );
  const y = makeScale(isLogY, yRange.from, yRange.to, box.bottom, box.top);
  const mostX = Math.max(2, Math.floor((box.right - box.left) / 58));
  const mostY = Math.max(2, Math.floor((box.bottom - box.top) / 27));
  return {
    width,
    height,
    axis,
    box,
    x,
    y,
    isCut: yRange.isCut,
    xTicks: xTicks(axis, isLogX, seen.from, seen.to, mostX),
    yTicks: isLogY ? logTicks(yRange.from, yRange.to, mostY) : numberTicks(yRange.from, yRange.to, mostY),
    runs,
    groups,
    flags: flagsOf(input.metric, runs, axis, x),
  };
}

/** From the first to the last point of all runs; wider by one where that is a single place. */
export function extentOf(runs: readonly { readonly window: HeldWindow }[], isLogX: boolean): Range | undefined {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { window } of runs) {
    if (window.extent === undefined) continue;
    const { x0, x1 } = window.extent;
    from = Math.min(from, isLogX && !(x0 > 0) ? Math.max(window.from, Number.MIN_VALUE) : x0);
    to = Math.max(to, x1);
  }
  if (!(from <= to)) return undefined;
  if (from < to) return { from, to };
  return isLogX ? { from: from / 2, to: to * 2 } : { from: from - 1, to: to + 1 };
}

function linesOf({ window }: SceneRun): readonly Rows[] {
  return window.superseded === undefined ? [window.line] : [window.line, window.superseded];
}

/** A band as columns that reach one standard deviation to both sides. */
function bandRows({ rows }: Band): Rows {
  const data = Float64Array.from(rows.flatMap(({ x, mean, deviation }) => [x, mean, mean - deviation, mean + deviation, mean, mean]));
  return new Rows({ kind: 'columns', data: data.buffer });
}

/** Each group's band over those of its runs that have points. */
function groupsOf(runs: readonly SceneRun[], groups: SceneInput['groups']): readonly SceneGroup[] {
  const byId = new Map(runs.map((run) => [run.id, run]));
  return groups.flatMap(({ key, label, color, runs: members }) => {
    const windows = members.flatMap((id) => byId.get(id)?.window ?? []);
    return windows.length === 0 ? [] : [{ key, label, color, band: bandOf(windows) }];
  });
}

const sameplacePx = 7;

/** What happened, at its place on the axis; what would lie on one another is one flag that says all. */
function flagsOf(metric: string, runs: readonly SceneRun[], axis: CurveAxis, x: Scale): readonly SceneFlag[] {
  const flags: { kind: CurveMark['kind']; level: SceneFlag['level']; px: number; titles: string[] }[] = [];
  for (const { name, marks } of runs) {
    for (const mark of marks) {
      const at = mark.x[axis];
      if (at === undefined || (mark.metric !== undefined && mark.metric !== metric)) continue;
      const px = toPx(x, at);
      if (!(px >= x.startPx - 1 && px <= x.endPx + 1)) continue;
      flags.push({ kind: mark.kind, level: mark.level ?? 'info', px, titles: [`${mark.title} · ${name}`] });
    }
  }
  flags.sort((a, b) => a.px - b.px);
  const kept: typeof flags = [];
  for (const flag of flags) {
    const before = kept.findLast((other) => other.kind === flag.kind);
    if (before === undefined || flag.px - before.px > sameplacePx) kept.push(flag);
    else {
      before.titles.push(...flag.titles);
      if (severity[flag.level] > severity[before.level]) before.level = flag.level;
    }
  }
  return kept;
}

const severity = { info: 0, warning: 1, error: 2 } as const;
