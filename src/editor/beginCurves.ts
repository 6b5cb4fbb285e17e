/** The page of the curves view, and in it what it showed last, before anything else of Practicum is loaded. */
import { readFile, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { type KeptCurves, mostKeptBytes, unpackKept } from './keptCurves.ts';
import { type ChosenSince, choiceOf, standingOf } from './keptStanding.ts';
import { curvesPage, showPage } from './webviewPage.ts';

/** Whoever goes on with it gets what it said meanwhile. */
export interface BegunPage {
  /** What it said so far; from then on it is listened to by who asked. */
  take(): readonly unknown[];
}

/** To be told what it showed last the page waits for nothing but the window, which may have much else to do. */
const mostTellingMs = 500;

/** Resolves once the page has what it showed last (or half a second went by), or there is nothing of it to be shown. */
export async function beginCurves(context: vscode.ExtensionContext, view: vscode.WebviewView): Promise<BegunPage> {
  const said: unknown[] = [];
  const listening = view.webview.onDidReceiveMessage((message: unknown) => said.push(message));
  showPage(view.webview, vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview'), curvesPage);
  try {
    const kept = await readKept(context);
    if (kept !== undefined) await within(mostTellingMs, view.webview.postMessage(kept));
  } catch {
    // There is none, or it cannot be read: then it is drawn once the runs are.
  }
  return {
    take() {
      listening.dispose();
      return said;
    },
  };
}

/** Undefined where no folder is open: then nothing is kept. */
export function keptCurvesFile({
  storageUri,
  extension,
}: vscode.ExtensionContext): { readonly file: string; readonly version: string } | undefined {
  if (storageUri?.scheme !== 'file') return undefined;
  const manifest: { readonly version?: unknown } = extension.packageJSON;
  return { file: vscode.Uri.joinPath(storageUri, 'curves').fsPath, version: String(manifest.version) };
}

/** Which folders are open, and where their runs are. */
export function placeOfRuns(): string {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return JSON.stringify([folders.map(({ uri }) => uri.toString()), vscode.workspace.getConfiguration().get('practicum.runs.folder')]);
}

async function within(ms: number, work: Thenable<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function readKept(context: vscode.ExtensionContext): ReturnType<typeof standingOf> {
  const place = keptCurvesFile(context);
  const kept = place === undefined ? undefined : await keptIn(place);
  return kept === undefined || kept.place !== placeOfRuns() ? undefined : await standingOf(kept, chosenIn(context.workspaceState));
}

async function keptIn({ file, version }: NonNullable<ReturnType<typeof keptCurvesFile>>): Promise<KeptCurves | undefined> {
  return (await stat(file)).size > mostKeptBytes ? undefined : unpackKept(await readFile(file), version);
}

/** As `ShownRuns` and `RunColors` write it. */
function chosenIn(memory: vscode.Memento): ChosenSince {
  const [shown, colors] = ['shownRuns', 'runColors'].map((key) => new Map(Object.entries(memory.get<object>(key) ?? {})));
  const of = <T>(all: Map<string, unknown> | undefined, run: string, isOne: (value: unknown) => value is T): T | undefined => {
    const value = all?.get(run);
    return isOne(value) ? value : undefined;
  };
  return {
    choice: choiceOf(memory.get('shownRuns')),
    isShown: (run) => of(shown, run, (value) => typeof value === 'boolean'),
    color: (run) => of(colors, run, (value) => typeof value === 'number'),
  };
}
