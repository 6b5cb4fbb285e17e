import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ModelMessage } from '../../../src/base/messages.ts';
import { AnthropicRequests } from '../../../src/models/anthropicRequest.ts';
import type { ModelRequest } from '../../../src/models/model.ts';
import { commonDialect, openAiDialect } from '../../../src/models/openaiDialect.ts';
import { OpenAiRequests } from '../../../src/models/openaiRequest.ts';
import { ResponsesRequests } from '../../../src/models/responsesRequest.ts';
import { anyMessage, origin } from './anyHistory.ts';
import { asking, bodyText, user } from './support.ts';

/** Everything that writes requests, each as it is before its first one. */
function writers(): readonly ((request: ModelRequest) => string)[] {
  const anthropic = new AnthropicRequests('one', origin);
  const plain = new OpenAiRequests('one', origin, 'none');
  const marked = new OpenAiRequests('one', origin, 'marks');
  const responses = new ResponsesRequests('one', origin, true);
  const reasoning = { ...openAiDialect, repeatsReasoning: true };
  return [
    (request) => bodyText(anthropic.body(request)),
    (request) => bodyText(anthropic.body(request, [{ type: 'text', text: 'So far …' }])),
    (request) => bodyText(plain.body(request, commonDialect)),
    (request) => bodyText(plain.body(request, reasoning)),
    (request) => bodyText(plain.body(request, { ...commonDialect, takesImages: false })),
    (request) => bodyText(marked.body(request, commonDialect)),
    (request) => bodyText(responses.body(request, openAiDialect)),
  ];
}

/** The same messages, and none of them the same object. */
function retold(request: ModelRequest): ModelRequest {
  return { ...request, messages: structuredClone(request.messages) };
}

/** What happens to a conversation between two of its requests. */
type Change =
  | { readonly kind: 'grows'; readonly by: readonly ModelMessage[] }
  /** Old results are left out, or the newest message gets something more: one message is another one. */
  | { readonly kind: 'changes'; readonly at: number; readonly into: ModelMessage }
  /** A part in the middle becomes one message. */
  | { readonly kind: 'shrinks'; readonly from: number; readonly length: number; readonly into: ModelMessage }
  /** Something is asked about it that does not become part of it. */
  | { readonly kind: 'is asked about'; readonly question: ModelMessage };

const place = fc.nat({ max: 40 });
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('grows' as const), by: fc.array(anyMessage, { maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('changes' as const), at: place, into: anyMessage }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('shrinks' as const), from: place, length: place, into: anyMessage }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('is asked about' as const), question: anyMessage }) },
);

function changed(messages: readonly ModelMessage[], change: Change): readonly ModelMessage[] {
  switch (change.kind) {
    case 'grows':
      return [...messages, ...change.by];
    case 'changes':
      return messages.with(change.at % messages.length, change.into);
    case 'shrinks':
      return messages.toSpliced(1 + (change.from % messages.length), change.length, change.into);
    case 'is asked about':
      return messages;
  }
}

describe('a request behind another one', () => {
  // shows: cache-prefix
  it('is byte for byte what it would be as the first one, whatever happened to the conversation between them', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 14 }), fc.nat({ max: 1000 }), (changes, outputTokens) => {
        const known = writers();
        let messages: readonly ModelMessage[] = [user('go')];
        for (const [count, change] of changes.entries()) {
          messages = changed(messages, change);
          const sent = change.kind === 'is asked about' ? [...messages, change.question] : messages;
          const request = { ...asking(...sent), maxOutputTokens: outputTokens + (count % 2) };
          for (const [index, write] of writers().entries()) {
            const first = write(retold(request));
            assert.equal(known[index]?.(request), first);
            assert.equal(first, JSON.stringify(JSON.parse(first)));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('knows its own conversation from another one that is held over the same model', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), anyMessage), { maxLength: 12 }), (said) => {
        const known = writers();
        const conversations = { one: [user('go')], other: [user('go')] };
        for (const [isOther, message] of said) {
          const messages = conversations[isOther ? 'other' : 'one'];
          messages.push(message);
          for (const [index, write] of writers().entries())
            assert.equal(known[index]?.(asking(...messages)), write(retold(asking(...messages))));
        }
      }),
      { numRuns: 100 },
    );
  });

  // shows: figure-growth
  it('reads no message again that stands before what is new', () => {
    for (const write of writers()) {
      let reads = 0;
      const counted = (message: ModelMessage): ModelMessage =>
        new Proxy(message, {
          get(target, key): unknown {
            reads += 1;
            return Reflect.get(target, key);
          },
        });
      const messages: ModelMessage[] = [user('go')];
      const readsOf: number[] = [];
      for (let count = 0; count < 20; count += 1) {
        const id = `call_${count}`;
        messages.push(
          counted({ role: 'assistant', parts: [{ type: 'call', id, name: 'read_file', argumentsJson: '{"path":"a"}' }] }),
          counted({ role: 'tool', results: [{ callId: id, content: 'text', isError: false }] }),
        );
        reads = 0;
        write(asking(...messages));
        readsOf.push(reads);
      }
      assert.equal(new Set(readsOf).size, 1, String(readsOf));
    }
  });

  it('leaves out thinking that was refused, also what was written before', () => {
    const requests = new AnthropicRequests('one', origin);
    const thinking = { type: 'thinking', text: 'old', signature: 'of another account', origin } as const;
    const request = asking(
      user('go'),
      { role: 'assistant', parts: [thinking, { type: 'text', text: 'one' }] },
      user('on'),
      { role: 'assistant', parts: [{ type: 'text', text: 'two' }] },
      user('and on'),
    );
    assert.ok(bodyText(requests.body(request)).includes('another account'));
    assert.equal(requests.leaveOutThinking(request), true);
    assert.ok(!bodyText(requests.body(request)).includes('another account'));
    assert.equal(requests.leaveOutThinking(request), false);
  });
});
