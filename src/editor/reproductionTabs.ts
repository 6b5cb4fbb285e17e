/** The tabs of reproductions of this window: one for each, brought back after a reload. Made when the first is opened. */
import { resolve } from 'node:path';
import * as vscode from 'vscode';
import type { Disposable } from '../base/disposables.ts';
import { PracticumError } from '../base/errors.ts';
import { parseAddress, parsePaperId } from '../papers/address.ts';
import { parseGiven } from '../papers/sources/given.ts';
import { paperFolder, papersFolder } from '../reproduction/trace/sideFile.ts';
import type { ChatView } from './chatView.ts';
import { reproductionTabType } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import type { PaperReaders } from './paperReaders.ts';
import { ReproductionDisk } from './reproductionDisk.ts';
import { type ReproductionOwner, ReproductionPage } from './reproductionPage.ts';
import { readReproduction } from './reproductionRead.ts';
import { shownReproduction } from './reproductionShown.ts';

/** Any of them says that there is a reproduction. */
const signs = '{triage,slice,spec,register,plan,report}.json';

export class ReproductionTabs implements Disposable, ReproductionOwner {
  readonly #window: EditorWindow;
  readonly #chatView: ChatView;
  readonly #papers: () => Promise<PaperReaders>;
  #pages: readonly ReproductionPage[] = [];

  constructor(window: EditorWindow, chatView: ChatView, papers: () => Promise<PaperReaders>) {
    this.#window = window;
    this.#chatView = chatView;
    this.#papers = papers;
  }

  /** `target`: an address in a paper, or the name of its folder; else the paper that is looked at, else what the person chooses. */
  async open(target: unknown): Promise<void> {
    const root = rootFolder();
    const wanted = typeof target === 'string' && target !== '' ? folderOf(target) : await this.#folderInSight();
    const all = await foldersIn(root);
    if (wanted !== undefined && all.includes(wanted)) return this.#show(root, wanted);
    if (typeof target === 'string' && target !== '')
      throw new PracticumError('no-reproduction', `There is no reproduction of ${target} in this folder.`, {
        hint: 'Ask for one in the chat: implement a section of the paper.',
      });
    const chosen = await this.#choose(root, all);
    if (chosen !== undefined) this.#show(root, chosen);
  }

  /** A tab from before the window was loaded anew. `state`: what its page kept. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const folder = typeof state === 'object' && state !== null && 'folder' in state ? state.folder : undefined;
    const [root] = vscode.workspace.workspaceFolders ?? [];
    if (root !== undefined && typeof folder === 'string' && /^[\w.-]{1,200}$/u.test(folder)) this.#fill(panel, root.uri, folder);
    // Nobody knows any more which one it was.
    else panel.dispose();
  }

  async openAddress(address: string): Promise<void> {
    await (await this.#papers()).openBeside(given(address, rootFolder()));
  }

  async openUrl(url: string): Promise<void> {
    const { openPaperLink } = await import('./paperLinks.ts');
    await openPaperLink(url, async (paper) => (await this.#papers()).openBeside(paper));
  }

  async compose(text: string): Promise<void> {
    await this.#chatView.compose({ text, mentions: [], focus: true });
  }

  async #folderInSight(): Promise<string | undefined> {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    const isReader =
      (input instanceof vscode.TabInputWebview && input.viewType.includes('practicum.paper')) ||
      (input instanceof vscode.TabInputCustom && input.viewType.includes('practicum.paper'));
    if (!isReader) return undefined;
    const paper = (await this.#papers()).page()?.read?.paper.id;
    return paper === undefined ? undefined : paperFolder(parsePaperId(paper));
  }

  async #choose(root: vscode.Uri, all: readonly string[]): Promise<string | undefined> {
    if (all.length === 0) {
      const choice = await vscode.window.showInformationMessage(
        'No reproduction has been begun in this folder. Open a paper and implement a section of it, or ask in the chat.',
        'Open Paper…',
        'Open Chat',
      );
      if (choice === 'Open Paper…') await vscode.commands.executeCommand('practicum.openPaper');
      else if (choice === 'Open Chat') await this.#chatView.reveal();
      return undefined;
    }
    const items = await Promise.all(
      all.map(async (folder) => {
        const { title, paper, next } = shownReproduction(await readReproduction(new ReproductionDisk(root, folder)), folder);
        return { label: title, description: paper ?? folder, detail: next?.words ?? '', folder };
      }),
    );
    const chosen = await vscode.window.showQuickPick(items, { title: 'Open Reproduction', matchOnDescription: true });
    return chosen?.folder;
  }

  #show(root: vscode.Uri, folder: string): void {
    const there = this.#pages.find((page) => page.folder === folder);
    if (there !== undefined) {
      there.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(reproductionTabType, 'Reproduction', vscode.ViewColumn.Active, {});
    this.#fill(panel, root, folder);
  }

  #fill(panel: vscode.WebviewPanel, root: vscode.Uri, folder: string): void {
    panel.iconPath = this.#window.asset('media', 'paper.svg');
    const page = new ReproductionPage(this.#window, panel, root, folder, this);
    this.#pages = [...this.#pages, page];
    panel.onDidDispose(() => {
      this.#pages = this.#pages.filter((other) => other !== page);
      page.dispose();
    });
  }

  dispose(): void {
    for (const page of this.#pages) page.dispose();
  }
}

function rootFolder(): vscode.Uri {
  const [root] = vscode.workspace.workspaceFolders ?? [];
  if (root === undefined)
    throw new PracticumError('no-folder', 'Reproductions are kept in a workspace folder.', { hint: 'Open a folder first.' });
  return root.uri;
}

async function foldersIn(root: vscode.Uri): Promise<readonly string[]> {
  const found = await vscode.workspace.findFiles(new vscode.RelativePattern(root, `${papersFolder}/*/${signs}`), null, 1_000);
  return [...new Set(found.flatMap(({ path }) => path.split('/').at(-2) ?? []))].toSorted();
}

function folderOf(target: string): string {
  return target.includes(':') ? paperFolder(parseAddress(target).paper) : target;
}

/** Files of papers are named from the workspace folder. */
function given(address: string, root: vscode.Uri): ReturnType<typeof parseGiven> {
  const parsed = parseGiven(address);
  return parsed.kind === 'file' ? { ...parsed, path: resolve(root.fsPath, parsed.path) } : parsed;
}
