import * as vscode from 'vscode';
import { personalHubClient } from '../app/hubDoor.ts';
import { planTraces, type TracePlan, traceLines, traceText, uploadTraces } from '../app/traces.ts';
import { Cancelled, describeError } from '../base/errors.ts';
import { whoAmI } from '../hub/identity.ts';
import { parseRepo } from '../hub/repoId.ts';
import type { EditorWindow } from './editorWindow.ts';
import type { Reports } from './reports.ts';
import { requireHubSignIn } from './requireHubSignIn.ts';
import { titleOf } from './sessionCommands.ts';

/** Asks into which data set, shows what would be sent, and uploads exactly that. Throws Cancelled. */
export async function uploadShownSession(window: EditorWindow, reports: Reports): Promise<void> {
  const { chat, host } = await window.workbench();
  const { session, sessions } = chat;
  const hub = personalHubClient(host);
  await requireHubSignIn(hub);
  const to = await vscode.window.showInputBox({
    title: 'Upload this session to my private data set',
    prompt: 'Your data set on Hugging Face: owner/name. It is made, private, where it is not there.',
    value: `${(await whoAmI(hub)).name}/practicum-sessions`,
    ignoreFocusOut: true,
    validateInput(text) {
      try {
        return parseRepo(text.trim(), 'dataset').type === 'dataset' ? undefined : 'Name a data set: owner/name.';
      } catch (error) {
        return describeError(error);
      }
    },
  });
  if (to === undefined) throw new Cancelled();
  const title = await titleOf(chat, session);
  const plan = await planTraces(hub, {
    sessions: [{ session, title }],
    to: to.trim(),
    read: (each) => sessions.export(each, 'claude-code'),
  });
  await confirm(plan, reports);
  const { page, commit } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Uploading to ${plan.repo.id}`, cancellable: true },
    async (_, token) => {
      const stopped = new AbortController();
      token.onCancellationRequested(() => stopped.abort(new Cancelled()));
      return await uploadTraces(hub, plan, stopped.signal);
    },
  );
  const open = 'Open';
  const said = commit === undefined ? `${plan.repo.id} has exactly this session already.` : `Uploaded to ${plan.repo.id}, privately.`;
  if ((await vscode.window.showInformationMessage(said, open)) === open) await vscode.env.openExternal(vscode.Uri.parse(page));
}

/** The text can be read before anything is agreed to. */
async function confirm(plan: TracePlan, reports: Reports): Promise<void> {
  const question = `Upload this session to the private data set ${plan.repo.id}?`;
  const [yes, look] = ['Upload', 'Read the Text First'];
  const answer = await vscode.window.showInformationMessage(question, { modal: true, detail: traceLines(plan).join('\n') }, yes, look);
  if (answer === yes) return;
  if (answer !== look) throw new Cancelled();
  const title = plan.traces.map((trace) => trace.title.replaceAll('/', ' ')).join(', ');
  await reports.show(`Upload of ${title.slice(0, 80)}`, indented(traceText(plan)));
  // A modal question would lie over the text.
  if ((await vscode.window.showInformationMessage(question, yes, 'Not Now')) !== yes) throw new Cancelled();
}

/** As a block of code that nothing in it can close. */
function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}
