import { StringDecoder } from 'node:string_decoder';
import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { describeError, isCancellation } from '../base/errors.ts';
import { GrowingFile } from '../base/growingFile.ts';
import { runPaths } from '../runs/folder.ts';
import type { RunState } from '../runs/run.ts';
import type { EditorWindow } from './editorWindow.ts';
import { forTerminal } from './taskDefinition.ts';

const interrupt = '\u0003';
/** Whoever trains wants to see bars move; the watch over the folders tells less often. */
const lookEveryMs = 200;
/** Who begins to look at a long log wants its end. */
const maxBacklogBytes = 1024 * 1024;
/** More at once would hold up the window. */
const pieceBytes = 256 * 1024;

/** A terminal that follows a run. Ctrl+C asks whether to stop it; closing the terminal leaves it alone. */
export class RunTerminal implements vscode.Pseudoterminal, Disposable {
  readonly #window: EditorWindow;
  readonly #start: () => Promise<RunState>;
  readonly #owned = new DisposableList();
  readonly #write = new vscode.EventEmitter<string>();
  readonly #close = new vscode.EventEmitter<number>();
  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#close.event;
  #run: RunState | undefined;
  #isAsking = false;

  constructor(window: EditorWindow, start: () => Promise<RunState>) {
    this.#window = window;
    this.#start = start;
    this.#owned.add(this.#write);
    this.#owned.add(this.#close);
  }

  open(): void {
    void this.#follow().catch((error: unknown) => this.#end(isCancellation(error) ? 'Nothing was started.' : describeError(error), 1));
  }

  async #follow(): Promise<void> {
    const run = await this.#start();
    if (this.#owned.isDisposed) return;
    this.#run = run;
    const { runs } = await this.#window.workbench();
    this.#say(`Run ${run.spec.id}: ${run.spec.argv.join(' ')}`);
    const log = new GrowingFile(runPaths(run.folder).console, { lastBytes: maxBacklogBytes });
    const decoder = new StringDecoder('utf8');
    const look = (): Promise<unknown> => log.readToEnd(({ bytes }) => this.#write.fire(forTerminal(decoder.write(bytes))), pieceBytes);
    const stopped = new AbortController();
    this.#owned.add({ dispose: () => stopped.abort() });
    const timer = setInterval(() => void look().catch(() => undefined), lookEveryMs);
    this.#owned.add({ dispose: () => clearInterval(timer) });
    const end = await runs.waitForEnd(run.spec.id, stopped.signal).catch((error: unknown) => {
      if (stopped.signal.aborted) return undefined;
      throw error;
    });
    if (end === undefined) return;
    await look();
    this.#end(`${end.spec.name}: ${end.status}${end.exit?.reason === undefined ? '' : `, ${end.exit.reason}`}`, end.exit?.code ?? 1);
  }

  handleInput(data: string): void {
    if (data.includes(interrupt)) void this.#askToStop();
  }

  async #askToStop(): Promise<void> {
    const run = this.#run;
    if (run === undefined || this.#isAsking) return;
    this.#isAsking = true;
    try {
      const choice = await vscode.window.showWarningMessage(
        `Stop the run ${run.spec.name}? It is asked to save and end.`,
        'Stop',
        'Let It Run',
      );
      if (choice === 'Stop') await (await this.#window.workbench()).stopRun(run.spec.id);
    } catch (error) {
      if (!this.#owned.isDisposed) this.#say(describeError(error));
    } finally {
      this.#isAsking = false;
    }
  }

  #say(text: string): void {
    this.#write.fire(forTerminal(`\u001b[2m${text}\u001b[0m\n`));
  }

  #end(text: string, code: number): void {
    if (this.#owned.isDisposed) return;
    this.#say(text);
    this.#close.fire(code);
    this.dispose();
  }

  /** The editor calls it when the terminal is closed. The run goes on: the tree, the lens and the log show it. */
  close(): void {
    this.dispose();
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
