import { elementOf } from './context.ts';
import type { Drawing } from './drawing.ts';
import { matchElement } from './highlight.ts';
import { bannerOf } from './places.ts';
import type { Reading, Wanted } from './reading.ts';
import type { Stand } from './viewState.ts';

/** Formulas, their fonts and pictures around a place come when it is seen, and push it about: it is held for so long. */
const mostFrames = 300;
const steadyFrames = 30;

type Hold = { readonly target: Element } & ({ readonly block: ScrollLogicalPosition } | { readonly into: number });

/** Brings places into sight, and holds them there until all around them is drawn or the person moves on. */
export class Reveal {
  readonly #reading: Reading;
  readonly #drawing: Drawing;
  readonly #scroller: HTMLElement;
  #holding: Hold | undefined;
  #isWhereBrought = false;

  constructor(scroller: HTMLElement, reading: Reading, drawing: Drawing) {
    this.#scroller = scroller;
    this.#reading = reading;
    this.#drawing = drawing;
    for (const moved of ['wheel', 'pointerdown', 'keydown', 'touchstart'])
      scroller.addEventListener(moved, () => this.#leave(), { passive: true });
  }

  /** The page stands where it was brought, and nobody has moved it since. */
  get isWhereBrought(): boolean {
    return this.#isWhereBrought;
  }

  /** False while the place is not on the page yet. */
  show({ anchor, isGoing, match, into }: Wanted): boolean {
    const place = anchor === '' ? bannerOf(this.#scroller) : elementOf(this.#reading.resolve(anchor) ?? anchor);
    if (place === null) return false;
    const part = place.closest('.part');
    if (part !== null) this.#drawing.drawNow(part);
    const target = (match === undefined ? undefined : matchElement(this.#reading, match)) ?? place;
    this.#hold({ target, ...(into === undefined ? { block: match === undefined ? 'start' : 'center' } : { into }) });
    this.#isWhereBrought = isGoing;
    if (isGoing) markTarget(place);
    return true;
  }

  /** The page has another width: what was being held is held on, otherwise the place where it stood. */
  again({ at, into }: Stand): void {
    if (this.#holding === undefined) this.show({ anchor: at, isGoing: false, into });
    else this.#hold(this.#holding);
  }

  #leave(): void {
    this.#isWhereBrought = false;
    this.release();
  }

  release(): void {
    this.#holding = undefined;
  }

  #hold({ ...hold }: Hold): void {
    this.#holding = hold;
    let [frames, steady] = [0, 0];
    let before = Number.NaN;
    const go = (): void => {
      if (hold !== this.#holding || !hold.target.isConnected) return;
      this.#bring(hold);
      const { top } = hold.target.getBoundingClientRect();
      steady = Math.abs(top - before) < 1 && document.fonts.status === 'loaded' ? steady + 1 : 0;
      before = top;
      // What comes behind it may be what lets it reach the top.
      if (this.#reading.isWhole.peek()) frames += 1;
      if (frames === 0 || (frames < mostFrames && steady < steadyFrames)) requestAnimationFrame(go);
      else this.release();
    };
    go();
  }

  #bring(hold: Hold): void {
    if ('block' in hold) hold.target.scrollIntoView({ block: hold.block, inline: 'nearest', behavior: 'instant' });
    else {
      const { top, height } = hold.target.getBoundingClientRect();
      this.#scroller.scrollTop += top + hold.into * height - this.#scroller.getBoundingClientRect().top;
    }
  }
}

/** What is gone to, and the node that it is a part of: a line of an algorithm. */
function markTarget(place: Element): void {
  for (const before of document.querySelectorAll('.is-target')) before.classList.remove('is-target');
  place.classList.add('is-target');
  place.closest('.node')?.classList.add('is-target');
}
