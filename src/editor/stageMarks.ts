/** Keeps the marks of papers up with the files of their reproductions: plan, code, contracts, runs and report. Made with the first reader. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { describeError } from '../base/errors.ts';
import { parseAddress } from '../papers/address.ts';
import { executedRun } from '../reproduction/plan/plannedRuns.ts';
import { type MarkedRun, markKey, marksOf } from '../reproduction/stages/marks.ts';
import { paperFolder, papersFolder } from '../reproduction/trace/sideFile.ts';
import { readCode } from '../runs/codeCopies.ts';
import type { RunState } from '../runs/run.ts';
import type { EditorWindow } from './editorWindow.ts';
import type { CodePlace, PaperMarks } from './paperMarks.ts';
import { filesOfPapers } from './recordFiles.ts';
import { ReproductionDisk } from './reproductionDisk.ts';
import { readReproduction } from './reproductionRead.ts';
import { symbolLines } from './symbolLines.ts';
import { type Shown, showWhileVisible, watchFiles } from './watchFiles.ts';

/** Several files are often written one after the other. */
const restMs = 200;
/** More runs are not looked through for those that executed this code. */
const mostRuns = 200;

export class StageMarks implements Disposable {
  readonly #window: EditorWindow;
  readonly #root: vscode.Uri;
  readonly #marks: PaperMarks;
  readonly #owned = new DisposableList();
  /** By run; what a run executed does not change. */
  readonly #code = new Map<string, MarkedRun['code']>();
  #files: ReadonlySet<string> = new Set();
  #isFollowingRuns = false;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(window: EditorWindow, root: vscode.Uri, marks: PaperMarks, readers: Shown) {
    this.#window = window;
    this.#root = root;
    this.#marks = marks;
    const watch = watchFiles(window, this.#owned, {
      paths: async () => [...(await this.#stageFiles()), ...this.#files].map((file) => resolve(root.fsPath, file)),
      hints: [
        { base: root, pattern: `${papersFolder}/*/*.json` },
        { base: root, pattern: '**/*.{py,ipynb,yaml,yml,toml,json}', isMeant: (uri) => this.#files.has(this.#pathOf(uri)) },
      ],
      isOnlyForShown: true,
    });
    this.#owned.add(watch.onDidChange(() => this.refresh()));
    this.#owned.add(marks.onDidLink(() => this.#later()));
    showWhileVisible(watch, readers, this.#owned);
  }

  refresh(): void {
    this.#work = this.#work
      .then(() => this.#look())
      .catch((error: unknown) => {
        if (!this.#owned.isDisposed) this.#window.log.error(describeError(error));
      });
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), restMs);
  }

  #pathOf(uri: vscode.Uri): string {
    return relative(this.#root.fsPath, uri.fsPath).split(sep).join('/');
  }

  async #look(): Promise<void> {
    const folders = [...new Set((await this.#stageFiles()).flatMap((file) => file.split('/').at(-2) ?? []))].toSorted();
    // Each link lies in the folder of its paper.
    const linked = Map.groupBy(
      [...this.#marks.linkedFiles].map(([address, files]) => [address, files.map((file) => this.#pathOf(vscode.Uri.file(file)))] as const),
      ([address]) => paperFolder(parseAddress(address).paper),
    );
    if (folders.length === 0) {
      this.#files = new Set();
      return this.#marks.staged([]);
    }
    const runs = await this.#runs();
    const read = await Promise.all(
      folders.map(async (folder) => ({
        linked: new Map(linked.get(folder)),
        stages: (await readReproduction(new ReproductionDisk(this.#root, folder))).stages,
      })),
    );
    const files = new Set(
      read.flatMap(({ linked: own, stages: { plan, contracts } }) => [
        ...[...own.values()].flat(),
        ...(plan?.files ?? []).map(({ path }) => path),
        ...(contracts?.contracts ?? []).flatMap(({ code }) => (code === undefined ? [] : [code.file])),
      ]),
    );
    const texts = new Map(await Promise.all([...files].map(async (file) => [file, await this.#bytes(file)] as const)));
    if (this.#owned.isDisposed) return;
    this.#files = files;
    const shas = new Map(
      [...texts].map(([file, bytes]) => [file, bytes === undefined ? undefined : createHash('sha256').update(bytes).digest('hex')]),
    );
    const shaOf = (file: string): string | undefined => shas.get(file);
    const marked = read.map(({ linked: own, stages }) => ({ own, marks: [...marksOf({ stages, linked: own, shaOf, runs })] }));
    const coded = new Set(marked.flatMap(({ marks }) => marks.flatMap(([, { code }]) => code.map(({ file }) => file))));
    const lineOf = await symbolLines(new Map([...coded].map((file) => [file, texts.get(file)])));
    if (this.#owned.isDisposed) return;
    this.#marks.staged(
      marked.flatMap(({ own, marks }) => {
        const isLinked = new Set([...own.keys()].map(markKey));
        return marks.map(([address, { mark, words, code }]) => {
          const places = code.map(
            ({ file, symbol }): CodePlace => ({ file: resolve(this.#root.fsPath, file), line: lineOf(file, symbol), name: symbol }),
          );
          const opens = places.length > 0 || isLinked.has(address) ? 'code' : 'reproduction';
          return { address, mark: { mark, words, opens, code: places } };
        });
      }),
    );
  }

  async #stageFiles(): Promise<readonly string[]> {
    return await filesOfPapers(this.#root.fsPath, (name) => name.endsWith('.json'));
  }

  async #bytes(file: string): Promise<Uint8Array | undefined> {
    return await readFile(resolve(this.#root.fsPath, file)).catch(() => undefined);
  }

  async #runs(): Promise<readonly MarkedRun[]> {
    const { runs } = await this.#window.workbench();
    if (!this.#isFollowingRuns && !this.#owned.isDisposed) {
      this.#isFollowingRuns = true;
      // Points of a run that goes on change nothing here.
      const statuses = new Map<string, string>();
      this.#owned.add(
        runs.onDidTurn((changed) => {
          const isOther = changed.filter(({ spec, status }) => statuses.get(spec.id) !== status);
          for (const { spec, status } of changed) statuses.set(spec.id, status);
          if (isOther.length > 0) this.#later();
        }),
      );
    }
    const newest = (await runs.list()).toSorted((a, b) => b.spec.createdMs - a.spec.createdMs).slice(0, mostRuns);
    return await Promise.all(newest.map((state) => this.#runOf(state)));
  }

  async #runOf(state: RunState): Promise<MarkedRun> {
    const { spec, status } = state;
    if (!this.#code.has(spec.id)) {
      const code = await readCode(state.folder).catch(() => undefined);
      if (code !== undefined) this.#code.set(spec.id, new Map(code.files.map(({ path, sha256 }) => [path, sha256])));
    }
    const code = this.#code.get(spec.id);
    const executed = executedRun(state, this.#root.fsPath) ?? { run: spec.id, createdMs: spec.createdMs, script: '', args: [] };
    return { ...executed, name: spec.name, status, ...(code === undefined ? {} : { code }) };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#owned.dispose();
  }
}
