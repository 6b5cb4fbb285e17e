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

/** As long as a tab is seen. */
export function showWhileVisible(watch: FilesWatch, panel: vscode.WebviewPanel, owned: DisposableList): void {
  follow(
    watch,
    () => panel.visible,
    (look) => panel.onDidChangeViewState(look),
    owned,
  );
}

/** As long as Python or a notebook is seen. */
export function showWhileCodeIsVisible(watch: FilesWatch, owned: DisposableList): void {
  const { window } = vscode;
  follow(
    watch,
    () => window.visibleNotebookEditors.length > 0 || window.visibleTextEditors.some(({ document }) => document.languageId === 'python'),
    (look) => vscode.Disposable.from(window.onDidChangeVisibleTextEditors(look), window.onDidChangeVisibleNotebookEditors(look)),
    owned,
  );
}

function follow(watch: FilesWatch, isVisible: () => boolean, onDidChange: (look: () => void) => Disposable, owned: DisposableList): void {
  let showing: Disposable | undefined;
  const look = (): void => {
    if (isVisible()) showing ??= watch.show();
    else {
      showing?.dispose();
      showing = undefined;
    }
  };
  owned.add(onDidChange(look));
  owned.add({ dispose: () => showing?.dispose() });
  look();
}
