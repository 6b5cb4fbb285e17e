import type { CurvesSnapshot, MediaSeries, WatchedChart } from '../../src/protocol/curves.ts';
import { answersTo, type RawSeries } from './bruteWindow.ts';
import { settled, type View } from './stage.ts';

/** What a run logged beside numbers; pictures as Uint8Array. */
export interface RawMedia {
  readonly series: MediaSeries;
  readonly item: (step: number) => object;
}

/** Plays the host of the curves view: a snapshot, then windows for whatever is watched, and media for what is looked at. */
export class CurvesHost {
  readonly #view: View;
  readonly #series: readonly RawSeries[];
  readonly #media: readonly RawMedia[];
  #mediaSent = 0;
  #seq = 1;
  #answered = 0;

  constructor(view: View, series: readonly RawSeries[], media: readonly RawMedia[] = []) {
    this.#view = view;
    this.#series = series;
    this.#media = media;
  }

  async start(snapshot: CurvesSnapshot): Promise<void> {
    this.#answered = (await this.#watches()).at(-1)?.seq ?? 0;
    this.#seq = snapshot.seq;
    await this.#view.send(snapshot);
    await this.answer();
  }

  /** Answers until the view asks for nothing else. */
  async answer(): Promise<void> {
    for (;;) {
      await settled(this.#view.page);
      await this.#answerMedia();
      const newest = (await this.#watches()).at(-1);
      if (newest === undefined || newest.seq <= this.#answered) return;
      this.#answered = newest.seq;
      await this.delta({ watch: newest.seq, windows: answersTo(newest.charts, this.#series) });
    }
  }

  async #answerMedia(): Promise<void> {
    const wanted = (await this.#view.posted()).flatMap((message) => (message.type === 'wantMedia' ? [message] : []));
    for (const { run, tag, step } of wanted.slice(this.#mediaSent)) {
      const found = this.#media.find(({ series }) => series.run === run && series.tag === tag);
      await this.#view.send({ type: 'media', run, tag, step, ...(found === undefined ? {} : { item: found.item(step) }) });
    }
    this.#mediaSent = wanted.length;
  }

  async delta(part: object): Promise<void> {
    await this.#view.send({ type: 'delta', seq: ++this.#seq, ...part });
  }

  /** What is watched now. */
  async watched(): Promise<readonly WatchedChart[]> {
    return (await this.#watches()).at(-1)?.charts ?? [];
  }

  async #watches(): Promise<readonly { readonly seq: number; readonly charts: readonly WatchedChart[] }[]> {
    return (await this.#view.posted()).flatMap((message) => (message.type === 'watch' ? [message] : []));
  }
}
