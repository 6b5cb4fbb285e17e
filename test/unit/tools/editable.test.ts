import assert from 'node:assert/strict';
import { useToolbox } from './toolbox.ts';

describe('What a person may change before they approve', () => {
  const box = useToolbox();

  // shows: approval-script
  it('is the command of a shell call, and the changed one is what is judged and run', async () => {
    const tool = box.tool('run_shell');
    const input = { command: 'touch a', timeout_s: 5 };
    assert.deepEqual(tool.editable?.(input), { text: 'touch a', language: 'shellscript' });
    const changed = tool.withText?.(input, 'touch b');
    assert.deepEqual(changed, { command: 'touch b', timeout_s: 5 });
    assert.deepEqual(tool.effects(changed), [{ kind: 'shell', command: 'touch b', cwd: box.root }]);
  });

  // shows: approval-script
  it('is the text of a new file, in its language, unless it is too long for a card', async () => {
    const tool = box.tool('write_file');
    const input = { path: 'train.py', content: 'lr = 1\n' };
    assert.deepEqual(tool.editable?.(input), { text: 'lr = 1\n', language: 'python' });
    await box.call('write_file', tool.withText?.(input, 'lr = 2\n'));
    assert.equal(await box.text('train.py'), 'lr = 2\n');
    assert.equal(tool.editable?.({ ...input, content: 'x'.repeat(50_000) }), undefined);
  });

  it('is nothing where only arguments could be changed', () => {
    assert.equal(box.tool('read_file').editable, undefined);
  });
});
