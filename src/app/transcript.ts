import { defined } from '../base/defined.ts';
import { describeEffect } from '../base/effects.ts';
import type { CallId, EventId, TurnId } from '../base/ids.ts';
import { sandboxChangeText } from '../base/sandboxChange.ts';
import type { ToolDetail } from '../base/tool.ts';
import type { ApprovalCard, ChangedFile, ChatOp, ToolCardState, TranscriptItem } from '../protocol/chat.ts';
import type { BodyOf, EndOfCall, Mention, SessionEvent, SessionEventType } from '../sessions/events.ts';
import { boundedDetail, boundedOutput, canCool, coldCard, type ToolItem, worthSaying } from './cards.ts';
import { untilText } from './grantWords.ts';
import { ItemList } from './itemList.ts';
import { compactedTitle, hintTitle, prunedTitle } from './loopVoice.ts';
import { ShownNames } from './shownNames.ts';
import { StreamedItems } from './streamedItems.ts';
import { TurnFiles } from './turnFiles.ts';
import { type Notice, turnNotice } from './turnNotice.ts';

type ChangesItem = Extract<TranscriptItem, { readonly kind: 'changes' }>;

/** The events that a summary can keep from. */
const beginning: ReadonlySet<SessionEventType> = new Set<SessionEventType>([
  'turn.started',
  'turn.noted',
  'instructions.read',
  'hint.given',
  'message.steered',
  'response.started',
  'context.compacted',
]);

/**
 * What the person sees: a fold over the events of a session's branch that answers each with the operations for the view.
 * The same events in the same order give the same items, so a reload shows what was shown before.
 */
export class Transcript {
  readonly #items = new ItemList();
  readonly #streamed = new StreamedItems(this.#items);
  readonly #names: ShownNames;
  readonly #startedMs = new Map<CallId, number>();
  readonly #callOfApproval = new Map<string, CallId>();
  readonly #files = new TurnFiles();
  readonly #postponed = new Set<CallId>();
  /** What was said since the person's last message and is in no log: text to item. */
  readonly #said = new Map<string, string>();
  /** Messages and items before each event that begins something: a summary says from which one on all is kept. */
  readonly #before = new Map<EventId, { readonly messages: number; readonly items: number }>();
  #messages = 0;
  #summarised = 0;

  constructor(roots: readonly string[]) {
    this.#names = new ShownNames(roots);
  }

  get items(): readonly TranscriptItem[] {
    return this.#items.all;
  }

  get names(): ShownNames {
    return this.#names;
  }

  item(id: string): TranscriptItem | undefined {
    return this.#items.get(id);
  }

  /** Paths of this workspace and runs as the person knows them: relative, and by name. */
  shorten(text: string): string {
    return this.#names.shorten(text);
  }

  apply(event: SessionEvent): readonly ChatOp[] {
    if (beginning.has(event.type)) this.#before.set(event.id, { messages: this.#messages, items: this.items.length });
    switch (event.type) {
      case 'turn.started':
        return [this.#hear(event, event.turn)];
      case 'message.steered':
        return [this.#hear(event)];
      case 'response.text':
        return this.#streamed.append(event.response, 'assistant', event.text);
      case 'response.thinking':
        return event.text === '' ? [] : this.#streamed.append(event.response, 'thinking', event.text);
      case 'response.call':
        return [...this.#streamed.close(event.response), this.#propose(event)];
      case 'response.ended':
        this.#messages += 1;
        return this.#streamed.close(event.response);
      case 'response.superseded':
        // What the person stopped stays as it was read; the notice behind it says that it was stopped.
        return event.code === 'cancelled' ? this.#streamed.close(event.response) : this.#streamed.supersede(event.response, event.message);
      case 'tool.proposed':
        return this.#showProposed(event);
      case 'approval.asked':
        return this.#ask(event);
      case 'approval.answered': {
        const note = event.feedback ?? (event.argumentsJson === undefined ? undefined : 'Changed by you before it ran.');
        // What was agreed to may have to wait for another call: it runs when it says so.
        const state = event.answer === 'approve' ? 'proposed' : 'rejected';
        return this.#settleApproval(event.approval, state, note === undefined ? {} : { note });
      }
      case 'approval.withdrawn':
        // The call may go on without an answer; if it is over, that is said next.
        return this.#settleApproval(event.approval, 'proposed', {});
      case 'approval.postponed':
        this.#postponed.add(event.call);
        return this.#patchTool(event.call, { note: 'The work goes on without it; your answer still counts.' });
      case 'call.settled':
        return this.#endTool({ ...event, type: 'tool.ended' });
      case 'tool.started':
        this.#startedMs.set(event.call, event.atMs);
        return this.#patchTool(event.call, { state: 'running', ...defined({ allowed: event.allowed?.reason }) });
      case 'tool.ended':
        this.#messages += 1;
        // Its question still waits, and so does its card.
        return this.#postponed.delete(event.call) ? [] : this.#endTool(event);
      case 'hint.given':
        return [this.#items.add({ kind: 'hint', id: event.id, title: hintTitle(event.hint), text: event.text })];
      case 'model.changed':
        return [this.#items.add(contextItem(event.id, `From here on with ${event.model}`, []))];
      case 'context.pruned':
        return [...this.#cool(event.calls), this.#items.add(contextItem(event.id, prunedTitle(event), [event.notes]))];
      case 'context.compacted':
        return this.#compact(event);
      case 'file.changed':
        this.#files.record(event);
        return [];
      case 'files.restored':
        return this.#showRestored(event);
      case 'turn.ended':
        return this.#endTurn(event);
      case 'grant.signed':
        return [
          this.#items.add({
            kind: 'notice',
            id: event.id,
            level: 'info',
            text: `You allowed unattended work until ${untilText(event.grant.endsAtMs, event.atMs)}.`,
          }),
        ];
      case 'grant.revoked':
        return [this.#items.add({ kind: 'notice', id: event.id, level: 'info', text: 'You revoked unattended work.' })];
      case 'notice':
        return [this.#items.add({ kind: 'notice', id: event.id, level: event.level, text: this.shorten(event.text) })];
      case 'sandbox.changed':
        // What a call did, its card says.
        if (event.call !== undefined) return [];
        return [this.#items.add({ kind: 'notice', id: event.id, level: 'info', text: sandboxChangeText(event) })];
      default:
        return [];
    }
  }

  /** Output of a call that still runs; it is not logged and lives until the call ends. */
  progress(call: CallId, text: string): readonly ChatOp[] {
    return this.#patchTool(call, { output: boundedOutput(text) });
  }

  /** How a call that still runs stands; the log has it once the call ends. */
  showDetail(call: CallId, detail: ToolDetail): readonly ChatOp[] {
    const item = this.item(call);
    return item?.kind === 'tool' && item.state === 'running' ? this.#patchTool(call, this.#withDetail(detail)) : [];
  }

  /** What the log was asked for: the card of a call whose output was left there. */
  warm({ call, content, detail, origin, hidden, pictures }: EndOfCall): readonly ChatOp[] {
    const item = this.item(call);
    if (item?.kind !== 'tool') return [];
    const { isCold: _noMore, ...card } = item;
    return [
      this.#items.replace({
        ...card,
        output: boundedOutput(content),
        ...this.#withDetail(detail),
        ...defined({ origin, hidden, pictures }),
      }),
    ];
  }

  /** Something that the log itself cannot hold, such as that it cannot be written. Said once for each message of the person. */
  notify(level: Notice['level'], text: string): readonly ChatOp[] {
    if (this.#said.has(text)) return [];
    const id = `notice.${this.items.length}`;
    this.#said.set(text, id);
    return [this.#items.add({ kind: 'notice', id, level, text })];
  }

  #hear(
    event: SessionEvent & { readonly message: string; readonly text: string; readonly mentions: readonly Mention[] },
    turn?: TurnId,
  ): ChatOp {
    this.#said.clear();
    this.#messages += 1;
    return this.#items.add({
      kind: 'user',
      id: event.message,
      text: event.text,
      mentions: event.mentions.map((mention) => this.#names.chip(mention)),
      atMs: event.atMs,
      ...(turn === undefined ? {} : { turn }),
    });
  }

  #propose({ call, name }: BodyOf<'response.call'>): ChatOp {
    return this.#items.add({ kind: 'tool', id: call, tool: name, title: name.replaceAll('_', ' '), state: 'proposed', output: '' });
  }

  /** What no model asked for, such as more money, has its card from here on. */
  #showProposed({ call, tool, title, detail }: BodyOf<'tool.proposed'>): readonly ChatOp[] {
    const patch = { title: this.shorten(title), ...this.#withDetail(detail) };
    if (this.item(call) !== undefined) return this.#patchTool(call, patch);
    return [this.#items.add({ kind: 'tool', id: call, tool, state: 'proposed', output: '', ...patch })];
  }

  #ask(event: BodyOf<'approval.asked'>): readonly ChatOp[] {
    this.#callOfApproval.set(event.approval, event.call);
    const { title, reason, effects, sessionScope, rule, command, script, cost, changes, code, protection, group } = event;
    const effectLines = worthSaying(effects).map((effect) => this.shorten(describeEffect(effect)));
    const card: ApprovalCard = {
      id: event.approval,
      title,
      reason: this.shorten(reason),
      effects,
      effectLines,
      ...(sessionScope === undefined ? {} : { sessionScope: this.shorten(sessionScope) }),
      ...(rule === undefined ? {} : { rule: { ...rule, text: this.shorten(rule.text) } }),
      ...defined({ command, script, cost, changes, code, protection, group }),
    };
    return this.#patchTool(event.call, { state: 'asked', title, approval: card });
  }

  #settleApproval(approval: string, state: ToolCardState, extra: { readonly note?: string }): readonly ChatOp[] {
    const call = this.#callOfApproval.get(approval);
    const item = call === undefined ? undefined : this.item(call);
    if (item?.kind !== 'tool') return [];
    const { approval: _answered, ...rest } = item;
    return [this.#items.replace({ ...rest, state: item.state === 'asked' ? state : item.state, ...extra })];
  }

  #endTool(event: BodyOf<'tool.ended'> & { readonly atMs: number }): readonly ChatOp[] {
    const item = this.item(event.call);
    if (item?.kind !== 'tool') return [];
    const { approval: _answered, ...rest } = item;
    if (event.detail?.kind === 'run' && event.detail.name !== undefined) this.#names.nameRun(event.detail.run, event.detail.name);
    const started = this.#startedMs.get(event.call);
    const ended: ToolItem = {
      ...rest,
      state: event.outcome,
      title: this.shorten(rest.title),
      output: boundedOutput(event.content),
      ...this.#withDetail(event.detail),
      ...defined({ origin: event.origin, hidden: event.hidden, pictures: event.pictures }),
      ...(started === undefined ? {} : { durationMs: Math.max(0, event.atMs - started) }),
    };
    this.#files.countLines(event.call, ended);
    return [this.#items.replace(event.isCold === true ? coldCard(ended) : ended)];
  }

  #compact(event: BodyOf<'context.compacted'> & { readonly id: EventId }): readonly ChatOp[] {
    const now = { messages: this.#messages, items: this.items.length };
    const kept = event.keepFrom === undefined ? now : this.#before.get(event.keepFrom);
    const title = compactedTitle(event, kept === undefined ? undefined : kept.messages - this.#summarised);
    if (kept !== undefined && event.summary !== '') this.#summarised = kept.messages;
    // Without a summary, what stood before still stands there.
    const left = event.summary === '' ? [] : this.items.slice(0, kept?.items ?? 0).flatMap((item) => (canCool(item) ? [item.id] : []));
    return [...this.#cool(left), this.#items.add(contextItem(event.id, title, [event.summary, event.state]))];
  }

  /** The model no longer sees them; memory need not hold them either. */
  #cool(calls: readonly string[]): readonly ChatOp[] {
    return calls.flatMap((call) => {
      const item = this.item(call);
      return canCool(item) ? [this.#items.replace(coldCard(item))] : [];
    });
  }

  #endTurn(event: BodyOf<'turn.ended'> & { readonly id: string }): readonly ChatOp[] {
    const ops: ChatOp[] = [];
    const files = this.#files.changedIn(event.turn);
    if (files.length > 0) {
      const changed = files.map(({ path, added, removed }): ChangedFile => ({ path, label: this.#names.label(path), added, removed }));
      ops.push(this.#items.add({ kind: 'changes', id: changesId(event.turn), turn: event.turn, files: changed, isReverted: false }));
    }
    // From the log, not from the model; the notice below it says why it stands there.
    if (event.account !== undefined)
      ops.push(this.#items.add({ kind: 'assistant', id: `${event.id}.account`, markdown: event.account, isStreaming: false }));
    const notice = turnNotice(event);
    if (notice !== undefined) ops.push(this.#say(event.id, notice));
    return ops;
  }

  /** The turn's end may tell what was already said about the log: then that notice is it. */
  #say(id: string, notice: Notice): ChatOp {
    const said = this.#said.get(notice.text);
    return said === undefined
      ? this.#items.add({ kind: 'notice', id, ...notice })
      : this.#items.replace({ kind: 'notice', id: said, ...notice });
  }

  /** Said at the changes of each turn; of turns that the conversation no longer consists of, in a notice. */
  #showRestored(event: BodyOf<'files.restored'> & { readonly id: string }): readonly ChatOp[] {
    const marks = event.turns.flatMap((turn) => this.#markRestored(turn, event));
    const isElsewhere = event.turns.every((turn) => !this.#files.knows(turn));
    if (marks.length > 0 || !isElsewhere) return marks;
    const parts = [
      event.restored.length === 0 ? 'No file was put back.' : `Put back as before: ${this.#names.labels(event.restored)}.`,
      ...(event.skipped.length === 0 ? [] : [`${leftAlone}: ${this.#names.labels(event.skipped)}.`]),
    ];
    return [this.#items.add({ kind: 'notice', id: event.id, level: 'info', text: parts.join(' ') })];
  }

  #markRestored(turn: TurnId, { restored, skipped }: BodyOf<'files.restored'>): readonly ChatOp[] {
    const item = this.item(changesId(turn));
    if (item?.kind !== 'changes') return [];
    const own = (paths: readonly string[]): readonly string[] => paths.filter((path) => item.files.some((file) => file.path === path));
    const reverted: ChangesItem = { ...item, isReverted: own(restored).length > 0 };
    const left = this.#names.labels(own(skipped));
    return [this.#items.replace(left === '' ? reverted : { ...reverted, note: `${leftAlone}: ${left}` })];
  }

  #patchTool(call: CallId, patch: Partial<Omit<ToolItem, 'kind' | 'id'>>): readonly ChatOp[] {
    const item = this.item(call);
    return item?.kind === 'tool' ? [this.#items.replace({ ...item, ...patch })] : [];
  }

  #withDetail(detail: ToolDetail | undefined): { readonly detail?: ToolDetail } {
    if (detail === undefined) return {};
    const shown = boundedDetail(detail);
    return { detail: shown.kind === 'edit' ? { ...shown, label: this.#names.label(shown.path) } : shown };
  }
}

const leftAlone = 'Left alone, because changed since';

function changesId(turn: TurnId): string {
  return `${turn}.changes`;
}

function contextItem(id: string, title: string, texts: readonly string[]): TranscriptItem {
  const summary = texts.filter((text) => text !== '').join('\n\n');
  return { kind: 'context', id, title, ...(summary === '' ? {} : { summary }) };
}
