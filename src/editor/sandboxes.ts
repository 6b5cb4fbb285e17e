import * as vscode from 'vscode';
import type { Bench } from '../app/api.ts';
import { paidText } from '../base/paid.ts';
import { sandboxLine } from '../runs/sandboxes/sandboxText.ts';
import { saySuccess } from './saySuccess.ts';
import { working } from './working.ts';

const endIt = 'End It';

/** *Sandboxes on Hugging Face…*: those that there are, and the end of the one that is chosen. */
export async function showSandboxes(bench: Bench): Promise<void> {
  const rows = await working('Asking Hugging Face for sandboxes', (_, signal) => bench.sandboxes(signal));
  if (rows.length === 0) {
    void vscode.window.showInformationMessage(
      'There is no sandbox on Hugging Face. The agent starts one when it is asked to try something there.',
    );
    return;
  }
  const items = rows.map((row) => ({ label: `$(server-environment) ${row.flavor}`, description: sandboxLine(row, Date.now()), row }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Sandboxes on Hugging Face',
    placeHolder: 'Choose one to end it',
    matchOnDescription: true,
  });
  if (chosen === undefined) return;
  const { id, flavor, place } = chosen.row;
  const answer = await vscode.window.showWarningMessage(
    `End the sandbox ${id} on ${flavor}?`,
    { modal: true, detail: 'What is on its disk is gone. What it cost until now is paid.' },
    endIt,
  );
  if (answer !== endIt) return;
  const { paid } = await bench.endSandboxFromClick(place);
  saySuccess(`The sandbox on ${flavor} has ended${paid === undefined ? '' : ` and cost ${paidText(paid)}`}`);
}
