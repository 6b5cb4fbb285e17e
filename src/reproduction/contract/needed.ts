/** What somebody would have to declare before an equation can have a contract. Shapes are theirs to say, so that it has one then is not promised. */
import type { ContractSymbol, NoContract } from './expression.ts';
import { parseEquations } from './parse.ts';

const mostNames = 60;

/** Names as the paper writes them, or why no declaration helps. */
export function neededSymbols(tex: string, declared: readonly ContractSymbol[]): readonly string[] | NoContract {
  const names: string[] = [];
  const symbols = [...declared];
  for (;;) {
    const read = parseEquations(tex, symbols);
    const none = read.filter((each): each is NoContract => each.kind === 'none');
    const hopeless = none.find(({ missing }) => missing === undefined);
    if (hopeless !== undefined) return hopeless;
    const missing = none[0]?.missing;
    if (none[0] === undefined || missing === undefined) return names;
    if (names.includes(missing) || names.length === mostNames) return none[0];
    names.push(missing);
    symbols.push({ name: missing, role: 'array', shape: [] });
  }
}
