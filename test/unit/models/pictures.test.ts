import assert from 'node:assert/strict';
import type { ImagePart, ModelMessage } from '../../../src/base/messages.ts';
import { createAnthropicModel } from '../../../src/models/anthropic.ts';
import { createEditorModel, type EditorMessage } from '../../../src/models/editor.ts';
import type { LanguageModel, ModelEvent } from '../../../src/models/model.ts';
import { createOpenAiModel } from '../../../src/models/openai.ts';
import { saysThatItDoesNotSee } from '../../../src/models/pictures.ts';
import { sendJson, serve } from '../../doubles/wire.ts';
import { picture } from './anyHistory.ts';
import { chunk, done, messageEnd, messageStart, textBlock } from './frames.ts';
import { allWires, asking, collect, textOf, user, type Wire, wires } from './support.ts';

const plot: ImagePart = { ...picture, label: 'Loss of run r1', data: 'R0lGODlhAQA=', mediaType: 'image/gif' };
const conversation: readonly ModelMessage[] = [
  { role: 'user', parts: [{ type: 'text', text: 'Explain this:' }, picture] },
  { role: 'assistant', parts: [{ type: 'call', id: 'c1', name: 'plot_run', argumentsJson: '{}' }] },
  { role: 'tool', results: [{ callId: 'c1', content: 'The curve falls.', isError: false, images: [plot] }] },
  user('And now?'),
];

type Body = Readonly<Record<string, unknown>> & { readonly messages: readonly unknown[] };

let names = 0;

/** Answers the requests that `refusal` does not refuse. */
async function against(
  wire: Wire,
  refusal: (body: Body) => { readonly status: number; readonly message: string } | undefined,
  test: (ask: () => Promise<readonly ModelEvent[]>, bodies: () => readonly Body[], model: LanguageModel) => Promise<void>,
): Promise<void> {
  const server = await serve(({ request, response }) => {
    const refused = refusal(request.body as Body);
    if (refused !== undefined) return sendJson(response, refused.status, { error: { message: refused.message } });
    const stream =
      wire === 'anthropic' ? messageStart + textBlock(0, 'I see.') + messageEnd('end_turn') : chunk({ content: 'I see.' }, 'stop') + done;
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(stream);
  });
  try {
    const shared = { name: `sees-${++names}`, apiKey: 'k', baseUrl: server.url, contextTokens: 8192 };
    const model = wire === 'anthropic' ? createAnthropicModel(shared) : createOpenAiModel(shared);
    await test(
      () => collect(model, asking(...conversation)),
      () => server.requests.map(({ body }) => body as Body),
      model,
    );
  } finally {
    await server.close();
  }
}

const holdsPicture = (body: Body): boolean => /"image_url"|"type":"image"/.test(JSON.stringify(body));

describe('pictures in a conversation', () => {
  // shows: model-pictures
  it('go to Anthropic as image blocks behind what they show, also inside the result that they belong to', async () => {
    await against(
      'anthropic',
      () => undefined,
      async (ask, bodies) => {
        assert.equal(textOf(await ask()), 'I see.');
        assert.deepEqual(bodies()[0]?.messages, [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'Explain this:' },
              { type: 'text', text: '[Picture: Figure 2]' },
              { type: 'image', source: { type: 'base64', media_type: 'image/png', data: picture.data } },
            ],
          },
          {
            role: 'assistant',
            content: [{ type: 'tool_use', id: 'c1', name: 'plot_run', input: {}, cache_control: { type: 'ephemeral' } }],
          },
          {
            role: 'user',
            content: [
              {
                type: 'tool_result',
                tool_use_id: 'c1',
                content: [
                  { type: 'text', text: 'The curve falls.' },
                  { type: 'text', text: '[Picture: Loss of run r1]' },
                  { type: 'image', source: { type: 'base64', media_type: 'image/gif', data: plot.data } },
                ],
              },
              { type: 'text', text: 'And now?', cache_control: { type: 'ephemeral' } },
            ],
          },
        ]);
      },
    );
  });

  // shows: model-pictures
  it('go to Chat Completions in the user’s messages, those of results directly behind these', async () => {
    await against(
      'openai',
      () => undefined,
      async (ask, bodies) => {
        assert.equal(textOf(await ask()), 'I see.');
        assert.deepEqual(bodies()[0]?.messages.slice(1), [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'Explain this:\n\n[Picture: Figure 2]' },
              { type: 'image_url', image_url: { url: `data:image/png;base64,${picture.data}` } },
            ],
          },
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ id: 'c1', type: 'function', function: { name: 'plot_run', arguments: '{}' } }],
          },
          { role: 'tool', tool_call_id: 'c1', content: 'The curve falls.' },
          {
            role: 'user',
            content: [
              { type: 'text', text: 'Pictures of the results above:\n\n[Picture: Loss of run r1]' },
              { type: 'image_url', image_url: { url: `data:image/gif;base64,${plot.data}` } },
              { type: 'text', text: 'And now?' },
            ],
          },
        ]);
      },
    );
  });

  for (const wire of wires) {
    // shows: model-pictures-refused
    it(`are said in words over ${wire}, from then on, when the model turns out not to see`, async () => {
      await against(
        wire,
        (body) => (holdsPicture(body) ? { status: 400, message: 'This model does not support image input.' } : undefined),
        async (ask, bodies, model) => {
          assert.equal(model.capabilities?.images, undefined);
          assert.equal(textOf(await ask()), 'I see.');
          assert.equal(textOf(await ask()), 'I see.');
          assert.deepEqual(bodies().map(holdsPicture), [true, false, false]);
          const words = JSON.stringify(bodies().at(-1));
          assert.match(words, /\[Picture: Figure 2\]/);
          assert.match(words, /The curve falls\.\\n\[Picture: Loss of run r1\]/);
          assert.equal(model.capabilities?.images, false);
        },
      );
    });

    it(`that ${wire} refuses for themselves are left out, and later ones still shown`, async () => {
      await against(
        wire,
        (body) => (JSON.stringify(body).includes(plot.data) ? { status: 400, message: 'image exceeds 5 MB maximum' } : undefined),
        async (ask, bodies, model) => {
          assert.equal(textOf(await ask()), 'I see.');
          assert.deepEqual(bodies().map(holdsPicture), [true, false]);
          assert.equal(model.capabilities?.images, undefined);
          const later = { ...picture, data: 'UklGRgAAAAA=', mediaType: 'image/webp' as const };
          await collect(model, asking({ role: 'user', parts: [later] }));
          assert.deepEqual(bodies().map(holdsPicture), [true, false, true]);
        },
      );
    });
  }

  for (const wire of allWires) {
    // shows: model-pictures-refused
    it(`are never sent over ${wire} to a model that is known not to see`, async () => {
      const bodies: Body[] = [];
      const server = await serve(({ request, response }) => {
        bodies.push(request.body as Body);
        sendJson(response, 500, { error: { message: 'enough' } });
      });
      try {
        const shared = { name: `blind-${++names}`, apiKey: 'k', baseUrl: server.url, contextTokens: 8192, capabilities: { images: false } };
        const model =
          wire === 'anthropic'
            ? createAnthropicModel(shared)
            : createOpenAiModel({ ...shared, api: wire === 'responses' ? 'responses' : 'chat' });
        await collect(model, asking(...conversation));
        assert.equal(bodies.length, 1);
        assert.ok(!holdsPicture(bodies[0] ?? { messages: [] }));
        assert.ok(!JSON.stringify(bodies).includes('input_image'));
        assert.match(JSON.stringify(bodies), /\[Picture: Loss of run r1\]/);
        assert.equal(model.capabilities?.images, false);
      } finally {
        await server.close();
      }
    });
  }

  // shows: model-pictures-refused
  it('that are refused in the place of an answer are left out, and the model is asked again', async () => {
    const failed = {
      type: 'response.failed',
      response: { status: 'failed', error: { code: 'invalid_image', message: 'Could not read it.' } },
    };
    const ended = { type: 'response.completed', response: { status: 'completed', output: [] } };
    const server = await serve(({ request, response }) => {
      const said = request.bodyText.includes('input_image') ? [failed] : [{ type: 'response.output_text.delta', delta: 'ok' }, ended];
      const stream = said.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(stream);
    });
    try {
      const model = createOpenAiModel({ name: `sees-${++names}`, baseUrl: server.url, contextTokens: 8192, api: 'responses' });
      assert.equal(textOf(await collect(model, asking(...conversation))), 'ok');
      assert.equal(server.requests.length, 2);
    } finally {
      await server.close();
    }
  });

  it('go to the editor’s models where its API has them, results’ behind these, else in words', async () => {
    for (const takesImages of [true, false]) {
      let sent: readonly EditorMessage[] = [];
      const model = createEditorModel({
        id: 'x',
        vendor: 'v',
        family: 'f',
        name: 'X',
        maxInputTokens: 1000,
        takesImages,
        async sendRequest(messages) {
          sent = messages;
          return (async function* () {
            yield { type: 'text' as const, text: 'ok' };
          })();
        },
      });
      await collect(model, asking(...conversation));
      const parts = sent.flatMap((message) => message.parts.map((part) => (part.type === 'result' ? part.content : part.type)));
      assert.deepEqual(
        parts,
        takesImages
          ? ['text', 'text', 'text', 'image', 'call', 'The curve falls.', 'text', 'image', 'text']
          : ['text', 'text', 'text', 'call', 'The curve falls.\n[Picture: Loss of run r1]', 'text'],
      );
    }
  });

  it('are said in words when the editor’s model turns out not to see', async () => {
    const asked: boolean[] = [];
    const model = createEditorModel({
      id: 'x',
      vendor: 'v',
      family: 'f',
      name: 'X',
      maxInputTokens: 1000,
      takesImages: true,
      async sendRequest(messages) {
        asked.push(messages.some(({ parts }) => parts.some(({ type }) => type === 'image')));
        if (asked.at(-1) === true) throw new Error('Request Failed: 400 {"error":{"message":"model does not support vision"}}');
        return (async function* () {
          yield { type: 'text' as const, text: 'ok' };
        })();
      },
    });
    assert.equal(textOf(await collect(model, asking(...conversation))), 'ok');
    await collect(model, asking(...conversation));
    assert.deepEqual(asked, [true, false, false]);
    assert.equal(model.capabilities?.images, false);
  });

  const refusals: readonly (readonly [string, boolean])[] = [
    ['Invalid content type. image_url is only supported by certain models.', true],
    ['No endpoints found that support image input', true],
    ['org/model is not a multimodal model', true],
    ['At most 0 image(s) may be provided in one request.', true],
    ['image input is not supported - hint: if this is unexpected, you may need to provide the mmproj', true],
    ['Model does not support images. Please use a model that does.', true],
    ['messages[0]: unknown variant `image_url`, expected `text` at line 1 column 200', true],
    ['messages[1].content must be a string', true],
    ['messages.0.content.1.image.source.base64: image exceeds 5 MB maximum: 6291456 bytes > 5242880 bytes', false],
    ['Could not process image', false],
    ['image/bmp is not a supported image format', false],
    ['At most 1 image(s) may be provided in one request.', false],
    ['The image dimensions exceed max allowed size: 8000 pixels', false],
  ];
  for (const [words, isBlind] of refusals) {
    it(`and the refusal “${words.slice(0, 60)}” ${isBlind ? 'says that the model sees none' : 'is about this one'}`, () => {
      assert.equal(saysThatItDoesNotSee(words), isBlind);
    });
  }
});
