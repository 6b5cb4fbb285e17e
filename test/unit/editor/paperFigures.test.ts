import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cropChips, toBeSeen } from '../../../src/editor/paperFigures.ts';
import { nothingSaid } from '../../../src/papers/parsePaper.ts';
import { readPdf } from '../../../src/papers/pdf/readPdf.ts';

describe('what of a PDF goes into a message as a picture', () => {
  const read = async () => ({
    paper: await readPdf(readFileSync(new URL('../../fixtures/papers/pdf/ieee.pdf', import.meta.url)), {
      id: 'file:ieee.pdf',
      from: 'ieee.pdf',
    }),
    said: nothingSaid,
  });
  const chat = (sees: boolean, describer?: string) => {
    const added: string[] = [];
    return {
      added,
      sight: async () => ({ model: 'm', sees, ...(describer === undefined ? {} : { describer }) }),
      async addPicture(_: Uint8Array, name: string) {
        added.push(name);
        return { kind: 'picture', label: name, path: name } as never;
      },
    };
  };
  const png = async (): Promise<Uint8Array> => new Uint8Array(4);

  // shows: paper-crop-sent
  it('are formulas that were not read: one by itself, and the first four of a section', async () => {
    const whole = await read();
    const equations = whole.paper.nodes.filter((node) => node.kind === 'equation' && node.tex === null);
    const [first] = equations;
    assert.ok(first?.section !== undefined);
    assert.deepEqual(
      toBeSeen({ read: whole, anchor: first.anchor }).map(({ anchor }) => anchor),
      [first.anchor],
    );
    const ofSection = toBeSeen({ read: whole, anchor: first.section });
    assert.ok(ofSection.length >= 1 && ofSection.length <= 4 && ofSection.every(({ place }) => place?.kind === 'page'));
    const words = whole.paper.nodes.find(({ kind, confidence }) => kind === 'paragraph' && confidence !== 'uncertain');
    assert.deepEqual(toBeSeen({ read: whole, anchor: words?.anchor ?? '' }), []);
  });

  // shows: paper-crop-sent
  it('go to a model that sees pictures or has them described, and to no other; what cannot be drawn is left out', async () => {
    const whole = await read();
    const anchor = whole.paper.nodes.find((node) => node.kind === 'equation')?.anchor ?? '';
    const part = { read: whole, anchor };
    const [seeing, blind, helped] = [chat(true), chat(false), chat(false, 'another')];
    assert.equal((await cropChips(part, png, seeing)).length, 1);
    assert.deepEqual(seeing.added, [`file:ieee.pdf#${anchor}`]);
    assert.deepEqual(await cropChips(part, () => assert.fail('nobody sees it'), blind), []);
    assert.equal((await cropChips(part, png, helped)).length, 1);
    assert.deepEqual(await cropChips(part, async () => undefined, seeing), []);
  });
});
