import * as vscode from 'vscode';
import { PracticumError } from '../base/errors.ts';
import { impliedCommand } from '../runs/entries/impliedCommand.ts';
import { findInterpreter } from '../runs/interpreter.ts';
import { rootOf } from '../runs/rootOf.ts';
import { debugConfiguration } from './debugConfiguration.ts';
import type { EditorWindow } from './editorWindow.ts';
import { KeptArguments } from './keptArguments.ts';
import { requireTrainingPlace, trainingOf } from './trainingScript.ts';

const debuggerId = 'ms-python.debugpy';

/** *Debug*: the same command under the Python Debugger. It is no run: nothing of it is recorded, and it ends with the debugger. */
export async function debugTraining(window: EditorWindow, target: unknown): Promise<void> {
  requireTrainingPlace();
  if (vscode.extensions.getExtension(debuggerId) === undefined) {
    throw new PracticumError(
      'no-debugger',
      'Debugging Python needs the extension “Python Debugger” (ms-python.debugpy), which is not installed.',
      {
        hint: 'Install it, then click Debug again.',
      },
    );
  }
  const training = await trainingOf(target);
  const { script, entry } = training;
  const { host } = await window.workbench();
  const root = rootOf(host.roots, script);
  if (root === undefined) {
    throw new PracticumError('outside-workspace', `${script} lies outside of this workspace.`, { hint: 'Open its folder first.' });
  }
  const machine = { root, home: host.home, env: host.env, chosen: await host.interpreter() };
  const { runner } = await impliedCommand(training, undefined, machine);
  const python = await findInterpreter(machine);
  const kept = new KeptArguments(window.context.workspaceState).of(script);
  const configuration = debugConfiguration({
    script,
    runner,
    args: [...entry.args, ...kept],
    cwd: root,
    python: python.path,
  });
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(script));
  // The debugger says itself what is in its way.
  await vscode.debug.startDebugging(folder, configuration);
}
