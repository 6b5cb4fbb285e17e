import { useState } from 'preact/hooks';
import type { CurveRun } from '../../../src/protocol/curves.ts';
import type { Theme } from '../theme.ts';
import { type Column, titleOf } from './columns.ts';
import { type Dimension, dimensionOf } from './dimension.ts';
import { type DrawingProps, type PointedRuns, RunLegend } from './parallel.tsx';
import { nearestOf, picked } from './pointing.ts';
import { useWidth } from './useWidth.ts';

const heightPx = 230;
const leftPx = 56;
const rightPx = 16;
const topPx = 12;
const bottomPx = 34;
/** Labels of the x axis have so much room each. */
const labelRoomPx = 80;

/** Each run a dot: a hyper-parameter against what came of it. */
export function Scatter({ theme, runs, columns, summaryOf, nowMs, onToggle }: DrawingProps) {
  const { target, width } = useWidth();
  const [pointed, setPointed] = useState<string | undefined>(undefined);
  const [across, setAcross] = useState<string | undefined>(undefined);
  const [up, setUp] = useState<string | undefined>(undefined);
  const results = columns.filter(({ kind }) => kind === 'best' || kind === 'last');
  const x = columns.find((column) => wordOf(column) === across) ?? columns.find(({ kind }) => kind === 'param') ?? columns[0];
  const y = columns.find((column) => wordOf(column) === up) ?? results[0] ?? columns.find((column) => column !== x);
  const dimensionX = x === undefined ? undefined : dimensionOf(runs, x, summaryOf, nowMs, Math.max(2, Math.floor(width / labelRoomPx)));
  const dimensionY = y === undefined ? undefined : dimensionOf(runs, y, summaryOf, nowMs);
  const isDrawable = dimensionX !== undefined && dimensionY !== undefined && x !== undefined && y !== undefined;
  const drawn: PointedRuns = { theme, runs, pointed, onPoint: setPointed, onToggle };
  return (
    <figure class="drawing" ref={target}>
      <div class="drawing-choices">
        <Choice label="across" columns={columns} chosen={x} onChoose={setAcross} />
        <Choice label="up" columns={columns} chosen={y} onChoose={setUp} />
      </div>
      {isDrawable && width > 0 ? (
        <Plot {...drawn} x={dimensionX} y={dimensionY} width={width} />
      ) : (
        <p class="table-empty">No run has both. Choose other columns.</p>
      )}
      <RunLegend {...drawn} textOf={(run) => (isDrawable ? said(run, dimensionX, dimensionY) : run.name)} />
    </figure>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly chosen: Column | undefined;
  readonly onChoose: (word: string) => void;
}

function Choice({ label, columns, chosen, onChoose }: ChoiceProps) {
  return (
    <label class="drawing-choice">
      <span>{label}</span>
      <select class="select" value={chosen === undefined ? '' : wordOf(chosen)} onChange={(event) => onChoose(event.currentTarget.value)}>
        {columns.map((column) => (
          <option key={wordOf(column)} value={wordOf(column)}>
            {column.kind === 'last' ? `last ${column.of}` : titleOf(column)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface PlotProps extends PointedRuns {
  readonly x: Dimension;
  readonly y: Dimension;
  readonly width: number;
}

function Plot({ theme, runs, x, y, width, pointed, onPoint, onToggle }: PlotProps) {
  const xPx = (place: number) => leftPx + place * (width - leftPx - rightPx);
  const yPx = (place: number) => topPx + (1 - place) * (heightPx - topPx - bottomPx);
  const dots = runs.flatMap((run) => {
    const [across, up] = [x.placeOf(run), y.placeOf(run)];
    return across === undefined || up === undefined ? [] : [{ run, x: xPx(across), y: yPx(up) }];
  });
  const pick = picked((at) => nearestOf(dots, (dot) => Math.hypot(dot.x - at.x, dot.y - at.y))?.run, pointed, onPoint, onToggle);
  return (
    <svg
      {...pick}
      width={width}
      height={heightPx}
      role="img"
      aria-label={dots
        .map(({ run }) => said(run, x, y))
        .slice(0, 40)
        .join('. ')}
    >
      {y.ticks.map(({ place, label }) => (
        <g key={label}>
          <line
            x1={leftPx}
            x2={width - rightPx}
            y1={yPx(place)}
            y2={yPx(place)}
            stroke={theme.grid}
            stroke-dasharray={theme.isHighContrast ? '1 3' : undefined}
          />
          <text x={leftPx - 6} y={yPx(place) + 4} text-anchor="end" class="axis-label" fill={theme.muted}>
            {label}
          </text>
        </g>
      ))}
      {x.ticks.map(({ place, label }) => (
        <text key={label} x={xPx(place)} y={heightPx - bottomPx + 16} text-anchor="middle" class="axis-label" fill={theme.muted}>
          {label}
        </text>
      ))}
      <line x1={leftPx} x2={width - rightPx} y1={heightPx - bottomPx} y2={heightPx - bottomPx} stroke={theme.axis} />
      <text x={(leftPx + width - rightPx) / 2} y={heightPx - 4} text-anchor="middle" class="axis-title" fill={theme.foreground}>
        {x.title}
        {x.scale === 'log' ? ' (log)' : ''}
      </text>
      {dots.map((dot) => (
        <Dot key={dot.run.id} dot={dot} theme={theme} isPointed={pointed === dot.run.id} words={said(dot.run, x, y)} />
      ))}
    </svg>
  );
}

interface DotProps {
  readonly dot: { readonly run: CurveRun; readonly x: number; readonly y: number };
  readonly theme: Theme;
  readonly isPointed: boolean;
  readonly words: string;
}

/** In high contrast the form tells runs apart as well as the colour does. */
function Dot({ dot: { run, x, y }, theme, isPointed, words }: DotProps) {
  const size = isPointed ? 7 : 5;
  const color = theme.color(run.color);
  return (
    <g class={`scatter-dot${run.isShown ? '' : ' is-faint'}`} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      <path d={formOf(theme.isHighContrast ? run.color % 4 : 0, size)} fill={run.isShown ? color : 'none'} stroke={color} />
      <title>{words}</title>
    </g>
  );
}

/** Circle, square, triangle, diamond, around the origin. */
function formOf(form: number, size: number): string {
  switch (form) {
    case 1:
      return `M${-size} ${-size}H${size}V${size}H${-size}Z`;
    case 2:
      return `M0 ${-size}L${size} ${size}H${-size}Z`;
    case 3:
      return `M0 ${-size * 1.3}L${size * 1.3} 0L0 ${size * 1.3}L${-size * 1.3} 0Z`;
    default:
      return `M${-size} 0A${size} ${size} 0 1 0 ${size} 0A${size} ${size} 0 1 0 ${-size} 0Z`;
  }
}

function said(run: CurveRun, x: Dimension, y: Dimension): string {
  return `${run.name}: ${x.title} ${x.textOf(run) ?? 'none'}, ${y.title} ${y.textOf(run) ?? 'none'}`;
}

function wordOf({ kind, of }: Column): string {
  return of === '' ? kind : `${kind}:${of}`;
}
