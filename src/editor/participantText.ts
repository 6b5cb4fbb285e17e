/** What `@practicum` says in the editor's own chat, as a fold over what Practicum's chat is told. No `vscode` import here. */

import type { ChatHead, ChatOp, TranscriptItem } from '../protocol/chat.ts';
import { participant } from './agentEntries.ts';

/** A piece of the answer, in the order in which it is to be shown. */
export type Said =
  | { readonly kind: 'markdown'; readonly text: string }
  | { readonly kind: 'progress'; readonly text: string }
  /** Somebody is asked: the button that leads there stands below. */
  | { readonly kind: 'asked'; readonly title: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'failed'; readonly text: string; readonly command?: 'setKey' | 'chooseModel' };

/** The message that the agent gets. A command is a beginning of it; what was written stands behind. */
export function messageOf(command: string | undefined, prompt: string): string {
  const said = prompt.trim();
  switch (command) {
    case 'runs':
      return `Look at the training runs of this workspace and say how they stand, with their exact numbers and alerts.${said === '' ? '' : ` ${said}`}`;
    case 'paper':
      return said === ''
        ? 'Read the paper that I have open or attached, and say what it does, with addresses.'
        : `Read this paper and answer with addresses: ${said}`;
    case 'reproduce':
      return said === '' ? 'Reproduce the paper that I have open or attached.' : `Reproduce this paper: ${said}`;
    default:
      return said;
  }
}

/** Whether there is nothing to send. */
export function isEmptyRequest(command: string | undefined, prompt: string): boolean {
  return prompt.trim() === '' && !participant.commands.some(({ name }) => name === command);
}

export interface TurnOutcome {
  readonly hasStartedRun: boolean;
  readonly hasChangedFiles: boolean;
  readonly hasFailed: boolean;
}

/** Follows one message from the moment it is sent: what comes before it in the same session is not its answer. */
export class FollowedTurn {
  readonly #text: string;
  readonly #sources = new Map<string, string>();
  readonly #asked = new Set<string>();
  readonly #titled = new Set<string>();
  #begun = false;
  #answered = false;
  #ended = false;
  #held = '';
  #outcome: TurnOutcome = { hasStartedRun: false, hasChangedFiles: false, hasFailed: false };

  /** `text`: as it was sent. */
  constructor(text: string) {
    this.#text = text.trim();
  }

  /** The message was taken up. */
  get hasBegun(): boolean {
    return this.#begun;
  }

  /** Its turn is over. */
  get hasEnded(): boolean {
    return this.#ended;
  }

  get outcome(): TurnOutcome {
    return this.#outcome;
  }

  take(ops: readonly ChatOp[]): readonly Said[] {
    const said = ops.flatMap((op) => this.#takeOne(op));
    return this.#ended ? [...said, ...this.#rest()] : said;
  }

  #takeOne(op: ChatOp): readonly Said[] {
    if (this.#ended) return [];
    switch (op.op) {
      case 'head':
        return this.#noteHead(op.head);
      case 'add':
        return this.#begun ? this.#item(op.item) : this.#begin(op.item);
      case 'replace':
        return this.#begun ? this.#item(op.item) : [];
      case 'text':
        return this.#begun && this.#sources.get(op.id) === 'assistant' ? this.#words(op.text) : [];
    }
  }

  #begin(item: TranscriptItem): readonly Said[] {
    this.#begun = item.kind === 'user' && item.turn !== undefined && item.text.trim() === this.#text;
    return [];
  }

  #noteHead({ status }: ChatHead): readonly Said[] {
    // Between a message and its turn nothing works yet either.
    if (this.#begun && this.#answered && status === 'idle') this.#ended = true;
    return [];
  }

  #item(item: TranscriptItem): readonly Said[] {
    this.#answered ||= item.kind !== 'user';
    switch (item.kind) {
      case 'assistant': {
        const isNew = !this.#sources.has(item.id);
        this.#sources.set(item.id, 'assistant');
        // A paragraph of its own, whatever was said before.
        return isNew ? [...this.#words(`\n\n${item.markdown}`)] : item.isStreaming ? [] : this.#rest();
      }
      case 'tool':
        return this.#tool(item);
      case 'changes':
        if (this.#titled.has(item.id) || item.files.length === 0) return [];
        this.#titled.add(item.id);
        this.#outcome = { ...this.#outcome, hasChangedFiles: true };
        return item.files.map(({ path }) => ({ kind: 'file', path }));
      case 'notice':
        if (item.level === 'info' || this.#titled.has(item.id)) return [];
        this.#titled.add(item.id);
        return item.level === 'error' ? [this.#failure(item)] : [...this.#words(`\n\n> ${oneLine(item.text)}\n\n`)];
      case 'user':
      case 'thinking':
      case 'hint':
      case 'context':
        return [];
    }
  }

  #failure({ text, actions = [] }: Extract<TranscriptItem, { readonly kind: 'notice' }>): Said {
    this.#outcome = { ...this.#outcome, hasFailed: true };
    const command = actions.map((action) => action.command).find((one) => one === 'setKey' || one === 'chooseModel');
    return { kind: 'failed', text, ...(command === 'setKey' || command === 'chooseModel' ? { command } : {}) };
  }

  #tool(item: Extract<TranscriptItem, { readonly kind: 'tool' }>): readonly Said[] {
    const said: Said[] = [];
    if (item.tool === 'start_run' && item.state === 'done') this.#outcome = { ...this.#outcome, hasStartedRun: true };
    if (item.state === 'asked' && !this.#asked.has(item.id)) {
      this.#asked.add(item.id);
      said.push({ kind: 'asked', title: oneLine(item.title) });
    }
    if (item.state === 'running' && !this.#titled.has(item.id)) {
      this.#titled.add(item.id);
      said.push({ kind: 'progress', text: oneLine(item.title) });
    }
    if (said.length > 0) said.unshift(...this.#rest());
    return said;
  }

  /**
   * No picture of a model’s making: its address would be asked for, with whatever was put into it. What looks like one becomes a link, and
   * the sign that may begin one waits for what follows it.
   */
  #words(text: string): readonly Said[] {
    const whole = this.#held + text;
    this.#held = whole.endsWith('!') ? '!' : '';
    const now = (this.#held === '' ? whole : whole.slice(0, -1)).replaceAll('![', '\\![');
    return now === '' ? [] : [{ kind: 'markdown', text: now }];
  }

  #rest(): readonly Said[] {
    const held = this.#held;
    this.#held = '';
    return held === '' ? [] : [{ kind: 'markdown', text: held }];
  }
}

/** What may be asked next. */
export function followupsOf({ hasStartedRun, hasChangedFiles, hasFailed }: TurnOutcome): readonly { prompt: string; label: string }[] {
  return [
    ...(hasFailed ? [{ prompt: 'Try that again.', label: 'Try again' }] : []),
    ...(hasStartedRun ? [{ prompt: 'Wait for the run and tell me how it ended.', label: 'Wait for the run' }] : []),
    ...(hasChangedFiles ? [{ prompt: 'Say what you changed, file by file, and why.', label: 'What changed?' }] : []),
  ];
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= 300 ? line : `${line.slice(0, 299)}…`;
}
