import type * as vscode from 'vscode';
import type { DisposableList } from '../base/disposables.ts';
import type { CodeReview } from './codeReview.ts';
import { commandRunner, type RunCommand } from './commands.ts';
import { callOutsideTool } from './copilotTools.ts';
import { diffText } from './diffs.ts';
import { EditorWindow, type WindowOrigin } from './editorWindow.ts';
import { HubAccount } from './hubAccount.ts';
import { askConsent } from './keyPrompts.ts';
import { wereLeftPending } from './leftPending.ts';
import { onDidChangeMcpServers } from './mcpDefinitionChanges.ts';
import { Models } from './models.ts';
import type { PaperReaders } from './paperReaders.ts';
import { makeParts, type Parts } from './parts.ts';
import type { ReproductionTabs } from './reproductionTabs.ts';
import { dropOnRuns } from './runsDrop.ts';
import type { DiffSide } from './schemes.ts';
import { withoutSecrets } from './secretFreeLog.ts';
import { TraceDoor } from './traceDoor.ts';

/** All that stands behind what the editor was told at activation. */
export interface EditorSide extends Parts {
  readonly window: EditorWindow;
  readonly hub: HubAccount;
  readonly runCommand: RunCommand;
  readonly diffText: (uri: vscode.Uri, side: DiffSide) => Promise<string>;
  readonly dropOnRuns: (data: vscode.DataTransfer, token: vscode.CancellationToken) => Promise<void>;
  readonly showDataset: (uri: vscode.Uri, panel: vscode.WebviewPanel) => Promise<void>;
  /** Made, and all that reads papers loaded, when the first is opened. */
  readonly papers: () => Promise<PaperReaders>;
  /** Made when the first is opened. */
  readonly reproductions: () => Promise<ReproductionTabs>;
  readonly trace: TraceDoor;
  readonly close: () => Promise<void>;
  readonly callTool: (tool: string, input: object, token: vscode.CancellationToken) => Promise<vscode.LanguageModelToolResult>;
  readonly answerRequest: (...given: Parameters<vscode.ChatRequestHandler>) => Promise<vscode.ChatResult>;
  readonly followups: (result: vscode.ChatResult) => Promise<vscode.ChatFollowup[]>;
  readonly mcpServers: () => Promise<vscode.McpStdioServerDefinition[]>;
  readonly onDidChangeMcpServers: (listener: () => void) => vscode.Disposable;
}

/** Puts window and parts together. Imported when the first of them is used, not before: activation waits for none of it. */
export function openEditorSide(origin: WindowOrigin, python: vscode.LanguageStatusItem, owned: DisposableList): EditorSide {
  const { context } = origin;
  const log = withoutSecrets(origin.log);
  logUnhandledRejections(log, owned);
  const store = { secrets: context.secrets, memory: context.globalState, environment: process.env, askConsent };
  const models = owned.add(new Models(store, (listener) => context.secrets.onDidChange(listener)));
  const hub = owned.add(new HubAccount(store, context, log));
  const window = owned.add(
    new EditorWindow(
      { ...origin, log },
      {
        bench: async (opening) => (await import('./openBench.ts')).openEditorBench(opening, models, hub),
        workbench: async (_opening, bench) => (await import('./openWorkbench.ts')).openWorkbench(bench),
      },
    ),
  );
  const trace = new TraceDoor(window, owned);
  let readers: Promise<PaperReaders> | undefined;
  const papers = (): Promise<PaperReaders> => {
    readers ??= import('./paperReaders.ts').then(({ PaperReaders }) => {
      const made = owned.add(new PaperReaders(window, parts.chatView));
      trace.attach(made);
      return made;
    });
    return readers;
  };
  let tabs: Promise<ReproductionTabs> | undefined;
  const reproductions = (): Promise<ReproductionTabs> => {
    tabs ??= import('./reproductionTabs.ts').then(({ ReproductionTabs }) =>
      owned.add(new ReproductionTabs(window, parts.chatView, papers)),
    );
    return tabs;
  };
  let reviewing: Promise<CodeReview> | undefined;
  const review = (): Promise<CodeReview> => {
    reviewing ??= import('./codeReview.ts').then(({ CodeReview }) => owned.add(new CodeReview(window, papers, trace)));
    return reviewing;
  };
  const parts = makeParts(window, python, papers, owned);
  // Somebody was being waited for when the window closed: open now, so that the question is asked again.
  if (wereLeftPending(context.workspaceState))
    window.workbench().catch((error: unknown) => log.error(error instanceof Error ? error : String(error)));
  return {
    ...parts,
    window,
    hub,
    papers,
    reproductions,
    trace,
    runCommand: commandRunner(window, store, parts, hub, papers, reproductions, trace, review),
    diffText: (uri, side) => diffText(window, parts.mcp, uri, side),
    dropOnRuns: (data, token) => dropOnRuns(window, data, token),
    showDataset: async (uri, panel) => (await import('./previewDataset.ts')).fillDatasetEditor(window, uri, panel),
    close: () => window.close(),
    callTool: (tool, input, token) => callOutsideTool(window, tool, input, token),
    answerRequest: async (...given) => (await import('./participant.ts')).answerRequest(window, ...given),
    followups: async (result) => (await import('./participant.ts')).followups(result),
    mcpServers: async () => (await import('./mcpDefinitions.ts')).provideMcpServers(context),
    onDidChangeMcpServers,
  };
}

/** A rejection that nobody caught is a fault of ours when our files are in its stack. */
function logUnhandledRejections(log: vscode.LogOutputChannel, owned: DisposableList): void {
  const here = new URL('.', import.meta.url).pathname;
  const onRejection = (reason: unknown): void => {
    if (reason instanceof Error && reason.stack?.includes(here) === true) log.error('Nobody caught this:', reason);
  };
  process.on('unhandledRejection', onRejection);
  owned.add({ dispose: () => void process.off('unhandledRejection', onRejection) });
}
