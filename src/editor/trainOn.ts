import * as vscode from 'vscode';
import type { WorkbenchHost } from '../app/api.ts';
import { Cancelled, describeError } from '../base/errors.ts';
import type { JobWish } from '../runs/hub/jobQuote.ts';
import { findGpus } from '../runs/machine/gpus.ts';
import { requireHostName } from '../runs/ssh/sshHost.ts';
import type { RunVerb } from './hardwareRows.ts';
import { type RunPlace, type TargetRow, targetRows } from './targetRows.ts';

/** Asks where a run of this script shall execute. Throws Cancelled. */
export async function askTarget(script: string, host: WorkbenchHost, verb: RunVerb = 'Train'): Promise<RunPlace> {
  const { env, runSettings } = host;
  // Those that the person has set.
  const hosts = Object.keys(runSettings?.().hosts ?? {});
  const rows: Promise<readonly TargetRow[]> = findGpus(env).then((gpus) => targetRows(gpus, hosts));
  const chosen = await vscode.window.showQuickPick(rows, {
    title: `${verb} ${vscode.workspace.asRelativePath(script)} on`,
    placeHolder: 'Where the run executes',
    matchOnDetail: true,
  });
  if (chosen === undefined) throw new Cancelled();
  if (chosen.place === 'hub') return { job: await askJobOn(script, host, verb) };
  if (chosen.place === 'space') return { job: await askJobOn(script, host, verb, 'space') };
  return chosen.place === 'other' ? { host: await askHost(verb) } : chosen.place;
}

async function askJobOn(script: string, host: WorkbenchHost, verb: RunVerb, kind?: JobWish['kind']): Promise<JobWish> {
  const { askJob } = await import('./trainOnHub.ts');
  return await askJob(script, host, verb, kind);
}

async function askHost(verb: RunVerb): Promise<string> {
  const host = await vscode.window.showInputBox({
    title: `${verb} on another host`,
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
