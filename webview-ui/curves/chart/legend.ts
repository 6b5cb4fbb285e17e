import type { Theme } from '../theme.ts';

/** One line of the legend. */
export interface LegendRow {
  readonly key: string;
  readonly color: number;
  readonly name: string;
  readonly value: string;
  /** Quieter, behind the value. */
  readonly detail: string;
  /** Its line is the one that the pointer is on. */
  readonly isPointed?: boolean;
}

interface RowElements {
  readonly item: HTMLLIElement;
  readonly line: SVGLineElement;
  readonly name: HTMLSpanElement;
  readonly value: HTMLSpanElement;
  readonly detail: HTMLSpanElement;
  shown: LegendRow | undefined;
  order: number;
}

/** So many are listed before somebody asks for the others. */
export const firstLegendRows = 10;

/**
 * The names and values under a chart. It is written to in every frame while the pointer moves, so it changes only the text that
 * changed; rows keep their place in the document and are put in order by style.
 */
export class Legend {
  readonly #list: HTMLElement;
  readonly #rows = new Map<string, RowElements>();
  readonly #more = document.createElement('li');
  readonly #toggle = document.createElement('button');
  #theme: Theme | undefined;
  #isOpen = false;
  #told: readonly LegendRow[] = [];

  constructor(list: HTMLElement) {
    this.#list = list;
    this.#more.className = 'legend-more';
    this.#more.append(this.#toggle);
    this.#toggle.type = 'button';
    this.#toggle.addEventListener('click', () => {
      this.#isOpen = !this.#isOpen;
      if (this.#theme !== undefined) this.update(this.#told, this.#theme);
    });
  }

  update(rows: readonly LegendRow[], theme: Theme): void {
    const isSameTheme = theme === this.#theme;
    this.#theme = theme;
    this.#told = rows;
    const seen = this.#isOpen ? rows : rows.slice(0, firstLegendRows);
    const keys = new Set(seen.map((row) => row.key));
    for (const [key, elements] of this.#rows) {
      if (keys.has(key)) continue;
      elements.item.remove();
      this.#rows.delete(key);
    }
    for (const [order, row] of seen.entries()) this.#write(row, order, isSameTheme);
    this.#list.classList.toggle('is-open', this.#isOpen);
    this.#offerMore(rows.length - firstLegendRows);
  }

  #offerMore(others: number): void {
    if (others <= 0) {
      this.#more.remove();
      return;
    }
    const words = this.#isOpen ? 'fewer' : `and ${others} more`;
    if (this.#toggle.textContent !== words) this.#toggle.textContent = words;
    this.#toggle.ariaExpanded = String(this.#isOpen);
    // Behind all rows, however many come.
    this.#more.style.order = '100000';
    if (this.#more.parentNode === null) this.#list.append(this.#more);
  }

  #write(row: LegendRow, order: number, isSameTheme: boolean): void {
    const elements = this.#rows.get(row.key) ?? this.#make(row.key);
    const { shown } = elements;
    if (shown?.name !== row.name) {
      elements.name.textContent = row.name;
      elements.name.title = row.name;
    }
    if (shown?.value !== row.value) elements.value.textContent = row.value;
    if (shown?.isPointed !== row.isPointed) elements.item.classList.toggle('is-pointed', row.isPointed === true);
    if (shown?.detail !== row.detail) elements.detail.textContent = row.detail;
    if (shown?.color !== row.color || !isSameTheme) {
      elements.line.setAttribute('stroke', this.#theme?.color(row.color) ?? 'gray');
      elements.line.setAttribute('stroke-dasharray', this.#theme?.dash(row.color).join(' ') ?? '');
    }
    if (elements.order !== order) elements.item.style.order = String(order);
    elements.order = order;
    elements.shown = row;
  }

  #make(key: string): RowElements {
    const item = document.createElement('li');
    item.className = 'legend-row';
    item.dataset['run'] = key;
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('class', 'swatch');
    svg.setAttribute('width', '16');
    svg.setAttribute('height', '8');
    svg.setAttribute('aria-hidden', 'true');
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
    for (const [name, value] of Object.entries({ x1: '0', y1: '4', x2: '16', y2: '4', 'stroke-width': '2.5' }))
      line.setAttribute(name, value);
    svg.append(line);
    const [name, value, detail] = [spanOf('legend-name'), spanOf('legend-value'), spanOf('legend-detail')];
    item.append(svg, name, value, detail);
    this.#list.append(item);
    const elements: RowElements = { item, line, name, value, detail, shown: undefined, order: -1 };
    this.#rows.set(key, elements);
    return elements;
  }
}

function spanOf(kind: string): HTMLSpanElement {
  const span = document.createElement('span');
  span.className = kind;
  return span;
}
