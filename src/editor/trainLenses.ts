import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { Emitter } from '../base/events.ts';
import { commandText, plainPlace } from '../runs/entries/command.ts';
import type { EntryPoint } from '../runs/entries/entryPoint.ts';
import { joinWords } from '../runs/entries/words.ts';
import { dryRunArguments } from '../runs/options/dryRun.ts';
import { glanceAtOptions } from '../runs/options/glance.ts';
import type { RunState } from '../runs/run.ts';
import type { CommandId } from './contributions.ts';
import { DocumentEntries } from './documentEntries.ts';
import type { EditorWindow } from './editorWindow.ts';
import type { Interpreters } from './interpreters.ts';
import { KeptArguments } from './keptArguments.ts';
import { lensSelector } from './lensSelector.ts';
import { lensResult, lensTooltip, type RunLook } from './lensText.ts';
import type { RunStates } from './runStates.ts';
import { isLive } from './runText.ts';
import { type Shown, showWhileVisible } from './watchFiles.ts';

/** A lens that changes more often than this flickers and costs more than it tells. */
const refreshEveryMs = 500;

const shownScripts: Shown = {
  get isVisible() {
    return vscode.window.visibleTextEditors.some(({ document }) => vscode.languages.match(lensSelector, document) > 0);
  },
  onDidChangeVisible: (look) => vscode.window.onDidChangeVisibleTextEditors(look),
};

/** What the ▶ Train command is told by a lens. */
export interface TrainTarget {
  readonly script: string;
}

/** ▶ Train over a script's entry point, with what its last run came to, or how far the one that goes on is. */
export class TrainLenses implements vscode.CodeLensProvider, Disposable {
  readonly #window: EditorWindow;
  readonly #states: RunStates;
  readonly #interpreters: Interpreters;
  readonly #entries = new DocumentEntries();
  readonly #kept: KeptArguments;
  readonly #owned = new DisposableList();
  readonly #changed = this.#owned.add(new Emitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;
  /** What a version of a document offers beside plain training. */
  readonly #offers = new WeakMap<vscode.TextDocument, { readonly version: number; readonly offer: Offer }>();
  /** The runs of each script, newest first; undefined after any of them changed. */
  #byScript: Map<string, RunState[]> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(window: EditorWindow, states: RunStates, interpreters: Interpreters) {
    this.#window = window;
    this.#states = states;
    this.#interpreters = interpreters;
    this.#kept = new KeptArguments(window.context.workspaceState);
    this.#owned.add(
      states.onDidChange(() => {
        this.#byScript = undefined;
        this.#changedSoon();
      }),
    );
    this.#owned.add(interpreters.onDidChange(() => this.#changedSoon()));
    showWhileVisible(states, shownScripts, this.#owned);
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const script = await realpath(document.uri.fsPath).catch(() => document.uri.fsPath);
    const runs = this.#runsOf(script);
    const [entry] = this.#entries.of(document, runs.length > 0);
    if (entry === undefined) return [];
    // The lens is there at once; what the last run came to follows when the runs have been read.
    if (this.#window.opened === undefined) this.#window.workbench().catch(() => undefined);
    const [last, ...earlier] = runs;
    const look = last === undefined ? undefined : await this.#look(last, earlier);
    return this.#lenses(document, entry, script, look);
  }

  /** With ten thousand runs, looking through all of them for each lens is felt. */
  #runsOf(script: string): readonly RunState[] {
    this.#byScript ??= Map.groupBy(this.#states.known, ({ spec }) => spec.script);
    return this.#byScript.get(script) ?? [];
  }

  async #look(last: RunState, earlier: readonly RunState[]): Promise<RunLook> {
    const before = earlier.find(({ status }) => status === 'done');
    const metrics = (state: RunState): ReturnType<RunStates['metrics']> =>
      this.#states.metrics(state).catch(() => this.#states.knownMetrics(state));
    const cause = await this.#states.cause(last).catch(() => undefined);
    return {
      state: last,
      metrics: await metrics(last),
      ...(cause === undefined ? {} : { cause }),
      ...(before === undefined ? {} : { before: await metrics(before) }),
    };
  }

  #lenses(document: vscode.TextDocument, entry: EntryPoint, script: string, look: RunLook | undefined): vscode.CodeLens[] {
    const range = new vscode.Range(entry.line, 0, entry.line, 0);
    const lens = (title: string, command: CommandId, argument: unknown, tooltip: string): vscode.CodeLens =>
      new vscode.CodeLens(range, { title, command, tooltip, arguments: [argument] });
    const target: TrainTarget = { script };
    const kept = this.#kept.of(script);
    const command = commandText({ ...entry, args: [...entry.args, ...kept] }, script, plainPlace);
    const python = this.#interpreters.shown(script);
    const lenses = [
      lens('▶ Train', 'practicum.train', target, [entry.label, command, python].filter((line) => line !== undefined).join('\n')),
    ];
    const now = Date.now();
    if (look !== undefined && isLive(look.state)) {
      const node = { kind: 'run', state: look.state };
      return [
        ...lenses,
        lens(lensResult(look, now), 'practicum.showCurves', node, lensTooltip(look, now)),
        lens('Stop', 'practicum.stopRun', node, 'Asks the script to save and end'),
      ];
    }
    const offer = this.#offer(document, entry);
    if (entry.kind !== 'config') lenses.push(lens('Debug', 'practicum.debugScript', target, `${command}, in the debugger`));
    if (offer.hasDryRun) lenses.push(lens('Dry run', 'practicum.dryRun', target, 'A few steps, with the script’s own options for it'));
    lenses.push(lens('Train on…', 'practicum.trainOn', target, 'Chooses the device'));
    if (offer.hasOptions || kept.length > 0) {
      lenses.push(
        lens(
          kept.length === 0 ? 'Arguments…' : `⚙ ${shortened(joinWords(kept))}`,
          'practicum.trainWithArguments',
          target,
          'Arguments of the run',
        ),
      );
    }
    if (look === undefined) return lenses;
    const node = { kind: 'run', state: look.state };
    lenses.push(lens(lensResult(look, now), 'practicum.showCurves', node, lensTooltip(look, now)));
    if (look.state.status === 'failed') lenses.push(lens('Fix this run', 'practicum.fixRun', node, 'Asks Practicum, with the evidence'));
    return lenses;
  }

  #offer(document: vscode.TextDocument, entry: EntryPoint): Offer {
    const known = this.#offers.get(document);
    if (known?.version === document.version) return known.offer;
    const glance = entry.kind === 'config' ? undefined : glanceAtOptions(document.getText());
    const offer = {
      hasOptions: glance?.hasOptions === true,
      hasDryRun: glance?.mayEndEarly === true || dryRunArguments(entry, [], []) !== undefined,
    };
    this.#offers.set(document, { version: document.version, offer });
    return offer;
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

interface Offer {
  readonly hasOptions: boolean;
  readonly hasDryRun: boolean;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
