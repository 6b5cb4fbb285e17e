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
  readonly #byPaper = new Map<string, Map<string, NodeTrace>>();
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

  /** All that is linked now, by address; what was told before holds no longer. */
  linked(links: readonly { readonly address: string; readonly code: readonly CodePlace[] }[]): void {
    const before = new Set(this.#byPaper.keys());
    this.#byPaper.clear();
    for (const { address, code } of links) {
      const hash = address.indexOf('#');
      if (hash < 0 || code.length === 0) continue;
      const paper = nameOf(address.slice(0, hash));
      const nodes = this.#byPaper.get(paper) ?? new Map<string, NodeTrace>();
      const anchor = address.slice(hash + 1);
      this.#byPaper.set(paper, nodes.set(anchor, { mark: 'coded', code: [...(nodes.get(anchor)?.code ?? []), ...code] }));
    }
    for (const paper of new Set([...before, ...this.#byPaper.keys()])) this.#changed.fire(paper);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** Links outlive versions of their paper. */
function nameOf(paper: string): string {
  return paper.replace(/^(arxiv:.*?)v\d+$/, '$1');
}
