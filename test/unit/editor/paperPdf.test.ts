import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { PaperFeed } from '../../../src/editor/paperFeed.ts';
import { type PdfBytes, pdfOf } from '../../../src/editor/paperPdf.ts';
import { shownNode, shownPaper } from '../../../src/editor/paperShown.ts';
import type { Equation, Paper } from '../../../src/papers/document.ts';
import { nothingSaid } from '../../../src/papers/parsePaper.ts';
import type { HostToPaper, PaperToHost } from '../../../src/protocol/paper.ts';
import { paperMessageSchema } from '../../../src/protocol/paperSchema.ts';
import { PdfParts } from '../../../webview-ui/paper/pdfParts.ts';

const bytes = new Uint8Array(randomBytes(2.5 * 2 ** 20));
const sha256 = createHash('sha256').update(bytes).digest('hex');
const place = { kind: 'page', page: 3, box: [10, 20, 30, 40] } as const;
const equation: Equation = { kind: 'equation', anchor: 'p3.b1', aliases: [], source: 1, confidence: 'likely', tex: null, place };
const paper: Paper = {
  format: 1,
  id: 'file:drafts/paper.pdf',
  title: '',
  authors: [],
  sources: [
    { kind: 'arxiv-html', sha256: 'ab' },
    { kind: 'file', from: 'drafts/paper.pdf', sha256 },
  ],
  sections: [],
  nodes: [equation],
  references: [],
  macros: {},
  warnings: [],
};

describe('The PDF of a paper, for the page that draws it', () => {
  const nothingKept = { kept: async () => undefined };

  // shows: paper-page-crops
  it('is what is kept of it or its file, and only the bytes that were read', async () => {
    const asked: string[] = [];
    const beside = async (name: string): Promise<Uint8Array> => {
      asked.push(name);
      return bytes;
    };
    assert.equal(await pdfOf(paper, 1, { kept: async (hash) => (hash === sha256 ? bytes : undefined), beside }), bytes);
    assert.deepEqual(asked, []);
    assert.equal(await pdfOf(paper, 1, { ...nothingKept, beside }), bytes);
    assert.deepEqual(asked, ['paper.pdf']);
    const whys = await Promise.all([
      pdfOf(paper, 1, { ...nothingKept, beside: async () => bytes.subarray(1) }),
      pdfOf(paper, 1, nothingKept),
      pdfOf(paper, 0, { ...nothingKept, beside }),
      pdfOf(paper, 7, { ...nothingKept, beside }),
    ]);
    assert.deepEqual(whys, [
      { why: 'The PDF has changed since it was read.' },
      { why: 'It is not there any more.' },
      { why: 'This part of the paper was not read from a PDF.' },
      { why: 'This part of the paper was not read from a PDF.' },
    ]);
  });

  // shows: paper-page-crops
  it('goes over in parts of at most 1 MB, is read once for them, and comes together again', async () => {
    let reads = 0;
    const pdf = async (): Promise<PdfBytes> => {
      reads += 1;
      return bytes;
    };
    const sent: HostToPaper[] = [];
    const feed = new PaperFeed({
      name: 'a paper',
      open: async () => ({ paper, said: nothingSaid }),
      picture: async () => ({ why: 'There is none.' }),
      pdf,
      marks: () => ({}),
      send: (message) => sent.push(message),
      onRead: () => undefined,
      onError: assert.fail,
      onNowhere: assert.fail,
    });
    await feed.receive({ type: 'ready' });
    const answers = (): HostToPaper[] => sent.splice(0).filter(({ type }) => type === 'pdf' || type === 'noPdf');
    answers();
    const questions: PaperToHost[] = [];
    const parts = new PdfParts((source, from) => questions.push({ type: 'wantPdf', source, from }));
    const whole = parts.bytes(1);
    assert.equal(parts.bytes(1), whole);
    const froms: number[] = [];
    for (let question = questions.shift(); question !== undefined; question = questions.shift()) {
      const message = paperMessageSchema.parse(question);
      assert.ok(message.type === 'wantPdf');
      froms.push(message.from);
      await feed.receive(message);
      for (const answer of answers()) {
        assert.ok(answer.type === 'pdf' && answer.bytes.byteLength <= 2 ** 20);
        parts.take(answer);
        // Twice is once.
        parts.take(answer);
      }
    }
    assert.deepEqual(froms, [0, 2 ** 20, 2 * 2 ** 20]);
    assert.ok(Buffer.from(bytes).equals(await whole));
    assert.equal(reads, 1);
    await feed.receive({ type: 'wantPdf', source: 1, from: bytes.length });
    assert.deepEqual(answers(), [{ type: 'noPdf', source: 1, why: 'The PDF is shorter than was asked for.' }]);
    for (const wrong of [{ source: -1, from: 0 }, { source: 1, from: 0.5 }, { source: 1 }, { source: 1, from: 0, path: '/etc/passwd' }])
      assert.ok(!paperMessageSchema.safeParse({ type: 'wantPdf', ...wrong }).success);
  });

  // shows: paper-page-crops
  it('is told of with the regions of what was read from it, and of nothing else', () => {
    assert.deepEqual(
      shownPaper({ paper, said: nothingSaid }).sources.map(({ hasPages }) => hasPages),
      [undefined, true],
    );
    assert.deepEqual(shownNode(equation), { ...without(equation), region: { page: 3, box: [10, 20, 30, 40] } });
    const element = { ...equation, place: { kind: 'element', id: 'S1.E1' } } as const;
    assert.deepEqual(shownNode(element), without(element));
  });

  // shows: paper-page-crops
  it('is asked for anew, and nobody waits for the old one, when another paper comes', async () => {
    const asked: number[] = [];
    const parts = new PdfParts((source) => asked.push(source));
    const old = parts.bytes(0);
    parts.clear();
    await assert.rejects(old, /Another paper is shown now/);
    const next = parts.bytes(0);
    assert.deepEqual(asked, [0, 0]);
    parts.take({ type: 'noPdf', source: 0, why: 'It is not there any more.' });
    await assert.rejects(next, /It is not there any more/);
  });
});

function without({ place: _, ...node }: Equation): Omit<Equation, 'place'> {
  return node;
}
