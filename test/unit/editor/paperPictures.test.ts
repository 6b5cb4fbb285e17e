import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paperAt } from '../../../src/editor/paperAt.ts';
import { readPictureBeside } from '../../../src/editor/paperFiles.ts';
import { type Picture, type PictureWays, pictureOf } from '../../../src/editor/paperPictures.ts';
import type { Figure, Paper, PaperSource } from '../../../src/papers/document.ts';
import { addressOf } from '../../../src/papers/figureFile.ts';
import { makeTar } from '../../doubles/papers/makeTar.ts';
import { neverAborted, useTemporaryFolder } from '../workspace/temporary.ts';

const png = Buffer.from('89504e470d0a1a0a', 'hex');
const pdf = Buffer.from('%PDF-1.7\n');

describe('The pictures of a paper', () => {
  const folder = useTemporaryFolder();
  const paperOf = (source: Omit<PaperSource, 'sha256'>, ...images: readonly string[]): Paper => ({
    format: 1,
    id: 'file:drafts/paper.tex',
    title: '',
    authors: [],
    sources: [{ sha256: 'ab', ...source }],
    sections: [],
    nodes: [{ kind: 'figure', anchor: 'F1', aliases: [], source: 0, confidence: 'exact', caption: [], images } satisfies Figure],
    references: [],
    macros: {},
    warnings: [],
  });
  const nothing: PictureWays = { kept: async () => undefined, fetch: async () => assert.fail('nobody is asked') };
  const picture = (paper: Paper, ways: Partial<PictureWays> = {}): Promise<Picture> =>
    pictureOf(paper, 'F1', 0, { ...nothing, ...ways }, neverAborted);
  const drawn = { url: `data:image/png;base64,${png.toString('base64')}` };

  // shows: paper-pictures
  it('come from beside the paper, with the ending that LaTeX leaves out, and from nowhere else', async () => {
    const file = join(folder.path, 'space/drafts/paper.tex');
    await mkdir(join(folder.path, 'space/drafts'), { recursive: true });
    await mkdir(join(folder.path, 'space/figures'), { recursive: true });
    await writeFile(join(folder.path, 'space/figures/loss.png'), png);
    await writeFile(join(folder.path, 'space/drafts/drawn.pdf'), pdf);
    await writeFile(join(folder.path, 'secret.png'), png);
    await symlink(join(folder.path, 'secret.png'), join(folder.path, 'space/drafts/link.png'));
    const beside = (name: string) => readPictureBeside(file, name, [join(folder.path, 'space')]);
    const of = (name: string) => picture(paperOf({ kind: 'file' }, name), { beside });
    assert.deepEqual(await of('../figures/loss'), drawn);
    assert.match(JSON.stringify(await of('drawn')), /drawn is a PDF, which cannot be drawn here/);
    for (const name of ['gone', '../../secret.png', 'link', join(folder.path, 'secret.png')])
      assert.deepEqual(Object.keys(await of(name)), ['why'], name);
  });

  // shows: paper-pictures
  it('come out of the archive that the authors uploaded', async () => {
    const archive = makeTar([
      { name: 'main.tex', data: '\\documentclass{article}' },
      { name: './figures/loss.png', data: png },
    ]);
    const kept = async (sha256: string) => (sha256 === 'ab' ? archive : undefined);
    assert.deepEqual(await picture(paperOf({ kind: 'eprint' }, 'figures/loss'), { kept }), drawn);
    assert.deepEqual(Object.keys(await picture(paperOf({ kind: 'eprint' }, 'figures/gone'), { kept })), ['why']);
  });

  // shows: paper-pictures
  it('come from where the page came from, never from a stranger who would hear who reads it', async () => {
    const source: PaperSource = { kind: 'arxiv-html', from: 'https://arxiv.org/html/1706.03762v7', sha256: '' };
    assert.equal(addressOf('Figures/a.png', source), 'https://arxiv.org/html/1706.03762v7/Figures/a.png');
    assert.equal(addressOf('https://tracker.example/a.png', source), undefined);
    const asked: string[] = [];
    const fetch = async (url: string) => {
      asked.push(url);
      return png;
    };
    assert.deepEqual(await picture(paperOf(source, 'https://tracker.example/a.png'), { fetch }), {
      why: 'https://tracker.example/a.png is not there.',
    });
    assert.deepEqual(await picture(paperOf(source, 'a.png'), { fetch }), drawn);
    assert.deepEqual(asked, ['https://arxiv.org/html/1706.03762v7/a.png']);
  });
});

describe('A link in the chat', () => {
  // shows: paper-links
  it('leads to a paper where its address says so', () => {
    for (const url of [
      'https://arxiv.org/abs/1706.03762',
      'https://arxiv.org/pdf/1706.03762v7.pdf',
      'https://doi.org/10.1000/xyz123',
      'https://openreview.net/forum?id=abcd1234',
      'https://aclanthology.org/2020.acl-main.1/',
      'https://huggingface.co/papers/1706.03762',
    ])
      assert.equal(paperAt(url)?.kind, 'paper', url);
    for (const url of [
      'https://huggingface.co/bert-base-uncased',
      'https://example.org/1706.03762',
      'mailto:ada@arxiv.org',
      'arxiv:1706.03762',
    ])
      assert.equal(paperAt(url), undefined, url);
  });
});
