import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/package.ts';
import { type PaperServices, startPaperServices } from '../doubles/papers/papers.ts';
import { eventually } from './eventually.ts';
import { useWindow } from './harness.ts';
import { PaperView } from './pages/paperView.ts';

const smoothing = 'How Much Label Smoothing Does a Small Network Want?';

describe('a paper of the web in a real window', () => {
  const window = useWindow({
    workspaceName: 'small',
    workspace(folder) {
      writeFileSync(path.join(folder, 'notes.md'), 'Notes on a paper.\n');
    },
  });
  let paper: PaperView;
  let services: PaperServices;
  before(async () => {
    services = await startPaperServices();
    paper = new PaperView(window().workbench);
  });
  after(() => services.close());

  // shows: paper-place-kept
  it('stands where it stood after it was hidden and after the window was loaded anew', async function () {
    this.timeout(240_000);
    const { workbench, page } = window();
    const body = readFileSync(path.join(root, 'test/fixtures/papers/latexml/smoothing.html'));
    services.files.set('/smoothing.html', { body, type: 'text/html' });
    await paper.open(`${services.url('files')}/smoothing.html`, smoothing);
    await paper.node('S3.SS1').evaluate((element) => element.scrollIntoView());
    await paper.node('S3.SS1').hover();
    await page.mouse.wheel(0, 90);
    await eventually(async () => assert.ok((await topOf('S3.SS1')) < -20));
    const top = await steadyTopOf('S3.SS1');
    const stands = async (): Promise<void> => {
      await paper.attach(smoothing);
      await eventually(async () => assert.ok(Math.abs((await topOf('S3.SS1')) - top) < 3));
    };
    await workbench.openFile('notes.md');
    await workbench.tab(/^How Much Label/).click();
    await stands();
    await workbench.reload();
    await stands();
  });

  async function topOf(anchor: string): Promise<number> {
    return await paper.node(anchor).evaluate((element) => element.getBoundingClientRect().top);
  }

  /** Once the page has come to rest. */
  async function steadyTopOf(anchor: string): Promise<number> {
    let before = await topOf(anchor);
    await eventually(async () => {
      const [last, now] = [before, await topOf(anchor)];
      before = now;
      assert.equal(now, last);
    });
    return before;
  }
});
