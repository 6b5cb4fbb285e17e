import { openBench } from '../../app/bench.ts';
import { defined } from '../../base/defined.ts';
import type { JobOffer } from '../../runs/hub/jobDesk.ts';
import { hardwareNamed, type JobWish, timeLimitOf } from '../../runs/hub/jobQuote.ts';
import { planJobResume } from '../../runs/hub/resumeJob.ts';
import { WrongUsage } from '../command.ts';
import { type ExitCode, exitCode } from '../exitCodes.ts';
import { nothingMore, required } from '../options.ts';
import { find, recordOf } from '../runsCommands.ts';
import type { HubCommandContext } from './context.ts';
import { askMoney } from './jobMoney.ts';

/** `hub jobs resume RUN [CHECKPOINT]`: another job goes on from what the first left, on the same hardware for the same time unless said. */
export async function resumeJob(
  context: HubCommandContext,
  offer: JobOffer,
  [run, checkpoint, ...more]: readonly string[],
): Promise<ExitCode> {
  nothingMore(more);
  const { host, options, output, values } = context;
  const bench = openBench(host);
  try {
    const { place, resumed, launch } = await planJobResume(await find(bench, required(run, 'hub jobs resume needs a run')), checkpoint);
    if (place.payer !== offer.payer)
      throw new WrongUsage(`${place.payer} paid for that job and has what it left; now ${offer.payer} pays: practicum hub payer. `);
    const flavor = values.flavor ?? place.flavor;
    const wish: JobWish = {
      payer: offer.payer,
      hub: offer.hub,
      flavor,
      timeoutMs: values.timeout === undefined ? place.timeoutMs : timeLimitOf(values.timeout),
      microUsdPerHour: hardwareNamed(flavor, offer.prices).microUsdPerHour,
      image: values.image?.at(-1) ?? place.image,
      ...defined({ packages: values.with ?? place.packages }),
    };
    const answer = await askMoney(context, offer, wish, `Go on with ${launch.name} from ${resumed.checkpoint} on ${flavor}`);
    if (answer !== undefined) return answer;
    const started = await bench.trainFromClick({ ...launch, job: wish });
    output.out(options.json ? `${JSON.stringify(recordOf(started))}\n` : `${started.spec.id}\n`);
    if (!options.json) output.err(`Goes on from ${resumed.checkpoint}. Follow it: practicum runs tail ${started.spec.id} -f\n`);
    return exitCode.done;
  } finally {
    bench.dispose();
  }
}
