import assert from 'node:assert/strict';
import { z } from 'zod';
import { lookingEffectKinds } from '../../../src/base/effects.ts';
import { useToolbox } from './toolbox.ts';

describe('the tools', () => {
  const box = useToolbox();

  it('have the names that prompts and sessions rely on, in a fixed order', () => {
    assert.deepEqual(
      box.tools.map(({ name }) => name),
      [
        'read_file',
        'list_files',
        'search_text',
        'edit_file',
        'edit_notebook',
        'write_file',
        'run_shell',
        'install_packages',
        'start_run',
        'read_run',
        'update_plan',
        'recall_output',
        'remember',
      ],
    );
  });

  // shows: policy-plan-mode
  it('that only look are those that may be offered in plan mode', () => {
    const looking = box.tools.filter(({ effectKinds }) => effectKinds.every((kind) => lookingEffectKinds.has(kind)));
    assert.deepEqual(
      looking.map(({ name }) => name),
      ['read_file', 'list_files', 'search_text', 'read_run', 'update_plan', 'recall_output'],
    );
  });

  // shows: effects-declared
  it('declare every effect that they answer', () => {
    const inputs: Readonly<Record<string, unknown>> = {
      read_file: { path: 'a' },
      list_files: {},
      search_text: { pattern: 'x' },
      edit_file: { path: 'a', edits: [{ old: 'x', new: 'y' }] },
      edit_notebook: { path: 'a.ipynb', changes: [{ op: 'delete', cell: 'x' }] },
      write_file: { path: 'a', content: '' },
      run_shell: { command: 'ls' },
      install_packages: { packages: ['tqdm'] },
      start_run: { script: 'a.py' },
      read_run: { run: 'r' },
      update_plan: { items: [] },
      recall_output: { call: 'ca_1' },
      remember: { fact: 'The labels are in the last column.' },
    };
    for (const tool of box.tools) {
      const effects = tool.effects(inputs[tool.name]);
      assert.ok(effects.length > 0, tool.name);
      for (const { kind } of effects) assert.ok(tool.effectKinds.includes(kind), `${tool.name}: ${kind}`);
      assert.ok(tool.title(inputs[tool.name]).length > 0);
    }
  });

  it('take at most 9 KB of a prompt', () => {
    const declarations = box.tools.map(({ name, description, input }) => ({ name, description, inputSchema: z.toJSONSchema(input) }));
    const bytes = Buffer.byteLength(JSON.stringify(declarations));
    assert.ok(bytes <= 9_000, `${bytes} bytes`);
  });

  // shows: tool-plan
  it('keep a plan', async () => {
    const items = [
      { text: 'Read the script', status: 'done' },
      { text: 'Lower the learning rate', status: 'doing' },
    ];
    const { content, detail } = await box.call('update_plan', { items });
    assert.equal(content, 'The plan is kept: 1 of 2 done.');
    assert.deepEqual(detail, { kind: 'plan', items });
    assert.deepEqual(box.recorded.plans, [items]);
    await assert.rejects(box.call('update_plan', { items: [{ text: 'x', status: 'pending' }] }), { code: 'bad-arguments' });
  });
});
