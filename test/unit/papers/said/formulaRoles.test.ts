/** Where a letter stands in a formula says what it is, in whatever order the formula is written. */
import { strict as assert } from 'node:assert';
import { heldInFormula } from '../../../../src/papers/said/formulas.ts';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';

function saidIn(body: string): string[] {
  const paper = paperOf(
    String.raw`\title{A network}\begin{document}\begin{abstract}We train a network.\end{abstract}\section{Method} ${body} \end{document}`,
  );
  return sayWhat(paper)
    .hyperparameters.map(({ name, value, values }) => `${name} = ${values?.join(', ') ?? value}`)
    .sort();
}

// shows: paper-formula-roles
describe('the place of a letter in a formula', () => {
  for (const [tex, about, ...expected] of [
    [String.raw`\psi\gets\psi-\kappa\,\nabla_\psi J(\psi)`, '', 'learning rate: κ'],
    [String.raw`u\gets g+\rho u`, '', 'momentum: ρ'],
    [String.raw`\phi_{t+1}=\phi_t-\alpha\frac{\hat m_t}{\sqrt{\hat v_t}+\delta}`, '', 'epsilon: δ', 'learning rate: α'],
    [String.raw`m_t=\beta_1m_{t-1}+(1-\beta_1)g_t`, '', 'beta1: β1'],
    [String.raw`s\gets(1-\beta_2)g^2+\beta_2 s`, '', 'beta2: β2'],
    [String.raw`\bar W\gets(1-0.01)\bar W+0.01\,W`, 'a target network', 'target update rate = 0.01'],
    [String.raw`\bar a\gets0.9\,\bar a+0.1\,a`, ''],
    [String.raw`R(w)+\kappa\sum_j|w_j|`, '', 'l1 penalty: κ'],
    [String.raw`\frac{\alpha}{2}\lVert\mathbf w\rVert_2^2+\frac1n\sum_i\ell_i`, '', 'weight decay: α'],
    [String.raw`\mathcal L_{\mathrm{rec}}+\omega\mathcal L_{\mathrm{adv}}`, '', 'loss weight: ω'],
    [String.raw`\nu\,\mathrm{CE}+(1-\nu)\,\mathrm{KL}(q\|p)`, '', 'distillation weight: ν'],
    [String.raw`\|x-y\|^2+\nu\|x-z\|_1`, ''],
    [String.raw`\tilde y=\frac{\delta}{K}+(1-\delta)y`, '', 'label smoothing: δ'],
    [String.raw`s_\theta(x)+w\bigl(s_\theta(x,c)-s_\theta(x)\bigr)`, '', 'guidance scale: w'],
    [String.raw`u=-\rho\,\epsilon_\theta(z)+(1+\rho)\,\epsilon_\theta(z,c)`, '', 'guidance scale: ρ'],
    [String.raw`\delta_t=r_t+\gamma V(s_{t+1})-V(s_t)`, '', 'discount factor: γ'],
    [String.raw`\sum_l(\gamma\lambda)^l\delta_{t+l}`, '', 'discount factor: γ', 'gae lambda: λ'],
    [String.raw`\mathrm{clip}(w,\,1-\delta,\,1+\delta)\,A`, '', 'clip range: δ'],
    [String.raw`\mathrm{clip}(w,0.7,1.3)`, '', 'clip range = 0.3'],
    [String.raw`\bigl[\kappa+d(a,p)-d(a,n)\bigr]_+`, '', 'margin: κ'],
    [String.raw`\mathrm{softmax}(z/\tau)`, '', 'temperature: τ'],
    [String.raw`\log p(y\mid x)\,/\,|y|^{\kappa}`, '', 'length penalty: κ'],
    [String.raw`W_0+\frac{\alpha}{r}BA`, '', 'lora alpha: α', 'lora rank: r'],
    [String.raw`\lambda\sim\mathrm{Beta}(\delta,\delta)`, '', 'mixup alpha: δ'],
    [String.raw`c\in\{1,\dots,M\}`, '', 'classes: M'],
    [String.raw`\eta/(1-\rho)`, '', 'momentum: ρ'],
    [String.raw`\frac{1}{1+\exp(-t/T)}`, ''],
    [String.raw`\Delta w_{ji}(k)=0.2\,\delta_j y_i+0.8\,\Delta w_{ji}(k-1)`, '', 'learning rate = 0.2', 'momentum = 0.8'],
    [
      String.raw`\Delta W=-\epsilon\frac{\partial E}{\partial W}+\mu\,\Delta W^{\rm old}-\kappa W`,
      '',
      'learning rate: ε',
      'momentum: μ',
      'weight decay: κ',
    ],
    [String.raw`u\gets 0.8u+g+3\cdot10^{-4}w`, '', 'momentum = 0.8', 'weight decay = 0.0003'],
    [String.raw`w\gets(1-10^{-5})w-0.3\,g`, '', 'learning rate = 0.3', 'weight decay = 0.00001'],
    [String.raw`\theta\gets\theta-0.02\,(\nabla L+10^{-3}\theta)`, '', 'learning rate = 0.02', 'weight decay = 0.001'],
    [String.raw`V(s)\gets V(s)+\beta\,[r+0.9V(s')-V(s)]`, '', 'discount factor = 0.9', 'learning rate: β'],
    [String.raw`\theta\gets\theta+\alpha\,\delta\,\phi(s)`, 'an agent and its rewards', 'learning rate: α'],
    [String.raw`\sum_k0.97^kr_{t+k}`, '', 'discount factor = 0.97'],
    [String.raw`0.95\,y+0.05/K`, '', 'label smoothing = 0.05'],
    [String.raw`\tilde x=x+0.3\,\xi`, '', 'noise standard deviation = 0.3'],
    [String.raw`\lambda\sim\mathrm{Beta}(0.4,0.4)`, '', 'mixup alpha = 0.4'],
    [String.raw`p\sim\mathrm{Beta}(1,1)`, ''],
    [String.raw`\eta_t=\frac{0.3}{1+t/500}`, '', 'learning rate = 0.3'],
    [
      String.raw`\eta_t=\tfrac12\cdot0.04\,(1+\cos(\pi t/900))`,
      '',
      'final learning rate = 0',
      'learning rate = 0.04',
      'learning rate schedule = cosine',
    ],
    [String.raw`f(x)=ax+b`, ''],
    [String.raw`\sum_{k=1}^{K}\frac{a_k}{b_k}\le\frac{C}{(1-\rho)^2}`, ''],
  ] as const)
    it(`${tex} has ${expected.join(', ') || 'none of a setting'}`, () =>
      assert.deepEqual(
        heldInFormula(tex, about)
          .map(({ name, letter, value }) => (letter === undefined ? `${name} = ${value}` : `${name}: ${letter}`))
          .sort(),
        [...expected].sort(),
      ));

  it('names every value that the letter is given', () =>
    assert.deepEqual(
      saidIn(
        String.raw`\[J(\psi)=\frac1n\sum_i\ell_i(\psi)+\kappa\|\psi\|^2,\qquad\kappa=2\cdot10^{-4}.\] Moments follow $u\gets\rho u+g$. \begin{algorithm}\begin{algorithmic}\State $\psi\gets\psi-\omega u$ \Comment{$\rho=0.8$, $\omega=0.03$}\end{algorithmic}\end{algorithm}`,
      ),
      ['learning rate = 0.03', 'momentum = 0.8', 'weight decay = 0.0002'],
    ));
  it('adds noise with the deviation that it is drawn with', () =>
    assert.deepEqual(saidIn(String.raw`Targets are $y=\sin x+\zeta$ with $\zeta\sim\mathcal N(0,0.3^2)$.`), [
      'noise standard deviation = 0.3',
    ]));
  it('is read under the heading of its own section', () =>
    assert.deepEqual(saidIn(String.raw`\section{Related work} Many were here. \section{Loss} \[\ell=\max(0,\,\nu+a-b),\qquad\nu=0.4\]`), [
      'margin = 0.4',
    ]));
  it('may be said by what stands below the letter', () =>
    assert.deepEqual(saidIn(String.raw`We use $\lambda_{\mathrm{wd}}=0.02$, $N_{\mathrm{test}}=700$ and $d_{\mathrm{ff}}=96$.`), [
      'feed-forward dimension = 96',
      'test examples = 700',
      'weight decay = 0.02',
    ]));
});
