import { join } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { ReproductionToHost, ReproductionViewState, ShownReproduction } from '../protocol/reproduction.ts';
import { askAuthors } from '../reproduction/register/askAuthors.ts';
import type { RegisterRow } from '../reproduction/stages/records.ts';
import type { EditorWindow } from './editorWindow.ts';
import { filesOfPaper } from './recordFiles.ts';
import { ReproductionDisk } from './reproductionDisk.ts';
import { ReproductionFeed } from './reproductionFeed.ts';
import { requestText } from './reproductionShown.ts';
import { sayError } from './sayError.ts';
import { showWhileVisible, tabOf, watchFiles } from './watchFiles.ts';
import { showPage } from './webviewPage.ts';

/** What the tabs do with what happens on one of their pages. */
export interface ReproductionOwner {
  openAddress(address: string): Promise<void>;
  openUrl(url: string): Promise<void>;
  compose(text: string): Promise<void>;
}

/** The host’s side of the tab of one reproduction. */
export class ReproductionPage implements Disposable {
  readonly panel: vscode.WebviewPanel;
  /** Of the paper, by its name. */
  readonly folder: string;
  readonly #window: EditorWindow;
  readonly #root: vscode.Uri;
  readonly #disk: ReproductionDisk;
  readonly #feed: ReproductionFeed;
  readonly #owner: ReproductionOwner;
  readonly #owned = new DisposableList();

  constructor(window: EditorWindow, panel: vscode.WebviewPanel, root: vscode.Uri, folder: string, owner: ReproductionOwner) {
    this.#window = window;
    this.panel = panel;
    this.folder = folder;
    this.#root = root;
    this.#owner = owner;
    this.#disk = new ReproductionDisk(root, folder);
    this.#feed = this.#owned.add(
      new ReproductionFeed({
        folder,
        files: this.#disk,
        config: (row) => this.#disk.config(row),
        write: (changes) => this.#disk.write(changes),
        ask: (row, shown) => draft(row, shown),
        send: (message) => void panel.webview.postMessage(message),
        onShown: ({ title }) => (panel.title = `Reproduction: ${cut(title)}`),
        onError: (error) => window.log.error(error instanceof Error ? error : String(error)),
      }),
    );
    const watch = watchFiles(window, this.#owned, {
      paths: async () => [...(await this.#stageFiles()), ...this.#planned()].map((file) => join(root.fsPath, file)),
      hints: [
        { base: this.#disk.folder, pattern: '{*.json,*.md,analysis/*.md}' },
        // Code of the plan: whether it is as it was written.
        { base: root, pattern: '**/*.{py,ipynb,yaml,yml,toml,json}', isMeant: (uri) => this.#isPlanned(uri) },
      ],
      isOnlyForShown: true,
    });
    this.#owned.add(watch.onDidChange(() => void this.#feed.refresh()));
    showWhileVisible(watch, tabOf(panel), this.#owned);
    this.#owned.add(panel.webview.onDidReceiveMessage((message: unknown) => void this.#receive(message)));
    const state: ReproductionViewState = { folder };
    showPage(panel.webview, window.asset('dist', 'webview'), { name: 'reproduction', title: 'Practicum Reproduction', state });
  }

  get shown(): ShownReproduction | undefined {
    return this.#feed.shown;
  }

  async #stageFiles(): Promise<readonly string[]> {
    const isText = (name: string): boolean => name.endsWith('.md');
    const own = await filesOfPaper(this.#root.fsPath, this.folder, (name) => name.endsWith('.json') || isText(name));
    return [...own, ...(await filesOfPaper(this.#root.fsPath, `${this.folder}/analysis`, isText))];
  }

  #planned(): readonly string[] {
    const plan = this.#feed.shown?.plan;
    return plan?.kind === 'there' ? plan.files.map(({ path }) => path) : [];
  }

  #isPlanned(uri: vscode.Uri): boolean {
    return this.#planned().includes(uri.path.slice(this.#root.path.length + 1));
  }

  async #receive(raw: unknown): Promise<void> {
    const { reproductionMessageSchema } = await import('../protocol/reproductionSchema.ts');
    const parsed = reproductionMessageSchema.safeParse(raw);
    if (!parsed.success) {
      this.#window.log.warn(`The tab of a reproduction sent a message that is not in its protocol: ${parsed.error.message}`);
      return;
    }
    try {
      await this.#act(parsed.data);
    } catch (error) {
      this.#window.log.error(error instanceof Error ? error : String(error));
      void sayError(error);
    }
  }

  async #act(message: ReproductionToHost): Promise<void> {
    switch (message.type) {
      case 'ready':
        return await this.#feed.refresh();
      case 'changeRow':
        return await this.#feed.change(message.row, message.change);
      case 'undo':
        return await this.#feed.undo();
      case 'request':
        if (this.shown !== undefined) await this.#owner.compose(requestText(this.shown));
        return;
      case 'openAddress':
        return await this.#owner.openAddress(message.address);
      case 'openUrl':
        return await this.#owner.openUrl(message.url);
      case 'openFile':
        return await this.#openFile(message);
      case 'openStage':
        return await showText(this.#disk.uriOf({ of: 'stage', file: `${message.stage}.json` }), message.line);
      case 'openReport':
        return await showText(this.#disk.uriOf({ of: 'stage', file: 'report.md' }));
      case 'copyReport':
        return await this.#copyReport();
    }
  }

  async #openFile({ file, line, symbol }: { readonly file: string; readonly line?: number; readonly symbol?: string }): Promise<void> {
    const uri = vscode.Uri.joinPath(this.#root, file);
    const isInside = uri.path.startsWith(`${this.#root.path}/`);
    if (!isInside || (await vscode.workspace.fs.stat(uri).then(undefined, () => undefined)) === undefined) {
      void vscode.window.showInformationMessage(`${file} is not there yet.`);
      return;
    }
    await showText(uri, line ?? (symbol === undefined ? undefined : await lineOf(uri, symbol)));
  }

  async #copyReport(): Promise<void> {
    const report = await this.#disk.read('report.json');
    if (report === undefined) return;
    const [{ parseStage }, { reportMarkdown }] = await Promise.all([
      import('../reproduction/stages/files.ts'),
      import('../reproduction/report/reportMarkdown.ts'),
    ]);
    await vscode.env.clipboard.writeText(reportMarkdown(parseStage('report', report)));
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

/** Beside the tab, in the column where texts are. */
async function showText(uri: vscode.Uri, line?: number): Promise<void> {
  const own = vscode.window.tabGroups.activeTabGroup.viewColumn;
  const other = vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined && viewColumn !== own);
  const selection = line === undefined ? {} : { selection: new vscode.Range(line - 1, 0, line - 1, 0) };
  await vscode.window.showTextDocument(uri, { viewColumn: other?.viewColumn ?? vscode.ViewColumn.Beside, ...selection });
}

/** From 1; undefined where the file has no such function or class. */
async function lineOf(uri: vscode.Uri, symbol: string): Promise<number | undefined> {
  const { readSource } = await import('../reproduction/trace/pythonSource.ts');
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const { symbols } = readSource(uri.path, text);
  return symbols.find(({ path }) => path.join('.') === symbol || path.join('.').endsWith(`.${symbol}`))?.line;
}

async function draft(row: RegisterRow, { title, paper }: ShownReproduction): Promise<void> {
  const { subject, body } = askAuthors({ title, id: paper ?? 'no paper' }, [row]);
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: `# ${subject}\n\n${body}` });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}

const longestTitle = 50;

function cut(title: string): string {
  return title.length <= longestTitle ? title : `${title.slice(0, longestTitle - 1).trimEnd()}…`;
}
