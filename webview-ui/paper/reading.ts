import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { HostToPaper, PaperAction, PaperToHost, ShownMark, ShownPaper, ShownRegion, ShownSymbol } from '../../src/protocol/paper.ts';
import type { HostLine, Schedule } from '../shared/line.ts';
import { Arrival } from './arrival.ts';
import { Contents } from './contents.ts';
import { Finding } from './finding.ts';
import type { Part } from './flow.ts';
import type { Item } from './item.ts';
import { PdfParts } from './pdfParts.ts';
import type { Match } from './search.ts';
import { SetUp } from './setUp.ts';
import { gone, stepped, type Trail } from './trail.ts';
import { type ReaderState, readReaderState, type Stand } from './viewState.ts';

/** A place that the page shows as soon as it has it. */
export interface Wanted {
  readonly anchor: string;
  /** It is marked, and the keyboard goes there as well. */
  readonly isGoing: boolean;
  /** But the keyboard stays where it is. */
  readonly isLook?: true;
  /** The words that are meant there. */
  readonly match?: Match;
  /** As the page stood before: how much of the place had gone by. */
  readonly into?: number;
}

export type Picture =
  | { readonly kind: 'none' | 'asked' }
  | { readonly kind: 'shown'; readonly url: string }
  | { readonly kind: 'failed'; readonly why: string };

const noPicture: Picture = { kind: 'none' };

type Crop = (reading: Reading, source: number, region: ShownRegion) => Promise<string>;

/** The reader of a paper without its page. */
export class Reading {
  readonly paper = signal<ShownPaper | undefined>(undefined);
  readonly opening = signal('Opening the paper…');
  readonly failure = signal<Extract<HostToPaper, { readonly type: 'failed' }> | undefined>(undefined);
  readonly wanted = signal<Wanted | undefined>(undefined);
  readonly spoken = signal('');
  readonly trail: Signal<Trail>;
  readonly finding: Finding;
  readonly setUp: SetUp;
  readonly symbols = computed<readonly ShownSymbol[]>(() => this.paper.value?.symbols ?? []);
  /** The node at the top of what is seen. */
  #top: string | undefined;
  /** The node that the outline follows. */
  #told: string | undefined;
  /** Where one comes back to from elsewhere: near the end, what one goes to does not reach the top. */
  #here: string | undefined;
  #stand: Stand | undefined;
  readonly #given: string | undefined;
  readonly #line: HostLine<HostToPaper, PaperToHost>;
  readonly #save: Schedule;
  readonly #arrival: Arrival;
  #contents = new Contents();
  readonly #marks = new Map<string, Signal<ShownMark | undefined>>();
  readonly #pictures = new Map<string, Signal<Picture>>();
  readonly #crop: Crop;
  readonly #pdfs: PdfParts;

  /** `later`: a task of its own, so that the page stays at hand meanwhile. `crop`: a region of a PDF as a picture. */
  constructor(line: HostLine<HostToPaper, PaperToHost>, later: Schedule, save: Schedule, crop: Crop) {
    this.#line = line;
    this.#crop = crop;
    this.#pdfs = new PdfParts((source, from) => line.post({ type: 'wantPdf', source, from }));
    this.#arrival = new Arrival(
      later,
      (item) => this.#contents.add(item),
      () => {
        if (this.finding.isOpen.peek()) this.finding.look();
      },
    );
    this.#save = save;
    const state = readReaderState(line.savedState());
    this.#given = state.given;
    this.#top = state.anchor;
    this.#stand = state.stand;
    this.trail = signal(state.trail);
    this.finding = new Finding(
      {
        contents: () => this.#contents,
        top: () => this.#top,
        show: (anchor, match) => (this.wanted.value = { anchor, isGoing: false, match }),
        say: (words) => (this.spoken.value = words),
        keep: () => this.#keep(),
      },
      { isOpen: state.isFinding, words: state.search, from: state.anchor },
    );
    this.setUp = new SetUp(
      {
        contents: () => this.#contents,
        look: (anchor, match) => this.goTo(anchor, { isLook: true, ...(match === undefined ? {} : { match }) }),
        say: (words) => (this.spoken.value = words),
        keep: () => this.#keep(),
      },
      state.isSetUpOpen,
    );
    line.onMessage((message) => batch(() => this.#receive(message)));
    // The editor opens the page again by what it keeps, also where nobody has touched it.
    this.#keep();
    line.post({ type: 'ready' });
  }

  /** What is on the page. */
  get parts(): ReadonlySignal<readonly Part[]> {
    return this.#arrival.parts;
  }

  get isWhole(): ReadonlySignal<boolean> {
    return this.#arrival.isWhole;
  }

  get items(): readonly Item[] {
    return this.#contents.items;
  }

  get top(): string | undefined {
    return this.#top;
  }

  resolve(name: string): string | undefined {
    return this.#contents.resolve(name);
  }

  item(name: string): Item | undefined {
    return this.#contents.item(name);
  }

  formula(anchor: string): string | null | undefined {
    return this.#contents.formula(anchor);
  }

  label(anchor: string): string | undefined {
    return this.#contents.label(anchor);
  }

  mark(anchor: string): Signal<ShownMark | undefined> {
    return kept(this.#marks, anchor, () => undefined);
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
  goTo(name: string, how: Pick<Wanted, 'isLook' | 'match'> = {}): boolean {
    const anchor = this.resolve(name);
    if (anchor === undefined) {
      this.spoken.value = `“${name}” is not in what was read of the paper`;
      return false;
    }
    this.trail.value = gone(this.trail.peek(), this.#here);
    this.#go(anchor, how);
    return true;
  }

  step(direction: 'back' | 'forward'): void {
    const next = stepped(this.trail.peek(), direction, this.#here);
    if (next === undefined) {
      this.spoken.value = direction === 'back' ? 'There is nothing to go back to' : 'There is nothing to go forward to';
      return;
    }
    this.trail.value = next.trail;
    this.#go(next.to);
  }

  /**
   * The page stands at this node now. `target`: what was gone to, while it is still in sight; `isAtTarget`: nobody has moved on since. `stand`:
   * exactly where, to come back to.
   */
  seen(anchor: string, target: string | undefined, stand?: Stand, isAtTarget = false): void {
    this.#here = target ?? anchor;
    const told = isAtTarget && target !== undefined ? target : anchor;
    if (told !== this.#told) this.#line.post({ type: 'seen', anchor: told });
    this.#told = told;
    const isMoved = stand?.at !== this.#stand?.at || stand?.into !== this.#stand?.into;
    this.#stand = stand;
    if (anchor === this.#top && !isMoved) return;
    this.#top = anchor;
    this.#keep();
  }

  act(action: PaperAction, anchor: string, selected: string): void {
    // The same words are heard again.
    this.spoken.value = '';
    this.#line.post({ type: 'act', action, anchor, ...(selected === '' ? {} : { selected }) });
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

  /** The page has shown what was wanted. */
  shown(wanted: Wanted): void {
    if (this.wanted.peek() === wanted) this.wanted.value = undefined;
  }

  #go(anchor: string, how: Pick<Wanted, 'isLook' | 'match'> = {}): void {
    this.setUp.forget();
    this.wanted.value = { anchor, isGoing: true, ...how };
    this.#keep();
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
        this.setUp.take(message.paper);
        return;
      case 'nodes':
        this.#arrival.take(message.from, message.nodes);
        return;
      case 'marks':
        this.#mark(message.marks);
        return;
      case 'show':
        if (this.resolve(message.anchor) !== undefined) this.goTo(message.anchor);
        else this.wanted.value = { anchor: message.anchor, isGoing: true };
        return;
      case 'find':
        this.finding.open();
        return;
      case 'setUp':
        this.setUp.open();
        return;
      case 'say':
        this.spoken.value = message.text;
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
      case 'wantCrop':
        void this.#sendCrop(message.anchor);
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

  async #sendCrop(anchor: string): Promise<void> {
    const item = this.item(anchor);
    const region = item?.kind === 'node' ? item.node.region : undefined;
    if (item?.kind !== 'node' || region === undefined)
      return this.#line.post({ type: 'crop', anchor, why: 'It is no place on the page of a PDF.' });
    try {
      this.#line.post({ type: 'crop', anchor, png: await this.#crop(this, item.node.source, region) });
    } catch (error) {
      this.#line.post({ type: 'crop', anchor, why: error instanceof Error ? error.message : String(error) });
    }
  }

  #begin({ paper, marks, show }: Extract<HostToPaper, { readonly type: 'paper' }>): void {
    this.#contents = new Contents();
    this.#pictures.clear();
    this.#pdfs.clear();
    this.failure.value = undefined;
    this.finding.clear();
    this.paper.value = paper;
    this.setUp.take(paper);
    this.setUp.forget();
    this.#mark(marks);
    this.wanted.value = show === undefined ? this.#before() : { anchor: show, isGoing: true };
    this.#arrival.begin(paper);
  }

  /** As the page stood when it was left, or before the paper was read anew. */
  #before(): Wanted | undefined {
    if (this.#stand !== undefined) return { anchor: this.#stand.at, isGoing: false, into: this.#stand.into };
    return this.#top === undefined ? undefined : { anchor: this.#top, isGoing: false };
  }

  #mark(marks: Readonly<Record<string, ShownMark>>): void {
    for (const [anchor, mark] of this.#marks) if (marks[anchor] === undefined) mark.value = undefined;
    for (const [anchor, mark] of Object.entries(marks)) this.mark(anchor).value = mark;
  }

  #keep(): void {
    this.#save(() => {
      const state: ReaderState = {
        ...(this.#given === undefined ? {} : { given: this.#given }),
        ...(this.#top === undefined ? {} : { anchor: this.#top }),
        ...(this.#stand === undefined ? {} : { stand: this.#stand }),
        search: this.finding.words.peek(),
        isFinding: this.finding.isOpen.peek(),
        isSetUpOpen: this.setUp.isOpen.peek(),
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
