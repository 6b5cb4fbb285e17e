import assert from 'node:assert/strict';
import { createEditorModel, type EditorResponsePart } from '../../../src/models/editor.ts';
import type { LanguageModel } from '../../../src/models/model.ts';
import { holdAgainst, leastQuirks, type Quirk } from './quirks.ts';
import { asking, collect, failureIn, user } from './support.ts';

/** What a provider sends: parts, and at last what it throws. Providers are extensions of anybody’s, so their parts may be anything. */
interface EditorQuirk extends Omit<Quirk, 'raw'> {
  readonly parts: readonly unknown[];
  readonly throws?: unknown;
  /** It throws before there is an answer. */
  readonly isRefused?: boolean;
}

const text = (value: unknown): unknown => ({ type: 'text', text: value });
const call = (id: unknown, input: unknown): unknown => ({ type: 'call', id, name: 'read_file', input });
const a = { path: 'a' };
const one = [['read_file', '{"path":"a"}']] as const;
const both = [...one, ['read_file', '{"path":"b"}']] as const;
const coded = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code });

const quirks: readonly EditorQuirk[] = [
  { says: 'no usage', parts: [text('Hello')], text: 'Hello', usage: 'estimated' },
  { says: 'empty pieces of text', parts: [text(''), text('Hello'), text('')], text: 'Hello' },
  { says: 'a character cut in two pieces', parts: [text('a\ud83d'), text('\ude42b')], text: 'a🙂b' },
  { says: 'half a character at the end', parts: [text('Hello\ud83d')], text: 'Hello' },
  { says: 'text that is no text', parts: [text(undefined), text('Hello'), text(null)], text: 'Hello' },
  { says: 'a call and nothing else', parts: [call('c1', a)], calls: one },
  { says: 'text behind a call', parts: [text('I look.'), call('c1', a), text(' Wait.')], text: 'I look. Wait.', calls: one },
  { says: 'calls without ids', parts: [call('', a), call('', { path: 'b' })], calls: both },
  { says: 'ids that are missing', parts: [call(undefined, a), call(undefined, { path: 'b' })], calls: both },
  { says: 'one id for two calls', parts: [call('c1', a), call('c1', { path: 'b' })], calls: both },
  { says: 'the same call twice', parts: [call('c1', a), call('c2', a)], calls: [...one, ...one] },
  { says: 'arguments that are missing', parts: [call('c1', undefined)], calls: [['read_file', '{}']] },
  { says: 'arguments null', parts: [call('c1', null)], calls: [['read_file', '{}']] },
  { says: 'empty arguments', parts: [call('c1', {})], calls: [['read_file', '{}']] },
  { says: 'arguments as text', parts: [call('c1', '{"path":"a"}')], calls: one },
  { says: 'arguments as empty text', parts: [call('c1', '')], calls: [['read_file', '{}']] },
  { says: 'a call without a name', parts: [{ type: 'call', id: 'c1', input: a }], calls: [['', '{"path":"a"}']] },
  { says: 'an answer of blanks', parts: [text(' \n')], text: ' \n' },
  { says: 'nothing at all', parts: [], fails: 'broken-stream' },
  { says: 'empty pieces and nothing else', parts: [text(''), text('')], fails: 'broken-stream' },
  { says: 'no permission', parts: [], throws: coded('NoPermissions'), isRefused: true, fails: 'wrong-key' },
  { says: 'a quota that is used up', parts: [], throws: coded('Blocked'), isRefused: true, fails: 'rate-limited' },
  { says: 'a quota that ends in the middle', parts: [text('Hel')], throws: coded('Blocked'), fails: 'rate-limited' },
  { says: 'a model that has gone', parts: [], throws: coded('NotFound'), isRefused: true, fails: 'wrong-model' },
  { says: 'an error without a code', parts: [], throws: new Error('Response contained no choices.'), fails: 'server' },
  { says: 'an error that is a string', parts: [], throws: 'it broke', fails: 'server' },
  {
    says: 'a prompt that is too long, in words',
    parts: [],
    throws: new Error('Request Failed: 400 {"error":{"message":"prompt token count of 142163 exceeds the limit of 128000"}}'),
    fails: 'too-long',
  },
  {
    says: 'haste, in words',
    parts: [],
    throws: new Error('Sorry, you have exceeded your Copilot token usage rate limit.'),
    fails: 'rate-limited',
  },
  { says: 'a filter, in words', parts: [], throws: new Error('Response got filtered by the content filter.'), fails: 'refused' },
  { says: 'a network that breaks', parts: [text('Hel')], throws: new Error('net::ERR_CONNECTION_RESET'), fails: 'server' },
];

function model({ parts, throws, isRefused }: EditorQuirk): LanguageModel {
  return createEditorModel({
    id: 'x',
    vendor: 'v',
    family: 'f',
    name: 'X',
    maxInputTokens: 0,
    takesImages: true,
    async sendRequest() {
      if (isRefused === true) throw throws;
      return (async function* (): AsyncGenerator<EditorResponsePart> {
        for (const part of parts) yield part as EditorResponsePart;
        if (throws !== undefined) throw throws;
      })();
    },
  });
}

describe('what services make of the editor’s API', () => {
  for (const quirk of quirks) {
    // shows: model-quirks
    it(`is understood: ${quirk.says}`, async () => {
      const events = await collect(model(quirk), asking(user('go')));
      holdAgainst(quirk, events);
      if (quirk.fails !== undefined) assert.ok((failureIn(events).hint ?? '').length > 10);
    });
  }

  // shows: model-quirks
  it(`is held against ${leastQuirks} of them at least, no two alike`, () => {
    assert.ok(quirks.length >= leastQuirks);
    assert.equal(new Set(quirks.map(({ says }) => says)).size, quirks.length);
  });
});
