import type { Paper } from '../../../../src/papers/document.ts';
import { paperOf } from '../../../bench/said/texts.ts';

/** A document of class `article` with this body. */
export function read(body: string, preamble = ''): Paper {
  return paperOf(`\\documentclass{article}\n${preamble}\n\\begin{document}\n${body}\n\\end{document}`);
}
