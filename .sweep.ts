import { readFileSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { readLatex } from './src/papers/latex/readLatex.ts';
import { pictureMarkdown } from './src/editor/traceText.ts';
const { formulaImage } = await import(pathToFileURL('/tmp/hF/dist/webview/reproductionFormulas.js').href);
const css = readFileSync('dist/webview/reproductionFormulas.css', 'utf8');
const font = (f: string) => readFileSync(`dist/webview/paper-fonts/${f}`).toString('base64');
const files = [...['article1_1', 'article2_2', 'ieee_3'].map((n) => `/work/shared/fixtures/papers/${n}/p.tex`), '/work/shared/fixtures/papers/written-p1-label-smoothing/main.tex', ...readdirSync('examples/papers').filter((n) => !n.includes('.')).map((n) => `examples/papers/${n}/paper.tex`), ...readdirSync('test/fixtures/papers/saidBlind').filter((n) => n.endsWith('.tex')).slice(0, 150).map((n) => `test/fixtures/papers/saidBlind/${n}`)];
const texs = new Set<string>();
for (const f of files) try { for (const n of readLatex(new Map([['m.tex', readFileSync(f)]]), { id: 'file:m.tex', main: 'm.tex' } as any).nodes) if (n.kind === 'equation' && n.tex) texs.add(n.tex); } catch {}
console.log('formulas', texs.size);
const b = await chromium.launch({ executablePath: process.env.CHROME!, args: ['--no-sandbox'] });
const p = await b.newPage();
let none = 0, large = 0, cut = 0; const ratios: number[] = [];
for (const tex of [...texs].slice(0, 260)) {
  const svg = formulaImage(tex, { css, color: '#000', font });
  if (!svg) { none++; console.log('none', tex.slice(0, 100)); continue; }
  if (pictureMarkdown(svg, tex) === undefined) { large++; console.log('large', svg.length, tex.slice(0, 60)); }
  await p.setContent(`<body style="margin:0">${svg}</body>`);
  const [real, h, top, bottom] = (await p.evaluate(`(async () => { await document.fonts.ready; const r = document.querySelector('.katex-html').getBoundingClientRect(); const s = document.querySelector('svg').getBoundingClientRect(); let t = 1e9, b = -1e9; for (const e of document.querySelectorAll('.katex-html .katex-base')) { const q = e.getBoundingClientRect(); t = Math.min(t, q.top); b = Math.max(b, q.bottom); } return [r.right, s.height, t, b - s.height]; })()`)) as number[];
  const w = Number(/width="(\d+)"/.exec(svg)![1]);
  ratios.push(w / real!);
  if (real! > w || top! < -1 || bottom! > 1) { cut++; console.log('cut', w, real, top, bottom, tex.slice(0, 120)); }
}
ratios.sort((a, c) => a - c);
console.log({ n: ratios.length, none, large, cut, min: ratios[0], median: ratios[ratios.length >> 1], max: ratios.at(-1) });
await b.close();
