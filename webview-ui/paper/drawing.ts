import type { ShownSymbol } from '../../src/protocol/paper.ts';
import type { Schedule } from '../shared/line.ts';
import { drawFormula } from './formula.ts';
import { inSlices, sliceMs } from './slices.ts';
import { type Alphabet, lookOfSymbol, tellSymbols } from './symbols.ts';

/** Draws formulas part by part, as the parts come near what is seen. */
export class Drawing {
  readonly #near: IntersectionObserver;
  readonly #wide = new ResizeObserver((entries) => {
    for (const { target } of entries) letReach(target);
  });
  readonly #later: Schedule;
  readonly #onDrawn: (part: Element) => void;
  #waiting: Element[] = [];
  readonly #isNear = new Set<Element>();
  #isDrawing = false;
  #alphabet: Alphabet = new Map();
  #telling = 0;

  /** `onDrawn`: nothing in this part waits any more. */
  constructor(scroller: Element, later: Schedule, onDrawn: (part: Element) => void) {
    this.#later = later;
    this.#onDrawn = onDrawn;
    this.#near = new IntersectionObserver((entries) => this.#look(entries), { root: scroller, rootMargin: '100% 0px' });
  }

  watch(part: Element): void {
    this.#near.observe(part);
  }

  get near(): ReadonlySet<Element> {
    return this.#isNear;
  }

  /** Now, for what is gone to. */
  drawNow(part: Element): void {
    for (const formula of undrawn(part)) this.#draw(formula);
    this.#finish(part);
  }

  /** The symbols of the paper, which may be known later than its formulas: those that are drawn already are looked through again. */
  tell(symbols: readonly ShownSymbol[], all: Element): void {
    const telling = ++this.#telling;
    inSlices(this.#learn(symbols, all), this.#later, () => telling === this.#telling);
  }

  *#learn(symbols: readonly ShownSymbol[], all: Element): Generator<void> {
    const alphabet = new Map<string, readonly number[]>();
    for (const [index, symbol] of symbols.entries()) {
      const look = lookOfSymbol(symbol);
      if (look !== undefined) alphabet.set(look, [...(alphabet.get(look) ?? []), index]);
      yield;
    }
    this.#alphabet = alphabet;
    for (const formula of all.querySelectorAll('.formula[data-drawn]')) {
      tellSymbols(formula, alphabet);
      yield;
    }
  }

  dispose(): void {
    this.#near.disconnect();
    this.#wide.disconnect();
    this.#waiting = [];
    this.#telling += 1;
  }

  #look(entries: readonly IntersectionObserverEntry[]): void {
    const come: Element[] = [];
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) this.#isNear.delete(target);
      else if (!this.#isNear.has(target)) {
        this.#isNear.add(target);
        come.push(target);
      }
    }
    // Where the person is now comes before where they were.
    this.#waiting = [...come, ...this.#waiting.filter((part) => this.#isNear.has(part) && !come.includes(part))];
    this.#goOn();
  }

  #goOn(): void {
    if (this.#isDrawing || this.#waiting.length === 0) return;
    this.#isDrawing = true;
    this.#later(() => {
      this.#isDrawing = false;
      this.#slice();
      this.#goOn();
    });
  }

  #slice(): void {
    const end = performance.now() + sliceMs;
    for (let part = this.#waiting[0]; part !== undefined; part = this.#waiting[0]) {
      for (const formula of undrawn(part)) {
        if (performance.now() > end) return;
        this.#draw(formula);
      }
      this.#waiting.shift();
      this.#finish(part);
    }
  }

  #finish(part: Element): void {
    for (const reach of part.querySelectorAll('.sideways')) this.#wide.observe(reach);
    this.#onDrawn(part);
  }

  #draw(formula: HTMLElement): void {
    const tex = formula.dataset['tex'] ?? '';
    const why = drawFormula(formula, tex, formula.classList.contains('display'));
    formula.dataset['drawn'] = '';
    formula.style.removeProperty('min-width');
    formula.style.removeProperty('min-height');
    if (why === undefined) tellSymbols(formula, this.#alphabet);
    else showSource(formula, tex, why);
  }
}

function undrawn(part: Element): NodeListOf<HTMLElement> {
  return part.querySelectorAll<HTMLElement>('.formula:not([data-drawn])');
}

/** What cannot be drawn is shown as it is written, and says so. */
function showSource(formula: HTMLElement, tex: string, why: string): void {
  formula.classList.add('undrawn');
  formula.title = `Shown as it stands in the source: ${why}`;
  formula.removeAttribute('role');
  formula.removeAttribute('aria-label');
  const icon = document.createElement('span');
  icon.className = 'codicon codicon-code';
  icon.setAttribute('aria-hidden', 'true');
  const source = document.createElement('code');
  source.textContent = tex;
  const said = document.createElement('span');
  said.className = 'visually-hidden';
  said.textContent = ` (TeX, not drawn: ${why})`;
  formula.replaceChildren(icon, source, said);
}

/** What is wider than the page can be moved with the keyboard. */
function letReach(wide: Element): void {
  if (wide.scrollWidth > wide.clientWidth + 1) wide.setAttribute('tabindex', '0');
  else wide.removeAttribute('tabindex');
}
