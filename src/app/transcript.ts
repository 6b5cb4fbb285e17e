import { basename, relative } from 'node:path';
import { describeEffect, type Effect } from '../base/effects.ts';
import type { CallId, MessageId, TurnId } from '../base/ids.ts';
import type { ToolDetail } from '../base/tool.ts';
import type { ChangedFile, ChatOp, MentionChip, NoticeAction, ToolCardState, TranscriptItem } from '../protocol/chat.ts';
import type { BodyOf, Mention, SessionEvent } from '../sessions/events.ts';

type ToolItem = Extract<TranscriptItem, { readonly kind: 'tool' }>;
type ChangesItem = Extract<TranscriptItem, { readonly kind: 'changes' }>;

const maxOutputChars = 16_000;
const maxDiffChars = 64_000;

interface FileInTurn {
  readonly path: string;
  added: number;
  removed: number;
}

/**
 * What the person sees: a fold over the session log that answers each event with the operations for the view.
 * The same events in the same order give the same items, so a reload shows what was shown before.
 */
export class Transcript {
  readonly #roots: readonly string[];
  readonly #rootNames: readonly { readonly path: RegExp; readonly name: string }[];
  readonly #items: TranscriptItem[] = [];
  readonly #indexById = new Map<string, number>();
  readonly #startedMs = new Map<CallId, number>();
  readonly #callOfApproval = new Map<string, CallId>();
  readonly #openSegment = new Map<MessageId, string>();
  readonly #segments = new Map<MessageId, string[]>();
  readonly #nameOfRun = new Map<string, string>();
  readonly #filesOfTurn = new Map<TurnId, Map<string, FileInTurn>>();
  /** What was said since the person's last message and is in no log: text to item. */
  readonly #said = new Map<string, string>();

  constructor(roots: readonly string[]) {
    this.#roots = roots;
    this.#rootNames = roots.filter((root) => root !== '/').map((root) => ({ path: nameOfRoot(root), name: basename(root) }));
  }

  get items(): readonly TranscriptItem[] {
    return this.#items;
  }

  item(id: string): TranscriptItem | undefined {
    const index = this.#indexById.get(id);
    return index === undefined ? undefined : this.#items[index];
  }

  apply(event: SessionEvent): readonly ChatOp[] {
    switch (event.type) {
      case 'turn.started':
        this.#said.clear();
        return [
          this.#add({
            kind: 'user',
            id: event.message,
            text: event.text,
            mentions: event.mentions.map((mention) => this.#chip(mention)),
            atMs: event.atMs,
          }),
        ];
      case 'response.text':
        return this.#stream(event.response, 'assistant', event.text);
      case 'response.thinking':
        return event.text === '' ? [] : this.#stream(event.response, 'thinking', event.text);
      case 'response.call':
        return [
          ...this.#closeSegment(event.response),
          this.#add({
            kind: 'tool',
            id: event.call,
            tool: event.name,
            title: event.name.replaceAll('_', ' '),
            state: 'proposed',
            output: '',
          }),
        ];
      case 'response.ended':
        return this.#closeSegment(event.response);
      case 'response.superseded':
        // What the person stopped stays as it was read; the notice behind it says that it was stopped.
        return event.code === 'cancelled' ? this.#closeSegment(event.response) : this.#supersede(event.response, event.message);
      case 'tool.proposed':
        return this.#patchTool(event.call, { title: this.shorten(event.title), ...this.#withDetail(event.detail) });
      case 'approval.asked':
        return this.#ask(event);
      case 'approval.answered': {
        const note = event.feedback === undefined ? {} : { note: event.feedback };
        return this.#settleApproval(event.approval, event.answer === 'approve' ? 'running' : 'rejected', note);
      }
      case 'approval.withdrawn':
        return this.#settleApproval(event.approval, 'abandoned', {});
      case 'tool.started':
        this.#startedMs.set(event.call, event.atMs);
        return this.#patchTool(event.call, { state: 'running' });
      case 'tool.ended':
        return this.#endTool(event);
      case 'file.changed':
        return this.#recordChange(event);
      case 'turn.ended':
        return this.#endTurn(event);
      case 'files.restored':
        return event.turns.flatMap((turn) => this.#markRestored(turn, event));
      case 'notice':
        return [this.#add({ kind: 'notice', id: event.id, level: event.level, text: event.text })];
      default:
        return [];
    }
  }

  /** Output of a call that still runs; it is not logged and lives until the call ends. */
  progress(call: CallId, text: string): readonly ChatOp[] {
    return this.#patchTool(call, { output: tail(text) });
  }

  /** Something that the log itself cannot hold, such as that it cannot be written. Said once for each message of the person. */
  notify(level: 'info' | 'warning' | 'error', text: string): readonly ChatOp[] {
    if (this.#said.has(text)) return [];
    const id = `notice.${this.#items.length}`;
    this.#said.set(text, id);
    return [this.#add({ kind: 'notice', id, level, text })];
  }

  #stream(response: MessageId, kind: 'assistant' | 'thinking', text: string): readonly ChatOp[] {
    const open = this.#openSegment.get(response);
    const item = open === undefined ? undefined : this.item(open);
    if (item?.kind === kind && item.isStreaming) {
      const index = this.#indexById.get(item.id);
      if (index !== undefined) {
        this.#items[index] = item.kind === 'assistant' ? { ...item, markdown: item.markdown + text } : { ...item, text: item.text + text };
      }
      return [{ op: 'text', id: item.id, text }];
    }
    const segments = this.#segments.get(response) ?? [];
    this.#segments.set(response, segments);
    const id = `${response}.${segments.length}`;
    segments.push(id);
    const closed = this.#closeSegment(response);
    this.#openSegment.set(response, id);
    return [
      ...closed,
      this.#add(kind === 'assistant' ? { kind, id, markdown: text, isStreaming: true } : { kind, id, text, isStreaming: true }),
    ];
  }

  #closeSegment(response: MessageId): readonly ChatOp[] {
    const id = this.#openSegment.get(response);
    if (id === undefined) return [];
    this.#openSegment.delete(response);
    const item = this.item(id);
    if (item?.kind !== 'assistant' && item?.kind !== 'thinking') return [];
    return [this.#replace({ ...item, isStreaming: false })];
  }

  #supersede(response: MessageId, why: string): readonly ChatOp[] {
    const ops = [...this.#closeSegment(response)];
    for (const id of this.#segments.get(response) ?? []) {
      const item = this.item(id);
      if (item?.kind === 'assistant') ops.push(this.#replace({ ...item, superseded: why }));
    }
    return ops;
  }

  #ask(event: BodyOf<'approval.asked'>): readonly ChatOp[] {
    this.#callOfApproval.set(event.approval, event.call);
    const { title, reason, effects, sessionScope } = event;
    const effectLines = worthSaying(effects).map((effect) => this.shorten(describeEffect(effect)));
    const scope = sessionScope === undefined ? {} : { sessionScope: this.shorten(sessionScope) };
    return this.#patchTool(event.call, {
      state: 'asked',
      title,
      approval: { id: event.approval, title, reason: this.shorten(reason), effects, effectLines, ...scope },
    });
  }

  #settleApproval(approval: string, state: ToolCardState, extra: { readonly note?: string }): readonly ChatOp[] {
    const call = this.#callOfApproval.get(approval);
    const item = call === undefined ? undefined : this.item(call);
    if (item?.kind !== 'tool') return [];
    const { approval: _answered, ...rest } = item;
    return [this.#replace({ ...rest, state, ...extra })];
  }

  #endTool(event: BodyOf<'tool.ended'> & { readonly atMs: number }): readonly ChatOp[] {
    const started = this.#startedMs.get(event.call);
    const item = this.item(event.call);
    if (item?.kind !== 'tool') return [];
    const { approval: _answered, ...rest } = item;
    if (event.detail?.kind === 'run' && event.detail.name !== undefined) this.#nameOfRun.set(event.detail.run, event.detail.name);
    return [
      this.#replace({
        ...rest,
        state: event.outcome,
        output: tail(event.content),
        title: this.shorten(rest.title),
        ...this.#withDetail(event.detail),
        ...(started === undefined ? {} : { durationMs: Math.max(0, event.atMs - started) }),
      }),
    ];
  }

  #recordChange(event: BodyOf<'file.changed'>): readonly ChatOp[] {
    const files = this.#filesOfTurn.get(event.turn) ?? new Map<string, FileInTurn>();
    this.#filesOfTurn.set(event.turn, files);
    const file = files.get(event.path) ?? { path: event.path, added: 0, removed: 0 };
    files.set(event.path, file);
    const item = this.item(event.call);
    if (item?.kind === 'tool' && item.detail?.kind === 'edit') {
      file.added += item.detail.added;
      file.removed += item.detail.removed;
    }
    return [];
  }

  #endTurn(event: BodyOf<'turn.ended'> & { readonly id: string }): readonly ChatOp[] {
    const ops: ChatOp[] = [];
    const files = this.#filesOfTurn.get(event.turn);
    if (files !== undefined) {
      const changed = [...files.values()].map(
        (file): ChangedFile => ({ path: file.path, label: this.#label(file.path), added: file.added, removed: file.removed }),
      );
      ops.push(this.#add({ kind: 'changes', id: changesId(event.turn), turn: event.turn, files: changed, isReverted: false }));
    }
    const notice = noticeOf(event);
    if (notice !== undefined) ops.push(this.#say(event.id, notice));
    return ops;
  }

  /** The turn's end may tell what was already said about the log: then that notice is it. */
  #say(id: string, notice: Notice): ChatOp {
    const said = this.#said.get(notice.text);
    return said === undefined ? this.#add({ kind: 'notice', id, ...notice }) : this.#replace({ kind: 'notice', id: said, ...notice });
  }

  #markRestored(turn: TurnId, event: BodyOf<'files.restored'>): readonly ChatOp[] {
    const item = this.item(changesId(turn));
    if (item?.kind !== 'changes') return [];
    const skipped = event.skipped.map((path) => this.#label(path)).join(', ');
    const reverted: ChangesItem = { ...item, isReverted: event.restored.length > 0 };
    return [this.#replace(skipped === '' ? reverted : { ...reverted, note: `Left alone, because changed since: ${skipped}` })];
  }

  #patchTool(call: CallId, patch: Partial<Omit<ToolItem, 'kind' | 'id'>>): readonly ChatOp[] {
    const item = this.item(call);
    return item?.kind === 'tool' ? [this.#replace({ ...item, ...patch })] : [];
  }

  #add(item: TranscriptItem): ChatOp {
    this.#indexById.set(item.id, this.#items.length);
    this.#items.push(item);
    return { op: 'add', item };
  }

  #replace(item: TranscriptItem): ChatOp {
    const index = this.#indexById.get(item.id);
    if (index !== undefined) this.#items[index] = item;
    return { op: 'replace', item };
  }

  /** Paths of this workspace and runs as the person knows them: relative, and by name. */
  shorten(text: string): string {
    let short = text;
    for (const [run, name] of this.#nameOfRun) short = short.replaceAll(run, `“${name}”`);
    for (const { path, name } of this.#rootNames)
      short = short.replace(path, (_, inside: string | undefined) => (inside === undefined ? name : ''));
    return short;
  }

  #label(path: string): string {
    const root = this.#roots.find((candidate) => path.startsWith(`${candidate}/`));
    return root === undefined ? path : relative(root, path);
  }

  #withDetail(detail: ToolDetail | undefined): { readonly detail?: ToolDetail } {
    if (detail === undefined) return {};
    const shown = bounded(detail);
    return { detail: shown.kind === 'edit' ? { ...shown, label: this.#label(shown.path) } : shown };
  }

  #chip(mention: Mention): MentionChip {
    const { kind, path, firstLine, lastLine } = mention;
    const lines = firstLine === undefined ? {} : { firstLine, ...(lastLine === undefined ? {} : { lastLine }) };
    const suffix = firstLine === undefined ? '' : `:${firstLine}${lastLine === undefined || lastLine === firstLine ? '' : `–${lastLine}`}`;
    return { kind, path, label: this.#label(path) + suffix, ...lines };
  }
}

/** Reading a file that is written anyway is no news to the person who is asked. */
function worthSaying(effects: readonly Effect[]): readonly Effect[] {
  const written = new Set(effects.flatMap((effect) => (effect.kind === 'write' ? [effect.path] : [])));
  return effects.filter((effect) => effect.kind !== 'read' || !written.has(effect.path));
}

/** The root where it stands as a whole name, with the slash behind it where something inside it follows: `/work/space2` is another folder. */
function nameOfRoot(root: string): RegExp {
  const name = root.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_./\\\\-])${name}(?:(/(?=[^\\s/”"']))|/?(?![\\p{L}\\p{N}_/-]|\\.[\\p{L}\\p{N}_]))`, 'gu');
}

function changesId(turn: TurnId): string {
  return `${turn}.changes`;
}

/** A card holds a bounded part of a result; the whole of it is in the log. */
function tail(text: string): string {
  if (text.length <= maxOutputChars) return text;
  return `… ${text.length - maxOutputChars} characters left out\n${text.slice(-maxOutputChars)}`;
}

function bounded(detail: ToolDetail): ToolDetail {
  if (detail.kind === 'edit' && detail.unified.length > maxDiffChars)
    return { ...detail, unified: `${detail.unified.slice(0, maxDiffChars)}\n… the rest of this diff is left out here\n` };
  if (detail.kind === 'shell') return { ...detail, output: tail(detail.output) };
  if (detail.kind === 'text') return { ...detail, text: tail(detail.text) };
  return detail;
}

type Notice = { readonly level: 'info' | 'warning' | 'error'; readonly text: string; readonly actions?: readonly NoticeAction[] };

function noticeOf(event: BodyOf<'turn.ended'>): Notice | undefined {
  const said = [event.message, event.hint].filter((part) => part !== undefined).join(' ');
  switch (event.end) {
    case 'done':
      return said === '' ? undefined : { level: 'info', text: said };
    case 'stopped':
      return { level: 'info', text: said === '' ? 'Stopped. Training runs that were started go on.' : said };
    case 'limit':
      return { level: 'warning', text: said };
    case 'failed':
    case 'refused':
    case 'empty':
      return { level: 'error', text: said === '' ? 'The turn failed.' : said, actions: actionsFor(event.code) };
  }
}

const tryAgain: NoticeAction = { label: 'Try again', command: 'retry' };

function actionsFor(code: string | undefined): readonly NoticeAction[] {
  switch (code) {
    case 'model-wrong-key':
    case 'no-key':
      return [{ label: 'Set API key', command: 'setKey' }, tryAgain];
    case 'model-wrong-model':
    case 'model-no-credit':
    case 'no-model':
    case 'bad-model':
      return [{ label: 'Choose a model', command: 'chooseModel' }, tryAgain];
    default:
      return [tryAgain];
  }
}
