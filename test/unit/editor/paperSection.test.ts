import assert from 'node:assert/strict';
import { paperPrompt, sectionTitleAt } from '../../../src/editor/paperSection.ts';

const latex = String.raw`
\documentclass{article}
\section{Model}
Text.
\subsection*{Scaled \emph{Dot-Product} Attention}\label{sec:attention}
We call our particular attention …
`.split('\n');

const markdown = ['# Paper', 'Abstract.', '## 3.2 Training ##', 'We train with Adam.', '    # not a heading but code'];

describe('the section of a paper that a line belongs to', () => {
  // shows: way-paper-section
  it('is the nearest LaTeX heading above, without its label', () => {
    assert.equal(sectionTitleAt(latex, 5), String.raw`Scaled \emph{Dot-Product} Attention`);
    assert.equal(sectionTitleAt(latex, 3), 'Model');
  });

  it('is the nearest Markdown heading above', () => {
    assert.equal(sectionTitleAt(markdown, 4), '3.2 Training');
    assert.equal(sectionTitleAt(markdown, 1), 'Paper');
  });

  it('is none above the first heading', () => {
    assert.equal(sectionTitleAt(latex, 1), undefined);
  });

  it('survives a heading that is not closed', () => {
    assert.equal(sectionTitleAt([String.raw`\section{Half`], 0), 'Half');
  });
});

describe('the wording of the request', () => {
  it('names the section and its place', () => {
    const prompt = paperPrompt({ label: 'paper.tex:12–40', title: 'Attention' });
    assert.match(prompt, /“Attention”/);
    assert.match(prompt, /paper\.tex:12–40/);
  });
});
