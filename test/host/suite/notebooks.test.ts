import assert from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as vscode from 'vscode';
import { createHubDoor } from '../../../src/app/hubDoor.ts';
import { createPapersDoor } from '../../../src/app/papersDoor.ts';
import { createWebDoor } from '../../../src/app/webDoor.ts';
import type { CallId, SessionId, TurnId } from '../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import type { ToolResult } from '../../../src/base/tool.ts';
import { parseToolInput } from '../../../src/base/toolInput.ts';
import { createEditorFiles } from '../../../src/editor/editorFiles.ts';
import { isSecretPath } from '../../../src/policy/names.ts';
import { createEnvironments } from '../../../src/runs/environments.ts';
import type { Runs } from '../../../src/runs/runs.ts';
import { bindTools } from '../../../src/tools/all.ts';
import type { FileChange } from '../../../src/tools/services.ts';
import { noSkills } from '../../../src/tools/skillsPort.ts';
import { createFolderReader } from '../../../src/workspace/folders.ts';
import { createLineReader } from '../../../src/workspace/lineReader.ts';
import { parseNotebook } from '../../../src/workspace/notebookFormat.ts';
import { createShell } from '../../../src/workspace/shell.ts';
import { notebookJson, training } from '../../unit/workspace/notebookSamples.ts';
import { readDisk, undoTo, workspaceFolder, write } from './practicum.ts';

const unused = (): never => {
  throw new Error('this test has no runs');
};
const noRuns: Runs = {
  list: unused,
  get: unused,
  onDidChange: unused,
  onDidTurn: unused,
  onDidWrite: unused,
  launch: unused,
  stop: unused,
  planResume: unused,
  resume: unused,
  adopt: unused,
  adoptJob: unused,
  followAgain: unused,
  waitForEnd: unused,
  seriesOf: unused,
  points: unused,
  logPage: unused,
  dispose() {},
};

/** The tools over the real editor, called as the loop calls them. */
function tools() {
  const permits = createPermitAuthority();
  const root = realpathSync(workspaceFolder().fsPath);
  const where = { roots: [root], require: permits.require };
  const files = createEditorFiles(where);
  const changes: FileChange[] = [];
  const bound = bindTools({
    roots: [root],
    session: 'se_test' as SessionId,
    files,
    lines: createLineReader(where),
    folders: createFolderReader({ ...where, isSecret: isSecretPath }),
    shell: createShell({ require: permits.require, env: process.env }),
    runs: noRuns,
    runHosts: () => [],
    environments: createEnvironments({
      home: tmpdir(),
      env: process.env,
      require: permits.require,
      interpreter: async () => undefined,
      useInterpreter: undefined,
    }),
    hub: createHubDoor({}, permits.require),
    web: createWebDoor({}, permits.require),
    papers: createPapersDoor({ home: tmpdir() }, permits.require),
    jobs: { offer: undefined, learn: unused },
    schedules: {
      known: () => undefined,
      requirePromise: unused,
      list: unused,
      add: unused,
      startNow: unused,
      suspend: unused,
      resume: unused,
      remove: unused,
    },
    publishing: { plan: unused, carryOut: unused },
    sandbox: {
      current: undefined,
      knows: () => false,
      read: unused,
      write: unused,
      run: unused,
      start: unused,
      list: unused,
      use: unused,
      end: unused,
      planSmoke: unused,
      left: unused,
      smoke: unused,
      tried: unused,
    },
    peek: unused,
    recordChange: async (change) => {
      changes.push(change);
      return {};
    },
    linkRun: async () => {},
    setPlan: async () => {},
    recall: async () => undefined,
    lastLeft: () => undefined,
    settledUsd: () => async () => undefined,
    skills: noSkills,
    hasReproduction: () => false,
    keptText: async () => undefined,
    latestCalls: () => [],
  });
  return {
    changes,
    files,
    permit: (path: string) =>
      permits.mint('ca_test' as CallId, [
        { kind: 'read', path },
        { kind: 'write', path },
      ]),
    async call(name: string, given: unknown): Promise<ToolResult> {
      const tool = bound.find((candidate) => candidate.name === name);
      assert.ok(tool, name);
      const parsed = parseToolInput(tool, JSON.stringify(given));
      if (!parsed.ok) throw parsed.error;
      const permit = permits.mint('ca_test' as CallId, tool.effects(parsed.input));
      const signal = new AbortController().signal;
      return await tool.run(parsed.input, { id: permit.call, turn: 'tu_test' as TurnId, permit, signal, progress() {} });
    },
  };
}

async function open(uri: vscode.Uri): Promise<vscode.NotebookDocument> {
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  await vscode.window.showNotebookDocument(notebook);
  return notebook;
}

const sources = (notebook: vscode.NotebookDocument): readonly string[] => notebook.getCells().map((cell) => cell.document.getText());
const onDisk = async (uri: vscode.Uri) => parseNotebook(new TextDecoder().decode(await readDisk(uri)), uri.fsPath);

describe('a notebook that is open in the editor', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  // shows: edit-notebook, edit-undo, edit-live-buffer
  it('is changed by cell through the notebook interface, saved with its outputs, and undone by Undo', async () => {
    const uri = await write('live.ipynb', notebookJson(training));
    const notebook = await open(uri);
    const { call, changes } = tools();
    const { content } = await call('edit_notebook', {
      path: uri.fsPath,
      changes: [{ op: 'replace', cell: 'train', source: 'lr = 0.1\ntrain(lr)' }],
    });
    assert.match(content, /^Edited live\.ipynb \(\+1 −1\)\.\nChanged cell train; its outputs are from before the change\.$/);
    assert.equal(notebook.cellAt(2).document.getText(), 'lr = 0.1\ntrain(lr)');
    assert.equal(notebook.cellAt(2).outputs.length, 2);
    assert.equal(notebook.isDirty, false);
    assert.deepEqual(changes[0]?.before, new TextEncoder().encode(notebookJson(training)));
    const saved = await onDisk(uri);
    assert.equal(saved.cells[2]?.source, 'lr = 0.1\ntrain(lr)');
    assert.equal(saved.cells[2]?.outputs.length, 2);
    assert.deepEqual(
      saved.cells.map(({ id }) => id),
      ['intro', 'load', 'train'],
    );
    await undoTo('lr = 10.0\ntrain(lr)', () => notebook.cellAt(2).document.getText());
  });

  // shows: edit-notebook
  it('takes new cells, loses cells and changes their type in one step of Undo', async () => {
    const uri = await write('cells.ipynb', notebookJson(training));
    const notebook = await open(uri);
    await tools().call('edit_notebook', {
      path: uri.fsPath,
      changes: [
        { op: 'insert_after', cell: 'intro', source: 'seed(1)' },
        { op: 'delete', cell: 'load' },
        { op: 'insert_after', source: '# Ende', type: 'markdown' },
      ],
    });
    assert.deepEqual(sources(notebook), ['# Ziffern “lesen”\nEin Versuch.', 'seed(1)', 'lr = 10.0\ntrain(lr)', '# Ende']);
    assert.equal(notebook.cellAt(1).document.languageId, 'python');
    const saved = await onDisk(uri);
    assert.deepEqual(
      saved.cells.map(({ type }) => type),
      ['markdown', 'code', 'code', 'markdown'],
    );
    assert.equal(saved.cells[2]?.id, 'train');
    await undoTo(
      training.map(({ source }) => source),
      () => sources(notebook),
    );
  });

  // shows: edit-notebook, edit-dirty
  it('is read with its unsaved cells, and they are what a change builds on', async () => {
    const uri = await write('unsaved.ipynb', notebookJson(training));
    const notebook = await open(uri);
    const typed = new vscode.WorkspaceEdit();
    typed.insert(notebook.cellAt(1).document.uri, new vscode.Position(0, 0), '# mine\n');
    await vscode.workspace.applyEdit(typed);
    assert.equal(notebook.isDirty, true);
    const { call } = tools();
    const { content: read } = await call('read_file', { path: uri.fsPath });
    assert.match(read, /\n# mine\nimport torch\n[\s\S]*unsaved changes in the editor/);
    const { content } = await call('edit_notebook', {
      path: uri.fsPath,
      changes: [{ op: 'replace', cell: 'train', source: 'train(0.1)' }],
    });
    assert.match(content, /unsaved changes in the editor; they are kept/);
    assert.deepEqual(sources(notebook), ['# Ziffern “lesen”\nEin Versuch.', '# mine\nimport torch\ndata = load()\n', 'train(0.1)']);
    const saved = await onDisk(uri);
    assert.equal(saved.cells[1]?.source, '# mine\nimport torch\ndata = load()\n');
    assert.equal(saved.cells[1]?.outputs.length, 1);
  });

  // shows: edit-changed
  it('is not overwritten when a cell changed in between, and comes back whole when a change is taken back', async () => {
    const uri = await write('between.ipynb', notebookJson(training));
    const notebook = await open(uri);
    const { call, changes, files, permit } = tools();
    await call('edit_notebook', { path: uri.fsPath, changes: [{ op: 'delete', cell: 'train' }] });
    const change = changes.at(-1);
    assert.ok(change?.before !== undefined && change.after !== undefined);
    const typed = new vscode.WorkspaceEdit();
    typed.insert(notebook.cellAt(1).document.uri, new vscode.Position(0, 0), '# mine\n');
    await vscode.workspace.applyEdit(typed);
    await assert.rejects(files.write(permit(uri.fsPath), uri.fsPath, change.before, change.after), { code: 'file-changed' });
    const untyped = new vscode.WorkspaceEdit();
    untyped.delete(notebook.cellAt(1).document.uri, new vscode.Range(0, 0, 1, 0));
    await vscode.workspace.applyEdit(untyped);
    await notebook.save();
    await files.write(permit(uri.fsPath), uri.fsPath, change.before, change.after);
    const saved = await onDisk(uri);
    assert.deepEqual(
      saved.cells.map(({ id, source, outputs }) => [id, source, outputs.length]),
      training.map(({ id, source, outputs = [] }) => [id, source, outputs.length]),
    );
  });
});
