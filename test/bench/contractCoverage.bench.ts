/** For how many display equations of papers there is a contract. */
import { readFileSync } from 'node:fs';
import { readLatex } from '../../src/papers/latex/readLatex.ts';
import { contractsOf } from '../../src/reproduction/contract/contract.ts';
import { symbolOf } from '../fixtures/reproduction/contract/formulas.ts';
import { otherSymbols, paperSymbols } from '../fixtures/reproduction/contract/paperSymbols.ts';

const pathOf = (name: string) =>
  name === 'sample'
    ? 'test/fixtures/papers/latexml/ieee.tex'
    : name === 'label-smoothing'
      ? 'test/fixtures/papers/written-p1/main.tex'
      : `examples/papers/${name}/paper.tex`;
let [all, has] = [0, 0];
for (const [name, declared] of Object.entries(paperSymbols)) {
  const path = pathOf(name);
  const symbols = declared.map(symbolOf);
  if (name === 'logistic-regression' || name === 'sample') symbols.push({ name: '\\sigma', role: 'sigmoid', shape: [] });
  const paper = readLatex(new Map([['main.tex', readFileSync(path)]]), { id: 'file:main.tex' });
  const equations = paper.nodes.filter((node) => node.kind === 'equation');
  let count = 0;
  for (const equation of equations) {
    const { tex } = equation;
    const tried = [symbols, ...(otherSymbols[name] ?? []).map((own) => own.map(symbolOf))].map((own) =>
      tex === null ? [] : contractsOf(tex, own),
    );
    // All of what a display says, or none.
    const whole = tried.find((contracts) => contracts.length > 0 && contracts.every((contract) => contract.kind === 'contract'));
    const isWhole = whole !== undefined;
    const contracts = whole ?? tried[0] ?? [];
    if (isWhole) count++;
    const why = contracts.flatMap((contract) => (contract.kind === 'none' ? [contract.why] : []));
    if (process.argv.includes('--all')) console.log(`  ${equation.anchor} ${isWhole ? 'contract' : `none: ${why.join('; ')}`}`);
  }
  const goal = name === 'sample' ? ' (goal ≥ 6 of 10)' : '';
  console.log(`${name}: ${count} of ${equations.length} display equations have a contract${goal}`);
  if (path.startsWith('examples/')) [all, has] = [all + equations.length, has + count];
}
console.log(`examples: ${has} of ${all} (${((100 * has) / all).toFixed(0)} %, goal ≥ 40 %)`);
