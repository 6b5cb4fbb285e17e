import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Chat } from '../app/api.ts';
import { PracticumError } from '../base/errors.ts';
import type { EditorWindow } from './editorWindow.ts';
import type { McpDoor } from './mcpDoor.ts';
import { type DiffSide, diffSchemes } from './schemes.ts';
import { readSides } from './unified.ts';

/**
 * Read-only documents for the diff editor. The address says which change is meant, so a diff that stays open across a reload
 * finds its text again: `practicum-before:/…/train.py?turn=…` and `practicum-after:…`, or `?call=…` for one card,
 * or `?mcp=…` for what a server offers.
 */
export async function diffText(window: EditorWindow, mcp: McpDoor, uri: vscode.Uri, side: DiffSide): Promise<string> {
  const query = new URLSearchParams(uri.query);
  const server = query.get('mcp');
  if (server !== null) return (await mcp.open()).sideText(server, query.get('shown') ?? '', side);
  const { chat } = await window.workbench();
  return sideText(chat, uri, side);
}

export async function openTurnDiff(chat: Chat, turn: string, path: string): Promise<void> {
  // Asked once before the editor opens, so that a change nobody knows is said here and not in an empty editor.
  await chat.changedFile(turn, path);
  await openDiff(path, { turn }, 'this turn');
}

/** What became of a file since a turn began: as it was before that turn, beside the file itself. */
export async function openSinceDiff(turn: string, path: string): Promise<void> {
  const file = vscode.Uri.file(path);
  const before = file.with({ scheme: diffSchemes.before, query: new URLSearchParams({ turn }).toString() });
  await vscode.commands.executeCommand('vscode.diff', before, file, `${basename(path)} (before the message ↔ now)`, { preview: false });
}

/** The diff of one card, also while it is only proposed. */
export async function openCallDiff(chat: Chat, call: string): Promise<void> {
  const detail = chat.callDetail(call);
  if (detail?.kind !== 'edit') throw new PracticumError('no-diff', 'This step has no diff.', { hint: 'Open the file instead.' });
  await openDiff(detail.path, { call }, 'change');
}

async function openDiff(path: string, query: { readonly turn: string } | { readonly call: string }, what: string): Promise<void> {
  const file = vscode.Uri.file(path).with({ query: new URLSearchParams({ ...query }).toString() });
  const title = `${basename(path)} (${what})`;
  await vscode.commands.executeCommand(
    'vscode.diff',
    file.with({ scheme: diffSchemes.before }),
    file.with({ scheme: diffSchemes.after }),
    title,
    {
      preview: true,
    },
  );
}

async function sideText(chat: Chat, uri: vscode.Uri, side: DiffSide): Promise<string> {
  const query = new URLSearchParams(uri.query);
  const turn = query.get('turn');
  if (turn !== null) {
    const bytes = (await chat.changedFile(turn, vscode.Uri.file(uri.path).fsPath))[side];
    return bytes === undefined ? '' : vscode.workspace.decode(bytes, { uri: vscode.Uri.file(uri.path) });
  }
  const detail = chat.callDetail(query.get('call') ?? '');
  // The card keeps the changed parts with their surroundings, which is what there is to compare.
  return detail?.kind === 'edit' ? readSides(detail.unified)[side] : '';
}
