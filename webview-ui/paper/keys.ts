import { neighbour, placeOf, topPlace } from './places.ts';
import { follow, hideCard, stepPoint, steppedPoint } from './pointing.ts';
import type { Reading } from './reading.ts';

/** The keyboard within the paper: one place has it at a time, and Tab leads into its links. */
export class Keys {
  readonly #scroller: HTMLElement;
  readonly #reading: Reading;
  readonly #listeners = new AbortController();
  #current: HTMLElement | undefined;
  /** The editor’s menu was opened by key: what the browser adds is the same once more. */
  #isMenuKey = false;

  constructor(scroller: HTMLElement, reading: Reading) {
    this.#scroller = scroller;
    this.#reading = reading;
    const { signal } = this.#listeners;
    scroller.addEventListener('keydown', (event) => this.#press(event), { signal });
    scroller.addEventListener('focusin', ({ target }) => this.#rove(placeOf(target)), { signal });
    // Before the editor, which has meanings of its own for some of these keys and does not look whether they are taken.
    window.addEventListener('keydown', (event) => this.#pressAnywhere(event), { signal, capture: true });
    window.addEventListener('keyup', () => setTimeout(() => (this.#isMenuKey = false)), { signal });
    window.addEventListener('contextmenu', (event) => this.#dropSecond(event), { signal, capture: true });
  }

  dispose(): void {
    this.#listeners.abort();
  }

  /** Tab leads to what is seen, where the keyboard is elsewhere. */
  follow(place: HTMLElement): void {
    if (!this.#scroller.contains(document.activeElement)) this.#rove(place);
  }

  /** `isTaking`: the keyboard goes there at once, not only with the next Tab. */
  go(place: HTMLElement, isTaking = true): void {
    this.#rove(place);
    if (isTaking) place.focus({ preventScroll: true });
  }

  #rove(place: HTMLElement | undefined): void {
    if (place === undefined || place === this.#current) return;
    if (this.#current !== undefined) this.#current.tabIndex = -1;
    this.#current = place;
    place.tabIndex = 0;
  }

  #pressAnywhere(event: KeyboardEvent): void {
    const { key } = event;
    const isFind = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key.toLowerCase() === 'f';
    const isStep = event.altKey && !event.ctrlKey && !event.metaKey && !isField(event.target);
    if (isFind) this.#reading.finding.open();
    else if (isStep && key === 'ArrowLeft') this.#reading.step('back');
    else if (isStep && key === 'ArrowRight') this.#reading.step('forward');
    else if (document.activeElement === document.body && isMove(key) && !hasModifier(event)) this.#begin(event);
    else if (key !== 'Escape' || !hideCard()) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The first key of a page that nobody has touched. */
  #begin({ key }: KeyboardEvent): void {
    const place = this.#current ?? topPlace(this.#scroller);
    if (place !== undefined) this.go(place);
    const page = this.#scroller.clientHeight * 0.9;
    if (key === 'PageDown' || key === ' ') this.#scroller.scrollBy(0, page);
    else if (key === 'PageUp') this.#scroller.scrollBy(0, -page);
  }

  #press(event: KeyboardEvent): void {
    const place = placeOf(event.target);
    if (place === undefined || event.defaultPrevented || isField(event.target)) return;
    const { key } = event;
    if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) this.#openMenu(place);
    else if (hasModifier(event)) return;
    else if (key === 'ArrowDown' || key === 'j') {
      if (!this.#move(place, 1)) return;
    } else if (key === 'ArrowUp' || key === 'k') {
      if (!this.#move(place, -1)) return;
    } else if (event.target !== place) {
      if (key !== 'Enter' || !(event.target instanceof HTMLElement) || !event.target.classList.contains('point')) return;
      follow(event.target, this.#reading);
    } else if (key === 'ArrowRight' || key === 'ArrowLeft') {
      if (!stepPoint(place, key === 'ArrowRight' ? 1 : -1, this.#reading)) return;
    } else if (key === 'Enter') {
      const point = steppedPoint(place);
      if (point === undefined) this.#openMenu(place);
      else follow(point, this.#reading);
    } else return;
    event.preventDefault();
  }

  /** What is longer than the view is scrolled through first. */
  #move(place: HTMLElement, by: 1 | -1): boolean {
    const [seen, at] = [this.#scroller.getBoundingClientRect(), place.getBoundingClientRect()];
    const isMore = by === 1 ? at.bottom > seen.bottom + 4 : at.top < seen.top - 4;
    const isSeen = at.bottom > seen.top && at.top < seen.bottom;
    if (isMore && isSeen && at.height > seen.height * 0.8) return false;
    const next = neighbour(place, by);
    if (next === undefined) return false;
    hideCard();
    this.go(next);
    next.scrollIntoView({ block: 'nearest' });
    return true;
  }

  /** The editor’s own menu for this place. */
  #openMenu(place: HTMLElement): void {
    this.#isMenuKey = true;
    const { left, top, height } = place.getBoundingClientRect();
    const clientY = Math.max(top, this.#scroller.getBoundingClientRect().top) + Math.min(20, height);
    place.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: left + 40, clientY }));
  }

  #dropSecond(event: MouseEvent): void {
    if (!event.isTrusted || !this.#isMenuKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement;
}

function hasModifier({ ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return ctrlKey || altKey || metaKey || shiftKey;
}

function isMove(key: string): boolean {
  return ['ArrowDown', 'ArrowUp', 'j', 'k', 'PageDown', 'PageUp', ' '].includes(key);
}
