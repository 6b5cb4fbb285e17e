/** What the tests of the reader lay down: a paper of few words, others that are known, and code that is linked to them. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/package.ts';
import type { TraceLink } from '../../../src/reproduction/trace/link.ts';
import { formatLinks, linksPath } from '../../../src/reproduction/trace/sideFile.ts';

const filler = Array.from({ length: 30 }, (_, n) => `Paragraph ${n + 1} says little, and takes its place on the page.`).join('\n\n');
const source = String.raw`\documentclass{article}
\title{A Paper of Few Words}
\author{Ada Writer}
\begin{document}\maketitle
\section{Loss}\label{sec:loss}
The step size is $\eta$, as Equation~\eqref{eq:step} says at the end.
${filler}
\section{Step}
\begin{equation}\label{eq:step}
\theta_{t+1} = \theta_t - \eta \nabla L(\theta_t)
\end{equation}
\end{document}
`;

const stepPy = `# file:words.tex#S2.E1
def step(theta, eta, gradient):
    return theta - eta * gradient
`;

const smoothPy = `# file:smoothing.tex#S2.E4
def smoothed(targets, epsilon):
    """Mixes one-hot targets with the uniform distribution over all classes."""
    classes = targets.shape[-1]
    return (1 - epsilon) * targets + epsilon / classes
`;

export function writePaperFiles(folder: string): void {
  writeFileSync(path.join(folder, 'words.tex'), source);
  writeFileSync(path.join(folder, 'step.py'), stepPy);
  writeFileSync(path.join(folder, 'smooth.py'), smoothPy);
  link(folder, 'file:words.tex#S2.E1', 'step.py', 'step', stepPy);
  link(folder, 'file:smoothing.tex#S2.E4', 'smooth.py', 'smoothed', smoothPy);
  copyFileSync(path.join(root, 'test/fixtures/papers/pdf/ieee.pdf'), path.join(folder, 'ieee.pdf'));
  copyFileSync(path.join(root, 'test/fixtures/papers/latexml/smoothing.tex'), path.join(folder, 'smoothing.tex'));
}

function link(folder: string, address: string, file: string, symbol: string, source: string): void {
  const [, ...text] = source.trimEnd().split('\n');
  const made: TraceLink = { address, paper: {}, code: { file, symbol: [symbol], kind: 'function', text } };
  const side = path.join(folder, linksPath(address));
  mkdirSync(path.dirname(side), { recursive: true });
  writeFileSync(side, formatLinks([made]));
}
