import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import { defineTool } from './define.ts';
import { oneLine } from './lookups.ts';

const maxQuestions = 6;

/** Sub-agents that read. What they do is loaded with the first. */
export const research = defineTool({
  name: 'research',
  description:
    'Send sub-agents to read and look things up: papers, pages, code, data. They change nothing and see only task and context. One per question, three at a time. Answers facts with their sources.',
  input: z.strictObject({
    task: z.string().min(1).max(4_000),
    context: z.string().max(8_000).optional(),
    questions: z.array(z.string().min(1).max(1_000)).max(maxQuestions).optional(),
  }),
  effectKinds: ['record'],
  isOfSession: true,
  title: ({ task }) => `Research: ${oneLine(task, 100)}`,
  // The sub-agents’ own calls are judged one by one; what they cost is promised request by request.
  effects: () => [{ kind: 'record', what: 'session' }],
  async run({ task, context, questions = [] }, services, call) {
    if (services.research === undefined) throw new PracticumError('no-research', 'Sub-agents cannot be sent out here.');
    return await services.research.find({ task, questions, ...(context === undefined ? {} : { context }) }, call);
  },
});
