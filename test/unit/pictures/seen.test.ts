import assert from 'node:assert/strict';
import { admitImages } from '../../../src/agent/admitImages.ts';
import { TokenAccount } from '../../../src/agent/context/tokens.ts';
import { Conversation } from '../../../src/agent/conversation.ts';
import { SeenPictures } from '../../../src/agent/seenPictures.ts';
import type { BlobHash, CallId, EventId, MessageId, TurnId } from '../../../src/base/ids.ts';
import type { ImagePart, ModelMessage } from '../../../src/base/messages.ts';
import type { Picture } from '../../../src/base/picture.ts';
import type { LanguageModel } from '../../../src/models/model.ts';
import type { SessionEvent, SessionEventBody } from '../../../src/sessions/events.ts';
import { keepImages } from '../../../src/sessions/keepImages.ts';
import { readBySchema, readEvent } from '../../../src/sessions/schema.ts';
import { someJpeg, somePng } from './files.ts';

const turn = 'tu_1' as TurnId;
const usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };
const seeing = { id: { provider: 'anthropic', name: 'claude' } } as Pick<LanguageModel, 'id' | 'capabilities'>;

function pictureOf(index: number, bytes = 3): Picture {
  const blob = index.toString(16).padStart(64, '0') as BlobHash;
  return { blob, mediaType: 'image/png', label: `plot ${index}.png`, bytes, width: 750, height: 100 };
}

function eventsOf(bodies: readonly SessionEventBody[]): readonly SessionEvent[] {
  return bodies.map((body, index) => ({ v: 1, id: `ev_${index}` as EventId, parent: null, atMs: index, ...body }) as SessionEvent);
}

function asked(index: number, picture?: Picture): SessionEventBody {
  const mentions = picture === undefined ? [] : [{ kind: 'file', path: picture.label, picture } as const];
  return { type: 'turn.started', turn: `tu_${index}` as TurnId, message: `me_${index}` as MessageId, text: `Question ${index}`, mentions };
}

function answered(index: number, picture?: Picture): readonly SessionEventBody[] {
  const response = `re_${index}` as MessageId;
  const call = `ca_${index}` as CallId;
  return [
    { type: 'response.started', turn, response, model: 'test/model' },
    { type: 'response.call', response, call, providerId: 'p', name: 'read_file', argumentsJson: '{"path":"plot.png"}' },
    { type: 'response.ended', response, stop: 'calls', usage },
    { type: 'tool.ended', call, outcome: 'done', content: 'A picture.', ...(picture === undefined ? {} : { pictures: [picture] }) },
  ];
}

const blobs = (): SeenPictures => new SeenPictures({ log: { getBlob: async (hash) => Buffer.from(hash.slice(-3)) } });

function imagesIn(messages: readonly ModelMessage[]): readonly ImagePart[] {
  return messages.flatMap((message) => {
    if (message.role === 'user') return message.parts.filter((part) => part.type === 'image');
    return message.role === 'tool' ? message.results.flatMap(({ images = [] }) => images) : [];
  });
}

describe('What a model is shown of pictures', () => {
  it('is the same message each time, so that it is translated once', async () => {
    const seen = blobs();
    const { messages } = { messages: Conversation.of(eventsOf([asked(1, pictureOf(1)), ...answered(1, pictureOf(2))])).messages() };
    const [first, second] = [await seen.in(messages, seeing), await seen.in(messages, seeing)];
    assert.deepEqual(
      first.map((message, index) => message === second[index]),
      first.map(() => true),
    );
    assert.deepEqual(
      imagesIn(first).map(({ label, data }) => [label, Buffer.from(data, 'base64').toString()]),
      [
        ['plot 1.png', '001'],
        ['plot 2.png', '002'],
      ],
    );
    assert.ok(imagesIn(first).every((image) => !('blob' in image) && !('bytes' in image)));
  });

  // shows: images-log
  it('is left out of what was pruned or stands beside a summary, and the words in its place say how it is seen again', () => {
    const bodies: readonly SessionEventBody[] = [asked(1, pictureOf(1)), ...answered(1, pictureOf(2))];
    const pruned: SessionEventBody = {
      type: 'context.pruned',
      turn,
      calls: ['ca_1' as CallId],
      chars: [10],
      notes: '',
      usage,
      tokensBefore: 2,
      tokensAfter: 1,
    };
    const withoutResult = Conversation.of(eventsOf([...bodies, pruned])).messages();
    assert.deepEqual(
      imagesIn(withoutResult).map(({ label }) => label),
      ['plot 1.png'],
    );
    assert.match(JSON.stringify(withoutResult), /recall_output \{\\+"call\\+":\\+"ca_1/);
    const compacted: SessionEventBody = {
      type: 'context.compacted',
      turn,
      summary: 'What was.',
      state: 'As it stands.',
      model: 'test/model',
      usage,
      tokensBefore: 2,
      tokensAfter: 1,
    };
    const summarised = Conversation.of(eventsOf([...bodies, compacted])).messages();
    assert.deepEqual(imagesIn(summarised), []);
    assert.match(
      JSON.stringify(summarised),
      /\[Picture: plot 1\.png\. Left out to save room; recall_output \{\\+"call\\+":\\+"picture_0000000000000000/,
    );
  });

  it('is the newest twenty, or twenty megabytes: the oldest give way five at a time, and are words', async () => {
    const seen = blobs();
    const conversation = (count: number, bytes: number): readonly ModelMessage[] =>
      Conversation.of(eventsOf(Array.from({ length: count }, (_, index) => asked(index, pictureOf(index, bytes))))).messages();
    const shown = async (count: number, bytes = 3): Promise<number> => imagesIn(await seen.in(conversation(count, bytes), seeing)).length;
    assert.deepEqual([await shown(20), await shown(21), await shown(25), await shown(26)], [20, 16, 20, 16]);
    assert.equal(await shown(8, 3_900_000), 3);
    assert.match(JSON.stringify(await seen.in(conversation(21, 3), seeing)), /plot 0\.png\. Left out to save room; recall_output/);
  });

  it('is said in words where its file is gone', async () => {
    const gone = new SeenPictures({ log: { getBlob: () => Promise.reject(new Error('no such blob')) } });
    const messages = await gone.in(Conversation.of(eventsOf([asked(1, pictureOf(1))])).messages(), seeing);
    assert.match(JSON.stringify(messages), /\[Picture: plot 1\.png\. Its file is missing\.\]/);
  });

  it('counts by its pixels', () => {
    const events = (picture?: Picture) => eventsOf([asked(1, picture), ...answered(1, picture)]);
    const tokens = (picture?: Picture): number => TokenAccount.of(events(picture), () => 0).used.tokens;
    const added = tokens(pictureOf(1)) - tokens();
    assert.ok(added >= 200 && added < 260, `${added} tokens for two pictures of 100 each`);
  });
});

describe('A picture of a result', () => {
  // shows: images-private, images-refused
  it('is what it is by its bytes, without what tells about it; what cannot be sent is named', () => {
    const image = (data: Buffer, label: string): ImagePart => ({
      type: 'image',
      mediaType: 'image/png',
      data: data.toString('base64'),
      label,
    });
    const { content, images } = admitImages('Two.', [image(someJpeg(), 'a photo'), image(Buffer.from('<svg/>'), 'a drawing')]);
    assert.deepEqual(
      images?.map(({ mediaType, width, height }) => [mediaType, width, height]),
      [['image/jpeg', 480, 640]],
    );
    assert.ok(
      !Buffer.from(images?.[0]?.data ?? '', 'base64')
        .toString('latin1')
        .includes('GPS'),
    );
    assert.match(content, /^Two\.\n\[Left out: a drawing is SVG/);
    const many = admitImages(
      '',
      Array.from({ length: 12 }, (_, index) => image(somePng(), `plot ${index}`)),
    );
    assert.equal(many.images?.length, 10);
    assert.equal(many.content, '[Left out: 2 more pictures.]');
  });

  // shows: images-log
  it('never stands in a line of the log, and what the line says of it is checked when it is read', () => {
    const call = 'ca_1' as CallId;
    const image: ImagePart = {
      type: 'image',
      mediaType: 'image/png',
      data: somePng().toString('base64'),
      label: 'loss.png',
      width: 960,
      height: 600,
    };
    const { body, blobs: kept } = keepImages({ type: 'tool.ended', call, outcome: 'done', content: 'Read.', images: [image] });
    assert.ok(!JSON.stringify(body).includes(image.data.slice(0, 60)));
    assert.deepEqual(Buffer.from(kept[0]?.bytes ?? []), somePng());
    const [event] = eventsOf([body]);
    assert.equal(readEvent(event).kind, 'event');
    const bent = { ...event, pictures: [{ blob: 7 }] };
    assert.deepEqual([readEvent(bent).kind, readBySchema(bent).kind], ['bad', 'bad']);
  });
});
