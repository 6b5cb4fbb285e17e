/** The plan that the double proposes: its own files, with the items of the spec, the equations and the cells that the tools returned. */
import type { ReadFormula, ReadTable } from './paperWords.ts';
import type { Recipe, RecipeContract, RecipeFile } from './recipe.ts';
import type { SpecText } from './stageText.ts';

type Item = SpecText['items'][number];

export interface PlanGround {
  readonly recipe: Recipe;
  /** `file:paper.tex`. */
  readonly paper: string;
  readonly formulas: readonly ReadFormula[];
  readonly tables: readonly ReadTable[];
  readonly spec: SpecText;
  readonly seeds: readonly number[];
}

export function planFrom(ground: PlanGround): object {
  const { recipe, spec, seeds } = ground;
  const owned = new Map<string, Item[]>();
  for (const item of spec.items) {
    const owner = ownerOf(item, ground);
    owned.set(owner, [...(owned.get(owner) ?? []), item]);
  }
  const train = ['python', 'train.py'];
  return {
    framework: 'pytorch',
    summary: recipe.summary,
    files: recipe.files.map(({ path, role, purpose, needs, symbols }) => ({
      path,
      change: 'new',
      role,
      purpose,
      needs,
      symbols: symbols.map((name) => {
        const items = owned.get(`${path} ${name}`) ?? [];
        return { name, items: items.map(({ id }) => id), addresses: [...new Set(items.flatMap((item) => addressesOf(item).slice(0, 1)))] };
      }),
    })),
    packages: packagesOf(recipe),
    commands: {
      test: ['python', 'test_method.py'],
      overfit: ['python', 'test_method.py', recipe.overfit],
      smoke: [...train, '--smoke'],
      baseline: [...train, '--seed', '{seed}', ...recipe.baseline],
      run: [...train, '--seed', '{seed}'],
    },
    seeds,
    cells: cellsOf(ground),
  };
}

function packagesOf({ files }: Recipe): readonly object[] {
  return files.some(({ purpose }) => /digits/i.test(purpose)) ? [{ name: 'torch' }, { name: 'scikit-learn' }] : [{ name: 'torch' }];
}

function addressesOf({ evidence }: Item): readonly string[] {
  return evidence.flatMap(({ address }) => address ?? []);
}

/** `equations.py soft_loss`. */
function ownerOf(item: Item, ground: PlanGround): string {
  const { files } = ground.recipe;
  const first = (found: RecipeFile | undefined): string | undefined =>
    found?.symbols[0] === undefined ? undefined : `${found.path} ${found.symbols[0]}`;
  const withRole = (role: RecipeFile['role']): string | undefined =>
    first(files.find((file) => file.role === role && file.symbols.length > 0));
  const training = withRole('entry') ?? '';
  switch (item.kind) {
    case 'equation': {
      const own = contractAt(addressesOf(item)[0] ?? '', ground);
      return own === undefined ? (first(files.findLast(({ role }) => role === 'code')) ?? training) : `${own.file} ${own.symbol}`;
    }
    case 'data':
      return withRole('data') ?? training;
    case 'metric':
      return withRole('evaluation') ?? training;
    case 'model':
      return first(files.findLast(({ role }) => role === 'code')) ?? training;
    case 'setting':
    case 'environment':
      return 'settings.py load';
    default:
      return training;
  }
}

/** The function that does what is displayed there. */
export function contractAt(address: string, { recipe, formulas }: Pick<PlanGround, 'recipe' | 'formulas'>): RecipeContract | undefined {
  return contractsAt(address, { recipe, formulas })[0];
}

export function contractsAt(address: string, { recipe, formulas }: Pick<PlanGround, 'recipe' | 'formulas'>): readonly RecipeContract[] {
  const tex = formulas.find(({ anchor }) => address.endsWith(`#${anchor}`))?.tex;
  return tex === undefined ? [] : recipe.contracts.filter((one) => tex.includes(one.tex));
}

interface PlannedCell {
  readonly address: string;
  readonly row: number;
  readonly column: number;
  readonly key: string;
  readonly pick: 'last';
}

/** Splits as check_integrity takes them, with the cells that are measured on them. */
export function splitsOf(ground: Pick<PlanGround, 'recipe' | 'paper' | 'tables'>): object | undefined {
  const { splits, splitRows } = ground.recipe;
  if (splits === undefined || splitRows === undefined) return splits;
  const cells = cellsOf(ground).filter(({ key }) => splitRows.some((row) => key.startsWith(`${row}/`)));
  return { ...splits, cells: cells.map(({ address, row, column }) => ({ address, row, column })) };
}

/** Every number of a table whose row and column are ones that the code measures. */
export function cellsOf({ recipe, paper, tables }: Pick<PlanGround, 'recipe' | 'paper' | 'tables'>): readonly PlannedCell[] {
  return tables.flatMap(({ anchor, rows }) => {
    const nameOf = (row: readonly string[]): string | undefined => recipe.rows.find(([words]) => words.test(row.join(' ')))?.[1];
    const begin = rows.findIndex((row) => nameOf(row) !== undefined);
    if (begin < 1) return [];
    const headings = (rows[0] ?? []).map((_, column) =>
      rows
        .slice(0, begin)
        .map((row) => row[column] ?? '')
        .join(' ')
        .trim(),
    );
    const metrics = headings.map((heading) => recipe.columns.find(([words]) => words.test(heading))?.[1]);
    return rows.flatMap((row, at) => {
      const name = nameOf(row);
      if (name === undefined) return [];
      return row.flatMap((cell, column) => {
        const { [column]: metric } = metrics;
        if (metric === undefined || !/\d/.test(cell)) return [];
        return [{ address: `${paper}#${anchor}`, row: at + 1, column: column + 1, key: `${name}/${metric}`, pick: 'last' }];
      });
    });
  });
}
