/** What has to be read to implement a part of a paper: the part, and all that it leans on, each with the reason. The same paper and selection give the same slice. */
import { PracticumError } from '../../base/errors.ts';
import { estimateTokens } from '../../models/estimate.ts';
import { inlinesOf, type PaperNode } from '../../papers/document.ts';
import { findAnchor } from '../../papers/paperJson.ts';
import type { ReadPaper } from '../../papers/parsePaper.ts';
import { requireBody } from '../../papers/readPaper.ts';
import type { StatedValue } from '../../papers/said/said.ts';
import { stagesVersion } from '../stages/fields.ts';
import type { Slice } from '../stages/records.ts';
import { addressOf, indexPaper, nodeName, type PaperIndex, symbolsOf, tokensOf, unreadIn } from './paperIndex.ts';

export interface SliceOptions {
  /** Tokens that the parts of the slice may have together. */
  readonly budget: number;
}

export const usualBudget = 24_000;
const mostReasons = 8;

type Because = Slice['nodes'][number]['because'][number];
type Found = { readonly anchor: string; readonly because: Omit<Because, 'of'> & { readonly of: string } };

/**
 * `selection`: addresses, anchors, labels or titles; empty: the whole of the paper. Throws `paper-body-unread` where only an
 * abstract could be read, `slice-no-part` for what the paper does not have.
 */
export function slicePaper(read: ReadPaper, selection: readonly string[], { budget }: SliceOptions = { budget: usualBudget }): Slice {
  const { paper, said } = read;
  requireBody(paper);
  const index = indexPaper(paper, said);
  const closing = new Closing(index, budget);
  const anchors = selection.length === 0 ? [undefined] : selection.map((wanted) => selectedIn(index, wanted));
  for (const anchor of anchors) closing.select(anchor);
  closing.close(said.hyperparameters, anchors[0] ?? undefined);
  return {
    v: stagesVersion,
    stage: 'slice',
    inputs: {},
    paper: paper.id,
    title: paper.title,
    selection: anchors.map((anchor) => (anchor === undefined ? paper.id : addressOf(index, anchor))),
    nodes: closing.nodes(),
    left: closing.left(),
    tokens: closing.tokens,
    budget,
  };
}

function selectedIn({ paper }: PaperIndex, wanted: string): string {
  const name = wanted.trim().replace(/^[^\s#]*#/, '');
  const found = findAnchor(paper, name);
  if (found === undefined) {
    const sections = paper.sections.filter(({ anchor }) => anchor !== 'abstract').map(({ anchor, title }) => `${anchor} (${title})`);
    throw new PracticumError('slice-no-part', `${paper.id} has no part “${name.slice(0, 80)}”.`, {
      hint: `Its sections are ${sections.slice(0, 30).join(', ')}${sections.length > 30 ? ', …' : ''}; equations, tables and algorithms go by their addresses as read_paper shows them.`,
    });
  }
  return found.kind === 'section' ? found.section.anchor : found.node.anchor;
}

class Closing {
  readonly #index: PaperIndex;
  readonly #budget: number;
  readonly #because = new Map<string, Because[]>();
  readonly #tokens = new Map<string, number>();
  readonly #left = new Map<string, string>();
  #queue: Found[] = [];
  tokens = 0;

  constructor(index: PaperIndex, budget: number) {
    this.#index = index;
    this.#budget = budget;
  }

  /** `anchor`: of a section or node; undefined: all but the abstract. */
  select(anchor: string | undefined): void {
    const { paper } = this.#index;
    const of = anchor === undefined ? paper.id : addressOf(this.#index, anchor);
    if (anchor !== undefined && this.#index.nodes.has(anchor)) {
      this.#take({ anchor, because: { of, why: 'selected' } });
      return;
    }
    const nodes = anchor === undefined ? paper.nodes.filter(({ section }) => section !== 'abstract') : this.#index.within(anchor);
    for (const node of nodes) this.#take({ anchor: node.anchor, because: { of, why: 'within' } });
  }

  /** Round by round, so that what is near comes before what is far where there is no room for both. */
  close(settings: readonly StatedValue[], first: string | undefined): void {
    const of = first === undefined ? this.#index.paper.id : addressOf(this.#index, first);
    let done = new Set<string>();
    const follow = (next: (node: PaperNode) => readonly Found[]): void => {
      for (;;) {
        const fresh = [...this.#because.keys()].filter((anchor) => !done.has(anchor));
        if (fresh.length === 0) return;
        for (const anchor of fresh) done.add(anchor);
        this.#queue = fresh.flatMap((anchor) => next(this.#index.nodes.get(anchor) ?? missingNode));
        for (const found of this.#queue) this.#take(found);
      }
    };
    follow((node) => [...this.#referred(node), ...this.#explained(node)]);
    for (const found of [...this.#settings(settings, of), ...this.#users()]) this.#take(found);
    follow((node) => [...this.#referred(node), ...this.#explained(node)]);
    done = new Set();
    for (const anchor of [...this.#because.keys()]) for (const found of this.#cited(anchor)) this.#take(found);
  }

  nodes(): Slice['nodes'] {
    const order = new Map([...this.#index.paper.nodes, ...this.#index.paper.references].map(({ anchor }, place) => [anchor, place]));
    return [...this.#because]
      .toSorted(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
      .map(([anchor, because]) => ({ address: addressOf(this.#index, anchor), because, tokens: this.#tokens.get(anchor) ?? 0 }));
  }

  left(): Slice['left'] {
    const unread = [...this.#because.keys()].flatMap((anchor) => {
      const node = this.#index.nodes.get(anchor);
      const found = node === undefined ? undefined : unreadIn(node);
      if (node === undefined || found === undefined) return [];
      const what = node.kind === 'equation' ? 'Its formula' : found.count === 1 ? 'A formula in it' : `${found.count} formulas in it`;
      return [
        { address: addressOf(this.#index, anchor), why: `${what} could not be read (${found.why}): look at the paper, never guess it.` },
      ];
    });
    return [...unread, ...[...this.#left].map(([anchor, why]) => ({ address: addressOf(this.#index, anchor), why }))];
  }

  #take({ anchor, because }: Found): void {
    const reasons = this.#because.get(anchor);
    if (reasons !== undefined) {
      const isKnown = reasons.some(({ of, why, what }) => of === because.of && why === because.why && what === because.what);
      const isOwn = because.of === addressOf(this.#index, anchor);
      // Symbols are many and lead to the same place; each setting is something else that stands there.
      const most = because.why === 'symbol' ? mostReasons : mostReasons * 4;
      if (!isKnown && !isOwn && reasons.length < most) reasons.push(because);
      return;
    }
    const node = this.#index.nodes.get(anchor);
    const reference = this.#index.references.get(anchor);
    const tokens = node === undefined ? estimateTokens(reference?.text ?? '') : tokensOf(node);
    if (this.tokens + tokens > this.#budget) {
      if (!this.#left.has(anchor))
        this.#left.set(
          anchor,
          `No room: ${tokens} tokens, and ${this.tokens} of ${this.#budget} are taken. It belongs to it: ${reasonText(because)}.`,
        );
      return;
    }
    this.#left.delete(anchor);
    this.tokens += tokens;
    this.#tokens.set(anchor, tokens);
    this.#because.set(anchor, [because]);
  }

  /** Equations, tables, algorithms, figures, notes and sections that a node names. */
  #referred(node: PaperNode): readonly Found[] {
    const of = addressOf(this.#index, node.anchor);
    return inlinesOf(node).flatMap((inline): readonly Found[] => {
      if (inline.kind !== 'reference' && inline.kind !== 'footnote-mark') return [];
      const found = findAnchor(this.#index.paper, inline.to);
      if (found === undefined) return [];
      const why = found.kind === 'node' && found.node.kind === 'table' ? 'table' : 'reference';
      if (found.kind === 'node') return [{ anchor: found.node.anchor, because: { of, why, what: nodeName(found.node) } }];
      const { anchor, title } = found.section;
      if (this.#index.isAside(anchor)) return [];
      return this.#index
        .within(anchor)
        .map((each) => ({ anchor: each.anchor, because: { of, why: 'reference', what: `Section “${title}”` } }));
    });
  }

  #explained(node: PaperNode): readonly Found[] {
    const of = addressOf(this.#index, node.anchor);
    const seen = new Set<string>();
    return symbolsOf(node).flatMap(({ full, base }): readonly Found[] => {
      const symbol = this.#index.explained.has(full) ? full : base;
      const places = this.#index.explained.get(symbol) ?? [];
      if (seen.has(symbol) || places.some(({ anchor }) => anchor === node.anchor)) return [];
      seen.add(symbol);
      return places.map(({ anchor, what }) => ({
        anchor,
        because: { of, why: 'symbol', what: `$${symbol}$${what === '' ? '' : `: ${what}`}`.slice(0, 200) },
      }));
    });
  }

  /** Settings that hold for everything, or for something that the slice speaks of. */
  #settings(settings: readonly StatedValue[], of: string): readonly Found[] {
    const words = [...this.#because.keys()]
      .map((anchor) => {
        const node = this.#index.nodes.get(anchor);
        return node === undefined ? '' : JSON.stringify(node);
      })
      .join('\n')
      .toLowerCase();
    return settings.flatMap(({ address, name, stated, scope }): readonly Found[] => {
      const node = this.#index.nodeOf(address.slice(address.indexOf('#') + 1));
      const isMeant = scope === undefined || scope.split(', ').some((part) => words.includes(part.toLowerCase()));
      if (node === undefined || this.#index.isAside(node.section) || !isMeant) return [];
      const why = node.kind === 'table' ? 'table' : 'setting';
      return [{ anchor: node.anchor, because: { of, why, what: `${name}: ${stated}`.slice(0, 200) } }];
    });
  }

  /** Algorithms that use an equation of the slice say in which order things are done. */
  #users(): readonly Found[] {
    return this.#index.paper.nodes.flatMap((node): readonly Found[] => {
      if (node.kind !== 'algorithm') return [];
      const used = inlinesOf(node).flatMap((inline) => {
        const target = inline.kind === 'reference' ? this.#index.nodeOf(inline.to) : undefined;
        return target?.kind === 'equation' && this.#because.has(target.anchor) ? [target] : [];
      });
      return used.map((equation) => ({
        anchor: node.anchor,
        because: { of: addressOf(this.#index, equation.anchor), why: 'reference', what: `${nodeName(node)} uses it` },
      }));
    });
  }

  #cited(anchor: string): readonly Found[] {
    const node = this.#index.nodes.get(anchor);
    if (node === undefined) return [];
    return inlinesOf(node).flatMap((inline): readonly Found[] =>
      inline.kind !== 'citation'
        ? []
        : inline.to.flatMap((key): readonly Found[] => {
            const entry = this.#index.references.get(key);
            if (entry === undefined) return [];
            const what = (entry.title ?? entry.text).slice(0, 160);
            return [{ anchor: entry.anchor, because: { of: addressOf(this.#index, anchor), why: 'citation', what } }];
          }),
    );
  }
}

/** References have no words of their own that lead on. */
const missingNode: PaperNode = { kind: 'listing', anchor: '', aliases: [], source: 0, confidence: 'exact', caption: [], text: '' };

function reasonText({ of, why, what }: Because): string {
  const at = of.slice(of.indexOf('#') + 1);
  switch (why) {
    case 'selected':
    case 'within':
      return 'it was selected';
    case 'symbol':
      return `${what ?? 'a symbol'} is explained there for ${at}`;
    case 'setting':
      return what ?? 'a setting';
    default:
      return `${at} refers to it`;
  }
}
