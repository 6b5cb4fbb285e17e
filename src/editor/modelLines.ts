import * as vscode from 'vscode';
import type { Chosen, ModelItem } from './modelItems.ts';

/** A line of the picker, as the editor has it. */
export type ModelLine = vscode.QuickPickItem & { readonly chosen?: Chosen };

const providersButton: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('list-tree'), tooltip: 'Choose by Provider or Price…' };

export function quickPickItem({ label, description, detail, isHeading, alwaysShow, chosen }: ModelItem): ModelLine {
  if (isHeading === true) return { label, kind: vscode.QuickPickItemKind.Separator };
  const isRouted = chosen?.kind === 'model' && (chosen.row?.providers.length ?? 0) > 1;
  return {
    label,
    ...(description === undefined ? {} : { description }),
    ...(detail === undefined ? {} : { detail }),
    ...(alwaysShow === undefined ? {} : { alwaysShow }),
    ...(chosen === undefined ? {} : { chosen }),
    ...(isRouted ? { buttons: [providersButton] } : {}),
  };
}
