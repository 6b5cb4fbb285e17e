import * as vscode from 'vscode';
import type { Spending } from '../app/api.ts';
import { spendingText } from '../app/spendingText.ts';
import { usdOf } from '../ledger/money.ts';
import type { Standing } from '../ledger/standing.ts';
import type { Reports } from './reports.ts';
import { saySuccess } from './saySuccess.ts';
import { capTyped, usdText } from './spendText.ts';

type CapOf = 'session' | 'day' | 'run';

interface Choice extends vscode.QuickPickItem {
  act(): Promise<void>;
}

const capTitles: Readonly<Record<CapOf, string>> = {
  session: 'Cap of this session',
  day: 'Cap of a day, as this session goes by it',
  run: 'Cap of one run',
};

/** What was spent, with the caps to change. A cap that is changed here holds for the shown session; those of new ones are settings. */
export async function showSpending(spending: Spending, reports: Reports): Promise<void> {
  const standing = await spending.standing();
  const chosen = await vscode.window.showQuickPick([...capChoices(spending, standing), everything(standing, reports), settings], {
    title: `Practicum: ${usdText(usdOf(standing.spent))} in this session, ${usdText(usdOf(standing.today.spent))} today`,
    placeHolder: 'Change a cap, or look at everything',
  });
  await chosen?.act();
}

function capChoices(spending: Spending, { caps }: Standing): readonly Choice[] {
  return (['session', 'day', 'run'] as const).map((of): Choice => {
    const cap = caps[of];
    const now = cap === null ? 'none' : usdText(usdOf(cap));
    return { label: `$(edit) ${capTitles[of]}…`, description: now, act: () => changeCap(spending, of, cap) };
  });
}

function everything(standing: Standing, reports: Reports): Choice {
  return {
    label: '$(list-flat) Everything',
    description: 'by kind, today, caps, what is promised',
    act: () => reports.show('Practicum Spending', spendingText(standing)),
  };
}

const settings: Choice = {
  label: '$(gear) Caps of new sessions…',
  async act() {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'practicum.budget');
  },
};

async function changeCap(spending: Spending, of: CapOf, cap: number | null): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title: `Practicum: ${capTitles[of]}`,
    prompt: 'US dollars; 0 for no cap',
    value: cap === null ? '0' : String(usdOf(cap)),
    validateInput: (text) => (capTyped(text) === undefined ? 'Write US dollars such as 5 or 2.50, or 0 for no cap.' : undefined),
  });
  if (typed === undefined) return;
  const usd = capTyped(typed);
  if (usd === undefined) return;
  await spending.setCap(of, usd, 'editor');
  saySuccess(`${capTitles[of]}: ${usd === null ? 'none' : usdText(usd)}`);
}
