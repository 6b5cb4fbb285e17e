import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { declareTool } from '../../../src/agent/declare.ts';
import { type Effect, lookingEffectKinds } from '../../../src/base/effects.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import type { Tool } from '../../../src/base/tool.ts';
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
        'list_runs',
        'read_metric',
        'compare_runs',
        'wait_run',
        'audit_dataset',
        'update_plan',
        'recall_output',
        'remember',
        'research',
        'read_skill',
      ],
    );
  });

  // shows: policy-plan-mode
  it('that only look are those that may be offered in plan mode', () => {
    const looking = box.tools.filter(({ effectKinds }) => effectKinds.every((kind) => lookingEffectKinds.has(kind)));
    assert.deepEqual(
      looking.map(({ name }) => name),
      [
        'read_file',
        'list_files',
        'search_text',
        'read_run',
        'list_runs',
        'read_metric',
        'compare_runs',
        'wait_run',
        'audit_dataset',
        'update_plan',
        'recall_output',
        'research',
        'read_skill',
      ],
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
      list_runs: {},
      read_metric: { run: 'r', metric: 'loss' },
      compare_runs: { a: 'r', b: 's' },
      wait_run: { run: 'r' },
      audit_dataset: { paths: ['a.csv'] },
      update_plan: { items: [] },
      recall_output: { call: 'ca_1' },
      remember: { fact: 'The labels are in the last column.' },
      research: { task: 'Find out which optimiser it was.' },
      read_skill: { skill: 'sweep' },
    };
    for (const tool of box.tools) {
      const effects = tool.effects(inputs[tool.name]);
      assert.ok(effects.length > 0, tool.name);
      for (const { kind } of effects) assert.ok(tool.effectKinds.includes(kind), `${tool.name}: ${kind}`);
      assert.ok(tool.title(inputs[tool.name]).length > 0);
    }
  });

  // shows: effects-declared
  it('stay inside what they declare, whatever they are given', () => {
    const odd = fc.oneof(
      fc.string(),
      fc.constantFrom('../x', '/etc/passwd', '~/x', 'file:///x', '.env', 'rm -rf /', 'a/', '$HOME', '\u202e'),
    );
    const inputs: Readonly<Record<string, (text: string) => unknown>> = {
      read_file: (path) => ({ path }),
      list_files: (path) => ({ path }),
      search_text: (path) => ({ pattern: path, path }),
      edit_file: (path) => ({ path, edits: [{ old: path, new: '' }] }),
      edit_notebook: (path) => ({ path, changes: [{ op: 'delete', cell: path }] }),
      write_file: (path) => ({ path, content: path }),
      run_shell: (command) => ({ command }),
      install_packages: (name) => ({ packages: [name] }),
      start_run: (script) => ({ script, args: [script] }),
      read_run: (run) => ({ run }),
      list_runs: (match) => ({ match }),
      read_metric: (run) => ({ run, metric: run }),
      compare_runs: (run) => ({ a: run, b: run }),
      wait_run: (run) => ({ run, until: run }),
      audit_dataset: (path) => ({ paths: [path] }),
      update_plan: (text) => ({ items: [{ text, status: 'open' }] }),
      recall_output: (call) => ({ call }),
      remember: (fact) => ({ fact }),
      research: (task) => ({ task, context: task, questions: [task] }),
      read_skill: (skill) => ({ skill, file: skill }),
    };
    for (const tool of box.tools) {
      fc.assert(
        fc.property(odd, (text) => {
          const input = tool.input.safeParse(inputs[tool.name]?.(text));
          if (!input.success) return;
          const kinds = effectsOf(tool, input.data).map(({ kind }) => kind);
          assert.deepEqual(
            kinds.filter((kind) => !tool.effectKinds.includes(kind)),
            [],
          );
        }),
      );
    }
  });

  it('take at most 10 KB of a prompt, and a field that is seldom needed is named in words there', () => {
    const bytes = Buffer.byteLength(JSON.stringify(box.tools.map(declareTool)));
    assert.ok(bytes <= 10_000, `${bytes} bytes`);
    const audit = box.tools.find(({ name }) => name === 'audit_dataset') ?? assert.fail();
    const { description, inputSchema } = declareTool(audit);
    assert.deepEqual(Object.keys(Object(inputSchema['properties'])), ['dataset', 'paths']);
    assert.match(description, /Also: config, split, revision, rows/);
    assert.ok(audit.input.safeParse({ dataset: 'a/b', split: 'test' }).success);
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

/** A call whose effects cannot be told is not made: the loop answers with the error. */
function effectsOf(tool: Tool, input: unknown): readonly Effect[] {
  try {
    return tool.effects(input);
  } catch (error) {
    assert.ok(error instanceof PracticumError, String(error));
    return [];
  }
}
