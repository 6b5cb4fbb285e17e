import * as vscode from 'vscode';
import type { RunId } from '../base/ids.ts';
import type { CurvesToHost, CurvesViewState } from '../protocol/curves.ts';
import { changeMarks } from '../runs/marks.ts';
import type { RunState } from '../runs/run.ts';
import { askText } from './askAboutRuns.ts';
import type { CommandId } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import { askPlace } from './savePlace.ts';
import { saySuccess } from './saySuccess.ts';

/** What a view asks to be done; what it asks to be told goes to its feed. */
export type CurvesAction = Exclude<CurvesToHost, { readonly type: 'ready' | 'watch' | 'drawn' | 'showRuns' | 'solo' | 'wantMedia' }>;

/** What lies outside of the curves. */
export interface CurvesReach {
  readonly window: EditorWindow;
  /** Into the composer of the chat, after what is written there. */
  compose(text: string): Promise<void>;
  openTab(state: CurvesViewState): Promise<void>;
}

/** Throws PracticumError with the next step. */
export async function actOn(reach: CurvesReach, message: CurvesAction): Promise<void> {
  const { window } = reach;
  switch (message.type) {
    case 'openLog':
      return onRun(window, 'practicum.openRunLog', message.run);
    case 'stopRun':
      return onRun(window, 'practicum.stopRun', message.run);
    case 'rerun':
      return onRun(window, 'practicum.trainAgain', message.run);
    case 'deleteRuns':
      return onRuns(window, 'practicum.deleteRun', message.runs);
    case 'compare':
      return onRuns(window, 'practicum.compareRuns', message.runs);
    case 'archive':
      for (const run of await statesOf(window, message.runs)) await changeMarks(run.folder, { isArchived: message.isArchived });
      return;
    case 'rename': {
      const [run] = await statesOf(window, [message.run]);
      if (run !== undefined) await changeMarks(run.folder, { name: message.name === run.spec.name ? null : message.name });
      return;
    }
    case 'tag': {
      const [run] = await statesOf(window, [message.run]);
      if (run === undefined) return;
      const wanted = new Set(message.tags);
      const before = run.marks?.tags ?? [];
      await changeMarks(run.folder, { addTags: message.tags, removeTags: before.filter((tag) => !wanted.has(tag)) });
      return;
    }
    case 'note': {
      const [run] = await statesOf(window, [message.run]);
      if (run !== undefined) await changeMarks(run.folder, { addNote: message.text });
      return;
    }
    case 'ask':
      return reach.compose(askText(await statesOf(window, message.runs), message));
    case 'exportPoints': {
      const { exportPoints } = await import('./exportPoints.ts');
      return exportPoints(window, await statesOf(window, message.runs), message);
    }
    case 'savePicture':
      return savePicture(message.name, message.format, message.bytes);
    case 'copy':
      await vscode.env.clipboard.writeText(message.text);
      saySuccess(`Copied ${message.what}.`);
      return;
    case 'openTensorBoard': {
      const { openTensorBoard } = await import('./tensorBoard.ts');
      return openTensorBoard(window, await statesOf(window, message.runs));
    }
    case 'openTab':
      return reach.openTab(message.state);
  }
}

async function onRun(window: EditorWindow, command: CommandId, run: string): Promise<void> {
  await onRuns(window, command, [run]);
}

/** As if they were chosen in the Runs view. */
async function onRuns(window: EditorWindow, command: CommandId, runs: readonly string[]): Promise<void> {
  const items = (await statesOf(window, runs)).map((state) => ({ kind: 'run', state }) as const);
  if (items.length > 0) await vscode.commands.executeCommand(command, items[0], items);
}

/** Those that are still there. */
async function statesOf(window: EditorWindow, ids: readonly string[]): Promise<readonly RunState[]> {
  const { runs } = await window.workbench();
  const byId = new Map<RunId, RunState>((await runs.list()).map((state) => [state.spec.id, state]));
  return ids.flatMap((id) => byId.get(id as RunId) ?? []);
}

async function savePicture(name: string, format: 'png' | 'svg', bytes: ArrayBuffer): Promise<void> {
  const uri = await askPlace(`${name}.${format}`, format.toUpperCase());
  if (uri === undefined) return;
  await vscode.workspace.fs.writeFile(uri, new Uint8Array(bytes));
  saySuccess(`Saved ${vscode.workspace.asRelativePath(uri)}.`);
}
