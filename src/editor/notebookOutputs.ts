import * as vscode from 'vscode';
import { isRecord } from '../workspace/notebookFormat.ts';

/**
 * Outputs as a notebook file holds them, as the editor shows them: for cells that are brought back. The metadata are those by which the
 * editor's Jupyter support (extensions/ipynb) knows what to write into the file again.
 */
export function notebookOutputs(outputs: readonly unknown[]): readonly vscode.NotebookCellOutput[] {
  return outputs.filter(isRecord).map((output) => {
    const outputType = output['output_type'];
    switch (outputType) {
      case 'stream': {
        const item = output['name'] === 'stderr' ? vscode.NotebookCellOutputItem.stderr : vscode.NotebookCellOutputItem.stdout;
        return new vscode.NotebookCellOutput([item(joined(output['text']))], { outputType });
      }
      case 'error': {
        const error = { name: joined(output['ename']), message: joined(output['evalue']), stack: lines(output['traceback']).join('\n') };
        return new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.error(error)], { outputType, originalError: output });
      }
      default: {
        const data = isRecord(output['data']) ? output['data'] : {};
        const items = Object.entries(data).map(([mime, content]) => item(mime, content));
        const metadata = { outputType, executionCount: output['execution_count'], metadata: output['metadata'] };
        return new vscode.NotebookCellOutput(items, metadata);
      }
    }
  });
}

function item(mime: string, content: unknown): vscode.NotebookCellOutputItem {
  if (typeof content !== 'string' && !Array.isArray(content)) return vscode.NotebookCellOutputItem.json(content, mime);
  const text = joined(content);
  // Pictures are base64; a vector graphic is text.
  const isBinary = mime.startsWith('image/') && mime !== 'image/svg+xml';
  return isBinary
    ? new vscode.NotebookCellOutputItem(new Uint8Array(Buffer.from(text, 'base64')), mime)
    : vscode.NotebookCellOutputItem.text(text, mime);
}

function joined(text: unknown): string {
  return typeof text === 'string' ? text : lines(text).join('');
}

function lines(text: unknown): readonly string[] {
  return Array.isArray(text) ? text.filter((line) => typeof line === 'string') : [];
}
