import * as z from 'zod';
import { type CurvesToHost, type CurvesViewState, curveAxes, type TableState, type WatchedChart } from './curves.ts';

const id = z.string().min(1).max(200);
/** A metric, a tag, a parameter. */
const name = z.string().min(1).max(1000);
const runs = z.array(id).max(10_000);
const number = z.number();
const count = z.int().nonnegative();
const bytes = z.instanceof(ArrayBuffer).refine(({ byteLength }) => byteLength <= 64 * 2 ** 20, 'More than 64 MiB');
const axis = z.enum(curveAxes);
const smoothing = z.number().min(0).max(0.999);

const watched: z.ZodType<WatchedChart> = z.strictObject({
  chart: name,
  metric: name,
  axis,
  from: number.exactOptional(),
  to: number.exactOptional(),
  isLogX: z.boolean(),
  columns: z.int().min(16).max(8192),
  smoothing,
  runs: z.array(id).max(1000),
});

const tableState: z.ZodType<TableState> = z.strictObject({
  isOpen: z.boolean(),
  filter: z.string().max(10_000),
  sort: z.string().max(1000),
  isDescending: z.boolean(),
  columns: z.array(name).max(1000),
  groupBy: z.string().max(1000),
  hasArchived: z.boolean(),
  view: z.enum(['table', 'parallel', 'scatter']),
});

export const curvesViewStateSchema: z.ZodType<CurvesViewState> = z.strictObject({
  axis,
  smoothing,
  isLogX: z.boolean(),
  isLogY: z.boolean(),
  isClipped: z.boolean(),
  search: z.string().max(10_000),
  pinned: z.array(name).max(10_000),
  closed: z.array(z.string().max(1000)).max(10_000),
  zoom: z.strictObject({ axis, from: number, to: number }).exactOptional(),
  isFollowing: z.boolean(),
  wide: z.array(name).max(10_000),
  table: tableState,
});

/** Validates what a curves webview sends. Only the host runs it. */
export const curvesMessageSchema: z.ZodType<CurvesToHost> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('watch'), seq: count, charts: z.array(watched).max(1000) }),
  z.strictObject({ type: z.literal('drawn'), seq: count }),
  z.strictObject({ type: z.literal('showRuns'), runs, isShown: z.boolean() }),
  z.strictObject({ type: z.literal('solo'), runs }),
  z.strictObject({ type: z.literal('rename'), run: id, name: z.string().max(1000) }),
  z.strictObject({ type: z.literal('tag'), run: id, tags: z.array(z.string().max(1000)).max(1000) }),
  z.strictObject({ type: z.literal('note'), run: id, text: z.string().max(100_000) }),
  z.strictObject({ type: z.literal('archive'), runs, isArchived: z.boolean() }),
  z.strictObject({ type: z.literal('deleteRuns'), runs }),
  z.strictObject({ type: z.literal('openLog'), run: id }),
  z.strictObject({ type: z.literal('stopRun'), run: id }),
  z.strictObject({ type: z.literal('rerun'), run: id }),
  z.strictObject({ type: z.literal('compare'), runs: z.tuple([id, id]) }),
  z.strictObject({
    type: z.literal('ask'),
    runs,
    metric: name.exactOptional(),
    axis: axis.exactOptional(),
    from: number.exactOptional(),
    to: number.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('exportPoints'),
    format: z.enum(['csv', 'jsonl']),
    runs,
    metrics: z.array(name).max(20_000).exactOptional(),
  }),
  z.strictObject({ type: z.literal('savePicture'), format: z.enum(['png', 'svg']), name, bytes }),
  z.strictObject({ type: z.literal('copy'), text: z.string().max(10_000_000), what: z.string().max(1000) }),
  z.strictObject({ type: z.literal('wantMedia'), run: id, tag: name, step: number }),
  z.strictObject({ type: z.literal('openTensorBoard'), runs }),
  z.strictObject({ type: z.literal('openTab'), state: curvesViewStateSchema }),
]);
