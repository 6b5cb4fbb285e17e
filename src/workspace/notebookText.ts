import { stripTerminalCodes, truncateOutput } from './boundedOutput.ts';
import { splitLines } from './lines.ts';
import { isRecord, type Notebook, type NotebookCell } from './notebookFormat.ts';

/** A notebook as the model reads it: its cells with what names them, their sources, and what they printed, bounded. */

const maxOutputChars = 2_000;
const maxOutputsChars = 6_000;

export function notebookLines(notebook: Notebook): readonly string[] {
  return linesOfCells(notebook, (cell) => (cell.executionCount === undefined ? '' : ` [${cell.executionCount}]`));
}

/** For a comparison: without the counts, which the editor takes from a cell that is typed into. */
export function comparableLines(notebook: Notebook): readonly string[] {
  return linesOfCells(notebook, () => '');
}

function linesOfCells(notebook: Notebook, count: (cell: NotebookCell) => string): readonly string[] {
  const { cells, hasIds, language } = notebook;
  const named = hasIds ? 'named by id' : 'without ids: named by number';
  const head = `Notebook, ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}${language === undefined ? '' : `, ${language}`} (cells are ${named})`;
  return [head, ...cells.flatMap((cell, at) => cellLines(cell, at, hasIds, count(cell)))];
}

function cellLines(cell: NotebookCell, at: number, hasIds: boolean, ran: string): readonly string[] {
  const head = `--- cell ${hasIds ? `${cell.id} ` : ''}(${hasIds ? `number ${at}, ` : `${at}, `}${cell.type})${ran}`;
  return [head, ...linesOf(cell.source), ...outputLines(cell.outputs)];
}

function outputLines(outputs: readonly unknown[]): readonly string[] {
  const rows: string[] = [];
  let left = maxOutputsChars;
  for (const [i, output] of outputs.entries()) {
    if (left <= 0) return [...rows, `… ${outputs.length - i} more outputs`];
    const { title, text } = describeOutput(output);
    const whole = stripTerminalCodes(text);
    const shown = truncateOutput(whole, { maxChars: Math.min(left, maxOutputChars), whereAllIs: 'the notebook has them' });
    left -= Math.min(left, whole.length + title.length);
    rows.push(`--- ${title}`, ...linesOf(shown));
  }
  return rows;
}

interface DescribedOutput {
  readonly title: string;
  readonly text: string;
}

/** By output_type, see “Code cell outputs” in the format's description. */
function describeOutput(output: unknown): DescribedOutput {
  if (!isRecord(output)) return { title: 'output', text: '' };
  switch (output['output_type']) {
    case 'stream':
      return { title: `output (${joined(output['name']) || 'stdout'})`, text: joined(output['text']) };
    case 'error':
      return {
        title: `error ${joined(output['ename'])}: ${joined(output['evalue']).slice(0, 500)}`,
        text: tracebackOf(output['traceback']),
      };
    default:
      return describeData(isRecord(output['data']) ? output['data'] : {});
  }
}

function describeData(data: Readonly<Record<string, unknown>>): DescribedOutput {
  const others = Object.entries(data)
    .filter(([mime]) => mime !== 'text/plain')
    .map(([mime, content]) => `${mime}, ${Math.ceil((joined(content) || JSON.stringify(content)).length / 1000)} KB`);
  return { title: `output${others.length === 0 ? '' : ` (${others.join('; ')})`}`, text: joined(data['text/plain']) };
}

function tracebackOf(traceback: unknown): string {
  return Array.isArray(traceback) ? traceback.map(joined).join('\n') : '';
}

/** The format writes texts as one string or as a list of lines. */
function joined(text: unknown): string {
  if (typeof text === 'string') return text;
  return Array.isArray(text) ? text.filter((line) => typeof line === 'string').join('') : '';
}

function linesOf(text: string): readonly string[] {
  return splitLines(text).map((line) => line.text);
}
