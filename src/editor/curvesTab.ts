import * as vscode from 'vscode';
import type { CurvesViewState } from '../protocol/curves.ts';
import { curvesTabType } from './contributions.ts';
import type { CurvesBeginning, CurvesPage } from './curvesPage.ts';

type MakePage = (webview: vscode.Webview, beginning: CurvesBeginning) => CurvesPage;

/** The curves as full editor tabs. Each keeps its own settings, which the editor saves with the window. */
export class CurvesTabs implements vscode.WebviewPanelSerializer {
  readonly #icon: vscode.Uri;
  readonly #makePage: MakePage;

  constructor(icon: vscode.Uri, makePage: MakePage) {
    this.#icon = icon;
    this.#makePage = makePage;
  }

  /** `state`: what is set where it was asked for. */
  open(state?: CurvesViewState): void {
    const panel = vscode.window.createWebviewPanel(curvesTabType, 'Curves', vscode.ViewColumn.Active, {});
    this.#fill(panel, state);
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.#fill(panel, undefined);
  }

  #fill(panel: vscode.WebviewPanel, state: CurvesViewState | undefined): void {
    panel.iconPath = this.#icon;
    const page = this.#makePage(panel.webview, state === undefined ? {} : { state });
    panel.onDidChangeViewState(() => page.setVisible(panel.visible));
    panel.onDidDispose(() => page.dispose());
  }
}
