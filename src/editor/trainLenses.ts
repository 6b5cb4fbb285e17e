import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { Emitter } from '../base/events.ts';
import { findEntryPoints } from '../runs/entryPoints.ts';
import type { RunState } from '../runs/run.ts';
import type { MetricSummary } from '../runs/series.ts';
import type { CommandId } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import { headline } from './metricSummary.ts';
import type { RunStates } from './runStates.ts';
import { durationText, isLive, outcomeText, runDurationMs, valueText } from './runText.ts';

/** A lens that changes more often than this flickers and costs more than it tells. */
const refreshEveryMs = 500;

/** What the ▶ Train command is told by a lens. */
export interface TrainTarget {
  readonly script: string;
}

/** ▶ Train over a script's entry point, with what its last run came to, or how far the one that goes on is. */
export class TrainLenses implements vscode.CodeLensProvider, Disposable {
  readonly #window: EditorWindow;
  readonly #states: RunStates;
  readonly #owned = new DisposableList();
  readonly #changed = this.#owned.add(new Emitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;
  #timer: NodeJS.Timeout | undefined;

  constructor(window: EditorWindow, states: RunStates) {
    this.#window = window;
    this.#states = states;
    this.#owned.add(states.onDidChange(() => this.#changedSoon()));
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const entryPoints = findEntryPoints(document.getText());
    if (entryPoints.length === 0) return [];
    // The lens is there at once; what the last run came to follows when the runs have been read.
    if (this.#window.opened === undefined) this.#window.workbench().catch(() => undefined);
    const script = await realpath(document.uri.fsPath).catch(() => document.uri.fsPath);
    const last = this.#states.known.find((state) => state.spec.script === script);
    const result = last === undefined ? undefined : lensResult(last, await this.#metrics(last), Date.now(), await this.#cause(last));
    return entryPoints.flatMap(({ line }) => lensesAt(line, { script }, last, result));
  }

  async #metrics(state: RunState): Promise<readonly MetricSummary[]> {
    return this.#states.metrics(state).catch(() => this.#states.knownMetrics(state));
  }

  async #cause(state: RunState): Promise<string | undefined> {
    return this.#states.cause(state).catch(() => undefined);
  }

  #changedSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire();
    }, refreshEveryMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#owned.dispose();
  }
}

function lensesAt(line: number, target: TrainTarget, last: RunState | undefined, result: string | undefined): vscode.CodeLens[] {
  const range = new vscode.Range(line, 0, line, 0);
  const lens = (title: string, command: CommandId, argument: unknown): vscode.CodeLens =>
    new vscode.CodeLens(range, { title, command, arguments: [argument] });
  const lenses = [lens('▶ Train', 'practicum.train', target)];
  if (last === undefined || result === undefined) return lenses;
  const node = { kind: 'run', state: last };
  lenses.push(lens(result, 'practicum.showCurves', node));
  if (isLive(last)) lenses.push(lens('Stop', 'practicum.stopRun', node));
  if (last.status === 'failed') lenses.push(lens('Fix this run', 'practicum.fixRun', node));
  return lenses;
}

/** `running 12 s: step 400, loss 0.31` or `last run: test_accuracy 0.961 after 14 s` */
export function lensResult(state: RunState, metrics: readonly MetricSummary[], nowMs: number, cause?: string): string {
  const shown = headline(metrics);
  const ms = runDurationMs(state, nowMs);
  if (isLive(state)) {
    const silence = state.status === 'running' && state.logBytes === 0 ? ': nothing printed yet' : '';
    const progress = shown === undefined ? silence : `: step ${shown.last.step}, ${shown.metric} ${valueText(shown.last.value)}`;
    return `${state.status}${ms === undefined ? '' : ` ${durationText(ms)}`}${progress}`;
  }
  const outcome = [
    state.status === 'done' ? undefined : state.status,
    outcomeText(state, cause),
    shown === undefined ? undefined : `${shown.metric} ${valueText(shown.last.value)}`,
    ms === undefined ? undefined : `after ${durationText(ms)}`,
  ];
  return `last run: ${outcome.filter((part) => part !== undefined).join(', ')}`;
}
