import * as vscode from 'vscode';
import type { Workbench } from '../app/api.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { EditorSide } from './editorSide.ts';
import { Late } from './late.ts';
import { wereLeftPending } from './leftPending.ts';
import { register } from './registrations.ts';

/** What `activate` answers, for other extensions and for the tests in the host. */
export interface PracticumApi {
  /** Opens it when it is not open yet. */
  workbench(): Promise<Workbench>;
}

const knockAfterMs = 5_000;

/** The one window that this process serves: `deactivate` is told nothing. */
let activated: Late<EditorSide> | undefined;

/**
 * Registers what the manifest promises and loads nothing else. Never throws: the editor shows no message when an extension fails to
 * activate, so this one shows its own.
 */
export function activate(context: vscode.ExtensionContext): PracticumApi | undefined {
  const sinceMs = Date.now();
  const log = vscode.window.createOutputChannel('Practicum', { log: true });
  context.subscriptions.push(log);
  const owned = new DisposableList();
  context.subscriptions.push(owned);
  try {
    const python = owned.add(pythonItem());
    const late = owned.add(
      new Late(async (ownedBySide): Promise<EditorSide> => {
        try {
          const { openEditorSide } = await import('./editorSide.ts');
          return openEditorSide({ context, log, sinceMs }, python, ownedBySide);
        } catch (error) {
          sayNotStarted(log, error);
          throw error;
        }
      }, hasAsked),
    );
    register(context, late, owned);
    activated = late;
    // What went wrong has been said.
    if (wereLeftPending(context.workspaceState)) late.get().catch(() => undefined);
    owned.add(knockLater(late, log));
    return { workbench: async () => (await late.get()).window.workbench() };
  } catch (error) {
    owned.dispose();
    sayNotStarted(log, error);
    return undefined;
  }
}

const mostAskingMs = 2_000;

/**
 * Resolves once the window had the time to ask for the views that it begins with: it asks before it answers. To load the editor side for what it
 * asks for before them (accounts, servers of tools, lenses) would keep a page waiting that could be there at once.
 */
async function hasAsked(): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const asked = async (): Promise<void> => {
    // Twice: the first answer may overtake what the window asks upon being told that this is activated.
    for (let answers = 0; answers < 2; answers++) await vscode.commands.executeCommand('setContext', 'practicum.isActivated', true);
  };
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, mostAskingMs);
  });
  await Promise.race([asked(), late]).finally(() => clearTimeout(timer));
}

/** Another agent may ask something in a folder of this window. Whoever looks for that is loaded when the window has started. */
function knockLater(late: Late<EditorSide>, log: vscode.LogOutputChannel): Disposable {
  const owned = new DisposableList();
  const timer = setTimeout(async () => {
    try {
      const { onKnock } = await import('./outsideKnock.ts');
      owned.add(onKnock(async () => (await late.get()).window.workbench()));
    } catch (error) {
      log.warn(String(error));
    }
  }, knockAfterMs);
  owned.add({ dispose: () => clearTimeout(timer) });
  return owned;
}

/** Says in the language status of Python files which interpreter would train, once that is known. */
function pythonItem(): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem('practicum.interpreter', { language: 'python', scheme: 'file' });
  item.name = 'Practicum: Python for training';
  item.command = { title: 'Choose', command: 'practicum.chooseInterpreter' };
  item.text = 'Python for training';
  return item;
}

/** The editor waits for it for a few seconds. What is not written by then is found again in the log. */
export async function deactivate(): Promise<void> {
  await activated?.close();
  activated = undefined;
}

function sayNotStarted(log: vscode.LogOutputChannel, error: unknown): void {
  log.error(error instanceof Error ? error : String(error));
  void offerReload(log);
}

async function offerReload(log: vscode.LogOutputChannel): Promise<void> {
  const choice = await vscode.window.showErrorMessage(
    'Practicum could not start. Its log says why; reloading the window tries again.',
    'Show Log',
    'Reload Window',
  );
  if (choice === 'Show Log') log.show();
  if (choice === 'Reload Window') await vscode.commands.executeCommand('workbench.action.reloadWindow');
}
