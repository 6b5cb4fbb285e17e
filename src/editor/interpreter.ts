import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import { z } from 'zod';
import { readSetting, writeSetting } from './settings.ts';

/** What is used of the Python extension's API: https://github.com/microsoft/vscode-python/wiki/Python-Environment-APIs */
const pythonApi = z.object({
  environments: z.object({
    getActiveEnvironmentPath: z.custom<(resource?: vscode.Uri) => unknown>((value) => typeof value === 'function'),
  }),
});
const environmentPath = z.object({ path: z.string().min(1) });

/** The interpreter that the person chose: the setting, else the Python extension's choice; undefined when there is none. */
export async function chosenInterpreter(roots: readonly string[]): Promise<string | undefined> {
  const setting = readSetting('practicum.python.interpreter');
  if (setting !== '') return isAbsolute(setting) ? setting : join(roots[0] ?? '', setting);
  return pythonExtensionInterpreter();
}

async function pythonExtensionInterpreter(): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<unknown>('ms-python.python');
  if (extension === undefined) return undefined;
  try {
    const { environments } = pythonApi.parse(await extension.activate());
    const resource = vscode.workspace.workspaceFolders?.[0]?.uri;
    const { path } = environmentPath.parse(environments.getActiveEnvironmentPath(resource));
    // `python` alone means that nothing was chosen.
    return isAbsolute(path) ? path : undefined;
  } catch {
    return undefined;
  }
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
