import assert from 'node:assert/strict';
import { chmod, lstat, stat, symlink } from 'node:fs/promises';
import { useToolbox } from './toolbox.ts';

/**
 * The ways in which editing tools are known to damage files. In each the file ends with exactly the wanted bytes, or the edit is refused
 * and not one byte differs.
 */
describe('editing a file damages nothing when', () => {
  const box = useToolbox();
  const file = 'train.py';
  const edit = (old: string, wanted: string): Promise<unknown> => box.call('edit_file', { path: file, edits: [{ old, new: wanted }] });

  async function applied(before: string | Uint8Array, old: string, wanted: string, after: string | Uint8Array): Promise<void> {
    await box.put(file, before);
    await edit(old, wanted);
    assert.deepEqual(await box.bytes(file), Buffer.from(after));
  }

  async function refused(before: string | Uint8Array, old: string, wanted: string, code: string): Promise<void> {
    await box.put(file, before);
    await assert.rejects(edit(old, wanted), (error: unknown) => {
      assert.ok(error instanceof Error && 'code' in error && 'hint' in error);
      assert.equal(error.code, code);
      assert.ok(error.hint);
      return true;
    });
    assert.deepEqual(await box.bytes(file), Buffer.from(before));
    assert.deepEqual(box.recorded.changes, []);
  }

  // shows: edit-engine, tool-edit, edit-bytes
  it('the text is unique', () => applied('a = 1\nb = 2\n', 'b = 2', 'b = 3', 'a = 1\nb = 3\n'));

  // shows: edit-engine, edit-match
  it('the search has other trailing blanks, and smart quotes stand elsewhere', () =>
    applied(
      'title = “Résumé”  \n\ndef f():\n    x = 1  \n    \n    return x\n',
      'def f():\n    x = 1\n\n    return x\n',
      'def f():\n    x = 2\n\n    return x\n',
      'title = “Résumé”  \n\ndef f():\n    x = 2\n    \n    return x\n',
    ));

  // shows: edit-match
  it('the search stands at another indentation', () =>
    applied(
      'class Net:\n    def forward(self, x):\n\n        return self.fc(x)\n',
      'def forward(self, x):\n\n    return self.fc(x)\n',
      'def forward(self, x):\n    x = x.flatten(1)\n\n    return self.fc(x)\n',
      'class Net:\n    def forward(self, x):\n        x = x.flatten(1)\n\n        return self.fc(x)\n',
    ));

  it('the block is stale between the same first and last line', () =>
    refused(
      'def f():\n    a = load("new")\n    return a\n',
      'def f():\n    a = load("old")\n    return a\n',
      'def f():\n    return None\n',
      'edit-not-found',
    ));

  it('the text is not unique', () => refused('x = 0\ny = 1\nx = 0\n', 'x = 0', 'x = 9', 'edit-not-unique'));

  it('lines end in CR LF', () =>
    applied('a = 1\r\nb = 2\r\nc = 3\r\n', 'a = 1\nb = 2\n', 'a = 1\nnew = 0\nb = 4\n', 'a = 1\r\nnew = 0\r\nb = 4\r\nc = 3\r\n'));

  // shows: edit-engine, edit-bytes
  it('line ends are mixed', () =>
    applied('unix\ndos\r\ndos 2\r\nunix 2\n', 'dos\ndos 2', 'dos\ndos 1½\ndos 3', 'unix\ndos\r\ndos 1½\r\ndos 3\r\nunix 2\n'));

  // shows: edit-engine, edit-bytes
  it('it begins with a UTF-8 byte order mark', () =>
    applied('\ufeffimport os\nx = 1\n', 'import os', 'import sys', '\ufeffimport sys\nx = 1\n'));

  it('it holds Latin-1 bytes elsewhere', () =>
    refused(Buffer.concat([Buffer.from('# caf'), Buffer.from([0xe9]), Buffer.from('\nx = 1\n')]), 'x = 1', 'x = 2', 'unknown-encoding'));

  // shows: edit-engine, edit-bytes
  it('it is UTF-16', () =>
    applied(Buffer.from('\ufeffx = “1”\r\ny = 2\r\n', 'utf16le'), 'y = 2', 'y = 3', Buffer.from('\ufeffx = “1”\r\ny = 3\r\n', 'utf16le')));

  it('the replacement holds $&', () => applied('pattern = ""\n', '""', '"$& $1 $$"', 'pattern = "$& $1 $$"\n'));

  // shows: edit-engine, edit-bytes
  it('no newline stands at its end', () => applied('a = 1\nb = 2', 'b = 2', 'b = 3', 'a = 1\nb = 3'));

  // shows: edit-bytes
  it('its mode is 0755', async () => {
    await chmod(await box.put(file, '#!/usr/bin/env python\nx = 1\n'), 0o755);
    await edit('x = 1', 'x = 2');
    assert.equal((await stat(box.at(file))).mode & 0o777, 0o755);
  });

  it('it is named through a link', async () => {
    await box.put('real.py', 'x = 1\n');
    await symlink('real.py', box.at(file));
    await edit('x = 1', 'x = 2');
    assert.equal(await box.text('real.py'), 'x = 2\n');
    assert.ok((await lstat(box.at(file))).isSymbolicLink());
  });

  it('another line changed on the disk after it was read', async () => {
    await box.put(file, 'a = 1\nb = 2\n');
    await box.call('read_file', { path: file });
    await box.put(file, 'a = 100\nb = 2\n');
    const { content } = await box.call('edit_file', { path: file, edits: [{ old: 'b = 2', new: 'b = 3' }] });
    assert.equal(await box.text(file), 'a = 100\nb = 3\n');
    assert.match(content, /changed by someone else since it was last read/);
  });

  it('it was never read before, since the text is unique all the same', () => applied('x = 1\n', 'x = 1', 'x = 2', 'x = 2\n'));

  // shows: edit-notebook
  it('it is a notebook', async () => {
    const notebook = '{"cells": [{"source": ["print(1)"]}]}\n';
    await box.put('a.ipynb', notebook);
    await assert.rejects(box.call('edit_file', { path: 'a.ipynb', edits: [{ old: 'print(1)', new: 'print("a")' }] }), {
      code: 'edit-notebook',
    });
    assert.equal(await box.text('a.ipynb'), notebook);
  });

  // shows: edit-placeholder
  it('the replacement leaves code out', () =>
    refused(
      'def f():\n    a()\n    b()\n',
      'def f():\n    a()\n    b()\n',
      'def f():\n    # ... existing code ...\n    c()\n',
      'edit-placeholder',
    ));
});
