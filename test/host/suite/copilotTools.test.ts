import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Workbench } from '../../../src/app/api.ts';
import { outsideTools } from '../../../src/editor/outsideTools.ts';
import { practicum, until, write } from './practicum.ts';

describe('The tools for the editor’s own chat', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await (await practicum()).exports.workbench();
  });

  const invoke = async (name: string, input: object, token?: vscode.CancellationToken): Promise<string> => {
    const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
    return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
  };

  // shows: copilot-tools
  it('are there for every agent of the editor, and answer what Practicum’s own agent reads', async () => {
    const known = new Set(vscode.lm.tools.map(({ name }) => name));
    for (const { name } of outsideTools) assert.ok(known.has(name), name);
    const uri = await write('lm.py', 'def main():\n    print("step 1 loss 0.25")\nmain()\n');
    await vscode.commands.executeCommand('practicum.train', { script: uri.fsPath });
    const { spec } = await until(
      (look) => workbench.runs.onDidChange(look),
      async () => (await workbench.runs.list()).find(({ spec: { script } }) => script === uri.fsPath),
    );
    assert.match(await invoke('practicum_wait_for_run', { run: spec.id }), /waited: the run has ended/);
    assert.match(await invoke('practicum_run_summary', { run: spec.id }), /metric loss: first 0\.25 \(step 1\)/);
    assert.match(await invoke('practicum_run_log', { run: spec.id, match: 'loss' }), /1: step 1 loss 0\.25/);
    assert.match(await invoke('practicum_list_runs', { match: 'lm.py' }), new RegExp(`${spec.id} · done`));
    assert.match(await invoke('practicum_compare_runs', { a: spec.id, b: spec.id }), /arguments: the same/);
    assert.match(await invoke('practicum_run_summary', { run: 'nonsense' }), /^Error \(run-not-found\)/);
  });

  // shows: copilot-tools
  it('start nothing that nobody agreed to', async () => {
    const uri = await write('unasked.py', 'print("step 1 loss 1")\n');
    const stop = new vscode.CancellationTokenSource();
    const launched = invoke('practicum_launch_run', { script: 'unasked.py' }, stop.token).catch(() => 'ended');
    // Whoever asked gives up while the question stands.
    stop.cancel();
    assert.doesNotMatch(await launched, /^run: /m);
    assert.ok(!(await workbench.runs.list()).some(({ spec: { script } }) => script === uri.fsPath));
  });
});
