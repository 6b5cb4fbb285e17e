import { dollars, dollarsAtMost } from '../ledger/money.ts';
import { minutesText } from '../runs/hub/jobEnding.ts';
import { type HardwarePrices, hardwareText, type JobWish, jobQuote, type PricedHardware } from '../runs/hub/jobQuote.ts';
import { spaceMarginMs } from '../runs/hub/space/spaceLimits.ts';

/** Hardware of Hugging Face as rows to choose from, and what is asked before money is promised. Pure. */
export interface HardwareRow {
  readonly label: string;
  readonly description: string;
  readonly detail?: string;
  readonly flavor: string;
}

/** The cheapest first. */
export function hardwareRows({ hardware, tableOf }: HardwarePrices): readonly HardwareRow[] {
  return hardware.map((each) => ({
    label: `$(${each.accelerator === undefined ? 'chip' : 'circuit-board'}) ${each.flavor}`,
    description: hardwareText(each),
    ...(tableOf === undefined ? {} : { detail: `The price is of ${tableOf}: today’s could not be had` }),
    flavor: each.flavor,
  }));
}

/** What a run is for, as an order. */
export type RunVerb = 'Train' | 'Evaluate' | 'Resume';

export interface Confirmation {
  readonly question: string;
  readonly detail: string;
  readonly yes: string;
}

/** Hardware, price, time limit, the most it can cost and who pays. */
export function confirmation(
  wish: JobWish,
  hardware: PricedHardware,
  { verb, name }: { readonly verb: RunVerb; readonly name: string },
  tableOf: string | undefined,
): Confirmation {
  const most = dollarsAtMost(jobQuote(wish).quote.microUsd);
  return {
    question: `${verb} ${name} ${wish.kind === 'space' ? 'in a Space of' : 'on'} Hugging Face for at most ${most}?`,
    detail: [
      `Hardware: ${wish.flavor} (${hardwareText(hardware)})`,
      `Price: ${dollars(wish.microUsdPerHour)} an hour${tableOf === undefined ? '' : `, as of ${tableOf}: today’s could not be had`}`,
      `Time limit: ${minutesText(wish.timeoutMs)}${wish.kind === 'space' ? `, and ${minutesText(spaceMarginMs)} at most to start and end` : ''}`,
      `Paid by: ${wish.payer}`,
      ...(wish.kind === 'space' ? ['What it came to is estimated afterwards: Hugging Face does not say what a Space took.'] : []),
      'The files of the workspace go there, without those with secrets. The script gets your token of Hugging Face.',
    ].join('\n'),
    yes: `${verb} for at Most ${most}`,
  };
}
