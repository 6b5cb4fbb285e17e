import * as vscode from 'vscode';
import type { Workbench } from '../app/api.ts';
import type { OpenBench } from '../app/bench.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { Cancelled } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import { StandingToasts } from './standingToasts.ts';

export interface WindowOrigin {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly sinceMs: number;
}

/** The first chart is drawn by then. */
const conversationsMs = 3000;

/** Both load much, so they are called on first use. */
export interface Openers {
  readonly bench: (window: EditorWindow) => Promise<OpenBench>;
  readonly workbench: (window: EditorWindow, bench: OpenBench) => Promise<Workbench>;
}

/**
 * What every part of the editor side is handed: the extension's context, its log, and the workbench, which is opened on first use
 * and not before, because it loads everything that is heavy.
 */
export class EditorWindow implements Disposable {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  /** When the extension was activated in this window. */
  readonly sinceMs: number;
  /** All that ask for something which may be answered elsewhere. */
  readonly toasts = new StandingToasts(() => void vscode.commands.executeCommand('notifications.hideToasts'));
  readonly #open: Openers;
  readonly #onDidOpen = new Emitter<Workbench>();
  readonly #onDidOpenBench = new Emitter<OpenBench>();
  readonly #owned = new DisposableList();
  readonly #mayHaveWritten = this.#owned.add(new Emitter<void>());
  #opening: Promise<Workbench> | undefined;
  #opened: Workbench | undefined;
  #bench: Promise<OpenBench> | undefined;
  #openedBench: OpenBench | undefined;

  constructor({ context, log, sinceMs }: WindowOrigin, open: Openers) {
    this.context = context;
    this.log = log;
    this.sinceMs = sinceMs;
    this.#open = open;
    const wrote = (): void => this.noteWritten();
    const { workspace } = vscode;
    for (const written of [workspace.onDidCreateFiles, workspace.onDidDeleteFiles, workspace.onDidRenameFiles])
      this.#owned.add(written(wrote));
    this.#owned.add(workspace.onDidSaveTextDocument(wrote));
    // Whoever comes back may have written elsewhere.
    this.#owned.add(vscode.window.onDidChangeWindowState(wrote));
  }

  /** Files may have been written: by the agent, in an editor, or elsewhere while a conversation worked or the window was left. */
  readonly onMayHaveWritten = this.#mayHaveWritten.event;

  noteWritten(): void {
    this.#mayHaveWritten.fire();
  }

  /** Fires once, when the workbench is there; at once (in a microtask) for a late listener. */
  onDidOpen(listener: (workbench: Workbench) => void): Disposable {
    const opened = this.#opened;
    if (opened !== undefined) queueMicrotask(() => listener(opened));
    return this.#onDidOpen.event(listener);
  }

  get opened(): Workbench | undefined {
    return this.#opened;
  }

  /** Fires once, when the bench is there; at once (in a microtask) for a late listener. */
  onDidOpenBench(listener: (bench: OpenBench) => void): Disposable {
    const opened = this.#openedBench;
    if (opened !== undefined) queueMicrotask(() => listener(opened));
    return this.#onDidOpenBench.event(listener);
  }

  /** The runs without the conversations, which are there later: the window before may still hold them. */
  bench(): Promise<OpenBench> {
    this.#bench ??= this.#openBench().catch((error: unknown) => {
      this.#bench = undefined;
      throw error;
    });
    return this.#bench;
  }

  async #openBench(): Promise<OpenBench> {
    const bench = await this.#open.bench(this);
    this.#owned.add(bench);
    if (this.#owned.isDisposed) throw new Cancelled('The window closed.');
    this.#openedBench = bench;
    this.#onDidOpenBench.fire(bench);
    this.#openConversationsSoon();
    return bench;
  }

  /** Approvals, alerts and what follows runs on hosts hang on the workbench; what is drawn first does not wait for it. */
  #openConversationsSoon(): void {
    setTimeout(() => {
      if (this.#owned.isDisposed) return;
      this.workbench().catch((error: unknown) => this.log.error(error instanceof Error ? error : String(error)));
    }, conversationsMs);
  }

  /** Opens the workbench, or answers the one that is open. After a failure the next call tries again. */
  workbench(): Promise<Workbench> {
    this.#opening ??= this.#openOnce().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #openOnce(): Promise<Workbench> {
    const workbench = await this.#open.workbench(this, await this.bench());
    this.#owned.add(workbench);
    if (this.#owned.isDisposed) throw new Cancelled('The window closed.');
    this.#opened = workbench;
    this.#owned.add(workbench.chat.sessions.onDidChange(() => this.noteWritten()));
    this.#onDidOpen.fire(workbench);
    return workbench;
  }

  /** A path inside the extension. */
  asset(...segments: string[]): vscode.Uri {
    return vscode.Uri.joinPath(this.context.extensionUri, ...segments);
  }

  /** The window closes: what is still in memory is written down, and another window may have the session. */
  async close(): Promise<void> {
    await this.#opened?.close();
    this.dispose();
  }

  dispose(): void {
    this.#onDidOpen.dispose();
    this.#onDidOpenBench.dispose();
    this.#owned.dispose();
  }
}
