import * as vscode from 'vscode';
import type { Workbench } from '../app/api.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { Cancelled } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import { StandingToasts } from './standingToasts.ts';

export interface WindowOrigin {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly sinceMs: number;
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
  readonly #open: (window: EditorWindow) => Promise<Workbench>;
  readonly #onDidOpen = new Emitter<Workbench>();
  readonly #owned = new DisposableList();
  #opening: Promise<Workbench> | undefined;
  #opened: Workbench | undefined;

  constructor({ context, log, sinceMs }: WindowOrigin, open: (window: EditorWindow) => Promise<Workbench>) {
    this.context = context;
    this.log = log;
    this.sinceMs = sinceMs;
    this.#open = open;
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

  /** Opens the workbench, or answers the one that is open. After a failure the next call tries again. */
  workbench(): Promise<Workbench> {
    this.#opening ??= this.#openOnce().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #openOnce(): Promise<Workbench> {
    const workbench = await this.#open(this);
    this.#owned.add(workbench);
    if (this.#owned.isDisposed) throw new Cancelled('The window closed.');
    this.#opened = workbench;
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
    this.#owned.dispose();
  }
}
