import type { RunId } from '../base/ids.ts';
import type { MediaItem, MediaSeries } from '../protocol/curves.ts';
import { runPaths } from '../runs/folder.ts';
import { type MediaContent, RunMedia } from '../runs/media/runMedia.ts';
import type { RunState } from '../runs/run.ts';

/** What the runs of a curves view logged beside numbers. Nothing is read of a run before it is asked for. */
export class CurvesMedia {
  readonly #opened = new Map<string, RunMedia>();

  /** Of a run whose folder changed, or that is told for the first time; undefined when nothing was added. */
  async added({ spec, folder }: RunState): Promise<readonly MediaSeries[] | undefined> {
    const { id } = spec;
    const media = this.#opened.get(id) ?? new RunMedia(runPaths(folder).media);
    this.#opened.set(id, media);
    if (!(await media.refresh())) return undefined;
    return media.tags.map((tag) => ({ run: id, ...tag }));
  }

  /** The view knows nothing any more. */
  forget(): void {
    this.#opened.clear();
  }

  async load(run: string, tag: string, step: number): Promise<MediaItem | undefined> {
    const content = await this.#opened.get(run as RunId)?.load(tag, step);
    return content === undefined ? undefined : itemOf(content);
  }
}

function itemOf(content: MediaContent): MediaItem {
  switch (content.kind) {
    case 'image':
      return { kind: 'image', mime: content.mime, bytes: copyOf(content.bytes) };
    case 'histogram':
      return { kind: 'histogram', edges: Float64Array.from(content.edges).buffer, counts: Float64Array.from(content.counts).buffer };
    default:
      return content;
  }
}

/** A buffer of exactly these bytes, as the editor moves it to a page without spelling it out. */
function copyOf(bytes: Uint8Array): ArrayBuffer {
  const copy = new Uint8Array(bytes.byteLength);
  copy.set(bytes);
  return copy.buffer;
}
