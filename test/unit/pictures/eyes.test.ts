import assert from 'node:assert/strict';
import type { Purchase } from '../../../src/agent/payment.ts';
import { PictureDescriber } from '../../../src/app/pictureEyes.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import type { BlobHash, CallId, EventId, MessageId, TurnId } from '../../../src/base/ids.ts';
import type { Permit } from '../../../src/base/permit.ts';
import type { ToolCall } from '../../../src/base/tool.ts';
import type { SessionEvent } from '../../../src/sessions/events.ts';
import { end, failure, ScriptedModel, type Step, say } from '../agent/scriptedModel.ts';
import { somePng } from './files.ts';

const blob = 'ab'.repeat(32) as BlobHash;
const picture = `picture_${blob.slice(0, 16)}`;
const events: readonly SessionEvent[] = [
  {
    v: 1,
    id: 'ev_1' as EventId,
    parent: null,
    atMs: 0,
    type: 'turn.started',
    turn: 'tu_1' as TurnId,
    message: 'me_1' as MessageId,
    text: '',
    mentions: [
      { kind: 'file', path: 'loss.png', picture: { blob, mediaType: 'image/png', label: 'loss.png', bytes: 9, width: 960, height: 600 } },
    ],
  },
];
const call: ToolCall = {
  id: 'ca_1' as CallId,
  turn: 'tu_1' as TurnId,
  permit: {} as Permit,
  signal: new AbortController().signal,
  progress: () => undefined,
};

function describer(model: ScriptedModel, ask: (purchase: Purchase) => Promise<undefined>): PictureDescriber {
  const log = { events, getBlob: async () => somePng(), append: async () => assert.fail('nothing is logged beside the call') };
  return new PictureDescriber({ log, model: async () => model, ask });
}

describe('A picture that another model describes', () => {
  const bought: Purchase[] = [];
  const buys = async (purchase: Purchase): Promise<undefined> => {
    bought.push(purchase);
    return undefined;
  };
  const looks = (...steps: readonly Step[]) => describer(new ScriptedModel(...steps), buys).describe({ picture }, call);
  beforeEach(() => bought.splice(0));

  // shows: images-eyes
  it('is paid for before it is asked about, with the picture in the sum', async () => {
    const { content, origin } = await looks([say('A falling line.'), end()]);
    assert.deepEqual([content, origin], ['A falling line.', { kind: 'model', name: 'openai/scripted of “loss.png”' }]);
    assert.deepEqual(
      bought.map(({ purpose, turn, request }) => [
        purpose,
        turn,
        request.messages[0]?.role === 'user' && request.messages[0].parts[0]?.type,
      ]),
      [['research', 'tu_1', 'image']],
    );
  });

  // shows: images-eyes
  it('is not asked about where the money is refused', async () => {
    const model = new ScriptedModel([say('A falling line.'), end()]);
    const refused = describer(model, async () => {
      throw new PracticumError('cap', 'Over the cap.');
    });
    await assert.rejects(refused.describe({ picture }, call), { code: 'cap' });
    assert.equal(model.requests.length, 0);
  });

  // shows: images-eyes
  it('that could not be described is said with the next step, as is one that is not there', async () => {
    await assert.rejects(looks([failure('bad-request')]), { code: 'not-described' });
    await assert.rejects(looks([end()]), { code: 'not-described' });
    await assert.rejects(describer(new ScriptedModel(), buys).describe({ picture: 'picture_1' }, call), {
      code: 'no-such-picture',
      hint: `There are ${picture} (loss.png).`,
    });
    assert.match((await looks([say('A line that'), end('limit')])).content, /A line that\n\[cut off here\]/);
  });
});
