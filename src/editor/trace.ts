import { basename, join, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { Emitter } from '../base/events.ts';
import { parseAddress } from '../papers/address.ts';
import type { Paper } from '../papers/document.ts';
import { parseGiven } from '../papers/sources/given.ts';
import type { AddressComment } from '../reproduction/trace/comments.ts';
import type { CodePlace } from '../reproduction/trace/link.ts';
import { wordsAt } from '../reproduction/trace/paperSide.ts';
import { keyOf, linksFileName, paperOf, papersFolder } from '../reproduction/trace/sideFile.ts';
import type { CommandId } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import type { ChangedFile, FilesWatch } from './filesWatch.ts';
import type { CodePlace as ShownPlace } from './paperMarks.ts';
import type { PaperReaders } from './paperReaders.ts';
import { codeOfNewestRuns, filesOfPapers } from './recordFiles.ts';
import { paperScheme } from './schemes.ts';
import { contractsFileName, TraceContracts } from './traceContracts.ts';
import { type Traced, TraceLinks } from './traceLinks.ts';
import { TraceProblems } from './traceProblems.ts';
import { contractText, hoverText, lensTitle, shortAddress } from './traceText.ts';
import { shownCode, showWhileVisible, watchFiles } from './watchFiles.ts';

/** What trace links show in the editor: lenses, hovers, definitions, problems, and marks in the reader of papers. */
export class Trace implements Disposable {
  readonly links: TraceLinks;
  readonly contracts: TraceContracts;
  readonly #owned = new DisposableList();
  readonly #changed = this.#owned.add(new Emitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #problems: TraceProblems;
  readonly #root: string;
  readonly #watch: FilesWatch;
  readonly #window: EditorWindow;
  readonly #closed = new AbortController();
  /** Papers that are being read for a hover. */
  readonly #reading = new Map<string, Promise<void>>();
  #readers: PaperReaders | undefined;

  constructor(window: EditorWindow, root: vscode.Uri) {
    this.#window = window;
    this.links = this.#owned.add(new TraceLinks(root, window.log));
    this.contracts = this.#owned.add(new TraceContracts(root, window.log));
    this.#problems = this.#owned.add(new TraceProblems(this.links, this.contracts));
    this.#owned.add(this.contracts.onDidChange(() => this.#changed.fire()));
    this.#owned.add(
      this.links.onDidChange(() => {
        this.#changed.fire();
        this.#mark();
      }),
    );
    this.#root = root.fsPath;
    this.#watch = watchFiles(window, this.#owned, {
      paths: async () => (await this.#files()).map((file) => join(this.#root, file)),
      hints: [
        { base: root, pattern: `${papersFolder}/*/{${linksFileName},${contractsFileName}}` },
        { base: root, pattern: '.practicum/runs/*/code/code.json' },
      ],
    });
    this.#owned.add(this.#watch.onDidChange((changed) => this.#follow(changed)));
    showWhileVisible(this.#watch, shownCode, this.#owned);
  }

  /** Links and contracts as they are on the disk now. */
  async ask(): Promise<void> {
    await this.#watch.ask();
    await this.links.settled();
  }

  async #files(): Promise<readonly string[]> {
    const isMeant = (name: string): boolean => name === linksFileName || name === contractsFileName;
    const runs = this.contracts.kept.length === 0 ? [] : await codeOfNewestRuns(this.#root);
    return [...(await filesOfPapers(this.#root, isMeant)), ...runs, ...this.links.codeFiles, ...this.contracts.codeFiles];
  }

  #follow(changed: readonly ChangedFile[]): void {
    const files = changed.map(({ path }) => relative(this.#root, path).split(sep).join('/'));
    if (files.some((file) => file.startsWith(`${papersFolder}/`) && basename(file) === linksFileName)) void this.links.reload();
    else if (files.some((file) => this.links.codeFiles.has(file))) this.links.codeChanged();
    const isOfContracts = (file: string): boolean =>
      this.contracts.codeFiles.has(file) || (file.startsWith('.practicum/') && basename(file) !== linksFileName);
    if (files.some(isOfContracts)) void this.contracts.reload();
  }

  /** The reader of papers is there: its marks come from here, and what it reads is held against the links. */
  attach(readers: PaperReaders): void {
    if (this.#readers === readers) return;
    this.#readers = readers;
    this.#owned.add(readers.onDidRead((paper) => this.links.learn(paper)));
    showWhileVisible(this.#watch, readers, this.#owned);
    this.#mark();
  }

  #mark(): void {
    this.#readers?.paperMarks.linked(this.links.traced.map((traced) => ({ address: traced.link.address, code: this.#codeOf(traced) })));
  }

  #codeOf({ located }: Traced): readonly ShownPlace[] {
    if (located.kind !== 'found') return [];
    return [located.place, ...located.also].map(({ file, line, symbol }) => ({
      file: this.links.sources.uriOf(file).fsPath,
      line,
      ...(symbol.length === 0 ? {} : { name: symbol.join('.') }),
    }));
  }

  async lenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const path = this.links.sources.pathOf(document.uri);
    if (path === undefined) return [];
    await this.links.settled();
    const linked = this.links.in(path).flatMap((traced) =>
      placesIn(traced, path, document).map((place) => ({
        line: place.line - 1,
        address: traced.link.address,
        title: lensTitle(traced.link, traced.located, traced.paper, this.#contractsOf(traced)),
      })),
    );
    const said = (await this.links.comments(path))
      .filter(({ isAddress, place }) => isAddress && place !== undefined && isInDocument(place, document))
      .map(({ address, place }) => ({ line: (place?.line ?? 1) - 1, address, title: `implements ${shortAddress(address)}` }))
      .filter(({ line, address }) => !linked.some((one) => one.line === line && one.address === address));
    const command: CommandId = 'practicum.openPaper';
    return [...linked, ...said].map(
      ({ line, address, title }) =>
        new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
          title,
          command,
          tooltip: `Opens ${address} in the paper reader`,
          arguments: [address],
        }),
    );
  }

  /** Over the name of a linked symbol, linked lines, or an address in a comment. */
  async hover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const path = this.links.sources.pathOf(document.uri);
    if (path === undefined) return undefined;
    const linked = this.links
      .in(path)
      .filter((traced) => placesIn(traced, path, document).some((place) => isAt(place, document, position)));
    if (linked.length === 0) return undefined;
    const texts: string[] = [];
    for (const { link, located } of linked) {
      const paper = await this.#paperOf(link.address);
      const words = paper === undefined ? undefined : wordsAt(paper, parseAddress(link.address).anchor);
      const drawn = words?.tex === undefined ? undefined : await this.#drawn(words.tex);
      texts.push(hoverText(link, located, words, paper?.title, drawn));
    }
    const contracts: vscode.MarkdownString[] = [];
    for (const traced of linked) contracts.push(...(await this.#contractTexts(traced)));
    return new vscode.Hover([...texts.map((text) => new vscode.MarkdownString(text)), ...contracts]);
  }

  async #drawn(tex: string): Promise<string | undefined> {
    const { formulaMarkdown } = await import('./formulaHover.ts');
    return await formulaMarkdown(this.#window, tex);
  }

  /** As it was read in this window; one that lies here is read for who asks. */
  async #paperOf(address: string): Promise<Paper | undefined> {
    const known = this.links.paperOf(address);
    if (known !== undefined || !address.startsWith('file:')) return known;
    const name = paperOf(address);
    const before = this.#reading.get(name) ?? this.#read(name).finally(() => this.#reading.delete(name));
    this.#reading.set(name, before);
    await before;
    return this.links.paperOf(address);
  }

  /** Until it can be shown: what is said of it takes longer. */
  async #read(paper: string): Promise<void> {
    const { openGiven } = await import('./paperPage.ts');
    const shown = Promise.withResolvers<void>();
    const onPaper = (read: Paper): void => {
      this.links.learn(read);
      shown.resolve();
    };
    openGiven(this.#window, parseGiven(paper), { signal: this.#closed.signal, onPaper }).then(
      (read) => onPaper(read.paper),
      // It is gone, or is no paper: the hover does without.
      () => shown.resolve(),
    );
    await shown.promise;
  }

  #contractsOf({ link }: Traced) {
    return this.contracts.of(link, this.links.paperOf(link.address));
  }

  /** What understands formulas is loaded when somebody asks. */
  async #contractTexts(traced: Traced): Promise<readonly vscode.MarkdownString[]> {
    const marks = this.#contractsOf(traced);
    if (marks.length === 0) return [];
    const { readsAs } = await import('../reproduction/contract/readable.ts');
    const again = commandUri('practicum.checkContracts', { key: keyOf(traced.link) });
    return marks.map((mark) => {
      const link = mark.record.mapping === undefined ? '' : `\n\n[Check Again](${again})`;
      const text = new vscode.MarkdownString(`${contractText(mark, readsAs(mark.record))}${link}`);
      text.isTrusted = { enabledCommands: ['practicum.checkContracts'] satisfies CommandId[] };
      return text;
    });
  }

  /** An address in a comment leads to the paper. */
  async definition(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Location | undefined> {
    const path = this.links.sources.pathOf(document.uri);
    const comment = path === undefined ? undefined : await this.#commentAt(path, document, position);
    if (comment === undefined) return undefined;
    return new vscode.Location(paperPlaceUri(comment.address), new vscode.Position(0, 0));
  }

  /** What is peeked at: the words of the paper at an address, where it has been read in this window. */
  paperText(address: string): string {
    const paper = this.links.paperOf(address);
    const { anchor } = parseAddress(address);
    const words = paper === undefined || anchor === undefined ? undefined : wordsAt(paper, anchor);
    if (paper === undefined || words === undefined) return `${address}\n\nGo to it to read what stands there.\n`;
    return `${paper.title}\n${address}\n\n${words.tex ?? words.text}\n`;
  }

  /** Addresses in comments, as links that open the reader. */
  async documentLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    const path = this.links.sources.pathOf(document.uri);
    if (path === undefined || document.uri.scheme !== 'file') return [];
    return (await this.links.comments(path)).flatMap(({ address, isAddress, line }) => {
      const text = line <= document.lineCount ? document.lineAt(line - 1).text : '';
      const at = isAddress ? text.indexOf(address) : -1;
      if (at < 0) return [];
      const link = new vscode.DocumentLink(
        new vscode.Range(line - 1, at, line - 1, at + address.length),
        commandUri('practicum.openPaper', address),
      );
      link.tooltip = 'Open in the paper reader';
      return [link];
    });
  }

  async #commentAt(path: string, document: vscode.TextDocument, { line, character }: vscode.Position): Promise<AddressComment | undefined> {
    return (await this.links.comments(path)).find((comment) => {
      const at = comment.line === line + 1 ? document.lineAt(line).text.indexOf(comment.address) : -1;
      return comment.isAddress && at >= 0 && character >= at && character <= at + comment.address.length;
    });
  }

  actions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return this.#problems.actions(document, range);
  }

  dispose(): void {
    this.#closed.abort();
    this.#owned.dispose();
  }
}

function paperPlaceUri(address: string): vscode.Uri {
  const name = shortAddress(address).replaceAll(/[^\w.-]+/g, '_');
  return vscode.Uri.from({ scheme: paperScheme, path: `/${name}.${paperScheme}`, query: address });
}

function commandUri(command: CommandId, argument: unknown): vscode.Uri {
  return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`);
}

function placesIn({ located }: Traced, path: string, document: vscode.TextDocument): readonly CodePlace[] {
  if (located.kind !== 'found') return [];
  return [located.place, ...located.also].filter((place) => place.file === path && isInDocument(place, document));
}

function isInDocument({ cell }: CodePlace, document: vscode.TextDocument): boolean {
  if (document.uri.scheme !== 'vscode-notebook-cell') return cell === undefined;
  const notebook = vscode.workspace.notebookDocuments.find((one) => one.uri.path === document.uri.path);
  return cell !== undefined && notebook?.getCells()[cell]?.document === document;
}

/** On the name of a symbol, or anywhere in linked lines. */
function isAt(place: CodePlace, document: vscode.TextDocument, { line }: vscode.Position): boolean {
  const [first, last] = [place.line - 1, place.endLine - 1];
  if (line < first || line > last) return false;
  if (place.kind === 'statements') return true;
  for (let at = first; at <= Math.min(last, line); at++)
    if (/^\s*(?:async\s+)?(?:def|class)\b/.test(document.lineAt(at).text)) return at === line;
  return true;
}
