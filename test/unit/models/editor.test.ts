import assert from 'node:assert/strict';
import type { ToolDeclaration } from '../../../src/base/messages.ts';
import {
  createEditorModel,
  type EditorMessage,
  type EditorModelPort,
  type EditorResponsePart,
  parseEditorModelName,
} from '../../../src/models/editor.ts';
import { asking, callsOf, collect, endOf, failureIn, textOf, user } from './support.ts';

interface Sent {
  messages: readonly EditorMessage[];
  tools: readonly ToolDeclaration[];
}

function port(
  answer: (signal: AbortSignal) => AsyncGenerator<EditorResponsePart>,
  sent: Sent = { messages: [], tools: [] },
): EditorModelPort {
  return {
    id: 'gpt/x',
    vendor: 'copilot',
    family: 'gpt',
    name: 'GPT X',
    maxInputTokens: 64_000,
    takesImages: true,
    async sendRequest(messages, tools, signal) {
      sent.messages = messages;
      sent.tools = tools;
      return answer(signal);
    },
  };
}

/** As `vscode.LanguageModelError` looks from outside. */
class EditorError extends Error {
  readonly code: string;
  constructor(code: string) {
    super('as the editor says it');
    this.code = code;
  }
}

describe('the editor’s own model', () => {
  // shows: model-editor
  it('answers with text and whole calls, and its usage is an estimate', async () => {
    const model = createEditorModel(
      port(async function* () {
        yield { type: 'text', text: 'I read ' };
        yield { type: 'text', text: 'it.' };
        yield { type: 'call', id: 'c1', name: 'read_file', input: { path: 'a.py' } };
      }),
    );
    const events = await collect(model, asking(user('go')));
    assert.equal(textOf(events), 'I read it.');
    assert.deepEqual(callsOf(events), [{ id: 'c1', name: 'read_file', argumentsJson: '{"path":"a.py"}' }]);
    assert.equal(endOf(events).stop, 'calls');
    assert.equal(endOf(events).usage.isEstimated, true);
    assert.equal(model.contextTokens, 64_000);
    assert.deepEqual(model.id, { provider: 'editor', name: 'copilot/gpt/x' });
    assert.deepEqual(parseEditorModelName(model.id.name), { vendor: 'copilot', id: 'gpt/x' });
  });

  it('is sent the instructions first, then turns of two roles with results among the user’s', async () => {
    const sent: Sent = { messages: [], tools: [] };
    const model = createEditorModel(
      port(async function* () {
        yield { type: 'text', text: 'ok' };
      }, sent),
    );
    await collect(
      model,
      asking(
        user('go'),
        { role: 'assistant', parts: [{ type: 'call', id: 'c1', name: 'read_file', argumentsJson: '{"path":"a"}' }] },
        { role: 'tool', results: [{ callId: 'c1', content: 'gone', isError: true }] },
        user('and now?'),
      ),
    );
    assert.deepEqual(sent.messages, [
      { role: 'user', parts: [{ type: 'text', text: 'You are a test.' }] },
      { role: 'user', parts: [{ type: 'text', text: 'go' }] },
      { role: 'assistant', parts: [{ type: 'call', id: 'c1', name: 'read_file', input: { path: 'a' } }] },
      {
        role: 'user',
        parts: [
          { type: 'result', callId: 'c1', content: 'Error: gone' },
          { type: 'text', text: 'and now?' },
        ],
      },
    ]);
    assert.deepEqual(
      sent.tools.map(({ name }) => name),
      ['read_file'],
    );
  });

  const refusals = [
    ['NoPermissions', 'wrong-key', /Allow/],
    ['Blocked', 'rate-limited', /Choose Model/],
    ['NotFound', 'wrong-model', /Choose Model/],
    ['Unknown', 'server', /again/],
  ] as const;
  for (const [code, kind, hint] of refusals) {
    it(`that fails with ${code} is ${kind}, and the next step is named`, async () => {
      const model = createEditorModel(
        port(async function* () {
          yield { type: 'text', text: 'a' };
          throw new EditorError(code);
        }),
      );
      const error = failureIn(await collect(model, asking(user('go'))));
      assert.equal(error.kind, kind);
      assert.match(error.hint ?? '', hint);
    });
  }

  it('that answers nothing at all has not answered', async () => {
    const nothing = createEditorModel(port(async function* () {}));
    assert.equal(failureIn(await collect(nothing, asking(user('go')))).kind, 'broken-stream');
  });

  // shows: model-cancel
  it('stops at once even when the editor does not listen', async () => {
    const controller = new AbortController();
    const model = createEditorModel(
      port(async function* () {
        yield { type: 'text', text: 'a' };
        await new Promise(() => undefined);
      }),
    );
    const seen: string[] = [];
    for await (const event of model.stream(asking(user('go')), controller.signal)) {
      seen.push(event.type === 'failed' ? event.error.kind : event.type);
      controller.abort();
    }
    assert.deepEqual(seen, ['text', 'cancelled']);
  });
});
