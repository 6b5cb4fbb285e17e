import * as vscode from 'vscode';
import type { WorkbenchHost } from '../app/api.ts';
import { personalHubClient } from '../app/hubDoor.ts';
import { createJobDesk } from '../app/jobDesk.ts';
import { defined } from '../base/defined.ts';
import { Cancelled, describeError } from '../base/errors.ts';
import { pricesFor } from '../runs/hub/jobDesk.ts';
import { type HardwarePrices, hardwareNamed, type JobWish, quoteText, timeLimitOf } from '../runs/hub/jobQuote.ts';
import { requireSpaceTime } from '../runs/hub/space/spaceLimits.ts';
import { confirmation, type HardwareRow, hardwareRows, type RunVerb } from './hardwareRows.ts';
import { requireHubSignIn } from './requireHubSignIn.ts';

const usualLimit = '60m';

/** Asks on which hardware of Hugging Face a script shall run, and for how long; nothing is promised before the person has seen the most it can cost. Throws Cancelled. */
export async function askJob(script: string, host: WorkbenchHost, verb: RunVerb = 'Train', kind?: JobWish['kind']): Promise<JobWish> {
  const hub = personalHubClient(host);
  await requireHubSignIn(hub);
  const name = vscode.workspace.asRelativePath(script);
  const learning = createJobDesk(host).learn(hub);
  const pricing = learning.then((offer) => pricesFor(offer, kind));
  const rows: Promise<readonly HardwareRow[]> = pricing.then(hardwareRows);
  const chosen = await vscode.window.showQuickPick(rows, {
    title: `${verb} ${name} ${kind === 'space' ? 'in a Space of' : 'on'} Hugging Face`,
    placeHolder: 'The cheapest first; paid by the minute',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen === undefined) throw new Cancelled();
  const [{ payer, hub: address }, prices] = await Promise.all([learning, pricing]);
  const { microUsdPerHour } = hardwareNamed(chosen.flavor, prices);
  const wish = { payer, hub: address, flavor: chosen.flavor, microUsdPerHour, ...defined({ kind }) };
  const timeoutMs = await askTimeLimit(wish, prices, name);
  await confirm({ ...wish, timeoutMs }, prices, { verb, name });
  return { ...wish, timeoutMs };
}

async function askTimeLimit(wish: Omit<JobWish, 'timeoutMs'>, prices: HardwarePrices, name: string): Promise<number> {
  const words = await vscode.window.showInputBox({
    title: `Time limit for ${name} on ${wish.flavor}`,
    prompt: 'It ends then, whatever it has done: 90m, 2h, 1d.',
    value: usualLimit,
    ignoreFocusOut: true,
    validateInput(text) {
      try {
        const wanted = { ...wish, timeoutMs: timeLimitOf(text) };
        if (wish.kind === 'space') requireSpaceTime(wanted);
        const message = `Costs ${quoteText(wanted, prices.tableOf)}.`;
        return { message, severity: vscode.InputBoxValidationSeverity.Info };
      } catch (error) {
        return { message: describeError(error), severity: vscode.InputBoxValidationSeverity.Error };
      }
    },
  });
  if (words === undefined) throw new Cancelled();
  return timeLimitOf(words);
}

async function confirm(wish: JobWish, prices: HardwarePrices, what: { readonly verb: RunVerb; readonly name: string }): Promise<void> {
  const { question, detail, yes } = confirmation(wish, hardwareNamed(wish.flavor, prices), what, prices.tableOf);
  const answer = await vscode.window.showInformationMessage(question, { modal: true, detail }, yes);
  if (answer !== yes) throw new Cancelled();
}
