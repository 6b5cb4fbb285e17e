import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readBib } from '../../../../src/papers/bibliography/bib.ts';
import { nodeText } from '../../../../src/papers/document.ts';
import { readLatex } from '../../../../src/papers/latex/readLatex.ts';

describe('A list of references', () => {
  // shows: paper-references
  it('is read from a .bib, of which a broken entry costs only itself', () => {
    const entries = readBib(
      '@string{nips = "NeurIPS"}\n@article{a, title = {A {Title} of "it"}, year = 2017, journal = nips # " 30"}\n@article{broken, title = {never closed\n\n@misc(b, title = "B {\\"o}", month = jan)\n@comment{x}',
    );
    assert.deepEqual(
      entries.map(({ key, fields }) => [key, fields.get('title'), fields.get('journal') ?? fields.get('month')]),
      [
        ['a', 'A {Title} of "it"', 'NeurIPS 30'],
        ['broken', 'never closed', undefined],
        ['b', 'B {\\"o}', 'January'],
      ],
    );
  });

  // shows: paper-references
  it('has the entries that are cited, by BibTeX, by biber, or from the .bib', () => {
    const tex = '\\documentclass{article}\\begin{document}See \\cite{k}.\\bibliography{refs}\\end{document}';
    const bib =
      '@inproceedings{k, author = {Kingma, Diederik and Ba, Jimmy}, title = {Adam: {A} Method}, booktitle = {ICLR}, year = {2015}, eprint = {1412.6980}}\n@misc{other, title = {Not cited}}';
    const bbl =
      '\\begin{thebibliography}{1}\\bibitem[Kingma \\& Ba(2015)Kingma and Ba]{k} D. Kingma and J. Ba. \\newblock Adam: A method. \\newblock 2015.\\end{thebibliography}';
    const biber =
      '\\datalist[entry]{nty}\n\\entry{k}{article}{}\\name{author}{1}{}{{{hash=x}{family={Kingma}, familyi={K}, given={Diederik}, giveni={D}, }}}\\field{title}{Adam: {A} Method}\\field{year}{2015}\\endentry\\enddatalist';
    const read = (files: Readonly<Record<string, string>>) =>
      readLatex(new Map(Object.entries({ 'main.tex': tex, ...files })), { id: 'file:main.tex' });
    const [fromBib, fromBbl, fromBiber] = [
      read({ 'refs.bib': bib }),
      read({ 'main.bbl': bbl, 'refs.bib': bib }),
      read({ 'main.bbl': biber }),
    ];
    assert.deepEqual(fromBib.references, [
      {
        anchor: 'bib.bib1',
        aliases: ['k'],
        text: 'Diederik Kingma and Jimmy Ba. Adam: A Method. ICLR. arXiv:1412.6980. 2015.',
        title: 'Adam: A Method',
        year: 2015,
        arxiv: '1412.6980',
      },
    ]);
    assert.deepEqual(
      fromBbl.references.map(({ aliases, text }) => [aliases, text]),
      [[['k'], 'D. Kingma and J. Ba. Adam: A method. 2015.']],
    );
    assert.deepEqual(
      fromBiber.references.map(({ text, year }) => [text, year]),
      [['Diederik Kingma. Adam: A Method. 2015.', 2015]],
    );
    assert.equal(nodeText(fromBib.nodes[0] ?? assert.fail()), 'See [1].');
    assert.equal(nodeText(fromBbl.nodes[0] ?? assert.fail()), 'See (Kingma & Ba, 2015).');
  });
});
