import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mainDocumentsOf } from '../../../src/editor/mainDocument.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';

describe('the paper that a file of LaTeX is a part of', () => {
  const folder = useTemporaryFolder();
  const put = async (files: Readonly<Record<string, string>>): Promise<void> => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder.path, name)), { recursive: true });
      await writeFile(path.join(folder.path, name), text);
    }
  };
  const of = async (name: string, files: Readonly<Record<string, string>>): Promise<readonly (readonly string[])[]> => {
    await put(files);
    const found = await mainDocumentsOf(path.join(folder.path, name), files[name] ?? '', {
      roots: [folder.path],
      list: async () => Object.keys(files).map((file) => path.join(folder.path, file)),
      read: (file) => readFile(file),
    });
    return found.map(({ main, name: part }) => [path.relative(folder.path, main), part]);
  };
  const main = (body: string): string => `\\documentclass{article}\n\\begin{document}\n${body}\n\\end{document}`;

  // shows: paper-selection-part
  it('is the one that includes it, through others too and from the folder beside', async () => {
    const files = {
      'paper/main.tex': main('\\input{parts/method}\n\\include{../shared/notation}'),
      'paper/parts/method.tex': 'Words.\n\\input{parts/loss}',
      'paper/parts/loss.tex': '\\begin{equation} L = x \\end{equation}',
      'shared/notation.tex': 'Symbols.',
      'talk.tex': main('No more than this. % \\input{shared/notation}'),
    };
    assert.deepEqual(await of('paper/parts/loss.tex', files), [['paper/main.tex', 'parts/loss.tex']]);
    assert.deepEqual(await of('shared/notation.tex', files), [['paper/main.tex', '../shared/notation.tex']]);
    assert.deepEqual(await of('talk.tex', files), [], 'it is a document itself');
    assert.deepEqual(await of('alone.tex', { ...files, 'alone.tex': 'Words.' }), []);
  });

  // shows: paper-selection-part
  it('is the one that it names itself, and of several all are told, the nearest first', async () => {
    const both = {
      'thesis.tex': main('\\input{chapters/one/text}'),
      'chapters/one/paper.tex': main('\\input{text}'),
      'chapters/one/text.tex': 'Words.',
    };
    assert.deepEqual(await of('chapters/one/text.tex', both), [
      ['chapters/one/paper.tex', 'text.tex'],
      ['thesis.tex', 'chapters/one/text.tex'],
    ]);
    const named = { ...both, 'chapters/one/text.tex': '% !TeX root = ../../thesis.tex\nWords.' };
    assert.deepEqual(await of('chapters/one/text.tex', named), [['thesis.tex', 'chapters/one/text.tex']]);
  });
});
