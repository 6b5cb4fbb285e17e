import { copyFileSync, mkdirSync, writeFileSync, cpSync } from 'node:fs';
import path from 'node:path';
import { openWindow } from './test/e2e/harness.ts';
import { PaperView } from './test/e2e/pages/paperView.ts';
import { writePaperFiles } from './test/e2e/shared/paperFiles.ts';
import { writeSmallFiles } from './test/e2e/shared/files.ts';
const out = '/tmp/hF-win'; mkdirSync(out, { recursive: true });
const shared = '/work/shared/fixtures/papers';
const script = process.argv[2]!;
const t0 = performance.now();
const window = await openWindow({
  settings: { 'editor.minimap.enabled': false, 'remote.autoForwardPorts': false, 'files.autoSave': 'off' },
  workspaceName: 'small',
  browser: { viewport: { width: 1360, height: 900 } },
  workspace(folder) {
    writeSmallFiles(folder); writePaperFiles(folder);
    for (const n of ['article1_1', 'article2_2', 'ieee_3']) for (const e of ['html', 'pdf', 'tex']) copyFileSync(`${shared}/${n}/p.${e}`, path.join(folder, `${n}.${e}`));
    for (const e of ['html', 'pdf', 'tex']) copyFileSync(`${shared}/written-p1-label-smoothing/main.${e}`, path.join(folder, `main.${e}`));
    copyFileSync('/tmp/hF/test/fixtures/papers/reader/mixed.tex', path.join(folder, 'mixed.tex'));
    copyFileSync('/tmp/hF/examples/papers/distillation/paper.tex', path.join(folder, 'distillation.tex'));
    writeFileSync(path.join(folder, 'broken.pdf'), 'no pdf at all');
  },
});
console.log('open', Math.round(performance.now() - t0));
const { workbench, page } = window;
const view = new PaperView(workbench);
const shot = async (name: string) => { await workbench.settle(); await page.screenshot({ path: `${out}/${name}.png`, animations: 'disabled' }); };
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
const step = async (name: string, work: () => Promise<unknown>) => {
  const t = performance.now();
  try { const r = await work(); console.log('ok', name, Math.round(performance.now() - t), r === undefined ? '' : JSON.stringify(r)); }
  catch (e) { console.log('FAIL', name, String(e).slice(0, 600)); await page.screenshot({ path: `${out}/fail-${name.replaceAll(/\W+/g, '-')}.png` }).catch(() => undefined); }
};
try { const { default: run } = await import(script); await run({ window, workbench, page, view, shot, sleep, step }); }
finally { await window.close(); }
