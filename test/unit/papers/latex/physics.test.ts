import assert from 'node:assert/strict';
import { inlinesOf } from '../../../../src/papers/document.ts';
import { isSameFormula } from '../../../support/formulaJudge.ts';
import { read } from './read.ts';

function formula(tex: string, preamble = String.raw`\usepackage{physics}`): { readonly tex: string | null; readonly unreadable?: string } {
  const { nodes } = read(`\\section{A}\nWe have $${tex}$ here.`, preamble);
  return nodes.flatMap(inlinesOf).find((inline) => inline.kind === 'math') ?? assert.fail('no formula');
}

/** As physics.sty 1.3 defines them: a group around what grows with its content. */
const meant: Readonly<Record<string, string>> = {
  '\\abs{x+y}': '{\\left\\lvert{x+y}\\right\\rvert}',
  '\\norm{x}_2^2': '{\\left\\lVert{x}\\right\\rVert}_2^2',
  'f\\qty(a(b)c)': 'f{\\left(a(b)c\\right)}',
  '\\qty[\\frac{a}{b}]': '{\\left[\\frac{a}{b}\\right]}',
  '\\qty{x}': '{\\left\\lbrace x\\right\\rbrace}',
  '\\qty|x|': '{\\left\\lvert{x}\\right\\rvert}',
  '|\\qty(x)|': '|{\\left(x\\right)}|',
  '\\bqty{x}': '{\\left\\lbrack{x}\\right\\rbrack}',
  '\\dv{x}': '\\frac{\\mathrm{d}}{\\mathrm{d}x}',
  '\\dv{f}{x}': '\\frac{\\mathrm{d}f}{\\mathrm{d}x}',
  '\\dv[2]{f}{x}': '\\frac{\\mathrm{d}^{2}f}{\\mathrm{d}x^{2}}',
  '\\pdv{L}{\\theta}': '\\frac{\\partial L}{\\partial\\theta}',
  '\\pdv[3]{f}{x}': '\\frac{\\partial^{3}f}{\\partial x^{3}}',
  '\\pdv{f}{x}{y}': '\\frac{\\partial^2f}{\\partial x\\partial y}',
  '\\pdv{x}(f)': '\\frac{\\partial}{\\partial x}\\mathopen{}\\mathclose{\\left(f\\right)}',
  '\\frac{\\abs{a}}{2}': '\\frac{{\\left\\lvert{a}\\right\\rvert}}{2}',
};

describe('The package physics in LaTeX', () => {
  // shows: paper-latex-formulas
  it('has fences, brackets and derivatives that are read as it defines them', () => {
    for (const [written, drawn] of Object.entries(meant)) {
      const { tex, unreadable } = formula(written);
      assert.equal(unreadable, undefined, written);
      assert.ok(isSameFormula(tex ?? '', drawn), `${written}: ${tex}`);
    }
  });

  // shows: paper-latex-formulas
  it('is flagged where its meaning is not certain, and where the package is not there', () => {
    const unsure = ['\\abs*{x}', '\\abs\\Big{x}', '\\qty\\big(x)', '\\dv*{f}{x}', '\\expval{x}', '\\bra{a}\\ket{b}'];
    for (const written of unsure) assert.notEqual(formula(written).unreadable, undefined, written);
    for (const written of ['\\abs{x}', '\\dv{f}{x}', '\\qty(x)']) assert.notEqual(formula(written, '').unreadable, undefined, written);
    assert.notEqual(formula('\\qty{1}{m}', String.raw`\usepackage{siunitx,physics}`).unreadable, undefined);
    assert.notEqual(formula('\\dv{f}{x}', String.raw`\usepackage[italicdiff]{physics}`).unreadable, undefined);
  });

  // shows: paper-latex-formulas
  it('gives way to what the paper defines itself', () => {
    const own = formula('\\abs{x}', String.raw`\usepackage{physics}\renewcommand{\abs}[1]{|#1|}`);
    assert.ok(isSameFormula(own.tex ?? '', '|x|'), own.tex ?? '');
  });
});
