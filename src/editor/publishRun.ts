import * as vscode from 'vscode';
import { personalHubClient } from '../app/hubDoor.ts';
import { Cancelled, describeError } from '../base/errors.ts';
import { whoAmI } from '../hub/identity.ts';
import { parseRepo } from '../hub/repoId.ts';
import type { PublishPlan } from '../runs/publish/plan.ts';
import type { PublishWish } from '../runs/publish/prepare.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import type { EditorWindow } from './editorWindow.ts';
import { licenceRows, proposedName, publishQuestion, visibilityRows } from './publishChoices.ts';
import type { Reports } from './reports.ts';
import { requireHubSignIn } from './requireHubSignIn.ts';

/** Asks where what a run made shall go, shows every file that would change and the card, and publishes exactly that. Throws Cancelled. */
export async function publishRun(window: EditorWindow, reports: Reports, run: RunState): Promise<void> {
  const workbench = await window.workbench();
  const hub = personalHubClient(workbench.host);
  await requireHubSignIn(hub);
  const wish = await askWish(run, whoAmI(hub));
  const plan = await working(`Looking at what would change in ${wish.repo.id}…`, (_, signal) => workbench.planPublish(wish, signal));
  await confirm(plan, reports);
  const done = await working(`Publishing to ${wish.repo.id}`, (say, signal) => workbench.publishFromClick(wish, say, signal));
  const open = 'Open';
  const answer = await vscode.window.showInformationMessage(
    done.commit === undefined
      ? `Nothing was different in ${wish.repo.id}.`
      : `Published to ${wish.repo.id}${done.isPublic ? '' : ', privately'}.`,
    open,
  );
  if (answer === open) await vscode.env.openExternal(vscode.Uri.parse(done.page));
}

async function askWish(run: RunState, identity: Promise<{ readonly name: string }>): Promise<PublishWish> {
  const title = `Publish ${runTitle(run)}`;
  const name = await vscode.window.showInputBox({
    title,
    prompt: 'Repository of Hugging Face: owner/name. It is made where it is not there.',
    value: proposedName((await identity).name, runTitle(run)),
    ignoreFocusOut: true,
    validateInput(text) {
      try {
        return parseRepo(text.trim()).id.includes('/') ? undefined : 'Give the owner as well: owner/name.';
      } catch (error) {
        return describeError(error);
      }
    },
  });
  if (name === undefined) throw new Cancelled();
  const seen = await vscode.window.showQuickPick(visibilityRows, { title, placeHolder: 'Who may see it', ignoreFocusOut: true });
  if (seen === undefined) throw new Cancelled();
  const licence = await vscode.window.showQuickPick(licenceRows, {
    title,
    placeHolder: 'Under which licence',
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (licence === undefined) throw new Cancelled();
  return {
    repo: parseRepo(name.trim()),
    run: run.spec.id,
    visibility: seen.visibility,
    ...(licence.license === undefined ? {} : { license: licence.license }),
  };
}

/** The card can be read before anything is agreed to. */
async function confirm(plan: PublishPlan, reports: Reports): Promise<void> {
  const { question, detail, yes } = publishQuestion(plan);
  const look = 'Read the Card First';
  const answer = await vscode.window.showInformationMessage(
    question,
    { modal: true, detail },
    yes,
    ...(plan.card === undefined ? [] : [look]),
  );
  if (answer === yes) return;
  if (answer !== look || plan.card === undefined) throw new Cancelled();
  await reports.show(`Card of ${plan.repo.id.replace('/', ' ')}`, plan.card);
  // A modal question would lie over the card.
  if ((await vscode.window.showInformationMessage(question, yes, 'Not Now')) !== yes) throw new Cancelled();
}

async function working<T>(title: string, work: (say: (text: string) => void, signal: AbortSignal) => Promise<T>): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return await vscode.window.withProgress(options, async (progress, token) => {
    const stopped = new AbortController();
    token.onCancellationRequested(() => stopped.abort(new Cancelled()));
    return await work((message) => progress.report({ message }), stopped.signal);
  });
}
