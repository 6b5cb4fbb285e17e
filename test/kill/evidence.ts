/** What the logs of killed programs must say, given what these had done: items that their tools wrote into files, each with a name of its own. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { SessionEvent } from '../../src/sessions/events.ts';
import { recoverEvents } from '../../src/sessions/recover.ts';

/** The text that every edit of the story is about; the last line of each file. */
export const endMark = '# end';
const itemPattern = /item-[0-9a-f-]{36}/;

/** The items in a file of the story, in order. A file that holds anything else is damaged. */
export function readItems(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  assert.deepEqual(lines.splice(-2), [endMark, ''], `${file} is damaged`);
  for (const line of lines) assert.match(line, new RegExp(`^${itemPattern.source}$`), `${file} is damaged`);
  return lines;
}

/** What some logs say about the edits of the story. */
export class Evidence {
  /** What became of the edits that were started, by item. */
  readonly #started = new Map<string, { readonly outcome: string; readonly content: string }>();
  readonly #asked = new Set<string>();
  readonly #events = new Map<string, SessionEvent>();
  readonly #said: string[] = [];

  get asked(): ReadonlySet<string> {
    return this.#asked;
  }

  get events(): ReadonlyMap<string, SessionEvent> {
    return this.#events;
  }

  /** Edits that were cut off: the log says that they may have had their effect. */
  get cutOff(): number {
    return [...this.#started.values()].filter(({ outcome }) => outcome === 'abandoned').length;
  }

  /** Adds one recovered log; no call of it may act without a yes, twice, or after its end. */
  read(events: readonly SessionEvent[]): void {
    assert.deepEqual(recoverEvents(events), [], 'the recovered log is not consistent');
    for (const [index, event] of events.entries()) assert.equal(event.parent, events[index - 1]?.id ?? null, `parent of event ${index}`);
    const itemOf = new Map<string, string>();
    const answers = new Map<string, string>();
    const callOf = new Map<string, string>();
    const started = new Set<string>();
    const ended = new Set<string>();
    for (const event of events) {
      this.#events.set(event.id, event);
      if (event.type === 'turn.started' || event.type === 'message.steered') this.#said.push(event.text);
      if (event.type === 'response.call') itemOf.set(event.call, itemPattern.exec(event.argumentsJson)?.[0] ?? assert.fail());
      if (event.type === 'approval.asked') {
        this.#asked.add(event.approval);
        callOf.set(event.approval, event.call);
        answers.set(event.call, 'none');
      }
      if (event.type === 'approval.answered') answers.set(callOf.get(event.approval) ?? '', event.answer);
      // Auto mode, given later, needs no answer any more; the question must then be taken back before anything starts.
      if (event.type === 'approval.withdrawn') answers.set(callOf.get(event.approval) ?? '', 'withdrawn');
      if (event.type === 'tool.started') {
        assert.ok(['approve', 'withdrawn', undefined].includes(answers.get(event.call)), `${event.call} was started without a yes`);
        assert.ok(!started.has(event.call), `${event.call} was started twice`);
        assert.ok(!ended.has(event.call), `${event.call} was started after its end`);
        started.add(event.call);
      }
      if (event.type === 'tool.ended') {
        assert.ok(!ended.has(event.call), `${event.call} ended twice`);
        ended.add(event.call);
        const { outcome, content } = event;
        const item = itemOf.get(event.call) ?? assert.fail('a call that no response made');
        if (started.has(event.call)) this.#started.set(item, { outcome, content });
      }
    }
  }

  /** Compares with what lies in the files. */
  check(items: readonly string[]): void {
    assert.equal(new Set(items).size, items.length, 'an edit was made twice');
    const present = new Set(items);
    for (const item of present) assert.ok(this.#started.has(item), `${item} was written, and no log says that its edit was started`);
    for (const [item, { outcome, content }] of this.#started) {
      if (outcome === 'done') assert.ok(present.has(item), `${item} is said to be written, and is not`);
      else if (outcome === 'abandoned')
        assert.match(content, /may (or may not )?have had/, `nobody is told that ${item} may have been written`);
      else assert.ok(!present.has(item), `${item} was written, and its edit is said to be ${outcome}`);
    }
  }

  /** Whatever a model was sent, a person had said: it stands in a log. */
  checkRequests(requests: readonly string[]): void {
    const said = new Set(this.#said);
    for (const text of requests) assert.ok(said.has(text), `the model was sent “${text}”, and no log holds it`);
  }
}
