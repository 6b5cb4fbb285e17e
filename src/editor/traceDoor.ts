import * as vscode from 'vscode';
import type { DisposableList } from '../base/disposables.ts';
import { PracticumError } from '../base/errors.ts';
import { Emitter, type Event } from '../base/events.ts';
import type { EditorWindow } from './editorWindow.ts';
import type { PaperReaders } from './paperReaders.ts';
import type { Trace } from './trace.ts';

/** Between two looks for a first link. */
const restMs = 1_000;

/** The way to trace links. What finds code is loaded when a workspace has links, a text speaks of a paper, or a command needs it. */
export class TraceDoor {
  readonly #window: EditorWindow;
  readonly #owned: DisposableList;
  readonly #changed: Emitter<void>;
  #readers: PaperReaders | undefined;
  #opening: Promise<Trace> | undefined;
  #hasLinks: Promise<boolean> | undefined;
  #lookedAtMs = 0;

  constructor(window: EditorWindow, owned: DisposableList) {
    this.#window = window;
    this.#owned = owned;
    this.#changed = owned.add(new Emitter<void>());
  }

  get onDidChangeCodeLenses(): Event<void> {
    return this.#changed.event;
  }

  /** Throws where no folder is open. */
  open(): Promise<Trace> {
    this.#opening ??= this.#load();
    return this.#opening;
  }

  /** Undefined where there is nothing to show. */
  async ifNeeded(document?: vscode.TextDocument): Promise<Trace | undefined> {
    if (this.#opening !== undefined) return await this.#opening.catch(() => undefined);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (folder === undefined) return undefined;
    const pattern = new vscode.RelativePattern(folder, '.practicum/papers/*/links.json');
    this.#hasLinks ??= this.#lookForLinks(pattern);
    if (await this.#hasLinks) return await this.open();
    if (document !== undefined && /#\s*paper:/i.test(document.getText())) return await this.open();
    return document !== undefined && (await this.#haveComeUnseen(pattern)) ? await this.open() : undefined;
  }

  /** The editor's watcher misses files of folders that were made one within the other. Whoever asks for a document looks again, now and then. */
  async #haveComeUnseen(pattern: vscode.RelativePattern): Promise<boolean> {
    if (Date.now() - this.#lookedAtMs < restMs) return false;
    this.#lookedAtMs = Date.now();
    return await isThere(pattern);
  }

  /** The first link may come later: from the agent, another window, or git. */
  async #lookForLinks(pattern: vscode.RelativePattern): Promise<boolean> {
    const watcher = this.#owned.add(vscode.workspace.createFileSystemWatcher(pattern, false, true, true));
    this.#owned.add(
      watcher.onDidCreate(() => {
        this.#hasLinks = Promise.resolve(true);
        watcher.dispose();
        // What is shown asks again, and finds the links; marks in a reader that is open come with them.
        if (this.#readers !== undefined) this.attach(this.#readers);
        this.#changed.fire();
      }),
    );
    this.#lookedAtMs = Date.now();
    return await isThere(pattern);
  }

  /** The reader of papers is there: it is shown what is linked, and links learn what it reads. */
  attach(readers: PaperReaders): void {
    this.#readers = readers;
    this.ifNeeded().then(
      (trace) => trace?.attach(readers),
      (error: unknown) => this.#window.log.error(error instanceof Error ? error : String(error)),
    );
  }

  async #load(): Promise<Trace> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (folder === undefined)
      throw new PracticumError('no-folder', 'Trace links are kept in a workspace folder.', { hint: 'Open a folder first.' });
    const { Trace } = await import('./trace.ts');
    const trace = this.#owned.add(new Trace(this.#window, folder.uri));
    this.#owned.add(trace.onDidChangeCodeLenses(() => this.#changed.fire()));
    if (this.#readers !== undefined) trace.attach(this.#readers);
    await trace.links.reload();
    return trace;
  }
}

async function isThere(pattern: vscode.RelativePattern): Promise<boolean> {
  return (await vscode.workspace.findFiles(pattern, null, 1)).length > 0;
}
