import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/package.ts';
import type { TraceLink } from '../../src/reproduction/trace/link.ts';
import { formatLinks, linksPath } from '../../src/reproduction/trace/sideFile.ts';
import { showAll } from './album.ts';
import { eventually } from './eventually.ts';
import { useScripted } from './model.ts';
import { PaperView } from './pages/paperView.ts';

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

const stepPy = `# file:paper.tex#S2.E1
def step(theta, eta, gradient):
    return theta - eta * gradient
`;

const smoothing = 'How Much Label Smoothing Does a Small Network Want?';
const smoothPy = `# file:smoothing.tex#S2.E4
def smoothed(targets, epsilon):
    """Mixes one-hot targets with the uniform distribution over all classes."""
    classes = targets.shape[-1]
    return (1 - epsilon) * targets + epsilon / classes
`;

describe('the reader of papers in a real window', () => {
  const scripted = useScripted({
    workspaceName: 'small',
    workspace(folder) {
      writeFileSync(path.join(folder, 'paper.tex'), source);
      writeFileSync(path.join(folder, 'step.py'), stepPy);
      link(folder, 'file:paper.tex#S2.E1', 'step.py', 'step', stepPy);
      link(folder, 'file:smoothing.tex#S2.E4', 'smooth.py', 'smoothed', smoothPy);
      writeFileSync(path.join(folder, 'smooth.py'), smoothPy);
      copyFileSync(path.join(root, 'test/fixtures/papers/pdf/ieee.pdf'), path.join(folder, 'ieee.pdf'));
      copyFileSync(path.join(root, 'test/fixtures/papers/latexml/smoothing.tex'), path.join(folder, 'smoothing.tex'));
    },
  });
  let paper: PaperView;
  before(() => {
    paper = new PaperView(scripted.window().workbench);
  });

  // shows: paper-reader, paper-outline
  it('shows a .tex file with its formulas drawn, its sections in a tree, and leads to what it refers to and back', async () => {
    await paper.open('paper.tex', 'A Paper of Few Words');
    await paper.link('(1)').click();
    await paper.formula('S2.E1').waitFor();
    await eventually(async () => assert.equal(await isOnScreen('S2.E1'), true));
    await paper.row(/^2 Step/).waitFor();
    await scripted.window().workbench.command('Practicum: Back in Paper');
    await eventually(async () => assert.equal(await isOnScreen('S1.p1'), true));
    await paper.row(/^Equation \(1\)/).click();
    await eventually(async () => assert.equal(await isOnScreen('S2.E1'), true));
  });

  // shows: paper-reader-actions, paper-find-in-code
  it('copies an address, finds the code that names it, and puts a formula into a message, from the editor’s own menu', async () => {
    const { workbench, chat } = scripted.window();
    await paper.menu('S2.E1', 'Copy Address');
    await workbench.statusItem('Copied file:paper.tex#S2.E1').waitFor();
    await paper.menu('S2.E1', 'Implement This Paper Section');
    await chat.attach();
    await eventually(async () => assert.deepEqual(await chat.attached(), ['file:paper.tex#S2.E1']));
    assert.match(await chat.composer.inputValue(), /^Implement equation \(1\) of “A Paper of Few Words” \(file:paper\.tex#S2\.E1\)/);
    await paper.menu('S2.E1', 'Find in Code');
    await workbench.choose('# file:paper.tex#S2.E1');
    await workbench.tab('step.py').waitFor();
  });

  // shows: paper-marks
  it('says beside a formula that there is code for it, and opens the code', async () => {
    const { workbench } = scripted.window();
    await workbench.command('View: Close All Editor Groups');
    await paper.open('paper.tex#S2.E1', 'A Paper of Few Words');
    await paper.mark('S2.E1').getByText('Coded').waitFor();
    await eventually(async () => assert.equal(await isOnScreen('S2.E1'), true));
    await paper.mark('S2.E1').click();
    await workbench.tab('step.py').waitFor();
  });

  // shows: paper-reader, paper-page-crops
  it('shows a PDF, and of a formula in it that was not read what is printed there', async () => {
    await paper.open('ieee.pdf', 'Sparse Adaptive Routing Networks 3');
    await paper.frame.getByText('formula not read').first().waitFor();
    await paper.frame.locator('.equation canvas').first().scrollIntoViewIfNeeded();
    await paper.frame.locator('.equation canvas[data-drawn]').first().waitFor();
    await paper.row(/Introduction/i).waitFor();
    // A model that sees pictures is handed the same.
    const { chat, workbench } = scripted.window();
    const anchor = await paper.frame.locator('.node.equation:has(canvas[data-drawn])').first().getAttribute('data-anchor');
    await paper.menu(anchor ?? '', 'Explain');
    await chat.attach();
    const place = `file:ieee.pdf#${anchor}`;
    await eventually(async () => assert.deepEqual((await chat.attached()).slice(-2), [place, place]));
    await chat.detachAll();
    await chat.composer.fill('');
    await workbench.command('View: Focus Active Editor Group');
  });

  // shows: paper-reader
  it('stands beside the code that is written from it', async function () {
    this.timeout(300_000);
    const { workbench, page } = scripted.window();
    await workbench.command('View: Close All Editor Groups');
    if (await workbench.chatPart.isVisible()) await workbench.toggleSecondarySideBar();
    await workbench.openFile('smooth.py');
    await workbench.command('Practicum: Open Paper to the Side');
    await workbench.type('smoothing.tex#S2');
    await paper.attach(smoothing);
    await paper.formula('S2.E1').waitFor();
    await eventually(async () => assert.equal(await isOnScreen('S2'), true));
    await showAll(scripted.window(), [
      async (shoot) => {
        const isNarrow = (page.viewportSize()?.width ?? 0) < 600;
        // In a narrow window there is room for one of them.
        if (isNarrow)
          for (const command of ['View: Close Primary Side Bar', 'View: Toggle Maximize Editor Group']) await workbench.command(command);
        await paper.attach(smoothing);
        await paper.mark('S2.E4').getByText('Coded').waitFor();
        await shoot('paper-beside-code');
      },
    ]);
  });

  async function isOnScreen(anchor: string): Promise<boolean> {
    return await paper.node(anchor).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= element.ownerDocument.defaultView.innerHeight;
    });
  }
});

function link(folder: string, address: string, file: string, symbol: string, source: string): void {
  const [, ...text] = source.trimEnd().split('\n');
  const made: TraceLink = { address, paper: {}, code: { file, symbol: [symbol], kind: 'function', text } };
  const side = path.join(folder, linksPath(address));
  mkdirSync(path.dirname(side), { recursive: true });
  writeFileSync(side, formatLinks([made]));
}
