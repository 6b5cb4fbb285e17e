/** What formulas do with letters and numbers says what these are, whatever the letters are called. */
import { strict as assert } from 'node:assert';
import { heldIn } from '../../../../src/papers/said/formulaForms.ts';
import { formulaText } from '../../../../src/papers/said/formulaText.ts';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';

function saidIn(body: string, title = 'A network'): string[] {
  const paper = paperOf(String.raw`\title{${title}}\begin{document}\section{Method} ${body} \end{document}`);
  return sayWhat(paper)
    .hyperparameters.map(({ name, value, values }) => `${name} = ${values?.join(', ') ?? value}`)
    .sort();
}

// shows: paper-formula-values
describe('a formula as a line', () => {
  for (const [tex, text] of [
    [String.raw`\frac{\lambda}{2}\lVert w\rVert_2^2`, 'λ/2‖w‖_2^2'],
    [String.raw`\bar\theta_t \leftarrow \gamma\,\bar{\theta}_{t-1} + (1-\gamma)\,\theta_t`, 'θ¯_t←γθ¯_(t-1)+(1-γ)θ_t'],
    [String.raw`\eta_t = 2\cdot10^{-3}\left(1-\tfrac{t}{10{,}000}\right)`, 'η_t=2e-3(1-t/10000)'],
    [String.raw`\sum_{b=1}^{12}\underbrace{x_b}_{\text{share}}\label{eq:a}`, 'sum_(b=1)^(12)x_b'],
    [String.raw`\begin{cases} t/50, & t\le 50,\\[2pt] 1 \end{cases}`, '{t/50,t≤50,;1}'],
  ] as const)
    it(`is ${text}`, () => assert.equal(formulaText(tex), text));
});

// shows: paper-formula-values
describe('what a formula holds', () => {
  for (const [tex, about, ...expected] of [
    [String.raw`\alpha_t=0.7^t`, ''],
    [
      String.raw`\eta_k=0.02\cdot0.95^{k}`,
      '',
      'learning rate schedule = exponential',
      'learning rate = 0.02',
      'learning rate decay factor = 0.95',
    ],
    [String.raw`\eta_t=\frac{\eta_0}{2}\Bigl(1+\cos\frac{\pi t}{N}\Bigr)`, '', 'learning rate schedule = cosine', 'learning rate: η0'],
    [String.raw`\eta_t=\eta_0\min(1,t/500)`, '', 'learning rate: η0', 'warmup steps = 500'],
    [String.raw`\tilde w\gets(1-\omega)\tilde w+\omega w`, 'the target network', 'target update rate: ω'],
    [String.raw`\tilde w\gets0.995\,\tilde w+0.005\,w`, 'weights', 'ema decay = 0.995'],
    [String.raw`h_t=z_t\odot h_{t-1}+(1-z_t)\odot\tilde h_t`, ''],
    [String.raw`\check x=\nu x+(1-\nu)x'`, ''],
    [String.raw`\min\Bigl(1,\frac{c}{\|g\|}\Bigr)g`, '', 'gradient clipping: c'],
    [String.raw`\frac{\exp(s_i/\tau)}{\sum_j\exp(s_j/\tau)}`, '', 'temperature: τ'],
    [String.raw`\exp(-r^2/\tau)`, ''],
    [String.raw`\ell=(1-\kappa)H(y,p)+\kappa\,T^2H(q,p)`, 'a teacher', 'distillation weight: κ'],
    [
      String.raw`J=L_{\mathrm{clip}}+0.25\,(V(s)-R)^2-0.003\,H[\pi]`,
      'the reward',
      'entropy coefficient = 0.003',
      'value coefficient = 0.25',
    ],
    [String.raw`\mathrm{ECE}=\sum_{b=1}^{12}\frac{n_b}{n}|\mathrm{acc}(b)-\mathrm{conf}(b)|`, '', 'bins = 12'],
    [String.raw`\beta_t=10^{-4}+\frac{t-1}{T-1}(0.03-10^{-4})`, '', 'noise schedule = linear', 'beta start = 0.0001', 'beta end = 0.03'],
  ] as const)
    it(`${tex} holds ${expected.join(', ') || 'nothing'}`, () =>
      assert.deepEqual(
        heldIn(formulaText(tex), about)
          .map(({ name, letter, value }) => (letter === undefined ? `${name} = ${value}` : `${name}: ${letter}`))
          .sort(),
        [...expected].sort(),
      ));
});

// shows: paper-formula-values
describe('a letter is what its formula makes of it', () => {
  it('where another meaning is usual', () =>
    assert.deepEqual(
      saidIn(
        String.raw`The average \[\bar\theta\leftarrow\gamma\bar\theta+(1-\gamma)\theta\] is evaluated. We train a network on batches of $32$ images with $\gamma=0.97$. Rewards are discounted.`,
      ),
      ['batch size = 32', 'ema decay = 0.97'],
    ));
  it('in a schedule with a number behind it', () =>
    assert.deepEqual(saidIn(String.raw`The learning rate is $\eta_m=0.4\cdot0.9^{m}$, falling to $0.017$ at the end.`), [
      'final learning rate = 0.017',
      'learning rate = 0.4',
      'learning rate decay factor = 0.9',
      'learning rate schedule = exponential',
    ]));
  it('but what is fitted is not set', () =>
    assert.deepEqual(
      saidIn(String.raw`With \[p_i=\frac{\exp(z_i/T)}{\sum_j\exp(z_j/T)}\] the minimum is $\hat T$, and at $T=2$ the calibration is good.`),
      [],
    ));
  it('unless the formula is somebody else’s', () =>
    assert.deepEqual(saidIn(String.raw`Smith et al.~\cite{smith} let the rate fall as $\eta_t=0.5\cdot0.9^t$.`), []));
});
