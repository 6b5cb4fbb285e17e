import * as vscode from 'vscode';
import type { Workbench } from '../app/api.ts';
import { DisposableList } from '../base/disposables.ts';
import { registerCommands } from './commands.ts';
import { EditorWindow } from './editorWindow.ts';
import { askConsent } from './keyPrompts.ts';
import { Models } from './models.ts';
import { registerParts } from './parts.ts';
import { withoutSecrets } from './secretFreeLog.ts';

/** What `activate` answers, for other extensions and for the tests in the host. */
export interface PracticumApi {
  /** Opens it when it is not open yet. */
  workbench(): Promise<Workbench>;
}

/** The one window that this process serves: `deactivate` is told nothing. */
let activated: EditorWindow | undefined;

/**
 * Registers what the manifest promises and loads nothing heavy. Never throws: the editor shows no message when an extension fails to
 * activate, so this one shows its own.
 */
export function activate(context: vscode.ExtensionContext): PracticumApi | undefined {
  const channel = vscode.window.createOutputChannel('Practicum', { log: true });
  context.subscriptions.push(channel);
  const log = withoutSecrets(channel);
  const owned = new DisposableList();
  context.subscriptions.push(owned);
  try {
    logUnhandledRejections(log, owned);
    const store = { secrets: context.secrets, memory: context.globalState, environment: process.env, askConsent };
    const models = owned.add(new Models(store, (listener) => context.secrets.onDidChange(listener)));
    const window = owned.add(
      new EditorWindow(context, log, async (opening) => {
        const { openWorkbench } = await import('./openWorkbench.ts');
        return openWorkbench(opening, models);
      }),
    );
    const parts = registerParts(window, owned);
    activated = window;
    registerCommands(window, store, parts, owned);
    return { workbench: () => window.workbench() };
  } catch (error) {
    owned.dispose();
    log.error(error instanceof Error ? error : String(error));
    void sayNotActivated(log);
    return undefined;
  }
}

/** The editor waits for it for a few seconds. What is not written by then is found again in the log. */
export async function deactivate(): Promise<void> {
  await activated?.close();
  activated = undefined;
}

async function sayNotActivated(log: vscode.LogOutputChannel): Promise<void> {
  const choice = await vscode.window.showErrorMessage(
    'Practicum could not start. Its log says why; reloading the window tries again.',
    'Show Log',
    'Reload Window',
  );
  if (choice === 'Show Log') log.show();
  if (choice === 'Reload Window') await vscode.commands.executeCommand('workbench.action.reloadWindow');
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
