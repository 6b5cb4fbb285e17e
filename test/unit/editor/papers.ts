/** Papers for tests of the reader, read as they are in the product. */
import type { Paper } from '../../../src/papers/document.ts';
import { readers } from '../../../src/papers/readers.ts';

export async function readLatex(text: string, id = 'file:paper.tex'): Promise<Paper> {
  const source = { kind: 'file', from: 'paper.tex', sha256: '' } as const;
  return await readers.latex([{ name: 'paper.tex', bytes: new TextEncoder().encode(text) }], {
    id,
    source,
    from: 'paper.tex',
    main: 'paper.tex',
  });
}
