import type * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { RunId } from '../base/ids.ts';
import type { CurvesToHost, CurvesViewState, HostToCurves } from '../protocol/curves.ts';
import type { CurvesReach } from './curvesActions.ts';
import type { CurvesFeed } from './curvesFeed.ts';
import type { CurvesHub } from './curvesHub.ts';
import type { EditorWindow } from './editorWindow.ts';
import { sayError } from './sayError.ts';
import { showPage } from './webviewPage.ts';

/** The host's side of one curves page, in the panel or in a tab. While it is hidden nothing is read or sent. */
export class CurvesPage implements Disposable {
  readonly #window: EditorWindow;
  readonly #reach: CurvesReach;
  readonly #hub: () => Promise<CurvesHub>;
  readonly #webview: vscode.Webview;
  readonly #owned = new DisposableList();
  #live: { readonly hub: CurvesHub; readonly feed: CurvesFeed } | undefined;
  #toReveal: RunId | undefined;

  /** `state`: what a page begins with that kept nothing itself. */
  constructor(reach: CurvesReach, hub: () => Promise<CurvesHub>, webview: vscode.Webview, state?: CurvesViewState) {
    const { window } = reach;
    this.#window = window;
    this.#reach = reach;
    this.#hub = hub;
    this.#webview = webview;
    this.#owned.add(
      webview.onDidReceiveMessage((message: unknown) => void this.#receive(message).catch((error: unknown) => this.#fail(error))),
    );
    showPage(webview, window.asset('dist', 'webview'), {
      name: 'curves',
      title: 'Practicum Curves',
      ...(state === undefined ? {} : { state }),
    });
  }

  /** To be told whenever the page is shown or hidden. One that is shown again was made anew, and says `ready` by itself. */
  setVisible(isVisible: boolean): void {
    if (!isVisible) this.#pause();
  }

  /** Shows this run's curves, now or when the page is ready. */
  async reveal(run: RunId | undefined): Promise<void> {
    this.#toReveal = run;
    if (this.#live !== undefined) await this.#revealNow();
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
      case 'watch':
        this.#live?.feed.watch(message.seq, message.charts);
        return;
      case 'drawn':
        this.#live?.feed.drawn(message.seq);
        return;
      case 'showRuns':
        return (await this.#hub()).show(message.runs, message.isShown);
      case 'solo':
        return (await this.#hub()).solo(message.runs);
      case 'wantMedia':
        return this.#live?.feed.sendMedia(message.run, message.tag, message.step);
      default:
        return (await import('./curvesActions.ts')).actOn(this.#reach, message);
    }
  }

  async #greet(): Promise<void> {
    const hub = await this.#hub();
    this.#live ??= { hub, feed: hub.feed((message) => this.#post(message)) };
    await hub.start(this.#live.feed);
    await this.#revealNow();
  }

  #pause(): void {
    this.#live?.hub.pause(this.#live.feed);
    this.#live = undefined;
  }

  async #revealNow(): Promise<void> {
    const run = this.#toReveal;
    this.#toReveal = undefined;
    if (run === undefined || this.#live === undefined) return;
    await this.#live.hub.show([run], true);
    this.#post({ type: 'reveal', run });
  }

  #post(message: HostToCurves): void {
    void this.#webview.postMessage(message);
  }

  #fail(error: unknown): void {
    this.#window.log.error(error instanceof Error ? error : String(error));
    void sayError(error);
  }

  dispose(): void {
    this.#pause();
    this.#owned.dispose();
  }
}
