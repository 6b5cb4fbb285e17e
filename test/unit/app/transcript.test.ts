import assert from 'node:assert/strict';
import { Transcript } from '../../../src/app/transcript.ts';
import type { ApprovalId, BlobHash, CallId, EventId, MessageId, TurnId } from '../../../src/base/ids.ts';
import { newId } from '../../../src/base/newId.ts';
import type { ToolDetail } from '../../../src/base/tool.ts';
import type { SessionEvent, SessionEventBody } from '../../../src/sessions/events.ts';

function logged(body: SessionEventBody): SessionEvent {
  return { v: 1, id: newId<EventId>('ev'), parent: null, atMs: 0, ...body };
}

describe('The transcript', () => {
  // shows: approval-card, policy-outside
  it('shortens paths of the workspace only, so that a folder beside it is named in full', () => {
    const transcript = new Transcript(['/work/space', '/']);
    const cases = [
      ['write /work/space/train.py', 'write train.py'],
      ['run “ls” in /work/space', 'run “ls” in space'],
      ['run “ls” in /work/space/', 'run “ls” in space'],
      ['write /work/space2/train.py', 'write /work/space2/train.py'],
      ['write /work/space.old/train.py', 'write /work/space.old/train.py'],
      ['write /home/work/space/train.py', 'write /home/work/space/train.py'],
      ['write /work/spaceé/train.py', 'write /work/spaceé/train.py'],
      ['execute python /work/space/train.py in /work/space', 'execute python train.py in space'],
      ['reach https://example.org//x', 'reach https://example.org//x'],
    ] as const;
    for (const [full, short] of cases) assert.equal(transcript.shorten(full), short);
  });

  it('keeps of a result what a card can show, however long it is', () => {
    const transcript = new Transcript([]);
    const response = newId<MessageId>('re');
    const call = newId<CallId>('ca');
    transcript.apply(logged({ type: 'response.call', response, call, providerId: 'p', name: 'run_shell', argumentsJson: '{}' }));
    const long = 'x'.repeat(100_000);
    const [shown] = transcript.progress(call, long);
    assert.ok(JSON.stringify(shown).length < 20_000);
    const detail = { kind: 'edit', path: '/a', unified: long, added: 1, removed: 1 } as const;
    const [ended] = transcript.apply(logged({ type: 'tool.ended', call, outcome: 'done', content: long, detail }));
    assert.ok(JSON.stringify(ended).length < 90_000);
  });

  const turn = newId<TurnId>('tu');
  const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };
  const sizes = { tokensBefore: 28_400, tokensAfter: 6_100 };

  /** One call with its response around it; answers its id. */
  function call(transcript: Transcript, content: string, detail?: ToolDetail): CallId {
    const [response, id] = [newId<MessageId>('re'), newId<CallId>('ca')];
    transcript.apply(logged({ type: 'response.started', turn, response, model: 'm' }));
    transcript.apply(logged({ type: 'response.call', response, call: id, providerId: 'p', name: 'read_file', argumentsJson: '{}' }));
    transcript.apply(logged({ type: 'response.ended', response, stop: 'calls', usage }));
    transcript.apply(logged({ type: 'tool.started', call: id }));
    transcript.apply(logged({ type: 'tool.ended', call: id, outcome: 'done', content, ...(detail === undefined ? {} : { detail }) }));
    return id;
  }

  // shows: chat-tool-cards
  it('shows a call that was agreed to as running once it runs, and one that needs no answer any more as not over', () => {
    const transcript = new Transcript([]);
    const made = ['approved', 'covered', 'over'].map((name) => {
      const [response, id, approval] = [newId<MessageId>('re'), newId<CallId>('ca'), newId<ApprovalId>('ap')];
      transcript.apply(logged({ type: 'response.call', response, call: id, providerId: 'p', name, argumentsJson: '{}' }));
      transcript.apply(logged({ type: 'approval.asked', approval, call: id, turn, title: name, reason: '', effects: [] }));
      return { id, approval };
    });
    const states = (): readonly string[] => transcript.items.flatMap((item) => (item.kind === 'tool' ? [item.state] : []));
    const [approved, covered, over] = made;
    assert.ok(approved && covered && over);
    assert.deepEqual(states(), ['asked', 'asked', 'asked']);
    transcript.apply(logged({ type: 'approval.answered', approval: approved.approval, answer: 'approve', scope: 'call', by: 'chat' }));
    transcript.apply(logged({ type: 'approval.withdrawn', approval: covered.approval, why: 'It needs no answer any more.' }));
    transcript.apply(logged({ type: 'tool.ended', call: over.id, outcome: 'rejected', content: '' }));
    transcript.apply(logged({ type: 'approval.withdrawn', approval: over.approval, why: 'Its call is over.' }));
    assert.deepEqual(states(), ['proposed', 'proposed', 'rejected']);
    for (const { id } of [approved, covered]) transcript.apply(logged({ type: 'tool.started', call: id }));
    assert.deepEqual(states(), ['running', 'running', 'rejected']);
  });

  const kinds = (transcript: Transcript): readonly string[] => transcript.items.map(({ kind }) => kind);

  // shows: doom-hints
  it('shows what the loop said to the model as a card of its own, in plain words', () => {
    const transcript = new Transcript([]);
    const hints = ['identical', 'cycle', 'edits', 'arguments', 'plan', 'attempts'] as const;
    for (const hint of hints) {
      const [op] = transcript.apply(logged({ type: 'hint.given', turn, hint, text: 'Do something else.' }));
      assert.ok(op?.op === 'add' && op.item.kind === 'hint');
      assert.match(op.item.title, /the model/);
      assert.equal(op.item.text, 'Do something else.');
    }
    assert.equal(new Set(transcript.items.map((item) => item.kind === 'hint' && item.title)).size, hints.length);
  });

  // shows: context-prune
  it('says what was left out of the context, and brings the output of such a card back from the log', () => {
    const transcript = new Transcript([]);
    const detail = { kind: 'shell', command: 'ls', output: 'y'.repeat(4000), exitCode: 0 } as const;
    const long = call(transcript, 'x'.repeat(4000), detail);
    const short = call(transcript, 'short');
    transcript.apply(
      logged({ type: 'context.pruned', turn, calls: [long, short], chars: [4000, 5], notes: 'It has 3 columns.', usage, ...sizes }),
    );
    const [cold, kept] = [transcript.item(long), transcript.item(short)];
    assert.ok(cold?.kind === 'tool' && kept?.kind === 'tool');
    assert.deepEqual([cold.isCold, cold.output, cold.detail, cold.state], [true, '', undefined, 'done']);
    assert.deepEqual([kept.isCold, kept.output], [undefined, 'short']);
    const last = transcript.items.at(-1);
    assert.ok(last?.kind === 'context');
    assert.deepEqual([last.title, last.summary], ['Left out the output of 2 earlier calls: 28,400 → 6,100 tokens', 'It has 3 columns.']);
    transcript.warm({ type: 'tool.ended', call: long, outcome: 'done', content: 'x'.repeat(4000), detail });
    const warm = transcript.item(long);
    assert.ok(warm?.kind === 'tool');
    assert.deepEqual([warm.isCold, warm.output.length, warm.detail], [undefined, 4000, detail]);
  });

  // shows: context-prune, chat-reload
  it('shows a call as cold whose output the log left in the file', () => {
    const transcript = new Transcript([]);
    const response = newId<MessageId>('re');
    const id = newId<CallId>('ca');
    transcript.apply(logged({ type: 'response.call', response, call: id, providerId: 'p', name: 'read_file', argumentsJson: '{}' }));
    transcript.apply(logged({ type: 'tool.ended', call: id, outcome: 'done', content: '', isCold: true }));
    const item = transcript.item(id);
    assert.ok(item?.kind === 'tool' && item.isCold === true);
  });

  // shows: context-compact
  it('counts what a summary stands for, shows it, and lets go of the outputs before what is kept', () => {
    const transcript = new Transcript([]);
    const message = (text: string): SessionEvent =>
      logged({ type: 'turn.started', turn: newId('tu'), message: newId('me'), text, mentions: [] });
    transcript.apply(message('First'));
    const old = call(transcript, 'x'.repeat(4000));
    const keptFrom = message('Second');
    transcript.apply(keptFrom);
    const recent = call(transcript, 'x'.repeat(4000));
    const compacted = { type: 'context.compacted', turn, model: 'm', usage, ...sizes } as const;
    transcript.apply(logged({ ...compacted, summary: '**All** that was.', state: 'Plan: none', keepFrom: keptFrom.id }));
    const card = transcript.items.at(-1);
    assert.ok(card?.kind === 'context');
    assert.deepEqual(
      [card.title, card.summary],
      ['Summarised 3 earlier messages: 28,400 → 6,100 tokens', '**All** that was.\n\nPlan: none'],
    );
    const isCold = (id: CallId): boolean | undefined => {
      const item = transcript.item(id);
      return item?.kind === 'tool' ? item.isCold : undefined;
    };
    assert.deepEqual([isCold(old), isCold(recent)], [true, undefined]);
    transcript.apply(logged({ ...compacted, summary: 'Again.', state: '' }));
    const again = transcript.items.at(-1);
    assert.ok(again?.kind === 'context');
    assert.equal(again.title, 'Summarised 3 earlier messages: 28,400 → 6,100 tokens');
    assert.equal(isCold(recent), true);
    transcript.apply(logged({ ...compacted, summary: '', state: '', shortened: [newId('ev')] }));
    const shortened = transcript.items.at(-1);
    assert.ok(shortened?.kind === 'context');
    assert.deepEqual([shortened.title, shortened.summary], ['Shortened 1 long message: 28,400 → 6,100 tokens', undefined]);
  });

  // shows: loop-300, doom-identical, doom-cycle
  it('says why a request was stopped, and offers to go on', () => {
    for (const end of ['limit', 'stuck'] as const) {
      const transcript = new Transcript([]);
      transcript.apply(logged({ type: 'turn.ended', turn, end, message: 'Stopped after 300 model responses.', hint: 'Go on?' }));
      const [notice] = transcript.items;
      assert.ok(notice?.kind === 'notice');
      assert.deepEqual(
        [notice.level, notice.text, notice.actions],
        ['warning', 'Stopped after 300 model responses. Go on?', [{ label: 'Go on', command: 'goOn' }]],
      );
    }
  });

  // shows: loop-steer
  it('shows a message that was delivered in the middle of a turn where it was delivered', () => {
    const transcript = new Transcript([]);
    transcript.apply(logged({ type: 'turn.started', turn, message: newId('me'), text: 'Go', mentions: [] }));
    call(transcript, 'done');
    transcript.apply(logged({ type: 'message.steered', turn, message: newId('me'), text: 'Mind this', mentions: [] }));
    assert.deepEqual(kinds(transcript), ['user', 'tool', 'user']);
    const [first, , second] = transcript.items;
    assert.ok(first?.kind === 'user' && second?.kind === 'user');
    assert.deepEqual([first.turn, second.turn, second.text], [turn, undefined, 'Mind this']);
  });

  // shows: edit-diff
  it('counts the lines of a change once, and lists no file that came out as it was', () => {
    const transcript = new Transcript(['/w']);
    const changed = (id: CallId, path: string, before: string, after: string): void => {
      transcript.apply(logged({ type: 'file.changed', turn, call: id, path, before: before as BlobHash, after: after as BlobHash }));
    };
    const edit = (path: string) => ({ kind: 'edit', path, unified: '', added: 3, removed: 1 }) as const;
    const response = newId<MessageId>('re');
    const begin = (): CallId => {
      const id = newId<CallId>('ca');
      transcript.apply(logged({ type: 'response.call', response, call: id, providerId: 'p', name: 'edit_file', argumentsJson: '{}' }));
      return id;
    };
    const [formatted, failed] = [begin(), begin()];
    changed(formatted, '/w/a.py', '1', '2');
    changed(formatted, '/w/a.py', '1', '3');
    transcript.apply(logged({ type: 'tool.ended', call: formatted, outcome: 'done', content: '', detail: edit('/w/a.py') }));
    changed(failed, '/w/b.py', '1', '2');
    changed(failed, '/w/b.py', '1', '1');
    transcript.apply(logged({ type: 'tool.ended', call: failed, outcome: 'failed', content: '' }));
    transcript.apply(logged({ type: 'turn.ended', turn, end: 'done' }));
    const last = transcript.items.at(-1);
    assert.ok(last?.kind === 'changes');
    assert.deepEqual(last.files, [{ path: '/w/a.py', label: 'a.py', added: 3, removed: 1 }]);
  });
});
