import { join } from 'node:path';
import * as vscode from 'vscode';
import { DisposableList } from '../base/disposables.ts';
import { PracticumError } from '../base/errors.ts';
import { Emitter, type Event } from '../base/events.ts';
import { linksFileName, papersFolder } from '../reproduction/stages/names.ts';
import type { EditorWindow } from './editorWindow.ts';
import type { FilesWatch } from './filesWatch.ts';
import type { PaperReaders } from './paperReaders.ts';
import { filesOfPapers } from './recordFiles.ts';
import type { Trace } from './trace.ts';
import { shownCode, showWhileVisible, watchFiles } from './watchFiles.ts';

/** The way to trace links. What finds code is loaded when a workspace has links, a text speaks of a paper, or a command needs it. */
export class TraceDoor {
  readonly #window: EditorWindow;
  readonly #owned: DisposableList;
  readonly #changed: Emitter<void>;
  #readers: PaperReaders | undefined;
  #opening: Promise<Trace> | undefined;
  /** For a first link: from the agent, another window, or git. */
  #first: FilesWatch | undefined;
  readonly #untilFirst = new DisposableList();
  #hasLinks = false;

  constructor(window: EditorWindow, owned: DisposableList) {
    this.#window = window;
    this.#owned = owned;
    this.#changed = owned.add(new Emitter<void>());
    owned.add(this.#untilFirst);
  }

  get onDidChangeCodeLenses(): Event<void> {
    return this.#changed.event;
  }

  /** Throws where no folder is open. */
  open(): Promise<Trace> {
    this.#opening ??= this.#load().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  /** Undefined where there is nothing to show. */
  async ifNeeded(document?: vscode.TextDocument): Promise<Trace | undefined> {
    if (this.#opening !== undefined) {
      const trace = await this.#opening.catch(() => undefined);
      if (document !== undefined) await trace?.ask();
      return trace;
    }
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (folder === undefined) return undefined;
    this.#first ??= this.#watchForFirst(folder.uri);
    await this.#first.ask();
    const isNeeded = this.#hasLinks || (document !== undefined && /#\s*paper:/i.test(document.getText()));
    return isNeeded ? await this.open() : undefined;
  }

  #watchForFirst(root: vscode.Uri): FilesWatch {
    const watch = watchFiles(this.#window, this.#untilFirst, {
      paths: async () => (await filesOfPapers(root.fsPath, (name) => name === linksFileName)).map((file) => join(root.fsPath, file)),
      hints: [{ base: root, pattern: `${papersFolder}/*/${linksFileName}` }],
    });
    this.#untilFirst.add(
      watch.onDidChange(() => {
        this.#hasLinks = true;
        this.#untilFirst.dispose();
        // What is shown asks again, and finds the links; marks in a reader that is open come with them.
        if (this.#readers !== undefined) this.attach(this.#readers);
        this.#changed.fire();
      }),
    );
    showWhileVisible(watch, shownCode, this.#untilFirst);
    if (this.#readers !== undefined) showWhileVisible(watch, this.#readers, this.#untilFirst);
    return watch;
  }

  /** The reader of papers is there: it is shown what is linked, and links learn what it reads. */
  attach(readers: PaperReaders): void {
    if (this.#readers === undefined && this.#first !== undefined) showWhileVisible(this.#first, readers, this.#untilFirst);
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
    await trace.ask();
    this.#untilFirst.dispose();
    return trace;
  }
}
