import * as vscode from 'vscode';
import { findPythonEntries } from '../runs/entries/pythonEntries.ts';

/** A cell that trains has ▶ Train in its status bar: what it needs are the cells up to it. */
export class TrainCells implements vscode.NotebookCellStatusBarItemProvider {
  provideCellStatusBarItems(cell: vscode.NotebookCell): vscode.NotebookCellStatusBarItem[] {
    if (cell.document.languageId !== 'python') return [];
    // What a call means depends on what was imported in the cells above.
    const text = [...importsAbove(cell), cell.document.getText()].join('\n');
    if (findPythonEntries({ name: 'cell.py', text }).length === 0) return [];
    const item = new vscode.NotebookCellStatusBarItem('$(play) Train as a run', vscode.NotebookCellStatusBarAlignment.Right);
    item.command = { title: 'Train', command: 'practicum.trainNotebook', arguments: [cell] };
    item.tooltip = 'Runs the code cells up to this one as one script, under a supervisor: it goes on when the window is closed';
    return [item];
  }
}

function importsAbove({ notebook, index }: vscode.NotebookCell): readonly string[] {
  const above = notebook.getCells(new vscode.NotebookRange(0, index)).filter(({ document }) => document.languageId === 'python');
  return above.flatMap(({ document }) => document.getText().match(/^(?:import|from)[ \t].*$/gm) ?? []);
}
