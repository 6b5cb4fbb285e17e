import * as vscode from 'vscode';
import type { WorkbenchHost } from '../app/api.ts';
import { personalHubClient } from '../app/hubDoor.ts';
import { payersOf, whoAmI } from '../hub/identity.ts';
import type { HubKeep } from './hubKeep.ts';
import { saySuccess } from './saySuccess.ts';

/** *Choose Who Pays*: the user who is signed in or an organisation of theirs. Only a person gets here. */
export async function choosePayer(host: Pick<WorkbenchHost, 'hub'>, keep: HubKeep): Promise<void> {
  const hub = personalHubClient(host);
  const identity = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Asking Hugging Face who may pay' },
    () => whoAmI(hub),
  );
  const now = keep.payer(hub.endpoints.hub) ?? identity.name;
  const items = payersOf(identity).map(({ name, facts, canPay, kind }) => ({
    label: `$(${kind === 'user' ? 'account' : 'organization'}) ${name}`,
    description: name === now ? 'pays now' : canPay ? '' : '$(warning)',
    detail: facts.join(', '),
    name,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Who Pays for Jobs and Spaces?',
    placeHolder: 'Every quote names who pays; credits show when a job is asked for',
    matchOnDetail: true,
  });
  if (chosen === undefined) return;
  await keep.choosePayer(hub.endpoints.hub, chosen.name === identity.name ? undefined : chosen.name);
  saySuccess(`${chosen.name} pays for jobs and Spaces of Hugging Face`);
}
