import { readFile, realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Permit } from '../base/permit.ts';
import { FileChanged, fileError } from '../workspace/fileErrors.ts';
import type { FilesPort, WrittenFile } from '../workspace/files.ts';
import { createNodeFiles, type NodeFilesOptions } from '../workspace/nodeFiles.ts';
import { resolvePermitted } from '../workspace/paths.ts';
import { bytesOfNotebook, NotSaved, openNotebook, writeNotebook } from './editorNotebooks.ts';
import { smallestReplacement } from './replacement.ts';
import { saved } from './saved.ts';

/**
 * The person's files in the editor. A file that is open goes through its live buffer: undo takes the change back, and unsaved text is
 * what a change builds on; a notebook's cells likewise. Everything else goes to the disk.
 *
 * Training reads the disk, so a changed buffer is saved. Text that the person had not saved yet is saved with it, and they are told.
 */
export function createEditorFiles(options: NodeFilesOptions): FilesPort {
  const disk = createNodeFiles(options);
  const resolve = (permit: Permit, act: 'read' | 'write' | 'delete', path: string): Promise<string> =>
    resolvePermitted(options.require, permit, act, path, options.roots);
  return {
    async read(permit, path, signal) {
      const real = await resolve(permit, 'read', path);
      const notebook = await openNotebook(real);
      if (notebook?.isDirty === true) return { path: real, bytes: await bytesOfNotebook(notebook), isDirty: true };
      const document = await openDocument(real);
      // A clean buffer holds what the disk holds, less exactly: the editor evens out mixed line ends.
      if (document?.isDirty !== true) return disk.read(permit, path, signal);
      return { path: real, bytes: await bytesOf(document), isDirty: true };
    },

    async write(permit, path, bytes, expected) {
      const real = await resolve(permit, 'write', path);
      const notebook = await openNotebook(real);
      if (notebook !== undefined && expected !== undefined) {
        const wasDirty = notebook.isDirty;
        const written = await writeNotebook(notebook, real, bytes, expected);
        if (written !== undefined && wasDirty) sayBothSaved(notebook.uri);
        return written ?? disk.write(permit, path, bytes, expected);
      }
      const document = await openDocument(real);
      if (document === undefined || expected === undefined) return disk.write(permit, path, bytes, expected);
      if (document.isDirty) return writeUnsaved(document, real, bytes, expected);
      // A program changed the file a moment ago and the buffer has not caught up: the disk is the truth, and the editor will follow it.
      if (!(await isCaughtUp(document, real))) return disk.write(permit, path, bytes, expected);
      if (!isEqual(await readDisk(real), expected)) throw new FileChanged(path, 'changed');
      return writeBuffer(document, real, bytes, expected);
    },

    async delete(permit, path, expected) {
      const real = await resolve(permit, 'delete', path);
      const document = await openDocument(real);
      const notebook = await openNotebook(real);
      if (document?.isDirty === true || notebook?.isDirty === true) throw new FileChanged(path, 'changed');
      await disk.delete(permit, path, expected);
    },
  };
}

async function writeUnsaved(document: vscode.TextDocument, real: string, bytes: Uint8Array, expected: Uint8Array): Promise<WrittenFile> {
  if (!isEqual(await bytesOf(document), expected)) throw new FileChanged(real, 'changed');
  const written = await writeBuffer(document, real, bytes, expected);
  sayBothSaved(document.uri);
  return written;
}

function sayBothSaved(uri: vscode.Uri): void {
  const name = vscode.workspace.asRelativePath(uri);
  void vscode.window.showInformationMessage(
    `${name} had unsaved changes of yours. The agent’s edit builds on them, and both were saved; Undo takes the edit back.`,
  );
}

async function writeBuffer(document: vscode.TextDocument, real: string, bytes: Uint8Array, expected: Uint8Array): Promise<WrittenFile> {
  const text = await vscode.workspace.decode(bytes, { encoding: document.encoding });
  const current = document.getText();
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const change = smallestReplacement(current, text.replaceAll(/\r\n|\r|\n/g, eol));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(change.start), document.positionAt(change.end)), change.text);
  // Refused when the document changed after `current` was read.
  if (!(await vscode.workspace.applyEdit(edit))) throw new FileChanged(real, 'changed');
  if (!(await saved(document))) throw new NotSaved(real);
  // A formatter may have had its say while saving.
  return { path: real, before: expected, after: await bytesOf(document) };
}

/** The document that shows this very file, also when it was opened through a link. */
async function openDocument(real: string): Promise<vscode.TextDocument | undefined> {
  for (const document of vscode.workspace.textDocuments) {
    if (document.isClosed || document.uri.scheme !== 'file') continue;
    const path = document.uri.fsPath;
    if (path === real || (await realpath(path).catch(() => path)) === real) return document;
  }
  return undefined;
}

/** As it would be saved. */
async function bytesOf(document: vscode.TextDocument): Promise<Uint8Array> {
  return vscode.workspace.encode(document.getText(), { encoding: document.encoding });
}

async function isCaughtUp(document: vscode.TextDocument, real: string): Promise<boolean> {
  const onDisk = await vscode.workspace.decode(await readDisk(real), { encoding: document.encoding });
  return evenLines(onDisk) === evenLines(document.getText());
}

async function readDisk(real: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(real));
  } catch (error) {
    throw fileError(error, real, 'read');
  }
}

function evenLines(text: string): string {
  return text.replaceAll(/\r\n|\r/g, '\n');
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
