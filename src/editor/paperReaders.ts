import { dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { describeError, PracticumError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import { addressIn } from '../papers/address.ts';
import type { Paper } from '../papers/document.ts';
import { type Given, givenText, parseGiven } from '../papers/sources/given.ts';
import type { MentionChip } from '../protocol/chat.ts';
import type { PaperAction } from '../protocol/paper.ts';
import type { ChatView } from './chatView.ts';
import { type CommandId, contextKeys, paperEditorType, paperTabType } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import { actOnPaper, openCodeOf } from './paperActions.ts';
import { openPaperLink } from './paperLinks.ts';
import { PaperMarks } from './paperMarks.ts';
import { PaperOutline } from './paperOutline.ts';
import { namesOfFiles, type PageOwner, type PaperDeed, PaperPage, sourceUriOf } from './paperPage.ts';
import type { PaperPart } from './paperPart.ts';
import { sayError } from './sayError.ts';
import type { Shown } from './watchFiles.ts';

/** A message waits no longer for the picture of a figure. */
const figureMs = 10_000;

/** All papers that are open in this window. Made when the first is opened. */
export class PaperReaders implements Disposable, PageOwner, Shown {
  readonly paperMarks = new PaperMarks();
  readonly #window: EditorWindow;
  readonly #chatView: ChatView;
  readonly #outline: PaperOutline;
  /** Where to begin in files whose editors are about to open. */
  readonly #wanted = new Map<string, string>();
  readonly #didRead = new Emitter<Paper>();
  readonly #owned = new DisposableList();
  readonly #visibleChanged = this.#owned.add(new Emitter<void>());
  readonly onDidChangeVisible = this.#visibleChanged.event;
  /** The one that was looked at last comes last. */
  #pages: readonly PaperPage[] = [];
  #isFollowing = false;

  constructor(window: EditorWindow, chatView: ChatView) {
    this.#window = window;
    this.#chatView = chatView;
    this.#owned.add(this.paperMarks);
    this.#outline = this.#owned.add(new PaperOutline(window.context.workspaceState, (paper) => this.marks(paper)));
    this.#owned.add(this.paperMarks.onDidChange(() => this.#tellMarks()));
  }

  /** One of them is seen. */
  get isVisible(): boolean {
    return this.#pages.some(({ panel }) => panel.visible);
  }

  /** A paper, each time when more of it was read. */
  readonly onDidRead = this.#didRead.event;

  /** A tab for it, or the one that is there already. */
  async open(given: Given, beside = false, column = beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active): Promise<void> {
    const there = beside ? undefined : this.#pages.find((page) => isSame(page, given));
    if (there !== undefined) {
      there.panel.reveal();
      if (given.anchor !== undefined) there.feed.show(given.anchor);
      return;
    }
    const panel = vscode.window.createWebviewPanel(paperTabType, givenText(given), column, {});
    this.#fillTab(panel, given);
  }

  /** Beside what has the keyboard, or where it is open already. */
  async openBeside(given: Given): Promise<void> {
    const { anchor, ...whole } = given;
    const there = this.#pages.findLast((page) => isSame(page, whole));
    if (there !== undefined) {
      there.panel.reveal();
      if (anchor !== undefined) there.feed.show(anchor);
    } else if (given.kind === 'file') await this.openFile(vscode.Uri.file(given.path), true, anchor);
    else await this.open(given, true);
  }

  /** A file whose editor this is. */
  fillEditor(uri: vscode.Uri, panel: vscode.WebviewPanel): void {
    const anchor = this.#wanted.get(uri.fsPath);
    this.#wanted.delete(uri.fsPath);
    this.#fill(panel, { kind: 'file', path: uri.fsPath, ...(anchor === undefined ? {} : { anchor }) });
  }

  /** Somebody went to a place in a paper as to a definition: the reader shows it in the place of the editor that came for it. */
  async handOn(uri: vscode.Uri, panel: vscode.WebviewPanel): Promise<void> {
    const { viewColumn } = panel;
    try {
      const [root] = vscode.workspace.workspaceFolders ?? [];
      const parsed = parseGiven(uri.query);
      if (parsed.kind !== 'file') await this.open(parsed, false, viewColumn);
      else await this.openFile(vscode.Uri.file(resolve(root?.uri.fsPath ?? '.', parsed.path)), false, parsed.anchor);
    } catch (error) {
      void sayError(error);
    }
    panel.dispose();
    // An editor that was left before it was ready stays as a tab.
    const isLeft = ({ input }: vscode.Tab): boolean => input instanceof vscode.TabInputCustom && input.uri.scheme === uri.scheme;
    const left = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isLeft));
    if (left.length > 0) await vscode.window.tabGroups.close(left, true);
  }

  /** In an editor of its own, which the editor itself brings back. */
  async openFile(uri: vscode.Uri, beside: boolean, anchor?: string): Promise<void> {
    if (anchor !== undefined) this.#wanted.set(uri.fsPath, anchor);
    try {
      await vscode.commands.executeCommand('vscode.openWith', uri, paperEditorType, beside ? vscode.ViewColumn.Beside : undefined);
    } catch (error) {
      this.#wanted.delete(uri.fsPath);
      throw error;
    }
    const there = this.#pages.find(({ given, panel }) => panel.active && given.kind === 'file' && given.path === uri.fsPath);
    // A new editor takes it when it is filled, which may be later than this.
    if (anchor === undefined || there === undefined || !this.#wanted.delete(uri.fsPath)) return;
    there.feed.show(anchor);
  }

  /** The paper that is open and made of this file among others; with the name that its places have for it. */
  paperWith(file: string): { readonly given: Given; readonly name: string } | undefined {
    for (const { given, read } of this.#pages.toReversed()) {
      if (given.kind !== 'file' || given.path === file || read === undefined) continue;
      const name = partName(given.path, read.paper, file);
      if (name !== undefined) return { given, name };
    }
    return undefined;
  }

  /** A tab from before the window was loaded anew. `state`: what its page kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const given = givenIn(state);
    if (given !== undefined) this.#fillTab(panel, given);
    // Nobody knows any more which paper it was.
    else panel.dispose();
  }

  /** The one that the person looks at; with `paper`, one that shows it. */
  page(paper?: string): PaperPage | undefined {
    const pages = paper === undefined ? this.#pages : this.#pages.filter(({ read }) => read?.paper.id === paper);
    return pages.findLast(({ panel }) => panel.active) ?? pages.at(-1);
  }

  async act(page: PaperPage, message: PaperDeed): Promise<void> {
    try {
      await this.#act(page, message);
    } catch (error) {
      this.#window.log.error(error instanceof Error ? error : String(error));
      void sayError(error);
    }
  }

  async #act(page: PaperPage, message: PaperDeed): Promise<void> {
    switch (message.type) {
      case 'seen':
        if (this.page() === page) this.#outline.follow(message.anchor);
        return;
      case 'act':
        return await this.actOn(message.action, this.#part(page, message.anchor, message.selected));
      case 'openLink':
        return await openPaperLink(message.href, (given) => this.open(given));
      case 'openPaper':
        return await this.open(parseGiven(message.address));
      case 'openCode':
        return await this.#openMark(page, message.anchor);
    }
  }

  async #openMark({ read }: PaperPage, anchor: string): Promise<void> {
    if (read === undefined) return;
    const { paper } = read;
    if (this.marks(paper)[anchor]?.opens === 'reproduction')
      await vscode.commands.executeCommand('practicum.openReproduction' satisfies CommandId, addressIn(paper.id, anchor));
    else await openCodeOf(this.paperMarks.codeOf(paper.id, anchor, paper));
  }

  async actOn(action: PaperAction, part: PaperPart): Promise<void> {
    const isForChat = action === 'implement' || action === 'explain';
    const say = (text: string): void => this.page(part.read.paper.id)?.feed.tell({ type: 'say', text });
    await actOnPaper(action, part, this.#chatView, say, isForChat ? await this.#figuresOf(part) : []);
  }

  async #figuresOf(part: PaperPart): Promise<readonly MentionChip[]> {
    const page = this.page(part.read.paper.id);
    if (page === undefined) return [];
    const stopped = AbortSignal.timeout(figureMs);
    try {
      const [{ cropChips, figureChips }, { chat }] = [await import('./paperFigures.ts'), await this.#window.workbench()];
      const figures = await figureChips(part, await page.ways(), chat, stopped);
      return [...figures, ...(await cropChips(part, (anchor) => page.crop(anchor, stopped), chat))];
    } catch (error) {
      this.#window.log.warn(`Pictures of ${part.anchor} could not be attached. ${describeError(error)}`);
      return [];
    }
  }

  /** A part of the paper that is looked at: what a menu hands over, or where the person is in it. */
  partOf(target: unknown): PaperPart | undefined {
    const context = contextIn(target);
    const page = this.page(context?.paper);
    const anchor = context?.anchor ?? page?.seen;
    return page === undefined || anchor === undefined ? undefined : this.#part(page, anchor, context?.selected);
  }

  #part({ read, given }: PaperPage, anchor: string, selected?: string): PaperPart {
    if (read === undefined)
      throw new PracticumError('paper-unread', `${givenText(given)} is not read yet.`, { hint: 'Wait until it is shown.' });
    return { read, anchor, ...(selected === undefined || selected === '' ? {} : { selected }) };
  }

  async openSource(): Promise<void> {
    const page = this.page();
    const { host } = await this.#window.workbench();
    const uri = page?.read === undefined ? undefined : sourceUriOf(page.read, page.given, host.roots);
    if (uri === undefined)
      throw new PracticumError('paper-no-source', 'It is not known where this paper lies.', {
        hint: 'Open it by its address or as a file.',
      });
    if (uri.scheme !== 'file') await vscode.env.openExternal(uri);
    else await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
  }

  /** A row of the outline was chosen. */
  async showRow(row: unknown): Promise<void> {
    const context = contextIn(row);
    if (context !== undefined) this.#outline.go(context.anchor);
  }

  tell(type: 'find' | 'setUp' | 'back' | 'forward'): void {
    this.page()?.feed.tell({ type });
  }

  marks(paper: Paper): ReturnType<PaperMarks['marksOf']> {
    return this.paperMarks.marksOf(paper.id, paper);
  }

  didRead(page: PaperPage): void {
    const { read } = page;
    if (read === undefined) return;
    // An editor of a file is called as the file is.
    if (page.panel.viewType.endsWith(paperTabType) && read.paper.title !== '') page.panel.title = cut(read.paper.title);
    if (this.page() === page) this.#showOutline();
    this.#didRead.fire(read.paper);
    this.#followStages();
  }

  /** What reads them is loaded once a paper is there. */
  #followStages(): void {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (folder === undefined || this.#isFollowing) return;
    this.#isFollowing = true;
    import('./stageMarks.ts').then(
      ({ StageMarks }) => this.#owned.add(new StageMarks(this.#window, folder.uri, this.paperMarks, this)),
      (error: unknown) => this.#window.log.error(error instanceof Error ? error : String(error)),
    );
  }

  #fillTab(panel: vscode.WebviewPanel, given: Given): void {
    panel.iconPath = this.#window.asset('media', 'paper.svg');
    this.#fill(panel, given);
  }

  #fill(panel: vscode.WebviewPanel, given: Given): void {
    const page = new PaperPage(this.#window, panel, given, this);
    this.#pages = [...this.#pages, page];
    this.#visibleChanged.fire();
    panel.onDidChangeViewState(() => {
      this.#visibleChanged.fire();
      if (!panel.active) return;
      this.#pages = [...this.#pages.filter((other) => other !== page), page];
      this.#showOutline();
    });
    panel.onDidDispose(() => {
      this.#pages = this.#pages.filter((other) => other !== page);
      page.dispose();
      this.#visibleChanged.fire();
      this.#showOutline();
    });
    this.#showOutline();
  }

  #showOutline(): void {
    void vscode.commands.executeCommand('setContext', contextKeys.hasPaper, this.#pages.length > 0);
    const page = this.page();
    this.#outline.show(page?.read?.paper, page?.seen, (anchor) => {
      page?.panel.reveal();
      page?.feed.show(anchor);
    });
  }

  #tellMarks(): void {
    for (const { feed, read } of this.#pages) if (read !== undefined) feed.tell({ type: 'marks', marks: this.marks(read.paper) });
    this.#showOutline();
  }

  dispose(): void {
    this.#didRead.dispose();
    this.#owned.dispose();
    for (const page of this.#pages) page.dispose();
  }
}

/** What the places of a paper call a file that is a part of it. */
function partName(main: string, paper: Paper, file: string): string | undefined {
  return namesOfFiles(paper).find((name) => resolve(dirname(main), name) === file);
}

function isSame({ given, read }: PaperPage, other: Given): boolean {
  const name = givenText(other);
  return (given.kind === other.kind && givenText(given) === name) || (other.kind === 'paper' && read?.paper.id === name);
}

function givenIn(state: unknown): Given | undefined {
  if (typeof state !== 'object' || state === null || !('given' in state) || typeof state.given !== 'string') return undefined;
  try {
    return parseGiven(state.given);
  } catch (error) {
    void vscode.window.showWarningMessage(`Practicum: ${describeError(error)}`);
    return undefined;
  }
}

/** What the editor’s own menu hands over of `data-vscode-context`, or a row of the outline. */
function contextIn(target: unknown): { readonly anchor: string; readonly paper?: string; readonly selected?: string } | undefined {
  if (typeof target !== 'object' || target === null || !('anchor' in target) || typeof target.anchor !== 'string') return undefined;
  return {
    anchor: target.anchor,
    ...('paper' in target && typeof target.paper === 'string' ? { paper: target.paper } : {}),
    ...('selected' in target && typeof target.selected === 'string' ? { selected: target.selected } : {}),
  };
}

const longestTitle = 60;

function cut(title: string): string {
  return title.length <= longestTitle ? title : `${title.slice(0, longestTitle - 1).trimEnd()}…`;
}
