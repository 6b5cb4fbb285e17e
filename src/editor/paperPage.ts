import { basename, dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import { personalPapers } from '../app/papersDoor.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { visibleLine } from '../base/visibleLine.ts';
import { parsePaperId } from '../papers/address.ts';
import type { ReadPaper } from '../papers/parsePaper.ts';
import { type Given, givenText } from '../papers/sources/given.ts';
import type { HostToPaper, PaperToHost, PaperViewState } from '../protocol/paper.ts';
import type { EditorWindow } from './editorWindow.ts';
import type { ChangedFile } from './filesWatch.ts';
import { PaperFeed, type PaperFeedParts, type PaperQuestion } from './paperFeed.ts';
import { paperFiles, readPictureBeside } from './paperFiles.ts';
import { pdfOf } from './paperPdf.ts';
import { pictureOf } from './paperPictures.ts';
import { showWhileVisible, tabOf, watchFiles } from './watchFiles.ts';
import { showPage } from './webviewPage.ts';

export type PaperDeed = Exclude<PaperToHost, { readonly type: PaperQuestion['type'] | 'crop' }>;

/** What the readers do with what happens on one of their pages. */
export interface PageOwner {
  marks(paper: ReadPaper['paper']): ReturnType<PaperFeedParts['marks']>;
  didRead(page: PaperPage): void;
  act(page: PaperPage, message: PaperDeed): Promise<void>;
}

/** The host’s side of one page of the reader. */
export class PaperPage implements Disposable {
  readonly given: Given;
  readonly panel: vscode.WebviewPanel;
  readonly feed: PaperFeed;
  readonly #window: EditorWindow;
  readonly #owner: PageOwner;
  readonly #owned = new DisposableList();
  /** Who waits for a picture, by anchor. */
  readonly #crops = new Map<string, (bytes?: Uint8Array) => void>();
  #seen: string | undefined;

  constructor(window: EditorWindow, panel: vscode.WebviewPanel, given: Given, owner: PageOwner) {
    this.#window = window;
    this.panel = panel;
    this.given = given;
    this.#owner = owner;
    this.feed = this.#owned.add(
      new PaperFeed(
        {
          name: givenText(given),
          open: async ({ isFresh, signal, onPaper }) => await openGiven(window, given, { isFresh, signal, onPaper }),
          picture: async (paper, anchor, index, signal) => await pictureOf(paper, anchor, index, await this.ways(), signal),
          pdf: async (paper, source) => await pdfOf(paper, source, await this.ways()),
          marks: (paper) => owner.marks(paper),
          send: (message) => void panel.webview.postMessage(message),
          onRead: () => owner.didRead(this),
          onError: (error) => window.log.error(error instanceof Error ? error : String(error)),
          onNowhere: (wanted, { title }) =>
            void vscode.window.showWarningMessage(
              `There is no “${visibleLine(wanted.slice(0, 80))}” in “${visibleLine(title.slice(0, 80))}”. Its sections are in the outline.`,
            ),
        },
        given.anchor,
      ),
    );
    this.#owned.add(panel.webview.onDidReceiveMessage((message: unknown) => void this.#receive(message)));
    if (given.kind === 'file') this.#follow(given.path);
    const state: PaperViewState = { given: givenText(given) };
    showPage(panel.webview, window.asset('dist', 'webview'), { name: 'paper', title: 'Practicum Paper', state });
  }

  /** Programs write files, too: a PDF comes anew from LaTeX. */
  #follow(file: string): void {
    const sinceMs = Date.now();
    const known = new Set<string>();
    const folder = vscode.Uri.file(dirname(file));
    const watch = watchFiles(this.#window, this.#owned, {
      paths: () => [file, ...(this.read === undefined ? [] : namesOfFiles(this.read.paper)).map((name) => resolve(dirname(file), name))],
      hints: [{ base: folder, pattern: basename(file) }],
      isOnlyForShown: true,
    });
    this.#owned.add(
      watch.onDidChange((changed) => {
        // What was only looked at for the first time has been read already; what is gone may be about to be written.
        const isNew = ({ path, writtenMs = 0 }: ChangedFile): boolean => writtenMs > (known.has(path) ? 0 : sinceMs);
        const isOther = changed.some(isNew);
        for (const { path } of changed) known.add(path);
        if (isOther) this.feed.refresh().catch((error: unknown) => this.#window.log.error(error instanceof Error ? error : String(error)));
      }),
    );
    showWhileVisible(watch, tabOf(this.panel), this.#owned);
  }

  /** The node that stands at the top of what is seen. */
  get seen(): string | undefined {
    return this.#seen;
  }

  get read(): ReadPaper | undefined {
    return this.feed.read;
  }

  /** Where the pictures of its figures are. */
  async ways(): Promise<Parameters<typeof pictureOf>[3]> {
    const { host } = await this.#window.workbench();
    const papers = personalPapers(host, this.given.kind === 'url' ? this.given.url : undefined);
    const file = this.given.kind === 'file' ? absoluteOf(this.given.path, host.roots) : undefined;
    return {
      kept: (sha256) => papers.kept(sha256),
      fetch: (url, signal) => papers.picture(url, signal),
      ...(file === undefined ? {} : { beside: (name: string) => readPictureBeside(file, name, host.roots) }),
    };
  }

  /** A place on a page of its PDF as PNG; undefined where the page of the reader cannot draw it, or is not there. */
  async crop(anchor: string, signal: AbortSignal): Promise<Uint8Array | undefined> {
    if (!this.panel.visible) return undefined;
    return await new Promise((resolve) => {
      const end = (bytes?: Uint8Array): void => {
        signal.removeEventListener('abort', stop);
        this.#crops.delete(anchor);
        resolve(bytes);
      };
      const stop = (): void => end();
      signal.addEventListener('abort', stop);
      this.#crops.set(anchor, end);
      void this.panel.webview.postMessage({ type: 'wantCrop', anchor } satisfies HostToPaper);
    });
  }

  #tookCrop({ anchor, png, why }: Extract<PaperToHost, { readonly type: 'crop' }>): void {
    if (why !== undefined) this.#window.log.info(`No picture of ${anchor}: ${why}`);
    this.#crops.get(anchor)?.(png === undefined ? undefined : Buffer.from(png, 'base64'));
  }

  async #receive(raw: unknown): Promise<void> {
    const { paperMessageSchema } = await import('../protocol/paperSchema.ts');
    const parsed = paperMessageSchema.safeParse(raw);
    if (!parsed.success) {
      this.#window.log.warn(`A reader of papers sent a message that is not in its protocol: ${parsed.error.message}`);
      return;
    }
    const message = parsed.data;
    if (isQuestion(message)) await this.feed.receive(message);
    else if (message.type === 'crop') this.#tookCrop(message);
    else {
      if (message.type === 'seen') this.#seen = message.anchor;
      await this.#owner.act(this, message);
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

/** What places of a paper call the files that it is made of: beside the first one. */
export function namesOfFiles({ nodes }: ReadPaper['paper']): readonly string[] {
  return [...new Set(nodes.flatMap(({ place }) => (place?.kind === 'text' ? [place.file] : [])))];
}

function isQuestion(message: PaperToHost): message is PaperQuestion {
  return message.type === 'ready' || message.type === 'retry' || message.type === 'wantPicture' || message.type === 'wantPdf';
}

/** For a person’s click: kept, fetched or from a file, with what editors hold of it. */
export async function openGiven(
  window: EditorWindow,
  given: Given,
  options: { readonly isFresh?: boolean; readonly signal: AbortSignal; onPaper?(paper: ReadPaper['paper']): void },
): Promise<ReadPaper> {
  const { host } = await window.workbench();
  const openFile = paperFiles({
    roots: host.roots,
    unsaved: (path) => vscode.workspace.textDocuments.find(({ uri, isDirty }) => isDirty && uri.fsPath === path)?.getText(),
  });
  return await personalPapers(host, given.kind === 'url' ? given.url : undefined).open(given, { ...options, openFile });
}

function absoluteOf(path: string, [root = '.']: readonly string[]): string {
  return resolve(root, path);
}

/** Where its source is, for a person to open: a file, or an address on the web. */
export function sourceUriOf({ paper }: ReadPaper, given: Given, roots: readonly string[]): vscode.Uri | undefined {
  if (given.kind === 'file') return vscode.Uri.file(absoluteOf(given.path, roots));
  if (given.kind === 'url') return vscode.Uri.parse(given.url.href, true);
  const [source] = paper.sources;
  const id = parsePaperId(paper.id);
  const from = id.kind === 'arxiv' ? `https://arxiv.org/abs/${id.id}${id.version === undefined ? '' : `v${id.version}`}` : source?.from;
  return from !== undefined && /^https?:/.test(from) ? vscode.Uri.parse(from, true) : undefined;
}
