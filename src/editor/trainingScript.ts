import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import { PracticumError } from '../base/errors.ts';
import { isConfig } from '../runs/entries/entries.ts';
import { readTraining, type Training } from '../runs/entries/training.ts';
import { saved } from './saved.ts';
import type { TrainTarget } from './trainLenses.ts';

/** What stands in the way of any training: no folder to keep runs in, or no trust. Throws PracticumError. */
export function requireTrainingPlace(): void {
  if (vscode.workspace.workspaceFolders === undefined) {
    throw new PracticumError('no-folder', 'Training needs a folder: runs are kept in it.', {
      hint: 'Open the folder that holds the script.',
    });
  }
  if (!vscode.workspace.isTrusted) {
    throw new PracticumError('untrusted', 'Training executes code of this folder, and the folder is not trusted.', {
      hint: 'Trust it, if you know its author.',
    });
  }
}

/** The file that a lens (`{ script }`), a menu (its file) or the palette (the active editor) means, saved, and how it is started. */
export async function trainingOf(target: unknown): Promise<Training> {
  const script = await scriptOf(target);
  await saveScripts(script);
  const text = new TextDecoder().decode(await readFileAt(script));
  const training = await readTraining(script, text);
  if (training !== undefined) return training;
  throw new PracticumError('no-training-config', `No program that is known here trains by ${vscode.workspace.asRelativePath(script)}.`, {
    hint: 'Known are configurations of axolotl, LLaMA-Factory, TRL, torchtune (with its “tune run” comment) and torchtitan. Train the script that reads this file, and give it as an argument.',
  });
}

async function readFileAt(script: string): Promise<Uint8Array> {
  try {
    return await vscode.workspace.fs.readFile(vscode.Uri.file(script));
  } catch (error) {
    throw new PracticumError('script-not-found', `There is no file ${script}.`, { hint: 'Save it, or open another one.', cause: error });
  }
}

async function scriptOf(target: unknown): Promise<string> {
  const uri = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
  const path = scriptIn(target) ?? (uri?.scheme === 'file' ? uri.fsPath : undefined);
  if (path === undefined || !(path.endsWith('.py') || isConfig(path))) {
    throw new PracticumError('no-script', 'There is no training script to run.', { hint: 'Open a Python file of the workspace first.' });
  }
  return realpath(path).catch(() => path);
}

function scriptIn(target: unknown): TrainTarget['script'] | undefined {
  return typeof target === 'object' && target !== null && 'script' in target && typeof target.script === 'string'
    ? target.script
    : undefined;
}

/** Python reads the disk, also for the modules that the script imports. */
async function saveScripts(script: string): Promise<void> {
  const unsaved = vscode.workspace.textDocuments.filter(
    ({ isDirty, languageId, uri }) => isDirty && uri.scheme === 'file' && (languageId === 'python' || uri.fsPath === script),
  );
  for (const document of unsaved) {
    if (await saved(document)) continue;
    throw new PracticumError('not-saved', `${vscode.workspace.asRelativePath(document.uri)} could not be saved, so nothing was started.`, {
      hint: 'Save it (the editor shows what is in the way), then train again.',
    });
  }
}
