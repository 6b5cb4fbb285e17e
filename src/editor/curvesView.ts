import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { RunId } from '../base/ids.ts';
import type { CurvesViewState } from '../protocol/curves.ts';
import { type BegunPage, keptCurvesFile, placeOfRuns } from './beginCurves.ts';
import { views } from './contributions.ts';
import type { CurvesReach } from './curvesActions.ts';
import type { CurvesHub } from './curvesHub.ts';
import { CurvesKeeper } from './curvesKeeper.ts';
import { type CurvesBeginning, CurvesPage } from './curvesPage.ts';
import { CurvesTabs } from './curvesTab.ts';
import type { EditorWindow } from './editorWindow.ts';

/** The curves view in the panel, and what tabs with curves share with it. */
export class CurvesView implements Disposable {
  readonly #window: EditorWindow;
  readonly #owned = new DisposableList();
  readonly #makePage: (webview: vscode.Webview, beginning: CurvesBeginning) => CurvesPage;
  readonly #keeper: CurvesKeeper | undefined;
  readonly tabs: CurvesTabs;
  #page: CurvesPage | undefined;
  #opening: Promise<CurvesHub> | undefined;
  /** Asked for before there was a page. */
  readonly #toReveal: RunId[] = [];

  /** `compose`: into the composer of the chat. */
  constructor(window: EditorWindow, compose: CurvesReach['compose']) {
    this.#window = window;
    const openTab = async (state: CurvesViewState): Promise<void> => this.openTab(state);
    this.#makePage = (webview, beginning) => new CurvesPage({ window, compose, openTab }, this.hub, webview, beginning);
    const { context, log } = window;
    const file = keptCurvesFile(context);
    // It costs time at most, the next time that the view is opened.
    const onError = (error: unknown): void => log.warn(`What the curves show could not be kept: ${String(error)}`);
    this.#keeper = file === undefined ? undefined : new CurvesKeeper({ ...file, place: placeOfRuns }, onError);
    this.tabs = new CurvesTabs(window.asset('media', 'curves.svg'), this.#makePage);
  }

  /** What all curves pages of this window share. */
  readonly hub = (): Promise<CurvesHub> => {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  };

  /** Goes on with the view whose page stands there already. */
  resume(view: vscode.WebviewView, begun: BegunPage): void {
    const page = this.#makePage(view.webview, { begun, keeper: this.#keeper });
    this.#page = page;
    view.onDidChangeVisibility(() => page.setVisible(view.visible));
    view.onDidDispose(() => {
      page.dispose();
      if (this.#page === page) this.#page = undefined;
    });
    void page.reveal(this.#toReveal.splice(0));
  }

  /** The same as a full editor tab. */
  openTab(state?: CurvesViewState): void {
    this.tabs.open(state);
  }

  /** Shows the view, with this run's curves in it. */
  async reveal(run: RunId | undefined): Promise<void> {
    const runs = run === undefined ? [] : [run];
    if (this.#page === undefined) this.#toReveal.push(...runs);
    else await this.#page.reveal(runs);
    await vscode.commands.executeCommand(`${views.curves}.focus`);
  }

  async #open(): Promise<CurvesHub> {
    const [{ runs }, { CurvesHub }] = await Promise.all([this.#window.bench(), import('./curvesHub.ts')]);
    const onError = (error: unknown): void => this.#window.log.error(error instanceof Error ? error : String(error));
    const tensorBoard = async (): Promise<boolean> => (await import('./tensorBoard.ts')).hasTensorBoard(this.#window);
    return this.#owned.add(new CurvesHub(runs, this.#window.context.workspaceState, onError, tensorBoard));
  }

  dispose(): void {
    this.#page?.dispose();
    this.#owned.dispose();
  }
}
