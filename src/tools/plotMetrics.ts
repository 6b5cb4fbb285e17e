import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { PracticumError } from '../base/errors.ts';
import type { RunId } from '../base/ids.ts';
import type { ImagePart } from '../base/messages.ts';
import { runPaths } from '../runs/folder.ts';
import { RunMedia } from '../runs/media/runMedia.ts';
import { mostSeries, type PlottedSeries, plotPng } from '../runs/plot/plotPng.ts';
import type { RunState } from '../runs/run.ts';
import type { ToolServices } from './services.ts';

type Runs = Pick<ToolServices['runs'], 'get' | 'seriesOf'>;

/** One metric of one run. */
export interface Plotted {
  readonly run: RunId;
  readonly metric: string;
}

class NothingToPlot extends PracticumError {
  constructor(what: string, hint: string) {
    super('nothing-to-plot', what, { hint });
  }
}

/** `also`: metrics of the same run, or `RUN/METRIC` of another; a metric’s own name may hold a slash. */
export async function plottedOf(runs: Runs, first: Plotted, also: readonly string[]): Promise<readonly Plotted[]> {
  const own = (await runs.seriesOf(first.run)).metrics;
  return [
    first,
    ...also.map((text): Plotted => {
      const slash = text.indexOf('/');
      if (own.includes(text) || slash < 0) return { run: first.run, metric: text };
      return { run: text.slice(0, slash) as RunId, metric: text.slice(slash + 1) };
    }),
  ].slice(0, mostSeries);
}

/** A picture of these metrics, all of their values between the steps. Throws `nothing-to-plot`, RunNotFound. */
export async function plotMetrics(
  runs: Runs,
  plotted: readonly Plotted[],
  from = Number.NEGATIVE_INFINITY,
  to = Number.POSITIVE_INFINITY,
): Promise<ImagePart> {
  const series: PlottedSeries[] = [];
  for (const { run, metric } of plotted) {
    const { spec } = await runs.get(run);
    const all = await runs.seriesOf(run);
    const column = await all.column(metric);
    if (column.count === 0)
      throw new NothingToPlot(
        `${spec.name} has measured no ${metric}.`,
        `It has measured ${all.metrics.slice(0, 40).join(', ') || 'nothing'}.`,
      );
    const { steps, values } = column.read();
    const kept = [...steps.keys()].filter((index) => (steps[index] ?? 0) >= from && (steps[index] ?? 0) <= to);
    series.push({
      name: `${metric} of ${spec.name}`,
      steps: kept.map((index) => steps[index] ?? Number.NaN),
      values: kept.map((index) => values[index] ?? Number.NaN),
    });
  }
  const plot = plotPng(series);
  if (plot === undefined) throw new NothingToPlot('No value in that range is finite.', 'Leave from and to out, or read the values.');
  const label = `Plot of ${series.map(({ name }) => name).join(', ')}`;
  return { type: 'image', mediaType: 'image/png', data: plot.png.toString('base64'), label, width: plot.width, height: plot.height };
}

/** A picture that the run logged under this name: at the step, else the newest before it. Undefined where it logged none. */
export async function loggedPicture(state: RunState, roots: readonly string[], tag: string, step?: number): Promise<ImagePart | undefined> {
  const media = new RunMedia(runPaths(state.folder).media);
  await media.refresh();
  const steps = media.tags.find((known) => known.kind === 'image' && known.tag === tag)?.steps ?? [];
  const at = step === undefined ? steps.at(-1) : steps.findLast((one) => one <= step);
  if (at === undefined) return undefined;
  const file = media.fileOf(tag, at);
  // Its lines are written by what runs: a picture from elsewhere on this machine is nobody’s to show to a model.
  if (file === undefined || !(await liesIn(file, [state.folder, ...roots]))) return undefined;
  const content = await media.load(tag, at);
  if (content?.kind !== 'image') return undefined;
  const label = `${tag} at step ${at} of ${state.spec.name}`;
  return { type: 'image', mediaType: content.mime, data: Buffer.from(content.bytes).toString('base64'), label };
}

/** Names of the pictures that the run logged. */
export async function loggedTags({ folder }: RunState): Promise<readonly string[]> {
  const media = new RunMedia(runPaths(folder).media);
  await media.refresh();
  return media.tags.filter(({ kind }) => kind === 'image').map(({ tag }) => tag);
}

async function liesIn(file: string, folders: readonly string[]): Promise<boolean> {
  const real = await realpath(file).catch(() => undefined);
  if (real === undefined) return false;
  for (const folder of folders) {
    const root = await realpath(folder).catch(() => undefined);
    if (root !== undefined && real.startsWith(root + sep)) return true;
  }
  return false;
}
