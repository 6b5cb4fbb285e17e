import { effect } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../shared/icon.tsx';
import type { Schedule } from '../shared/line.ts';
import { Banner } from './banner.tsx';
import { useReading } from './context.ts';
import { Drawing } from './drawing.ts';
import type { Part } from './flow.ts';
import { markMatches } from './highlight.ts';
import { anchorOf } from './item.ts';
import { Keys } from './keys.ts';
import { ItemView } from './nodes.tsx';
import { anchorAt, bannerOf, placeOf, standOf, topPlace } from './places.ts';
import { answerPointing } from './pointing.ts';
import type { Reading } from './reading.ts';
import { Reveal } from './reveal.ts';
import { selection, textOf } from './selected.ts';
import { followWithTools, handSelection } from './tools.tsx';
import type { Stand } from './viewState.ts';

/** The paper itself, in one column that scrolls. */
export function Column({ later }: { readonly later: Schedule }) {
  const reading = useReading();
  const scroller = useRef<HTMLDivElement>(null);
  const page = useRef<Page | undefined>(undefined);
  const parts = reading.parts.value;
  const isOfPages = reading.paper.value?.sources[0]?.hasPages === true;

  useLayoutEffect(() => {
    if (scroller.current === null) return;
    page.current = new Page(scroller.current, reading, later);
    return () => page.current?.dispose();
  }, []);
  useEffect(() => page.current?.arrived(), [parts]);

  return (
    <div ref={scroller} class="scroller">
      <article class={`column ${isOfPages ? 'of-pages' : ''}`} aria-label="Paper">
        <Banner />
        {parts.map(partView)}
        {!reading.isWhole.value && (
          <p class="more">
            <Icon name="loading" spin /> <span>More of the paper is coming…</span>
          </p>
        )}
      </article>
    </div>
  );
}

const views = new WeakMap<Part, VNode>();

/** The same element for the same part: what is on the page is not compared again each time another part comes. */
function partView(part: Part): VNode {
  const before = views.get(part);
  if (before !== undefined) return before;
  const made = (
    <div key={part.index} class="part" style={{ '--lines': String(Math.round(part.lines)) }}>
      {part.items.map((item) => (
        <ItemView key={anchorOf(item) ?? item.kind} item={item} />
      ))}
    </div>
  );
  views.set(part, made);
  return made;
}

/** What the page does by itself. */
class Page {
  readonly #scroller: HTMLElement;
  readonly #reading: Reading;
  readonly #drawing: Drawing;
  readonly #reveal: Reveal;
  readonly #keys: Keys;
  readonly #ends: (() => void)[] = [];
  #watched = 0;
  #isLooking = false;
  #stand: Stand | undefined;
  #width: number;

  constructor(scroller: HTMLElement, reading: Reading, later: Schedule) {
    this.#scroller = scroller;
    this.#width = scroller.clientWidth;
    this.#reading = reading;
    this.#drawing = new Drawing(scroller, later, () => this.#markSoon());
    this.#reveal = new Reveal(scroller, reading, this.#drawing);
    this.#keys = new Keys(scroller, reading);
    this.#ends.push(
      answerPointing(document.body, reading),
      followWithTools(scroller, reading),
      effect(() => this.#drawing.tell(reading.symbols.value, scroller)),
      effect(() => {
        if (reading.wanted.value !== undefined) queueMicrotask(() => this.#show());
      }),
      effect(() => {
        reading.finding.matches.value;
        reading.finding.at.value;
        reading.setUp.told.value;
        this.#markSoon();
      }),
    );
    const wide = new ResizeObserver(() => this.#fit());
    wide.observe(scroller);
    const banner = bannerOf(scroller);
    if (banner !== null) this.#drawing.watch(banner);
    scroller.addEventListener('scroll', () => this.#look(), { passive: true });
    window.addEventListener('contextmenu', handSelection, { capture: true });
    document.addEventListener('copy', copyAsTex);
    this.#ends.push(() => {
      wide.disconnect();
      window.removeEventListener('contextmenu', handSelection, { capture: true });
      document.removeEventListener('copy', copyAsTex);
    });
  }

  dispose(): void {
    this.#drawing.dispose();
    this.#keys.dispose();
    this.#reveal.release();
    for (const end of this.#ends) end();
  }

  /** Parts are on the page that were not there before, or all are new. */
  arrived(): void {
    const parts = this.#scroller.querySelectorAll('.part');
    if (parts.length < this.#watched) this.#watched = 0;
    for (; this.#watched < parts.length; this.#watched++) {
      const part = parts[this.#watched];
      if (part !== undefined) this.#drawing.watch(part);
    }
    this.#show();
    this.#look();
  }

  #show(): void {
    const wanted = this.#reading.wanted.peek();
    if (wanted === undefined) return;
    if (this.#reveal.show(wanted)) {
      const place = document.querySelector<HTMLElement>('.node.is-target') ?? undefined;
      if (wanted.isGoing && place !== undefined) this.#keys.go(place, wanted.isLook !== true);
      this.#reading.shown(wanted);
      this.#look();
    } else if (this.#isAllHere) this.#reading.shown(wanted);
  }

  /** What came last may be known and not be on the page yet. */
  get #isAllHere(): boolean {
    return this.#reading.isWhole.peek() && this.#scroller.querySelectorAll('.part').length >= this.#reading.parts.peek().length;
  }

  /** Once per frame: what stands at the top now. */
  #look(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    requestAnimationFrame(() => {
      this.#isLooking = false;
      this.#fit();
      if (this.#reading.wanted.peek() !== undefined) return;
      const top = topPlace(this.#scroller);
      if (top === undefined) return;
      this.#keys.follow(top);
      this.#stand = standOf(this.#scroller, top);
      this.#reading.seen(anchorAt(top), targetIn(this.#scroller), this.#stand, this.#reveal.isWhereBrought);
    });
  }

  /** At another width the lines break elsewhere, and what is out of sight has another height than was thought: the place stays. */
  #fit(): void {
    const { clientWidth } = this.#scroller;
    if (clientWidth === this.#width) return;
    this.#width = clientWidth;
    if (this.#stand !== undefined && clientWidth > 0) this.#reveal.again(this.#stand);
  }

  #isMarking = false;

  #markSoon(): void {
    if (this.#isMarking) return;
    this.#isMarking = true;
    requestAnimationFrame(() => {
      this.#isMarking = false;
      markMatches(this.#reading, this.#drawing.near);
    });
  }
}

function targetIn(scroller: Element): string | undefined {
  const target = scroller.querySelector<HTMLElement>('.node.is-target');
  if (target === null) return undefined;
  const [seen, at] = [scroller.getBoundingClientRect(), target.getBoundingClientRect()];
  return at.top < seen.bottom && at.bottom > seen.top ? anchorAt(target) : undefined;
}

function copyAsTex(event: ClipboardEvent): void {
  const range = selection();
  if (range === undefined || placeOf(range.startContainer.parentElement) === undefined) return;
  event.clipboardData?.setData('text/plain', textOf(range));
  event.preventDefault();
}
