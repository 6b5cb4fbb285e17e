import type { CurveAxis, CurvesViewState, TableState } from '../../src/protocol/curves.ts';

/** In the order in which they are offered. */
export const axes: readonly CurveAxis[] = ['step', 'epoch', 'relative', 'wall'];

/** As much as the host takes. */
const mostSmoothing = 0.999;

type Saved<State> = { readonly [Field in keyof State]?: unknown };

/** Whatever was saved last; an older version of this view may have written it, so every field is looked at. */
export function readCurvesState(saved: unknown): CurvesViewState {
  const state: Saved<CurvesViewState> = typeof saved === 'object' && saved !== null ? saved : {};
  const { axis, smoothing, search, zoom } = state;
  const zoomed = readZoom(zoom);
  return {
    axis: isAxis(axis) ? axis : 'step',
    // More than nothing: minus zero would come back as another number than it was kept as.
    smoothing: typeof smoothing === 'number' && smoothing > 0 && smoothing <= mostSmoothing ? smoothing : 0,
    isLogX: state.isLogX === true,
    isLogY: state.isLogY === true,
    isClipped: state.isClipped === true,
    search: typeof search === 'string' ? search : '',
    pinned: words(state.pinned),
    closed: Array.isArray(state.closed) ? state.closed.filter((prefix) => typeof prefix === 'string') : [],
    ...(zoomed === undefined ? {} : { zoom: zoomed }),
    isFollowing: zoomed !== undefined && state.isFollowing === true,
    wide: words(state.wide),
    table: readTable(state.table),
  };
}

function readTable(saved: unknown): TableState {
  const state: Saved<TableState> = typeof saved === 'object' && saved !== null ? saved : {};
  const { filter, sort, groupBy, view } = state;
  return {
    isOpen: state.isOpen !== false,
    filter: typeof filter === 'string' ? filter : '',
    sort: typeof sort === 'string' ? sort : 'created',
    isDescending: state.isDescending !== false,
    columns: words(state.columns),
    groupBy: typeof groupBy === 'string' ? groupBy : '',
    hasArchived: state.hasArchived === true,
    view: view === 'parallel' || view === 'scatter' ? view : 'table',
  };
}

function readZoom(saved: unknown): CurvesViewState['zoom'] {
  if (typeof saved !== 'object' || saved === null) return undefined;
  const { axis, from, to }: Saved<NonNullable<CurvesViewState['zoom']>> = saved;
  if (!isAxis(axis) || typeof from !== 'number' || typeof to !== 'number') return undefined;
  return from < to && Number.isFinite(to - from) ? { axis, from: from + 0, to: to + 0 } : undefined;
}

function isAxis(value: unknown): value is CurveAxis {
  return axes.some((axis) => axis === value);
}

function words(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((word) => typeof word === 'string' && word !== '') : [];
}
