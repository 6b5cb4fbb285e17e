import * as vscode from 'vscode';
import type { Disposable } from '../base/disposables.ts';
import type { Paper } from '../papers/document.ts';
import type { PaperMark, ShownMark } from '../protocol/paper.ts';
import { type CommandId, views } from './contributions.ts';
import { type Outline, type OutlineNode, outlineOf } from './paperOutlineNodes.ts';

const icons: Readonly<Record<Exclude<OutlineNode['kind'], 'section'>, string>> = {
  equation: 'symbol-operator',
  algorithm: 'list-ordered',
  table: 'table',
  figure: 'file-media',
};

/** As on the page; a shape of its own for each, with its word beside it. */
const markIcons: Readonly<Record<Exclude<PaperMark, 'none'>, vscode.ThemeIcon>> = {
  planned: new vscode.ThemeIcon('checklist'),
  coded: new vscode.ThemeIcon('code'),
  tested: new vscode.ThemeIcon('beaker', new vscode.ThemeColor('testing.iconPassed')),
  run: new vscode.ThemeIcon('play'),
  matched: new vscode.ThemeIcon('check', new vscode.ThemeColor('testing.iconPassed')),
  diverged: new vscode.ThemeIcon('diff', new vscode.ThemeColor('testing.iconFailed')),
};

/** What stands in a narrow side bar with the word behind it. */
const longestMarked = 24;

const unfoldedKey = 'practicum.paperOutlineUnfolded';

/** The section tree of the paper that is looked at. */
export class PaperOutline implements vscode.TreeDataProvider<OutlineNode>, Disposable {
  readonly #memory: vscode.Memento;
  readonly #marksOf: (paper: Paper) => Readonly<Record<string, ShownMark>>;
  readonly #view: vscode.TreeView<OutlineNode>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #paper: Paper | undefined;
  #outline: Outline | undefined;
  #marks: Readonly<Record<string, ShownMark>> = {};
  #go: (anchor: string) => void = () => undefined;

  constructor(memory: vscode.Memento, marksOf: (paper: Paper) => Readonly<Record<string, ShownMark>>) {
    this.#memory = memory;
    this.#marksOf = marksOf;
    this.#view = vscode.window.createTreeView(views.paperOutline, { treeDataProvider: this, showCollapseAll: true });
  }

  /** `go`: leads the page to a row’s place. */
  show(paper: Paper | undefined, seen: string | undefined, go: (anchor: string) => void): void {
    this.#go = go;
    const marks = paper === undefined ? {} : this.#marksOf(paper);
    const before = this.#paper;
    // What is said of a paper comes later than its nodes.
    const isSameTree = paper?.nodes === before?.nodes && paper?.sections === before?.sections && paper?.title === before?.title;
    const isSame = isSameTree && JSON.stringify(marks) === JSON.stringify(this.#marks);
    this.#marks = marks;
    this.#paper = paper;
    if (!isSame) {
      this.#outline = paper === undefined ? undefined : outlineOf(paper);
      this.#view.description = paper?.title ?? '';
      this.#changed.fire();
      void this.#unfold();
    }
    if (seen !== undefined) this.follow(seen);
  }

  /** The explorer shows what is new to it folded up: opened once, it stays as the person leaves it. */
  async #unfold(): Promise<void> {
    const [first] = this.#outline?.roots ?? [];
    if (first === undefined || this.#memory.get(unfoldedKey) === true) return;
    await this.#memory.update(unfoldedKey, true);
    await this.#view.reveal(first, { select: false, focus: false });
  }

  follow(anchor: string): void {
    const row = this.#outline?.rowOf(anchor);
    if (row === undefined || !this.#view.visible) return;
    // The keyboard stays in the paper. A tree that is drawn anew at this moment knows none of its rows.
    this.#view.reveal(row, { select: true, focus: false }).then(undefined, () => undefined);
  }

  getChildren(row?: OutlineNode): OutlineNode[] {
    return [...(row === undefined ? (this.#outline?.roots ?? []) : row.children)];
  }

  getParent(row: OutlineNode): OutlineNode | undefined {
    return row.parent;
  }

  getTreeItem(row: OutlineNode): vscode.TreeItem {
    const state = row.children.length === 0 ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Expanded;
    const item = new vscode.TreeItem(row.label, state);
    item.contextValue = row.kind;
    item.tooltip = row.label;
    if (row.kind !== 'section') item.iconPath = new vscode.ThemeIcon(icons[row.kind]);
    const mark = this.#marks[row.anchor];
    if (mark !== undefined) {
      // The word is seen beside a long caption, too.
      if (row.label.length > longestMarked) item.label = `${row.label.slice(0, longestMarked - 1).trimEnd()}…`;
      item.description = mark.mark;
      item.tooltip = `${row.label}\n${mark.words}`;
      item.iconPath = markIcons[mark.mark];
      item.accessibilityInformation = { label: `${row.label}, ${mark.mark}: ${mark.words}` };
    }
    item.command = { title: 'Show', command: 'practicum.showInPaper' satisfies CommandId, arguments: [row] };
    return item;
  }

  go(anchor: string): void {
    this.#go(anchor);
  }

  dispose(): void {
    this.#view.dispose();
    this.#changed.dispose();
  }
}
