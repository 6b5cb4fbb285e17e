import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { practicum, readDisk, until, workspaceFolder, write } from './practicum.ts';

const address = 'arxiv:1706.03762v7#S3.E1';
const code = `import torch


def attention(q, k, v):
    scores = q @ k.transpose(-2, -1) / q.size(-1) ** 0.5
    return torch.softmax(scores, dim=-1) @ v
`;

async function titles(uri: vscode.Uri): Promise<readonly string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
  return lenses.flatMap(({ command, range }) =>
    command?.title.startsWith('implements') === true ? [`${range.start.line}: ${command.title}`] : [],
  );
}

function problems(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Practicum');
}

async function replaced(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const at = document.getText().indexOf(from);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)), to);
  assert.ok(await vscode.workspace.applyEdit(edit));
  assert.ok(await document.save());
}

function everyMoment(look: () => void): vscode.Disposable {
  const timer = setInterval(look, 50);
  return new vscode.Disposable(() => clearInterval(timer));
}

describe('a trace link in the editor', () => {
  before(practicum);

  // shows: trace-editor
  it('shows over the code what it implements, follows it, and asks when it was changed', async () => {
    const uri = await write('trace_code.py', code);
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(4, 6, 4, 6);
    await vscode.commands.executeCommand('practicum.linkCodeToPaper', address);
    assert.deepEqual(await titles(uri), ['3: implements S3.E1']);

    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, new vscode.Position(3, 6));
    assert.match(
      hover?.contents.map((text) => (typeof text === 'string' ? text : text.value)).join('\n') ?? '',
      /Implements.*1706\.03762v7#S3\.E1/,
    );

    // A rename and a move are followed in the side file, without a word.
    await replaced(document, 'def attention(q, k, v):', 'SCALE = 0.5\n\n\ndef dot_product_attention(q, k, v):');
    const side = vscode.Uri.joinPath(workspaceFolder(), '.practicum/papers/arxiv-1706.03762/links.json');
    // A watcher that is new misses what is written before it has begun.
    await until(everyMoment, async () =>
      new TextDecoder().decode(await readDisk(side)).includes('dot_product_attention') ? true : undefined,
    );
    assert.deepEqual(await titles(uri), ['6: implements S3.E1']);
    assert.deepEqual(problems(uri), []);

    await replaced(document, 'q.size(-1) ** 0.5', 'q.size(-1)');
    const [problem] = await until(
      (look) => vscode.languages.onDidChangeDiagnostics(look),
      () => (problems(uri).length > 0 ? problems(uri) : undefined),
    );
    assert.equal(problem?.code, 'code-changed');
    const range = new vscode.Range(6, 0, 6, 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range);
    const wanted = ['Still Right', 'Show What Changed', 'Remove Link'];
    const ours = actions.filter(({ title }) => wanted.includes(title));
    assert.deepEqual(
      ours.map(({ title }) => title),
      wanted,
      `of ${actions.map(({ title }) => title).join(', ')}`,
    );
    const right = ours[0]?.command;
    assert.ok(right !== undefined);
    await vscode.commands.executeCommand(right.command, ...(right.arguments ?? []));
    assert.deepEqual(problems(uri), []);

    await vscode.commands.executeCommand('practicum.removePaperLink');
    assert.deepEqual(await titles(uri), []);
  });

  it('is there for an address in a comment, without a side file', async () => {
    const uri = await write('trace_comment.py', `# paper: ${address}\n${code.replace('import torch\n\n\n', '')}`);
    await vscode.workspace.openTextDocument(uri);
    assert.deepEqual(await titles(uri), ['1: implements S3.E1']);
  });

  // shows: trace-definition
  it('goes from an address in a comment to the reader, for a file and for a paper from elsewhere, and shows the words to who only peeks', async () => {
    const source =
      '\\documentclass{article}\\begin{document}\\section{Loss}\\begin{equation}\\label{eq:l} L = x^2 \\end{equation}\\end{document}';
    const paper = await write('trace_paper.tex', source);
    const here = 'file:trace_paper.tex#S1.E1';
    const uri = await write(
      'trace_definition.py',
      `# paper: ${here}\n${code.slice(code.indexOf('def'))}\n\n# paper: ${address}\ndef other(x):\n    return x\n`,
    );
    const document = await vscode.workspace.openTextDocument(uri);
    const goTo = async (text: string): Promise<vscode.Uri | undefined> => {
      const at = document.positionAt(document.getText().indexOf(text) + 3);
      const found = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', uri, at);
      const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
      editor.selection = new vscode.Selection(at, at);
      await vscode.commands.executeCommand('editor.action.revealDefinition');
      return found.find(({ uri: { scheme } }) => scheme === 'practicum-paper')?.uri;
    };
    const isShown = (wanted: (input: unknown) => boolean): Promise<true> =>
      until(
        (look) => vscode.window.tabGroups.onDidChangeTabs(look),
        async () => (vscode.window.tabGroups.all.some(({ activeTab }) => wanted(activeTab?.input)) ? true : undefined),
      );
    const place = await goTo(here);
    assert.equal(place?.query, here);
    await isShown(
      (input) => input instanceof vscode.TabInputCustom && input.uri.fsPath === paper.fsPath && input.viewType === 'practicum.paper',
    );
    const text = async (): Promise<string> => (await vscode.workspace.openTextDocument(place ?? uri)).getText();
    await until(everyMoment, async () => ((await text()).includes(here) ? true : undefined));

    assert.equal((await goTo(address))?.query, address);
    await isShown((input) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('practicum.paperTab'));
    // What came for it goes.
    const isLeft = ({ input }: vscode.Tab): boolean => input instanceof vscode.TabInputCustom && input.uri.scheme === 'practicum-paper';
    await until(
      (look) => vscode.window.tabGroups.onDidChangeTabs(look),
      async () => (vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(isLeft)) ? undefined : true),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
