import { elementOf } from './context.ts';
import type { Drawing } from './drawing.ts';
import { matchElement } from './highlight.ts';
import type { Reading, Wanted } from './reading.ts';

/** Formulas and pictures around a place come when it is seen, and push it about: it is held for so long. */
const mostFrames = 60;
const steadyFrames = 8;

/** Brings places into sight, and holds them there until all around them is drawn or the person moves on. */
export class Reveal {
  readonly #reading: Reading;
  readonly #drawing: Drawing;
  #held = 0;

  constructor(scroller: HTMLElement, reading: Reading, drawing: Drawing) {
    this.#reading = reading;
    this.#drawing = drawing;
    for (const moved of ['wheel', 'pointerdown', 'keydown', 'touchstart'])
      scroller.addEventListener(moved, () => this.release(), { passive: true });
  }

  /** False while the place is not on the page yet. */
  show({ anchor, isGoing, match }: Wanted): boolean {
    const place = elementOf(this.#reading.resolve(anchor) ?? anchor);
    if (place === null) return false;
    const part = place.closest('.part');
    if (part !== null) this.#drawing.drawNow(part);
    const target = (match === undefined ? undefined : matchElement(this.#reading, match)) ?? place;
    const block: ScrollLogicalPosition = match === undefined ? 'start' : 'center';
    this.#hold(target, block);
    if (isGoing) markTarget(place);
    return true;
  }

  release(): void {
    this.#held += 1;
  }

  #hold(target: Element, block: ScrollLogicalPosition): void {
    const held = ++this.#held;
    let [frames, steady] = [0, 0];
    let before = Number.NaN;
    const go = (): void => {
      if (held !== this.#held || !target.isConnected) return;
      target.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' });
      const { top } = target.getBoundingClientRect();
      steady = Math.abs(top - before) < 1 ? steady + 1 : 0;
      before = top;
      // What comes behind it may be what lets it reach the top.
      if (this.#reading.isWhole.peek()) frames += 1;
      if (frames === 0 || (frames < mostFrames && steady < steadyFrames)) requestAnimationFrame(go);
    };
    go();
  }
}

function markTarget(place: Element): void {
  for (const before of document.querySelectorAll('.is-target')) before.classList.remove('is-target');
  place.classList.add('is-target');
}
