import fc from 'fast-check';
import type { AssistantPart, ImagePart, ModelMessage, UserPart } from '../../../src/base/messages.ts';

export const origin = 'anthropic/one';

/** Texts and ids as they really come: empty, blank, with halves of characters, too long, repeated, in other alphabets. */
export const anyText = fc.oneof(fc.string(), fc.constantFrom('', ' \n', '\ud83d', 'a\ude00b', '🙂', 'call'));
const anyId = fc.oneof(fc.constantFrom('a', 'b', 'call|1', 'call_1', '', 'x'.repeat(500)), fc.string());
const anyPart: fc.Arbitrary<AssistantPart> = fc.oneof(
  anyText.map((text): AssistantPart => ({ type: 'text', text })),
  fc.record({ text: anyText, signed: fc.boolean(), origin: fc.constantFrom(origin, 'openai/two') }).map(
    ({ text, signed, origin: from }): AssistantPart => ({
      type: 'thinking',
      text,
      origin: from,
      ...(signed ? { signature: 'known' } : {}),
    }),
  ),
  fc
    .record({
      id: anyId,
      name: fc.constantFrom('read_file', 'functions.read file', '', 'x'.repeat(200)),
      argumentsJson: fc.oneof(fc.constantFrom('{}', '{"path":"a"}', '', '{"path', '[1]', '"text"', '{"path":"\\ud83d"}'), anyText),
    })
    .map((call): AssistantPart => ({ type: 'call', ...call })),
);

export const picture: ImagePart = { type: 'image', mediaType: 'image/png', data: 'iVBORw0KGgo=', label: 'Figure 2', width: 64, height: 32 };
const anyPicture: fc.Arbitrary<ImagePart> = fc
  .record({ label: anyText, data: fc.constantFrom('iVBORw0KGgo=', 'R0lGODlhAQA=') })
  .map((given) => ({
    ...picture,
    ...given,
  }));
const anyUserPart: fc.Arbitrary<UserPart> = fc.oneof(
  { weight: 3, arbitrary: anyText.map((text): UserPart => ({ type: 'text', text })) },
  { weight: 1, arbitrary: anyPicture },
);

export const anyMessage: fc.Arbitrary<ModelMessage> = fc.oneof(
  fc.array(anyUserPart, { maxLength: 3 }).map((parts): ModelMessage => ({ role: 'user', parts })),
  fc.array(anyPart, { maxLength: 5 }).map((parts): ModelMessage => ({ role: 'assistant', parts })),
  fc
    .array(
      fc.record(
        { callId: anyId, content: anyText, isError: fc.boolean(), images: fc.array(anyPicture, { maxLength: 2 }) },
        { requiredKeys: ['callId', 'content', 'isError'] },
      ),
      { maxLength: 4 },
    )
    .map((results): ModelMessage => ({ role: 'tool', results })),
);
