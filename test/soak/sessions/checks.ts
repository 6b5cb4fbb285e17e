/** What a session's log must say, given what its killed writers had said and done. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { SessionId } from '../../../src/base/ids.ts';
import type { BodyOf, SessionEvent, SessionEventType } from '../../../src/sessions/events.ts';
import { pendingApprovals } from '../../../src/sessions/recover.ts';
import { saidText } from './story.ts';

/** What the workers of one session said before they were killed. */
export interface Heard {
  session: SessionId | undefined;
  /** Id of an event that is on the disk, and which event of the log it is. */
  readonly durable: Map<string, number>;
  /** Call of an approval that a person could see. */
  readonly asked: Map<string, string>;
  readonly answered: Map<string, string>;
  hasStopped: boolean;
}

export function newHeard(): Heard {
  return { session: undefined, durable: new Map(), asked: new Map(), answered: new Map(), hasStopped: false };
}

export function hear(heard: Heard, lines: readonly string[]): void {
  for (const line of lines) {
    const [word, first = '', second = ''] = line.split(' ');
    if (word === 'open') heard.session = first as SessionId;
    if (word === 'durable') heard.durable.set(second, Number(first));
    if (word === 'asked') {
      assert.equal(heard.asked.get(first) ?? second, second, `approval ${first} was asked for another call`);
      heard.asked.set(first, second);
    }
    if (word === 'answered') heard.answered.set(first, second);
    if (word === 'stopping') heard.hasStopped = true;
  }
}

/** Nothing that was said to be on the disk is lost; what a person could see and has not answered still waits. */
export function checkHeard(heard: Heard, events: readonly SessionEvent[]): void {
  for (const [id, index] of heard.durable) assert.equal(events[index]?.id, id, `the durable event ${index} is lost`);
  const answers = new Map(ofType(events, 'approval.answered').map((event) => [event.approval, event.answer]));
  for (const [approval, answer] of heard.answered) assert.equal(answers.get(brand(approval)), answer, `the answer to ${approval} is lost`);
  const withdrawn = new Set<string>(ofType(events, 'approval.withdrawn').map(({ approval }) => approval));
  const pending = new Set<string>(pendingApprovals(events).map(({ approval }) => approval));
  for (const approval of heard.asked.keys()) {
    const isSettled = answers.has(brand(approval)) || (heard.hasStopped && withdrawn.has(approval));
    assert.equal(pending.has(approval), !isSettled, `the question ${approval} is ${isSettled ? 'asked again' : 'lost'}`);
  }
}

function brand(approval: string): BodyOf<'approval.answered'>['approval'] {
  return approval as BodyOf<'approval.answered'>['approval'];
}

/** Words of an answer that ended are all there, in order and once; of one that broke off, a beginning. */
export function checkText(events: readonly SessionEvent[]): void {
  const ended = new Set(ofType(events, 'response.ended').map(({ response }) => response));
  const texts = new Map<string, string>();
  for (const { response, text } of ofType(events, 'response.text')) texts.set(response, (texts.get(response) ?? '') + text);
  for (const { response } of ofType(events, 'response.started')) {
    const text = texts.get(response) ?? '';
    const words = text.split(' ').length - 1;
    if (ended.has(response)) assert.equal(text, saidText(0, words), 'an answer has a gap or says something twice');
    else assert.ok(saidText(0, words + 1).startsWith(text), `what is left of an answer that broke off is no beginning: ${text}`);
    if (ended.has(response)) assert.ok(words > 0, 'an answer that ended is empty');
  }
}

/** One line of the file of deeds: what a tool really did. */
export interface Deed {
  readonly what: 'begin' | 'end';
  readonly call: string;
  readonly item: string;
}

export function readDeeds(file: string): readonly Deed[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [what = '', call = '', item = ''] = line.split(' ');
      assert.ok(what === 'begin' || what === 'end', `a deed that nobody can read: ${line}`);
      return { what, call, item };
    });
}

/**
 * Nothing was done twice, nothing without its yes, and the log says of every call what really became of it. Answers how many deeds
 * the log calls abandoned.
 */
export function checkDeeds(deeds: readonly Deed[], events: readonly SessionEvent[]): number {
  const begun = deeds.filter(({ what }) => what === 'begin');
  const finished = new Set(deeds.filter(({ what }) => what === 'end').map(({ call }) => call));
  assert.equal(new Set(begun.map(({ item }) => item)).size, begun.length, 'something was done twice');
  const begunCalls = new Set(begun.map(({ call }) => call));
  assert.equal(begunCalls.size, begun.length, 'a call ran twice');
  const ends = byCall(ofType(events, 'tool.ended'));
  const starts = byCall(ofType(events, 'tool.started'));
  let abandoned = 0;
  for (const { call, item } of begun) {
    assert.ok(starts.has(call), `${call} acted, and the log does not say that it was started`);
    const outcome = ends.get(call)?.outcome;
    if (outcome === 'abandoned') abandoned += 1;
    else assert.equal(outcome, 'done', `${call} acted, and the log says ${outcome}`);
    if (outcome === 'done') assert.ok(finished.has(call), `${call} is said to be done, and was not`);
    if (item.startsWith('deny-')) assert.fail(`${call} acted, though it was denied`);
    if (item.startsWith('ask-')) assert.ok(isApprovedBeforeStart(call, events), `${call} acted without a yes on the disk`);
  }
  for (const [call, { content, outcome }] of ends) {
    const isSaidUntouched = outcome === 'rejected' || content.includes('was not executed') || content.includes('before it ran');
    assert.ok(!(isSaidUntouched && begunCalls.has(call)), `${call} acted, and the model is told that it did not: ${content}`);
  }
  return abandoned;
}

function isApprovedBeforeStart(call: string, events: readonly SessionEvent[]): boolean {
  const approval = ofType(events, 'approval.asked').find((event) => event.call === call)?.approval;
  const answered = events.findIndex(
    (event) => event.type === 'approval.answered' && event.approval === approval && event.answer === 'approve',
  );
  return answered !== -1 && answered < events.findIndex((event) => event.type === 'tool.started' && event.call === call);
}

function byCall<T extends { readonly call: string }>(events: readonly T[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const event of events) {
    assert.ok(!found.has(event.call), `${event.call} began or ended twice in the log`);
    found.set(event.call, event);
  }
  return found;
}

function ofType<T extends SessionEventType>(
  events: readonly SessionEvent[],
  type: T,
): readonly Extract<SessionEvent, { readonly type: T }>[] {
  return events.filter((event): event is Extract<SessionEvent, { readonly type: T }> => event.type === type);
}
