import { batch, computed, effect, signal } from '@preact/signals';
import type {
  HostToReproduction,
  PartName,
  ReproductionToHost,
  RowChange,
  ShownEvidence,
  ShownReproduction,
  ShownRow,
} from '../../src/protocol/reproduction.ts';
import type { HostLine } from '../shared/line.ts';
import { readViewState } from './viewState.ts';

export type Notice = Extract<HostToReproduction, { readonly type: 'changed' | 'refused' }>;
export type Failure = Extract<HostToReproduction, { readonly type: 'failed' }>;

/** The tab without its page: what is shown, and what is asked of the host. */
export class Tab {
  readonly shown = signal<ShownReproduction | undefined>(undefined);
  readonly failure = signal<Failure | undefined>(undefined);
  readonly part = signal<PartName>('register');
  /** Only rows that a person has to look at. */
  readonly needsMe = signal(false);
  /** What came of the last change. */
  readonly notice = signal<Notice | undefined>(undefined);
  /** What a screen reader says next. */
  readonly spoken = signal('');
  /** The row whose value is being typed. */
  readonly editing = signal<string | undefined>(undefined);
  /** The row that is sent and not answered yet. */
  readonly waiting = signal<string | undefined>(undefined);
  readonly allRows = computed((): readonly ShownRow[] => {
    const register = this.shown.value?.register;
    return register?.kind === 'there' ? register.rows : [];
  });
  readonly rows = computed(() => (this.needsMe.value ? this.allRows.value.filter(({ needsMe }) => needsMe) : this.allRows.value));
  readonly waitingForMe = computed(() => this.allRows.value.filter(({ needsMe }) => needsMe).length);
  readonly #line: HostLine<HostToReproduction, ReproductionToHost>;
  #hasChosen = false;

  constructor(line: HostLine<HostToReproduction, ReproductionToHost>) {
    this.#line = line;
    const { folder, part, needsMe = false } = readViewState(line.savedState());
    this.needsMe.value = needsMe;
    if (part !== undefined) {
      this.part.value = part;
      this.#hasChosen = true;
    }
    effect(() => {
      const state = { ...(folder === undefined ? {} : { folder }), needsMe: this.needsMe.value };
      const chosen = this.part.value;
      line.saveState(this.#hasChosen ? { ...state, part: chosen } : state);
    });
    line.onMessage((message) => batch(() => this.#receive(message)));
    line.post({ type: 'ready' });
  }

  go(part: PartName): void {
    this.#hasChosen = true;
    this.part.value = part;
  }

  change(row: string, change: RowChange): void {
    batch(() => {
      this.waiting.value = row;
      this.notice.value = undefined;
    });
    this.#line.post({ type: 'changeRow', row, change });
  }

  open(evidence: ShownEvidence): void {
    if (evidence.kind === 'address') this.#line.post({ type: 'openAddress', address: evidence.address });
    else if (evidence.kind === 'url') this.#line.post({ type: 'openUrl', url: evidence.url });
    else this.openFile(evidence.file, evidence.line === undefined ? {} : { line: evidence.line });
  }

  openFile(file: string, at: { readonly line?: number; readonly symbol?: string } = {}): void {
    this.#line.post({ type: 'openFile', file, ...at });
  }

  openStage(stage: string, line?: number): void {
    this.#line.post({ type: 'openStage', stage, ...(line === undefined ? {} : { line }) });
  }

  say(type: 'request' | 'undo' | 'openReport' | 'copyReport'): void {
    if (type === 'copyReport') this.spoken.value = 'Copied';
    this.#line.post({ type });
  }

  #receive(message: HostToReproduction): void {
    switch (message.type) {
      case 'reproduction':
        this.failure.value = undefined;
        this.shown.value = message.shown;
        if (!this.#hasChosen) this.part.value = firstPart(message.shown);
        return;
      case 'changed':
      case 'refused':
        this.waiting.value = undefined;
        this.notice.value = message;
        this.spoken.value = message.text;
        if (message.type === 'changed') this.editing.value = undefined;
        return;
      case 'show':
        this.go(message.part);
        return;
      case 'failed':
        this.failure.value = message;
        return;
    }
  }
}

/** Where there is something to do, else what came of it. */
function firstPart({ register, plan, contracts, report }: ShownReproduction): PartName {
  if (register.kind === 'there' && register.rows.some(({ needsMe }) => needsMe)) return 'register';
  if (plan.kind === 'there' && plan.accepted.kind !== 'accepted') return 'plan';
  if (report.kind === 'there') return 'report';
  if (contracts.kind === 'there') return 'contracts';
  if (plan.kind === 'there') return 'plan';
  return register.kind === 'none' ? 'triage' : 'register';
}
