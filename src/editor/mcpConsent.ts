import * as vscode from 'vscode';
import type { McpDesk, ServerRow } from '../mcp/desk.ts';
import { toolsOf } from '../mcp/ownNames.ts';
import { cameText, changeText, consentText, isNew, settledText } from './mcpText.ts';
import { diffSchemes } from './schemes.ts';
import type { StandingToasts } from './standingToasts.ts';

export interface ReviewPlace {
  readonly desk: McpDesk;
  readonly roots: readonly string[];
  readonly toasts: StandingToasts;
  /** All that a server offers, as a document. */
  showOffer(row: ServerRow): Promise<void>;
}

/** Asks about what waits for the person: may it be started, and may the agent have what it offers. Answers whether it was answered. */
export async function review({ desk, roots, toasts, showOffer }: ReviewPlace, name: string): Promise<boolean> {
  const row = rowOf(desk, name);
  if (row?.state === 'changed') return await askTrust(desk, toasts, row);
  if (row?.state !== 'asks-consent' || !(await askConsent(desk, row, roots))) return false;
  await untilSettled(desk, name, row.question?.shown);
  const after = rowOf(desk, name);
  if (after?.state === 'changed') await askTrust(desk, toasts, after);
  if (after?.state === 'ready') await tellWhatCame(desk, after, showOffer);
  return true;
}

async function tellWhatCame(desk: McpDesk, row: ServerRow, showOffer: ReviewPlace['showOffer']): Promise<void> {
  const names = toolsOf(
    row.name,
    desk.tools().map(({ name }) => name),
  );
  const show = 'Show Descriptions';
  if ((await vscode.window.showInformationMessage(cameText(row, names), show)) === show) await showOffer(row);
}

/** Names the command line or the address, the variables, and the file. A yes is one to exactly this. False: it was none. */
async function askConsent(desk: McpDesk, row: ServerRow, roots: readonly string[]): Promise<boolean> {
  const { name, question, transport } = row;
  if (question === undefined) return false;
  const { message, detail } = consentText(row, roots);
  const yes = transport === 'stdio' ? 'Start' : 'Connect';
  const no = 'Never';
  const choice = await vscode.window.showWarningMessage(message, { modal: true, detail }, yes, no);
  if (choice === undefined) return false;
  await desk.consent(name, choice === yes ? 'yes' : 'no', question.shown);
  return choice === yes;
}

/** What a server offers reaches the agent only after the person has seen that it is there. */
async function askTrust(desk: McpDesk, toasts: StandingToasts, row: ServerRow): Promise<boolean> {
  const { name, change } = row;
  if (change === undefined) return false;
  const yes = isNew(row) ? 'Use Them' : 'Use It as It Is Now';
  const show = isNew(row) ? 'Show Descriptions' : 'Show Changes';
  const no = 'Turn Off';
  // A notification: what is looked at meanwhile stays in view.
  const choice = await toasts.show(
    () => rowOf(desk, name)?.change?.shown === change.shown,
    () => vscode.window.showWarningMessage(changeText(row), yes, show, no),
  );
  if (choice === undefined) return false;
  const before = rowOf(desk, name);
  if (before?.state !== 'changed') {
    saySettled(name, before);
    return true;
  }
  if (choice === show) {
    await showChange(row);
    const now = rowOf(desk, name);
    return now?.state === 'changed' ? await askTrust(desk, toasts, now) : true;
  }
  await desk.trust(name, choice === yes ? 'yes' : 'no', change.shown);
  return true;
}

/** The editor has no way to take a notification back. */
export function saySettled(name: string, now: ServerRow | undefined): void {
  void vscode.window.showInformationMessage(settledText(name, now));
}

/** Before and now, side by side; where everything is new, as one document. */
export async function showChange(row: ServerRow): Promise<void> {
  const query = new URLSearchParams({ mcp: row.name, shown: row.change?.shown ?? '' }).toString();
  const side = (scheme: string): vscode.Uri => vscode.Uri.from({ scheme, path: `/${row.name.replace(/[^\w.-]+/g, '-')}.md`, query });
  if (isNew(row)) {
    await vscode.window.showTextDocument(side(diffSchemes.after), { preview: true });
    return;
  }
  const title = `${row.name}: agreed to ↔ now`;
  await vscode.commands.executeCommand('vscode.diff', side(diffSchemes.before), side(diffSchemes.after), title, { preview: true });
}

/** The editor shows that it is starting; nobody waits for one that hangs, since the desk ends it. `answered`: the question that is none any more. */
async function untilSettled(desk: McpDesk, name: string, answered: string | undefined): Promise<void> {
  const isSettled = (): boolean => {
    const row = rowOf(desk, name);
    return row?.state !== 'idle' && row?.state !== 'connecting' && !(row?.state === 'asks-consent' && row.question?.shown === answered);
  };
  if (isSettled()) return;
  const options = { location: vscode.ProgressLocation.Notification, title: `Starting “${name}”…`, cancellable: true };
  await vscode.window.withProgress(options, async (_progress, token) => {
    await new Promise<void>((resolve) => {
      const listening = desk.onDidChange(() => {
        if (isSettled()) done();
      });
      const stopping = token.onCancellationRequested(() => done());
      const done = (): void => {
        listening.dispose();
        stopping.dispose();
        resolve();
      };
      if (isSettled()) done();
    });
  });
}

export function rowOf(desk: McpDesk, name: string): ServerRow | undefined {
  return desk.servers().find((row) => row.name === name);
}
