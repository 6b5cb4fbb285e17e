import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodeIndex } from '../../../../src/reproduction/trace/codeIndex.ts';
import { makeAnchor } from '../../../../src/reproduction/trace/makeAnchor.ts';
import { readSource } from '../../../../src/reproduction/trace/pythonSource.ts';
import { compareVersions, type NodeChange, type VersionDiff } from '../../../../src/reproduction/versions/compareVersions.ts';
import { versionsText } from '../../../../src/reproduction/versions/versionsText.ts';
import { readTex } from '../../../support/readExample.ts';

const sections = [
  String.raw`\section{Data}\label{sec:data} Rows are drawn with \eqref{eq:model}, as Section~\ref{sec:fit} needs them, from two clouds.`,
  String.raw`\section{Model}\label{sec:model} The model of Section 2 says what follows. \begin{equation}\label{eq:model} p_i = \sigma(w^\top x_i + b) \end{equation} It is a line.`,
  String.raw`\section{Fitting}\label{sec:fit} We train with Adam for 20 epochs, with a learning rate of 0.001 and a batch size of 64. See Table~\ref{tab:main}. \begin{equation}\label{eq:loss} L = -\frac1n \sum_i \log p_i \end{equation}`,
  String.raw`\section{Results}\label{sec:results} \begin{table}\caption{Results by method.}\label{tab:main}\begin{tabular}{lc} Method & Accuracy (\%)\\ None & 72.5\\ Ours & 88.5\\ \end{tabular}\end{table} All is in Table~\ref{tab:main}, which Eq.~(2) explains~\cite{a}.`,
  String.raw`\section{Limits}\label{sec:limits} Only one cloud was tried, and only on one machine, since the others were busy.`,
];
const added = String.raw`\section{Related work}\label{sec:related} Others have looked at this before us. \begin{equation}\label{eq:other} a = b + c \end{equation}`;
const texOf = (parts: readonly string[]): string =>
  `\\documentclass{article}\\title{A Study}\\begin{document}\\maketitle\n${parts.join('\n\n')}\n\\begin{thebibliography}{9}\\bibitem{a} A. Author. A title. 2020.\\end{thebibliography}\\end{document}`;

const read = (parts: readonly string[], version: number): ReturnType<typeof readTex> =>
  readTex(texOf(parts), `arxiv:2401.00001v${version}`);
const diff = (after: readonly string[], links: Parameters<typeof compareVersions>[2] = []): VersionDiff =>
  compareVersions(read(sections, 1), read(after, 2), links);
const of = ({ nodes }: VersionDiff, state: NodeChange['state']): readonly NodeChange[] => nodes.filter((node) => node.state === state);
const replaced = (from: string, to: string): readonly string[] => {
  assert.ok(sections.join('').includes(from), from);
  return sections.map((part) => part.replace(from, to));
};

const source = readSource('model.py', 'def loss(p):\n    return -p.log().mean()\n\n\ndef model(x):\n    return (x @ w + b).sigmoid()\n');
const link = (anchor: string, line: number): Parameters<typeof compareVersions>[2] & object => [
  {
    address: `arxiv:2401.00001v1#${anchor}`,
    paper: {},
    code: makeAnchor(source, { what: 'symbol', line, endLine: line + 1 }, new CodeIndex([source])),
  },
];

describe('Two versions of a paper', () => {
  // shows: versions-renumbered
  it('are the same in all that was only renumbered or moved, whatever order the sections have and wherever one is put in', () => {
    const old = read(sections, 1);
    fc.assert(
      fc.property(fc.shuffledSubarray([...sections.keys()], { minLength: sections.length }), fc.nat(sections.length + 1), (order, at) => {
        const shuffled = order.map((index) => sections[index] ?? '');
        const parts = at > sections.length ? shuffled : shuffled.toSpliced(at, 0, added);
        const found = compareVersions(old, read(parts, 2));
        assert.deepEqual(of(found, 'changed'), []);
        assert.deepEqual(of(found, 'gone'), []);
        assert.equal(of(found, 'new').length, at > sections.length ? 0 : 2);
        assert.deepEqual([found.settings, found.numbers], [[], []]);
      }),
      { numRuns: 60 },
    );
  });

  // shows: versions-changed
  it('differ in what says something else, with both sides in a few words, and in what is new or gone', () => {
    const [changed, ...others] = of(diff(replaced('p_i = ', 'p_i = 2')), 'changed');
    assert.equal(others.length, 0);
    assert.deepEqual(
      [changed?.kind, changed?.before, changed?.after],
      ['equation', 'arxiv:2401.00001v1#S2.E1', 'arxiv:2401.00001v2#S2.E1'],
    );
    const words = diff(replaced('one machine', 'two machines'));
    const [paragraph] = of(words, 'changed');
    assert.match(paragraph?.said?.before ?? '', /^….*one machine/);
    assert.match(paragraph?.said?.after ?? '', /two machines/);
    assert.ok((paragraph?.said?.after ?? '').length <= 130);
    const without = diff(sections.slice(0, 4));
    assert.deepEqual(
      of(without, 'gone').map(({ before }) => before),
      ['arxiv:2401.00001v1#S5.p1'],
    );
    // Other words altogether are no change of these.
    const rewritten = diff([
      ...sections.slice(0, 4),
      String.raw`\section{Outlook} Future work will go to the moon and look at craters from above.`,
    ]);
    assert.deepEqual([of(rewritten, 'changed').length, of(rewritten, 'new').length, of(rewritten, 'gone').length], [0, 1, 1]);
  });

  // shows: versions-changed
  it('differ in settings and in numbers of tables, each with what it was and what it is', () => {
    const { settings, numbers } = diff(replaced('0.001', '0.003').map((part) => part.replace('88.5', '86.1')));
    assert.deepEqual(
      settings.map(({ name, before, after }) => [name, before, after]),
      [['learning rate', ['0.001'], ['0.003']]],
    );
    assert.deepEqual(
      numbers.map(({ headings, before, after }) => [headings, before, after]),
      [['Ours · Accuracy (%)', '88.5', '86.1']],
    );
  });

  // shows: versions-code
  it('name the linked code that is touched, and tell what changed from what only has another number', () => {
    const moved = diff(
      [added, ...replaced(String.raw`\log p_i`, String.raw`\log_2 p_i`)],
      [...link('eq:loss', 1), ...link('S2.E1', 5), ...link('S5', 5)],
    );
    assert.deepEqual(moved.code, [
      { file: 'model.py', symbol: 'loss', address: 'arxiv:2401.00001v1#eq:loss', state: 'changed', now: 'arxiv:2401.00001v2#S4.E3' },
      { file: 'model.py', symbol: 'model', address: 'arxiv:2401.00001v1#S2.E1', state: 'moved', now: 'arxiv:2401.00001v2#S3.E2' },
      { file: 'model.py', symbol: 'model', address: 'arxiv:2401.00001v1#S5', state: 'moved', now: 'arxiv:2401.00001v2#S6.p1' },
    ]);
    assert.deepEqual(diff(sections, link('eq:loss', 1)).code, []);
    assert.match(versionsText(moved), /Code that is linked to what changed:\n- model\.py: loss \(changed\) #eq:loss → #S4\.E3/);
  });
});
