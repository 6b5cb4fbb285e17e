/** Where things stand on the page. */
import type { Stand } from './viewState.ts';

export function placeOf(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>('.node') ?? undefined) : undefined;
}

export function pointOf(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>('.point') ?? undefined) : undefined;
}

export function anchorAt(place: HTMLElement): string {
  return place.dataset['anchor'] ?? '';
}

/** What is gone to stands this far below the top: what ends there is not seen any more. */
const aboveTop = 12;

/** The first of what can be gone to whose end is still seen. Parts and places stand below each other, so halves are left out at each step. */
export function topPlace(scroller: Element): HTMLElement | undefined {
  const top = scroller.getBoundingClientRect().top + aboveTop;
  const part = firstBelow(scroller.querySelectorAll('.part'), top);
  return part === undefined ? undefined : firstBelow(part.querySelectorAll<HTMLElement>('.node[data-anchor]'), top);
}

/** Where the page stands, so that it can be brought back at another width: not in pixels. */
export function standOf(scroller: Element, top: HTMLElement): Stand {
  const banner = bannerOf(scroller);
  const line = scroller.getBoundingClientRect().top;
  const isAbove = banner !== null && banner.getBoundingClientRect().bottom > line + aboveTop;
  const place = isAbove ? banner : top;
  const at = place.getBoundingClientRect();
  return { at: isAbove ? '' : anchorAt(top), into: at.height === 0 ? 0 : (line - at.top) / at.height };
}

export function bannerOf(scroller: Element): HTMLElement | null {
  return scroller.querySelector<HTMLElement>('.banner');
}

function firstBelow<Found extends Element>(all: NodeListOf<Found>, top: number): Found | undefined {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = all[middle];
    if (at !== undefined && at.getBoundingClientRect().bottom > top) high = middle;
    else low = middle + 1;
  }
  return all[low];
}

/** The place before or behind another one; all of them are on the page already, or will be. */
export function neighbour(place: HTMLElement, by: 1 | -1): HTMLElement | undefined {
  const part = place.closest('.part');
  const siblings = [...(part?.querySelectorAll<HTMLElement>('.node[data-anchor]') ?? [])];
  const next = siblings[siblings.indexOf(place) + by];
  if (next !== undefined) return next;
  let other = by === 1 ? part?.nextElementSibling : part?.previousElementSibling;
  while (other instanceof HTMLElement && other.classList.contains('part')) {
    const within = other.querySelectorAll<HTMLElement>('.node[data-anchor]');
    const found = within[by === 1 ? 0 : within.length - 1];
    if (found !== undefined) return found;
    other = by === 1 ? other.nextElementSibling : other.previousElementSibling;
  }
  return undefined;
}
