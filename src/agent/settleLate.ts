import { judge, refused, rejected } from './askAbout.ts';
import type { CallWork } from './callWork.ts';
import type { LateAnswer } from './lateQuestions.ts';
import { type EndOfCall, prepareCall } from './prepareCall.ts';
import { execute, isOtherCode } from './toolRunner.ts';

/**
 * What was answered after the work had gone on without it: a yes is carried out now, after it was judged once more, and what came of it goes to
 * the model behind the results that it has.
 */
export async function settleLate(work: CallWork): Promise<void> {
  for (const late of work.broker.late.answered) {
    work.signal.throwIfAborted();
    await work.log.append({ type: 'call.settled', call: late.call.id, ...(await settle(work, late)) });
    work.onPhase(late.call.id, 'neither', '');
  }
}

async function settle(work: CallWork, { approval, call, answer }: LateAnswer): Promise<EndOfCall> {
  if (answer.answer === 'reject') return rejected(answer);
  const ready = prepareCall(work.tools, call);
  if (ready.kind === 'void') return ready.end;
  const { decision } = await judge(work, ready);
  if (decision.verdict === 'deny') return refused(decision);
  if (isOtherCode({ code: approval.code?.hash }, decision))
    return {
      outcome: 'abandoned',
      content: 'Not executed: the code that it would run has changed since it was approved. Call it again to ask anew.',
    };
  return await execute(work, ready);
}
