import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { RunId } from '../base/ids.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import type { CommandId } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import type { RunStates } from './runStates.ts';
import type { RunsNode } from './runsNodes.ts';
import { durationText, isLive, isSilent, runDurationMs } from './runText.ts';

const openLog = 'Open Log';
const fix = 'Fix This Run';

/**
 * Tells a person when a run that they started came to nothing: it failed, was lost, or printed nothing. A run that trained well, or
 * that they stopped, is seen in the tree and the lens; a run of the agent's is the agent's to speak about.
 */
export class RunEnds implements Disposable {
  readonly #window: EditorWindow;
  readonly #states: RunStates;
  readonly #owned = new DisposableList();
  readonly #live = new Set<RunId>();
  /** A run younger than this window may have ended before it was first looked at. */
  readonly #sinceMs: number;
  readonly #seenToEnd = new Set<RunId>();

  constructor(window: EditorWindow, states: RunStates) {
    this.#window = window;
    this.#states = states;
    this.#sinceMs = window.sinceMs;
    this.#owned.add(states.onDidChange(() => this.#look()));
  }

  #look(): void {
    for (const state of this.#states.known) {
      const { id, createdMs, origin } = state.spec;
      if (isLive(state)) {
        this.#live.add(id);
        // It was resumed: its next end is another one.
        this.#seenToEnd.delete(id);
        continue;
      }
      if (this.#seenToEnd.has(id)) continue;
      this.#seenToEnd.add(id);
      if (origin.by === 'person' && (this.#live.delete(id) || createdMs >= this.#sinceMs))
        this.#tell(state).catch((error: unknown) => this.#window.log.error(String(error)));
    }
  }

  async #tell(state: RunState): Promise<void> {
    const said = await this.#say(state);
    if (said === undefined) return;
    const command: CommandId = said === fix ? 'practicum.fixRun' : 'practicum.openRunLog';
    await vscode.commands.executeCommand(command, { kind: 'run', state } satisfies RunsNode);
  }

  async #say(state: RunState): Promise<typeof openLog | typeof fix | undefined> {
    const name = runTitle(state);
    const ms = runDurationMs(state, Date.now());
    const after = ms === undefined ? '' : ` after ${durationText(ms)}`;
    switch (state.status) {
      case 'failed': {
        const cause = state.exit?.reason ?? (await this.#states.cause(state)) ?? 'it printed nothing that says why';
        return vscode.window.showErrorMessage(`The run “${name}” failed${after}: ${cause}`, fix, openLog);
      }
      case 'lost':
        return vscode.window.showWarningMessage(
          `The run “${name}” was cut off and nobody saw it end, as when a machine restarts. What it had printed and measured is kept.`,
          openLog,
        );
      case 'done':
        if (!isSilent(state)) return undefined;
        void vscode.window.showInformationMessage(
          `The run “${name}” ended${after} and printed nothing. Lines such as “step 100 loss 0.42” become curves.`,
        );
        return undefined;
      default:
        return undefined;
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
