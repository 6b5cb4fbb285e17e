import { elementOf } from './context.ts';
import { anchorOf } from './item.ts';
import type { Reading } from './reading.ts';
import type { Match } from './search.ts';

/** More at once would only slow the page down: the others are marked as they come near. */
const mostMarked = 500;

/** Marks what was found in the parts that are near, the one place that is gone to more strongly, and the words that are looked at. */
export function markMatches(reading: Reading, near: ReadonlySet<Element>): void {
  for (const formula of document.querySelectorAll('.formula:is(.is-found, .is-told)'))
    formula.classList.remove('is-found', 'is-current', 'is-told');
  const [all, current, told] = [new Highlight(), new Highlight(), new Highlight()];
  const at = reading.finding.at.peek();
  let marked = 0;
  for (const [index, match] of reading.finding.matches.peek().entries()) {
    const element = itemElement(reading, match);
    const part = element?.closest('.part');
    if (element === null || element === undefined || part === null || part === undefined) continue;
    if (index !== at && !near.has(part)) continue;
    if (++marked > mostMarked && index !== at) continue;
    for (const found of foundIn(element, match)) {
      if (found instanceof Range) (index === at ? current : all).add(found);
      else found.classList.add('is-found', ...(index === at ? ['is-current'] : []));
    }
  }
  for (const match of reading.setUp.told.peek()) {
    const element = itemElement(reading, match);
    for (const found of element === null || element === undefined ? [] : foundIn(element, match)) {
      if (found instanceof Range) told.add(found);
      else found.classList.add('is-told');
    }
  }
  CSS.highlights.set('told', told);
  CSS.highlights.set('found', all);
  CSS.highlights.set('found-current', current);
}

/** Where on the page a match stands; undefined while it is not there. */
export function matchElement(reading: Reading, match: Match): Element | undefined {
  const element = itemElement(reading, match);
  const [first] = element === null || element === undefined ? [] : foundIn(element, match);
  if (first === undefined) return undefined;
  return first instanceof Range ? (first.startContainer.parentElement ?? undefined) : first;
}

function itemElement(reading: Reading, { item }: Match): HTMLElement | null | undefined {
  const found = reading.items[item];
  const anchor = found === undefined ? undefined : anchorOf(found);
  return anchor === undefined ? undefined : elementOf(anchor);
}

/** The same walk as words.ts makes over the record: texts, and formulas as a whole. */
function foundIn(element: Element, { run, start, end }: Match): readonly (Range | Element)[] {
  const words = element.querySelectorAll('[data-run]')[run];
  if (words === undefined) return [];
  const found: (Range | Element)[] = [];
  let at = 0;
  for (const piece of piecesOf(words)) {
    const length = piece instanceof HTMLElement ? (piece.dataset['tex'] ?? '').length : (piece.textContent ?? '').length;
    if (at < end && at + length > start) {
      if (piece instanceof HTMLElement) found.push(piece);
      else {
        const range = document.createRange();
        range.setStart(piece, Math.max(0, start - at));
        range.setEnd(piece, Math.min(length, end - at));
        found.push(range);
      }
    }
    at += length;
  }
  return found;
}

export function piecesOf(words: Element): readonly Node[] {
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
    if (node.classList.contains('formula')) return NodeFilter.FILTER_ACCEPT;
    if (node.closest('.formula, .unread') !== null) return NodeFilter.FILTER_REJECT;
    return NodeFilter.FILTER_SKIP;
  });
  const pieces: Node[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    // Texts within a formula are its own.
    if (node instanceof Element || node.parentElement?.closest('.formula') === null) pieces.push(node);
  }
  return pieces;
}
