/** Whole papers are full of numbers that are no settings: of derivations, of examples, of results. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePaper } from '../../../../src/papers/parsePaper.ts';
import { readers } from '../../../../src/papers/readers.ts';
import type { Said } from '../../../../src/papers/said/said.ts';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { figuresOf, paperOf, textsIn } from '../../../bench/said/texts.ts';
import { exampleBytes } from '../../../support/examplePapers.ts';

function statedUnder(heading: string, tex: string): string[] {
  const paper = paperOf(
    String.raw`\title{Diffusion, low-rank adapters and contrastive learning}\begin{document}\section{Experiments} We train a network.` +
      String.raw`\section{${heading}} ${tex} \end{document}`,
  );
  return sayWhat(paper).hyperparameters.map(({ name, value }) => `${name} = ${value}`);
}

async function saidInPdf(name: string): Promise<Said> {
  const bytes = exampleBytes(name, 'paper.pdf');
  const source = { kind: 'file', sha256: '', from: 'paper.pdf' } as const;
  const job = { id: 'file:paper.pdf', parts: [{ kind: 'pdf', bytes, source } as const], doubts: [] };
  return (await parsePaper(job, readers, new AbortController().signal)).said;
}

// shows: paper-derivations
describe('numbers of a paper that are no settings', () => {
  for (const [heading, tex] of [
    ['Method', String.raw`The mixture is $\sum_{m=1}^{3}\pi_m\,p_m$, drawn afresh for each batch.`],
    [
      'Method',
      String.raw`The dropout penalty is largest at $p=1/2$, where $p(1-p)=1/4$, and at $p=0.99$ it has shrunk by a factor of about $25$.`,
    ],
    ['Method', String.raw`In a batch of $B$ images there are $2(B-1)$ such views.`],
    ['Method', String.raw`The update has $2rd$ parameters, which for the rank $r=1$ is $448$, against $8192$.`],
    ['Method', 'Compare three feature maps on a task of recall.'],
    ['Method', String.raw`For queries of one head, causal attention returns a mean of values.`],
    ['Method', String.raw`One hard update of the target network every $K$ updates corresponds to $\tau=2/10001\approx0.0002$.`],
    ['Results', String.raw`The fitted temperature is $T=1.93\pm0.21$.`],
    ['Results', String.raw`We draw $10{,}000$ samples from the model and as many from the mixture.`],
    ['Results', 'Gaussian noise lowers the error to 0.085, and to 0.091 with dropout.'],
    ['Results', String.raw`A rank of $37$ is worse than expected; that rank 8 is enough shows that little is needed.`],
    ['Results', String.raw`The drift of the local models at $E=10$ is $10.6$ times that of one epoch.`],
    ['Results', 'We report the number of steps until the return has first been above 475.'],
    ['Conclusion', 'Whether this holds with 1000 classes we cannot say.'],
    ['Conclusion', 'We tried no rank above 8.'],
    ['Set-up', String.raw`The digits, whose pixels are divided by $16$, are shuffled.`],
    ['Set-up', 'Training takes 40 seconds.'],
    ['Set-up', 'The episode ends when the pole falls, after at most 500 steps.'],
  ] as const)
    it(`are left: “${tex}”`, () => assert.deepEqual(statedUnder(heading, tex), []));

  it('are told from settings in whole papers as well as they were', function () {
    // Hundreds of papers, beside other tests.
    this.timeout(300_000);
    const all = textsIn('saidWhole');
    for (const [authors, leastF1, leastScope] of [
      [/^w[a-ors]/, 0.949, 0.934],
      [/^w[qtvxyz]/, 0.92, 0.92],
      // Each paper by another kind of author.
      [/^v/, 0.88, 0.93],
      // An author who says things once and indirectly.
      [/^x/, 0.89, 0.93],
    ] as const) {
      const { f1, scope } = figuresOf(
        all.filter(({ name }) => authors.test(name)),
        sayWhat,
      );
      assert.ok(f1 >= leastF1 && scope >= leastScope, `${authors.source}: ${f1}, ${scope}`);
    }
  });
});

// shows: paper-unreadable
describe('settings in formulas that cannot be read', () => {
  it('are said to be there, and not missing', async () => {
    for (const [name, settings] of [
      ['logistic-regression', ['learning rate', 'momentum', 'weight decay']],
      ['diffusion-1d', ['learning rate', 'diffusion steps']],
    ] as const) {
      const { hyperparameters, missing, unnamed } = await saidInPdf(name);
      for (const setting of settings) {
        assert.ok(!hyperparameters.some((value) => value.name === setting), `${name}: ${setting} is not guessed`);
        assert.ok(!missing.some((one) => one.name === setting), `${name}: ${setting} is not missing`);
        const [there] = unnamed.filter(({ stated, perhaps }) => stated === '[formula]' && perhaps?.[0] === setting);
        assert.match(there?.address ?? '', /^file:paper\.pdf#p\d+\.b\d+/);
        assert.match(there?.quote ?? '', /\[formula\]/);
      }
    }
  });

  it('are read from the LaTeX of the same papers', () => {
    const tex = readFileSync(path.resolve(import.meta.dirname, '../../../../examples/papers/logistic-regression/paper.tex'), 'utf8');
    assert.ok(!sayWhat(paperOf(tex)).unnamed.some(({ stated }) => stated === '[formula]'));
  });
});
