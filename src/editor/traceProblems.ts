import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { TraceLink } from '../reproduction/trace/link.ts';
import { keyOf } from '../reproduction/trace/sideFile.ts';
import type { CommandId } from './contributions.ts';
import type { TraceContracts } from './traceContracts.ts';
import type { Traced, TraceLinks } from './traceLinks.ts';
import { type Problem, problemsOf } from './traceText.ts';

/** What quick fixes of a problem are about: the link by its key, since links are made anew whenever something changes. */
export interface ProblemTarget {
  readonly key: string;
}

interface Shown {
  readonly diagnostic: vscode.Diagnostic;
  readonly link: TraceLink;
  readonly problem: Problem;
}

/** Problems of trace links, where the code is, or where it was last. */
export class TraceProblems implements Disposable {
  readonly #links: TraceLinks;
  readonly #contracts: TraceContracts;
  readonly #owned = new DisposableList();
  readonly #collection = this.#owned.add(vscode.languages.createDiagnosticCollection('practicum-trace'));
  #shown = new Map<string, readonly Shown[]>();

  constructor(links: TraceLinks, contracts: TraceContracts) {
    this.#links = links;
    this.#contracts = contracts;
    for (const event of [links.onDidChange, contracts.onDidChange]) this.#owned.add(event(() => this.#show()));
  }

  #show(): void {
    const shown = new Map<string, Shown[]>();
    for (const traced of this.#links.traced) {
      const { link, located, paper } = traced;
      for (const problem of problemsOf(link, located, paper, this.#contracts.of(link, this.#links.paperOf(link.address)))) {
        const uri = this.#uriOf(traced).toString();
        const list = shown.get(uri) ?? [];
        list.push({ link, problem, diagnostic: diagnosticOf(traced, problem) });
        shown.set(uri, list);
      }
    }
    this.#shown = shown;
    this.#collection.clear();
    for (const [uri, list] of shown)
      this.#collection.set(
        vscode.Uri.parse(uri),
        list.map(({ diagnostic }) => diagnostic),
      );
    const broken = [...this.#links.files.broken].map(([path, message]): [vscode.Uri, vscode.Diagnostic[]] => [
      this.#links.sources.uriOf(path),
      [new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), message, vscode.DiagnosticSeverity.Error)],
    ]);
    this.#collection.set(broken);
  }

  #uriOf({ link, located }: Traced): vscode.Uri {
    const file = located.kind === 'found' ? located.place.file : link.code.file;
    const uri = this.#links.sources.uriOf(file);
    const cell = located.kind === 'found' ? located.place.cell : undefined;
    const notebook = cell === undefined ? undefined : vscode.workspace.notebookDocuments.find((open) => open.uri.path === uri.path);
    return (cell === undefined ? undefined : notebook?.getCells()[cell]?.document.uri) ?? uri;
  }

  actions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const here = this.#shown.get(document.uri.toString()) ?? [];
    return here.filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined).flatMap(fixesOf);
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

function diagnosticOf({ located }: Traced, { code, message, isHint }: Problem): vscode.Diagnostic {
  const line = located.kind === 'found' ? located.place.line - 1 : located.kind === 'unsure' ? (located.candidates[0]?.line ?? 1) - 1 : 0;
  const severity = isHint ? vscode.DiagnosticSeverity.Information : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(new vscode.Range(line, 0, line, 1_000), message, severity);
  diagnostic.source = 'Practicum';
  diagnostic.code = code;
  return diagnostic;
}

function fixesOf({ diagnostic, link, problem }: Shown): vscode.CodeAction[] {
  const target: ProblemTarget = { key: keyOf(link) };
  const fix = (title: string, command: CommandId, isPreferred = false): vscode.CodeAction => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = { title, command, arguments: [target] };
    action.diagnostics = [diagnostic];
    action.isPreferred = isPreferred;
    return action;
  };
  const remove = fix('Remove Link', 'practicum.removePaperLink');
  const change = fix('Show What Changed', 'practicum.showLinkChange');
  switch (problem.code) {
    case 'code-changed':
    case 'paper-changed':
      return [fix('Still Right', 'practicum.confirmPaperLink', true), change, remove];
    case 'unsure':
    case 'lost':
      return [fix('Choose Where It Went…', 'practicum.chooseLinkedCode', true), change, remove];
    case 'paper-gone':
      return [remove];
    case 'contract-mismatch':
    case 'contract-not-compared': {
      const open = fix('Open Formula', 'practicum.openPaper');
      open.command = { title: open.title, command: 'practicum.openPaper', arguments: [link.address] };
      return [fix('Check Again', 'practicum.checkContracts', true), open];
    }
  }
}
