import * as vscode from 'vscode';
import { PracticumError } from '../base/errors.ts';
import { requireBody } from '../papers/readPaper.ts';
import type { MentionChip } from '../protocol/chat.ts';
import type { PaperAction } from '../protocol/paper.ts';
import type { ChatView } from './chatView.ts';
import type { CodePlace } from './paperMarks.ts';
import { addressOfPart, chipOfPart, copyAddress, explainRequest, implementRequest, nameOfPart, type PaperPart } from './paperPart.ts';
import { type CodeHit, hitsIn, searchTermsOf } from './paperSearch.ts';
import { saySuccess } from './saySuccess.ts';

/** `figures`: pictures that go with it into a message. `say`: to those who listen to the reader. */
export async function actOnPaper(
  action: PaperAction,
  part: PaperPart,
  chatView: ChatView,
  say: (words: string) => void,
  figures: readonly MentionChip[] = [],
): Promise<void> {
  switch (action) {
    case 'implement':
      requireBody(part.read.paper);
      return await chatView.compose({ text: implementRequest(part), mentions: [chipOfPart(part), ...figures], focus: true });
    case 'explain':
      return await chatView.compose({ text: explainRequest(part), mentions: [chipOfPart(part), ...figures], focus: true });
    case 'findInCode':
      return await findInCode(part);
    case 'copyAddress': {
      const address = await copyAddress(part, (text) => vscode.env.clipboard.writeText(text), say);
      return saySuccess(`Copied ${address}`);
    }
  }
}

const code = '**/*.{py,ipynb,pyi,yaml,yml,toml}';
const notCode = '{**/node_modules/**,**/.venv/**,**/venv/**,**/.git/**,**/.practicum/**,**/__pycache__/**,**/site-packages/**}';
const mostFiles = 2_000;
const mostBytes = 2 ** 20;
const mostHits = 100;

interface HitItem extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
  readonly hit?: CodeHit;
}

/** By address comment first, then by name; and the editor’s own search where nothing was found. */
async function findInCode(part: PaperPart): Promise<void> {
  const terms = searchTermsOf(part);
  const found = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Looking for it in code' }, () =>
    allHits(terms),
  );
  const [query = addressOfPart(part)] = [part.selected ?? terms.names[0]].flatMap((name) => name ?? []);
  const search = (): Thenable<unknown> =>
    vscode.commands.executeCommand('workbench.action.findInFiles', { query, triggerSearch: true, filesToInclude: '' });
  if (found.length === 0) {
    const choice = await vscode.window.showInformationMessage(
      `No code here names ${addressOfPart(part)} or has a name like ${nameOfPart(part)}.`,
      'Search the Workspace',
    );
    if (choice !== undefined) await search();
    return;
  }
  const items: HitItem[] = found.map(({ uri, hit }) => ({
    label: `$(${hit.isAddress ? 'link' : 'symbol-method'}) ${hit.text.slice(0, 120)}`,
    description: `${vscode.workspace.asRelativePath(uri)}:${hit.line + 1}`,
    ...(hit.isAddress ? { detail: `names ${hit.found}` } : {}),
    uri,
    hit,
  }));
  const choice = await vscode.window.showQuickPick([...items, { label: '$(search) Search the Workspace…' }], {
    title: `Code of ${nameOfPart(part)}`,
    matchOnDescription: true,
  });
  if (choice?.uri !== undefined && choice.hit !== undefined) await showLine(choice.uri, choice.hit.line);
  else if (choice !== undefined) await search();
}

async function allHits(terms: ReturnType<typeof searchTermsOf>): Promise<readonly { readonly uri: vscode.Uri; readonly hit: CodeHit }[]> {
  const files = await vscode.workspace.findFiles(code, notCode, mostFiles);
  const hits: { readonly uri: vscode.Uri; readonly hit: CodeHit }[] = [];
  for (const uri of files) {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.fsPath === uri.fsPath && !document.isClosed);
    const text = open?.getText() ?? (await textOf(uri));
    hits.push(...hitsIn(text, terms).map((hit) => ({ uri, hit })));
    if (hits.length > 10 * mostHits) break;
  }
  const rank = ({ found, isAddress }: CodeHit): number => (isAddress ? 1_000 : found.length);
  return hits.toSorted((a, b) => rank(b.hit) - rank(a.hit)).slice(0, mostHits);
}

async function textOf(uri: vscode.Uri): Promise<string> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length > mostBytes ? '' : new TextDecoder().decode(bytes);
  } catch {
    // Gone meanwhile.
    return '';
  }
}

/** The code that a mark stands for. */
export async function openCodeOf(places: readonly CodePlace[]): Promise<void> {
  const [only, ...more] = places;
  if (only === undefined)
    throw new PracticumError('no-code-of-paper', 'No code is linked to this part of the paper.', { hint: 'Use Find in Code.' });
  if (more.length === 0) return await showLine(vscode.Uri.file(only.file), only.line - 1);
  const items = places.map((place) => ({
    label: place.name ?? vscode.workspace.asRelativePath(place.file),
    description: `${vscode.workspace.asRelativePath(place.file)}:${place.line}`,
    place,
  }));
  const choice = await vscode.window.showQuickPick(items, { title: 'Code of This Part' });
  if (choice !== undefined) await showLine(vscode.Uri.file(choice.place.file), choice.place.line - 1);
}

/** Beside the paper, so that both are seen. */
async function showLine(uri: vscode.Uri, line: number): Promise<void> {
  const beside = vscode.window.tabGroups.all.length > 1 ? undefined : vscode.ViewColumn.Beside;
  const other = vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== vscode.window.tabGroups.activeTabGroup.viewColumn);
  const viewColumn = other?.viewColumn ?? beside ?? vscode.ViewColumn.Active;
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(line, 0, line, 0), viewColumn, preview: true });
}
