import type { Disposable } from '../base/disposables.ts';
import { DisposableList } from '../base/disposables.ts';
import type { HostToCurves } from '../protocol/curves.ts';
import type { Runs } from '../runs/runs.ts';
import { CurvesFeed } from './curvesFeed.ts';
import type { CurvesKeeper } from './curvesKeeper.ts';
import { CurvesStore } from './curvesStore.ts';
import type { Kept } from './runColors.ts';
import { ShownRuns } from './shownRuns.ts';

/** What the curves views of a window have in common. While none of them is on the screen nothing is read or watched. */
export class CurvesHub implements Disposable {
  readonly #runs: Pick<Runs, 'list' | 'seriesOf' | 'onDidChange' | 'onDidWrite'>;
  readonly #onError: (error: unknown) => void;
  readonly #store: CurvesStore;
  readonly #shown: ShownRuns;
  readonly #findTensorBoard: () => Promise<boolean>;
  #tensorBoard: Promise<boolean> | undefined;
  readonly #live = new Set<CurvesFeed>();
  #following: DisposableList | undefined;

  /** `findTensorBoard`: whether it can be opened. */
  constructor(
    runs: Pick<Runs, 'list' | 'seriesOf' | 'onDidChange' | 'onDidWrite'>,
    kept: Kept,
    onError: (error: unknown) => void,
    findTensorBoard: () => Promise<boolean>,
  ) {
    this.#runs = runs;
    this.#findTensorBoard = findTensorBoard;
    this.#onError = onError;
    this.#store = new CurvesStore(runs, onError);
    this.#shown = new ShownRuns(kept);
  }

  /** `keeper`: keeps what the page shows for the next time. */
  feed(post: (message: HostToCurves) => void, keeper?: CurvesKeeper): CurvesFeed {
    return new CurvesFeed(
      { runs: this.#runs, store: this.#store, shown: this.#shown, hasTensorBoard: () => this.#hasTensorBoard() },
      post,
      this.#onError,
      keeper,
    );
  }

  /** An interpreter has to be asked. A yes holds for the window; where it had none, or was too busy to say, the next page asks again. */
  #hasTensorBoard(): Promise<boolean> {
    const known = this.#tensorBoard;
    if (known !== undefined) return known;
    const asked = this.#findTensorBoard().catch(() => false);
    this.#tensorBoard = asked;
    void asked.then((isThere) => {
      if (!isThere) this.#tensorBoard = undefined;
    });
    return asked;
  }

  /** The page is being put together. */
  async prepare(feed: CurvesFeed): Promise<void> {
    this.#live.add(feed);
    this.#follow();
    await feed.prepare();
  }

  /** The page is there and knows nothing. */
  async start(feed: CurvesFeed): Promise<void> {
    this.#live.add(feed);
    this.#follow();
    await feed.start();
  }

  /** The page is gone or hidden. */
  pause(feed: CurvesFeed): void {
    feed.pause();
    this.#live.delete(feed);
    if (this.#live.size > 0) return;
    this.#following?.dispose();
    this.#following = undefined;
  }

  async show(runs: readonly string[], isShown: boolean): Promise<void> {
    this.#shown.show(runs, isShown);
    await this.#showChanged();
  }

  async solo(runs: readonly string[]): Promise<void> {
    const all = await this.#runs.list();
    this.#shown.solo(
      runs,
      all.map(({ spec }) => spec.id),
    );
    await this.#showChanged();
  }

  async #showChanged(): Promise<void> {
    await Promise.all([...this.#live].map((feed) => feed.showChanged()));
  }

  #follow(): void {
    if (this.#following !== undefined) return;
    const following = new DisposableList();
    this.#following = following;
    following.add(
      this.#runs.onDidChange((states) => {
        for (const feed of this.#live) feed.update(states).catch(this.#onError);
      }),
    );
    following.add(
      this.#runs.onDidWrite((run) => {
        for (const feed of this.#live) feed.written(run);
      }),
    );
  }

  dispose(): void {
    for (const feed of [...this.#live]) this.pause(feed);
  }
}
