/** What tells a reader of a whole paper that something is said, in the words of many authors, and what only looks like it. */
import { strict as assert } from 'node:assert';
import { ofSetUp } from './reads.ts';

const gapsOf = (body: string): readonly string[] => ofSetUp(body).missing.map(({ name }) => name);

/** A paper of which little is known: it trains, and it has data. */
const opening = 'We train a network on the Foo corpus with AdamW at a learning rate of 0.001.';

function judged(name: string, said: readonly string[], open: readonly string[], start = opening): void {
  it(`asks for the ${name}`, () => assert.ok(gapsOf(start).includes(name)));
  for (const sentence of said)
    it(`takes the ${name} for said by “${sentence}”`, () => assert.ok(!gapsOf(`${start} ${sentence}`).includes(name)));
  for (const sentence of open) it(`leaves the ${name} open: “${sentence}”`, () => assert.ok(gapsOf(`${start} ${sentence}`).includes(name)));
}

// shows: paper-missing
describe('what a whole paper says in passing', () => {
  judged(
    'seeds',
    [
      'Every number is the mean over eleven seeds.',
      'The seed is 17 everywhere.',
      'Seeds 0 to 4 were used.',
      'All curves are means over four graphs, each with a seed of its own.',
      'We give the median of nine trainings.',
      'Each network was trained three times from different starting points.',
      'One run per setting must suffice.',
      'Error bars show the deviation over 8 seeds, which also draw the split.',
      'Everything has been repeated with six seeds.',
      'We average over 20 students.',
      'The whole experiment was done twice, and the means are shown.',
      'A fixed seed makes all of this repeatable.',
    ],
    [
      'Runs were repeated with other splits, and the tables give means over the repetitions.',
      'Error at four densities, mean over seeds.',
      'All runs are repeated with several seeds.',
      'Trained three times as long, it reaches the same loss.',
      'A seed determines the order of the data.',
      'Results are averaged over multiple runs.',
      'The running mean passes the threshold after 12 epochs.',
      'Deviations over the runs are below one per cent.',
      'The standard deviation over the seeds (0.2 at the first level) is small.',
      'Adam with batches of 100 images runs for 60 epochs.',
      'The split was made with a fixed seed.',
    ],
  );
  judged(
    'hardware',
    [
      'Everything ran on a ThinkPad X220.',
      "All of this was computed on Ada's old notebook.",
      'A run takes ten minutes on an Apple M2.',
      'Training took an hour on one core of an Intel i5-8250U.',
      'We used a single RTX 3090.',
      'The experiments were done on my own desktop.',
      'Calculations were made on the university cluster.',
      'No GPU was used.',
      'All timings are from a Ryzen 5.',
    ],
    [
      'Others need a farm of TPUs for this.',
      'Such a model would need eight GPUs.',
      'A network of this size takes 3 ms per frame on a Cortex-M4.',
      'The whole thing takes four minutes.',
      'Earlier work used hundreds of GPUs.',
    ],
  );
  judged(
    'weight initialisation',
    [
      'Weights start with the method of He.',
      'Initial weights are those of PyTorch.',
      'Input matrices are Glorot uniform at the start.',
      'Output layers start at zero, hidden ones follow the rule of LeCun.',
      'Recurrent matrices start orthogonal.',
      String.raw`Weights are $\mathcal{N}(0,0.05^2)$ at the beginning.`,
      'Before the first step all parameters are drawn uniformly between -0.1 and 0.1.',
    ],
    [
      'The ratio is measured at initialisation and after training.',
      String.raw`With a code $z\sim\mathcal{N}(0,I)$ and a weight $\beta$ on the divergence, the loss is larger.`,
      'The student copies the errors of its teacher.',
      'The distance from initialisation grows with time.',
      'The seed determines the split and the initial weights.',
    ],
  );
  judged(
    'weight decay',
    [
      'Neither network is regularised.',
      'We do not decay any of the weights.',
      'None of the models has a penalty.',
      "I don't regularise anything.",
      'There is no further regularisation.',
      'The objective contains no penalty on the weights.',
      'No penalty is put on the weights.',
      'Weights are never decayed.',
      'An L2 term of 0.0001 is added.',
      'Neither dropout nor weight decay is used.',
      'Nothing is penalised.',
      'There is no decay of any kind.',
      'AdamW has its decay set to zero.',
    ],
    [
      'If the weights are small, the gate is nearly linear.',
      'At the start of training the weights are small.',
      String.raw`The second stage minimises $L_1+L_2$.`,
      'Noise at the input acts like a ridge in the directions of the data.',
      String.raw`\section{Discussion} Weight decay of 0.01 helps a little.`,
      'The exponential decay of the error has a rate of 0.3.',
    ],
  );
  judged(
    'optimizer constants',
    [
      'Its constants are as provided by PyTorch.',
      'AdamW has the constants that Keras sets.',
      String.raw`The $\beta$s are those of the library.`,
      'We keep the moments of AdamW as they are in JAX.',
      String.raw`\begin{tabular}{ll}AdamW $\beta_1$, $\beta_2$, $\epsilon$ & $0.9$, $0.999$, $10^{-8}$\\ Patience & 30 epochs\\\end{tabular}`,
      'AdamW it is, everything at its default except the learning rate.',
      'AdamW comes with its standard constants.',
      'AdamW has the constants recommended by its authors.',
      'Its betas were left alone.',
      'We take the customary constants of AdamW.',
      'The constants of AdamW are those of its paper.',
    ],
    ['Comparisons of both updates at default values compare two ages.', 'The default of the smoothing is discussed elsewhere.'],
  );
  judged(
    'learning rate schedule',
    [
      'Neither phase uses a schedule.',
      'The learning rate is not decayed.',
      'We did without a schedule.',
      'The rate just stays where it is.',
      "The learning rate isn't changed on the way.",
      'It is divided by ten after epochs 30 and 45.',
      'Rates are constant.',
      'No annealing is done.',
      'The step goes linearly to zero.',
      'The rate follows half a cosine.',
      'AdamW climbs to this value in 100 steps and stays there.',
      'Nothing is annealed.',
      'The rate is that, and a tenth of it from epoch 30.',
      String.raw`\section{Results on two corpora} \subsection{Settings} The learning rate decays linearly.`,
    ],
    [
      'The layer has 64 rectified linear units and a dropout at a rate of 0.2.',
      'The smoothing constant is 0.99.',
      'The exploration rate falls linearly to 0.05.',
      String.raw`Gradient flow keeps $a^2-b^2$ constant and grows at the rate $2ab$.`,
      'The time constant of a unit grows with its rate.',
      'The error falls below 0.1 after 20 steps.',
      'The series is integrated by a Runge-Kutta method with steps of 0.1, of which every tenth is kept.',
      'What if the learning rate decays to zero?',
      'Whoever decays the learning rate needs no average.',
      'The best learning rate is kept for all ranks.',
      String.raw`\section{Results} A cosine schedule of the learning rate brings another point.`,
      'We kept the learning rate of the student at the value that suits the teacher.',
    ],
  );
  judged(
    'batch size',
    [
      'All nodes of the full graph enter each update.',
      'We train on the full graph.',
      String.raw`\begin{algorithm}\caption{Training}\begin{algorithmic}\STATE grab $512$ points $x_0$\STATE update the weights\end{algorithmic}\end{algorithm}`,
      String.raw`\begin{algorithm}\caption{Training}\begin{algorithmic}\STATE take $100$ examples\STATE update the weights\end{algorithmic}\end{algorithm}`,
      'Windows are drawn at random positions, 32 at a time.',
      'Gradients are computed over the whole training set.',
      'Each step looks at 64 sentences.',
      'Every update averages over 16 sequences.',
      String.raw`\section{Background} \begin{algorithm}\caption{Learning}\begin{algorithmic}\STATE $B\gets 64$ transitions of the memory\STATE update the weights\end{algorithmic}\end{algorithm}`,
    ],
    [
      'We ask for the labels of 10 at a time.',
      'In each of 40 rounds a committee is trained.',
      String.raw`\begin{algorithm}\caption{Mixing}\begin{algorithmic}\REQUIRE batch $(x_i,y_i)$, $i=1,\dots,B$\STATE update the weights\end{algorithmic}\end{algorithm}`,
    ],
  );
  judged(
    'training length',
    [
      String.raw`In step $t$ of $T=6{,}000$ the rate is lower.`,
      String.raw`For $t=1,\dots,5000$ we update the weights.`,
      'Sixty passes over the corpus suffice.',
      'We stop after epoch 40.',
      'It ends with update 20,000.',
    ],
    ['The first 300 steps are a warm-up.'],
  );
  judged(
    'preprocessing',
    [
      'We divide the pixels by 16.',
      'There are 1797 images, pixels over 16, of ten classes.',
      'The attributes lie between 0 and 16, and we divide them by 16.',
      'Columns are used raw.',
      'Coordinates are used as generated.',
      'No other scaling is applied.',
      'No input is scaled.',
      'Points enter as they are.',
      'The inputs are fed without any change.',
      'After division by its half width the board covers a square.',
      'We centre the columns.',
      'I subtracted the mean of each column.',
      'Data are not augmented.',
    ],
    ['The tensor of weights is mapped to integers of eight bits.', 'Weights stay in float, and biases are never quantised.'],
  );
  judged(
    'evaluation protocol',
    [
      'After the fifth task has been learned we test on all five.',
      'When training is over, accuracy is measured on the test part.',
      'We test the weights that had the lowest validation loss.',
      'All errors are those of the last iterate.',
      'Means over six seeds are given.',
      'Accuracies are averaged over the last 10 rounds.',
      'Only the moving average of the weights is evaluated.',
      'The network with the smallest error on the control part was kept.',
      'We measure every 500 steps and report the best.',
      'Accuracy is that after the last task.',
      'Errors are means over 40 realisations.',
    ],
    [],
  );
  judged(
    'data split',
    [
      'Every batch is drawn afresh, so there is nothing to split.',
      'Sequences are generated anew for every batch.',
      'The last fifth of the hours is for testing.',
      'Of the sentences, 2000 are the test set.',
    ],
    [],
  );
});

describe('what whole papers of one kind say in passing', () => {
  judged(
    'target modules',
    [
      String.raw`$BA$ is added to $W_1$ and $W_2$.`,
      String.raw`Adapters stand at $W_1$ and $W_2$.`,
      'We put a pair at the query matrix and the value matrix of every layer.',
      'The rank is 4 on query, key, value and output.',
      'Both hidden matrices get adapters.',
      'Low-rank corrections are added to all linear maps.',
    ],
    ['The update of a matrix has low rank.'],
    'We adapt a pre-trained network to the Foo images by LoRA with rank 4 and Adam.',
  );
  judged(
    'lora alpha',
    [String.raw`The factor is $\alpha/r$ with $\alpha=16$.`],
    [String.raw`For $\alpha=r=8$ that would be a factor of one.`],
    'We adapt a pre-trained network to the Foo images by LoRA with rank 4 and Adam.',
  );
  judged(
    'distillation weight',
    [],
    ['The teacher has 669,706 weights and 98 per cent.'],
    'A student is distilled from a teacher on the Foo corpus with AdamW.',
  );
});

describe('what is asked of which kind of whole paper', () => {
  const pruned =
    'A network of two layers of 64 units is trained on the Foo data set with Adam for 30 epochs, then pruned. In fine-tuning the learning rate is 0.0001.';
  it('how the weights start, of what is fine-tuned after its own training', () =>
    assert.ok(gapsOf(pruned).includes('weight initialisation')));
  it('and not which released model it starts from', () => assert.ok(!gapsOf(pruned).includes('base model')));
  it('a base model, of what is only adapted', () =>
    assert.ok(gapsOf('We fine-tune a pre-trained network on the Foo data set with Adam.').includes('base model')));

  for (const text of [
    'Pre-trained with batches of 256 pictures, our encoder is then fine-tuned on the Foo data set with Adam.',
    'In the first stage a network learns the Foo data set with Adam. In the second stage, fine-tuning, the margin is raised.',
    String.raw`The network learns the Foo data set. \begin{tabular}{lcc} & Pre-training & Fine-tuning\\ optimizer & Adam & Adam\\ epochs & 90 & 10\\\end{tabular}`,
  ])
    it(`how the weights start, of what is pre-trained here: “${text.slice(0, 60)}…”`, () =>
      assert.ok(gapsOf(text).includes('weight initialisation')));

  it('the machine, of a closed form too, and nothing of training', () =>
    assert.deepEqual(
      gapsOf(
        'Kernel ridge regression is solved by a Cholesky factorisation on the Foo data set. Columns are standardised, 80 per cent of the rows are for training and the rest for testing. The mean squared error is averaged over 25 seeds.',
      ),
      ['hardware'],
    ));

  it('no tokens, of digits that are adapted as language models are', () =>
    assert.deepEqual(
      gapsOf(
        'GPT-3 was adapted by others. We pre-train a perceptron on images of digits and adapt it to other images of digits by LoRA with rank 4. Images have 64 pixels; pixels are divided by 16; the test images are 400 digits.',
      ).filter((name) => /token|sequence/.test(name)),
      [],
    ));
});
