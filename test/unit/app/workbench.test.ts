import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkbenchHost } from '../../../src/app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import { wordsOf } from '../../../src/base/userPart.ts';
import type { ChatDelta, ChatOp, ChatSnapshot, TranscriptItem } from '../../../src/protocol/chat.ts';
import { createNodeFiles } from '../../../src/workspace/nodeFiles.ts';
import { calls, end, failure, ScriptedModel, type Step, say } from '../agent/scriptedModel.ts';
import { testHost } from './support.ts';

/** A view that does what the webview does: a snapshot, then deltas in order. */
class FollowingView {
  items: TranscriptItem[];
  seq: number;
  head: ChatSnapshot['head'];
  readonly gaps: string[] = [];

  constructor(snapshot: ChatSnapshot) {
    this.items = [...snapshot.items];
    this.seq = snapshot.seq;
    this.head = snapshot.head;
  }

  apply(delta: ChatDelta): void {
    if (delta.seq !== this.seq + 1) this.gaps.push(`${this.seq} → ${delta.seq}`);
    this.seq = delta.seq;
    for (const op of delta.ops) this.#apply(op);
  }

  #apply(op: ChatOp): void {
    const at = (id: string): number => this.items.findIndex((item) => item.id === id);
    switch (op.op) {
      case 'head':
        this.head = op.head;
        return;
      case 'add':
        this.items.push(op.item);
        return;
      case 'replace':
        this.items[at(op.item.id)] = op.item;
        return;
      case 'text': {
        const item = this.items[at(op.id)];
        if (item?.kind === 'assistant') this.items[at(op.id)] = { ...item, markdown: item.markdown + op.text };
        if (item?.kind === 'thinking') this.items[at(op.id)] = { ...item, text: item.text + op.text };
      }
    }
  }
}

describe('The workbench', () => {
  let folder: string;
  let root: string;
  let workbench: OpenWorkbench;
  let model: ScriptedModel;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-app-')));
    root = join(folder, 'space');
    await mkdir(root);
    await writeFile(join(root, 'train.py'), 'lr = 1.0\nepochs = 3\n');
  });

  afterEach(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  const host = (overrides: Partial<WorkbenchHost> = {}): WorkbenchHost => testHost(folder, root, () => model, overrides);

  async function open(steps: readonly Step[], overrides: Partial<WorkbenchHost> = {}): Promise<FollowingView> {
    model = new ScriptedModel(...steps);
    workbench = await createWorkbench(host(overrides));
    return follow();
  }

  function follow(): FollowingView {
    const view = new FollowingView(workbench.chat.snapshot());
    workbench.chat.onDidChange((delta) => view.apply(delta));
    return view;
  }

  async function settled(): Promise<void> {
    await workbench.currentSession().agent.whenIdle();
    const before = workbench.chat.snapshot().seq;
    // The last operations travel with the next flush.
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.ok(workbench.chat.snapshot().seq >= before);
  }

  const edit = calls(['edit_file', { path: 'train.py', edits: [{ old: 'lr = 1.0', new: 'lr = 0.1' }] }]);
  const changes = (view: { readonly items: readonly TranscriptItem[] }) => view.items.findLast((item) => item.kind === 'changes');

  // shows: chat-sync
  it('sends deltas from which a view builds exactly what a snapshot would show', async () => {
    const view = await open([
      [say('I read '), say('it first.'), ...calls(['read_file', { path: 'train.py' }])],
      edit,
      [say('Mended.'), end()],
    ]);
    await workbench.chat.send('Mend the learning rate', []);
    await settled();
    const { items, head, seq } = workbench.chat.snapshot();
    assert.deepEqual(view.gaps, []);
    assert.deepEqual(view.items, items);
    assert.deepEqual([view.head, view.seq], [head, seq]);
    assert.deepEqual(
      items.map(({ kind }) => kind),
      ['user', 'assistant', 'tool', 'tool', 'assistant', 'changes'],
    );
  });

  // shows: chat-reload, log-append-only
  it('shows the same conversation after it was closed and opened again', async () => {
    await open([[say('Looking.'), ...calls(['read_file', { path: 'train.py' }])], edit, [say('Mended.'), end()]]);
    await workbench.chat.send('Mend it', []);
    await settled();
    const before = workbench.chat.snapshot();
    await workbench.close();
    workbench = await createWorkbench(host());
    const after = workbench.chat.snapshot();
    assert.equal(after.session, before.session);
    assert.deepEqual(after.items, before.items);
    assert.equal(after.head.title, 'Mend it');
  });

  // shows: edit-diff, edit-revert
  it('shows what a turn changed, and takes it back to the byte', async () => {
    const view = await open([edit, [say('Mended.'), end()]]);
    await workbench.chat.send('Mend it', []);
    await settled();
    const changed = changes(view);
    assert.ok(changed?.kind === 'changes');
    assert.deepEqual(changed.files, [{ path: join(root, 'train.py'), label: 'train.py', added: 1, removed: 1 }]);
    assert.equal(await readFile(join(root, 'train.py'), 'utf8'), 'lr = 0.1\nepochs = 3\n');
    const { before, after } = await workbench.chat.changedFile(changed.turn, join(root, 'train.py'));
    assert.deepEqual(
      [Buffer.from(before ?? []).toString(), Buffer.from(after ?? []).toString()],
      ['lr = 1.0\nepochs = 3\n', 'lr = 0.1\nepochs = 3\n'],
    );
    await workbench.chat.revertTurn(changed.turn);
    assert.equal(await readFile(join(root, 'train.py'), 'utf8'), 'lr = 1.0\nepochs = 3\n');
    const reverted = changes(workbench.chat.snapshot());
    assert.ok(reverted?.kind === 'changes' && reverted.isReverted);
  });

  // shows: edit-revert
  it('leaves alone what the person changed since, and says so', async () => {
    await open([edit, [say('Mended.'), end()]]);
    await workbench.chat.send('Mend it', []);
    await settled();
    await writeFile(join(root, 'train.py'), 'lr = 0.05\n');
    const changed = changes(workbench.chat.snapshot());
    assert.ok(changed?.kind === 'changes');
    await workbench.chat.revertTurn(changed.turn);
    assert.equal(await readFile(join(root, 'train.py'), 'utf8'), 'lr = 0.05\n');
    const after = changes(workbench.chat.snapshot());
    assert.ok(after?.kind === 'changes');
    assert.deepEqual([after.isReverted, after.note], [false, 'Left alone, because changed since: train.py']);
  });

  it('takes away a file that the turn had made', async () => {
    await open([calls(['write_file', { path: 'new/model.py', content: 'x = 1\n' }]), [say('Made.'), end()]]);
    await workbench.chat.send('Make it', []);
    await settled();
    const changed = changes(workbench.chat.snapshot());
    assert.ok(changed?.kind === 'changes');
    await workbench.chat.revertTurn(changed.turn);
    await assert.rejects(readFile(join(root, 'new/model.py')), { code: 'ENOENT' });
  });

  // shows: policy-auto-mode, policy-runs-folder
  it('refuses to write a measured number, in auto mode too', async () => {
    await open([calls(['write_file', { path: '.practicum/runs/ru_1/points.jsonl', content: '{}' }]), [say('I may not.'), end()]]);
    await workbench.chat.send('Make the loss smaller', []);
    await settled();
    const card = workbench.chat.snapshot().items.find((item) => item.kind === 'tool');
    assert.ok(card?.kind === 'tool');
    assert.equal(card.state, 'failed');
    assert.match(card.output, /Refused by policy/);
  });

  // shows: bad-untrusted
  it('reads and talks in a folder that is not trusted, and changes nothing there', async () => {
    await open(
      [
        calls(['read_file', { path: 'train.py' }], ['edit_file', { path: 'train.py', edits: [{ old: '1.0', new: '2.0' }] }]),
        [say('Only read.'), end()],
      ],
      {
        isTrusted: () => false,
      },
    );
    await workbench.chat.send('Change it', []);
    await settled();
    const cards = workbench.chat.snapshot().items.filter((item) => item.kind === 'tool');
    assert.deepEqual(
      cards.map((item) => item.kind === 'tool' && item.state),
      ['done', 'failed'],
    );
    assert.match(JSON.stringify(cards[1]), /Trust the folder/);
    assert.equal(await readFile(join(root, 'train.py'), 'utf8'), 'lr = 1.0\nepochs = 3\n');
    await assert.rejects(workbench.trainFromClick({ script: join(root, 'train.py'), args: [] }), { code: 'untrusted' });
  });

  // shows: bad-no-workspace
  it('talks without a folder, and names the next step when something is to be run', async () => {
    await open([[say('Hello.'), end()]], { roots: [], makeFiles: (require) => createNodeFiles({ roots: [], require }) });
    await workbench.chat.send('Hi', []);
    await settled();
    assert.equal(workbench.chat.snapshot().items.at(-1)?.kind, 'assistant');
    assert.equal(workbench.chat.snapshot().head.workspace.name, undefined);
    await assert.rejects(workbench.trainFromClick({ script: '/tmp/x.py', args: [] }), { code: 'no-folder' });
  });

  it('ends a failed turn with one notice that names the next step, and sends the message again when asked', async () => {
    const view = await open([[failure('wrong-key')], [say('Now.'), end()]]);
    await workbench.chat.send('Hi', []);
    await settled();
    const notice = view.items.at(-1);
    assert.ok(notice?.kind === 'notice');
    assert.deepEqual(
      [notice.level, notice.text, notice.actions?.map(({ command }) => command)],
      ['error', 'The model said wrong-key. Try something else.', ['setKey', 'retry']],
    );
    await workbench.chat.retry();
    await settled();
    assert.equal(view.items.at(-1)?.kind, 'assistant');
  });

  // shows: approval-card
  it('names in the card what is asked, relative to the folder, and takes it away when answered', async () => {
    const view = await open([edit, [say('Done.'), end()]], { mode: 'ask' });
    await workbench.chat.send('Mend it', []);
    await new Promise<void>((resolve) => {
      const listener = workbench.approvals.onDidChange(() => {
        if (workbench.approvals.pending.length === 0) return;
        listener.dispose();
        resolve();
      });
    });
    await new Promise((resolve) => setTimeout(resolve, 60));
    const card = view.items.find((item) => item.kind === 'tool');
    assert.ok(card?.kind === 'tool' && card.approval !== undefined && card.detail?.kind === 'edit');
    assert.deepEqual(
      card.approval.effectLines.filter((line) => line.startsWith('write')),
      ['write train.py'],
    );
    assert.match(card.detail.unified, /-lr = 1\.0\n\+lr = 0\.1/);
    assert.equal(view.head.pendingApprovals, 1);
    assert.equal(view.head.status, 'waiting');
    await workbench.approvals.answer(workbench.approvals.pending[0]?.id ?? assert.fail(), 'approve', 'call', 'chat');
    await settled();
    const after = view.items.find((item) => item.kind === 'tool');
    assert.ok(after?.kind === 'tool');
    assert.deepEqual([after.state, after.approval, view.head.pendingApprovals], ['done', undefined, 0]);
  });

  // shows: approval-durable
  it('asks the same question again after it was closed and opened, once it is told to go on', async () => {
    await open([edit, [say('Done.'), end()]], { mode: 'ask' });
    const asked = new Promise<void>((resolve) => {
      const listener = workbench.approvals.onDidChange(() => {
        listener.dispose();
        resolve();
      });
    });
    await workbench.chat.send('Mend it', []);
    await asked;
    const [before] = workbench.approvals.pending;
    await workbench.close();
    workbench = await createWorkbench(host({ mode: 'ask' }));
    assert.deepEqual(workbench.approvals.pending, []);
    const again = new Promise<void>((resolve) => {
      const listener = workbench.approvals.onDidChange(() => {
        listener.dispose();
        resolve();
      });
    });
    workbench.chat.resume();
    await again;
    assert.deepEqual(workbench.approvals.pending, [before]);
  });

  // shows: chat-mention-selection
  it('gives the model the text of an attached selection, marked with its place', async () => {
    await open([[say('A rate.'), end()]]);
    await workbench.chat.send('What is this?', [
      { kind: 'selection', label: 'train.py:1', path: join(root, 'train.py'), firstLine: 1, lastLine: 1 },
    ]);
    await settled();
    const [message] = model.requests[0]?.messages ?? [];
    assert.ok(message?.role === 'user');
    assert.equal(message.parts.map(wordsOf).at(-2), `<attached selection="${join(root, 'train.py')}" lines="1-1">\nlr = 1.0\n</attached>`);
  });

  // shows: log-one-writer
  it('opens a conversation of its own when another window has the newest one', async () => {
    await open([[say('Hello.'), end()]]);
    const other = await createWorkbench(host());
    try {
      assert.notEqual(other.chat.session, workbench.chat.session);
    } finally {
      await other.close();
    }
  });

  it('starts afresh on request, and the old conversation stays in its log', async () => {
    const view = await open([
      [say('One.'), end()],
      [say('Two.'), end()],
    ]);
    await workbench.chat.send('First', []);
    await settled();
    let resets = 0;
    workbench.chat.onDidReset(() => {
      resets += 1;
    });
    const before = workbench.chat.session;
    await workbench.chat.newSession();
    assert.equal(resets, 1);
    assert.notEqual(workbench.chat.session, before);
    assert.deepEqual(workbench.chat.snapshot().items, []);
    assert.equal(view.items.length, 2);
  });
});
