import assert from 'node:assert/strict';
import { PictureRefused } from '../../../src/base/admitPicture.ts';
import { figureChips } from '../../../src/editor/paperFigures.ts';
import type { PaperPart } from '../../../src/editor/paperPart.ts';
import type { Figure, Paper } from '../../../src/papers/document.ts';
import type { MentionChip } from '../../../src/protocol/chat.ts';
import { neverAborted } from '../workspace/temporary.ts';
import { somePng } from './files.ts';

describe('A figure of the reader that goes into a message', () => {
  // shows: images-attach
  it('goes with its picture, and with its caption alone where it is a drawing that models do not take', async () => {
    const figure: Figure = {
      kind: 'figure',
      anchor: 'F1',
      aliases: [],
      source: 0,
      confidence: 'exact',
      caption: [],
      images: ['a.png', 'b.pdf'],
    };
    const paper: Paper = {
      format: 1,
      id: 'file:paper.tex',
      title: 'A Paper',
      authors: [],
      sources: [{ sha256: 'ab', kind: 'file' }],
      sections: [],
      nodes: [figure],
      references: [],
      macros: {},
      warnings: [],
    };
    const given: string[] = [];
    const chat = {
      async addPicture(bytes: Uint8Array, name: string): Promise<MentionChip> {
        if (bytes.length < 100) throw new PictureRefused(name, 'is none', 'Attach one.');
        given.push(name);
        return { kind: 'picture', label: name, path: name };
      },
    };
    const ways = {
      beside: async (name: string) => (name === 'a.png' ? somePng() : name === 'b.pdf' ? Buffer.from('%PDF') : undefined),
      kept: async () => undefined,
      fetch: async () => assert.fail('nobody is asked'),
    };
    const part = (anchor: string) => ({ read: { paper }, anchor }) as unknown as PaperPart;
    const chips = await figureChips(part('F1'), ways, chat, neverAborted);
    assert.deepEqual(
      chips.map(({ label }) => label),
      ['file:paper.tex#F1, part 1'],
    );
    assert.deepEqual(await figureChips(part('S1'), ways, chat, neverAborted), []);
  });
});
