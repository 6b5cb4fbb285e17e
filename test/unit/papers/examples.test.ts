import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Paper } from '../../../src/papers/document.ts';
import { nodeText, plainText } from '../../../src/papers/document.ts';
import { cellsOf } from '../../../src/papers/paperJson.ts';
import { type PaperPart, parsePaper, type ReadPaper } from '../../../src/papers/parsePaper.ts';
import { readers } from '../../../src/papers/readers.ts';
import { sayWhat } from '../../../src/papers/said/sayWhat.ts';
import { judge } from '../../bench/said/judge.ts';
import { judgedNames } from '../../bench/said/texts.ts';
import { inOrder } from '../../bench/wordsInOrder.ts';
import { type ExampleTruth, exampleBytes, examplePaperNames, exampleTruth, isSameText } from '../../support/examplePapers.ts';
import { isSameFormula } from '../../support/formulaJudge.ts';

type Form = 'paper.tex' | 'paper.html' | 'paper.pdf';

/** As the worker reads it, without finding what it says of its set-up. */
async function read(name: string, form: Form): Promise<Paper> {
  const bytes = exampleBytes(name, form);
  const source = { kind: 'file', sha256: '', from: form } as const;
  const kind = form === 'paper.html' ? 'html' : 'pdf';
  const part: PaperPart =
    form === 'paper.tex' ? { kind: 'latex', files: [{ name: form, bytes }], main: form, source } : { kind, bytes, source };
  const nothing: ReadPaper['said'] = { hyperparameters: [], missing: [], contradictions: [], unnamed: [], notation: [] };
  const job = { id: `file:${form}`, parts: [part], doubts: [] };
  return (await parsePaper(job, { ...readers, said: async () => nothing }, new AbortController().signal)).paper;
}

function of<K extends Paper['nodes'][number]['kind']>(paper: Paper, kind: K): readonly Extract<Paper['nodes'][number], { kind: K }>[] {
  return paper.nodes.filter((node): node is Extract<Paper['nodes'][number], { kind: K }> => node.kind === kind);
}

function assertExact(paper: Paper, truth: ExampleTruth): void {
  assert.ok(isSameText(truth.title, paper.title), paper.title);
  const own = paper.sections.filter(({ anchor }) => /^[SA]\d/.test(anchor));
  assert.deepEqual(
    own.map(({ level, title }) => [level, title]),
    truth.sections,
  );
  const equations = of(paper, 'equation');
  assert.deepEqual(
    equations.map(({ number }) => number),
    truth.equations.map(({ number }) => number),
  );
  for (const [index, { label, tex }] of truth.equations.entries())
    assert.ok(isSameFormula(tex, equations[index]?.tex ?? ''), `${label}: ${tex} and ${equations[index]?.tex}`);
  const tables = of(paper, 'table');
  assert.equal(tables.length, truth.tables.length);
  for (const [index, table] of tables.entries()) {
    const wanted = truth.tables[index];
    assert.ok(wanted !== undefined && isSameText(wanted.caption, plainText(table.caption)), plainText(table.caption));
    const cells = cellsOf(table);
    assert.deepEqual(
      cells.map((row) => row.length),
      wanted.cells.map((row) => row.length),
    );
    for (const [row, texts] of wanted.cells.entries())
      for (const [column, text] of texts.entries()) {
        const cell = cells[row]?.[column] ?? '';
        assert.ok(isSameText(text, cell), `${wanted.label} ${row},${column}: ${text} and ${cell}`);
      }
  }
  const algorithms = of(paper, 'algorithm');
  assert.equal(algorithms.length, truth.algorithms.length);
  for (const [index, algorithm] of algorithms.entries()) {
    const wanted = truth.algorithms[index];
    assert.ok(wanted !== undefined && isSameText(wanted.caption, plainText(algorithm.caption)), plainText(algorithm.caption));
    // LaTeXML leaves out the word before what an algorithm requires.
    const [lines, texts] = [algorithm.lines.map(({ content }) => plainText(content)), wanted.lines].map((all) =>
      (all ?? []).map((line) => line.replace(/^Require: /, '')),
    );
    assert.equal(lines?.length, texts?.length, lines?.join('\n'));
    for (const [row, text] of (texts ?? []).entries()) assert.ok(isSameText(text, lines?.[row] ?? ''), `${text} and ${lines?.[row]}`);
  }
}

function wordsOf(paper: Paper): readonly string[] {
  const text = paper.nodes
    .filter(({ kind }) => kind === 'paragraph')
    .map(nodeText)
    .join(' ')
    .replaceAll(/\$[^$]*\$|\[formula\]/g, ' ');
  return text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
}

/** Headings and formulas that differ, and words lost; empty where the PDF was read as it should be. */
function remarksOnPdf(pdf: Paper, latex: Paper, truth: ExampleTruth): readonly string[] {
  const headings = truth.sections.filter(([level]) => level < 4).map(([level, title]) => `heading ${level} ${title}`);
  const read = pdf.sections
    .filter(({ level, anchor }) => level < 4 && /^[SA]\d/.test(anchor))
    .map(({ level, title }) => `heading ${level} ${title}`);
  const formulas = truth.equations.map(({ number }) => `formula ${number} flagged`);
  const flagged = of(pdf, 'equation').flatMap(({ tex, number }) =>
    number === undefined ? [] : [`formula ${number} ${tex === null ? 'flagged' : 'shown'}`],
  );
  const words = wordsOf(latex);
  const share = inOrder(words, wordsOf(pdf)) / words.length;
  return [
    ...headings.filter((each) => !read.includes(each)).map((each) => `- ${each}`),
    ...read.filter((each) => !headings.includes(each)).map((each) => `+ ${each}`),
    ...formulas.filter((each) => !flagged.includes(each)).map((each) => `- ${each}`),
    ...flagged.filter((each) => !formulas.includes(each)).map((each) => `+ ${each}`),
    ...(share < 0.99 ? [`- words: ${(100 * share).toFixed(1)} % in order`] : []),
  ];
}

const remarks = z.record(z.string(), z.array(z.string()));

/**
 * What readers lose (`-`), take for something (`+`) or give another scope (`~`) as of now; the papers are not written around it.
 * Whoever mends one takes it out of the list.
 */
const known = z
  .object({ pdf: remarks, said: remarks })
  .parse(JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../fixtures/papers/examples.known.json'), 'utf8')));

/** Without the words around it and what it was taken for instead, which may change while it stays wrong. */
function inShort(remark: string): string {
  return remark.replace(/ “.*|, found for .*/s, '').trim();
}

function newsOf(name: string, found: readonly string[], lists: z.infer<typeof remarks>): readonly string[] {
  const listed = lists[name] ?? [];
  const short = found.map(inShort);
  for (const remark of listed) process.stdout.write(`      ${short.includes(remark) ? 'known' : 'no longer'}: ${name}: ${remark}\n`);
  return short.filter((remark) => !listed.includes(remark)).map((remark) => `${name}: ${remark}`);
}

describe('the six example papers', () => {
  for (const name of examplePaperNames) {
    // shows: example-papers-read
    it(`are read from LaTeX and from the page as their truth says, and from the PDF with every formula flagged: ${name}`, async () => {
      const truth = exampleTruth(name);
      const latex = await read(name, 'paper.tex');
      assertExact(latex, truth);
      assertExact(await read(name, 'paper.html'), truth);
      const remarks = remarksOnPdf(await read(name, 'paper.pdf'), latex, truth);
      assert.deepEqual(newsOf(name, remarks, known.pdf), []);
    });
  }

  // shows: example-papers-said
  it('state, leave out and contradict what their truth says, but for what is known to be lost', async () => {
    const news: string[] = [];
    for (const name of examplePaperNames) {
      const judgement = judge(sayWhat(await read(name, 'paper.tex')), exampleTruth(name).said, judgedNames);
      news.push(...newsOf(name, judgement.remarks, known.said));
    }
    assert.deepEqual(news, []);
  });

  // shows: example-papers-planted
  it('hold one number that their method does not reach, one leak, and otherwise what was measured', () => {
    const truths = examplePaperNames.map((name) => exampleTruth(name));
    assert.equal(truths.length, 6);
    assert.deepEqual(truths.flatMap(({ planted }) => planted.map(({ kind }) => kind)).sort(), ['divergence', 'leak']);
    assert.equal(truths.flatMap(({ cells }) => cells).filter(({ reached }) => !reached).length, 1);
    for (const { cells, tables, results, ambiguities } of truths) {
      assert.ok(results.seconds <= 10 && results.seeds.length >= 3);
      assert.ok(ambiguities.every(({ alternatives }) => alternatives.length > 0));
      for (const { table, row, column, metric, stated, reached } of cells) {
        const cell = tables.find(({ label }) => label === table)?.cells[row]?.[column] ?? '';
        const numbers = [stated.mean, ...(stated.sd === undefined ? [] : [stated.sd])];
        assert.deepEqual(
          cell
            .replaceAll('{,}', '')
            .match(/\d+(?:\.\d+)?/g)
            ?.map(Number),
          numbers,
        );
        const { mean = Number.NaN, sd = Number.NaN } = results.metrics[metric] ?? {};
        const places = cell.match(/\.(\d+)/)?.[1]?.length ?? 0;
        const isAsMeasured = Math.abs(mean - stated.mean) <= 0.5000001 * 10 ** -places;
        assert.equal(isAsMeasured, reached, metric);
        if (!reached) assert.ok(Math.abs(mean - stated.mean) > 4 * sd, 'as far off as no seed would bring it');
      }
    }
  });
});
