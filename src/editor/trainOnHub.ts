import * as vscode from 'vscode';
import type { WorkbenchHost } from '../app/api.ts';
import { personalHubClient } from '../app/hubDoor.ts';
import { createJobDesk } from '../app/jobDesk.ts';
import { Cancelled, describeError } from '../base/errors.ts';
import type { JobOffer } from '../runs/hub/jobDesk.ts';
import { hardwareNamed, type JobWish, quoteText, timeLimitOf } from '../runs/hub/jobQuote.ts';
import { confirmation, type HardwareRow, hardwareRows, type RunVerb } from './hardwareRows.ts';
import { requireHubSignIn } from './requireHubSignIn.ts';

const usualLimit = '60m';

/** Asks on which hardware of Hugging Face a script shall run, and for how long; nothing is promised before the person has seen the most it can cost. Throws Cancelled. */
export async function askJob(script: string, host: WorkbenchHost, verb: RunVerb = 'Train'): Promise<JobWish> {
  const hub = personalHubClient(host);
  await requireHubSignIn(hub);
  const name = vscode.workspace.asRelativePath(script);
  const learning = createJobDesk(host).learn(hub);
  const rows: Promise<readonly HardwareRow[]> = learning.then(({ prices }) => hardwareRows(prices));
  const chosen = await vscode.window.showQuickPick(rows, {
    title: `${verb} ${name} on Hugging Face`,
    placeHolder: 'The cheapest first; paid by the minute',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen === undefined) throw new Cancelled();
  const offer = await learning;
  const { microUsdPerHour } = hardwareNamed(chosen.flavor, offer.prices);
  const wish = { payer: offer.payer, hub: offer.hub, flavor: chosen.flavor, microUsdPerHour };
  const timeoutMs = await askTimeLimit(wish, offer, name);
  await confirm({ ...wish, timeoutMs }, offer, { verb, name });
  return { ...wish, timeoutMs };
}

async function askTimeLimit(wish: Omit<JobWish, 'timeoutMs'>, { prices }: JobOffer, name: string): Promise<number> {
  const words = await vscode.window.showInputBox({
    title: `Time limit for ${name} on ${wish.flavor}`,
    prompt: 'The job ends then, whatever it has done: 90m, 2h, 1d.',
    value: usualLimit,
    ignoreFocusOut: true,
    validateInput(text) {
      try {
        const message = `Costs ${quoteText({ ...wish, timeoutMs: timeLimitOf(text) }, prices.tableOf)}.`;
        return { message, severity: vscode.InputBoxValidationSeverity.Info };
      } catch (error) {
        return { message: describeError(error), severity: vscode.InputBoxValidationSeverity.Error };
      }
    },
  });
  if (words === undefined) throw new Cancelled();
  return timeLimitOf(words);
}

async function confirm(wish: JobWish, { prices }: JobOffer, what: { readonly verb: RunVerb; readonly name: string }): Promise<void> {
  const { question, detail, yes } = confirmation(wish, hardwareNamed(wish.flavor, prices), what, prices.tableOf);
  const answer = await vscode.window.showInformationMessage(question, { modal: true, detail }, yes);
  if (answer !== yes) throw new Cancelled();
}
