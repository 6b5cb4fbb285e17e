import { useState } from 'preact/hooks';
import type { CurveRun } from '../../../src/protocol/curves.ts';
import { Swatch } from '../swatch.tsx';
import type { Theme } from '../theme.ts';
import type { Column, SummaryOf } from './columns.ts';
import { type Dimension, dimensionOf } from './dimension.ts';
import { nearestOf, type PointerPlace, picked } from './pointing.ts';
import { useWidth } from './useWidth.ts';

export interface DrawingProps {
  readonly theme: Theme;
  readonly runs: readonly CurveRun[];
  /** Parameters first, then results. */
  readonly columns: readonly Column[];
  readonly summaryOf: SummaryOf;
  readonly nowMs: number;
  /** A run was clicked. */
  readonly onToggle: (run: CurveRun) => void;
}

/** The runs of a drawing and of its legend, and the one that is pointed at in either. */
export interface PointedRuns {
  readonly theme: Theme;
  readonly runs: readonly CurveRun[];
  readonly pointed: string | undefined;
  readonly onPoint: (run: string | undefined) => void;
  readonly onToggle: (run: CurveRun) => void;
}

/** Below this axes stand too close for their labels; the drawing then scrolls. */
const axisRoomPx = 92;
const heightPx = 230;
const topPx = 26;
const bottomPx = 14;
const sidePx = 44;
/** Runs beyond these would be a carpet; the newest are drawn. */
const mostLines = 300;

/** Each run a line across its parameters and what came of them. */
export function Parallel({ theme, runs, columns, summaryOf, nowMs, onToggle }: DrawingProps) {
  const { target, width } = useWidth();
  const [pointed, setPointed] = useState<string | undefined>(undefined);
  const dimensions = columns.flatMap((column) => dimensionOf(runs, column, summaryOf, nowMs) ?? []);
  const lines = runs.slice(0, mostLines);
  const fullWidth = Math.max(width, 2 * sidePx + Math.max(1, dimensions.length - 1) * axisRoomPx);
  const xOf = (at: number) =>
    dimensions.length === 1 ? fullWidth / 2 : sidePx + (at * (fullWidth - 2 * sidePx)) / (dimensions.length - 1);
  const pick = picked((at) => nearestOf(lines, (run) => distanceTo(run, dimensions, xOf, at)), pointed, setPointed, onToggle);
  if (dimensions.length < 2) return <Too />;
  return (
    <figure class="drawing" ref={target}>
      <div class="drawing-scroller" tabIndex={0} role="group" aria-label="Parallel coordinates">
        <svg {...pick} width={fullWidth} height={heightPx} role="img" aria-label={wordsOf(lines, dimensions)}>
          {lines.map((run) => (
            <RunPath key={run.id} run={run} theme={theme} dimensions={dimensions} xOf={xOf} pointed={pointed} />
          ))}
          {dimensions.map((dimension, at) => (
            <Axis
              key={dimension.title}
              dimension={dimension}
              x={xOf(at)}
              theme={theme}
              isFirst={at === 0}
              isLast={at === dimensions.length - 1}
            />
          ))}
        </svg>
      </div>
      <RunLegend {...{ theme, pointed, onToggle }} runs={lines} onPoint={setPointed} textOf={(run) => said(run, dimensions)} />
      {runs.length > lines.length && (
        <figcaption class="drawing-note">
          The first {mostLines} of {runs.length} listed runs.
        </figcaption>
      )}
    </figure>
  );
}

function Too() {
  return <p class="table-empty">These runs do not differ in any parameter. Choose columns, or list other runs.</p>;
}

interface RunPathProps {
  readonly run: CurveRun;
  readonly theme: Theme;
  readonly dimensions: readonly Dimension[];
  readonly xOf: (at: number) => number;
  readonly pointed: string | undefined;
}

function RunPath({ run, theme, dimensions, xOf, pointed }: RunPathProps) {
  const parts: string[] = [];
  let isPenDown = false;
  for (const [at, dimension] of dimensions.entries()) {
    const place = dimension.placeOf(run);
    // Where it has nothing the line is broken, not led through some value.
    if (place !== undefined) parts.push(`${isPenDown ? 'L' : 'M'}${xOf(at).toFixed(1)} ${yOf(place).toFixed(1)}`);
    isPenDown = place !== undefined;
  }
  const path = parts.join('');
  const isPointed = pointed === run.id;
  const isFaint = !run.isShown || (pointed !== undefined && !isPointed);
  return (
    <g class={`parallel-run${isFaint ? ' is-faint' : ''}${isPointed ? ' is-pointed' : ''}`}>
      <path d={path} stroke={run.isShown ? theme.color(run.color) : theme.muted} stroke-dasharray={theme.dash(run.color).join(' ')} />
    </g>
  );
}

/** From the pointer up or down to the line; infinitely far where the line is broken. */
function distanceTo(run: CurveRun, dimensions: readonly Dimension[], xOf: (at: number) => number, at: PointerPlace): number {
  for (let left = 0; left + 1 < dimensions.length; left++) {
    const [from, to] = [xOf(left), xOf(left + 1)];
    if (at.x < from || at.x > to) continue;
    const [start, end] = [dimensions[left]?.placeOf(run), dimensions[left + 1]?.placeOf(run)];
    if (start === undefined || end === undefined) return Number.POSITIVE_INFINITY;
    const share = (at.x - from) / (to - from);
    return Math.abs(yOf(start + share * (end - start)) - at.y);
  }
  return Number.POSITIVE_INFINITY;
}

function yOf(place: number): number {
  return topPx + (1 - place) * (heightPx - topPx - bottomPx);
}

interface AxisProps {
  readonly dimension: Dimension;
  readonly x: number;
  readonly theme: Theme;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** The words of the outer axes stay within the drawing. */
function Axis({ dimension, x, theme, isFirst, isLast }: AxisProps) {
  return (
    <g class="parallel-axis">
      <text
        x={isFirst ? 2 : isLast ? x + sidePx - 2 : x}
        y={12}
        text-anchor={isFirst ? 'start' : isLast ? 'end' : 'middle'}
        class="axis-title"
        fill={theme.foreground}
      >
        {shortened(dimension.title)}
        {dimension.scale === 'log' ? ' (log)' : ''}
        <title>{dimension.title}</title>
      </text>
      <line x1={x} x2={x} y1={topPx} y2={heightPx - bottomPx} stroke={theme.muted} />
      {dimension.ticks.map(({ place, label }) => (
        <g key={label}>
          <line x1={x - 3} x2={x + 3} y1={yOf(place)} y2={yOf(place)} stroke={theme.muted} />
          <text
            x={isLast ? x - 6 : x + 6}
            y={yOf(place) + 4}
            text-anchor={isLast ? 'end' : 'start'}
            class="axis-label"
            fill={theme.foreground}
            stroke={theme.surface}
          >
            {shortened(label)}
          </text>
        </g>
      ))}
    </g>
  );
}

function shortened(text: string): string {
  return text.length > 14 ? `${text.slice(0, 13)}…` : text;
}

function wordsOf(runs: readonly CurveRun[], dimensions: readonly Dimension[]): string {
  return runs
    .slice(0, 20)
    .map((run) => said(run, dimensions))
    .join('. ');
}

function said(run: CurveRun, dimensions: readonly Dimension[]): string {
  return `${run.name}: ${dimensions.map((dimension) => `${dimension.title} ${dimension.textOf(run) ?? 'none'}`).join(', ')}`;
}

interface RunLegendProps extends PointedRuns {
  readonly textOf: (run: CurveRun) => string;
}

/** The runs by name: what the pointer does in the drawing, the keyboard does here. */
export function RunLegend({ runs, theme, pointed, onPoint, onToggle, textOf }: RunLegendProps) {
  return (
    <ul class="drawing-legend" aria-label="Runs in the drawing">
      {runs.slice(0, 60).map((run) => (
        <li key={run.id}>
          <button
            type="button"
            class={`drawing-run${pointed === run.id ? ' is-pointed' : ''}`}
            aria-pressed={run.isShown}
            title={textOf(run)}
            onMouseEnter={() => onPoint(run.id)}
            onMouseLeave={() => onPoint(undefined)}
            onFocus={() => onPoint(run.id)}
            onBlur={() => onPoint(undefined)}
            onClick={() => onToggle(run)}
          >
            <Swatch theme={theme} color={run.color} isShown={run.isShown} />
            <span class="row-text">{run.name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
