import * as vscode from 'vscode';
import { Cancelled } from '../base/errors.ts';
import type { HubClient } from '../hub/client.ts';
import type { CommandId } from './contributions.ts';

/** What needs a token asks for one where there is none. Throws Cancelled. */
export async function requireHubSignIn(hub: HubClient): Promise<void> {
  if (await hub.isSignedIn()) return;
  await vscode.commands.executeCommand('practicum.signInToHub' satisfies CommandId);
  if (!(await hub.isSignedIn())) throw new Cancelled();
}
