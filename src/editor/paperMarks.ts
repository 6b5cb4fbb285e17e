/** How far each node of a paper has come on its way into code, and where that code is. */
import type { Disposable } from '../base/disposables.ts';
import { Emitter } from '../base/events.ts';
import type { PaperMark } from '../protocol/paper.ts';

export interface CodePlace {
  /** Absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly name?: string;
}

export interface NodeTrace {
  readonly mark: PaperMark;
  readonly code: readonly CodePlace[];
}

/** By paper (as `Paper.id`, whose version may differ) and anchor. Whoever knows of links tells it. */
export class PaperMarks implements Disposable {
  readonly #byPaper = new Map<string, ReadonlyMap<string, NodeTrace>>();
  readonly #changed = new Emitter<string>();

  /** The paper whose marks are others now. */
  readonly onDidChange = this.#changed.event;

  marksOf(paper: string): Readonly<Record<string, PaperMark>> {
    const traces = this.#byPaper.get(nameOf(paper)) ?? new Map<string, NodeTrace>();
    return Object.fromEntries([...traces].filter(([, { mark }]) => mark !== 'none').map(([anchor, { mark }]) => [anchor, mark]));
  }

  codeOf(paper: string, anchor: string): readonly CodePlace[] {
    return this.#byPaper.get(nameOf(paper))?.get(anchor)?.code ?? [];
  }

  set(paper: string, traces: ReadonlyMap<string, NodeTrace>): void {
    this.#byPaper.set(nameOf(paper), traces);
    this.#changed.fire(paper);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** Links outlive versions of their paper. */
function nameOf(paper: string): string {
  return paper.replace(/^(arxiv:.*?)v\d+$/, '$1');
}
