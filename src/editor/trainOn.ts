import * as vscode from 'vscode';
import { Cancelled } from '../base/errors.ts';
import { findGpus } from '../runs/machine/gpus.ts';
import type { AskedNeeds } from '../runs/machine/needs.ts';
import { type TargetRow, targetRows } from './targetRows.ts';

/** Asks where a run shall execute. Throws Cancelled. */
export async function askTarget(env: Readonly<Record<string, string | undefined>>): Promise<AskedNeeds> {
  const rows: Promise<readonly TargetRow[]> = findGpus(env).then(targetRows);
  const chosen = await vscode.window.showQuickPick(rows, {
    title: 'Train on',
    placeHolder: 'Where the run executes',
    matchOnDetail: true,
  });
  if (chosen === undefined) throw new Cancelled();
  return chosen.needs;
}
