import { batch, computed, type Signal, signal } from '@preact/signals';
import type {
  HostToPaper,
  PaperAction,
  PaperMark,
  PaperToHost,
  ShownInline,
  ShownNode,
  ShownPaper,
  ShownSymbol,
} from '../../src/protocol/paper.ts';
import { plural } from '../shared/format.ts';
import type { HostLine, Schedule } from '../shared/line.ts';
import { Flow, type Part } from './flow.ts';
import { anchorOf, type Item } from './item.ts';
import { PdfParts } from './pdfParts.ts';
import { type Match, matchesOf, mostMatches } from './search.ts';
import { gone, stepped, type Trail } from './trail.ts';
import { type ReaderState, readReaderState } from './viewState.ts';

/** A place that the page shows as soon as it has it. */
export interface Wanted {
  readonly anchor: string;
  /** The keyboard goes there as well. */
  readonly isGoing: boolean;
  /** A place of a search. */
  readonly match?: Match;
}

export type Picture =
  | { readonly kind: 'none' | 'asked' }
  | { readonly kind: 'shown'; readonly url: string }
  | { readonly kind: 'failed'; readonly why: string };

const noPicture: Picture = { kind: 'none' };

/** The reader of a paper without its page. */
export class Reading {
  readonly paper = signal<ShownPaper | undefined>(undefined);
  readonly opening = signal('Opening the paper…');
  readonly failure = signal<Extract<HostToPaper, { readonly type: 'failed' }> | undefined>(undefined);
  /** What is on the page. */
  readonly parts = signal<readonly Part[]>([]);
  readonly isWhole = signal(false);
  readonly wanted = signal<Wanted | undefined>(undefined);
  readonly spoken = signal('');
  readonly trail: Signal<Trail>;
  readonly isFinding: Signal<boolean>;
  readonly search: Signal<string>;
  readonly matches = signal<readonly Match[]>([]);
  readonly matchAt = signal(-1);
  readonly symbols = computed<readonly ShownSymbol[]>(() => this.paper.value?.symbols ?? []);
  /** Grows with every field that asks for the keyboard. */
  readonly findAsked = signal(0);
  /** The node at the top of what is seen. */
  #top: string | undefined;
  /** Where one comes back to from elsewhere: near the end, what one goes to does not reach the top. */
  #here: string | undefined;
  /** What stood at the top when the search was opened. */
  #findFrom: string | undefined;
  readonly #given: string | undefined;
  readonly #line: HostLine<HostToPaper, PaperToHost>;
  readonly #later: Schedule;
  readonly #save: Schedule;
  #flow: Flow | undefined;
  #nodes = 0;
  #waiting: Part[] = [];
  #isPutting = false;
  #items: Item[] = [];
  #places = new Map<string, number>();
  #aliases = new Map<string, string>();
  #formulas = new Map<string, string | null>();
  #labels = new Map<string, string>();
  readonly #marks = new Map<string, Signal<PaperMark>>();
  readonly #pictures = new Map<string, Signal<Picture>>();
  readonly #pdfs: PdfParts;

  /** `later`: a task of its own, so that the page stays at hand meanwhile. */
  constructor(line: HostLine<HostToPaper, PaperToHost>, later: Schedule, save: Schedule) {
    this.#line = line;
    this.#pdfs = new PdfParts((source, from) => line.post({ type: 'wantPdf', source, from }));
    this.#later = later;
    this.#save = save;
    const state = readReaderState(line.savedState());
    this.#given = state.given;
    this.#top = state.anchor;
    this.#findFrom = state.anchor;
    this.trail = signal(state.trail);
    this.isFinding = signal(state.isFinding);
    this.search = signal(state.search);
    line.onMessage((message) => batch(() => this.#receive(message)));
    // The editor opens the page again by what it keeps, also where nobody has touched it.
    this.#keep();
    line.post({ type: 'ready' });
  }

  get items(): readonly Item[] {
    return this.#items;
  }

  get top(): string | undefined {
    return this.#top;
  }

  /** The anchor behind an anchor or another name of it; undefined where nothing of the paper has it, or has come yet. */
  resolve(name: string): string | undefined {
    const anchor = this.#aliases.get(name) ?? name;
    return this.#places.has(anchor) ? anchor : undefined;
  }

  /** What an anchor names, or what it is part of. */
  item(name: string): Item | undefined {
    const place = this.#places.get(this.#aliases.get(name) ?? name);
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

  mark(anchor: string): Signal<PaperMark> {
    return kept(this.#marks, anchor, () => 'none');
  }

  picture(anchor: string, index: number): Signal<Picture> {
    return kept(this.#pictures, `${index} ${anchor}`, () => noPicture);
  }

  wantPicture(anchor: string, index: number): void {
    const picture = this.picture(anchor, index);
    if (picture.peek().kind !== 'none') return;
    picture.value = { kind: 'asked' };
    this.#line.post({ type: 'wantPicture', anchor, index });
  }

  /** The bytes of a PDF; the same promise until another paper comes. */
  pdf(source: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#pdfs.bytes(source);
  }

  /** By a link of the paper: one can come back from there. False where the paper has no such place. */
  goTo(name: string): boolean {
    const anchor = this.resolve(name);
    if (anchor === undefined) {
      this.spoken.value = `“${name}” is not in what was read of the paper`;
      return false;
    }
    this.trail.value = gone(this.trail.peek(), this.#here);
    this.#go(anchor);
    return true;
  }

  step(direction: 'back' | 'forward'): void {
    const next = stepped(this.trail.peek(), direction, this.#here);
    if (next === undefined) return;
    this.trail.value = next.trail;
    this.#go(next.to);
  }

  /** The page stands at this node now. `target`: what was gone to, while it is still in sight. */
  seen(anchor: string, target: string | undefined): void {
    this.#here = target ?? anchor;
    if (anchor === this.#top) return;
    this.#top = anchor;
    this.#line.post({ type: 'seen', anchor });
    this.#keep();
  }

  act(action: PaperAction, anchor: string, selected: string): void {
    this.#line.post({ type: 'act', action, anchor, ...(selected === '' ? {} : { selected }) });
    if (action === 'copyAddress') this.spoken.value = 'Address copied';
  }

  openCode(anchor: string): void {
    this.#line.post({ type: 'openCode', anchor });
  }

  openLink(href: string): void {
    this.#line.post({ type: 'openLink', href });
  }

  openPaper(address: string): void {
    this.#line.post({ type: 'openPaper', address });
  }

  retry(): void {
    batch(() => {
      this.failure.value = undefined;
      this.opening.value = 'Opening the paper…';
    });
    this.#line.post({ type: 'retry' });
  }

  openFind(): void {
    this.#findFrom = this.#top;
    batch(() => {
      this.isFinding.value = true;
      this.findAsked.value += 1;
    });
    this.#find();
    this.#keep();
  }

  closeFind(): void {
    batch(() => {
      this.isFinding.value = false;
      this.matches.value = [];
      this.matchAt.value = -1;
    });
    this.#keep();
  }

  find(words: string): void {
    batch(() => {
      this.search.value = words;
      this.#find();
      this.#say();
    });
    if (this.matches.peek().length > 0) this.stepMatch(1);
    this.#keep();
  }

  /** The first step goes to what is found at or below where the search began: with each letter that is typed it begins there again. */
  stepMatch(by: 1 | -1): void {
    const matches = this.matches.peek();
    if (matches.length === 0) return;
    const at = this.matchAt.peek();
    const next = at < 0 ? this.#firstMatch(by) : (at + by + matches.length) % matches.length;
    const match = matches[next];
    const item = match === undefined ? undefined : this.#items[match.item];
    const anchor = item === undefined ? undefined : anchorOf(item);
    if (match === undefined || anchor === undefined) return;
    batch(() => {
      this.matchAt.value = next;
      this.wanted.value = { anchor, isGoing: false, match };
      this.#say();
    });
  }

  /** The page has shown what was wanted. */
  shown(wanted: Wanted): void {
    if (this.wanted.peek() === wanted) this.wanted.value = undefined;
  }

  #go(anchor: string): void {
    this.wanted.value = { anchor, isGoing: true };
    this.#keep();
  }

  #firstMatch(by: 1 | -1): number {
    const from = (this.#findFrom === undefined ? undefined : this.#places.get(this.#findFrom)) ?? 0;
    const matches = this.matches.peek();
    const next = by === 1 ? matches.findIndex(({ item }) => item >= from) : matches.findLastIndex(({ item }) => item <= from);
    return Math.max(next, 0);
  }

  #find(): void {
    this.matches.value = this.isFinding.peek() ? matchesOf(this.search.peek(), this.#items) : [];
    this.matchAt.value = -1;
  }

  #say(): void {
    const { length } = this.matches.peek();
    const at = this.matchAt.peek();
    if (this.search.peek().trim() === '') this.spoken.value = '';
    else if (length === 0) this.spoken.value = 'Nothing found';
    else
      this.spoken.value =
        at < 0 ? `${plural(length, 'place')} found` : `Place ${at + 1} of ${length === mostMatches ? `more than ${length}` : length}`;
  }

  #receive(message: HostToPaper): void {
    switch (message.type) {
      case 'opening':
        this.opening.value = message.text;
        this.failure.value = undefined;
        return;
      case 'paper':
        this.#begin(message);
        return;
      case 'head':
        this.paper.value = message.paper;
        return;
      case 'nodes':
        this.#take(message.from, message.nodes);
        return;
      case 'marks':
        this.#mark(message.marks);
        return;
      case 'show':
        if (this.resolve(message.anchor) !== undefined) this.goTo(message.anchor);
        else this.wanted.value = { anchor: message.anchor, isGoing: true };
        return;
      case 'find':
        this.openFind();
        return;
      case 'back':
      case 'forward':
        this.step(message.type);
        return;
      case 'picture':
        this.picture(message.anchor, message.index).value =
          message.url === undefined
            ? { kind: 'failed', why: message.why ?? 'This picture cannot be shown.' }
            : { kind: 'shown', url: message.url };
        return;
      case 'pdf':
      case 'noPdf':
        this.#pdfs.take(message);
        return;
      case 'failed':
        this.failure.value = message;
        return;
    }
  }

  #begin({ paper, marks, show }: Extract<HostToPaper, { readonly type: 'paper' }>): void {
    this.#flow = new Flow(paper);
    this.#nodes = 0;
    this.#waiting = [];
    this.#items = [];
    this.#places = new Map();
    this.#aliases = new Map();
    this.#formulas = new Map();
    this.#labels = new Map();
    this.#pictures.clear();
    this.#pdfs.clear();
    this.failure.value = undefined;
    this.parts.value = [];
    this.isWhole.value = false;
    this.matches.value = [];
    this.paper.value = paper;
    this.#mark(marks);
    const anchor = show ?? this.#top;
    this.wanted.value = anchor === undefined ? undefined : { anchor, isGoing: show !== undefined };
    if (paper.nodes === 0) this.#take(0, []);
  }

  /** What came twice or too late for the paper that is shown now is left. */
  #take(from: number, nodes: readonly ShownNode[]): void {
    const paper = this.paper.peek();
    if (this.#flow === undefined || paper === undefined || from !== this.#nodes) return;
    this.#nodes += nodes.length;
    this.#add(this.#flow.take(nodes));
    if (this.#nodes >= paper.nodes) {
      this.#add(this.#flow.end());
      this.#flow = undefined;
      if (this.isFinding.peek()) this.#find();
    }
    if (this.parts.peek().length === 0) this.#put();
    else this.#putLater();
  }

  #putLater(): void {
    if (this.#isPutting) return;
    this.#isPutting = true;
    this.#later(() => {
      this.#isPutting = false;
      batch(() => this.#put());
    });
  }

  /** One part comes to the page. */
  #put(): void {
    const part = this.#waiting.shift();
    if (part !== undefined) {
      this.parts.value = [...this.parts.peek(), part];
    }
    if (this.#waiting.length > 0) this.#putLater();
    else if (this.#flow === undefined) this.isWhole.value = true;
  }

  #add(parts: readonly Part[]): void {
    this.#waiting.push(...parts);
    for (const part of parts) for (const item of part.items) this.#place(item);
  }

  #place(item: Item): void {
    const place = this.#items.length;
    this.#items.push(item);
    const anchor = anchorOf(item);
    if (anchor !== undefined) this.#places.set(anchor, place);
    if (item.kind !== 'node') return;
    const { node } = item;
    for (const alias of node.aliases) this.#aliases.set(alias, node.anchor);
    for (const within of contentsOf(node)) {
      if (within.anchor !== undefined) this.#places.set(within.anchor, place);
      for (const inline of within.content) this.#placeInline(inline, place);
    }
  }

  #placeInline(inline: ShownInline, place: number): void {
    if (inline.kind === 'math' && inline.anchor !== '') {
      this.#places.set(inline.anchor, place);
      this.#formulas.set(inline.anchor, inline.tex);
    } else if (inline.kind === 'citation') {
      const [only, second] = inline.to;
      const number = /^\[?(\d+)\]?$/.exec(inline.text)?.[1];
      if (only !== undefined && second === undefined && number !== undefined) this.#labels.set(only, `[${number}]`);
    }
  }

  #mark(marks: Readonly<Record<string, PaperMark>>): void {
    for (const [anchor, mark] of this.#marks) if (marks[anchor] === undefined) mark.value = 'none';
    for (const [anchor, mark] of Object.entries(marks)) this.mark(anchor).value = mark;
  }

  #keep(): void {
    this.#save(() => {
      const state: ReaderState = {
        ...(this.#given === undefined ? {} : { given: this.#given }),
        ...(this.#top === undefined ? {} : { anchor: this.#top }),
        search: this.search.peek(),
        isFinding: this.isFinding.peek(),
        trail: this.trail.peek(),
      };
      this.#line.saveState(state);
    });
  }
}

function kept<Value>(all: Map<string, Signal<Value>>, key: string, first: () => Value): Signal<Value> {
  const before = all.get(key);
  if (before !== undefined) return before;
  const made = signal(first());
  all.set(key, made);
  return made;
}

/** The sentences of a node; lines have an anchor of their own. */
function contentsOf(node: ShownNode): readonly { readonly anchor?: string; readonly content: readonly ShownInline[] }[] {
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
