import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as vscode from 'vscode';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import { hideSecrets } from '../base/redact.ts';
import type { PointsFormat } from '../protocol/curves.ts';
import { exportRuns, type RunWithSeries } from '../runs/exportRun.ts';
import type { RunState } from '../runs/run.ts';
import type { Runs } from '../runs/runs.ts';
import { runTitle } from '../runs/runTitle.ts';
import type { EditorWindow } from './editorWindow.ts';
import { askPlace } from './savePlace.ts';
import { saySuccess } from './saySuccess.ts';

interface Wanted {
  readonly format: PointsFormat;
  /** Absent: all. */
  readonly metrics?: readonly string[];
}

/** Every point of these runs into a file that the person chooses, piece by piece. Throws PracticumError (`export-failed`). */
export async function exportPoints(window: EditorWindow, states: readonly RunState[], wanted: Wanted): Promise<void> {
  const [first, ...more] = states;
  if (first === undefined) return;
  const what = wanted.metrics?.length === 1 ? `-${wanted.metrics[0]}` : '';
  const uri = await askPlace(
    `${more.length === 0 ? runTitle(first) : 'runs'}${what}.${wanted.format}`,
    wanted.format === 'csv' ? 'CSV' : 'JSON lines',
  );
  if (uri === undefined) return;
  const { runs } = await window.workbench();
  const all = await Promise.all(states.map((state) => withSeries(runs, state, wanted.metrics)));
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Exporting points…' }, () =>
    write(uri, exportRuns(all, wanted.format)),
  );
  const count = all.reduce((sum, { series }) => sum + series.reduce((points, one) => points + one.count, 0), 0);
  saySuccess(`Saved ${count.toLocaleString('en')} points in ${vscode.workspace.asRelativePath(uri)}.`);
}

export async function withSeries(runs: Pick<Runs, 'seriesOf'>, state: RunState, metrics?: readonly string[]): Promise<RunWithSeries> {
  const columns = await runs.seriesOf(state.spec.id);
  const names = columns.metrics.filter((metric) => metrics?.includes(metric) ?? true);
  const series = await Promise.all(names.map((metric) => columns.column(metric)));
  return { state, series: series.filter(({ count }) => count > 0) };
}

async function write(uri: vscode.Uri, text: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(hidden(text)), createWriteStream(uri.fsPath));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw new PracticumError('export-failed', `${uri.fsPath} could not be written (${code}).`, {
      hint: 'Choose another place.',
      cause: error,
    });
  }
}

/** The run's folder holds no secrets that were known when it was written; others may be known now. */
function* hidden(text: Iterable<string>): Generator<string> {
  for (const piece of text) yield hideSecrets(piece);
}
