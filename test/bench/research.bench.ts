/**
 * Three research agents over three hundred made papers, driven by a scripted model whose words are those of its tools: whether they end within
 * their budget, whether each fact that they report is cited and stands where it is cited, judged by a check that knows only how the papers were made;
 * and how much of what the papers state stands in their recipes. `--missed` prints what was not found, `--seed=WORD` makes other papers.
 */
import { recipeOf } from '../../src/reproduction/literature/recipe.ts';
import { checkFacts } from '../doubles/literature/checkFacts.ts';
import { type Judgement, judge, type Part } from '../doubles/literature/judge.ts';
import { makeLiterature } from '../doubles/literature/literature.ts';
import { readPapers } from '../doubles/literature/readPapers.ts';
import { runResearch } from '../doubles/literature/runResearch.ts';

const seed = process.argv.find((argument) => argument.startsWith('--seed='))?.slice('--seed='.length) ?? 'literature';
const literature = makeLiterature(seed);
const rows: (readonly [what: string, value: string, goal: string, isMet: boolean])[] = [];
const row = (what: string, value: string, goal: string, isMet: boolean): void => void rows.push([what, value, goal, isMet]);

const judged: Judgement[] = [];
for await (const { truth, read } of readPapers(literature)) judged.push(judge(recipeOf(read), truth));
const sum = (of: (one: Judgement) => number): number => judged.reduce((all, one) => all + of(one), 0);
for (const part of Object.keys(judged[0]?.stated ?? {}) as Part[]) {
  const [found, stated] = [sum((one) => one.found[part]), sum((one) => one.stated[part])];
  row(`${part} found of what is stated`, `${found} of ${stated} (${percent(found, stated)})`, '≥ 90 %', found >= 0.9 * stated);
}
const wrong = judged.flatMap((one) => one.wrong);
row(`wrong cells of recipes of ${judged.length} papers`, `${wrong.length} of ${sum(({ cells }) => cells)}`, '0', wrong.length === 0);

const budget = { usd: 1, tokens: 600_000 };
const { agents, requests, toArxiv, seconds, answers } = await runResearch(literature, { walks: 2, most: 8, budget });
const facts = agents.flatMap((agent) => agent.facts);
const checked = checkFacts(facts, literature);
const spent = agents.reduce((all, { usd = 0 }) => all + usd, 0);
const tokens = agents.reduce((all, agent) => all + agent.tokens, 0);
row(
  'research agents that ended by themselves',
  `${agents.filter(({ state }) => state === 'done').length} of ${agents.length}`,
  '3 of 3',
  agents.every(({ state }) => state === 'done'),
);
row(
  'spent',
  `$${spent.toFixed(3)}, ${tokens} tokens`,
  `≤ $${budget.usd}, ${budget.tokens} tokens`,
  spent <= budget.usd && tokens <= budget.tokens,
);
row(
  'facts with a source',
  `${facts.length - checked.uncited.length} of ${facts.length}`,
  '100 %',
  checked.uncited.length === 0 && facts.length > 0,
);
row(
  'facts that stand where they are cited',
  `${facts.length - checked.uncited.length - checked.wrong.length} of ${facts.length}`,
  '100 %',
  checked.uncited.length + checked.wrong.length === 0,
);
row(
  'claims that the product itself held back',
  String(agents.reduce((all, { notBacked }) => all + notBacked.length, 0)),
  '0',
  agents.every(({ notBacked }) => notBacked.length === 0),
);
row(
  'requests to services of papers',
  `${requests}, of them ${toArxiv} to arXiv (${Math.ceil((toArxiv * 3) / 60)} min at its pace)`,
  'told',
  true,
);
row('time without that pace', `${seconds.toFixed(1)} s, ${answers} answers of the model`, 'told', true);

const width = Math.max(...rows.map(([what]) => what.length));
for (const [what, value, goal, isMet] of rows)
  console.log(`${what.padEnd(width)}  ${value}; goal ${goal}${goal === 'told' ? '' : isMet ? ': met' : ': MISSED'}`);
if (process.argv.includes('--missed'))
  for (const each of [...wrong.map((one) => `wrong: ${one}`), ...judged.flatMap((one) => one.missed), ...checked.wrong, ...checked.uncited])
    console.log(each);

function percent(part: number, whole: number): string {
  return whole === 0 ? 'none stated' : `${((100 * part) / whole).toFixed(1)} %`;
}
