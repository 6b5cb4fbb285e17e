/** *Check My Code against This Paper*, in a real window: problems with the place in the paper that says otherwise. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from './eventually.ts';
import { useWindow } from './harness.ts';

const tex = String.raw`\documentclass{article}
\title{Losses}
\begin{document}\maketitle
\section{Training}\label{sec:t}
We train with Adam for 20 epochs, with a learning rate of 0.001 and a batch size of 64.
\end{document}`;

describe('code that somebody wrote, beside a paper in a real window', () => {
  const window = useWindow(async () => ({
    settings: {},
    workspaceName: 'review',
    workspace: (folder) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'paper.tex'), tex);
      writeFileSync(path.join(folder, 'train.py'), 'LEARNING_RATE = 0.01\nBATCH_SIZE = 64\nEPOCHS = 20\n');
    },
  }));

  // shows: review-editor
  it('is checked by a command: what is not as the paper says is a problem with the place that says it', async () => {
    const { workbench, page } = window();
    await workbench.openFile('train.py');
    await workbench.command('Practicum: Check My Code against This Paper');
    await workbench.quickInput.locator('input').first().waitFor();
    await workbench.type('paper.tex');
    // The list of problems comes by itself.
    const problem = page
      .locator('.markers-panel')
      .getByText(/learning rate/i)
      .first();
    await problem.waitFor();
    await eventually(async () => assert.match((await problem.textContent()) ?? '', /0\.001/));
    await page.locator('.squiggly-warning, .squiggly-info').first().waitFor();
  });
});
