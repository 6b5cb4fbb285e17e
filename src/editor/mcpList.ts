import * as vscode from 'vscode';
import type { McpDesk, ServerRow } from '../mcp/desk.ts';
import { type ReviewPlace, review } from './mcpConsent.ts';
import type { McpLogs } from './mcpLogs.ts';
import { signIn, signOut } from './mcpSignIn.ts';
import { type ActionId, actionsOf, offerText, problemLine, serverLine } from './mcpText.ts';
import { sayError } from './sayError.ts';
import { visibleText } from './visibleText.ts';

type Item = vscode.QuickPickItem & { readonly server?: string; readonly file?: string; readonly isAdd?: true };

/** What the list acts on. */
export interface ServersPlace extends ReviewPlace {
  readonly logs: McpLogs;
  /** What the person gave for its inputs is asked for again. */
  forgetInputs(server: string): Promise<void>;
}

/** All servers with their states, what can be done with each, and what could not be read of their configurations. */
export function showServers(place: ServersPlace): void {
  const { desk, roots } = place;
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = 'Practicum: Model Context Protocol Servers';
  pick.placeholder = 'Choose a server to see what can be done with it';
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  const fill = (): void => {
    const [active] = pick.activeItems;
    pick.items = itemsOf(desk, roots);
    // What is looked at stays chosen while servers come and go.
    pick.activeItems = pick.items.filter(({ server }) => server !== undefined && server === active?.server);
  };
  const listening = desk.onDidChange(fill);
  const act = (work: Promise<void>): void => void work.catch(sayError);
  pick.onDidTriggerItemButton(({ item, button }) => {
    const row = desk.servers().find(({ name }) => name === item.server);
    const action = row && actionsOf(row).find(({ title }) => title === button.tooltip);
    if (row === undefined || action === undefined) return;
    if (action.id !== 'restart') pick.hide();
    act(perform(place, row, action.id));
  });
  pick.onDidAccept(() => {
    const [item] = pick.selectedItems;
    pick.hide();
    if (item !== undefined) act(choose(place, item));
  });
  pick.onDidHide(() => {
    listening.dispose();
    pick.dispose();
  });
  fill();
  pick.show();
}

function itemsOf(desk: McpDesk, roots: readonly string[]): readonly Item[] {
  const problems = desk.problems.map(
    (problem): Item => ({ label: '$(warning) Not understood', detail: visibleText(problemLine(problem, roots)), file: problem.file }),
  );
  return [
    ...desk.servers().map((row) => itemOf(row, roots)),
    ...problems,
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: '$(add) Add a Server…',
      detail: 'In your settings. Those of a workspace stand in its .vscode/mcp.json or .mcp.json.',
      isAdd: true,
    },
  ];
}

function itemOf(row: ServerRow, roots: readonly string[]): Item {
  const buttons = actionsOf(row).slice(0, 4);
  return {
    ...serverLine(row, roots),
    server: row.name,
    buttons: buttons.map(({ icon, title }) => ({ iconPath: new vscode.ThemeIcon(icon), tooltip: title })),
  };
}

async function choose(place: ServersPlace, { server, file, isAdd }: Item): Promise<void> {
  if (isAdd === true) {
    await openFile('practicum.mcp.servers');
    return;
  }
  if (file !== undefined) {
    await openFile(file);
    return;
  }
  const row = place.desk.servers().find(({ name }) => name === server);
  if (row === undefined) return;
  // What waits for an answer is what somebody comes here for.
  if (row.state === 'asks-consent' || row.state === 'changed') {
    await perform(place, row, 'review');
    return;
  }
  const items = actionsOf(row).map(({ id, icon, title }) => ({ label: `$(${icon}) ${title}`, id }));
  const placeHolder = row.state === 'ready' ? offerText(row) : visibleText(row.words);
  const chosen = await vscode.window.showQuickPick(items, { title: visibleText(row.name), placeHolder });
  if (chosen !== undefined) await perform(place, row, chosen.id);
}

async function perform(place: ServersPlace, row: ServerRow, action: ActionId): Promise<void> {
  const { desk, logs } = place;
  switch (action) {
    case 'review':
      await review(place, row.name);
      return;
    case 'restart':
      await desk.restart(row.name);
      return;
    case 'log':
      logs.show(row.name);
      return;
    case 'offer':
      await place.showOffer(row);
      return;
    case 'signIn':
      await signIn(desk, row.name);
      return;
    case 'signOut':
      await signOut(desk, row.name);
      return;
    case 'forget':
      await place.forgetInputs(row.name);
      await desk.forget(row.name);
      return;
    case 'file':
      if (row.file !== undefined) await openFile(row.file);
  }
}

/** A file, or the person’s own setting. */
async function openFile(file: string): Promise<void> {
  if (file.startsWith('practicum.'))
    await vscode.commands.executeCommand('workbench.action.openSettingsJson', { revealSetting: { key: file, edit: true } });
  else await vscode.window.showTextDocument(vscode.Uri.file(file));
}
