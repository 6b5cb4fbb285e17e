import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Cancelled, PracticumError } from '../base/errors.ts';
import { parseAddress } from '../papers/address.ts';
import type { Paper } from '../papers/document.ts';
import type { ContractRecord } from '../reproduction/contract/check.ts';
import { merged } from '../reproduction/contract/grounds.ts';
import { pythonIn, recheck } from '../reproduction/contract/recheck.ts';
import { formatStage, parseStage } from '../reproduction/stages/files.ts';
import { wordsAt } from '../reproduction/trace/paperSide.ts';
import { keyOf } from '../reproduction/trace/sideFile.ts';
import { findInterpreter } from '../runs/interpreter.ts';
import type { EditorWindow } from './editorWindow.ts';
import type { Trace } from './trace.ts';

/** *Check Equations Again*: of one link, or all that are mapped. The person asked for it, so their code is executed as they would. */
export async function checkContracts(window: EditorWindow, trace: Trace, target: unknown): Promise<void> {
  if (!vscode.workspace.isTrusted)
    throw new PracticumError('not-trusted', 'Checking equations executes code of this folder, which is not trusted.', {
      hint: 'Trust the workspace first.',
    });
  await vscode.workspace.saveAll(false);
  const link =
    typeof target === 'object' && target !== null && 'key' in target
      ? trace.links.traced.find((traced) => keyOf(traced.link) === target.key)?.link
      : undefined;
  const wanted =
    link === undefined
      ? undefined
      : new Set(trace.contracts.of(link, trace.links.paperOf(link.address)).map(({ record }) => nameOf(record)));
  const isWanted = (record: ContractRecord): boolean => record.mapping !== undefined && wanted?.has(nameOf(record)) !== false;
  const count = trace.contracts.kept.reduce((sum, { contracts }) => sum + contracts.contracts.filter(isWanted).length, 0);
  if (count === 0)
    throw new PracticumError('no-contracts', 'No equation is mapped to code of this folder.', {
      hint: 'Ask the agent to check linked code against its equation: it keeps the mapping.',
    });
  const results = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: `Checking ${count === 1 ? 'an equation' : `${count} equations`}`,
      cancellable: true,
    },
    async (_, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort(new Cancelled()));
      return await checkAll(window, trace, isWanted, stop.signal);
    },
  );
  await trace.contracts.reload();
  const differing = results.filter(({ state }) => state === 'mismatch').length;
  const open = results.filter(({ state }) => state !== 'mismatch' && state !== 'ok').length;
  const parts = [
    `${results.length - differing - open} of ${results.length} ok`,
    ...(differing === 0 ? [] : [`${differing} differ${differing === 1 ? 's' : ''}`]),
    ...(open === 0 ? [] : [`${open} could not be compared`]),
  ];
  void vscode.window.showInformationMessage(`Equations against code: ${parts.join(', ')}.`);
}

async function checkAll(
  window: EditorWindow,
  trace: Trace,
  isWanted: (record: ContractRecord) => boolean,
  signal: AbortSignal,
): Promise<readonly ContractRecord[]> {
  const { host } = await window.workbench();
  const [root = ''] = host.roots;
  const { path } = await findInterpreter({ root, home: host.home, env: host.env, chosen: await host.interpreter(), signal });
  const all: ContractRecord[] = [];
  for (const { uri, contracts } of trace.contracts.kept) {
    const records = contracts.contracts.filter(isWanted);
    if (records.length === 0) continue;
    const again = await recheck(records, {
      root,
      run: pythonIn(path, root, records.length, signal),
      texOf: ({ address }) => texOf(trace.links.paperOf(address), address),
      textOf: async (file) => await readFile(join(root, file), 'utf8').catch(() => undefined),
    });
    all.push(...again);
    // What others wrote meanwhile stays.
    const now = parseStage('contracts', new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(formatStage('contracts', merged(now, again))));
  }
  return all;
}

/** Where nobody has read the paper in this window, the formula is the one that was kept. */
function texOf(paper: Paper | undefined, address: string): string | undefined {
  return paper === undefined ? undefined : wordsAt(paper, parseAddress(address).anchor)?.tex;
}

function nameOf({ address, part }: ContractRecord): string {
  return `${address} ${part}`;
}
