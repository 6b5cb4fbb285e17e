import * as vscode from 'vscode';
import { Cancelled } from '../base/errors.ts';
import { findGpus } from '../runs/machine/gpus.ts';
import type { AskedNeeds } from '../runs/machine/needs.ts';
import { targetRows } from './targetRows.ts';

/** Asks where a run shall execute. Throws Cancelled. */
export async function askTarget(env: Readonly<Record<string, string | undefined>>): Promise<AskedNeeds> {
  const chosen = await vscode.window.showQuickPick(findGpus(env).then(targetRows), {
    title: 'Train on',
    placeHolder: 'Where the run executes',
    matchOnDetail: true,
  });
  if (chosen === undefined) throw new Cancelled();
  return chosen.needs;
}
