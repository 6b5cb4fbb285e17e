/** What formulas do with letters and numbers says what these are, whatever the letters are called. */
import { strict as assert } from 'node:assert';
import { heldInFormula } from '../../../../src/papers/said/formulas.ts';
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
    [
      String.raw`\eta_t=\frac{\eta_0}{2}\Bigl(1+\cos\frac{\pi t}{N}\Bigr)`,
      '',
      'learning rate schedule = cosine',
      'learning rate: η0',
      'final learning rate = 0',
      'training steps: N',
    ],
    [String.raw`\eta_t=\eta_0\min(1,t/500)`, '', 'learning rate: η0', 'warmup steps = 500'],
    [String.raw`\tilde w\gets(1-\omega)\tilde w+\omega w`, 'the target network', 'target update rate: ω'],
    [String.raw`\tilde w\gets0.995\,\tilde w+0.005\,w`, 'weights', 'ema decay = 0.995'],
    [String.raw`h_t=z_t\odot h_{t-1}+(1-z_t)\odot\tilde h_t`, ''],
    [String.raw`\check x=\nu x+(1-\nu)x'`, ''],
    [String.raw`\min\Bigl(1,\frac{c}{\|g\|}\Bigr)g`, '', 'gradient clipping: c'],
    [String.raw`\frac{\exp(s_i/\tau)}{\sum_j\exp(s_j/\tau)}`, '', 'temperature: τ'],
    [String.raw`\exp(-r^2/\tau)`, ''],
    [String.raw`\hat\epsilon=\rho\,g/\|g\|`, ''],
    [String.raw`g\gets c\,g/\|g\|`, '', 'gradient clipping: c'],
    [String.raw`J=A+0.2\cdot\frac1N\sum_t(V_\theta(s_t)-R_t)^2`, 'the reward', 'value coefficient = 0.2'],
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
        heldInFormula(tex, about)
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

// shows: paper-formula-values
describe('an algorithm', () => {
  const lines = (body: string): string[] =>
    saidIn(String.raw`We train a network. \begin{algorithm}\caption{Loop}\begin{algorithmic}${body}\end{algorithmic}\end{algorithm}`);
  for (const [body, ...expected] of [
    [String.raw`\FOR{epoch $e=1$ \TO $45$}\STATE learn\ENDFOR`, 'epochs = 45'],
    [String.raw`\IF{$c=7$ \COMMENT{patience}}\STATE stop\ENDIF`, 'early stopping patience = 7'],
    [String.raw`\STATE draw $96$ points $x$`, 'batch size = 96'],
    [String.raw`\STATE $v\gets0.8v+\nabla f$; $w\gets w-0.3v$`, 'learning rate = 0.3', 'momentum = 0.8'],
    [String.raw`\REQUIRE limit $c=2$ \STATE $g\gets\min(1,c/\|g\|)\,g$`, 'gradient clipping = 2'],
  ] as const)
    it(`says ${expected.join(', ')} by “${body}”`, () => assert.deepEqual(lines(body), [...expected].sort()));
  it('lists what it requires, each for itself', () => {
    const paper = paperOf(
      String.raw`\title{Task A and Task B}\begin{document}\section{Training} On Task-A2 the momentum is $0.9$. On Task-B1 it is $0.5$.` +
        String.raw`\begin{algorithm}\caption{Loop}\begin{algorithmic}\REQUIRE tasks Task-A2, step size $\eta=0.3$\end{algorithmic}\end{algorithm}\end{document}`,
    );
    const rate = sayWhat(paper).hyperparameters.find(({ name }) => name === 'learning rate');
    assert.deepEqual([rate?.value, rate?.scope], [0.3, undefined]);
  });
});

// shows: paper-formula-values
describe('networks as chains of layers', () => {
  it('have hidden layers between the ends', () =>
    assert.deepEqual(
      saidIn('The network is a perceptron, 20--300--300--4, with tanh.').filter((each) => /layers|units/.test(each)),
      ['hidden units = 300', 'layers = 2'],
    ));
  it('unless it is something else that is joined', () =>
    assert.deepEqual(
      saidIn('The network is trained on the seasons 1990--1995--2000.').filter((each) => /layers|units/.test(each)),
      [],
    ));
});

// shows: paper-formula-values
describe('letters that are put in to see what comes out', () => {
  const derivation = String.raw`With \[\bar w\gets\gamma\bar w+(1-\gamma)w\] the variance shrinks.`;
  for (const sentence of [
    String.raw`For $\gamma=0.9$ it is one tenth.`,
    String.raw`It falls from one at $\gamma=0$ to $0.1$ at $\gamma=0.8$.`,
    String.raw`The factor is $0.05$ for $\gamma=0.9$.`,
  ])
    it(`give no setting: “${sentence}”`, () => assert.deepEqual(saidIn(`${derivation} ${sentence}`), []));
  it('but in a set-up they do', () => assert.deepEqual(saidIn(`${derivation} We use $\\gamma=0.9$.`), ['ema decay = 0.9']));
  it('and a subject of its own has its own number', () =>
    assert.deepEqual(
      saidIn(
        String.raw`With \[\frac{\exp(z_i/\tau)}{\sum_j\exp(z_j/\tau)}\] and $\tau=4$ we soften the logits, whose spread is about $9$.`,
      ),
      ['temperature = 4'],
    ));
});

// shows: paper-formula-values
describe('two values of one setting', () => {
  const contradicted = (body: string): string[] =>
    sayWhat(
      paperOf(String.raw`\title{A network}\begin{document}\section{Experiments} We train on digits. ${body} \end{document}`),
    ).contradictions.map(({ name, values }) => `${name}: ${values.map(({ value }) => value).join(' | ')}`);
  const table = (row: string): string =>
    String.raw`\appendix\section{Settings}\begin{table}\caption{Settings}\begin{tabular}{ll} ${row}\\ Epochs & 30\\ \end{tabular}\end{table}`;
  it('disagree between a loss and a table', () =>
    assert.deepEqual(
      contradicted(
        String.raw`The agent minimises \[J=L_\pi+0.5(V(s)-R)^2-0.04\,H(\pi)\] for its reward. ${table('Entropy coefficient & 0.01')}`,
      ),
      ['entropy coefficient: 0.04 | 0.01'],
    ));
  it('disagree between a comment of an algorithm and a sentence', () =>
    assert.deepEqual(
      contradicted(
        String.raw`The patience is $5$. \begin{algorithm}\caption{Loop}\begin{algorithmic}\IF{$c=7$ \COMMENT{patience}}\STATE stop\ENDIF\end{algorithmic}\end{algorithm}`,
      ),
      ['early stopping patience: 5 | 7'],
    ));
  it('disagree where each place knows one number of channels', () =>
    assert.deepEqual(contradicted(`Each layer has 20 channels. ${table('Channels & 28')}`), ['channels: 20 | 28']));
  it('agree where one of them is all runs of all methods', () =>
    assert.deepEqual(contradicted('All numbers are means over 6 seeds. All 24 runs took 3 hours.'), []));
  it('agree where one of them is no length of a training', () =>
    assert.deepEqual(contradicted('Training takes 7000 updates. The memory of the average is short: this is 80 updates.'), []));
  it('agree where one optimizer works on top of another', () =>
    assert.deepEqual(
      contradicted('The optimizer is SGD with a learning rate of 0.1. \\appendix \\section{Settings} We use the optimizer SAM.'),
      [],
    ));
  it('agree where a pair is drawn to measure', () =>
    assert.deepEqual(
      contradicted('There are 900 test examples. The error of the kernel is measured on 4000 random pairs of test points.'),
      [],
    ));
  it('agree where widths are joined', () =>
    assert.deepEqual(contradicted(`The network has two hidden layers of $40$ units. ${table('Hidden layers & 40--40')}`), []));
});
