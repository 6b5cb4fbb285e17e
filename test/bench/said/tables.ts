import type { Dice } from './dice.ts';

export interface Row {
  readonly label: string;
  /** One for everything, or one for each scope. */
  readonly cells: readonly string[];
}

/** A row for each setting; a column for each scope where they differ. */
export function appendixTable(rows: readonly Row[], scopes: readonly [string, string], dice: Dice): string {
  const isScoped = rows.some(({ cells }) => cells.length > 1);
  const heading = dice.one(['Setting', 'Hyperparameter', 'Parameter', '']);
  const lines = rows.map(({ label, cells: [a = '', b] }) => {
    if (!isScoped) return `${label} & ${a}\\\\`;
    return b === undefined ? `${label} & \\multicolumn{2}{c}{${a}}\\\\` : `${label} & ${a} & ${b}\\\\`;
  });
  return table(isScoped ? 'lcc' : 'll', isScoped ? `${heading} & ${scopes.join(' & ')}\\\\` : `${heading} & Value\\\\`, lines, dice);
}

/** A column for each setting, one row of values. */
export function columnsTable(rows: readonly Row[], dice: Dice): string {
  return table(
    'c'.repeat(rows.length),
    `${rows.map(({ label }) => label).join(' & ')}\\\\`,
    [`${rows.map(({ cells }) => cells[0] ?? '').join(' & ')}\\\\`],
    dice,
  );
}

function table(columns: string, head: string, lines: readonly string[], dice: Dice): string {
  const caption = dice.one(['Settings of all runs.', 'Hyperparameters.', 'Values used in the experiments.', 'Training configuration.']);
  return `\\begin{table}\n\\caption{${caption}}\n\\begin{tabular}{${columns}}\n\\toprule\n${head}\n\\midrule\n${lines.join('\n')}\n\\bottomrule\n\\end{tabular}\n\\end{table}`;
}

/** A number within a formula. */
export function inline(value: number): string {
  if (value >= 0.001 || value === 0) return String(value);
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  const mantissa = Number((value / 10 ** exponent).toPrecision(6));
  return mantissa === 1 ? `10^{${exponent}}` : `${mantissa}\\times10^{${exponent}}`;
}
