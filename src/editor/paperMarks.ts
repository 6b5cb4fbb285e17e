/** How far each node of a paper has come on its way into code, and where that code is. */
import { isDeepStrictEqual } from 'node:util';
import type { Disposable } from '../base/disposables.ts';
import { Emitter } from '../base/events.ts';
import type { Paper } from '../papers/document.ts';
import { findAnchor } from '../papers/paperJson.ts';
import type { ShownMark } from '../protocol/paper.ts';

export interface CodePlace {
  /** Absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly name?: string;
}

/** What a reproduction's files say of a place: it is further than a link alone. */
export interface StagedMark extends ShownMark {
  readonly code: readonly CodePlace[];
}

type ByAnchor<T> = ReadonlyMap<string, ReadonlyMap<string, T>>;

/** By paper (as `Paper.id`, whose version may differ) and anchor. Whoever knows of links or stages tells it. */
export class PaperMarks implements Disposable {
  #linked: ByAnchor<readonly CodePlace[]> = new Map();
  #staged: ByAnchor<StagedMark> = new Map();
  readonly #changed = new Emitter<string>();
  readonly #didLink = new Emitter<void>();

  /** The paper whose marks are others now. */
  readonly onDidChange = this.#changed.event;
  /** Other code is linked. */
  readonly onDidLink = this.#didLink.event;

  /** With `document`, by the anchors that its nodes have; a mark of a line or a formula in a sentence is one of a part of its node. */
  marksOf(paper: string, document?: Paper): Readonly<Record<string, ShownMark>> {
    const own = new Map<string, ShownMark>();
    const parts = new Map<string, ShownMark>();
    for (const anchor of this.#anchorsOf(paper)) {
      const mark = this.#markOf(paper, anchor);
      if (mark === undefined) continue;
      const found = document === undefined ? undefined : findAnchor(document, anchor);
      const node = found?.kind === 'section' ? found.section : found?.node;
      if (node === undefined || node.anchor === anchor || node.aliases.includes(anchor)) own.set(node?.anchor ?? anchor, mark);
      else parts.set(node.anchor, { ...mark, words: `A part of it: ${mark.words.slice(0, 1).toLowerCase()}${mark.words.slice(1)}` });
    }
    return Object.fromEntries([...parts, ...own]);
  }

  codeOf(paper: string, anchor: string, document?: Paper): readonly CodePlace[] {
    const name = nameOf(paper);
    return this.#anchorsOf(paper)
      .filter((one) => one === anchor || (document !== undefined && anchorIn(document, one) === anchor))
      .flatMap((one) => {
        const linked = this.#linked.get(name)?.get(one) ?? [];
        return linked.length > 0 ? linked : (this.#staged.get(name)?.get(one)?.code ?? []);
      });
  }

  /** Files of the code that is linked, by address. */
  get linkedFiles(): ReadonlyMap<string, readonly string[]> {
    return new Map(
      [...this.#linked].flatMap(([paper, nodes]) =>
        [...nodes].map(([anchor, code]) => [`${paper}#${anchor}`, code.map(({ file }) => file)] as const),
      ),
    );
  }

  /** All that is linked now, by address; what was told before holds no longer. */
  linked(links: readonly { readonly address: string; readonly code: readonly CodePlace[] }[]): void {
    const found = new Map<string, Map<string, readonly CodePlace[]>>();
    for (const { address, code } of links) {
      const hash = address.indexOf('#');
      if (hash < 0 || code.length === 0) continue;
      const nodes = nodesOf(found, address.slice(0, hash));
      const anchor = address.slice(hash + 1);
      nodes.set(anchor, [...(nodes.get(anchor) ?? []), ...code]);
    }
    const before = this.#linked;
    this.#linked = found;
    this.#tell(before, found);
    this.#didLink.fire();
  }

  /** All that the files of reproductions say, by address. */
  staged(marks: readonly { readonly address: string; readonly mark: StagedMark }[]): void {
    const found = new Map<string, Map<string, StagedMark>>();
    for (const { address, mark } of marks) {
      const hash = address.indexOf('#');
      if (hash >= 0) nodesOf(found, address.slice(0, hash)).set(address.slice(hash + 1), mark);
    }
    const before = this.#staged;
    this.#staged = found;
    this.#tell(before, found);
  }

  #markOf(paper: string, anchor: string): ShownMark | undefined {
    const name = nameOf(paper);
    const staged = this.#staged.get(name)?.get(anchor);
    const isLinked = this.#linked.get(name)?.has(anchor) === true;
    // A link may be newer than what was made of the files.
    if (staged !== undefined && !(isLinked && staged.mark === 'planned'))
      return { mark: staged.mark, words: staged.words, opens: staged.opens };
    return isLinked ? { mark: 'coded', words: 'There is code for it', opens: 'code' } : undefined;
  }

  #anchorsOf(paper: string): readonly string[] {
    const name = nameOf(paper);
    return [...new Set([...(this.#linked.get(name)?.keys() ?? []), ...(this.#staged.get(name)?.keys() ?? [])])];
  }

  #tell(before: ByAnchor<unknown>, after: ByAnchor<unknown>): void {
    for (const paper of new Set([...before.keys(), ...after.keys()]))
      if (!isDeepStrictEqual(before.get(paper), after.get(paper))) this.#changed.fire(paper);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#didLink.dispose();
  }
}

function nodesOf<T>(all: Map<string, Map<string, T>>, paper: string): Map<string, T> {
  const name = nameOf(paper);
  const nodes = all.get(name) ?? new Map<string, T>();
  all.set(name, nodes);
  return nodes;
}

function anchorIn(document: Paper, anchor: string): string | undefined {
  const found = findAnchor(document, anchor);
  return found?.kind === 'section' ? found.section.anchor : found?.node.anchor;
}

/** Links outlive versions of their paper. */
function nameOf(paper: string): string {
  return paper.replace(/^(arxiv:.*?)v\d+$/, '$1');
}
