import assert from 'node:assert/strict';
import { truncate, unlink } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { PracticumError } from '../../../src/base/errors.ts';
import { useToolbox } from './toolbox.ts';

describe('read_file', () => {
  const box = useToolbox();
  const read = async (input: Record<string, unknown>): Promise<string> => (await box.call('read_file', input)).content;

  // shows: tool-read
  it('numbers lines, pages, and says how to go on', async () => {
    await box.put('log.txt', Array.from({ length: 1000 }, (_, i) => `line ${i + 1}\n`).join(''));
    const whole = (await read({ path: 'log.txt' })).split('\n');
    assert.equal(whole[0], '    1\tline 1');
    assert.equal(whole[399], '  400\tline 400');
    assert.equal(whole[400], '… 600 more lines: read_file with from_line=401');
    assert.equal(await read({ path: 'log.txt', from_line: 999, lines: 10 }), '  999\tline 999\n 1000\tline 1000');
  });

  it('stays within 32 KB whatever the lines are', async () => {
    await box.put('wide.txt', `${'ü'.repeat(1500)}\n`.repeat(300));
    const content = await read({ path: 'wide.txt' });
    assert.ok(Buffer.byteLength(content) < 33_000);
    assert.match(content, /… 290 more lines: read_file with from_line=11$/);
    await box.put('one.txt', 'x'.repeat(1_000_000));
    assert.match(await read({ path: 'one.txt' }), /^ {4}1\tx{2000}… \[cut: the line has 1000000 characters\]$/);
  });

  it('takes relative and absolute paths and file URIs', async () => {
    const path = await box.put('src/a b.py', 'x = 1\n');
    for (const given of ['src/a b.py', './src/../src/a b.py', path, pathToFileURL(path).href])
      assert.equal(await read({ path: given }), '    1\tx = 1');
    assert.deepEqual(box.tool('read_file').effects({ path: 'src/../train.py' }), [{ kind: 'read', path: box.at('train.py') }]);
  });

  // shows: tool-errors
  it('says what to do next when there is nothing to read', async () => {
    await box.put('data/a.csv', '1\n');
    await assert.rejects(read({ path: 'nowhere.py' }), { code: 'file-not-found', hint: /search for the name/ });
    await assert.rejects(read({ path: 'data' }), { code: 'not-a-file', hint: /List it/ });
    await assert.rejects(read({ path: 'data/a.csv', from_line: 5 }), { code: 'no-such-line', message: /has 1 lines/ });
    await assert.rejects(read({ path: '~/x' }), { code: 'bad-path' });
    await assert.rejects(read({ path: 'a\u0000b' }), { code: 'bad-path' });
    await assert.rejects(read({ path: 'file://elsewhere/x' }), { code: 'bad-path' });
    await box.put('empty.txt', '');
    assert.equal(await read({ path: 'empty.txt' }), 'empty.txt is empty.');
  });

  // shows: bad-file-binary
  it('refuses a binary file with the next step', async () => {
    await box.put('model.pt', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0, 1]));
    await assert.rejects(read({ path: 'model.pt' }), {
      code: 'binary-file',
      message: /ZIP archive \(PyTorch/,
      hint: /Python run in the shell/,
    });
  });

  // shows: bad-file-large
  it('refuses 50 MB as a whole, and pages through it', async () => {
    await box.put('big.log', 'first\nsecond\n');
    await truncate(await box.put('zero.bin', ''), 50_000_000);
    await box.put('big.log', `first\nsecond\n${`${'y'.repeat(99)}\n`.repeat(500_000)}`);
    await assert.rejects(read({ path: 'big.log' }), { code: 'too-large', hint: /from_line and lines, .*search_text/ });
    const part = await read({ path: 'big.log', from_line: 1, lines: 200 });
    assert.match(part, /^ {4}1\tfirst\n {4}2\tsecond\n/);
    assert.match(part, /\n… more lines: read_file with from_line=201$/);
    await assert.rejects(read({ path: 'zero.bin', from_line: 1 }), { code: 'binary-file' });
  });
});

describe('edit_file', () => {
  const box = useToolbox();

  // shows: tool-edit, edit-diff
  it('shows its diff before it writes, then writes, records both sides and shows the place', async () => {
    await box.put('steps.txt', Array.from({ length: 20 }, (_, i) => `line ${i + 1}\n`).join(''));
    const input = { path: 'steps.txt', edits: [{ old: 'line 10\n', new: 'line ten\nand more\n' }] };
    const preview = await box.preview('edit_file', input);
    assert.ok(preview?.kind === 'edit');
    assert.deepEqual([preview.added, preview.removed, preview.before], [2, 1, undefined]);
    assert.match(preview.unified, /^@@ -7,7 \+7,8 @@\n line 7\n line 8\n line 9\n-line 10\n\+line ten\n\+and more\n/);
    assert.match(await box.text('steps.txt'), /line 10\n/);

    const { content, detail } = await box.call('edit_file', input);
    assert.equal(
      content,
      'Edited steps.txt (+2 −1).\n    7\tline 7\n    8\tline 8\n    9\tline 9\n   10\tline ten\n   11\tand more\n   12\tline 11\n   13\tline 12\n   14\tline 13',
    );
    assert.ok(detail?.kind === 'edit' && detail.before !== undefined && detail.after !== undefined);
    assert.equal(detail.unified, preview.unified);
    const [change] = box.recorded.changes;
    assert.match(Buffer.from(change?.before ?? []).toString(), /line 10\n/);
    assert.deepEqual(Buffer.from(change?.after ?? []), await box.bytes('steps.txt'));
  });

  it('fails in the preview already, with the same words', async () => {
    await box.put('train.py', 'x = 1\n');
    await assert.rejects(box.preview('edit_file', { path: 'train.py', edits: [{ old: 'y', new: 'z' }] }), { code: 'edit-not-found' });
    await assert.rejects(box.preview('edit_file', { path: 'none.py', edits: [{ old: 'y', new: 'z' }] }), { code: 'file-not-found' });
  });

  // shows: tool-errors
  it('says that the file changed when that is why the text is gone', async () => {
    await box.put('train.py', 'lr = 5.0\n');
    await box.call('read_file', { path: 'train.py' });
    await box.put('train.py', 'lr = 0.1\n');
    const edit = box.call('edit_file', { path: 'train.py', edits: [{ old: 'lr = 5.0', new: 'lr = 0.01' }] });
    await assert.rejects(edit, {
      code: 'edit-not-found',
      hint: /changed by someone else since it was last read, when old did stand there: read it again/,
    });
    const other = box.call('edit_file', { path: 'train.py', edits: [{ old: 'lr = 7', new: 'lr = 0.01' }] });
    await assert.rejects(other, { code: 'edit-not-found', hint: /changed by someone else since it was last read: read it again/ });
  });

  // shows: edit-many
  it('inserts beside a text', async () => {
    await box.put('train.py', 'import os\r\nx = 1\r\n');
    const edits = [{ old: 'import os\n', new: 'import re\n', where: 'after' }];
    await box.call('edit_file', { path: 'train.py', edits });
    assert.equal(await box.text('train.py'), 'import os\r\nimport re\r\nx = 1\r\n');
    const swapped = box.call('edit_file', { path: 'train.py', edits: [{ old: 'x', new: 'y', where: 'swap' }] });
    await assert.rejects(swapped, { code: 'bad-arguments', message: /edits\[0\]\.where must be one of "replace", "after", "before"/ });
  });

  // shows: edit-warnings
  it('says what is certainly wrong with a Python file as long as it is, and gives advice once', async () => {
    await box.put('train.py', 'x = 1\n');
    const edit = async (old: string, wanted: string): Promise<string> =>
      (await box.call('edit_file', { path: 'train.py', edits: [{ old, new: wanted }] })).content;
    assert.match(await edit('x = 1', 'f(x'), /\nLine 1 is not Python: “\(” is never closed\.\n/);
    assert.match(
      await edit('f(x', 'SFTConfig(x)'),
      /\nAdvice: SFTConfig does not set push_to_hub.* Saving elsewhere is fine\.\nAdvice: .* hub_model_id.*\n/,
    );
    assert.doesNotMatch(await edit('(x)', '(y)'), /Advice/);
    assert.match(
      (await box.call('write_file', { path: 'b.py', content: 'if x\n  y\n' })).content,
      /Line 1 is not Python: “if” needs a colon/,
    );
    assert.doesNotMatch((await box.call('write_file', { path: 'b.txt', content: 'if x\n  y (\n' })).content, /not Python/);
  });
});

describe('write_file', () => {
  const box = useToolbox();
  const write = (path: string, content: string) => box.call('write_file', { path, content });

  // shows: tool-write
  it('creates a file with its folders', async () => {
    const preview = await box.preview('write_file', { path: 'src/new/model.py', content: 'a\nb\n' });
    assert.ok(preview?.kind === 'edit' && preview.added === 2 && preview.removed === 0);
    const { content, detail } = await write('src/new/model.py', 'a\nb\n');
    assert.equal(content, 'Created src/new/model.py (+2 −0).');
    assert.ok(detail?.kind === 'edit' && detail.before === undefined && detail.after !== undefined);
    assert.equal(await box.text('src/new/model.py'), 'a\nb\n');
  });

  // shows: edit-changed, edit-whole-file
  it('replaces a file only as it was read', async () => {
    await box.put('a.py', 'old\n');
    await assert.rejects(write('a.py', 'new\n'), { code: 'not-read-before', message: /you have not read it/, hint: /Read it first/ });
    await box.call('read_file', { path: 'a.py' });
    await box.put('a.py', 'by the person\n');
    await assert.rejects(write('a.py', 'new\n'), { code: 'not-read-before', message: /changed by someone else/ });
    assert.equal(await box.text('a.py'), 'by the person\n');
    await box.call('read_file', { path: 'a.py' });
    await write('a.py', 'new\n');
    await write('a.py', 'newer\n');
    await box.call('edit_file', { path: 'a.py', edits: [{ old: 'newer', new: 'newest' }] });
    await write('a.py', 'last\n');
    assert.equal(await box.text('a.py'), 'last\n');
  });

  it('does not take an edit for having read', async () => {
    await box.put('a.py', 'one\ntwo\n');
    await box.call('edit_file', { path: 'a.py', edits: [{ old: 'one', new: '1' }] });
    await assert.rejects(write('a.py', 'new\n'), { code: 'not-read-before' });
  });

  // shows: edit-engine, edit-bytes
  it('keeps line ends, byte order mark and encoding of what it replaces', async () => {
    await box.put('a.py', '\ufeffa\r\nb\r\n');
    await box.call('read_file', { path: 'a.py' });
    await write('a.py', 'a\nnew\nb\n');
    assert.equal(await box.text('a.py'), '\ufeffa\r\nnew\r\nb\r\n');
  });

  // shows: edit-placeholder
  it('refuses content that leaves text out, and content that is there already', async () => {
    await box.put('a.py', 'a\nb\n');
    await box.call('read_file', { path: 'a.py' });
    await assert.rejects(write('a.py', 'x\n# ... rest of the file ...\n'), { code: 'edit-placeholder' });
    await assert.rejects(write('a.py', 'a\nb\n'), { code: 'edit-no-change' });
    assert.equal(await box.text('a.py'), 'a\nb\n');
  });

  // shows: edit-notebook
  it('makes a new notebook only when it is one, and never writes over one', async () => {
    await assert.rejects(write('a.ipynb', 'print(1)'), { code: 'edit-notebook', message: /not a notebook of format 4: it is not JSON/ });
    await assert.rejects(write('a.ipynb', '{"cells": []}'), { code: 'edit-notebook', message: /nbformat is missing/ });
    const notebook = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}';
    await write('a.ipynb', notebook);
    await assert.rejects(write('a.ipynb', notebook.replace('[]', '[1]')), { code: 'edit-notebook', hint: /edit_notebook/ });
    assert.equal(await box.text('a.ipynb'), notebook);
  });

  // shows: policy-runs-folder
  it('writes nothing among the runs, even when it was allowed to', async () => {
    await assert.rejects(write('.practicum/runs/r1/points.jsonl', '{}'), { code: 'runs-are-evidence' });
    await assert.rejects(box.bytes('.practicum/runs/r1/points.jsonl'));
  });

  it('creates a file again that went meanwhile', async () => {
    const path = await box.put('a.py', 'x\n');
    await box.call('read_file', { path: 'a.py' });
    await unlink(path);
    const { content } = await write('a.py', 'x\n');
    assert.match(content, /^Created/);
  });
});

describe('list_files and search_text', () => {
  const box = useToolbox();

  // shows: tool-list
  it('list the workspace', async () => {
    await box.put('train.py', '');
    await box.put('data/a.csv', '');
    await truncate(await box.put('data/big.npy', ''), 3_000_000);
    const { content } = await box.call('list_files', {});
    assert.equal(content, `In ${box.root}:\ndata/\ndata/a.csv\ndata/big.npy (3.0 MB)\ntrain.py`);
    assert.equal((await box.call('list_files', { path: 'data', pattern: '*.txt' })).content, 'Nothing matches *.txt.');
  });

  // shows: tool-search
  it('find text, and say when there is none or too much', async () => {
    await box.put('train.py', 'lr = 0.1\n'.repeat(300));
    const { content } = await box.call('search_text', { pattern: 'lr = ' });
    assert.match(content, /^train\.py:1: lr = 0\.1\n/);
    assert.match(content, /… and more: narrow it/);
    assert.equal((await box.call('search_text', { pattern: 'nothing' })).content, 'Not found in 1 files.');
    await assert.rejects(box.call('search_text', { pattern: '(', regex: true }), { code: 'invalid-pattern' });
  });
});

describe('with no folder open, every tool', () => {
  const box = useToolbox({ hasFolder: false });

  // shows: bad-no-workspace
  it('says so, and that one must be opened', () => {
    const inputs: Readonly<Record<string, unknown>> = {
      read_file: { path: 'a' },
      list_files: {},
      search_text: { pattern: 'x' },
      edit_file: { path: 'a', edits: [] },
      write_file: { path: 'a', content: '' },
      run_shell: { command: 'ls' },
      start_run: { script: 'a.py' },
    };
    for (const [name, input] of Object.entries(inputs)) {
      assert.throws(
        () => box.tool(name).effects(input),
        (error: unknown) => error instanceof PracticumError && error.code === 'no-workspace' && /open the folder/.test(error.hint ?? ''),
        name,
      );
    }
  });
});
