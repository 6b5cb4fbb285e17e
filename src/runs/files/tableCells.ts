/** Cells of a table's row: RFC 4180, one line a row, separated by commas, tabs or semicolons. */

/** The one that makes the most cells of a header. */
export function separatorOf(header: string): string | undefined {
  const counted = [',', '\t', ';'].map((separator) => ({ separator, cells: cellsOf(header, separator).length }));
  const [best] = counted.toSorted((a, b) => b.cells - a.cells);
  return best === undefined || best.cells < 2 ? undefined : best.separator;
}

export function cellsOf(line: string, separator: string): readonly string[] {
  if (!line.includes('"')) return line.split(separator);
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let index = 0; index < line.length; index++) {
    const letter = line.charAt(index);
    if (letter === '"') {
      if (isQuoted && line.charAt(index + 1) === '"') {
        cell += '"';
        index += 1;
      } else isQuoted = !isQuoted;
    } else if (letter === separator && !isQuoted) {
      cells.push(cell);
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell];
}
