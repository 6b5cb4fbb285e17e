import assert from 'node:assert/strict';
import { notebookJson, training } from '../workspace/notebookSamples.ts';
import { useToolbox } from './toolbox.ts';

describe('edit_notebook', () => {
  const box = useToolbox();
  const input = { path: 'a.ipynb', changes: [{ op: 'replace', cell: 'train', source: 'lr = 0.1\ntrain(lr)' }] };

  // shows: edit-notebook
  it('shows the change of the cells before it makes it, and keeps both sides', async () => {
    const before = notebookJson(training);
    await box.put('a.ipynb', before);
    const preview = await box.preview('edit_notebook', input);
    assert.ok(preview?.kind === 'edit');
    assert.match(preview.unified, /\n-lr = 10\.0\n\+lr = 0\.1\n train\(lr\)\n/);
    const { content, detail } = await box.call('edit_notebook', input);
    assert.equal(content, 'Edited a.ipynb (+1 −1).\nChanged cell train; its outputs are from before the change.');
    assert.ok(detail?.kind === 'edit' && detail.unified === preview.unified);
    const after = notebookJson(training.map((cell) => (cell.id === 'train' ? { ...cell, source: 'lr = 0.1\ntrain(lr)' } : cell)));
    assert.equal(await box.text('a.ipynb'), after);
    const [change] = box.recorded.changes;
    assert.equal(Buffer.from(change?.before ?? []).toString(), before);
    assert.equal(Buffer.from(change?.after ?? []).toString(), after);
  });

  // shows: edit-notebook
  it('is what edit_file sends a notebook to', async () => {
    await box.put('a.ipynb', notebookJson(training));
    await assert.rejects(box.call('edit_file', { path: 'a.ipynb', edits: [{ old: 'lr', new: 'rate' }] }), {
      code: 'edit-notebook',
      hint: /edit_notebook/,
    });
  });

  // shows: tool-errors
  it('says what a change lacks, and refuses what is no notebook', async () => {
    await box.put('a.ipynb', notebookJson(training));
    await box.put('a.py', 'x = 1\n');
    const call = (...changes: readonly unknown[]) => box.call('edit_notebook', { path: 'a.ipynb', changes });
    await assert.rejects(call({ op: 'replace', cell: 'train' }), { code: 'edit-empty', message: /replace needs source or type/ });
    await assert.rejects(call({ op: 'insert_after', cell: 'train' }), { message: /insert_after needs source/ });
    await assert.rejects(call({ op: 'delete' }), { message: /delete needs cell/ });
    await assert.rejects(call({ op: 'move', cell: 'train' }), { code: 'bad-arguments', message: /changes\[0\]\.op must be one of/ });
    await assert.rejects(box.call('edit_notebook', { path: 'a.py', changes: [{ op: 'delete', cell: 0 }] }), { hint: /edit_file/ });
    await assert.rejects(box.call('edit_notebook', { ...input, path: 'none.ipynb' }), { code: 'file-not-found' });
  });
});

describe('read_file of a notebook', () => {
  const box = useToolbox();

  // shows: edit-notebook, tool-read
  it('shows cells, pages, and falls back to text', async () => {
    await box.put('a.ipynb', notebookJson(training));
    const { content } = await box.call('read_file', { path: 'a.ipynb' });
    assert.match(content, /^Notebook, 3 cells, python \(cells are named by id\)\n--- cell intro \(number 0, markdown\)\n/);
    const { content: page } = await box.call('read_file', { path: 'a.ipynb', from_line: 5, lines: 2 });
    assert.equal(page, '--- cell load (number 1, code) [1]\nimport torch\n… 12 more lines: read_file with from_line=7');
    await box.put('b.ipynb', '{"broken": \n');
    assert.match((await box.call('read_file', { path: 'b.ipynb' })).content, /^ {4}1\t\{"broken": $/);
  });
});
