import { cardId, pointed } from './card.tsx';
import { lookedAt } from './pageLook.tsx';
import { pointOf } from './places.ts';
import type { Reading } from './reading.ts';

/** Somebody who only moves across is not answered. */
const restMs = 250;
/** Time to move the pointer from the word to its card. */
const leaveMs = 200;

/** Cards for what the pointer rests on and for what has the keyboard. */
export function answerPointing(page: HTMLElement, reading: Reading): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (wait: number, work: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(work, wait);
  };
  const listeners = new AbortController();
  const { signal } = listeners;

  page.addEventListener(
    'pointerover',
    ({ target }) => {
      const point = pointOf(target);
      if (point !== undefined) soon(restMs, () => show(point));
      else if (isOnCard(target)) clearTimeout(timer);
      else if (pointed.peek() !== undefined && pointed.peek() !== document.activeElement) soon(leaveMs, hideCard);
      else clearTimeout(timer);
    },
    { signal },
  );
  page.addEventListener('pointerleave', () => soon(leaveMs, hideCard), { signal });
  page.addEventListener(
    'focusin',
    ({ target }) => {
      const point = pointOf(target);
      if (point?.matches(':focus-visible')) show(point);
      else if (!isOnCard(target)) hideCard();
    },
    { signal },
  );
  page.addEventListener(
    'click',
    (event) => {
      const point = pointOf(event.target);
      if (point === undefined || event.button !== 0) return;
      if (window.getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      follow(point, reading);
    },
    { signal },
  );
  return () => {
    clearTimeout(timer);
    listeners.abort();
  };
}

export function show(point: HTMLElement): void {
  pointed.value = point;
}

/** True where there was one. */
export function hideCard(): boolean {
  const was = pointed.peek() !== undefined;
  pointed.value = undefined;
  return was;
}

function isOnCard(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`#${cardId}`) !== null;
}

/** Goes where a point points to. */
export function follow(point: HTMLElement, reading: Reading): void {
  hideCard();
  const { symbol, point: kind } = point.dataset;
  const to = point.dataset['to']?.split('\n') ?? [];
  const [first] = to;
  if (kind === 'page') lookAtPage(to, reading);
  else if (symbol !== undefined) {
    const explained = reading.symbols.peek()[Number(symbol.split(' ')[0])];
    if (explained !== undefined) reading.goTo(explained.anchor);
  } else if (first === undefined) return;
  else if (kind === 'link') reading.openLink(first);
  else if (kind === 'paper') reading.openPaper(first);
  else reading.goTo(to.find((anchor) => reading.resolve(anchor) !== undefined) ?? first);
}

function lookAtPage([anchor = '']: readonly string[], reading: Reading): void {
  const item = reading.item(anchor);
  if (item?.kind === 'node') lookedAt.value = item.node;
}

/** From one point of a place to the next with the keyboard: symbols in formulas can have no focus of their own. */
export function stepPoint(place: HTMLElement, by: 1 | -1, reading: Reading): boolean {
  const points = [...place.querySelectorAll<HTMLElement>('.point')];
  if (points.length === 0) return false;
  const at = points.findIndex((point) => point.classList.contains('is-pointed'));
  const next = points[at < 0 ? (by === 1 ? 0 : points.length - 1) : (at + by + points.length) % points.length];
  if (next === undefined) return false;
  hideCard();
  next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  next.classList.add('is-pointed');
  show(next);
  requestAnimationFrame(() => {
    reading.spoken.value = cardWords();
  });
  return true;
}

export function steppedPoint(place: HTMLElement): HTMLElement | undefined {
  return place.querySelector<HTMLElement>('.is-pointed') ?? undefined;
}

function cardWords(): string {
  const card = document.getElementById(cardId)?.cloneNode(true);
  if (!(card instanceof HTMLElement)) return '';
  for (const formula of card.querySelectorAll<HTMLElement>('.formula')) formula.replaceChildren(formula.dataset['tex'] ?? '');
  return card.textContent ?? '';
}
