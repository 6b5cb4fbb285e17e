import katex from 'katex';
const t: any = (katex as any).__renderToDomTree(String.raw`q_k = \begin{cases} 1-\varepsilon+\frac{\varepsilon}{K}, & k=y,\\ \frac{\varepsilon}{K}, & k\neq y,\end{cases} \sqrt{x^2} \mathbb{E}_{x}\left[\sum_{i=1}^n \mathcal L\right]`, { displayMode: true, output: 'html' });
const show = (n: any, d = 0): void => { console.log(' '.repeat(d) + [n.constructor.name, n.text, n.width, n.italic, (n.classes ?? []).join('.'), JSON.stringify(n.style ?? {})].join(' | ')); for (const c of n.children ?? []) show(c, d + 1); };
show(t);
