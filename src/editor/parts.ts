import * as vscode from 'vscode';
import type { DisposableList } from '../base/disposables.ts';
import type { RunId } from '../base/ids.ts';
import { ApprovalViews } from './approvalViews.ts';
import { chatActions } from './chatActions.ts';
import { ChatView } from './chatView.ts';
import { views } from './contributions.ts';
import { registerCopilotTools } from './copilotTools.ts';
import { CurvesView } from './curvesView.ts';
import { registerDiffs } from './diffs.ts';
import type { EditorWindow } from './editorWindow.ts';
import { GrantStatus } from './grantStatus.ts';
import { Interpreters } from './interpreters.ts';
import { Reports } from './reports.ts';
import { RunAlerts } from './runAlerts.ts';
import { RunEnds } from './runEnds.ts';
import { RunStates } from './runStates.ts';
import { runsDrop } from './runsDrop.ts';
import { RunsTree } from './runsTree.ts';
import { SpendItem } from './spendItem.ts';
import { TrainCells } from './trainCells.ts';
import { lensSelector, TrainLenses } from './trainLenses.ts';
import { TrainTasks, taskType } from './trainTasks.ts';

/** The parts of the editor side that commands act on. */
export interface Parts {
  readonly chatView: ChatView;
  readonly curvesView: CurvesView;
  readonly approvals: ApprovalViews;
  readonly reports: Reports;
  readonly states: RunStates;
}

/** Puts the parts together and registers them. Each is thin until it is looked at. */
export function registerParts(window: EditorWindow, owned: DisposableList): Parts {
  const states = owned.add(new RunStates(window));
  const curvesView = owned.add(new CurvesView(window, (text) => chatView.compose({ text, mentions: [], focus: true })));
  const showRun = (run: RunId): Promise<void> => curvesView.reveal(run);
  const chatView = owned.add(new ChatView(window, chatActions(window, showRun)));
  owned.add(vscode.window.registerWebviewViewProvider(views.chat, chatView));
  owned.add(vscode.window.registerWebviewViewProvider(views.curves, curvesView));
  const treeDataProvider = owned.add(new RunsTree(window, states));
  owned.add(vscode.window.createTreeView(views.runs, { treeDataProvider, canSelectMany: true, dragAndDropController: runsDrop(window) }));
  const interpreters = owned.add(new Interpreters(window));
  owned.add(vscode.languages.registerCodeLensProvider(lensSelector, owned.add(new TrainLenses(window, states, interpreters))));
  owned.add(vscode.tasks.registerTaskProvider(taskType, new TrainTasks(window)));
  owned.add(vscode.notebooks.registerNotebookCellStatusBarItemProvider('jupyter-notebook', new TrainCells()));
  owned.add(new RunEnds(window, states));
  owned.add(new RunAlerts(window, states, chatView));
  owned.add(registerDiffs(window));
  owned.add(registerCopilotTools(window));
  owned.add(
    window.onDidOpen((workbench) => {
      workbench.followHosts().catch((error: unknown) => window.log.error(error instanceof Error ? error : String(error)));
    }),
  );
  owned.add(new GrantStatus(window));
  owned.add(new SpendItem(window));
  const approvals = owned.add(new ApprovalViews(window, chatView));
  // Somebody was being waited for when the window closed: open now, so that the question is asked again.
  if (approvals.wereLeftPending)
    window.workbench().catch((error: unknown) => window.log.error(error instanceof Error ? error : String(error)));
  owned.add(
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      if (window.opened !== undefined) void offerReload();
    }),
  );
  return { chatView, curvesView, approvals, reports: owned.add(new Reports()), states };
}

async function offerReload(): Promise<void> {
  const choice = await vscode.window.showInformationMessage(
    'The workspace’s folders changed. Reload the window, so that Practicum works with the new ones.',
    'Reload Window',
  );
  if (choice !== undefined) await vscode.commands.executeCommand('workbench.action.reloadWindow');
}
