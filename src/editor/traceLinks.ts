import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { describeError, PracticumError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import { parseAddress } from '../papers/address.ts';
import type { Paper } from '../papers/document.ts';
import { CodeIndex } from '../reproduction/trace/codeIndex.ts';
import { type AddressComment, addressesIn } from '../reproduction/trace/comments.ts';
import type { CodePlace, Located, TraceLink } from '../reproduction/trace/link.ts';
import { locate } from '../reproduction/trace/locate.ts';
import { type CodeRange, makeAnchor } from '../reproduction/trace/makeAnchor.ts';
import { type PaperChange, paperChange, paperSide, wordsAt } from '../reproduction/trace/paperSide.ts';
import type { Source } from '../reproduction/trace/pythonSource.ts';
import { keyOf, paperOf } from '../reproduction/trace/sideFile.ts';
import { TraceFiles } from './traceFiles.ts';
import { TraceSources } from './traceSources.ts';

/** A link with where its code is now and how both sides stand. */
export interface Traced {
  readonly link: TraceLink;
  readonly located: Located;
  readonly paper: PaperChange;
}

/** Somebody who types is not looked over the shoulder at every key. */
const restMs = 400;

/** The trace links of the window’s first folder, kept up with what is edited. */
export class TraceLinks implements Disposable {
  readonly sources: TraceSources;
  readonly files: TraceFiles;
  readonly #log: vscode.LogOutputChannel;
  readonly #owned = new DisposableList();
  readonly #changed = this.#owned.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #papers = new Map<string, Paper>();
  #links: readonly TraceLink[] = [];
  #traced: readonly Traced[] = [];
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(root: vscode.Uri, log: vscode.LogOutputChannel) {
    this.#log = log;
    this.sources = new TraceSources(root);
    this.files = new TraceFiles(root, log);
    const isCode = (uri: vscode.Uri): boolean => /\.(?:py|ipynb)$/i.test(uri.path);
    this.#owned.add(vscode.workspace.onDidChangeTextDocument(({ document }) => isCode(document.uri) && this.#later()));
    this.#owned.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => isCode(uri) && void this.#afterSave()));
    this.#owned.add(vscode.workspace.onDidSaveNotebookDocument(({ uri }) => isCode(uri) && void this.#afterSave()));
    this.#owned.add(vscode.workspace.onDidRenameFiles(({ files }) => void this.#renamed(files)));
    this.#owned.add(vscode.workspace.onDidDeleteFiles(() => this.#later()));
  }

  get traced(): readonly Traced[] {
    return this.#traced;
  }

  /** Of what is linked, where it was linked and where it is; relative to the folder. */
  get codeFiles(): ReadonlySet<string> {
    const found = this.#traced.flatMap(({ located }) => (located.kind === 'found' ? [located.place.file] : []));
    return new Set([...this.#links.map(({ code }) => code.file), ...found]);
  }

  /** After what is under way. */
  settled(): Promise<void> {
    return this.#work;
  }

  reload(): Promise<void> {
    return this.#queue(async () => {
      this.#links = await this.files.load();
      await this.#locateAll();
    });
  }

  /** Links of a file, by where they are now. */
  in(path: string): readonly Traced[] {
    return this.#traced.filter(
      ({ located }) => located.kind === 'found' && [located.place, ...located.also].some(({ file }) => file === path),
    );
  }

  /** Where code for a place in a paper is; versions of the paper do not matter. */
  codeFor(address: string): readonly CodePlace[] {
    const wanted = nameOf(address);
    return this.#traced.flatMap(({ link, located }) =>
      nameOf(link.address) === wanted && located.kind === 'found' ? [located.place, ...located.also] : [],
    );
  }

  paperOf(address: string): Paper | undefined {
    return this.#papers.get(paperOf(address));
  }

  /** A paper has been read in this window: links are held against what it says. */
  learn(paper: Paper): void {
    this.#papers.set(paperOf(paper.id), paper);
    this.#traced = this.#traced.map(({ link, located }) => this.#trace(link, located));
    this.#changed.fire();
  }

  async add(address: string, path: string, range: CodeRange): Promise<TraceLink> {
    const { source, index } = await this.#indexFor(path);
    const link: TraceLink = { address, paper: this.#paperSide(address), code: makeAnchor(source, range, index) };
    await this.#put([...this.#links.filter((other) => keyOf(other) !== keyOf(link)), link]);
    return link;
  }

  async remove(link: TraceLink): Promise<void> {
    await this.#put(this.#links.filter((other) => keyOf(other) !== keyOf(link)));
  }

  /** The code at the place, and what the paper says now, are what belongs together from now on. */
  async confirm(link: TraceLink, place: CodePlace): Promise<void> {
    const { source, index } = await this.#indexFor(place.file);
    const offset = (source.cells?.find(({ cell }) => cell === place.cell)?.line ?? 1) - 1;
    const what = place.kind === 'statements' ? 'lines' : 'symbol';
    const code = makeAnchor(source, { what, line: headLine(source, place, offset), endLine: place.endLine + offset }, index);
    const side = this.paperOf(link.address) === undefined ? link.paper : this.#paperSide(link.address);
    await this.#put(this.#links.map((other) => (keyOf(other) === keyOf(link) ? { ...link, paper: side, code } : other)));
  }

  /** Addresses that comments of a file say. */
  async comments(path: string): Promise<readonly AddressComment[]> {
    const source = await this.sources.read(path);
    return source === undefined ? [] : addressesIn(source);
  }

  #paperSide(address: string): TraceLink['paper'] {
    const paper = this.paperOf(address);
    const words = paper === undefined ? undefined : wordsAt(paper, parseAddress(address).anchor);
    return words === undefined ? {} : paperSide(words);
  }

  async #indexFor(path: string): Promise<{ readonly source: Source; readonly index: CodeIndex }> {
    const all = await this.sources.all();
    const source = all.find((one) => one.path === path) ?? (await this.sources.read(path));
    if (source === undefined)
      throw new PracticumError('link-no-code', `${path} is no Python file of this folder.`, {
        hint: 'Link code of the folder that is open.',
      });
    return { source, index: new CodeIndex([...all, source]) };
  }

  async #put(links: readonly TraceLink[]): Promise<void> {
    await this.#queue(async () => {
      await this.files.save(links);
      this.#links = links;
      await this.#locateAll();
    });
  }

  /** Code was written, maybe by a program. */
  codeChanged(): void {
    this.#later();
  }

  #later(): void {
    if (this.#links.length === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#queue(() => this.#locateAll()), restMs);
  }

  /** One thing after the other: what was found belongs to what was read. */
  #queue(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work);
    this.#work = done.catch((error: unknown) => this.#log.error(describeError(error)));
    return done;
  }

  async #locateAll(): Promise<void> {
    const before = new Map(this.#traced.map(({ link, located }) => [keyOf(link), located]));
    const near: Source[] = [];
    for (const path of new Set(this.#links.map(({ code }) => code.file))) {
      const source = await this.sources.read(path);
      if (source !== undefined) near.push(source);
    }
    const close = new CodeIndex(near);
    let whole: CodeIndex | undefined;
    const traced: Traced[] = [];
    for (const link of this.#links) {
      let located = locate(link, close);
      // Only what stands unchanged at its place needs nobody else to be looked at.
      if (located.kind !== 'found' || located.change === 'edited' || located.place.file !== link.code.file) {
        whole ??= new CodeIndex(await this.sources.all());
        located = locate(link, whole);
      }
      const last = before.get(keyOf(link));
      // While somebody types a file may make no sense: what was known stays.
      const isHeld = located.kind === 'unsure' && located.why === 'unreadable' && last?.kind === 'found';
      traced.push(this.#trace(link, isHeld ? last : located));
    }
    this.#traced = traced;
    this.#changed.fire();
  }

  #trace(link: TraceLink, located: Located): Traced {
    return { link, located, paper: paperChange(link.paper, link.address, this.paperOf(link.address)) };
  }

  /** Links follow code that only moved or was formatted; what it computes is compared with what was linked until somebody says it is right. */
  async #afterSave(): Promise<void> {
    if (this.#links.length === 0) return;
    clearTimeout(this.#timer);
    await this.#queue(async () => {
      await this.#locateAll();
      const moved = this.#traced.filter(({ located, link }) => located.kind === 'found' && isElsewhere(link, located.place));
      if (moved.length === 0 || !vscode.workspace.isTrusted) return;
      const index = new CodeIndex(await this.sources.all());
      const followed = new Map(moved.map(({ link, located }) => [link, followedBy(link, located, index)]));
      this.#links = this.#links.map((link) => followed.get(link) ?? link);
      await this.files.save(this.#links);
      await this.#locateAll();
    });
  }

  async #renamed(files: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[]): Promise<void> {
    const paths = files.flatMap(({ oldUri, newUri }) => {
      const [from, to] = [this.sources.pathOf(oldUri), this.sources.pathOf(newUri)];
      return from === undefined || to === undefined ? [] : [{ from, to }];
    });
    const renamed = (file: string): string => {
      const hit = paths.find(({ from }) => file === from || file.startsWith(`${from}/`));
      return hit === undefined ? file : hit.to + file.slice(hit.from.length);
    };
    const links = this.#links.map((link) =>
      renamed(link.code.file) === link.code.file ? link : { ...link, code: { ...link.code, file: renamed(link.code.file) } },
    );
    if (links.some((link, at) => link !== this.#links[at]))
      await this.#put(links).catch((error: unknown) => this.#log.error(describeError(error)));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#owned.dispose();
  }
}

function nameOf(address: string): string {
  return `${paperOf(address)}#${parseAddress(address).anchor ?? ''}`;
}

function isElsewhere({ code }: TraceLink, place: CodePlace): boolean {
  return place.file !== code.file || place.symbol.join('.') !== code.symbol.join('.');
}

/** Its place is the new one; its words stay those that somebody agreed to, as long as they were changed. */
function followedBy(link: TraceLink, located: Located, index: CodeIndex): TraceLink {
  if (located.kind !== 'found') return link;
  const { place, change } = located;
  const source = index.source(place.file);
  if (change === 'edited' || source === undefined) return { ...link, code: { ...link.code, file: place.file, symbol: place.symbol } };
  const offset = (source.cells?.find(({ cell }) => cell === place.cell)?.line ?? 1) - 1;
  const what = place.kind === 'statements' ? 'lines' : 'symbol';
  return { ...link, code: makeAnchor(source, { what, line: headLine(source, place, offset), endLine: place.endLine + offset }, index) };
}

/** A place begins with its decorators; its innermost symbol is told by its head. */
function headLine(source: Source, place: CodePlace, offset: number): number {
  if (place.kind === 'statements') return place.line + offset;
  const symbol = source.symbols.find(({ path, line }) => line === place.line + offset && path.join('.') === place.symbol.join('.'));
  return symbol === undefined ? place.line + offset : (source.statements[symbol.head]?.line ?? place.line + offset);
}
