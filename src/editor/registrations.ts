import * as vscode from 'vscode';
import type { DisposableList } from '../base/disposables.ts';
import { mcpProvider, participant } from './agentEntries.ts';
import { beginCurves } from './beginCurves.ts';
import {
  type CommandId,
  commands,
  curvesTabType,
  datasetEditorType,
  hubAccount,
  paperEditorType,
  paperPlaceType,
  paperTabType,
  reproductionTabType,
  taskType,
  views,
} from './contributions.ts';
import type { EditorSide } from './editorSide.ts';
import type { Late } from './late.ts';
import { lensSelector } from './lensSelector.ts';
import { outsideTools } from './outsideTools.ts';
import type { RunsNode } from './runsNodes.ts';
import { type DiffSide, diffSchemes, paperScheme, reportScheme } from './schemes.ts';
import type { Trace } from './trace.ts';

/**
 * All that the manifest promises, told to the editor at activation. Each entry hands on to the editor side, which is loaded by whichever
 * is used first: so this file and what it imports stay small.
 */
export function register(context: vscode.ExtensionContext, late: Late<EditorSide>, owned: DisposableList): void {
  registerCommands(late, owned);
  registerViews(context, late, owned);
  registerDocuments(late, owned);
  registerDatasets(late, owned);
  registerPapers(late, owned);
  registerTrace(late, owned);
  registerTraining(late, owned);
  registerTools(late, owned);
  registerParticipant(late, owned);
  registerAccount(late, owned);
}

function registerCommands(late: Late<EditorSide>, owned: DisposableList): void {
  for (const id of Object.keys(commands).filter(isCommandId))
    owned.add(vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => (await late.get()).runCommand(id, args)));
}

function isCommandId(id: string): id is CommandId {
  return Object.hasOwn(commands, id);
}

function registerViews(context: vscode.ExtensionContext, late: Late<EditorSide>, owned: DisposableList): void {
  owned.add(
    vscode.window.registerWebviewViewProvider(views.chat, {
      // The curves may be there as well, and go ahead.
      resolveWebviewView: async (view) => (await late.inTurn()).chatView.resolveWebviewView(view),
    }),
  );
  owned.add(
    vscode.window.registerWebviewViewProvider(views.curves, {
      resolveWebviewView: async (view) => {
        // The page and what it showed last go ahead: loading the editor side would keep them waiting.
        const begun = beginCurves(context, view);
        late.letAhead(begun);
        (await late.get()).curvesView.resume(view, await begun);
      },
    }),
  );
  owned.add(
    vscode.window.registerWebviewPanelSerializer(curvesTabType, {
      deserializeWebviewPanel: async (panel) => (await late.get()).curvesView.tabs.deserializeWebviewPanel(panel),
    }),
  );
  const runs = owned.add(
    vscode.window.createTreeView<RunsNode>(views.runs, {
      treeDataProvider: {
        onDidChangeTreeData: late.event(({ runsTree }) => runsTree.onDidChangeTreeData),
        getChildren: async (node) => {
          const { runsTree } = await late.inTurn();
          runsTree.showIn(runs);
          return runsTree.getChildren(node);
        },
        getTreeItem: async (node) => (await late.get()).runsTree.getTreeItem(node),
        resolveTreeItem: async (item, node) => (await late.get()).runsTree.resolveTreeItem(item, node),
      },
      canSelectMany: true,
      dragAndDropController: {
        dragMimeTypes: [],
        dropMimeTypes: ['text/uri-list'],
        handleDrop: async (_target, data, token) => (await late.get()).dropOnRuns(data, token),
      },
    }),
  );
}

function registerDocuments(late: Late<EditorSide>, owned: DisposableList): void {
  const diff = (side: DiffSide): vscode.Disposable =>
    vscode.workspace.registerTextDocumentContentProvider(diffSchemes[side], {
      provideTextDocumentContent: async (uri) => (await late.get()).diffText(uri, side),
    });
  owned.add(diff('before'));
  owned.add(diff('after'));
  owned.add(
    vscode.workspace.registerTextDocumentContentProvider(reportScheme, {
      onDidChange: late.event(({ reports }) => reports.onDidChange),
      provideTextDocumentContent: async (uri) => (await late.get()).reports.provideTextDocumentContent(uri),
    }),
  );
}

function registerDatasets(late: Late<EditorSide>, owned: DisposableList): void {
  owned.add(
    vscode.window.registerCustomEditorProvider(datasetEditorType, {
      openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
      resolveCustomEditor: async ({ uri }, panel) => (await late.get()).showDataset(uri, panel),
    }),
  );
}

function registerPapers(late: Late<EditorSide>, owned: DisposableList): void {
  owned.add(
    vscode.window.registerCustomEditorProvider(
      paperEditorType,
      {
        openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
        resolveCustomEditor: async ({ uri }, panel) => (await (await late.get()).papers()).fillEditor(uri, panel),
      },
      { supportsMultipleEditorsPerDocument: true },
    ),
  );
  owned.add(
    vscode.window.registerCustomEditorProvider(paperPlaceType, {
      openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
      resolveCustomEditor: async ({ uri }, panel) => (await (await late.get()).papers()).handOn(uri, panel),
    }),
  );
  owned.add(
    vscode.workspace.registerTextDocumentContentProvider(paperScheme, {
      provideTextDocumentContent: async (uri) => (await (await late.get()).trace.ifNeeded())?.paperText(uri.query) ?? uri.query,
    }),
  );
  owned.add(
    vscode.window.registerWebviewPanelSerializer(paperTabType, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await (await late.get()).papers()).restore(panel, state),
    }),
  );
  owned.add(
    vscode.window.registerWebviewPanelSerializer(reproductionTabType, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await (await late.get()).reproductions()).restore(panel, state),
    }),
  );
}

/** Links between code and papers. */
function registerTrace(late: Late<EditorSide>, owned: DisposableList): void {
  const code: vscode.DocumentSelector = [
    { language: 'python', scheme: 'file' },
    { language: 'python', scheme: 'vscode-notebook-cell' },
  ];
  const trace = async (document: vscode.TextDocument): Promise<Trace | undefined> => (await late.inTurn()).trace.ifNeeded(document);
  owned.add(
    vscode.languages.registerCodeLensProvider(code, {
      onDidChangeCodeLenses: late.event(({ trace: { onDidChangeCodeLenses } }) => onDidChangeCodeLenses),
      provideCodeLenses: async (document) => (await trace(document))?.lenses(document),
    }),
  );
  owned.add(
    vscode.languages.registerHoverProvider(code, { provideHover: async (document, at) => (await trace(document))?.hover(document, at) }),
  );
  owned.add(
    vscode.languages.registerDefinitionProvider(code, {
      provideDefinition: async (document, at) => (await trace(document))?.definition(document, at),
    }),
  );
  owned.add(
    vscode.languages.registerDocumentLinkProvider(code, {
      provideDocumentLinks: async (document) => (await trace(document))?.documentLinks(document),
    }),
  );
  owned.add(
    vscode.languages.registerCodeActionsProvider(
      code,
      { provideCodeActions: async (document, range) => (await trace(document))?.actions(document, range) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
}

function registerTraining(late: Late<EditorSide>, owned: DisposableList): void {
  owned.add(
    vscode.languages.registerCodeLensProvider(lensSelector, {
      onDidChangeCodeLenses: late.event(({ lenses }) => lenses.onDidChangeCodeLenses),
      provideCodeLenses: async (document) => (await late.inTurn()).lenses.provideCodeLenses(document),
    }),
  );
  owned.add(
    vscode.notebooks.registerNotebookCellStatusBarItemProvider('jupyter-notebook', {
      provideCellStatusBarItems: async (cell) => (await late.inTurn()).cells.provideCellStatusBarItems(cell),
    }),
  );
  owned.add(
    vscode.tasks.registerTaskProvider(taskType, {
      provideTasks: async (token) => (await late.get()).tasks.provideTasks(token),
      resolveTask: async (task) => (await late.get()).tasks.resolveTask(task),
    }),
  );
}

/** For other agents of the editor. */
function registerTools(late: Late<EditorSide>, owned: DisposableList): void {
  for (const { name, tool, displayName } of outsideTools)
    owned.add(
      vscode.lm.registerTool<object>(name, {
        prepareInvocation: () => ({ invocationMessage: tool === 'start_run' ? `${displayName} (you may be asked)` : displayName }),
        invoke: async ({ input }, token) => (await late.get()).callTool(tool, input, token),
      }),
    );
}

/** In the editor's own chat, and as a server that the editor starts for other agents. */
function registerParticipant(late: Late<EditorSide>, owned: DisposableList): void {
  // Editors that are made of VS Code may lack either, and all else of Practicum works there.
  if (typeof vscode.chat?.createChatParticipant === 'function') {
    const made = owned.add(
      vscode.chat.createChatParticipant(participant.id, async (request, context, stream, token) =>
        (await late.get()).answerRequest(request, context, stream, token),
      ),
    );
    made.iconPath = new vscode.ThemeIcon('graph-line');
    made.followupProvider = { provideFollowups: async (result) => (await late.get()).followups(result) };
  }
  if (typeof vscode.lm.registerMcpServerDefinitionProvider !== 'function') return;
  owned.add(
    vscode.lm.registerMcpServerDefinitionProvider(mcpProvider.id, {
      onDidChangeMcpServerDefinitions: late.event(({ onDidChangeMcpServers }) => onDidChangeMcpServers),
      provideMcpServerDefinitions: async () => (await late.inTurn()).mcpServers(),
    }),
  );
}

/** One session at a time: the Hub that is set. */
function registerAccount(late: Late<EditorSide>, owned: DisposableList): void {
  const provider: vscode.AuthenticationProvider = {
    onDidChangeSessions: late.event(({ hub }) => hub.onDidChangeSessions),
    getSessions: async () => (await late.inTurn()).hub.getSessions(),
    createSession: async () => (await late.get()).hub.createSession(),
    removeSession: async () => (await late.get()).hub.removeSession(),
  };
  owned.add(vscode.authentication.registerAuthenticationProvider(hubAccount.id, hubAccount.label, provider));
}
