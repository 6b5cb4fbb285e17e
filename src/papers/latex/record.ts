/** The paper as far as it is read: nodes in reading order under LaTeXML’s ids, so that an e-print and its HTML have the same addresses. */
import { defined } from '../../base/defined.ts';
import type { Inline, PaperNode, PaperSection, PaperWarning, Place, Reference } from '../document.ts';
import { Inlines } from '../inlines.ts';
import { type Mistake, Mistakes } from './mistakes.ts';

/** What a node has of its own; anchor, place and the rest are added when it is put in. */
export type NodeParts = PaperNode extends infer Node
  ? Node extends PaperNode
    ? Omit<Node, 'anchor' | 'aliases' | 'section' | 'source' | 'confidence' | 'place'>
    : never
  : never;

/** Where paragraphs are counted: a section, an item, a theorem. */
export interface Block {
  readonly id: string;
  readonly item?: { readonly depth: number; readonly mark: string };
}

/** What stands above the abstract. */
export interface Front {
  title: readonly Inline[];
  authors: readonly { readonly name: string; readonly affiliation?: string }[];
}

export class PaperRecord {
  readonly sections: PaperSection[] = [];
  readonly nodes: PaperNode[] = [];
  readonly references: Reference[] = [];
  readonly warnings: PaperWarning[] = [];
  readonly aliases = new Map<string, string[]>();
  /** Anchors of captions of tables that stand outside of floats. */
  readonly looseCaptions = new Set<string>();
  /** Innermost last. */
  readonly blocks: Block[] = [{ id: '' }];
  readonly paragraph = new Inlines();
  section: string | undefined;
  /** Something in the words that are being read is not known. */
  isDoubtful = false;
  /** Where the words end that were read last. */
  lastWord: { readonly file: string; readonly end: number } | undefined;
  /** The paragraph that is being read, its pieces between displayed formulas counted. */
  #para: { readonly id: string; pieces: number; start: Place | undefined } | undefined;
  readonly #counts = new Map<string, number>();
  readonly #used = new Set<string>();
  readonly #waiting: PaperNode[] = [];
  readonly #markShown = new Set<Block>();
  readonly #mistakes = new Mistakes();

  get block(): Block {
    return this.blocks.at(-1) ?? { id: '' };
  }

  /** How many there were before, of a kind within one id. */
  count(within: string, kind: string): number {
    const key = `${within}\0${kind}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count;
  }

  reset(within: string, kind: string): void {
    this.#counts.delete(`${within}\0${kind}`);
  }

  unique(id: string): string {
    let free = id;
    for (let n = 0; this.#used.has(free); n++) free = n < 26 ? `${id}${String.fromCharCode(97 + n)}` : `${id}-${n}`;
    this.#used.add(free);
    return free;
  }

  alias(anchor: string, name: string): void {
    const names = this.aliases.get(anchor) ?? [];
    if (name !== anchor && !names.includes(name)) this.aliases.set(anchor, [...names, name]);
  }

  /** The id of the paragraph that stands here; one is begun where none is. */
  para(place?: Place): string {
    if (this.#para === undefined) {
      const { id } = this.block;
      this.#para = { id: joined(id, `p${this.count(id, 'p')}`), pieces: 0, start: place };
    }
    this.#para.start ??= place;
    return this.#para.id;
  }

  /** Puts in the words that were read since; the paragraph goes on. */
  flush(): void {
    const content = this.paragraph.take();
    if (content.length > 0) {
      const id = this.para();
      const para = this.#para;
      const pieces = para === undefined ? 0 : ++para.pieces;
      const place = para?.start;
      const item = this.#item();
      const anchor = this.unique(pieces <= 1 ? id : `${id}.${pieces}`);
      this.nodes.push({
        kind: 'paragraph',
        anchor,
        aliases: [],
        ...this.#common(),
        confidence: this.isDoubtful ? 'uncertain' : 'exact',
        content,
        ...defined({ item, place: this.#toLastWord(place) }),
      });
    }
    this.isDoubtful = false;
    if (this.#para !== undefined) this.#para.start = undefined;
    this.nodes.push(...this.#waiting.splice(0));
  }

  #toLastWord(place: Place | undefined): Place | undefined {
    const { lastWord } = this;
    if (place?.kind !== 'text' || lastWord?.file !== place.file || lastWord.end <= place.start) return place;
    return { ...place, end: lastWord.end };
  }

  /** A list stands within a paragraph that goes on behind it; the result does that. */
  suspend(): () => void {
    const para = this.#para;
    this.#para = undefined;
    return () => {
      this.#para = para;
    };
  }

  endParagraph(): void {
    this.flush();
    this.#para = undefined;
  }

  /** The mark stands before the first words of an item; what follows is as deep and has none. */
  #item(): { readonly depth: number; readonly mark: string } | undefined {
    const { block } = this;
    if (block.item === undefined) return undefined;
    const isFirst = !this.#markShown.has(block);
    this.#markShown.add(block);
    return isFirst ? block.item : { depth: block.item.depth, mark: '' };
  }

  #common(): { readonly section?: string; readonly source: number; readonly confidence: 'exact' } {
    return { ...defined({ section: this.section }), source: 0, confidence: 'exact' };
  }

  /** A node between paragraphs, or within one that goes on behind it. */
  add(anchor: string, parts: NodeParts, place: Place | undefined): void {
    this.flush();
    this.nodes.push(this.#node(anchor, parts, place));
  }

  /** One that does not interrupt the sentence it was met in: a float, a footnote. */
  addBeside(anchor: string, parts: NodeParts, place: Place | undefined): void {
    const node = this.#node(anchor, parts, place);
    if (this.paragraph.isEmpty) this.nodes.push(node);
    else this.#waiting.push(node);
  }

  #node(anchor: string, parts: NodeParts, place: Place | undefined): PaperNode {
    return { ...parts, anchor, aliases: [], ...this.#common(), ...defined({ place }) } as PaperNode;
  }

  /** Of what is wrong in the source, many of a kind are one warning in the end. */
  tell(message: string, mistake?: Mistake): void {
    const warning = mistake === undefined ? undefined : this.#mistakes.add(message, mistake, this.section);
    if (warning !== undefined) this.warnings.push(warning);
    if (mistake === undefined) this.doubt(message, this.section);
  }

  get allWarnings(): readonly PaperWarning[] {
    return this.#mistakes.gathered(this.warnings);
  }

  doubt(message: string, anchor?: string): void {
    if (!this.warnings.some((warning) => warning.kind === 'doubt' && warning.message === message && warning.anchor === anchor))
      this.warnings.push({ kind: 'doubt', message, ...defined({ anchor }) });
  }
}

export function joined(id: string, part: string): string {
  return id === '' ? part : `${id}.${part}`;
}
