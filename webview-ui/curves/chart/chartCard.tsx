import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../../shared/icon.tsx';
import { MenuButton } from '../../shared/menu.tsx';
import type { Board } from '../board.ts';
import type { Theme } from '../theme.ts';
import { cardMenuItems } from './cardMenu.ts';
import { type ChartElements, ChartView } from './chartView.ts';
import { listenToGestures } from './gestures.ts';
import { firstLegendRows } from './legend.ts';
import { useIsNear } from './nearness.ts';
import { PointTable } from './pointTable.tsx';

interface ChartProps {
  readonly board: Board;
  readonly metric: string;
  readonly theme: Theme;
  readonly onKeys: () => void;
}

/** The card of one metric. Only cards near what is seen hold anything and are watched. */
export function ChartCard(props: ChartProps) {
  const { board, metric, theme } = props;
  const card = useRef<HTMLElement>(null);
  const view = useRef<ChartView>(undefined);
  const isNear = useIsNear(card);
  const [isTable, setTable] = useState(false);
  const summaries = board.summariesOf(metric).value;
  const points = [...summaries.values()].reduce((sum, summary) => sum + summary.points, 0);
  const unit = [...summaries.values()].find((summary) => summary.unit !== undefined)?.unit;
  const isPinned = board.pinned.value.includes(metric);
  const isWide = board.view.value.wide.includes(metric);
  const slash = metric.lastIndexOf('/');
  const toggleTable = () => setTable((is) => !is);
  return (
    <section ref={card} class={`chart${isWide ? ' is-wide' : ''}`} aria-label={metric} data-metric={metric} data-points={points}>
      <header class="chart-head">
        <h3 title={metric}>
          {slash > 0 && <span class="chart-prefix">{metric.slice(0, slash + 1)}</span>}
          {metric.slice(slash + 1)}
          {unit !== undefined && <span class="chart-unit"> {unit}</span>}
        </h3>
        <span class="chart-age" />
        <span class="chart-cut" title="Outliers are beyond the edge of what is seen" />
        <span class="chart-place" />
        {isPinned && <IconButton icon="pinned" label={`Unpin ${metric}`} onClick={() => board.togglePin(metric)} />}
        <MenuButton
          icon="ellipsis"
          label={`More for ${metric}`}
          items={cardMenuItems({ board, metric, theme, scene: () => view.current?.scene, isTable, isPinned, isWide, toggleTable })}
        />
      </header>
      {isNear ? (
        <ChartBody {...props} view={view} card={card} isTable={isTable} onTable={toggleTable} />
      ) : (
        <>
          <div class="plot" />
          <ul class="legend" style={{ minHeight: `${Math.min(firstLegendRows, summaries.size) * 20}px` }} />
        </>
      )}
    </section>
  );
}

interface BodyProps extends ChartProps {
  readonly view: { current: ChartView | undefined };
  readonly card: { readonly current: HTMLElement | null };
  readonly isTable: boolean;
  readonly onTable: () => void;
}

function ChartBody({ board, metric, theme, view, card, isTable, onTable, onKeys }: BodyProps) {
  const plot = useRef<HTMLDivElement>(null);
  const isByKey = useRef(false);
  const actions = useRef({ toggleTable: onTable, openKeys: onKeys });
  const toggleByKey = () => {
    isByKey.current = true;
    onTable();
  };
  actions.current = { toggleTable: toggleByKey, openKeys: onKeys };

  useLayoutEffect(() => {
    const elements = elementsOf(card.current, plot.current);
    if (elements === undefined) return;
    const made = new ChartView(board, metric, elements, theme);
    view.current = made;
    const stop = listenToGestures(elements.plot, made, {
      toggleTable: () => actions.current.toggleTable(),
      openKeys: () => actions.current.openKeys(),
      togglePin: () => {
        board.toFocus.value = metric;
        board.togglePin(metric);
      },
      openMenu: () => card.current?.querySelector<HTMLElement>('[aria-haspopup=menu]')?.click(),
    });
    if (board.toFocus.peek() === metric) {
      board.toFocus.value = undefined;
      elements.plot.focus();
    }
    return () => {
      stop();
      made.dispose();
      view.current = undefined;
    };
  }, []);
  useLayoutEffect(() => view.current?.wear(theme), [theme]);
  // Who opens the table with a key reads on in it, and the other way round.
  useLayoutEffect(() => {
    if (isByKey.current) (isTable ? card.current?.querySelector<HTMLElement>('.point-rows') : plot.current)?.focus();
    isByKey.current = false;
  }, [isTable]);

  return (
    <>
      {isTable && <PointTable board={board} metric={metric} scene={() => view.current?.scene} onClose={toggleByKey} />}
      {/* Its words are written by the chart, from what it draws. */}
      <div
        ref={plot}
        class="plot"
        role="application"
        aria-roledescription="chart"
        aria-label={metric}
        aria-keyshortcuts="ArrowLeft ArrowRight + - 0 T P M ?"
        tabIndex={0}
        hidden={isTable}
      >
        <canvas class="lines" />
        <canvas class="live" hidden />
        <canvas class="overlay" />
        <div class="chart-note" aria-hidden="true" />
      </div>
      <ul class="legend" aria-label={`Values of ${metric}`} />
    </>
  );
}

function elementsOf(card: HTMLElement | null, plot: HTMLElement | null): ChartElements | undefined {
  const lines = plot?.querySelector<HTMLCanvasElement>('canvas.lines');
  const live = plot?.querySelector<HTMLCanvasElement>('canvas.live');
  const overlay = plot?.querySelector<HTMLCanvasElement>('canvas.overlay');
  const note = plot?.querySelector<HTMLElement>('.chart-note');
  const legend = card?.querySelector<HTMLElement>('.legend');
  const place = card?.querySelector<HTMLElement>('.chart-place');
  const age = card?.querySelector<HTMLElement>('.chart-age');
  const cut = card?.querySelector<HTMLElement>('.chart-cut');
  if (plot === null || !lines || !live || !overlay || !note || !legend || !place || !age || !cut) return undefined;
  return { plot, lines, live, overlay, legend, place, age, cut, note };
}
