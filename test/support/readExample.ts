/** An example paper, read from its LaTeX, with what it says. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ReadPaper } from '../../src/papers/parsePaper.ts';
import { sayWhat } from '../../src/papers/said/sayWhat.ts';
import { paperOf } from '../bench/said/texts.ts';
import { examplePapers } from './examplePapers.ts';

export function readExample(name: string): ReadPaper {
  return readTex(readFileSync(path.join(examplePapers, name, 'paper.tex'), 'utf8'), `file:${name}.tex`);
}

export function readTex(tex: string, id = 'file:main.tex'): ReadPaper {
  const paper = paperOf(tex, id);
  return { paper, said: sayWhat(paper) };
}
