import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CurveRun } from '../../src/protocol/curves.ts';
import { formatValue } from '../shared/format.ts';
import { Icon, IconButton } from '../shared/icon.tsx';
import { nearest } from './align.ts';
import { bestOf } from './bestOf.ts';
import type { Board, Metric } from './board.ts';
import type { ChartRun } from './chartRun.ts';
import { describeChart } from './metrics.ts';
import type { Theme } from './palette.ts';
import { Plot } from './plot.ts';
import { PointTable } from './pointTable.tsx';
import { Swatch } from './swatch.tsx';

interface ChartProps {
  readonly board: Board;
  readonly metric: Metric;
  readonly runs: readonly CurveRun[];
  readonly theme: Theme;
}

export function ChartCard({ board, metric, runs, theme }: ChartProps) {
  const { smoothing, isLogY } = board.view.value;
  const version = metric.version.value;
  const target = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot>(undefined);
  const [cursor, setCursor] = useState<number | undefined>(undefined);
  const [isTable, setTable] = useState(false);
  const isSeen = useIsSeen(target);

  const shown = runs.flatMap((run): ChartRun[] => {
    const measured = metric.byRun.get(run.id);
    if (measured === undefined || !run.isShown) return [];
    const { xs, ys } = measured.points;
    return [{ run, xs, ys, color: run.color, best: bestOf(measured.best, xs, ys) }];
  });
  const held = [...metric.byRun.values()].reduce((sum, { points }) => sum + points.length, 0);
  const shape = shown.map(({ run }) => `${run.id} ${run.color}`).join('\n');

  useLayoutEffect(() => {
    const element = target.current;
    if (element === null) return;
    const made = new Plot(element, shown, { smoothing, isLogY, theme }, setCursor);
    plot.current = made;
    const observer = new ResizeObserver(() => made.resize(element.clientWidth));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.dispose();
      plot.current = undefined;
    };
  }, [shape, smoothing, isLogY, theme]);

  const drawn = useRef(version);
  useLayoutEffect(() => {
    if (drawn.current === version || !isSeen) return;
    drawn.current = version;
    plot.current?.update(shown);
  }, [version, isSeen]);

  return (
    <section class="chart" aria-label={metric.name} data-metric={metric.name} data-points={held}>
      <header class="chart-head">
        <h2 title={metric.name}>{metric.name}</h2>
        {cursor !== undefined && <span class="chart-step">step {formatValue(cursor)}</span>}
        <IconButton
          icon={isTable ? 'graph-line' : 'table'}
          label={isTable ? 'Show as chart' : 'Show as table'}
          onClick={() => setTable(!isTable)}
        />
      </header>
      <ul class="legend" aria-label={`Values of ${metric.name}`}>
        {shown.map((line) => (
          <LegendChip key={line.run.id} line={line} theme={theme} step={cursor} />
        ))}
      </ul>
      {isTable && <PointTable metric={metric.name} lines={shown} onCopy={(text) => board.post({ type: 'copy', text })} />}
      <div
        ref={target}
        class="plot"
        role="img"
        hidden={isTable}
        aria-label={describeChart(
          metric.name,
          shown.map(({ run, xs, ys, best }) => ({ name: run.name, xs, ys, best })),
        )}
      />
    </section>
  );
}

/** A chart out of sight is not drawn again; it catches up when it is scrolled to. */
function useIsSeen(target: { readonly current: HTMLElement | null }): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    const observer = new IntersectionObserver((rows) => setSeen(rows.at(-1)?.isIntersecting === true), { rootMargin: '200px' });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return isSeen;
}

function LegendChip({ line, theme, step }: { readonly line: ChartRun; readonly theme: Theme; readonly step: number | undefined }) {
  const { run, xs, ys, best } = line;
  const at = step === undefined ? xs.length - 1 : step > (xs.at(-1) ?? 0) ? undefined : nearest(xs, step);
  const value = at === undefined ? undefined : ys[at];
  const isAtBest = step === undefined && best !== undefined;
  return (
    <li class="legend-chip" data-run={run.id} data-points={xs.length}>
      <Swatch theme={theme} color={run.color} isShown />
      <span class="legend-name" title={run.name}>
        {run.name}
      </span>
      <span class="legend-value">{value === undefined ? '–' : formatValue(value)}</span>
      {isAtBest && (
        <span class="legend-best" title={`best (${best.goal}) at step ${formatValue(best.step)}`}>
          <Icon name={best.goal === 'min' ? 'arrow-down' : 'arrow-up'} />
          <span class="visually-hidden">best </span>
          {formatValue(best.value)} @ {formatValue(best.step)}
        </span>
      )}
    </li>
  );
}
