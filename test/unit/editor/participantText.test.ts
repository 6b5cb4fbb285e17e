import assert from 'node:assert/strict';
import { FollowedTurn, followupsOf, isEmptyRequest, messageOf, type Said } from '../../../src/editor/participantText.ts';
import type { ChatHead, ChatOp, TranscriptItem } from '../../../src/protocol/chat.ts';
import { restingHead } from '../../doubles/chatHead.ts';

const head = (status: ChatHead['status']): ChatOp => ({ op: 'head', head: { ...restingHead, status } });
const add = (item: TranscriptItem): ChatOp => ({ op: 'add', item });
const replace = (item: TranscriptItem): ChatOp => ({ op: 'replace', item });
const user = (text: string, turn = 'tu_1'): ChatOp => add({ kind: 'user', id: `u-${turn}`, text, mentions: [], atMs: 1, turn });
const assistant = (id: string, markdown: string, isStreaming = true): TranscriptItem => ({ kind: 'assistant', id, markdown, isStreaming });
const tool = (state: Extract<TranscriptItem, { kind: 'tool' }>['state'], name = 'edit_file'): TranscriptItem => ({
  kind: 'tool',
  id: 'ca_1',
  tool: name,
  title: 'Edit train.py',
  state,
  output: '',
});

function told(turn: FollowedTurn, ...batches: readonly (readonly ChatOp[])[]): readonly Said[] {
  return batches.flatMap((ops) => turn.take(ops));
}
const words = (said: readonly Said[]): string => said.map((one) => (one.kind === 'markdown' ? one.text : '')).join('');

describe('@practicum in the editor’s own chat', () => {
  // shows: participant
  it('streams the words of its own turn, and nothing of what was going on before', () => {
    const turn = new FollowedTurn('Train it');
    const said = told(
      turn,
      [add(assistant('a0', 'Something else.')), { op: 'text', id: 'a0', text: ' More.' }, head('idle')],
      [user('Train it'), head('idle')],
      [head('running'), add(assistant('a1', 'I will')), { op: 'text', id: 'a1', text: ' train it.' }],
    );
    assert.equal(words(said), '\n\nI will train it.');
    assert.deepEqual([turn.hasBegun, turn.hasEnded], [true, false]);
    assert.deepEqual(told(turn, [replace(assistant('a1', 'I will train it.', false)), head('idle')]), []);
    assert.equal(turn.hasEnded, true);
  });

  // shows: participant
  it('says what is done and what waits for an answer, each once', () => {
    const turn = new FollowedTurn('Edit it');
    const said = told(
      turn,
      [user('Edit it'), add(tool('asked'))],
      [replace(tool('asked'))],
      [replace(tool('running'))],
      [replace(tool('done'))],
    );
    assert.deepEqual(said, [
      { kind: 'asked', title: 'Edit train.py' },
      { kind: 'progress', text: 'Edit train.py' },
    ]);
    const files = [{ path: '/w/train.py', label: 'train.py', added: 1, removed: 0 }];
    assert.deepEqual(told(turn, [add({ kind: 'changes', id: 'ch', turn: 'tu_1', files, isReverted: false })]), [
      { kind: 'file', path: '/w/train.py' },
    ]);
    told(turn, [replace(tool('done', 'start_run')), head('idle')]);
    assert.deepEqual(turn.outcome, { hasStartedRun: true, hasChangedFiles: true, hasFailed: false });
    assert.deepEqual(
      followupsOf(turn.outcome).map(({ label }) => label),
      ['Wait for the run', 'What changed?'],
    );
  });

  // shows: participant
  it('lets no picture be fetched, however its address is cut into pieces', () => {
    for (const pieces of [['![x](https://e.vil/?q=1)'], ['!', '[x](https://e.vil/?q=1)'], ['So!', ' And ![', 'x](https://e.vil)', '!']]) {
      const turn = new FollowedTurn('Go');
      const ops = pieces.map((text): ChatOp => ({ op: 'text', id: 'a1', text }));
      const said = words(told(turn, [user('Go'), add(assistant('a1', '')), ...ops], [replace(assistant('a1', '', false)), head('idle')]));
      assert.ok(!/(?<!\\)!\[/.test(said), said);
      assert.equal(said.replaceAll('\\![', '![').trim(), pieces.join('').trim());
    }
  });

  it('says a failure with its next step, and offers to try again', () => {
    const turn = new FollowedTurn('Go');
    const notice: TranscriptItem = {
      kind: 'notice',
      id: 'n1',
      level: 'error',
      text: 'There is no key.',
      actions: [{ label: 'Set API Key', command: 'setKey' }],
    };
    const said = told(turn, [user('Go'), add(notice), head('idle')]);
    assert.deepEqual(said, [{ kind: 'failed', text: 'There is no key.', command: 'setKey' }]);
    assert.equal(followupsOf(turn.outcome)[0]?.label, 'Try again');
  });

  it('makes a message of a command and what is written behind it', () => {
    assert.equal(messageOf(undefined, ' fix it '), 'fix it');
    assert.match(messageOf('runs', ''), /^Look at the training runs/);
    assert.match(messageOf('paper', '1706.03762'), /addresses: 1706\.03762$/);
    assert.match(messageOf('reproduce', 'paper.tex'), /^Reproduce this paper: paper\.tex$/);
    assert.deepEqual([isEmptyRequest(undefined, ' '), isEmptyRequest('runs', ''), isEmptyRequest(undefined, 'x')], [true, false, false]);
  });
});
