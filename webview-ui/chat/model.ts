import { batch, effect, signal } from '@preact/signals';
import type { ChatStatus, ChatToHost, ChatViewState, HostToChat, MentionChip } from '../../src/protocol/chat.ts';
import type { HostLine, Schedule } from '../shared/line.ts';
import { Sequence } from '../shared/sequence.ts';
import { withoutMention } from './mentionToken.ts';
import { Transcript } from './transcript.ts';
import { isExpanded, readViewState, toggled } from './viewState.ts';

/** The chat view without its page: what the host said, what the person is writing, and what goes back. */
export class ChatModel {
  readonly transcript = new Transcript();
  readonly draft = signal('');
  readonly mentions = signal<readonly MentionChip[]>([]);
  readonly expanded = signal<readonly string[]>([]);
  /** Answer to the last `findMentions`. */
  readonly candidates = signal<{ readonly query: string; readonly found: readonly MentionChip[] } | undefined>(undefined);
  /** Approvals answered here whose card the host has not yet changed. */
  readonly answered = signal<ReadonlySet<string>>(new Set());
  readonly isLoadingEarlier = signal(false);
  /** Rises when the editor asks for the keyboard. */
  readonly focusRequests = signal(0);
  /** Rises when the host put text into the draft, so that the composer moves its caret. */
  readonly composed = signal(0);
  scroll: Pick<ChatViewState, 'scrollTop' | 'anchor'>;

  readonly #line: HostLine<HostToChat, ChatToHost>;
  readonly #sequence = new Sequence();
  readonly #schedule: Schedule;
  #arrived: HostToChat[] = [];

  constructor(line: HostLine<HostToChat, ChatToHost>, schedule: Schedule) {
    this.#line = line;
    this.#schedule = schedule;
    const saved = readViewState(line.savedState());
    this.draft.value = saved.draft;
    this.mentions.value = saved.mentions;
    this.expanded.value = saved.expanded;
    this.scroll = saved.anchor === undefined ? { scrollTop: saved.scrollTop } : { scrollTop: saved.scrollTop, anchor: saved.anchor };
    effect(() => this.#save(this.draft.value, this.mentions.value, this.expanded.value));
    line.onMessage((message) => this.#receive(message));
    line.post({ type: 'ready' });
  }

  post(message: ChatToHost): void {
    this.#line.post(message);
  }

  get status(): ChatStatus {
    return this.transcript.head.value?.status ?? 'idle';
  }

  isWorking(): boolean {
    return this.status !== 'idle';
  }

  /** Sends the draft. Answers false when there is nothing to send. */
  send(): boolean {
    const text = this.draft.value.trim();
    if (text === '') return false;
    this.post({ type: 'send', text, mentions: this.mentions.value });
    batch(() => {
      this.draft.value = '';
      this.mentions.value = [];
    });
    return true;
  }

  addMention(chip: MentionChip): void {
    if (this.mentions.value.some((known) => isSameMention(known, chip))) return;
    this.mentions.value = [...this.mentions.value, chip];
  }

  removeMention(chip: MentionChip): void {
    batch(() => {
      this.mentions.value = this.mentions.value.filter((known) => known !== chip);
      this.draft.value = withoutMention(this.draft.value, chip.label);
    });
  }

  answer(approval: string, answer: 'approve' | 'reject', scope: 'call' | 'session', feedback: string): void {
    if (this.answered.value.has(approval)) return;
    this.answered.value = new Set([...this.answered.value, approval]);
    const said = feedback.trim();
    this.post(said === '' ? { type: 'answer', approval, answer, scope } : { type: 'answer', approval, answer, scope, feedback: said });
  }

  loadEarlier(): void {
    if (this.isLoadingEarlier.value || this.transcript.earlier.value === 0) return;
    this.isLoadingEarlier.value = true;
    this.post({ type: 'loadEarlier' });
  }

  isOpen(id: string, byDefault: boolean): boolean {
    return isExpanded(this.expanded.value, id, byDefault);
  }

  setOpen(id: string, isOpen: boolean): void {
    this.expanded.value = toggled(this.expanded.value, id, isOpen);
  }

  saveScroll(scroll: Pick<ChatViewState, 'scrollTop' | 'anchor'>): void {
    this.scroll = scroll;
    this.#save(this.draft.value, this.mentions.value, this.expanded.value);
  }

  /** After the page was hidden: a snapshot that was asked for may have been lost. */
  resume(): void {
    if (this.#sequence.isWaiting) this.post({ type: 'ready' });
  }

  #save(draft: string, mentions: readonly MentionChip[], expanded: readonly string[]): void {
    const state: ChatViewState = { draft, mentions, expanded, ...this.scroll };
    this.#line.saveState(state);
  }

  #receive(message: HostToChat): void {
    this.#arrived.push(message);
    if (this.#arrived.length > 1) return;
    this.#schedule(() => {
      const arrived = this.#arrived;
      this.#arrived = [];
      batch(() => this.#applyAll(arrived));
    });
  }

  #applyAll(messages: readonly HostToChat[]): void {
    let ops: Extract<HostToChat, { readonly type: 'delta' }>['ops'][number][] = [];
    const flush = () => {
      if (ops.length > 0) this.transcript.apply(ops);
      ops = [];
    };
    for (const message of messages) {
      if (message.type === 'delta') {
        const verdict = this.#sequence.delta(message.seq);
        if (verdict === 'apply') ops.push(...message.ops);
        else if (verdict === 'resync') this.post({ type: 'ready' });
        continue;
      }
      flush();
      this.#applyOther(message);
    }
    flush();
  }

  #applyOther(message: Exclude<HostToChat, { readonly type: 'delta' }>): void {
    switch (message.type) {
      case 'snapshot': {
        const session = this.transcript.session.peek();
        if (session !== undefined && session !== message.session) this.scroll = { scrollTop: 'end' };
        this.#sequence.snapshot(message.seq);
        this.transcript.show(message);
        this.answered.value = new Set();
        this.isLoadingEarlier.value = false;
        return;
      }
      case 'compose':
        this.#compose(message.text, message.mentions);
        if (message.focus) this.focusRequests.value++;
        return;
      case 'mentionCandidates':
        this.candidates.value = { query: message.query, found: message.candidates };
        return;
      case 'earlierItems':
        this.transcript.prepend(message.items, message.earlier);
        this.isLoadingEarlier.value = false;
        return;
    }
  }

  /** Adds to what is being written; never replaces it. */
  #compose(text: string, mentions: readonly MentionChip[]): void {
    for (const chip of mentions) this.addMention(chip);
    if (text !== '') {
      const draft = this.draft.value;
      const gap = draft === '' || /\s$/.test(draft) ? '' : '\n\n';
      this.draft.value = draft + gap + text;
      this.composed.value++;
    }
  }
}

export function isSameMention(a: MentionChip, b: MentionChip): boolean {
  return a.kind === b.kind && a.path === b.path && a.firstLine === b.firstLine && a.lastLine === b.lastLine;
}
