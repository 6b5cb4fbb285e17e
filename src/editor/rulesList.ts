import * as vscode from 'vscode';
import type { WorkbenchHost } from '../app/api.ts';
import { RuleBook } from '../app/rules.ts';
import { systemClock } from '../base/clock.ts';
import { type RuleRow, ruleRows } from './rulesText.ts';
import { sayError } from './sayError.ts';

type Item = vscode.QuickPickItem & { readonly row?: RuleRow };

const remove: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: 'Remove this rule' };
const open: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: 'Open the file' };

/** Shows the rules that hold here. Those of the person can be removed; those of the workspace stand in its file. */
export async function showRules(host: WorkbenchHost): Promise<void> {
  const { home, roots } = host;
  const onProblem = (text: string): void => host.log('warn', text);
  const book = new RuleBook({ home, roots, isTrusted: () => host.isTrusted(), clock: systemClock, onProblem });
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = 'Practicum: Rules';
  pick.placeholder = 'What the agent may always, must ask about or never do';
  pick.matchOnDescription = true;
  const fill = async (): Promise<void> => {
    const { rules, problems } = await book.read();
    pick.items = [...problems.map((label): Item => ({ label: `$(warning) ${label}` })), ...ruleRows(rules).map(itemOf)];
    if (pick.items.length === 0)
      pick.items = [{ label: 'No rules yet', detail: 'One is offered with each request that may be allowed for good.' }];
  };
  pick.onDidTriggerItemButton(({ item: { row }, button }) => {
    if (row === undefined) return;
    const done = button === open ? openRulesOf(row) : book.remove(row.rule.id).then(fill);
    void Promise.resolve(done).catch(sayError);
  });
  pick.onDidHide(() => pick.dispose());
  await fill();
  pick.show();
}

function itemOf(row: RuleRow): Item {
  const { label, description, detail, rule } = row;
  return { row, label, description, detail, buttons: [rule.isOfWorkspace === true ? open : remove] };
}

async function openRulesOf({ rule }: RuleRow): Promise<void> {
  if (rule.workspace === undefined) return;
  await vscode.window.showTextDocument(vscode.Uri.joinPath(vscode.Uri.file(rule.workspace), '.practicum', 'rules.json'));
}
