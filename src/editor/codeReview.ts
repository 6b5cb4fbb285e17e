/** What in somebody's code is not as a paper says, as problems of the editor: found when it is asked for, and gone for a text that changes. */
import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { PracticumError } from '../base/errors.ts';
import { parsePaperId } from '../papers/address.ts';
import type { ReadPaper } from '../papers/parsePaper.ts';
import { unfinishedWords } from '../papers/said/unfinished.ts';
import { type Given, parseGiven } from '../papers/sources/given.ts';
import type { ReviewFinding } from '../reproduction/review/finding.ts';
import { chosenFiles, type KnownOfCode, knownOfCode } from '../reproduction/review/gather.ts';
import { type Review, type ReviewedFile, reviewCode, reviewedFiles } from '../reproduction/review/reviewCode.ts';
import type { StageFiles } from '../reproduction/stages/files.ts';
import { paperFolder, paperOf, papersFolder } from '../reproduction/trace/sideFile.ts';
import type { CommandId } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import { openGiven } from './paperPage.ts';
import type { PaperReaders } from './paperReaders.ts';
import type { TraceDoor } from './traceDoor.ts';

interface Shown {
  readonly diagnostic: vscode.Diagnostic;
  readonly finding: ReviewFinding;
}

const selector = ['python', 'yaml', 'json', 'jsonc', 'toml'].map((language) => ({ language, scheme: 'file' }));
const skipped = '**/{node_modules,.git,.venv,venv,env,site-packages,__pycache__,.practicum,build,dist}/**';
const mostFiles = 400;

export class CodeReview implements Disposable {
  readonly #window: EditorWindow;
  readonly #papers: () => Promise<PaperReaders>;
  readonly #trace: TraceDoor;
  readonly #owned = new DisposableList();
  readonly #collection = this.#owned.add(vscode.languages.createDiagnosticCollection('practicum-review'));
  readonly #shown = new Map<string, readonly Shown[]>();

  constructor(window: EditorWindow, papers: () => Promise<PaperReaders>, trace: TraceDoor) {
    this.#window = window;
    this.#papers = papers;
    this.#trace = trace;
    // What was found is about the text as it was.
    this.#owned.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#clear(document.uri);
      }),
    );
    this.#owned.add(
      vscode.languages.registerCodeActionsProvider(
        selector,
        { provideCodeActions: (document, range) => this.actions(document, range) },
        { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
      ),
    );
  }

  /** *Check My Code against This Paper*: the file in the editor, or all that belongs to the paper that is open. */
  async check(): Promise<void> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (folder === undefined)
      throw new PracticumError('no-folder', 'Code is checked in a workspace folder.', { hint: 'Open a folder first.' });
    const document = vscode.window.activeTextEditor?.document;
    const read = await this.#paper();
    if (read === undefined) return;
    const known = await knownOfCode(filesOf(folder.uri, read.paper.id));
    const own = document === undefined ? undefined : fileOf(document, folder.uri);
    const files = own === undefined ? (await chosenFiles(textsOf(folder.uri), known.paths)).files : [own];
    const review = reviewCode({ ...read, files, ...known });
    this.#show(review, folder.uri);
    this.#say(review, read, known);
  }

  async #paper(): Promise<ReadPaper | undefined> {
    const page = (await this.#papers()).page();
    // What it says of itself may come later than what the page shows.
    if (page !== undefined) return await this.#read(page.given);
    const traced = (await this.#trace.ifNeeded(vscode.window.activeTextEditor?.document))?.links.traced ?? [];
    const linked = [...new Set(traced.map(({ link }) => paperOf(link.address)))];
    const chosen =
      linked.length === 1
        ? linked[0]
        : linked.length > 1
          ? await vscode.window.showQuickPick(linked, { title: 'Check My Code against This Paper', placeHolder: 'Which paper?' })
          : await vscode.window.showInputBox({
              title: 'Check My Code against This Paper',
              prompt: 'An arXiv id, DOI, link or file',
              placeHolder: '1706.03762',
            });
    if (chosen === undefined || chosen.trim() === '') return undefined;
    return await this.#read(parseGiven(chosen));
  }

  async #read(given: Given): Promise<ReadPaper> {
    const progress = { location: vscode.ProgressLocation.Window, title: 'Reading the paper' };
    return await vscode.window.withProgress(
      progress,
      async () => await openGiven(this.#window, given, { signal: new AbortController().signal }),
    );
  }

  #show(review: Review, root: vscode.Uri): void {
    for (const path of review.files) this.#clear(vscode.Uri.joinPath(root, path));
    for (const [path, findings] of Map.groupBy(review.findings, ({ file }) => file)) {
      const uri = vscode.Uri.joinPath(root, path);
      const shown = findings.map((finding) => ({ finding, diagnostic: diagnosticOf(finding) }));
      this.#shown.set(uri.toString(), shown);
      this.#collection.set(
        uri,
        shown.map(({ diagnostic }) => diagnostic),
      );
    }
  }

  #say({ findings, files, agree, unfinished }: Review, { paper }: ReadPaper, { links }: KnownOfCode): void {
    const where = files.length === 1 ? files[0] : `${files.length} files`;
    if (files.length === 0) void vscode.window.showInformationMessage('There is no Python file or configuration to check here.');
    else if (findings.length === 0) {
      const lacking = unfinished === undefined ? '' : ` ${unfinishedWords(unfinished)}`;
      void vscode.window.showInformationMessage(
        agree.length + links.length === 0
          ? `Nothing in ${where} could be compared with “${paper.title}”.${lacking}`
          : `${where}: ${agree.length} ${agree.length === 1 ? 'setting is' : 'settings are'} as “${paper.title}” says, and nothing was found that is not.${lacking}`,
      );
    } else void vscode.commands.executeCommand('workbench.actions.view.problems');
  }

  #clear(uri: vscode.Uri): void {
    if (this.#shown.delete(uri.toString())) this.#collection.delete(uri);
  }

  actions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const here = this.#shown.get(document.uri.toString()) ?? [];
    return here.filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined).flatMap((shown) => fixesOf(document, shown));
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

function diagnosticOf({ line, column, endColumn, message, severity, kind }: ReviewFinding): vscode.Diagnostic {
  const range = new vscode.Range(line - 1, column ?? 0, line - 1, endColumn ?? 1_000);
  const diagnostic = new vscode.Diagnostic(
    range,
    message,
    severity === 'warning' ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information,
  );
  diagnostic.source = 'Practicum';
  diagnostic.code = kind;
  return diagnostic;
}

function fixesOf(document: vscode.TextDocument, { diagnostic, finding }: Shown): vscode.CodeAction[] {
  const { fix, address } = finding;
  const found: vscode.CodeAction[] = [];
  if (fix !== undefined) {
    const set = new vscode.CodeAction(`Set to the Paper’s Value: ${fix}`, vscode.CodeActionKind.QuickFix);
    set.edit = new vscode.WorkspaceEdit();
    set.edit.replace(document.uri, diagnostic.range, fix);
    set.diagnostics = [diagnostic];
    found.push(set);
  }
  if (address !== undefined) {
    const command: CommandId = 'practicum.openPaperToSide';
    const open = new vscode.CodeAction('Open in Paper', vscode.CodeActionKind.QuickFix);
    open.command = { title: 'Open in Paper', command, arguments: [address] };
    open.diagnostics = [diagnostic];
    found.push(open);
  }
  return found;
}

function filesOf(root: vscode.Uri, paper: string): StageFiles {
  const folder = vscode.Uri.joinPath(root, papersFolder, paperFolder(parsePaperId(paper)));
  return {
    async read(name) {
      try {
        return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)));
      } catch (error) {
        if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
        throw error;
      }
    },
    write: () => Promise.reject(new PracticumError('review-writes', 'A review writes nothing.')),
  };
}

function fileOf(document: vscode.TextDocument, root: vscode.Uri): ReviewedFile | undefined {
  const path = pathIn(document.uri, root);
  return path !== undefined && reviewedFiles.test(path) ? { path, text: document.getText() } : undefined;
}

function pathIn(uri: vscode.Uri, root: vscode.Uri): string | undefined {
  const folder = root.path.endsWith('/') ? root.path : `${root.path}/`;
  return uri.scheme === root.scheme && uri.path.startsWith(folder) ? uri.path.slice(folder.length) : undefined;
}

/** What editors hold of a file comes before what lies on the disk. */
async function* textsOf(root: vscode.Uri): AsyncGenerator<ReviewedFile> {
  for (const uri of await vscode.workspace.findFiles(new vscode.RelativePattern(root, '**/*.{py,yaml,yml,toml}'), skipped, mostFiles)) {
    const path = pathIn(uri, root);
    if (path === undefined) continue;
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    yield { path, text: document?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
  }
}
