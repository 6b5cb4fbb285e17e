import { batch, effect, signal } from '@preact/signals';
import type { ChatStatus, ChatToHost, ChatViewState, Delivery, GrantForm, HostToChat, MentionChip } from '../../src/protocol/chat.ts';
import type { HostLine, Schedule } from '../shared/line.ts';
import { Sequence } from '../shared/sequence.ts';
import { ApprovalDesk } from './approvals/approvalDesk.ts';
import { Draft } from './draft.ts';
import { type PictureDrawing, Pictures } from './images/pictures.ts';
import { SessionList } from './sessions/sessionList.ts';
import { Transcript } from './transcript.ts';
import { isExpanded, readViewState, toggled } from './viewState.ts';

/** As many as the host takes at once. */
const approvalsPerMessage = 100;

/** Without a page. */
const cannotDraw: PictureDrawing = { readyPicture: async () => undefined, thumbnailOf: async () => undefined };

/** The chat view without its page: what the host said, what the person is writing, and what goes back. */
export class ChatModel {
  readonly transcript = new Transcript();
  readonly approvals: ApprovalDesk;
  readonly draft: Draft;
  readonly sessions: SessionList;
  readonly pictures: Pictures;
  /** The message of the conversation that is being written anew. */
  readonly editing = signal<{ readonly message: string; readonly draft: Draft } | undefined>(undefined);
  readonly expanded = signal<readonly string[]>([]);
  /** Answer to the last `findMentions`. */
  readonly candidates = signal<{ readonly query: string; readonly found: readonly MentionChip[] } | undefined>(undefined);
  /** Approvals answered here whose card the host has not yet changed. */
  readonly answered = signal<ReadonlySet<string>>(new Set());
  /** The form for a new grant, while it is open. */
  readonly grantForm = signal<GrantForm | undefined>(undefined);
  readonly isLoadingEarlier = signal(false);
  /** Rises when the editor asks for the keyboard. */
  readonly focusRequests = signal(0);
  scroll: Pick<ChatViewState, 'scrollTop' | 'anchor'>;

  readonly #line: HostLine<HostToChat, ChatToHost>;
  readonly #sequence = new Sequence();
  readonly #schedule: Schedule;
  #arrived: HostToChat[] = [];

  /** Counts up with each tone that is to be heard. */
  readonly tones = signal(0);

  constructor(line: HostLine<HostToChat, ChatToHost>, schedule: Schedule, drawing: PictureDrawing = cannotDraw) {
    this.#line = line;
    this.#schedule = schedule;
    const saved = readViewState(line.savedState());
    this.draft = new Draft(saved.draft, saved.mentions);
    this.approvals = new ApprovalDesk(this.transcript, saved.answers);
    this.pictures = new Pictures((message) => line.post(message), this.draft, drawing);
    this.sessions = new SessionList((message) => line.post(message));
    this.expanded.value = saved.expanded;
    this.scroll = saved.anchor === undefined ? { scrollTop: saved.scrollTop } : { scrollTop: saved.scrollTop, anchor: saved.anchor };
    effect(() => this.#save());
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

  /** What Enter does while the agent works. */
  get delivery(): Delivery {
    return this.transcript.head.value?.delivery ?? 'queue';
  }

  /** Sends the draft; `delivery` counts while the agent works. Answers false when there is nothing to send. */
  send(delivery: Delivery = this.delivery): boolean {
    const { message } = this.draft;
    // A picture that is still being read would be missing in it.
    if (message === undefined || this.pictures.arriving.value.has(this.draft)) return false;
    this.post(this.isWorking() ? { type: 'send', ...message, delivery } : { type: 'send', ...message });
    this.draft.clear();
    return true;
  }

  edit(message: string, text: string, mentions: readonly MentionChip[]): void {
    this.editing.value = { message, draft: new Draft(text, mentions) };
  }

  /** Sends the message that was written anew. Answers false when there is nothing to send, or the agent works. */
  sendEdited(): boolean {
    const { editing } = this;
    const written = editing.value?.draft.message;
    if (editing.value === undefined || written === undefined || this.isWorking()) return false;
    if (this.pictures.arriving.value.has(editing.value.draft)) return false;
    this.post({ type: 'editMessage', message: editing.value.message, ...written });
    editing.value = undefined;
    return true;
  }

  /** The requests of one card get the same answer; those that have one already keep it. */
  answer(
    approvals: readonly string[],
    answer: 'approve' | 'reject',
    scope: 'call' | 'session' | 'rule',
    said: { readonly feedback?: string; readonly script?: string } = {},
  ): void {
    const open = approvals.filter((approval) => !this.answered.value.has(approval));
    if (open.length === 0) return;
    this.answered.value = new Set([...this.answered.value, ...open]);
    const feedback = said.feedback?.trim() ?? '';
    for (let at = 0; at < open.length; at += approvalsPerMessage) {
      this.post({
        type: 'answer',
        approvals: open.slice(at, at + approvalsPerMessage),
        answer,
        scope,
        ...(feedback === '' ? {} : { feedback }),
        ...(said.script === undefined ? {} : { script: said.script }),
      });
    }
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

  /** The keyboard goes back to the composer, where the conversation goes on. */
  closeGrantForm(): void {
    this.grantForm.value = undefined;
    this.focusRequests.value++;
  }

  saveScroll(scroll: Pick<ChatViewState, 'scrollTop' | 'anchor'>): void {
    this.scroll = scroll;
    this.#save();
  }

  /** After the page was hidden: a snapshot that was asked for may have been lost. */
  resume(): void {
    if (this.#sequence.isWaiting) this.post({ type: 'ready' });
  }

  #save(): void {
    const { draft, expanded, approvals } = this;
    const kept = { draft: draft.text.value, mentions: draft.mentions.value, expanded: expanded.value, answers: approvals.unsent };
    const state: ChatViewState = { ...kept, ...this.scroll };
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
        if (session !== undefined && session !== message.session) {
          this.scroll = { scrollTop: 'end' };
          this.approvals.clear();
          // It was for the conversation that is no longer shown.
          this.grantForm.value = undefined;
        }
        this.sessions.shown(message.session);
        if (!message.items.some(({ id }) => id === this.editing.peek()?.message)) this.editing.value = undefined;
        this.#sequence.snapshot(message.seq);
        this.transcript.show(message);
        this.answered.value = new Set();
        this.isLoadingEarlier.value = false;
        return;
      }
      case 'compose':
        this.draft.add(message.text, message.mentions);
        if (message.focus) this.#focusComposer();
        return;
      case 'mentionCandidates':
        this.candidates.value = { query: message.query, found: message.candidates };
        return;
      case 'earlierItems':
        this.transcript.prepend(message.items, message.earlier);
        this.isLoadingEarlier.value = false;
        return;
      case 'sessions':
        this.sessions.receive(message);
        return;
      case 'pictureAdded':
      case 'pictureRefused':
      case 'pictureData':
      case 'pictureGone':
      case 'sight':
        this.pictures.receive(message);
        return;
      case 'tone':
        this.tones.value++;
        return;
      case 'showSessions':
        this.grantForm.value = undefined;
        this.sessions.open();
        return;
      case 'grantForm':
        this.sessions.close();
        this.grantForm.value = message;
        return;
    }
  }

  /** The list of sessions lies over the composer. */
  #focusComposer(): void {
    this.sessions.close();
    this.grantForm.value = undefined;
    this.focusRequests.value++;
  }
}
