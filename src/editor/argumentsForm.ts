import * as vscode from 'vscode';
import { Cancelled } from '../base/errors.ts';
import { commandText, plainPlace } from '../runs/entries/command.ts';
import type { Training } from '../runs/entries/training.ts';
import { joinWords, splitWords } from '../runs/entries/words.ts';
import type { ProgramOption } from '../runs/options/option.ts';
import { type ArgumentValues, argumentsOf, missingIn, problemWith, valuesOf } from '../runs/options/values.ts';
import { type ArgumentRow, rowsOf } from './argumentRows.ts';

interface Row extends vscode.QuickPickItem {
  readonly does?: ArgumentRow['does'];
}

const asProgram = 'as the script has it';

/**
 * The form of a script's arguments: one row for each option, the resulting command on top. What no option takes stays as it is. Answers
 * the arguments when the person starts; throws Cancelled when they leave.
 */
export async function askArguments({ script, entry, options }: Training, before: readonly string[]): Promise<readonly string[]> {
  let values = valuesOf(options, before);
  const title = `Arguments of ${vscode.workspace.asRelativePath(script)}`;
  let last: Row['does'];
  for (;;) {
    const args = argumentsOf(options, values);
    const command = commandText({ ...entry, args: [...entry.args, ...args] }, script, plainPlace);
    const row = await pickRow(title, rowsOf(options, values, command).map(itemOf), last);
    last = row.does;
    if (row.does === 'start') {
      const [missing] = missingIn(options, values);
      if (missing === undefined) return args;
      // What must be said is asked for before anything starts.
      values = (await askOption(title, missing, values)) ?? values;
    } else if (row.does === 'rest') values = await askRest(title, values);
    else if (row.does === 'clear') values = { values: new Map(), rest: [] };
    else if (row.does !== undefined) values = (await askOption(title, row.does, values)) ?? values;
  }
}

async function pickRow(title: string, rows: readonly Row[], last: Row['does']): Promise<Row> {
  const pick = vscode.window.createQuickPick<Row>();
  try {
    pick.title = title;
    pick.placeholder = 'Choose an option to change it; Train starts';
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.ignoreFocusOut = true;
    pick.items = rows;
    const active = rows.find(({ does }) => does !== undefined && nameOf(does) === nameOf(last)) ?? rows[0];
    if (active !== undefined) pick.activeItems = [active];
    return await new Promise<Row>((resolve, reject) => {
      pick.onDidAccept(() => {
        const [row] = pick.selectedItems;
        if (row !== undefined) resolve(row);
      });
      pick.onDidHide(() => reject(new Cancelled()));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function itemOf({ isHeading, ...row }: ArgumentRow): Row {
  return isHeading === true ? { ...row, kind: vscode.QuickPickItemKind.Separator } : { ...row };
}

function nameOf(does: Row['does']): string | undefined {
  return typeof does === 'object' ? does.name : does;
}

/** Undefined: the person went back. */
async function askOption(title: string, option: ProgramOption, before: ArgumentValues): Promise<ArgumentValues | undefined> {
  const choices = option.choices ?? (option.type === 'boolean' ? ['true', 'false'] : undefined);
  const isOneOf = choices !== undefined && option.form.is !== 'list' && !(option.form.is === 'positional' && option.form.isList);
  const now = before.values.get(option.name);
  const value = isOneOf ? await chooseValue(title, option, choices, now) : await typeValue(title, option, now);
  if (value === undefined) return undefined;
  const values = new Map(before.values);
  if (value === '') values.delete(option.name);
  else values.set(option.name, value);
  return { ...before, values };
}

async function chooseValue(
  title: string,
  { name, help, default: usual }: ProgramOption,
  choices: readonly string[],
  now: string | undefined,
): Promise<string | undefined> {
  const items = [
    ...choices.map((value) => ({ label: `$(${value === now ? 'check' : 'dash'}) ${value}`, value })),
    { label: `$(discard) ${asProgram}`, description: usual ?? '', value: '' },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: `${title}: ${name}`, placeHolder: help ?? name, ignoreFocusOut: true });
  return chosen?.value;
}

async function typeValue(title: string, option: ProgramOption, value: string | undefined): Promise<string | undefined> {
  const { name, help, default: usual, type, form } = option;
  const kind = form.is === 'list' ? `${type} values, with spaces between` : type;
  return vscode.window.showInputBox({
    title: `${title}: ${name}`,
    prompt: [help, kind, option.isRequired ? undefined : `empty: ${asProgram}${usual === undefined ? '' : ` (${usual})`}`]
      .filter((part) => part !== undefined)
      .join(' · '),
    value: value ?? '',
    placeHolder: usual ?? '',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' && !option.isRequired ? undefined : problemWith(option, text)),
  });
}

async function askRest(title: string, before: ArgumentValues): Promise<ArgumentValues> {
  const line = await vscode.window.showInputBox({
    title: `${title}: other arguments`,
    prompt: 'As on a command line, with quotes where needed. They stand after the others.',
    value: joinWords(before.rest),
    ignoreFocusOut: true,
  });
  return line === undefined ? before : { ...before, rest: splitWords(line) };
}
