import * as vscode from 'vscode';
import { hideSecrets } from '../base/redact.ts';
import { loadComparison } from '../runs/loadCompared.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import { comparisonReport } from './comparisonReport.ts';
import type { EditorWindow } from './editorWindow.ts';
import type { Reports } from './reports.ts';
import type { RunStates } from './runStates.ts';
import { durationText, outcomeText, runDurationMs } from './runText.ts';

/** *Compare…*: the two runs that are selected; else the one of the menu and one that is chosen; else two that are chosen. */
export async function compareTwo(window: EditorWindow, states: RunStates, reports: Reports, given: readonly RunState[]): Promise<void> {
  const all = await states.all();
  const first = given[0] ?? (await chooseRun(all, 'Compare two runs', 'The first of them'));
  if (first === undefined) return;
  const others = all.filter(({ spec }) => spec.id !== first.spec.id);
  const second = given[1] ?? (await chooseRun(others, `Compare ${runTitle(first)}`, 'With which run'));
  if (second === undefined) return;
  // The earlier one is A: what changed since is read from left to right.
  const [a, b] = first.spec.createdMs <= second.spec.createdMs ? [first, second] : [second, first];
  const { runs } = await window.workbench();
  const comparison = await loadComparison(runs, a.spec.id, b.spec.id);
  await reports.show(`${runTitle(a)} and ${runTitle(b)}`.replaceAll('/', '-'), hideSecrets(comparisonReport(comparison, Date.now())));
}

async function chooseRun(states: readonly RunState[], title: string, placeHolder: string): Promise<RunState | undefined> {
  const nowMs = Date.now();
  const items = states.map((state) => {
    const ms = runDurationMs(state, nowMs);
    const parts = [state.status, ms === undefined ? undefined : durationText(ms), outcomeText(state)];
    return {
      label: runTitle(state),
      description: parts.filter((part) => part !== undefined).join(' · '),
      detail: new Date(state.spec.createdMs).toLocaleString(),
      state,
    };
  });
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true, matchOnDetail: true }))?.state;
}
