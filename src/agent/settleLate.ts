import { judge, refused, rejected } from './askAbout.ts';
import type { CallWork } from './callWork.ts';
import type { LateAnswer } from './lateQuestions.ts';
import { type EndOfCall, holdsSecret, prepareCall, secretRefused } from './prepareCall.ts';
import { execute, executeAgreed, isOtherCode } from './toolRunner.ts';

/**
 * What was answered after the work had gone on without it: a yes is carried out now, after it was judged once more, and what came of it goes to
 * the model behind the results that it has.
 */
export async function settleLate(work: CallWork): Promise<void> {
  for (const late of work.broker.late.answered) {
    work.signal.throwIfAborted();
    if (late.kind === 'raise') await raise(work, late);
    else await work.log.append({ type: 'call.settled', call: late.call.id, ...(await settle(work, late)) });
    work.onPhase(late.approval.call, 'neither', '');
  }
}

/** The model never hears of its call. Done twice, after a crash in between, it comes to the same. */
async function raise({ log, raiseCaps }: CallWork, { approval, change }: Late<'raise'>): Promise<void> {
  await raiseCaps(change);
  await log.append({ type: 'tool.ended', call: approval.call, outcome: 'done', content: 'Agreed, after it waited.' });
}

type Late<Kind extends LateAnswer['kind']> = Extract<LateAnswer, { readonly kind: Kind }>;

async function settle(work: CallWork, { approval, call, answer }: Late<'call'>): Promise<EndOfCall> {
  if (answer.answer === 'reject') return rejected(answer);
  const asked = prepareCall(work.tools, call);
  const ready = answer.argumentsJson === undefined ? asked : prepareCall(work.tools, call, answer.argumentsJson);
  if (ready.kind === 'void') return ready.end;
  if (holdsSecret(ready)) return secretRefused;
  const { decision } = await judge(work, ready);
  if (decision.verdict === 'deny') return refused(decision);
  if (answer.argumentsJson !== undefined) return await executeAgreed(work, asked, ready);
  if (isOtherCode({ code: approval.code?.hash }, decision))
    return {
      outcome: 'abandoned',
      content: 'Not executed: the code that it would run has changed since it was approved. Call it again to ask anew.',
    };
  return await execute(work, ready);
}
