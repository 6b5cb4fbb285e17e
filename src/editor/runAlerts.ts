import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { RunId } from '../base/ids.ts';
import type { RunAlert } from '../runs/alert.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import { alertsBesideEnd, alertsText, askPrompt, mayBeLastWords, worstLevel } from './alertText.ts';
import type { ChatView } from './chatView.ts';
import type { CommandId } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import type { RunStates } from './runStates.ts';
import type { RunsNode } from './runsNodes.ts';
import { isLive } from './runText.ts';
import { sayError } from './sayError.ts';
import { readSetting } from './settings.ts';

const ask = 'Ask Practicum';
const stop = 'Stop Run';
const show = 'Show';

/** Alerts come in bursts: a loss breaks, then the gradient, then the evaluation. */
const gatherMs = 1_500;
/** More runs than this in trouble at once are counted, not told one by one. */
const maxToasts = 3;

/**
 * Tells a person what the watchdogs of their runs found, once in each window that is open then. What was found before the window opened
 * stands in the tree and on the curve. A plain plateau does not interrupt: it is seen there too.
 */
export class RunAlerts implements Disposable {
  readonly #window: EditorWindow;
  readonly #chatView: ChatView;
  readonly #states: RunStates;
  readonly #owned = new DisposableList();
  readonly #sinceMs: number;
  readonly #told = new Set<string>();
  readonly #gathered = new Map<RunId, { readonly state: RunState; readonly alerts: RunAlert[] }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(window: EditorWindow, states: RunStates, chatView: ChatView) {
    this.#window = window;
    this.#chatView = chatView;
    this.#states = states;
    this.#sinceMs = window.sinceMs;
    this.#owned.add(states.onDidChange(() => this.#look(states.known)));
  }

  #look(states: readonly RunState[]): void {
    for (const state of states) for (const alert of state.alerts ?? []) this.#gather(state, alert);
    if (this.#gathered.size > 0) this.#timer ??= setTimeout(() => this.#tell(), gatherMs);
  }

  #gather(state: RunState, alert: RunAlert): void {
    const { id } = state.spec;
    const key = `${id} ${alert.id}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    if (alert.atMs < this.#sinceMs || (alert.level === 'info' && alert.action === 'notify')) return;
    const gathered = this.#gathered.get(id) ?? { state, alerts: [] };
    this.#gathered.set(id, { state, alerts: [...gathered.alerts, alert] });
  }

  #tell(): void {
    this.#timer = undefined;
    const due = [...this.#gathered.values()];
    this.#gathered.clear();
    const gathered = due.flatMap(({ state, alerts }) => {
      const now = this.#states.stateOf(state.spec.id) ?? state;
      const [wait, told] = this.#apart(now, isToldOf(now) ? alertsBesideEnd(now, alerts) : alerts);
      if (wait.length > 0) this.#gathered.set(now.spec.id, { state: now, alerts: [...wait] });
      return told.length === 0 ? [] : [{ state: now, alerts: told }];
    });
    if (this.#gathered.size > 0) this.#timer = setTimeout(() => this.#tell(), gatherMs);
    if (!mayInterrupt(gathered.flatMap(({ alerts }) => alerts))) return;
    if (gathered.length > maxToasts) void this.#tellCount(gathered).catch(sayError);
    else for (const { state, alerts } of gathered) void this.#tellOne(state, alerts).catch(sayError);
  }

  /** Those that the end of the run may tell in a moment, and the others. */
  #apart(state: RunState, alerts: readonly RunAlert[]): readonly [readonly RunAlert[], readonly RunAlert[]] {
    const { wait = [], told = [] } = Object.groupBy(alerts, (alert) =>
      isToldOf(state) && mayBeLastWords(state, alert, Date.now()) ? 'wait' : 'told',
    );
    return [wait, told];
  }

  async #tellOne(state: RunState, alerts: readonly RunAlert[]): Promise<void> {
    const text = alertsText(runTitle(state), alerts);
    const isStopped = alerts.some(({ action }) => action === 'stop');
    const buttons = isLive(state) && !isStopped ? [ask, stop, show] : [ask, show];
    const choice = await messageOf(worstLevel(alerts))(text, ...buttons);
    if (choice === ask) await this.#ask(state, alerts);
    if (choice === show) await command('practicum.showCurves', state);
    if (choice === stop) await this.#stop(state);
  }

  /** The run may have ended while the notification stood there. */
  async #stop({ spec: { id } }: RunState): Promise<void> {
    const { runs, stopRun } = await this.#window.workbench();
    if (isLive(await runs.get(id))) await stopRun(id);
  }

  /** A new conversation, so that whatever the agent does elsewhere is left alone. */
  async #ask({ spec }: RunState, alerts: readonly RunAlert[]): Promise<void> {
    const { chat } = await this.#window.workbench();
    await chat.newSession();
    await this.#chatView.reveal();
    await chat.send(askPrompt(spec, alerts), []);
  }

  async #tellCount(gathered: readonly { readonly state: RunState }[]): Promise<void> {
    const choice = await vscode.window.showWarningMessage(`The watchdogs found something in ${gathered.length} runs.`, show);
    if (choice === show) await vscode.commands.executeCommand('practicum.runs.focus');
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#owned.dispose();
  }
}

/** Whether the end of this run is told too: that of the agent’s is not. */
function isToldOf({ spec }: RunState): boolean {
  return spec.origin.by === 'person';
}

/** As for requests: the setting says when a notification may interrupt. What a run asks about, or was stopped for, is told unless never. */
function mayInterrupt(alerts: readonly RunAlert[]): boolean {
  const when = readSetting('practicum.approvals.notify');
  if (when === 'never') return false;
  return when !== 'away' || !vscode.window.state.focused || alerts.some(({ action }) => action !== 'notify');
}

type Message = (text: string, ...buttons: string[]) => Thenable<string | undefined>;

function messageOf(level: RunAlert['level']): Message {
  switch (level) {
    case 'error':
      return vscode.window.showErrorMessage;
    case 'warning':
      return vscode.window.showWarningMessage;
    case 'info':
      return vscode.window.showInformationMessage;
  }
}

async function command(id: CommandId, state: RunState): Promise<void> {
  await vscode.commands.executeCommand(id, { kind: 'run', state } satisfies RunsNode);
}
