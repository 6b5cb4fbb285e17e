/** The files of a reproduction for its tab: with what editors hold of them, and written so that Undo of the editor takes it back. */
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { PracticumError } from '../base/errors.ts';
import { setConfig } from '../reproduction/register/config.ts';
import type { RegisterRow } from '../reproduction/stages/records.ts';
import { papersFolder } from '../reproduction/trace/sideFile.ts';
import type { FileChange } from './reproductionFeed.ts';
import type { ReproductionFiles } from './reproductionRead.ts';

export class ReproductionDisk implements ReproductionFiles {
  /** Of the paper. */
  readonly folder: vscode.Uri;
  readonly #root: vscode.Uri;

  constructor(root: vscode.Uri, name: string) {
    this.#root = root;
    this.folder = vscode.Uri.joinPath(root, papersFolder, name);
  }

  async read(name: string): Promise<string | undefined> {
    return await textAt(vscode.Uri.joinPath(this.folder, name));
  }

  async hashes(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await Promise.all(
      paths.map(async (path) => {
        const bytes = await bytesAt(vscode.Uri.joinPath(this.#root, path));
        return bytes === undefined ? [] : [[path, createHash('sha256').update(bytes).digest('hex')] as const];
      }),
    );
    return new Map(found.flat());
  }

  uriOf({ of, file }: Pick<FileChange, 'of' | 'file'>): vscode.Uri {
    return vscode.Uri.joinPath(of === 'stage' ? this.folder : this.#root, file);
  }

  /** The code’s configuration with the row’s value; where that cannot be put there, why. */
  async config({ config, value, name }: RegisterRow): Promise<{ readonly change?: FileChange; readonly words?: string }> {
    if (config === undefined || value === undefined) return {};
    const { file, key } = config;
    if (file === undefined) return { words: `The command’s ${key} is part of the plan: change it there.` };
    const before = await textAt(vscode.Uri.joinPath(this.#root, file));
    if (before === undefined) return { words: `${file} is not there yet, so ${key} is set when it is written.` };
    try {
      const { text: after, line } = setConfig(before, file, key, value);
      return { change: { file, of: 'workspace', before, after }, words: `${file}:${line} says so, too.` };
    } catch (error) {
      if (!(error instanceof PracticumError)) throw error;
      return { words: `${error.message} Change ${name} in the code yourself.` };
    }
  }

  /** All of them or none, as one edit; saved, since others read them from the disk. Throws `file-changed`. */
  async write(changes: readonly FileChange[]): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    const documents: vscode.TextDocument[] = [];
    for (const change of changes) {
      const document = await vscode.workspace.openTextDocument(this.uriOf(change));
      const text = document.getText();
      if (text !== change.before) throw changedMeanwhile(change.file);
      documents.push(document);
      edit.replace(document.uri, ...smallest(document, change.after));
    }
    if (!(await vscode.workspace.applyEdit(edit)))
      throw new PracticumError('not-written', `${changes.map(({ file }) => file).join(' and ')} could not be changed.`, {
        hint: 'Look whether they may be written.',
      });
    for (const document of documents) await document.save();
  }
}

function changedMeanwhile(file: string): PracticumError {
  return new PracticumError('file-changed', `${file} was changed by somebody else meanwhile.`, {
    hint: 'Look at what stands there now, then do it once more.',
  });
}

/** Only what differs is replaced: cursors and folds elsewhere stay. */
function smallest(document: vscode.TextDocument, after: string): [vscode.Range, string] {
  const before = document.getText();
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(before.length - end));
  return [range, after.slice(start, after.length - end)];
}

/** What a person has not saved yet counts: they see that. An editor without changes may have missed what was written since. */
async function textAt(uri: vscode.Uri): Promise<string | undefined> {
  const changed = vscode.workspace.textDocuments.find(
    ({ isClosed, isDirty, uri: shown }) => !isClosed && isDirty && shown.toString() === uri.toString(),
  );
  if (changed !== undefined) return changed.getText();
  const bytes = await bytesAt(uri);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

async function bytesAt(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && (error.code === 'FileNotFound' || error.code === 'FileNotADirectory')) return undefined;
    throw error;
  }
}
