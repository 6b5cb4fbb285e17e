import * as vscode from 'vscode';
import { Cancelled, describeError } from '../base/errors.ts';
import { findGpus } from '../runs/machine/gpus.ts';
import { requireHostName } from '../runs/ssh/sshHost.ts';
import { type RunPlace, type TargetRow, targetRows } from './targetRows.ts';

/** Asks where a run of this script shall execute. `hosts`: those that the person has set. Throws Cancelled. */
export async function askTarget(
  script: string,
  env: Readonly<Record<string, string | undefined>>,
  hosts: readonly string[],
): Promise<RunPlace> {
  const rows: Promise<readonly TargetRow[]> = findGpus(env).then((gpus) => targetRows(gpus, hosts));
  const chosen = await vscode.window.showQuickPick(rows, {
    title: `Train ${vscode.workspace.asRelativePath(script)} on`,
    placeHolder: 'Where the run executes',
    matchOnDetail: true,
  });
  if (chosen === undefined) throw new Cancelled();
  return chosen.place === 'other' ? { host: await askHost() } : chosen.place;
}

async function askHost(): Promise<string> {
  const host = await vscode.window.showInputBox({
    title: 'Train on another host',
    prompt: 'As ssh knows it: a name of ~/.ssh/config, or user@host. Keys and ports are those of ssh.',
    ignoreFocusOut: true,
    validateInput: problemWithHost,
  });
  if (host === undefined) throw new Cancelled();
  return host.trim();
}

function problemWithHost(text: string): string | undefined {
  try {
    requireHostName(text.trim());
    return undefined;
  } catch (error) {
    return describeError(error);
  }
}
