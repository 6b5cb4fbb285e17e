import assert from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import * as vscode from 'vscode';
import { PracticumError } from '../../../src/base/errors.ts';
import type { CallId } from '../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import { createEditorFiles } from '../../../src/editor/editorFiles.ts';
import { readDisk, undoTo, workspaceFolder, write } from './practicum.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);

/** The port over the real editor, with a permit for whatever is asked. */
function port() {
  const permits = createPermitAuthority();
  const root = realpathSync(workspaceFolder().fsPath);
  const files = createEditorFiles({ roots: [root], require: permits.require });
  const permit = (path: string) =>
    permits.mint('ca_test' as CallId, [
      { kind: 'read', path },
      { kind: 'write', path },
      { kind: 'delete', path },
    ]);
  return {
    read: (uri: vscode.Uri) => files.read(permit(uri.fsPath), uri.fsPath),
    write: (uri: vscode.Uri, after: string | Uint8Array, expected: string | Uint8Array | undefined) =>
      files.write(
        permit(uri.fsPath),
        uri.fsPath,
        typeof after === 'string' ? bytes(after) : after,
        typeof expected === 'string' ? bytes(expected) : expected,
      ),
    delete: (uri: vscode.Uri, expected: string) => files.delete(permit(uri.fsPath), uri.fsPath, bytes(expected)),
    readWithout: (uri: vscode.Uri) => files.read(permits.mint('ca_other' as CallId, []), uri.fsPath),
  };
}

async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const editor = await vscode.window.showTextDocument(uri);
  return editor.document;
}

async function type(document: vscode.TextDocument, at: number, typed: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(at), typed);
  await vscode.workspace.applyEdit(edit);
  assert.equal(document.isDirty, true);
}

async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  return promise.then(
    () => undefined,
    (error: unknown) => (error instanceof PracticumError ? error.code : String(error)),
  );
}

describe('files in the editor', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  // shows: edit-undo, edit-live-buffer
  it('are changed through the live buffer, saved, and undone by Undo', async () => {
    const uri = await write('undo.py', 'lr = 10.0\nmain()\n');
    const document = await open(uri);
    const written = await port().write(uri, 'lr = 0.1\nmain()\n', 'lr = 10.0\nmain()\n');
    assert.equal(document.getText(), 'lr = 0.1\nmain()\n');
    assert.equal(document.isDirty, false);
    assert.equal(text(await readDisk(uri)), 'lr = 0.1\nmain()\n');
    assert.equal(text(written.after), 'lr = 0.1\nmain()\n');
    await undoTo('lr = 10.0\nmain()\n', () => document.getText());
  });

  // shows: edit-dirty, edit-live-buffer
  it('are read as they stand in the buffer, and what the person had not saved is built upon', async () => {
    const uri = await write('dirty.py', 'a = 1\nb = 2\n');
    const document = await open(uri);
    await type(document, 0, '# mine\n');
    const read = await port().read(uri);
    assert.equal(read.isDirty, true);
    assert.equal(text(read.bytes), '# mine\na = 1\nb = 2\n');
    await port().write(uri, '# mine\na = 1\nb = 3\n', read.bytes);
    assert.equal(text(await readDisk(uri)), '# mine\na = 1\nb = 3\n');
    await undoTo('# mine\na = 1\nb = 2\n', () => document.getText());
  });

  // shows: edit-changed
  it('are not overwritten when the buffer changed in between', async () => {
    const uri = await write('changed.py', 'a = 1\n');
    const document = await open(uri);
    await type(document, 0, '# typed meanwhile\n');
    assert.equal(await codeOf(port().write(uri, 'a = 2\n', 'a = 1\n')), 'file-changed');
    assert.equal(document.getText(), '# typed meanwhile\na = 1\n');
    assert.equal(text(await readDisk(uri)), 'a = 1\n');
  });

  it('take the disk for the truth while the buffer has not caught up with another program', async () => {
    const uri = await write('stale.py', 'a = 1\n');
    await open(uri);
    await write('stale.py', 'a = 2\n');
    await port().write(uri, 'a = 3\n', 'a = 2\n');
    assert.equal(text(await readDisk(uri)), 'a = 3\n');
  });

  // shows: edit-engine
  it('keep a byte order mark, UTF-16 and Windows line ends', async () => {
    const utf16 = (content: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${content}`, 'utf16le'));
    const cases: readonly (readonly [string, (content: string) => Uint8Array])[] = [
      ['bom.py', (content) => bytes(`\ufeff${content}`)],
      ['utf16.py', utf16],
    ];
    for (const [name, encode] of cases) {
      const uri = await write(name, encode('a = 1\r\nb = "é"\r\n'));
      const document = await open(uri);
      const { bytes: before } = await port().read(uri);
      await port().write(uri, encode('a = 2\r\nb = "é"\r\n'), before);
      assert.deepEqual(await readDisk(uri), encode('a = 2\r\nb = "é"\r\n'), name);
      assert.equal(document.isDirty, false, name);
    }
  });

  it('that are not open are written on the disk, new ones too', async () => {
    const uri = vscode.Uri.joinPath(workspaceFolder(), 'made', 'new.py');
    await port().write(uri, 'x = 1\n', undefined);
    assert.equal(text(await readDisk(uri)), 'x = 1\n');
    assert.equal(await codeOf(port().write(uri, 'x = 2\n', undefined)), 'file-changed');
    await port().delete(uri, 'x = 1\n');
    assert.equal(await codeOf(port().read(uri)), 'file-not-found');
  });

  it('are not deleted while they hold unsaved text', async () => {
    const uri = await write('kept.py', 'a = 1\n');
    await type(await open(uri), 0, '# mine\n');
    assert.equal(await codeOf(port().delete(uri, 'a = 1\n')), 'file-changed');
    assert.equal(text(await readDisk(uri)), 'a = 1\n');
  });

  // shows: policy-permits
  it('are closed to a call whose permit does not name them', async () => {
    const uri = await write('closed.py', 'a = 1\n');
    assert.equal(await codeOf(port().readWithout(uri)), 'not-permitted');
  });
});
