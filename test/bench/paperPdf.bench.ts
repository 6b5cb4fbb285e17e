/**
 * How much of a PDF is read, against what it was typeset from: generated papers with their truth, and real documents whose LaTeX
 * lies beside them in Debian’s packages. `unpdf` is unpdf’s own `extractText` over the same bytes in the same run.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { extractText } from 'unpdf';
import { type Inline, nodeText, type Paper } from '../../src/papers/document.ts';
import { readLatex } from '../../src/papers/latex/readLatex.ts';
import { readPdf } from '../../src/papers/pdf/readPdf.ts';
import { type Flagged, formulasFlagged } from './formulasFlagged.ts';
import { corpusFile, corpusFolder } from './paperCorpus.ts';
import { inOrder } from './wordsInOrder.ts';

/** Generated papers, each in a folder with `p.pdf` and `truth.json`: `PAPER_FIXTURES`, or the one that is committed. */
const generated = process.env['PAPER_FIXTURES'];
const committed = path.resolve('test/fixtures/papers/pdf');

interface Truth {
  readonly words: string | readonly string[];
  readonly sections: readonly (readonly [level: number, title: string])[];
  readonly inline: number;
  readonly equations: number | readonly string[];
}

interface Measured {
  readonly name: string;
  readonly words: number;
  readonly unpdf: number;
  readonly recall: number;
  readonly precision: number;
  readonly formulas: string;
  readonly flagged: Flagged | undefined;
  readonly heads: string;
  readonly ms: number;
}

const real = [
  ['texlive-publishers-doc', 'latex/acmart', 'samples/sample-sigconf'],
  ['texlive-publishers-doc', 'latex/acmart', 'samples/sample-sigplan'],
  ['texlive-publishers-doc', 'latex/acmart', 'samples/sample-acmtog'],
  ['texlive-publishers-doc', 'latex/revtex4-1', 'sample/aps/apssamp'],
  ['texlive-publishers-doc', 'latex/revtex', 'sample/aps/apssamp'],
  ['texlive-publishers-doc', 'latex/revtex', 'sample/aip/aipsamp'],
  ['texlive-publishers-doc', 'latex/revtex', 'sample/aapm/aapmsamp'],
  ['texlive-publishers-doc', 'latex/asmeconf', 'asmeconf-template'],
  ['texlive-publishers-doc', 'latex/acmart', 'samples/sample-acmsmall'],
  ['texlive-latex-base-doc', 'latex/amsmath', 'testmath'],
] as const;

function wordsOf(text: string): readonly string[] {
  return (
    text
      .replaceAll('[formula]', ' ')
      .toLowerCase()
      .match(/\p{L}[\p{L}\p{M}]*/gu) ?? []
  );
}

function titleKey(title: string): string {
  return title
    .replaceAll('[formula]', '')
    .replaceAll(/\$[^$]*\$/g, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}]/gu, '');
}

/** What a class sets as a heading without a command for one. */
const ofTheClass = /^(?:abstract|ccsconcepts|keywords|references|contents)$/;

function titlesOf(titles: readonly string[]): readonly string[] {
  return titles.map(titleKey).filter((title) => title !== '' && !ofTheClass.test(title));
}

function inlineFormulas(paper: Paper): number {
  const contents = paper.nodes.flatMap((node): readonly Inline[] => {
    if (node.kind === 'table') return [...node.caption, ...node.rows.flat().flatMap(({ content }) => content)];
    return 'content' in node ? node.content : 'caption' in node ? node.caption : [];
  });
  return contents.filter(({ kind }) => kind === 'math').length;
}

function saidFormulas(paper: Paper): number {
  return JSON.stringify(paper.nodes).split('"tex":').length - JSON.stringify(paper.nodes).split('"tex":null').length;
}

async function unpdfWords(bytes: Uint8Array): Promise<readonly string[]> {
  const { text } = await extractText(bytes, { mergePages: true });
  return wordsOf(text.replaceAll(/-\s*\n\s*(?=\p{Ll})/gu, ''));
}

interface Wanted {
  readonly words: readonly string[];
  readonly titles: readonly string[];
  readonly displays: number;
  readonly inline: number | undefined;
  /** Where it lies beside the PDF. */
  readonly source?: Paper;
}

async function measure(name: string, bytes: Uint8Array, wanted: Wanted): Promise<Measured> {
  const begun = performance.now();
  const paper = await readPdf(bytes, { id: `file:${name}.pdf` });
  const ms = performance.now() - begun;
  const read = paper.nodes.filter(({ kind }) => kind === 'paragraph' || kind === 'listing').flatMap((node) => wordsOf(nodeText(node)));
  const titles = titlesOf(paper.sections.map(({ title }) => title));
  const hits = inOrder(wanted.titles, titles);
  const displays = paper.nodes.filter(({ kind }) => kind === 'equation').length;
  const inline = inlineFormulas(paper);
  return {
    name,
    ms,
    words: (100 * inOrder(wanted.words, read)) / wanted.words.length,
    unpdf: (100 * inOrder(wanted.words, await unpdfWords(bytes.slice()))) / wanted.words.length,
    recall: (100 * hits) / Math.max(1, wanted.titles.length),
    precision: (100 * hits) / Math.max(1, titles.length),
    flagged: wanted.source === undefined ? undefined : formulasFlagged(wanted.source, paper),
    formulas: `displays ${displays} of ${wanted.displays}, inline ${inline}${wanted.inline === undefined ? '' : ` of ${wanted.inline}`}, said ${saidFormulas(paper)}`,
    heads: repeatedLines(paper),
  };
}

/** Running heads that were left in: short paragraphs that return. Numbers alone are page numbers. */
function repeatedLines(paper: Paper): string {
  const counts = new Map<string, number>();
  for (const node of paper.nodes) {
    const text = node.kind === 'paragraph' ? nodeText(node).replaceAll(/\d+/g, '#').trim() : '';
    if (text !== '' && text.length < 90 && text !== '[formula]') counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const left = [...counts].filter(([text, count]) => count > 2 || /^#$/.test(text));
  return left.length === 0 ? 'none left' : left.map(([text, count]) => `${count} × “${text}”`).join(', ');
}

function truthOf(file: string): Wanted {
  const { words, sections, inline, equations }: Truth = JSON.parse(readFileSync(file, 'utf8'));
  return {
    words: wordsOf(typeof words === 'string' ? words : words.join(' ')),
    titles: titlesOf(sections.map(([, title]) => title)),
    displays: typeof equations === 'number' ? equations : equations.length,
    inline,
  };
}

function generatedPapers(): readonly (readonly [name: string, pdf: string, truth: string])[] {
  if (generated === undefined) return [['ieee', path.join(committed, 'ieee.pdf'), path.join(committed, 'ieee.truth.json')]];
  const folders = readdirSync(generated).filter((name) => existsSync(path.join(generated, name, 'truth.json')));
  return folders.map((name) => [name, path.join(generated, name, 'p.pdf'), path.join(generated, name, 'truth.json')]);
}

/** The words of the source’s paragraphs without what LaTeX makes of commands: references, citations, links. */
function wantedOf(source: Paper): Wanted {
  const words = source.nodes.flatMap((node) => {
    if (node.kind !== 'paragraph') return [];
    return wordsOf(node.content.map((piece) => (piece.kind === 'text' ? piece.text : ' [formula] ')).join(''));
  });
  const displays = source.nodes.filter(({ kind }) => kind === 'equation').length;
  return { words, titles: titlesOf(source.sections.map(({ title }) => title)), displays, inline: inlineFormulas(source), source };
}

function show(title: string, goal: number, all: readonly Measured[]): void {
  if (all.length === 0) return;
  const mean = (of: (each: Measured) => number) => all.reduce((sum, each) => sum + of(each), 0) / all.length;
  for (const each of all) {
    console.log(
      `  ${each.name}: words in order ${each.words.toFixed(2)} % (unpdf ${each.unpdf.toFixed(2)} %), headings recall ${each.recall.toFixed(1)} % precision ${each.precision.toFixed(1)} %, ` +
        `${each.formulas}, running heads ${each.heads}, ${each.ms.toFixed(0)} ms`,
    );
  }
  const words = mean((each) => each.words);
  console.log(
    `${title}: words in order ${words.toFixed(2)} % (goal ≥ ${goal} %: ${words >= goal ? 'met' : 'missed'}; unpdf ${mean((each) => each.unpdf).toFixed(2)} %), ` +
      `headings recall ${mean((each) => each.recall).toFixed(1)} % precision ${mean((each) => each.precision).toFixed(1)} % (goal ≥ 97 %)`,
  );
  const placed = all.flatMap(({ flagged }) => (flagged === undefined ? [] : [flagged]));
  if (placed.length === 0) return;
  const sum = (of: (each: Flagged) => number) => placed.reduce((total, each) => total + of(each), 0);
  const others = placed.flatMap((each) => each.others);
  console.log(
    `${title}: formulas flagged at their place ${sum((each) => each.flagged)} of ${sum((each) => each.total)} (goal all)` +
      `${others.length === 0 ? '' : `; as text instead: ${others.join('; ')}`}`,
  );
}

const ofGenerated: Measured[] = [];
for (const [name, pdf, truth] of generatedPapers())
  ofGenerated.push(await measure(name, new Uint8Array(readFileSync(pdf)), truthOf(truth)));
show('Generated papers', 99.5, ofGenerated);

const ofReal: Measured[] = [];
for (const [name, folder, file] of real) {
  const root = await corpusFolder(name, [folder]);
  if (root === undefined) continue;
  const source = readLatex(new Map([['main.tex', await corpusFile(path.join(root, folder, `${file}.tex`))]]), {
    id: 'file:main.tex',
    main: 'main.tex',
  });
  ofReal.push(await measure(path.basename(file), await corpusFile(path.join(root, folder, `${file}.pdf`)), wantedOf(source)));
}
show('Real documents', 97.5, ofReal);
