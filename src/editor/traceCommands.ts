import * as vscode from 'vscode';
import { describeError, PracticumError } from '../base/errors.ts';
import { addressIn, addressText, parseAddress } from '../papers/address.ts';
import { nodeText } from '../papers/document.ts';
import { commentEdit } from '../reproduction/trace/comments.ts';
import type { CodePlace, TraceLink } from '../reproduction/trace/link.ts';
import { dedented } from '../reproduction/trace/linkedCode.ts';
import type { CodeRange } from '../reproduction/trace/makeAnchor.ts';
import { wordsAt } from '../reproduction/trace/paperSide.ts';
import { keyOf } from '../reproduction/trace/sideFile.ts';
import type { PaperReaders } from './paperReaders.ts';
import type { Reports } from './reports.ts';
import { sayError } from './sayError.ts';
import type { Traced, TraceLinks } from './traceLinks.ts';

/** *Link Code to Paper…*: the symbol at the caret, or the selected lines, and an address. `given`: one that is known already. */
export async function linkCode(links: TraceLinks, readers: PaperReaders | undefined, given: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const path = editor === undefined ? undefined : links.sources.pathOf(editor.document.uri);
  if (editor === undefined || path === undefined)
    throw new PracticumError('link-no-code', 'No code of this folder is open.', {
      hint: 'Put the caret into a function of a Python file, then link it.',
    });
  const address = typeof given === 'string' ? addressText(parseAddress(given)) : await chooseAddress(links, readers);
  if (address === undefined) return;
  const link = await links.add(address, path, await rangeOf(links, editor, path));
  // Nobody waits for the answer: it is linked.
  void offerMore(links, editor, path, link);
}

async function offerMore(links: TraceLinks, editor: vscode.TextEditor, path: string, link: TraceLink): Promise<void> {
  const name = link.code.symbol.join('.') || path;
  const choice = await vscode.window.showInformationMessage(`${name} is linked to ${link.address}.`, 'Add Comment', 'Undo');
  try {
    if (choice === 'Undo') await links.remove(link);
    if (choice === 'Add Comment') await addComment(links, editor, path, link.code.symbol, link.address);
  } catch (error) {
    await sayError(error);
  }
}

/** Lines of the source, which in a notebook count on through its cells. */
async function rangeOf(links: TraceLinks, { document, selection }: vscode.TextEditor, path: string): Promise<CodeRange> {
  const source = await links.sources.read(path);
  const notebook = vscode.workspace.notebookDocuments.find((open) => open.uri.path === document.uri.path);
  const cell = notebook?.getCells().findIndex((one) => one.document === document);
  const offset = (source?.cells?.find((one) => one.cell === cell)?.line ?? 1) - 1;
  const last = selection.end.character === 0 && selection.end.line > selection.start.line ? selection.end.line - 1 : selection.end.line;
  const what = selection.isEmpty ? 'symbol' : 'lines';
  const range = { line: selection.start.line + 1 + offset, endLine: last + 1 + offset };
  const whole = source?.symbols.find(({ line, endLine }) => line === range.line && endLine === range.endLine);
  return { what: whole === undefined ? what : 'symbol', ...range };
}

async function addComment(
  links: TraceLinks,
  editor: vscode.TextEditor,
  path: string,
  symbol: readonly string[],
  address: string,
): Promise<void> {
  const source = await links.sources.read(path);
  const edit = source === undefined ? undefined : commentEdit(source, symbol, address);
  if (edit !== undefined) await editor.edit((builder) => builder.insert(new vscode.Position(edit.beforeLine - 1, 0), `${edit.text}\n`));
}

async function chooseAddress(links: TraceLinks, readers: PaperReaders | undefined): Promise<string | undefined> {
  const paper = readers?.page()?.read?.paper;
  const typed = { label: '$(edit) Type an Address…', address: '' };
  const nodes = (paper?.nodes ?? []).flatMap((node) => {
    if (paper === undefined || node.kind === 'figure' || node.kind === 'footnote') return [];
    return [
      {
        label: node.anchor,
        description: node.kind,
        detail: nodeText(node).replaceAll(/\s+/g, ' ').slice(0, 120),
        address: addressIn(paper.id, node.anchor),
      },
    ];
  });
  const sections = (paper?.sections ?? []).map(({ anchor, title, number }) => ({
    label: anchor,
    description: `section ${number ?? ''} ${title}`,
    address: addressIn(paper?.id ?? '', anchor),
  }));
  const known = [...new Set(links.traced.map(({ link }) => link.address))].map((address) => ({
    label: address,
    description: 'linked already',
    address,
  }));
  const items = [typed, ...nodes.toSorted((a, b) => rank(a.description) - rank(b.description)), ...sections, ...known];
  const choice =
    items.length === 1
      ? typed
      : await vscode.window.showQuickPick(items, {
          title: 'Link Code to Paper',
          placeHolder: paper?.title ?? 'An address in a paper',
          matchOnDetail: true,
          matchOnDescription: true,
        });
  if (choice === undefined) return undefined;
  if (choice.address !== '') return choice.address;
  const text = await vscode.window.showInputBox({
    title: 'Link Code to Paper',
    placeHolder: 'arxiv:1706.03762v7#S3.E1',
    validateInput: (value) => (value.trim() === '' ? undefined : whyNot(value)),
  });
  return text === undefined || text.trim() === '' ? undefined : addressText(parseAddress(text));
}

function rank(kind: string): number {
  return ['equation', 'algorithm', 'table', 'paragraph', 'listing'].indexOf(kind);
}

function whyNot(text: string): string | undefined {
  try {
    parseAddress(text);
    return undefined;
  } catch (error) {
    return describeError(error);
  }
}

/** The link that a quick fix, or the caret, is about. */
async function targetOf(links: TraceLinks, target: unknown, title: string): Promise<Traced | undefined> {
  if (typeof target === 'object' && target !== null && 'key' in target) return links.traced.find(({ link }) => keyOf(link) === target.key);
  const editor = vscode.window.activeTextEditor;
  const path = editor === undefined ? undefined : links.sources.pathOf(editor.document.uri);
  const line = (editor?.selection.active.line ?? 0) + 1;
  const here = links.traced.filter(({ located, link }) =>
    located.kind === 'found'
      ? located.place.file === path && located.place.line <= line && line <= located.place.endLine
      : link.code.file === path,
  );
  const choices = here.length > 0 ? here : links.traced;
  if (choices.length === 0)
    throw new PracticumError('no-links', 'No code of this folder is linked to a paper.', { hint: 'Use Link Code to Paper… first.' });
  if (choices.length === 1) return choices[0];
  const items = choices.map((traced) => ({
    label: traced.link.code.symbol.join('.') || traced.link.code.file,
    description: traced.link.address,
    traced,
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.traced;
}

export async function removeLink(links: TraceLinks, target: unknown): Promise<void> {
  const traced = await targetOf(links, target, 'Remove Link to Paper');
  if (traced !== undefined) await links.remove(traced.link);
}

/** *Still Right*: from now on this code and these words belong together. */
export async function confirmLink(links: TraceLinks, target: unknown): Promise<void> {
  const traced = await targetOf(links, target, 'Still Right');
  if (traced?.located.kind === 'found') await links.confirm(traced.link, traced.located.place);
}

/** *Choose Where It Went…* */
export async function chooseLinkedCode(links: TraceLinks, target: unknown): Promise<void> {
  const traced = await targetOf(links, target, 'Choose Where Linked Code Went');
  if (traced === undefined) return;
  const { link, located } = traced;
  const candidates = located.kind === 'unsure' ? located.candidates : [];
  const items = candidates.map((place) => ({
    label: place.symbol.join('.') || place.file,
    description: `${place.file}:${place.line}`,
    place,
  }));
  const caret = {
    label: '$(target) Where the Caret Is',
    description: vscode.window.activeTextEditor?.document.uri.path.split('/').at(-1) ?? '',
    place: undefined,
  };
  const choice = await vscode.window.showQuickPick<{ label: string; description: string; place: CodePlace | undefined }>(
    [...items, caret],
    {
      title: `Where Is the Code of ${link.address} Now?`,
    },
  );
  if (choice === undefined) return;
  if (choice.place !== undefined) return await links.confirm(link, choice.place);
  const editor = vscode.window.activeTextEditor;
  const path = editor === undefined ? undefined : links.sources.pathOf(editor.document.uri);
  if (editor === undefined || path === undefined) return;
  const added = await links.add(link.address, path, await rangeOf(links, editor, path));
  if (keyOf(added) !== keyOf(link)) await links.remove(link);
}

/** The code as it was linked and as it is, and the paper’s words likewise. */
export async function showLinkChange(links: TraceLinks, reports: Reports, target: unknown): Promise<void> {
  const traced = await targetOf(links, target, 'Show What Changed');
  if (traced === undefined) return;
  const { link, located } = traced;
  const now = located.kind === 'found' ? await textAt(links, located.place) : [];
  const paper = links.paperOf(link.address);
  const words = paper === undefined ? undefined : wordsAt(paper, parseAddress(link.address).anchor);
  const block = (name: string, lines: readonly string[]): string[] => [`## ${name}`, '', ...lines.map((line) => `    ${line}`), ''];
  const name = link.code.symbol.join('.') || link.code.file;
  await reports.show(
    `Linked Code of ${name.replaceAll('/', '_')}`,
    [
      `# ${name} and ${link.address}`,
      '',
      ...block('Code as it was linked', link.code.text),
      ...block('Code now', now.length === 0 ? ['(not found)'] : now),
      ...(link.paper.excerpt === undefined ? [] : block('Paper as it was linked', [link.paper.excerpt])),
      ...(words === undefined ? [] : block('Paper now', words.text.split('\n'))),
    ].join('\n'),
  );
}

async function textAt(links: TraceLinks, place: CodePlace): Promise<readonly string[]> {
  const source = await links.sources.read(place.file);
  const offset = (source?.cells?.find(({ cell }) => cell === place.cell)?.line ?? 1) - 1;
  return dedented(source?.lines.slice(place.line - 1 + offset, place.endLine + offset) ?? []);
}
