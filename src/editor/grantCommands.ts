import * as vscode from 'vscode';
import type { SessionGrants, Workbench } from '../app/api.ts';
import type { ChatView } from './chatView.ts';
import { describeGrant } from './grantText.ts';
import { saySuccess } from './saySuccess.ts';

/** Opens the form for a grant in the chat, in the session that is shown. */
export async function openGrantForm({ grants }: Workbench, chatView: ChatView): Promise<void> {
  await chatView.showGrantForm(await grants.form());
}

/** Revokes what is in force: at once, unless `isConfirmed` asks first (a click on the status bar is easily made). */
export async function revokeGrant({ grants }: Workbench, isConfirmed: boolean): Promise<void> {
  const { inForce } = grants;
  if (inForce.length === 0) {
    void vscode.window.showInformationMessage('No unattended work is allowed now.');
    return;
  }
  const chosen = await chooseGrants(inForce, isConfirmed);
  for (const { session } of chosen) await grants.revoke(session, 'editor');
  if (chosen.length > 0) saySuccess('Revoked: Practicum asks again before anything that is not harmless');
}

async function chooseGrants(inForce: SessionGrants['inForce'], isConfirmed: boolean): Promise<SessionGrants['inForce']> {
  const [only, ...more] = inForce;
  if (only === undefined) return [];
  if (more.length === 0) {
    if (!isConfirmed) return [only];
    const answer = await vscode.window.showWarningMessage(describeGrant(only), { modal: true }, 'Revoke');
    return answer === 'Revoke' ? [only] : [];
  }
  const all = { label: 'All of them', chosen: inForce };
  const each = inForce.map((one) => ({ label: one.sessionTitle || 'New session', detail: one.grant.lines.join('. '), chosen: [one] }));
  return (await vscode.window.showQuickPick([all, ...each], { title: 'Revoke unattended work' }))?.chosen ?? [];
}
