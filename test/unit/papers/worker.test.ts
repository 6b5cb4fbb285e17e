import assert from 'node:assert/strict';
import { Cancelled } from '../../../src/base/errors.ts';
import { nodeText } from '../../../src/papers/document.ts';
import { parseInWorker } from '../../../src/papers/inWorker.ts';
import { packPaper, unpackPaper } from '../../../src/papers/packed.ts';
import { nothingSaid, type ParseJob, parsePaper } from '../../../src/papers/parsePaper.ts';
import { readers } from '../../../src/papers/readers.ts';
import { bytesOf, neverAborted } from '../workspace/temporary.ts';

const latex = (body: string): ParseJob => ({
  id: 'file:paper.tex',
  parts: [
    {
      kind: 'latex',
      files: [
        {
          name: 'paper.tex',
          bytes: bytesOf(`\\documentclass{article}\\title{T}\\begin{document}\\maketitle\\section{Method}${body}\\end{document}`),
        },
      ],
      main: 'paper.tex',
      source: { kind: 'file', from: 'paper.tex', sha256: 'a' },
    },
  ],
  doubts: [],
});

describe('reading a paper in a thread of its own', () => {
  // shows: paper-thread
  it('gives the paper with what it says of itself', async () => {
    const early: Uint8Array[] = [];
    const packed = await parseInWorker(
      latex('\\label{sec:m}We use a learning rate of $10^{-3}$.'),
      neverAborted,
      (shown) => void early.push(shown),
    );
    const read = await unpackPaper(packed);
    // The paper can be shown before all is said of it.
    assert.deepEqual([early.length, (await unpackPaper(early[0] ?? packed))?.paper], [1, read?.paper]);
    assert.ok(read !== undefined);
    assert.deepEqual([read.paper.id, read.paper.title, read.paper.sections[0]?.title], ['file:paper.tex', 'T', 'Method']);
    assert.equal(read.paper.nodes.map(nodeText).join(), 'We use a learning rate of $10^{-3}$.');
    assert.deepEqual(read.paper.sources, [{ kind: 'file', from: 'paper.tex', sha256: 'a' }]);
    assert.equal(read.said.hyperparameters[0]?.name, 'learning rate');
    assert.deepEqual(await unpackPaper(packPaper(read)), read);
  });

  // shows: paper-thread
  it('tells in the same words what cannot be read', async () => {
    const pdf: ParseJob = {
      id: 'sha256:a',
      parts: [{ kind: 'pdf', bytes: bytesOf('%PDF-1.5 nothing'), source: { kind: 'pdf', sha256: 'a' } }],
      doubts: [],
    };
    await assert.rejects(
      parseInWorker(pdf, neverAborted),
      (error) => error instanceof Error && 'code' in error && 'hint' in error && typeof error.hint === 'string',
    );
  });

  it('knows nothing of the paper before, be it read, failed or given up', async () => {
    const first = latex('We use a learning rate of $10^{-3}$.');
    const second = latex('We train for 20 epochs.');
    const alone = await parsePaper(second, readers, neverAborted);
    await parseInWorker(first, neverAborted);
    assert.deepEqual(await unpackPaper(await parseInWorker(second, neverAborted)), alone);
    const stop = new AbortController();
    const stopped = parseInWorker(first, stop.signal);
    stop.abort(new Cancelled());
    await assert.rejects(stopped, Cancelled);
    const both = await Promise.all([parseInWorker(second, neverAborted), parseInWorker(second, neverAborted)]);
    assert.deepEqual(await Promise.all(both.map((packed) => unpackPaper(packed))), [alone, alone]);
  });

  // shows: paper-thread
  it('ends when nobody wants it any more, at its time limit and at its memory limit, with one message each', async () => {
    const endless = latex(
      '\\def\\a{\\b\\b\\b\\b}\\def\\b{\\c\\c\\c\\c}\\def\\c{\\d\\d\\d\\d}\\def\\d{x x x x}'.concat('\\a '.repeat(200_000)),
    );
    const stop = new AbortController();
    const stopped = parseInWorker(endless, stop.signal);
    stop.abort(new Cancelled());
    await assert.rejects(stopped, Cancelled);
    await assert.rejects(parseInWorker(endless, stop.signal), Cancelled);
    await assert.rejects(parseInWorker(endless, neverAborted, undefined, { timeoutMs: 1, megabytes: 512 }), {
      code: 'paper-slow',
      message: /more than 0\.001 s/,
    });
    await assert.rejects(parseInWorker(endless, neverAborted, undefined, { timeoutMs: 60_000, megabytes: 16 }), {
      code: 'paper-too-large',
      message: /more than 16 MB/,
    });
  });

  // shows: paper-thread
  it('gives the paper with what was worked out, and says what was not, where only what it says of itself came to a limit', async () => {
    const read = await parsePaper(latex('The batch size is 64.'), readers, neverAborted);
    const { hyperparameters } = read.said;
    const bytes = Buffer.from(packPaper({ ...read, said: nothingSaid })).toString('base64');
    const program = `
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', () => {
        parentPort.postMessage({ kind: 'paper', packed: new Uint8Array(Buffer.from('${bytes}', 'base64')) });
        parentPort.postMessage({ kind: 'said', part: { notation: [] } });
        parentPort.postMessage({ kind: 'said', part: ${JSON.stringify({ hyperparameters })} });
        const held = [];
        setTimeout(() => { for (;;) held.push(new Array(10_000).fill(held.length)); }, 20);
      });`;
    const url = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
    const packed = await parseInWorker(latex(''), neverAborted, undefined, { timeoutMs: 60_000, megabytes: 16 }, url);
    const found = await unpackPaper(packed);
    assert.deepEqual(
      [found?.paper.nodes, found?.said],
      [
        read.paper.nodes,
        {
          ...nothingSaid,
          hyperparameters,
          unfinished: { why: 'It took more than 16 MB of memory.', lacks: ['contradictions', 'unnamed', 'missing'] },
        },
      ],
    );
    assert.deepEqual(found?.paper.warnings[0], {
      kind: 'doubt',
      message:
        'Not worked out of this paper: where it contradicts itself, numbers whose words were not understood and what it does not say. It took more than 16 MB of memory. That nothing of it is listed does not mean that there is nothing. Its text is all here: search it for what you need.',
    });
  });

  // shows: paper-thread
  it('tells each part of what it says as soon as it is worked out, the values before what takes them together', async () => {
    const parts: string[][] = [];
    const { said } = await parsePaper(latex('The batch size is 64.'), readers, neverAborted, {
      onSaid: (part) => void parts.push(Object.keys(part)),
    });
    assert.deepEqual(parts, [['notation'], ['hyperparameters'], ['hyperparameters', 'contradictions'], ['unnamed']]);
    assert.equal(said.unfinished, undefined);
  });

  // shows: paper-cache
  it('is done again for what other readers had read', async () => {
    const other = new TextEncoder().encode(`${JSON.stringify({ format: 1, readers: 0, paper: {}, said: {}, nodes: 0 })}`);
    assert.equal(await unpackPaper(other), undefined);
  });
});
