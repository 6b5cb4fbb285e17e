import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { useToolbox } from './toolbox.ts';

const file = '.practicum/memory.md';

describe('remember', () => {
  const box = useToolbox();
  const remember = (fact: string): Promise<string> => box.call('remember', { fact }).then(({ content }) => content);
  const put = async (text: string | Uint8Array): Promise<void> => {
    await mkdir(box.at('.practicum'), { recursive: true });
    await writeFile(box.at(file), text);
  };

  // shows: prompt-memory
  it('makes the file with a heading that gives it to the person, and adds one dated line after another', async () => {
    assert.equal(await remember('The labels are in the last column.'), `Remembered in ${file}.`);
    await remember('  Train with\n seed 3.  ');
    const lines = (await box.text(file)).split('\n');
    assert.equal(lines[0], '# Project memory');
    assert.match(lines[2] ?? '', /edit it/);
    assert.match(lines[4] ?? '', /^- \d{4}-\d\d-\d\d: The labels are in the last column\.$/);
    assert.match(lines[5] ?? '', /^- \d{4}-\d\d-\d\d: Train with seed 3\.$/);
    assert.deepEqual(lines.slice(6), ['']);
  });

  // shows: prompt-memory
  it('adds to what the person wrote, byte for byte, in their line ends, and keeps a copy of the file before', async () => {
    const before = '\ufeffMine.\r\n\r\n* my own point';
    await put(before);
    const { detail } = await box.call('remember', { fact: 'Accuracy is reported on val.' });
    assert.match(await box.text(file), /^\ufeffMine\.\r\n\r\n\* my own point\r\n- \d{4}-\d\d-\d\d: Accuracy is reported on val\.\r\n$/);
    assert.ok(detail?.kind === 'edit');
    assert.equal(detail.path, box.at(file));
    const [change] = box.recorded.changes;
    assert.equal(Buffer.from(change?.before ?? []).toString(), before);
    assert.equal(change?.path, box.at(file));
  });

  it('says what it would write before it is allowed to', async () => {
    const preview = await box.preview('remember', { fact: 'The GPU has 8 GB.' });
    assert.ok(preview?.kind === 'edit');
    assert.match(preview.unified, /\+- \d{4}-\d\d-\d\d: The GPU has 8 GB\./);
    assert.deepEqual(box.tool('remember').effects({ fact: 'x' }), [
      { kind: 'read', path: box.at(file) },
      { kind: 'write', path: box.at(file) },
    ]);
  });

  it('refuses what stands there already, however it is spelled', async () => {
    await remember('The labels are in the last column.');
    const before = await box.text(file);
    for (const again of ['The labels are in the last column.', 'the labels  are in the LAST column']) {
      await assert.rejects(remember(again), { code: 'memory-duplicate' });
      await assert.rejects(box.preview('remember', { fact: again }), { code: 'memory-duplicate' });
    }
    assert.equal(await box.text(file), before);
  });

  it('refuses a secret, as it is or as the stand-in that the log has for it', async () => {
    for (const secret of [
      'The token is hf_abcdefghijklmnopqrstuvwxyz0123.',
      'api_key = "4f9d2c7be81a4f9d2c7be81a"',
      'Use [redacted:openai].',
    ])
      await assert.rejects(remember(secret), { code: 'memory-secret' });
    await assert.rejects(box.text(file), { code: 'ENOENT' });
  });

  it('refuses a line that is too long, and a file that would be, with the way to tidy it', async () => {
    await assert.rejects(remember('x'.repeat(301)), { code: 'bad-arguments' });
    await put('- a line that has been here for long\n'.repeat(220));
    const before = await box.text(file);
    await assert.rejects(remember('y'.repeat(300)), (error: unknown) => {
      assert.ok(error instanceof Error && 'code' in error && 'hint' in error);
      assert.equal(error.code, 'memory-full');
      assert.match(String(error.hint), /edit_file/);
      return true;
    });
    assert.equal(await box.text(file), before);
  });
});

describe('remember without a folder', () => {
  const box = useToolbox({ hasFolder: false });

  it('has nowhere to write', () => {
    assert.throws(() => box.tool('remember').effects({ fact: 'x' }), { code: 'no-workspace' });
  });
});
