/** The commands about papers: where each one is meant, and what it is given. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { Cancelled, describeError, isCancellation, PracticumError } from '../base/errors.ts';
import { type Given, parseGiven } from '../papers/sources/given.ts';
import type { PaperAction } from '../protocol/paper.ts';
import type { ChatView } from './chatView.ts';
import type { EditorWindow } from './editorWindow.ts';
import { selectionChip } from './mentions.ts';
import { openGiven } from './paperPage.ts';
import { addressOfPart, nameOfPart, type PaperPart } from './paperPart.ts';
import { placeInText, placeOfWords } from './paperPlace.ts';
import type { PaperReaders } from './paperReaders.ts';
import { paperPrompt, sectionTitleAt } from './paperSection.ts';
import { selectedLines } from './selection.ts';

/** *Open Paper…*: what the person names, or the file that they clicked. */
export async function openPaper(readers: PaperReaders, target: unknown, beside: boolean): Promise<void> {
  if (typeof target === 'string') return await openTyped(readers, target, beside);
  const file = target instanceof vscode.Uri ? target : beside ? fileOfEditor() : undefined;
  if (file !== undefined) return await openFile(readers, file, beside);
  const typed = await vscode.window.showInputBox({
    title: 'Open Paper',
    prompt: 'An arXiv id, DOI, link or file; leave it empty to choose a file',
    placeHolder: '1706.03762',
    validateInput: (text) => (text.trim() === '' ? undefined : whyNot(text)),
  });
  if (typed === undefined) return;
  if (typed.trim() !== '') return await openTyped(readers, typed, beside);
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: false,
    title: 'Open Paper',
    filters: { Papers: ['pdf', 'tex', 'html', 'htm', 'xhtml', 'md', 'gz', 'tgz', 'tar'] },
  });
  if (chosen?.[0] !== undefined) await openFile(readers, chosen[0], beside);
}

/** An address, id, link or path. */
async function openTyped(readers: PaperReaders, text: string, beside: boolean): Promise<void> {
  const given = parseGiven(text);
  const [root] = vscode.workspace.workspaceFolders ?? [];
  if (given.kind !== 'file') return await readers.open(given, beside);
  const isAbsolute = /^(?:\/|[a-z]:[\\/])/i.test(given.path);
  const uri = isAbsolute || root === undefined ? vscode.Uri.file(given.path) : vscode.Uri.joinPath(root.uri, given.path);
  await openFile(readers, uri, beside, given.anchor);
}

function whyNot(text: string): string | undefined {
  try {
    parseGiven(text);
    return undefined;
  } catch (error) {
    return describeError(error);
  }
}

async function openFile(readers: PaperReaders, uri: vscode.Uri, beside: boolean, anchor?: string): Promise<void> {
  if (uri.scheme !== 'file')
    throw new PracticumError('no-paper-file', `${uri.path} is not a file on a disk.`, { hint: 'Save it to a folder first.' });
  await readers.openFile(uri, beside, anchor);
}

function fileOfEditor(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri !== undefined && /\.(?:tex|ltx|md|html?|xhtml)$/i.test(uri.path) ? uri : undefined;
}

/** In the reader, its outline, or the source of a paper in an editor. */
export async function actOnPart(
  window: EditorWindow,
  readers: PaperReaders,
  chatView: ChatView,
  action: PaperAction,
  target: unknown,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const isOfReader = typeof target === 'object' && target !== null && 'anchor' in target;
  if (isOfReader || editor === undefined) {
    const part = readers.partOf(target);
    if (part === undefined) void vscode.window.showInformationMessage('Open a paper, or select a part of one (.tex or .md), first.');
    else await readers.actOn(action, part);
    return;
  }
  if (action === 'implement') return await implementSelection(window, readers, chatView, editor);
  const part = await partOfEditor(window, readers, editor);
  if (part !== undefined) await readers.actOn(action, part);
  else void vscode.window.showInformationMessage('Nothing of a paper stands here: put the cursor into its text.');
}

/** The chat opens with the selected text’s place and address, and a first wording of the request. */
async function implementSelection(
  window: EditorWindow,
  readers: PaperReaders,
  chatView: ChatView,
  editor: vscode.TextEditor,
): Promise<void> {
  const { document, selection } = editor;
  const part = await partOfEditor(window, readers, editor).catch((error: unknown) => {
    if (isCancellation(error)) throw error;
    window.log.warn(`${document.uri.path} could not be read as a paper. ${describeError(error)}`);
    return undefined;
  });
  if (selection.isEmpty) {
    if (part !== undefined) return await readers.actOn('implement', part);
    void vscode.window.showInformationMessage('Select a part of a paper (.tex or .md) first.');
    return;
  }
  const [firstLine, lastLine] = selectedLines(selection);
  const title = sectionTitleAt(document.getText().split(/\r\n|\r|\n/), firstLine - 1);
  const address =
    part === undefined ? '' : ` Its address is ${addressOfPart(part)}${part.nodes?.length === 1 ? ` (${nameOfPart(part)})` : ''}.`;
  if (document.uri.scheme !== 'file') {
    // A text that is not on disk has no place to point at, so it travels in the message itself.
    const text = `${paperPrompt({ label: document.uri.path, title })}\n\n${document.getText(selection)}`;
    return await chatView.compose({ text, mentions: [], focus: true });
  }
  const chip = selectionChip(document.uri.fsPath, vscode.workspace.asRelativePath(document.uri), firstLine, lastLine);
  await chatView.compose({ text: `${paperPrompt({ label: chip.label, title })}${address}`, mentions: [chip], focus: true });
}

/** What the selection or the cursor means; undefined: nothing of a paper. What is not saved yet counts. */
async function partOfEditor(
  window: EditorWindow,
  readers: PaperReaders,
  { document, selection }: vscode.TextEditor,
): Promise<PaperPart | undefined> {
  if (document.uri.scheme !== 'file' || !/\.(?:tex|ltx|md|markdown)$/i.test(document.uri.path)) return undefined;
  const { signal } = new AbortController();
  const { fsPath } = document.uri;
  // A chapter belongs to the paper that is open, or else to the one that includes it, and has its address there.
  const { given, name } = readers.paperWith(fsPath) ??
    (await mainDocument(window, document)) ?? { given: { kind: 'file', path: fsPath } as const, name: basename(fsPath) };
  const progress = { location: vscode.ProgressLocation.Window, title: 'Reading the paper' };
  const read = await vscode.window.withProgress(progress, async () => await openGiven(window, given, { signal }));
  const text = document.getText();
  const [start, end] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
  const selected = text.slice(start, end);
  const located =
    placeInText(read.paper, name, text, start, end) ?? (selected.trim() === '' ? undefined : placeOfWords(read.paper, selected));
  if (located === undefined) return undefined;
  return { read, anchor: located.anchor, nodes: located.nodes };
}

/** More files are not looked through for the one that includes this. */
const mostTexFiles = 400;

/** Of several the person chooses. */
async function mainDocument(
  window: EditorWindow,
  document: vscode.TextDocument,
): Promise<{ readonly given: Given; readonly name: string } | undefined> {
  const { uri } = document;
  if (!/\.(?:tex|ltx)$/i.test(uri.path)) return undefined;
  const { host } = await window.workbench();
  const { mainDocumentsOf } = await import('./mainDocument.ts');
  const found = await mainDocumentsOf(uri.fsPath, document.getText(), {
    roots: host.roots,
    list: async () => (await vscode.workspace.findFiles('**/*.{tex,ltx}', undefined, mostTexFiles)).map(({ fsPath }) => fsPath),
    async read(file) {
      const open = vscode.workspace.textDocuments.find((other) => other.isDirty && other.uri.fsPath === file);
      return open === undefined ? await vscode.workspace.fs.readFile(vscode.Uri.file(file)) : new TextEncoder().encode(open.getText());
    },
  });
  const items = found.map(({ main, name }) => ({ label: vscode.workspace.asRelativePath(main), main, name }));
  const chosen =
    items.length < 2
      ? items[0]
      : await vscode.window.showQuickPick(items, { title: `Which Paper Is ${basename(uri.fsPath)} a Part of Here?` });
  if (items.length > 1 && chosen === undefined) throw new Cancelled('No paper was chosen.');
  return chosen === undefined ? undefined : { given: { kind: 'file', path: chosen.main }, name: chosen.name };
}
