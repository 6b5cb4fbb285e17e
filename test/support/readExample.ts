/** An example paper, read from its LaTeX, with what it says. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readLatex } from '../../src/papers/latex/readLatex.ts';
import type { ReadPaper } from '../../src/papers/parsePaper.ts';
import { sayWhat } from '../../src/papers/said/sayWhat.ts';
import { examplePapers } from './examplePapers.ts';

export function readExample(name: string): ReadPaper {
  return readTex(readFileSync(path.join(examplePapers, name, 'paper.tex'), 'utf8'), `file:${name}.tex`);
}

export function readTex(tex: string, id = 'file:main.tex'): ReadPaper {
  const paper = readLatex(new Map([['main.tex', tex]]), { id, main: 'main.tex' });
  return { paper, said: sayWhat(paper) };
}
