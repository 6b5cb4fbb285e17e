/** A notebook's code as a script that trains as the notebook would, up to a cell. Pure. */

export interface NotebookCode {
  /** Of each code cell, in order. */
  readonly cells: readonly string[];
  /** The notebook's file, for imports and for people. */
  readonly path: string;
  readonly folder: string;
}

export interface NotebookScript {
  readonly text: string;
  /** Lines and cells that only a notebook understands: left out, and said so. */
  readonly leftOut: readonly string[];
}

/** Magics (`%time`), commands (`!pip`), help (`?x`) and cells in another language (`%%bash`). https://ipython.readthedocs.io/en/stable/interactive/magics.html */
const notPython = /^\s*(?:[%!?]|[\w.]+\?\??\s*$)/;
/** `%%time` and `%%capture` are about the cell; what stands below is Python. */
const aboutTheCell = /^%%(?:time|timeit|capture|prun)\b/;

export function notebookScript({ cells, path, folder }: NotebookCode): NotebookScript {
  const leftOut: string[] = [];
  const parts = cells.map((cell, at) => `# %% cell ${at + 1}\n${pythonOf(cell, leftOut)}`);
  const head = [
    `# Made of ${path} by Practicum, to be run as one script. Changes belong into the notebook.`,
    'import sys',
    `sys.path.insert(0, ${JSON.stringify(folder)})`,
  ];
  return { text: `${[...head, ...parts].join('\n\n')}\n`, leftOut };
}

function pythonOf(cell: string, leftOut: string[]): string {
  const lines = cell.replaceAll('\r\n', '\n').split('\n');
  const [first = ''] = lines;
  if (/^%%/.test(first) && !aboutTheCell.test(first)) {
    leftOut.push(first.trim());
    return lines.map((line) => `# ${line}`).join('\n');
  }
  return lines
    .map((line) => {
      if (!notPython.test(line)) return line;
      leftOut.push(line.trim());
      // A block must not become empty.
      return `${/^\s*/.exec(line)?.[0] ?? ''}pass  # ${line.trim()}`;
    })
    .join('\n');
}
