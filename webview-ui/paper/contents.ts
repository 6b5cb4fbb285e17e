import type { ShownInline, ShownNode } from '../../src/protocol/paper.ts';
import { anchorOf, type Item } from './item.ts';

/** What has come of a paper, in reading order, and where in it everything stands. */
export class Contents {
  readonly #items: Item[] = [];
  readonly #places = new Map<string, number>();
  readonly #aliases = new Map<string, string>();
  readonly #formulas = new Map<string, string | null>();
  readonly #labels = new Map<string, string>();

  get items(): readonly Item[] {
    return this.#items;
  }

  /** The anchor behind an anchor or another name of it; undefined where nothing of the paper has it, or has come yet. */
  resolve(name: string): string | undefined {
    const anchor = this.#aliases.get(name) ?? name;
    return this.#places.has(anchor) ? anchor : undefined;
  }

  /** The index of the item that an anchor names, or that it is part of. */
  placeOf(name: string): number | undefined {
    return this.#places.get(this.#aliases.get(name) ?? name);
  }

  item(name: string): Item | undefined {
    const place = this.placeOf(name);
    return place === undefined ? undefined : this.#items[place];
  }

  /** The TeX of a formula within a sentence; undefined where the anchor is none. */
  formula(anchor: string): string | null | undefined {
    return this.#formulas.get(anchor);
  }

  /** `[5]`, where the paper cites a reference so. */
  label(anchor: string): string | undefined {
    return this.#labels.get(anchor);
  }

  add(item: Item): void {
    const place = this.#items.length;
    this.#items.push(item);
    const anchor = anchorOf(item);
    if (anchor !== undefined) this.#places.set(anchor, place);
    if (item.kind !== 'node') return;
    const { node } = item;
    for (const alias of node.aliases) this.#aliases.set(alias, node.anchor);
    for (const within of sentencesOf(node)) {
      if (within.anchor !== undefined) this.#places.set(within.anchor, place);
      for (const inline of within.content) this.#addInline(inline, place);
    }
  }

  #addInline(inline: ShownInline, place: number): void {
    if (inline.kind === 'math' && inline.anchor !== '') {
      this.#places.set(inline.anchor, place);
      this.#formulas.set(inline.anchor, inline.tex);
    } else if (inline.kind === 'citation') {
      const [only, second] = inline.to;
      const number = /^\[?(\d+)\]?$/.exec(inline.text)?.[1];
      if (only !== undefined && second === undefined && number !== undefined) this.#labels.set(only, `[${number}]`);
    }
  }
}

/** The sentences of a node; lines have an anchor of their own. */
function sentencesOf(node: ShownNode): readonly { readonly anchor?: string; readonly content: readonly ShownInline[] }[] {
  switch (node.kind) {
    case 'paragraph':
    case 'footnote':
      return [node];
    case 'algorithm':
      return [{ content: node.caption }, ...node.lines];
    case 'table':
      return [{ content: node.caption }, ...node.rows.flat()];
    case 'figure':
    case 'listing':
      return [{ content: node.caption }];
    case 'equation':
      return [];
  }
}
