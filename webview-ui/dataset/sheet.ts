import { batch, computed, signal } from '@preact/signals';
import type { DatasetToHost, HostToDataset, ShownAudit, ShownCell, ShownColumn, ShownCount, ShownRow } from '../../src/protocol/dataset.ts';
import type { HostLine } from '../shared/line.ts';

export const rowsPerPage = 100;
export const tabs = ['rows', 'columns', 'findings'] as const;
export type Tab = (typeof tabs)[number];

export type DataHead = Extract<HostToDataset, { readonly type: 'data' }>;

export type AuditState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly text: string }
  | { readonly kind: 'done'; readonly audit: ShownAudit }
  | { readonly kind: 'failed'; readonly text: string };

/** The preview without its page: what is shown, and what is asked of the host. */
export class Sheet {
  readonly head = signal<DataHead | undefined>(undefined);
  readonly tab = signal<Tab>('rows');
  readonly split = signal('');
  /** The first row of the page that is shown or asked for. */
  readonly from = signal(0);
  readonly columns = signal<readonly ShownColumn[]>([]);
  readonly rows = signal<readonly ShownRow[]>([]);
  readonly total = signal<ShownCount | undefined>(undefined);
  readonly isLoading = signal(true);
  /** The row whose cells are shown whole. */
  readonly open = signal<number | undefined>(undefined);
  readonly audit = signal<AuditState>({ kind: 'none' });
  readonly failure = signal<string | undefined>(undefined);
  /** What a screen reader says next. */
  readonly spoken = signal('');
  /** Whole cells and pictures by place. */
  readonly cells = signal<ReadonlyMap<string, ShownCell>>(new Map());
  readonly images = signal<ReadonlyMap<string, string | null>>(new Map());
  readonly openRow = computed(() => this.rows.value.find(({ index }) => index === this.open.value));
  readonly lastRow = computed(() => this.from.value + this.rows.value.length - 1);
  readonly hasNext = computed(() => {
    const total = this.total.value;
    return this.rows.value.length === rowsPerPage && (total === undefined || this.from.value + rowsPerPage < total.rows);
  });
  readonly #line: HostLine<HostToDataset, DatasetToHost>;
  readonly #asked = new Set<string>();
  #request = 0;
  #toOpen: number | undefined;

  constructor(line: HostLine<HostToDataset, DatasetToHost>) {
    this.#line = line;
    line.onMessage((message) => batch(() => this.#receive(message)));
    line.post({ type: 'ready' });
  }

  chooseConfig(config: string): void {
    batch(() => {
      this.#forget();
      this.audit.value = { kind: 'none' };
      this.isLoading.value = true;
    });
    this.#line.post({ type: 'wantConfig', config });
  }

  chooseSplit(split: string): void {
    if (split !== this.split.peek()) this.show(split, 0);
  }

  /** The page of this row. */
  goTo(row: number): void {
    const last = this.total.peek()?.rows;
    const within = Math.max(0, last === undefined ? row : Math.min(row, Math.max(0, last - 1)));
    this.#toOpen = within;
    this.show(this.split.peek(), within - (within % rowsPerPage));
  }

  nextPage(step: 1 | -1): void {
    this.show(this.split.peek(), Math.max(0, this.from.peek() + step * rowsPerPage));
  }

  show(split: string, from: number): void {
    batch(() => {
      if (split !== this.split.peek()) {
        this.#forget();
        this.split.value = split;
      }
      this.from.value = from;
      this.open.value = undefined;
      this.isLoading.value = true;
      this.failure.value = undefined;
    });
    this.#request += 1;
    this.#line.post({ type: 'wantRows', asked: this.#request, split, from });
  }

  /** From a finding to its row. */
  jump(split: string, row: number): void {
    this.tab.value = 'rows';
    this.#toOpen = row;
    this.show(split, row - (row % rowsPerPage));
  }

  toggle(row: number): void {
    this.open.value = this.open.peek() === row ? undefined : row;
  }

  /** The row above or below the open one. */
  step(by: 1 | -1): void {
    const rows = this.rows.peek();
    const at = rows.findIndex(({ index }) => index === this.open.peek());
    const next = rows[at + by];
    if (next !== undefined) this.open.value = next.index;
  }

  wholeCell(row: number, column: string): void {
    this.#askOnce({ type: 'wantCell', split: this.split.peek(), row, column });
  }

  image(row: number, column: string): void {
    this.#askOnce({ type: 'wantImage', split: this.split.peek(), row, column });
  }

  runAudit(): void {
    this.audit.value = { kind: 'running', text: 'Looking at the rows…' };
    this.#line.post({ type: 'wantAudit' });
  }

  stopAudit(): void {
    this.audit.value = { kind: 'none' };
    this.#line.post({ type: 'stopAudit' });
  }

  copy(text: string): void {
    this.#line.post({ type: 'copy', text });
    this.spoken.value = 'Copied';
  }

  #askOnce(message: Extract<DatasetToHost, { readonly type: 'wantCell' | 'wantImage' }>): void {
    const key = `${message.type} ${placeKey(message.split, message.row, message.column)}`;
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    this.#line.post(message);
  }

  #forget(): void {
    this.rows.value = [];
    this.columns.value = [];
    this.total.value = undefined;
    this.cells.value = new Map();
    this.images.value = new Map();
    this.#asked.clear();
  }

  #receive(message: HostToDataset): void {
    switch (message.type) {
      case 'data':
        this.#takeHead(message);
        return;
      case 'rows':
        if (message.asked === this.#request) this.#takeRows(message);
        return;
      case 'cell':
        this.cells.value = new Map(this.cells.peek()).set(placeKey(message.split, message.row, message.column), message.cell);
        return;
      case 'image':
        this.images.value = new Map(this.images.peek()).set(placeKey(message.split, message.row, message.column), message.url ?? null);
        return;
      case 'auditing':
        if (this.audit.peek().kind === 'running') this.audit.value = { kind: 'running', text: message.text };
        return;
      case 'audit':
        this.audit.value = { kind: 'done', audit: message.audit };
        this.spoken.value = `The audit is done: ${message.audit.findings.length} findings`;
        return;
      case 'failed':
        this.#fail(message);
        return;
    }
  }

  #takeHead(head: DataHead): void {
    this.head.value = head;
    const [first] = head.splits;
    if (first === undefined) this.isLoading.value = false;
    else this.show(first.name, 0);
  }

  #takeRows({ rows, columns, total, from }: Extract<HostToDataset, { readonly type: 'rows' }>): void {
    this.rows.value = rows;
    this.columns.value = columns;
    this.total.value = total;
    this.isLoading.value = false;
    this.spoken.value = rows.length === 0 ? 'No rows' : `Rows ${from} to ${from + rows.length - 1}`;
    const wanted = this.#toOpen;
    this.#toOpen = undefined;
    if (wanted !== undefined && rows.some(({ index }) => index === wanted)) this.open.value = wanted;
  }

  #fail({ about, text }: Extract<HostToDataset, { readonly type: 'failed' }>): void {
    this.isLoading.value = false;
    if (about === 'audit') this.audit.value = { kind: 'failed', text };
    else this.failure.value = text;
  }
}

export function placeKey(split: string, row: number, column: string): string {
  return `${row} ${split.length} ${split} ${column}`;
}
