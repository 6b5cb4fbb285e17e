import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import { defineTool } from './define.ts';
import { oneLine } from './lookups.ts';

/** What is in a picture, in the words of another model. */
export const describePicture = defineTool({
  name: 'describe_picture',
  description:
    'You do not see pictures; another model does. Have one described, by its name picture_…; question asks about something in it. The words are that model’s, and may be wrong.',
  input: z.strictObject({ picture: z.string().min(1).max(200), question: z.string().min(1).max(2_000).optional() }),
  effectKinds: ['record'],
  isOfSession: true,
  title: ({ picture, question }) => `Have ${oneLine(picture, 40)} described${question === undefined ? '' : `: ${oneLine(question, 60)}`}`,
  // The picture was already given to this conversation, and the request is promised as any other.
  effects: () => [{ kind: 'record', what: 'session' }],
  async run({ picture, question }, { eyes }, call) {
    if (eyes === undefined)
      throw new PracticumError('no-eyes', 'No model that sees is chosen here.', { hint: 'Go on without the picture.' });
    return await eyes.describe({ picture, ...(question === undefined ? {} : { question }) }, call);
  },
});
