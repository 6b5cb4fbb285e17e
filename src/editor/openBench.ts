import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { BudgetSettings, ResearchBudget, WorkbenchHost, WorkLimits } from '../app/api.ts';
import { type OpenBench, openBench } from '../app/bench.ts';
import { knownSecrets } from '../app/knownSecrets.ts';
import type { SandboxSettings } from '../app/sandboxSettings.ts';
import { usualBudget, usualLimits, usualResearch } from '../app/usualLimits.ts';
import { defined } from '../base/defined.ts';
import { DisposableList } from '../base/disposables.ts';
import type { Mode } from '../base/effects.ts';
import { isHostPattern } from '../base/hostPatterns.ts';
import { learnSecrets } from '../base/redact.ts';
import { effortOf } from '../models/choiceEffort.ts';
import type { FilesPort } from '../workspace/files.ts';
import { createEditorFiles } from './editorFiles.ts';
import type { EditorWindow } from './editorWindow.ts';
import { home } from './home.ts';
import type { HubAccount } from './hubAccount.ts';
import { chosenInterpreter } from './interpreter.ts';
import { createEditorMcpHost } from './mcpHost.ts';
import type { Models } from './models.ts';
import { createEditorPapersHost } from './papersHost.ts';
import { editorRunSettings } from './runSettings.ts';
import { readAmount, readCount, readList, readOwn, readSetting, writeSetting } from './settings.ts';
import { createEditorWebHost } from './webHost.ts';

/** Opens what runs need in this window. Much hangs on this module, so it is imported on first use only. */
export async function openEditorBench(window: EditorWindow, models: Models, hub: HubAccount): Promise<OpenBench> {
  const roots = await workspaceRoots();
  window.log.info(`Opening the workbench for ${roots.length === 0 ? 'no folder' : roots.join(', ')}`);
  learnSecrets(knownSecrets({ env: process.env, homedir: homedir(), home: home(), roots }));
  const owned = new DisposableList();
  window.context.subscriptions.push(owned);
  const host: WorkbenchHost = {
    app: `vscode ${vscode.version}`,
    home: home(),
    roots,
    showsOutside: true,
    isTrusted: () => vscode.workspace.isTrusted,
    model: (role) => models.model(role),
    modelLabel: (role) => models.label(role),
    fallbackModel: () => models.fallback(),
    effort: () => effortOf(readSetting('practicum.reasoningEffort')),
    onDidChangeModel: models.onDidChange,
    mode: mode(readSetting('practicum.mode')),
    limits,
    budget,
    researchBudget,
    makeFiles: (require) => telling(createEditorFiles({ roots, require }), window),
    dist: window.asset('dist').fsPath,
    node: process.execPath,
    env: process.env,
    interpreter: () => chosenInterpreter(roots),
    runSettings: editorRunSettings,
    sandboxSettings,
    hub: (await hub.parts()).host,
    web: createEditorWebHost(window.context),
    papers: createEditorPapersHost(window.context),
    mcp: createEditorMcpHost(window, roots, owned),
    useInterpreter: (python) => writeSetting('practicum.python.interpreter', python, 'workspace'),
    log: (level, text) => window.log[level](text),
  };
  return openBench(host);
}

/** What the agent writes is looked at without an event of the disk. */
function telling(files: FilesPort, window: EditorWindow): FilesPort {
  const told = async <T>(deed: Promise<T>): Promise<T> => await deed.finally(() => window.noteWritten());
  return {
    read: (...given) => files.read(...given),
    write: (...given) => told(files.write(...given)),
    delete: (...given) => told(files.delete(...given)),
  };
}

/** Folders on this machine's disk, links resolved, so that a session belongs to the same folder however it was opened. */
async function workspaceRoots(): Promise<readonly string[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return Promise.all(folders.map(({ uri }) => realpath(uri.fsPath).catch(() => uri.fsPath)));
}

function mode(setting: string): Mode {
  return setting === 'plan' || setting === 'auto' ? setting : 'ask';
}

/** What stands there and is no amount counts as not set. */
function researchBudget(): ResearchBudget {
  const set = new Map<string, unknown>(Object.entries(readOwn('practicum.research.budget') ?? {}));
  const amountOf = (name: string): number | undefined => {
    const amount = set.get(name);
    return typeof amount === 'number' && Number.isFinite(amount) && amount >= 0 ? amount : undefined;
  };
  const tokens = Math.floor(amountOf('tokens') ?? 0);
  return { usd: capOf(amountOf('usd'), usualResearch.usd), tokens: tokens < 1 ? usualResearch.tokens : tokens };
}

function budget(): BudgetSettings {
  return {
    sessionUsd: capOf(readAmount('practicum.budget.session'), usualBudget.sessionUsd),
    dayUsd: capOf(readAmount('practicum.budget.day'), usualBudget.dayUsd),
    runUsd: capOf(readAmount('practicum.budget.run'), usualBudget.runUsd),
    unpricedTokens: readCount('practicum.budget.unpricedTokens') ?? usualBudget.unpricedTokens,
    ...defined({ confirmEvery: readCount('practicum.editorModel.confirmEvery') }),
  };
}

/** 0 says that there is no cap; what is no sum says nothing. */
function capOf(setting: number | undefined, usual: number | null): number | null {
  if (setting === undefined) return usual;
  return setting === 0 ? null : setting;
}

function sandboxSettings(): SandboxSettings {
  const use = readSetting('practicum.sandbox.use');
  return { use: use === 'required' || use === 'off' ? use : 'auto', hosts: readList('practicum.sandbox.hosts').filter(isHostPattern) };
}

function limits(): WorkLimits {
  return {
    maxResponses: readCount('practicum.agent.maxResponses') ?? usualLimits.maxResponses,
    maxAttempts: readCount('practicum.agent.maxAttempts') ?? usualLimits.maxAttempts,
    delivery: readSetting('practicum.chat.whileWorking') === 'steer' ? 'steer' : 'queue',
  };
}
