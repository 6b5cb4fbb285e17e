/** What a machine of Hugging Face is asked for on the command line, and whether its price is agreed to. */
import { defined } from '../../base/defined.ts';
import { type JobOffer, pricesFor, wishUnder } from '../../runs/hub/jobDesk.ts';
import { type JobWish, quoteText, timeLimitOf } from '../../runs/hub/jobQuote.ts';
import { type ExitCode, exitCode } from '../exitCodes.ts';
import { required } from '../options.ts';
import type { HubCommandContext } from './context.ts';

export function wishOf({ values }: HubCommandContext, offer: JobOffer, kind?: JobWish['kind']): JobWish {
  const [what, command] = kind === 'space' ? ['A Space', 'spaces'] : ['A job', 'jobs'];
  const flavor = required(values.flavor, `${what} needs --flavor; practicum hub ${command} hardware lists them`);
  const timeoutMs = timeLimitOf(required(values.timeout, `${what} needs --timeout, such as 90m or 2h: it is what it may cost`));
  return wishUnder(offer, { flavor, timeoutMs, ...defined({ kind, image: values.image?.at(-1), packages: values.with }) });
}

/** Undefined: yes. */
export async function askMoney(context: HubCommandContext, offer: JobOffer, wish: JobWish, what: string): Promise<ExitCode | undefined> {
  return await askQuote(context, quoteText(wish, pricesFor(offer, wish.kind).tableOf), what);
}

/** The same of what is no job of a run. */
export async function askQuote(
  { terminal, output, values, signal }: HubCommandContext,
  quote: string,
  what: string,
): Promise<ExitCode | undefined> {
  if (values.yes === true) {
    output.err(`${what}: ${quote}.\n`);
    return undefined;
  }
  if (terminal === undefined) {
    output.err(`${what} would cost ${quote}. Nothing was started; say yes with --yes.\n`);
    return exitCode.needsApproval;
  }
  const answer = (await terminal.ask(`${what}: ${quote}. Go on? (yes/no) `, signal))?.trim().toLowerCase();
  if (answer === 'y' || answer === 'yes') return undefined;
  output.err('Nothing was started.\n');
  return exitCode.failed;
}
