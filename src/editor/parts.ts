import * as vscode from 'vscode';
import type { DisposableList } from '../base/disposables.ts';
import type { RunId } from '../base/ids.ts';
import { ApprovalViews } from './approvalViews.ts';
import { chatActions } from './chatActions.ts';
import { ChatView } from './chatView.ts';
import { CurvesView } from './curvesView.ts';
import type { EditorWindow } from './editorWindow.ts';
import { GrantStatus } from './grantStatus.ts';
import { Interpreters } from './interpreters.ts';
import { McpDoor } from './mcpDoor.ts';
import type { PaperReaders } from './paperReaders.ts';
import { Reports } from './reports.ts';
import { RunAlerts } from './runAlerts.ts';
import { RunEnds } from './runEnds.ts';
import { RunStates } from './runStates.ts';
import { RunsTree } from './runsTree.ts';
import { SpendItem } from './spendItem.ts';
import { TrainCells } from './trainCells.ts';
import { TrainLenses } from './trainLenses.ts';
import { TrainTasks } from './trainTasks.ts';

/** The parts of the editor side: what commands act on, and what the editor asks. */
export interface Parts {
  readonly chatView: ChatView;
  readonly curvesView: CurvesView;
  readonly approvals: ApprovalViews;
  readonly reports: Reports;
  readonly states: RunStates;
  readonly runsTree: RunsTree;
  readonly lenses: TrainLenses;
  readonly cells: TrainCells;
  readonly tasks: TrainTasks;
  readonly mcp: McpDoor;
}

/** Puts the parts together. Each is thin until it is looked at. `python`: where the interpreter is shown. */
export function makeParts(
  window: EditorWindow,
  python: vscode.LanguageStatusItem,
  papers: () => Promise<PaperReaders>,
  owned: DisposableList,
): Parts {
  const states = owned.add(new RunStates(window));
  const curvesView = owned.add(new CurvesView(window, (text) => chatView.compose({ text, mentions: [], focus: true })));
  const showRun = (run: RunId): Promise<void> => curvesView.reveal(run);
  const chatView = owned.add(new ChatView(window, chatActions(window, showRun, papers)));
  const runsTree = owned.add(new RunsTree(window, states));
  const lenses = owned.add(new TrainLenses(window, states, owned.add(new Interpreters(window, python))));
  owned.add(new RunEnds(window, states));
  owned.add(new RunAlerts(window, states, chatView));
  owned.add(
    window.onDidOpen((workbench) => {
      workbench.followHosts().catch((error: unknown) => window.log.error(error instanceof Error ? error : String(error)));
    }),
  );
  owned.add(new GrantStatus(window));
  owned.add(new SpendItem(window));
  const approvals = owned.add(new ApprovalViews(window, chatView));
  owned.add(
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      if (window.opened !== undefined) void offerReload();
    }),
  );
  const reports = owned.add(new Reports());
  return {
    chatView,
    curvesView,
    approvals,
    reports,
    states,
    runsTree,
    lenses,
    cells: new TrainCells(),
    tasks: new TrainTasks(window),
    mcp: owned.add(new McpDoor(window, reports)),
  };
}

async function offerReload(): Promise<void> {
  const choice = await vscode.window.showInformationMessage(
    'The workspace’s folders changed. Reload the window, so that Practicum works with the new ones.',
    'Reload Window',
  );
  if (choice !== undefined) await vscode.commands.executeCommand('workbench.action.reloadWindow');
}
