import * as vscode from 'vscode';
import type { WatchdogRule } from '../runs/alert.ts';
import { changeMarks } from '../runs/marks.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import { actionRows, watchdogRows } from './watchdogRows.ts';

/** *Watchdogs…* of a run, one after the other until the person leaves: its supervisor hears of each at once. */
export async function switchWatchdogs(run: RunState): Promise<void> {
  const title = `Watchdogs of ${runTitle(run)}`;
  let state = run;
  for (;;) {
    const placeHolder = 'Choose one to switch it for this run; what it finds from then on counts';
    const chosen = await vscode.window.showQuickPick(watchdogRows(state), { title, placeHolder, matchOnDetail: true });
    if (chosen === undefined) return;
    state = (await switchOne(state, chosen.rule, title)) ?? state;
  }
}

/** Undefined: the person went back. */
async function switchOne(run: RunState, rule: WatchdogRule, title: string): Promise<RunState | undefined> {
  const row = await vscode.window.showQuickPick(actionRows(run, rule), { title: `${title}: ${rule}`, placeHolder: 'What it does' });
  if (row === undefined) return undefined;
  return { ...run, marks: await changeMarks(run.folder, { watchdogs: { [rule]: row.action } }) };
}
