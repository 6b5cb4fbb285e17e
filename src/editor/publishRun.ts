import * as vscode from 'vscode';
import { personalHubClient } from '../app/hubDoor.ts';
import { Cancelled, describeError } from '../base/errors.ts';
import type { HubClient } from '../hub/client.ts';
import { collectionsOf } from '../hub/collections.ts';
import { whoAmI } from '../hub/identity.ts';
import { parseRepo, type RepoId } from '../hub/repoId.ts';
import type { PublishPlan } from '../runs/publish/plan.ts';
import type { PublishWish } from '../runs/publish/prepare.ts';
import type { RunState } from '../runs/run.ts';
import { runTitle } from '../runs/runTitle.ts';
import type { EditorWindow } from './editorWindow.ts';
import {
  cardToRead,
  licenceRows,
  type ProvenanceRow,
  proposedName,
  provenanceRows,
  publishQuestion,
  visibilityRows,
} from './publishChoices.ts';
import type { Reports } from './reports.ts';
import { requireHubSignIn } from './requireHubSignIn.ts';
import { working } from './working.ts';

/** Asks where what a run made shall go, shows every file that would change and the card, and publishes exactly that. Throws Cancelled. */
export async function publishRun(window: EditorWindow, reports: Reports, run: RunState): Promise<void> {
  const workbench = await window.workbench();
  const hub = personalHubClient(workbench.host);
  await requireHubSignIn(hub);
  const wish = await askWish(run, hub);
  const plan = await working(`Looking at what would change in ${wish.repo.id}…`, (_, signal) => workbench.planPublish(wish, signal));
  await confirm(plan, reports);
  const done = await working(`Publishing to ${wish.repo.id}`, (say, signal) => workbench.publishFromClick(wish, say, signal));
  for (const note of done.notes) void vscode.window.showWarningMessage(note);
  const open = 'Open';
  const answer = await vscode.window.showInformationMessage(
    done.commit === undefined
      ? `Nothing was different in ${wish.repo.id}.`
      : `Published to ${wish.repo.id}${done.isPublic ? '' : ', privately'}.`,
    open,
  );
  if (answer === open) await vscode.env.openExternal(vscode.Uri.parse(done.page));
}

async function askWish(run: RunState, hub: HubClient): Promise<PublishWish> {
  const title = `Publish ${runTitle(run)}`;
  const name = await vscode.window.showInputBox({
    title,
    prompt: 'Repository of Hugging Face: owner/name. It is made where it is not there.',
    value: proposedName((await whoAmI(hub)).name, runTitle(run)),
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
  const repo = parseRepo(name.trim());
  return {
    repo,
    ...(await askProvenance(hub, repo, title)),
    run: run.spec.id,
    visibility: seen.visibility,
    ...(licence.license === undefined ? {} : { license: licence.license }),
  };
}

/** Nothing, unless the person picks it. */
async function askProvenance(hub: HubClient, { id }: RepoId, title: string): Promise<Pick<PublishWish, 'isMarked' | 'collection'>> {
  // A token that may not list them offers none.
  const own = collectionsOf(hub, id.split('/')[0] ?? id).catch(() => []);
  const rows: Promise<readonly ProvenanceRow[]> = own.then(provenanceRows);
  const picked = await vscode.window.showQuickPick(rows, {
    title,
    placeHolder: 'Optional: say where it comes from. Pick nothing to leave it out.',
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined) throw new Cancelled();
  const adds = picked.map((row) => row.adds);
  const known = adds.find((each) => each.kind === 'collection');
  const isNew = adds.some(({ kind }) => kind === 'new collection');
  const collection = known?.slug ?? (isNew ? await askCollection(title) : undefined);
  return { isMarked: adds.some(({ kind }) => kind === 'tag'), ...(collection === undefined ? {} : { collection }) };
}

async function askCollection(title: string): Promise<string> {
  const name = await vscode.window.showInputBox({
    title,
    prompt: 'Title of the new collection',
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() !== '' && text.trim().length < 60 && !text.includes('/') ? undefined : 'At most 59 characters, without “/”.',
  });
  if (name === undefined) throw new Cancelled();
  return name.trim();
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
  await reports.show(`Card of ${plan.repo.id.replace('/', ' ')}`, cardToRead(plan.card, plan.files));
  // A modal question would lie over the card.
  if ((await vscode.window.showInformationMessage(question, yes, 'Not Now')) !== yes) throw new Cancelled();
}
