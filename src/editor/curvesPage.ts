import type * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { RunId } from '../base/ids.ts';
import type { CurvesToHost, CurvesViewState, HostToCurves } from '../protocol/curves.ts';
import type { BegunPage } from './beginCurves.ts';
import type { CurvesReach } from './curvesActions.ts';
import type { CurvesFeed } from './curvesFeed.ts';
import type { CurvesHub } from './curvesHub.ts';
import type { CurvesKeeper } from './curvesKeeper.ts';
import type { EditorWindow } from './editorWindow.ts';
import { sayError } from './sayError.ts';
import { curvesPage, showPage } from './webviewPage.ts';

/** What a page begins with. */
export interface CurvesBeginning {
  /** Of a page that kept nothing itself. */
  readonly state?: CurvesViewState;
  /** It stands there already. */
  readonly begun?: BegunPage;
  /** Keeps what it shows for the next time. */
  readonly keeper?: CurvesKeeper | undefined;
}

interface Told {
  readonly hub: CurvesHub;
  readonly feed: CurvesFeed;
}

/** The host's side of one curves page, in the panel or in a tab. While it is hidden nothing is read or sent. */
export class CurvesPage implements Disposable {
  readonly #window: EditorWindow;
  readonly #reach: CurvesReach;
  readonly #hub: () => Promise<CurvesHub>;
  readonly #webview: vscode.Webview;
  readonly #keeper: CurvesKeeper | undefined;
  readonly #owned = new DisposableList();
  /** What it is told, once it has said that it is there. */
  #live: Told | undefined;
  #prepared: Told | undefined;
  readonly #toReveal: RunId[] = [];
  /** Ends when the page is hidden. */
  #preparing = new AbortController();

  constructor(reach: CurvesReach, hub: () => Promise<CurvesHub>, webview: vscode.Webview, { state, begun, keeper }: CurvesBeginning = {}) {
    const { window } = reach;
    this.#window = window;
    this.#reach = reach;
    this.#hub = hub;
    this.#webview = webview;
    this.#keeper = keeper;
    this.#owned.add(
      webview.onDidReceiveMessage((message: unknown) => void this.#receive(message).catch((error: unknown) => this.#fail(error))),
    );
    if (begun === undefined)
      showPage(webview, window.asset('dist', 'webview'), { ...curvesPage, ...(state === undefined ? {} : { state }) });
    this.#prepareSoon();
    for (const message of begun?.take() ?? []) void this.#receive(message).catch((error: unknown) => this.#fail(error));
  }

  /** To be told whenever the page is shown or hidden. One that is shown again was made anew, and says `ready` by itself. */
  setVisible(isVisible: boolean): void {
    if (!isVisible) this.#pause();
    else if (this.#live === undefined) this.#prepareSoon();
  }

  /** Shows the curves of these runs, the last of them in sight, now or when the page is ready. */
  async reveal(runs: readonly RunId[]): Promise<void> {
    this.#toReveal.push(...runs);
    await this.#revealNow();
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

  #prepareSoon(): void {
    this.#preparing.abort();
    this.#preparing = new AbortController();
    // What goes wrong is said when the page asks.
    this.#prepare(this.#preparing.signal).catch(() => undefined);
  }

  /** What the page needs first is read while the editor puts it together. */
  async #prepare(signal: AbortSignal): Promise<void> {
    // First the editor is told what is in the page.
    await new Promise((resolve) => setImmediate(resolve));
    const [hub] = await Promise.all([this.#hub(), import('../protocol/curvesSchema.ts')]);
    if (signal.aborted || this.#live !== undefined) return;
    this.#prepared = this.#told(hub);
    await hub.prepare(this.#prepared.feed);
  }

  #told(hub: CurvesHub): Told {
    return { hub, feed: hub.feed((message) => this.#post(message), this.#keeper) };
  }

  async #greet(): Promise<void> {
    const hub = await this.#hub();
    this.#preparing.abort();
    this.#live ??= this.#prepared ?? this.#told(hub);
    this.#prepared = undefined;
    await hub.start(this.#live.feed);
    await this.#revealNow();
  }

  #pause(): void {
    this.#preparing.abort();
    for (const told of [this.#live, this.#prepared]) told?.hub.pause(told.feed);
    this.#live = undefined;
    this.#prepared = undefined;
  }

  async #revealNow(): Promise<void> {
    if (this.#live === undefined) return;
    const runs = this.#toReveal.splice(0);
    const run = runs.at(-1);
    if (run === undefined) return;
    await this.#live.hub.show(runs, true);
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
