import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Paper } from '../../src/papers/document.ts';
import { readPdf } from '../../src/papers/pdf/readPdf.ts';
import { drawn, playPaper } from './act.ts';
import { sent } from './paperStates.ts';
import { useStage } from './setup.ts';
import { press, settled, until, type View } from './stage.ts';

const bytes = readFileSync(new URL('../fixtures/papers/pdf/ieee.pdf', import.meta.url));

describe('The pages of a PDF in the reader', () => {
  const setup = useStage();
  let paper: Paper;

  before(async () => {
    paper = await readPdf(bytes, { id: 'file:ieee.pdf', from: 'ieee.pdf' });
  });

  const unread = (): string => paper.nodes.find(({ kind, place }) => kind === 'equation' && place !== undefined)?.anchor ?? '';
  const asked = async (view: View): Promise<readonly unknown[]> => (await view.posted()).filter(({ type }) => type === 'wantPdf');
  const scripts = async (view: View): Promise<readonly string[]> =>
    await view.page.evaluate(
      `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('paperPages'))`,
    );
  const open = async (): Promise<View> => {
    const view = setup.keep(await playPaper(setup.stage, 'dark', { messages: sent(paper), width: 900 }));
    assert.deepEqual([await asked(view), await scripts(view)], [[], []], 'nothing is loaded before there is something to draw');
    await view.send({ type: 'show', anchor: unread() });
    await drawn(view);
    await until(view.page, 'window.posted.some(({ type }) => type === "wantPdf")');
    return view;
  };
  /** In two parts, as the host sends what is larger. */
  const give = async (view: View): Promise<void> => {
    const half = 100_000;
    const total = bytes.length;
    await view.send({ type: 'pdf', source: 0, from: 0, total, bytes: new Uint8Array(bytes.subarray(0, half)) });
    await until(view.page, `window.posted.some(({ type, from }) => type === 'wantPdf' && from === ${half})`);
    await view.send({ type: 'pdf', source: 0, from: half, total, bytes: new Uint8Array(bytes.subarray(half)) });
  };
  /** Dark pixels of a canvas, by whether they are on its outermost lines. */
  const ink = async (view: View, selector: string): Promise<{ readonly inside: number; readonly edge: number }> =>
    await view.page.evaluate(`(() => {
      const canvas = document.querySelector('${selector}');
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
      const found = { inside: 0, edge: 0 };
      for (let at = 0; at < width * height; at++) {
        if (data[4 * at] > 100) continue;
        const isEdge = at < width || at >= width * (height - 1) || at % width === 0 || at % width === width - 1;
        found[isEdge ? 'edge' : 'inside'] += 1;
      }
      return found;
    })()`);

  // shows: paper-page-crops
  it('show a formula that was not read as it is printed, once its bytes are there, with words for who does not see it', async () => {
    const view = await open();
    const crop = `[data-anchor="${unread()}"] canvas`;
    await give(view);
    await until(view.page, `document.querySelector('${crop}[data-drawn]') !== null`);
    const { inside, edge } = await ink(view, crop);
    assert.ok(inside > 40, `there is ink: ${inside}`);
    assert.equal(edge, 0, 'nothing is cut off');
    assert.match((await view.page.locator(crop).getAttribute('aria-label')) ?? '', /^picture of the formula on page \d+; not read$/);
    assert.deepEqual(await asked(view), [
      { type: 'wantPdf', source: 0, from: 0 },
      { type: 'wantPdf', source: 0, from: 100_000 },
    ]);
    await view.page.locator(`[data-anchor="${unread()}"]`).hover();
    await view.page.locator('.page-point').click();
    await until(view.page, 'document.querySelector(".page-look-mark") !== null');
    assert.equal(await view.page.locator('.page-look .more').count(), 0, 'it is no longer being drawn');
    assert.ok((await ink(view, '.page-look canvas')).inside > 10_000, 'the whole page');
    await press(view.page, 'Escape');
    assert.equal(await view.page.locator('.page-look').count(), 0);
    assert.equal((await scripts(view)).length, 1);
    assert.deepEqual(view.troubles, [], 'no refusal, and no request to anywhere else');
  });

  // shows: paper-crop-sent
  it('give a picture of a place to who asks for it, or say why there is none', async () => {
    const view = await open();
    await give(view);
    await view.send({ type: 'wantCrop', anchor: unread() });
    await until(view.page, 'window.posted.some(({ type }) => type === "crop")');
    const [crop] = (await view.posted()).filter(({ type }) => type === 'crop');
    const png = Buffer.from(crop !== undefined && 'png' in crop ? (crop.png ?? '') : '', 'base64');
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    assert.ok(width > height && width > 200, `${width} × ${height}`);
    await view.send({ type: 'wantCrop', anchor: 'nowhere' });
    await until(view.page, 'window.posted.some(({ type, why }) => type === "crop" && why === "It is no place on the page of a PDF.")');
  });

  // shows: paper-page-crops
  it('say in a sentence why they cannot be drawn', async () => {
    const view = await open();
    await view.send({ type: 'noPdf', source: 0, why: 'The PDF has changed since it was read.' });
    await settled(view.page);
    const words = (await view.page.locator(`[data-anchor="${unread()}"] .not-drawn`).textContent()) ?? '';
    assert.match(words, /^\s*Page \d+ of the PDF cannot be drawn: The PDF has changed since it was read\.$/);
  });
});
