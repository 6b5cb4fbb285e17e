/** The made papers as the product’s own readers give them, without a service between. */
import { readHtml } from '../../../src/papers/html/readHtml.ts';
import { readLatex } from '../../../src/papers/latex/readLatex.ts';
import type { ReadPaper } from '../../../src/papers/parsePaper.ts';
import { sayWhat } from '../../../src/papers/said/sayWhat.ts';
import { unpackSource } from '../../../src/papers/sources/unpack.ts';
import type { Literature } from './literature.ts';
import type { TruePaper } from './truth.ts';

export async function* readPapers({ stored, papers }: Literature): AsyncGenerator<{ readonly truth: TruePaper; readonly read: ReadPaper }> {
  for (const { arxiv = '', html, eprint } of stored) {
    const truth = papers.get(arxiv);
    if (truth === undefined) continue;
    const id = `arxiv:${truth.id}v${truth.version}`;
    if (html !== undefined) {
      const paper = readHtml(html, { id, source: { kind: 'arxiv-html', sha256: '' } });
      yield { truth, read: { paper, said: sayWhat(paper) } };
    } else if (eprint !== undefined) {
      const unpacked = await unpackSource(eprint);
      if (unpacked.kind !== 'files') throw new Error(`${id} is no archive`);
      const paper = readLatex(new Map(unpacked.files.map(({ name, bytes }) => [name, bytes])), { id });
      yield { truth, read: { paper, said: sayWhat(paper) } };
    }
  }
}
