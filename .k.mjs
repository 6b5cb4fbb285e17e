import { formulaImage } from './dist/webview/reproductionFormulas.js';
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
const css = readFileSync('dist/webview/reproductionFormulas.css', 'utf8');
const font = (f) => readFileSync(`dist/webview/paper-fonts/${f}`).toString('base64');
const list = [String.raw`q_k^{(\varepsilon)} = \begin{cases} 1-\varepsilon+\frac{\varepsilon}{K}, & k=y,\\ \frac{\varepsilon}{K}, & k\neq y,\end{cases}`, String.raw`\mathcal{L}_\varepsilon = -\frac{1}{n}\sum_{i=1}^n\sum_{k=1}^K q_{i,k}^{(\varepsilon)}\log p_{i,k} + \mathbb{E}_{x\sim p}\left[\sqrt{\frac{a}{b+c}}\right]`, String.raw`\mathrm{Attention}(Q,K,V) = \operatorname{softmax}\Big(\frac{QK^\top}{\sqrt{d_k}}\Big)V`, String.raw`\begin{aligned} a &= b + c \\ &= \int_0^1 \hat{f}(x)\,dx \end{aligned}`, String.raw`\theta_{t+1} = \theta_t - \eta \nabla L(\theta_t)`, String.raw`\begin{pmatrix} a & b \\ c & d\end{pmatrix} \mathbf{x} \in \mathbb{R}^{n\times d}`, 'x^'];
const b = await chromium.launch({ executablePath: process.env.CHROME, args: ['--no-sandbox'] });
const p = await b.newPage();
let body = '';
for (const tex of list) { const t = performance.now(); const svg = formulaImage(tex, { css, color: '#d4d4d4', font }); if (!svg) { console.log('none', tex); continue; } const uri = 'data:image/svg+xml,' + encodeURIComponent(svg).replaceAll('%2B', '+').replaceAll('%2F', '/').replaceAll('%3D','=').replaceAll('%3A',':').replaceAll('%3B',';').replaceAll('%2C',','); console.log(svg.length, uri.length, Math.round(performance.now() - t), /width="(\d+)" height="(\d+)"/.exec(svg).slice(1, 3)); body += `<p><img style="outline:1px solid red" src="${uri}"></p>`;
  await p.setContent(`<body style="margin:0">${svg}</body>`); await p.evaluate('document.fonts.ready'); console.log('  real', await p.evaluate(`(() => { const r = document.querySelector('.katex-html').getBoundingClientRect(); return [r.width, r.height]; })()`)); }
await p.setContent(`<body style="background:#1f1f1f">${body}</body>`); await new Promise((r) => setTimeout(r, 800)); await p.screenshot({ path: '/tmp/hF-shots/formulas.png' }); await b.close();
