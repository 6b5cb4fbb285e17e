/** Watches of files in the editor: what makes a `FilesWatch` look, and when something is shown. */
import * as vscode from 'vscode';
import type { Disposable, DisposableList } from '../base/disposables.ts';
import { describeError } from '../base/errors.ts';
import type { EditorWindow } from './editorWindow.ts';
import { FilesWatch, type FilesWatchParts } from './filesWatch.ts';

export interface Hint {
  readonly base: vscode.Uri;
  readonly pattern: string;
  /** Of the files that fit. */
  isMeant?(uri: vscode.Uri): boolean;
}

export interface WatchedFiles extends Pick<FilesWatchParts, 'paths' | 'isOnlyForShown'> {
  /** What the editor’s watcher is asked for: it usually tells sooner than the next look. */
  readonly hints: readonly Hint[];
}

/** Owned by `owned`. Nothing is looked at before somebody asks, shows or hints. */
export function watchFiles(window: EditorWindow, owned: DisposableList, { hints, ...parts }: WatchedFiles): FilesWatch {
  const watch = owned.add(
    new FilesWatch({
      ...parts,
      onError: (error) => window.log.warn(describeError(error)),
      isFocused: () => vscode.window.state.focused,
    }),
  );
  for (const { base, pattern, isMeant } of hints) {
    const watcher = owned.add(vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(base, pattern)));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
      owned.add(event((uri) => isMeant?.(uri) !== false && watch.hint()));
  }
  owned.add(window.onMayHaveWritten(() => watch.hint()));
  return watch;
}

/** What shows something of the files. */
export interface Shown {
  readonly isVisible: boolean;
  readonly onDidChangeVisible: (look: () => void) => Disposable;
}

export function tabOf(panel: vscode.WebviewPanel): Shown {
  return {
    get isVisible() {
      return panel.visible;
    },
    onDidChangeVisible: (look) => panel.onDidChangeViewState(look),
  };
}

/** Python and notebooks. */
export const shownCode: Shown = {
  get isVisible() {
    const { visibleNotebookEditors, visibleTextEditors } = vscode.window;
    return visibleNotebookEditors.length > 0 || visibleTextEditors.some(({ document }) => document.languageId === 'python');
  },
  onDidChangeVisible: (look) =>
    vscode.Disposable.from(vscode.window.onDidChangeVisibleTextEditors(look), vscode.window.onDidChangeVisibleNotebookEditors(look)),
};

/** It looks by itself as long as this is seen. */
export function showWhileVisible(watch: { show(): Disposable }, shown: Shown, owned: DisposableList): void {
  let showing: Disposable | undefined;
  const look = (): void => {
    if (shown.isVisible) showing ??= watch.show();
    else {
      showing?.dispose();
      showing = undefined;
    }
  };
  owned.add(shown.onDidChangeVisible(look));
  owned.add({ dispose: () => showing?.dispose() });
  look();
}
