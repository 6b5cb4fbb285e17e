import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import { interpreterOfEnvironments, interpreterOfPython } from './pythonEnvironments.ts';
import { readSetting, writeSetting } from './settings.ts';

/** Asked in this order. None of them has to be there. */
const extensions = [
  { id: 'ms-python.vscode-python-envs', interpreterOf: interpreterOfEnvironments },
  { id: 'ms-python.python', interpreterOf: interpreterOfPython },
] as const;

/** The interpreter that the person chose: the setting, else the Python extensions' choice; undefined when there is none. */
export async function chosenInterpreter(roots: readonly string[]): Promise<string | undefined> {
  const setting = readSetting('practicum.python.interpreter');
  if (setting !== '') return isAbsolute(setting) ? setting : join(roots[0] ?? '', setting);
  const resource = vscode.workspace.workspaceFolders?.[0]?.uri;
  for (const { id, interpreterOf } of extensions) {
    const extension = vscode.extensions.getExtension<unknown>(id);
    if (extension === undefined) continue;
    try {
      const found = await interpreterOf(await extension.activate(), resource);
      if (found !== undefined) return found;
    } catch {
      // It could not start, or could not answer: the next one may.
    }
  }
  return undefined;
}

/** *Choose Python Interpreter*: asks for a file and keeps it for this workspace. Empty takes the choice back. */
export async function chooseInterpreter(): Promise<void> {
  const path = await vscode.window.showInputBox({
    title: 'Python interpreter for training runs',
    value: readSetting('practicum.python.interpreter'),
    prompt: 'An absolute path, or one relative to the workspace folder. Empty: found by itself.',
    placeHolder: '/usr/bin/python3',
    ignoreFocusOut: true,
  });
  if (path !== undefined) await writeSetting('practicum.python.interpreter', path.trim(), 'workspace');
}
