import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { RunId } from '../base/ids.ts';
import type { CurvesToHost } from '../protocol/curves.ts';
import type { Runs } from '../runs/runs.ts';
import type { CommandId } from './contributions.ts';
import { views } from './contributions.ts';
import { CurvesFeed } from './curvesFeed.ts';
import type { EditorWindow } from './editorWindow.ts';
import { sayError } from './sayError.ts';
import { showPage } from './webviewPage.ts';

/** The host's side of the curves view. While it is hidden nothing is read or sent; when it is back it says `ready` and gets everything. */
export class CurvesView implements vscode.WebviewViewProvider, Disposable {
  readonly #window: EditorWindow;
  readonly #owned = new DisposableList();
  #view: vscode.WebviewView | undefined;
  #feed: CurvesFeed | undefined;
  #following: Disposable | undefined;
  /** Asked for before the page was ready. */
  #toReveal: RunId | undefined;

  constructor(window: EditorWindow) {
    this.#window = window;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    view.webview.onDidReceiveMessage((message: unknown) => void this.#receive(message).catch((error: unknown) => this.#fail(error)));
    view.onDidChangeVisibility(() => {
      if (view.visible) void this.#greet().catch((error: unknown) => this.#fail(error));
      else this.#pause();
    });
    view.onDidDispose(() => {
      this.#pause();
      if (this.#view === view) this.#view = undefined;
    });
    showPage(view.webview, this.#window.asset('dist', 'webview'), { name: 'curves', title: 'Practicum Curves' });
  }

  /** Shows the view, with this run's curves in it. */
  async reveal(run: RunId | undefined): Promise<void> {
    this.#toReveal = run;
    await vscode.commands.executeCommand(`${views.curves}.focus`);
    if (this.#following !== undefined) await this.#revealNow();
  }

  async #receive(raw: unknown): Promise<void> {
    const { curvesMessageSchema } = await import('../protocol/curvesSchema.ts');
    const parsed = curvesMessageSchema.safeParse(raw);
    if (parsed.success) await this.#act(parsed.data);
    else this.#window.log.warn(`The curves view sent a message that is not in its protocol: ${parsed.error.message}`);
  }

  async #act(message: CurvesToHost): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#greet();
      case 'showRun':
        await this.#feed?.show(message.run as RunId, message.isShown);
        return;
      case 'openLog':
      case 'stopRun': {
        const { runs } = await this.#window.workbench();
        const state = await runs.get(message.run as RunId);
        const command: CommandId = message.type === 'openLog' ? 'practicum.openRunLog' : 'practicum.stopRun';
        await vscode.commands.executeCommand(command, { kind: 'run', state });
        return;
      }
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        return;
    }
  }

  async #greet(): Promise<void> {
    const { runs } = await this.#window.workbench();
    const feed = this.#follow(runs);
    await feed.start();
    await this.#revealNow();
  }

  #follow(runs: Runs): CurvesFeed {
    const feed = this.#feed ?? new CurvesFeed(runs, (message) => void this.#view?.webview.postMessage(message));
    this.#feed = feed;
    this.#following ??= this.#owned.add(
      runs.onDidChange((states) => void feed.update(states).catch((error: unknown) => this.#window.log.error(String(error)))),
    );
    return feed;
  }

  #pause(): void {
    this.#feed?.pause();
    this.#following?.dispose();
    this.#following = undefined;
  }

  async #revealNow(): Promise<void> {
    const run = this.#toReveal;
    this.#toReveal = undefined;
    if (run === undefined || this.#feed === undefined) return;
    await this.#feed.show(run, true);
    await this.#view?.webview.postMessage({ type: 'reveal', run });
  }

  #fail(error: unknown): void {
    this.#window.log.error(error instanceof Error ? error : String(error));
    void sayError(error);
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
