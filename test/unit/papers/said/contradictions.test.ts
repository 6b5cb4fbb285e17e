/** What a paper says twice in two ways, and what only looks like it: places, scopes, restatements in few words. */
import { strict as assert } from 'node:assert';
import { sayWhat } from '../../../../src/papers/said/sayWhat.ts';
import { paperOf } from '../../../bench/said/texts.ts';

const figure = (caption: string): string => String.raw`\begin{figure}\caption{${caption}}\end{figure}`;
const table = (rows: string, caption = 'Settings.'): string =>
  String.raw`\begin{table}\caption{${caption}}\begin{tabular}{lll}\toprule ${rows} \bottomrule\end{tabular}\end{table}`;
const algorithm = (lines: string, caption = 'Training'): string =>
  String.raw`\begin{algorithm}\caption{${caption}}\begin{algorithmic}${lines}\end{algorithmic}\end{algorithm}`;
const appendix = (text: string): string => String.raw`\appendix\section{Details}${text}`;

interface Text {
  readonly abstract?: string;
  readonly body: string;
  readonly rest?: string;
}

function namesIn({ abstract = '', body, rest = '' }: Text): readonly string[] {
  const tex = String.raw`\begin{document}\begin{abstract}We study something. ${abstract}\end{abstract}\section{Experiments}We evaluate on CIFAR-10. ${body}

${rest}\end{document}`;
  return sayWhat(paperOf(tex)).contradictions.map(({ name }) => name);
}

const disagreeing: readonly (readonly [name: string, text: Text])[] = [
  ['epochs', { abstract: 'We train a network for 50 epochs.', body: 'Training lasts 80 epochs.' }],
  ['epochs', { body: 'All models are trained for 100 epochs.', rest: figure('Validation accuracy over the 120 epochs of training.') }],
  ['epochs', { body: 'We train for 30 epochs.', rest: algorithm(String.raw`\FOR{epoch $=1,\dots,40$} \STATE update the weights \ENDFOR`) }],
  ['batch size', { body: 'Training uses mini-batches of 512.', rest: appendix('One GPU holds the whole batch of 256 images.') }],
  [
    'batch size',
    {
      body: 'All models are trained with a batch size of 256.',
      rest: table(String.raw` & Base & Large \\ Layers & 12 & 24 \\ Batch size & 256 & 512 \\`),
    },
  ],
  [
    'warmup steps',
    {
      body: 'The learning rate is warmed up linearly over 1,000 steps.',
      rest: table(String.raw`Warm-up steps & 2000 \\ Dropout & 0.1 \\`),
    },
  ],
  ['lora rank', { abstract: 'We train rank-8 adapters.', body: String.raw`The LoRA rank is 16 and $\alpha=32$.` }],
  ['queue size', { abstract: 'A queue of 65,536 negatives is kept.', body: 'The queue holds 16,384 keys.' }],
  ['group size', { abstract: 'Each problem is answered by a group of 8 samples.', body: 'GRPO is run with a group size of 16.' }],
  ['sequence length', { body: 'The model reads the last 168 hours.', rest: figure('Forecasts from an input window of 336 hours.') }],
  [
    'diffusion steps',
    {
      body: 'The forward process has $T=1000$ steps.',
      rest: algorithm(String.raw`\STATE $t\sim\mathcal{U}\{1,\dots,500\}$ \STATE take a gradient step`),
    },
  ],
  ['layers', { abstract: 'A 12-layer Transformer is trained.', body: 'The encoder is a Transformer with 8 layers of width 512.' }],
  [
    'temperature',
    {
      body: String.raw`The loss is \[ \mathcal L = \alpha\,\mathrm{KL} + (1-\alpha)\,\mathrm{CE}, \qquad \alpha = 0.7,\ \tau = 4 . \] where $\tau$ is the temperature of the distillation.`,
      rest: figure(String.raw`Students distilled with $\tau=2$.`),
    },
  ],
  [
    'loss weight',
    {
      body: String.raw`The adversarial loss is weighted by $\lambda_{\mathrm{adv}}=0.005$ and the total variation by $\lambda_{\mathrm{TV}}=0.1$.`,
      rest: algorithm(String.raw`\REQUIRE weights $\lambda_{\mathrm{adv}}=0.05$, $\lambda_{\mathrm{TV}}=0.1$ \STATE update`),
    },
  ],
  [
    'epochs',
    {
      body: 'We train for 200 epochs on CIFAR-10 and for 90 epochs on ImageNet.',
      rest: table(String.raw` & CIFAR-10 & ImageNet \\ Epochs & 200 & 100 \\ Batch size & 128 & 256 \\`),
    },
  ],
  [
    'dropout',
    {
      body: 'Dropout is 0.1 for the small and 0.3 for the large model.',
      rest: table(String.raw` & Small & Large \\ Dropout & 0.1 & 0.2 \\ Layers & 6 & 12 \\`),
    },
  ],
  [
    'ema decay',
    {
      body: "The decay of the teacher's EMA is 0.9996.",
      rest: algorithm('\\STATE Update the teacher as the EMA of the student with decay 0.999'),
    },
  ],
  [
    'beam size',
    { body: 'In decoding, the beam size is 4 on both data sets.', rest: figure('Translations found by beam search with a beam of 6.') },
  ],
  [
    'learning rate',
    {
      body: String.raw`AdamW has a learning rate of 0.001.\footnote{The learning rate was the same, 0.0003, for the U-Net and for all variants of the loss.}`,
    },
  ],
  [
    'epochs',
    { abstract: 'With five local epochs the accuracy drops by less than a point.', body: 'Clients run 2 local epochs per round.' },
  ],
  [
    'sampling steps',
    { abstract: 'With only 50 sampling steps samples are good.', body: 'A diffusion model is sampled with DDIM in 100 steps.' },
  ],
  [
    'target update interval',
    {
      body: 'An agent is trained by DQN. The target network is updated every 500 steps.',
      rest: algorithm(String.raw`\STATE every 1000 steps: $\theta^-\leftarrow\theta$`),
    },
  ],
  // Two paragraphs of the middle.
  ['batch size', { body: 'We use Adam with a batch size of 64.', rest: 'The weights are averaged. Each mini-batch holds 128 images.' }],
  [
    'weight decay',
    { body: 'SGD has a weight decay of 0.0005.', rest: String.raw`\subsection{Implementation details}The weight decay is 0.0001.` },
  ],
  [
    'epochs',
    {
      body: '',
      rest: String.raw`\subsection{Training}Training runs for 100 epochs. \subsection{Set-up}The network is trained for 120 epochs.`,
    },
  ],
  [
    'dropout',
    { body: '', rest: String.raw`\subsection{Model}The network has a dropout of 0.1. \subsection{Training}We use a dropout of 0.3.` },
  ],
  [
    'discount factor',
    { body: 'The agent is a DQN and the discount factor is 0.99.', rest: String.raw`We set $\gamma=0.95$ as the discount factor.` },
  ],
  ['seeds', { body: 'We report means over 5 seeds.', rest: 'Results are averages over 3 seeds.' }],
];

const agreeing: readonly Text[] = [
  { body: 'We use a batch size of 64.', rest: 'An attempt with a batch size of 128 was not pursued.' },
  { body: 'We use a batch size of 64.', rest: 'For ImageNet we use a batch size of 128.' },
  { body: 'We use a batch size of 64.', rest: 'Batches of 2048 are out of reach for us.' },
  { body: 'We use a batch size of 64.', rest: String.raw`\section{Ablations} We use a batch size of 128.` },
  { body: 'We use a batch size of 64.', rest: String.raw`\subsection{Baselines} We train a ResNet with a batch size of 128.` },
  { body: 'We train for 100 epochs.', rest: 'The student is trained for 50 epochs.' },
  { body: 'We train for 100 epochs.', rest: 'In the second stage we train for 50 epochs.' },
  { body: 'We train for 100 epochs.', rest: 'Training is then continued online for 20 epochs.' },
  { body: 'We train for 100 epochs.', rest: 'Jones et al. train for 200 epochs.' },
  { body: 'The learning rate is 0.1.', rest: 'In this phase the learning rate is raised to 0.3.' },
  { body: 'The learning rate is 0.1.', rest: 'We use a learning rate of 0.01 for the head.' },
  { body: 'The dropout is 0.1.', rest: 'BPE dropout has a probability of 0.3.' },
  { body: 'The batch size is 16.\\footnote{A batch of 8 takes twice as long and gave the same.}' },
  { body: 'The batch size is 16.', rest: figure('Already a batch of 8 would suffice.') },
  { body: 'The vocabulary has 10k pieces.', rest: appendix('The winning system of 2020 \\cite{a} was an ensemble with 32k pieces.') },
  {
    body: '',
    rest: String.raw`\paragraph{Supervised fine-tuning.} We train a language model for 2 epochs with a batch size of 64. \paragraph{GRPO.} We sample groups of 8 answers. ${table(String.raw`Batch size & 128 \\ Group size & 8 \\ Clip range & 0.2 \\`, 'Settings of GRPO.')}`,
  },
  { body: 'We distil with a temperature of 4.', rest: figure(String.raw`CRD uses $\tau=0.07$ in its contrastive loss.`) },
  { body: String.raw`The temperature is $0.05$.\footnote{We looked at E5, which has $\tau=0.01$.}` },
  { body: 'We train for 200 epochs.', rest: appendix('SimCLR needs batches of 4096, and BYOL trains for 1000 epochs.') },
  { body: 'We train for 200 epochs.', rest: figure('DGCNN was published with 250 epochs.') },
  { body: 'We decode with a beam of 4.', rest: appendix('PEGASUS decodes with a beam of 8.') },
  { abstract: 'Nine teams submitted 31 runs.', body: 'We report the mean of five seeds.' },
  { abstract: 'Submaps come from 31 runs of a tractor.', body: 'We report the mean of five seeds.' },
  { abstract: 'With 10 epochs instead of 50 nothing is lost.', body: 'We train for 100 epochs.' },
  { body: 'Sequences have 512 tokens.', rest: appendix('The largest model takes 31 hours.') },
  { body: 'We train for 100 epochs.', rest: figure('Features after 50 epochs.') },
  { body: 'The batch size is 128.', rest: figure('Accuracy for batch sizes of 64, 128 and 256.') },
  { body: 'Batches hold 64 images.', rest: appendix('In the linear evaluation the batch size is 256.') },
  { body: 'SGD has a learning rate of 0.1.', rest: figure('The minimum found with Adam at a learning rate of 0.001.') },
  {
    body: 'All models use a batch size of 256 unless stated otherwise.',
    rest: table(String.raw` & Base & Large \\ Layers & 12 & 24 \\ Batch size & 256 & 128 \\`),
  },
  { body: 'Weight decay is 0.01.', rest: appendix('GPT-3 used a weight decay of 0.1.') },
  { body: 'We train for 200k steps.', rest: appendix('The largest model is trained for 1,500 more steps.') },
  { body: 'The model reads 20 epochs of sleep at once.', rest: figure('A night in windows of 10 minutes.') },
  { body: 'The learning rate is 0.001.', rest: table(String.raw` & A & B \\ Layers & 2 & 4 \\`, 'TSM: learning rate 0.01, 50 epochs.') },
  { body: 'The queue has 65,536 keys.', rest: appendix('A queue of 16,384 was tried too and lost 0.4 points.') },
  { body: 'The network has 16 layers.', rest: appendix('A version with 2 layers is trained on CIFAR-10, all else being equal.') },
];

describe('a paper that says a thing twice', () => {
  for (const [name, text] of disagreeing)
    it(`disagrees on the ${name}: ${text.abstract ?? ''} ${text.body} ${text.rest ?? ''}`.slice(0, 150), () =>
      assert.deepEqual(namesIn(text), [name]),
    );
  for (const text of agreeing)
    it(`does not disagree: ${text.body} ${text.rest ?? ''}`.slice(0, 150), () => assert.deepEqual(namesIn(text), []));
});

describe('a long work', () => {
  const chapter = (number: number, rest = ''): string =>
    String.raw`\section{Study ${number}} We train a network with a batch size of ${16 + number} and test it. ${rest}`;
  const chapters = (count: number, last: string): string =>
    Array.from({ length: count }, (_, at) => chapter(at, at === count - 1 ? last : '')).join(' ');

  it('has set-ups of its own in each of its chapters', () => assert.deepEqual(namesIn({ body: '', rest: chapters(120, '') }), []));

  it('may disagree within a chapter', () =>
    assert.deepEqual(namesIn({ body: '', rest: chapters(120, figure('Accuracy after training with a batch size of 512.')) }), [
      'batch size',
    ]));

  // shows: paper-contradictions
  it('has set-ups of its own in the sections of a long chapter, and may disagree within one', () => {
    const sections = (last: string): string =>
      String.raw`\section{Studies} ${chapters(120, last).replaceAll(String.raw`\section`, String.raw`\subsection`)}`;
    assert.deepEqual(namesIn({ body: '', rest: sections('') }), []);
    assert.deepEqual(namesIn({ body: '', rest: sections(figure('Accuracy after training with a batch size of 512.')) }), ['batch size']);
  });

  // shows: paper-contradictions
  it('is read in a time that grows with its length, also where all of it stands under one heading', () => {
    const runs = Array.from(
      { length: 1500 },
      (_, run) => `Run ${run} has a learning rate of ${(run + 1) / 1e4} and a batch size of ${run + 2}.`,
    );
    const said = sayWhat(paperOf(String.raw`\begin{document}\section{Runs}${runs.join('\n\n')}\end{document}`));
    assert.deepEqual([said.hyperparameters.length, said.contradictions], [3000, []]);
  });
});
