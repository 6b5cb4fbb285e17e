/**
 * What the extension host does when a long paper opens, 60 times each: reads what the worker packed, shows it early and whole to its page,
 * tells the tree, marks 300 links and holds them against the paper. Longest turn of the host by the clock and by its own processor time.
 */
import { PaperFeed } from '../../src/editor/paperFeed.ts';
import { PaperMarks } from '../../src/editor/paperMarks.ts';
import { outlineOf } from '../../src/editor/paperOutlineNodes.ts';
import { inlinesOf, type Paper } from '../../src/papers/document.ts';
import { packPaper, unpackPaper } from '../../src/papers/packed.ts';
import { nothingSaid, type ParseJob, parsePaper, type ReadPaper } from '../../src/papers/parsePaper.ts';
import { readers } from '../../src/papers/readers.ts';
import { paperChange, paperSide, wordsAt } from '../../src/reproduction/trace/paperSide.ts';
import { bench, median, quantile } from './bench.ts';
import { bigPage } from './papers/bigPage.ts';
import { crowdedPage, thesisLatex, thesisPdf } from './papers/longPapers.ts';
import { type LongestTurn, longestTurn } from './turns.ts';

const rounds = 60;
const source = { kind: 'file', from: 'paper', sha256: 'a' } as const;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const latex = { kind: 'latex', files: [{ name: 'thesis.tex', bytes: bytesOf(thesisLatex()) }], main: 'thesis.tex', source } as const;
const papers: readonly (readonly [name: string, part: ParseJob['parts'][number]])[] = [
  ['a page of 2 MB', { kind: 'html', bytes: bytesOf(bigPage(60)), source }],
  ['a page with 2,000 equations, 300 tables, 5,000 references', { kind: 'html', bytes: bytesOf(crowdedPage()), source }],
  ['a thesis of 400 pages as LaTeX', latex],
  ['a PDF of 400 pages', { kind: 'pdf', bytes: thesisPdf(), source }],
];

/** Some of the paper's nodes, formulas within sentences, and places that it no longer has. */
function linkedIn({ nodes }: Paper): readonly string[] {
  const some = (list: readonly string[], count: number): readonly string[] =>
    list.filter((_, index) => index % Math.max(1, Math.floor(list.length / count)) === 0).slice(0, count);
  const formulas = nodes.flatMap((node) => inlinesOf(node).flatMap((inline) => (inline.kind === 'math' ? [inline.anchor] : [])));
  const anchors = nodes.map(({ anchor }) => anchor);
  return [...some(anchors, 200), ...some(formulas, 90), ...Array.from({ length: 10 }, (_, index) => `S99.gone${index}`)];
}

/** As the editor puts a message for a page on its wire. */
function sent(message: unknown): string {
  return JSON.stringify(JSON.stringify(message, (_, value: unknown) => (ArrayBuffer.isView(value) ? null : value)));
}

async function open(early: Uint8Array, whole: Uint8Array, { paper: known }: ReadPaper): Promise<void> {
  const links = linkedIn(known).map((anchor) => {
    const words = wordsAt(known, anchor);
    return {
      address: `${known.id}#${anchor}`,
      side: words === undefined ? {} : paperSide(words),
      code: [{ file: '/work/model.py', line: 1 }],
    };
  });
  const marks = new PaperMarks();
  marks.linked(links);
  const feed: PaperFeed = new PaperFeed({
    name: 'a long paper',
    async open({ onPaper }) {
      const shown = await unpackPaper(early);
      if (shown === undefined) throw new Error('It is not packed as it is read.');
      onPaper(shown.paper);
      return (await unpackPaper(whole, { packed: early, read: shown })) ?? shown;
    },
    picture: async () => ({ why: 'There is none.' }),
    pdf: async () => ({ why: 'There is none.' }),
    marks: (paper) => marks.marksOf(paper.id, paper),
    send: (message) => void sent(message),
    onRead({ paper }) {
      marks.marksOf(paper.id, paper);
      outlineOf(paper);
      for (const { side, address } of links) paperChange(side, address, paper);
    },
    onNowhere: () => undefined,
    onError: (error) => {
      throw error;
    },
  });
  await feed.receive({ type: 'ready' });
  feed.dispose();
  if (feed.read?.paper.nodes.length !== known.nodes.length) throw new Error('It was not shown whole.');
}

for (const [name, part] of papers) {
  const read = await parsePaper(
    { id: 'file:paper', parts: [part], doubts: [] },
    { ...readers, said: async () => nothingSaid },
    new AbortController().signal,
  );
  const [early, whole] = [packPaper(read), packPaper({ ...read, said: { ...nothingSaid } })];
  const turns: LongestTurn[] = [];
  for (let round = 0; round < rounds; round++) turns.push(await longestTurn(() => open(early, whole, read)));
  const clock = turns.map(({ clockMs }) => clockMs);
  const processor = turns.map(({ processorMs }) => processorMs);
  const most = (samples: readonly number[]) => ({ value: Math.max(...samples), unit: 'ms', goal: 50, samples });
  const facts = `${(whole.length / 1e6).toFixed(1)} MB read, ${read.paper.nodes.length} nodes; processor median ${median(processor).toFixed(1)}, 95th percentile ${quantile(processor, 0.95).toFixed(1)}; clock ${median(clock).toFixed(1)}, ${quantile(clock, 0.95).toFixed(1)}`;
  await bench(`Opening ${name}, longest turn of the host by its processor (${facts})`, async () => most(processor));
}
