import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PendingApproval, Workbench } from '../../../src/app/api.ts';
import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import { answered, practicum, readDisk, until, write } from './practicum.ts';
import { ScriptedModel } from './scriptedModel.ts';

const edit = (path: string, old: string, after: string) => ({ name: 'edit_file', input: { path, edits: [{ old, new: after }] } });
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('a conversation over the editor’s own model', () => {
  let model: ScriptedModel;
  let workbench: Workbench;

  before(async () => {
    model = new ScriptedModel();
    workbench = await (await practicum()).exports.workbench();
  });
  after(() => model.dispose());
  beforeEach(async () => workbench.chat.newSession());

  const asked = (): Promise<PendingApproval> =>
    until(
      (look) => workbench.approvals.onDidChange(look),
      () => workbench.approvals.pending[0],
    );
  const rested = (): Promise<readonly TranscriptItem[]> => answered(workbench.chat);

  // shows: model-editor
  it('reaches the person with the model’s words', async () => {
    await model.play(() => ({ text: 'Good morning.' }));
    await workbench.chat.send('Hello', []);
    const items = await rested();
    assert.ok(items.some((item) => item.kind === 'assistant' && item.markdown === 'Good morning.'));
  });

  // shows: model-editor, edit-undo, edit-revert
  it('asks before it edits, edits the live buffer, and can be taken back', async () => {
    const uri = await write('agent.py', 'lr = 10.0\n');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await model.play(
      () => ({ text: 'The learning rate is too large.', call: edit('agent.py', '10.0', '0.1') }),
      (results) => ({ text: `The tool said: ${results.join()}` }),
    );
    await workbench.chat.send('Mend agent.py', []);
    const approval = await asked();
    assert.equal(approval.title, 'Edit agent.py');
    assert.equal(document.getText(), 'lr = 10.0\n');
    assert.equal(await workbench.approvals.answer(approval.id, 'approve', 'call', 'test'), true);
    assert.equal(await workbench.approvals.answer(approval.id, 'reject', 'call', 'test'), false);
    const items = await rested();
    assert.equal(document.getText(), 'lr = 0.1\n');
    assert.equal(text(await readDisk(uri)), 'lr = 0.1\n');
    const changes = items.find((item) => item.kind === 'changes');
    assert.ok(changes?.kind === 'changes');
    await workbench.chat.revertTurn(changes.turn);
    assert.equal(document.getText(), 'lr = 10.0\n');
  });

  // shows: approval-reject
  it('changes nothing when the person says no, and tells the model why', async () => {
    const uri = await write('refused.py', 'lr = 10.0\n');
    let told = '';
    await model.play(
      () => ({ text: 'I change it.', call: edit('refused.py', '10.0', '0.1') }),
      (results) => {
        told = results.join();
        return { text: 'As you wish.' };
      },
    );
    await workbench.chat.send('Mend refused.py', []);
    const { id } = await asked();
    await workbench.approvals.answer(id, 'reject', 'call', 'test', { feedback: 'The rate is meant to be so.' });
    await rested();
    assert.equal(text(await readDisk(uri)), 'lr = 10.0\n');
    assert.match(told, /The rate is meant to be so\./);
  });

  // shows: policy-plan-mode
  it('offers no writing or executing tool in plan mode', async () => {
    await workbench.chat.setMode('plan');
    await model.play(() => ({ text: 'I look only.' }));
    await workbench.chat.send('Look around', []);
    await rested();
    assert.ok(model.offered.includes('read_file'));
    for (const tool of ['edit_file', 'write_file', 'run_shell', 'start_run']) assert.ok(!model.offered.includes(tool), tool);
  });

  // shows: chat-mention-selection
  it('carries a selection with its text as it stands in the buffer', async () => {
    const uri = await write('paper.tex', '\\section{Model}\nold\n');
    const document = await vscode.workspace.openTextDocument(uri);
    const typing = new vscode.WorkspaceEdit();
    typing.replace(uri, new vscode.Range(1, 0, 1, 3), 'unsaved words');
    await vscode.workspace.applyEdit(typing);
    assert.equal(document.isDirty, true);
    await model.play(() => ({ text: 'Read.' }));
    await workbench.chat.send('Implement this', [
      { kind: 'selection', label: 'paper.tex:1–2', path: uri.fsPath, firstLine: 1, lastLine: 2 },
    ]);
    const items = await rested();
    const said = items.find((item) => item.kind === 'user');
    assert.ok(said?.kind === 'user');
    assert.equal(said.mentions[0]?.label, 'paper.tex:1–2');
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  // shows: bad-wrong-model
  it('says in one message what to do when the model is not there', async () => {
    await vscode.workspace
      .getConfiguration()
      .update('practicum.model', 'editor/practicum-scripted/gone', vscode.ConfigurationTarget.Global);
    await workbench.chat.send('Hello', []);
    const items = await rested();
    const notices = items.filter((item) => item.kind === 'notice');
    assert.equal(notices.length, 1);
    assert.ok(notices[0]?.kind === 'notice' && /no model practicum-scripted\/gone/.test(notices[0].text), JSON.stringify(notices));
  });
});
