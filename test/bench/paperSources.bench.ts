/** How exactly papers are read from LaTeX and from pages: what is known by construction, and real documents beside LaTeXML’s reading; and what it costs. */
import { readFileSync } from 'node:fs';
import { type Paper, plainText } from '../../src/papers/document.ts';
import { readHtml } from '../../src/papers/html/readHtml.ts';
import { readLatex } from '../../src/papers/latex/readLatex.ts';
import { generateLatex } from '../fixtures/papers/generateLatex.ts';
import { isSameFormula } from '../support/formulaJudge.ts';
import { checkGenerated } from '../support/paperTruth.ts';
import { bench, median } from './bench.ts';
import { compareFormulas, formulasIn } from './papers/compare.ts';
import { corpus } from './papers/corpus.ts';

const fixtures = new URL('../fixtures/papers/latexml/', import.meta.url);
const source = { kind: 'html', sha256: '' } as const;

function share(part: number, whole: number): string {
  return `${part}/${whole} (${whole === 0 ? '–' : ((100 * part) / whole).toFixed(2)} %)`;
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

interface Truth {
  readonly sections: readonly (readonly [number, string])[];
  readonly equations: readonly string[];
  readonly tables: readonly { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }[];
  readonly algo: readonly string[];
}

function againstTruth(name: string, paper: Paper, truth: Truth): void {
  const equations = paper.nodes.flatMap((node) => (node.kind === 'equation' ? [node.tex ?? ''] : []));
  const same = truth.equations.filter((tex, index) => isSameFormula(tex, equations[index] ?? '')).length;
  const titles = new Set(paper.sections.map(({ level, title }) => `${level} ${title}`));
  const cells = new Set(
    paper.nodes.flatMap((node) =>
      node.kind === 'table' ? node.rows.map((row) => JSON.stringify(row.map((cell) => plainText(cell.content)))) : [],
    ),
  );
  const rows = truth.tables.flatMap(({ head, rows: body }) => [head, ...body]);
  const lines = new Set(
    paper.nodes.flatMap((node) => (node.kind === 'algorithm' ? node.lines.map((line) => plainText(line.content)) : [])),
  );
  console.log(
    `${name}: formulas ${share(same, truth.equations.length)}, headings ${share(truth.sections.filter(([level, title]) => titles.has(`${level} ${title}`)).length, truth.sections.length)}, rows ${share(rows.filter((row) => cells.has(JSON.stringify(row))).length, rows.length)}, lines ${share(truth.algo.filter((line) => lines.has(line)).length, truth.algo.length)}`,
  );
}

const ieeeTex = readFileSync(new URL('ieee.tex', fixtures));
const ieeeHtml = readFileSync(new URL('ieee.html', fixtures));
const truth: Truth = JSON.parse(readFileSync(new URL('ieee.truth.json', fixtures), 'utf8'));
const ieee = (): Paper => readLatex(new Map([['main.tex', ieeeTex]]), { id: 'file:main.tex' });
againstTruth('sample paper, LaTeX', ieee(), truth);
againstTruth('sample paper, page', readHtml(ieeeHtml, { id: 'file:ieee.html', source }), truth);

let right = 0;
let variants = 0;
const missing: string[] = [];
const wrong: string[] = [];
for (let seed = 1; seed <= 40; seed++) {
  for (let variant = 0; variant < 10; variant++) {
    const generated = generateLatex(seed, variant);
    const judged = checkGenerated(readLatex(generated.files, { id: 'file:main.tex' }), generated.truth);
    variants++;
    right += judged.right;
    missing.push(...judged.missing);
    wrong.push(...judged.wrong);
  }
}
console.log(
  `generated, ${variants} variants: ${share(right, right + missing.length + wrong.length)} as known, ${missing.length} flagged, ${wrong.length} silently wrong`,
);
for (const one of [...wrong, ...missing].slice(0, 5)) console.log(`  ${one}`);

const sum = { drawn: 0, same: 0, flagged: 0, missing: 0, foreign: 0 };
for (const { name, files, html } of await corpus()) {
  const paper = readLatex(files, { id: `file:${name}.tex` });
  const formulas = formulasIn(paper);
  const unread = formulas.filter(({ tex }) => tex === null).length;
  if (html === undefined) {
    console.log(`${name}: ${formulas.length} formulas, ${unread} flagged; LaTeXML has no reading of it to compare with`);
    continue;
  }
  const compared = compareFormulas(paper, readHtml(html, { id: `file:${name}.html`, source }));
  sum.drawn += compared.drawn;
  sum.same += compared.same;
  sum.flagged += compared.flagged;
  sum.missing += compared.missing.length;
  sum.foreign += compared.foreign.length;
  console.log(
    `${name}: ${share(compared.same, compared.drawn)} as LaTeXML, ${compared.flagged} flagged, ${compared.missing.length} missing, ${compared.foreign.length} that LaTeXML has otherwise`,
  );
  if (process.argv.includes('--show'))
    for (const one of [...compared.missing.map((tex) => `- ${tex}`), ...compared.foreign.map((tex) => `+ ${tex}`)]) console.log(`  ${one}`);
}
console.log(
  `real documents: ${share(sum.same, sum.drawn)} as LaTeXML, ${sum.flagged} flagged, ${sum.missing} missing, ${sum.foreign} otherwise`,
);

await bench('34 KB of LaTeX, CPU', async () => {
  const samples = Array.from({ length: 7 }, () => cpuMs(ieee));
  return { value: median(samples), unit: 'ms', goal: 200, samples };
});
await bench('2 MB page, CPU', async () => {
  const text = ieeeHtml.toString('utf8');
  const start = text.indexOf('<section id="S1"');
  const end = text.lastIndexOf('</section>') + '</section>'.length;
  // The same sections again and again under other ids.
  const many = Array.from({ length: Math.ceil(2_000_000 / (end - start)) }, (_, index) =>
    text
      .slice(start, end)
      .replaceAll(/id="/g, `id="c${index}.`)
      .replaceAll(/alttext="/g, `alttext="x_{${index}} `),
  ).join('');
  const large = Buffer.from(text.slice(0, start) + many + text.slice(end));
  const samples = Array.from({ length: 5 }, () => cpuMs(() => void readHtml(large, { id: 'file:large.html', source })));
  return { value: median(samples), unit: 'ms', goal: 700, samples };
});
