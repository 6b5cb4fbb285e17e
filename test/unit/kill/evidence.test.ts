import assert from 'node:assert/strict';
import type { ApprovalId, CallId, MessageId, TurnId } from '../../../src/base/ids.ts';
import type { SessionEvent, SessionEventBody } from '../../../src/sessions/events.ts';
import { logged } from '../../cases/eventsOf.ts';
import { Evidence } from '../../kill/evidence.ts';
import { acknowledged, checkTold, toldEvents } from '../../kill/told.ts';

const turn = 'tu_1' as TurnId;
const response = 're_1' as MessageId;
const call = 'ca_1' as CallId;
const item = 'item-00000000-0000-4000-8000-000000000000';
const usage = { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };
const edit = JSON.stringify({ path: 'notes.txt', edits: [{ old: '# end', new: item }] });

const begun: readonly SessionEventBody[] = [
  { type: 'turn.started', turn, message: 'me_1' as MessageId, text: 'Add more.', mentions: [] },
  { type: 'response.started', turn, response, model: 'anthropic/demo' },
  { type: 'response.text', response, text: 'Another line.' },
  { type: 'response.call', response, call, providerId: 'p1', name: 'edit_file', argumentsJson: edit },
  { type: 'response.ended', response, stop: 'calls', usage },
  { type: 'tool.proposed', turn, call, tool: 'edit_file', title: 'Edit notes.txt', effects: [] },
];
const started: SessionEventBody = { type: 'tool.started', call };
const ended: SessionEventBody = { type: 'turn.ended', turn, end: 'done' };

function done(content = 'Edited.'): SessionEventBody {
  return { type: 'tool.ended', call, outcome: 'done', content };
}

function abandoned(content: string): SessionEventBody {
  return { type: 'tool.ended', call, outcome: 'abandoned', content };
}

function log(...bodies: readonly SessionEventBody[]): readonly SessionEvent[] {
  const events: SessionEvent[] = [];
  for (const body of bodies) events.push({ ...logged(body), parent: events.at(-1)?.id ?? null });
  return events;
}

function evidence(...bodies: readonly SessionEventBody[]): Evidence {
  const made = new Evidence();
  made.read(log(...bodies));
  return made;
}

describe('The evidence after a kill', () => {
  // shows: kill-editor, kill-cli
  it('is satisfied by an edit that was made and is said to be made, and by a request that stands in a log', () => {
    const whole = evidence(...begun, started, done(), ended);
    whole.check([item]);
    whole.checkRequests(['Add more.']);
    assert.throws(() => whole.checkRequests(['Add something else.']), /no log holds it/);
  });

  // shows: kill-editor, kill-cli
  it('objects to an edit that was made twice, unsaid, or only said', () => {
    assert.throws(() => evidence(...begun, started, done(), ended).check([item, item]), /made twice/);
    assert.throws(() => evidence(...begun, done(), ended).check([item]), /no log says/);
    assert.throws(() => evidence(...begun, started, done(), ended).check([]), /is said to be written, and is not/);
  });

  // shows: kill-editor, kill-cli
  it('wants it to be said of an edit that was cut off that it may have been made', () => {
    evidence(...begun, started, abandoned('It may or may not have had its effect.'), ended).check([item]);
    assert.throws(() => evidence(...begun, started, abandoned('It was not executed.'), ended).check([item]), /nobody is told/);
  });

  // shows: kill-editor, kill-cli
  it('objects to a call that was started twice, ended twice, or started without a yes', () => {
    const approval = 'ap_1' as ApprovalId;
    const asked: SessionEventBody = { type: 'approval.asked', approval, call, turn, title: 'Edit', reason: 'It edits.', effects: [] };
    assert.throws(() => evidence(...begun, started, started, done(), ended), /started twice/);
    assert.throws(() => evidence(...begun, started, done(), done(), ended), /ended twice/);
    const rejected: SessionEventBody = { type: 'approval.answered', approval, answer: 'reject', scope: 'call', by: 'test' };
    assert.throws(() => evidence(...begun, asked, rejected, started, done(), ended), /without a yes/);
  });

  it('objects to a log that is not consistent', () => {
    assert.throws(() => evidence(...begun, started), /not consistent/);
  });
});

describe('What a killed program had told', () => {
  const told = log(...begun, started, done());

  // shows: kill-cli
  it('is acknowledged up to the newest event that the program waited for before it went on', () => {
    assert.deepEqual(
      acknowledged(told)
        .map(({ type }) => type)
        .at(-1),
      'tool.started',
    );
    assert.deepEqual(
      acknowledged(told.slice(0, 5)).map(({ type }) => type),
      ['turn.started'],
    );
    assert.deepEqual(acknowledged(told.slice(0, 1)), []);
  });

  // shows: kill-cli
  it('is lost when the log lacks an acknowledged event, or words of one', () => {
    const kept = new Map(told.map((event) => [event.id as string, event]));
    checkTold(told, kept);
    const [first, , text] = told;
    assert.ok(first !== undefined && text?.type === 'response.text');
    assert.throws(() => checkTold(told, new Map([...kept].filter(([id]) => id !== first.id))), /turn\.started .* is lost/);
    assert.throws(() => checkTold(told, new Map([...kept, [text.id, { ...text, text: 'Another' }]])), /lost words/);
  });

  it('is read line by line, joining what was streamed, without a line that the kill cut off', () => {
    const [first, , text] = told;
    assert.ok(first !== undefined && text?.type === 'response.text');
    const lines = [first, { ...text, text: 'Another' }, { type: 'usage' }, { ...text, text: ' line.' }].map((line) => JSON.stringify(line));
    assert.deepEqual(toldEvents(`${lines.join('\n')}\n{"id":"ev_cut`), [first, text]);
  });
});
