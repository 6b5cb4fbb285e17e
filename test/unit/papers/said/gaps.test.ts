/** What counts as said, in many words, and what disagrees: short texts, and what is missing or contradictory in them. */
import { strict as assert } from 'node:assert';
import { whole } from './reads.ts';

/** A paper of which little is known: it trains, and it has data. */
const opening = 'We train a network on the Foo corpus with AdamW at a learning rate of 0.001.';

/** `isSaid`: each of the sentences says what is asked for. */
function says(name: string, sentences: readonly string[], start = opening): void {
  it(`asks for the ${name}`, () => assert.ok(whole(String.raw`\section{Set-up} ${start}`).missing.some((one) => one.name === name)));
  for (const sentence of sentences)
    it(`takes the ${name} for said by “${sentence}”`, () =>
      assert.ok(!whole(String.raw`\section{Set-up} ${start} ${sentence}`).missing.some((one) => one.name === name)));
}

describe('what a reproduction needs', () => {
  says('data split', [
    'One recording in ten is withheld.',
    'We have no quarrel with the division of its makers into parts for learning and for testing: the published division.',
    'Two thirds of the recordings are for learning, the rest is for testing.',
    'The division is that of the archives.',
    'Recordings are divided by speaker.',
    'We keep to the official training and test parts.',
    'The last month is for testing.',
    'Every fifth document is held out.',
    'We use five-fold cross-validation.',
    'The usual training queries are used.',
    'Training and test set are those of Lee et al.',
    'The split is random.',
  ]);
  says('batch size', [
    'Sentences come in helpings of 48.',
    'One sentence at a time is shown.',
    'All examples enter every update.',
    'There are no mini-batches.',
    'Gradients are computed on the whole data set at each step.',
    'We use full-batch training.',
    'A batch holds 32 sentences.',
    'Updates are made after every single example.',
  ]);
  says('learning rate schedule', [
    'The rate remained where it began throughout.',
    'The pace is halved after each pass.',
    'It is constant.',
    'The rate is not changed during training.',
    'The rate decays linearly.',
    'A cosine schedule is followed.',
    'We reduce it by a factor of ten on plateaus.',
    'No schedule is used.',
  ]);
  says('training length', [
    'The corpus is read twelve times.',
    'Training lasts 20 epochs.',
    'It takes 5,000 updates.',
    'We stop after two million examples.',
    'We pass over the data ten times.',
  ]);
  says('weight initialisation', [
    'Weights are drawn from a normal distribution.',
    'We use the default initialisation of PyTorch.',
    'Initialisation follows He et al.',
    'The weights start at small random values.',
    'Initialise the weights with zeros.',
  ]);
  says('weight decay', [
    'Nothing is done to hold the weights small.',
    'The penalty upon the weights is 0.01.',
    'There is no weight decay.',
    'We do not regularise the weights.',
    String.raw`An $L_2$ penalty of 0.01 is added.`,
    'No regularisation is used.',
  ]);
  says('optimizer constants', [
    'Its constants are the defaults of the library.',
    String.raw`We set $\beta_1=0.9$ and $\beta_2=0.99$.`,
    'The other parameters of AdamW are left at their defaults.',
    'AdamW is used with default settings.',
  ]);
  says('seeds', [
    'Results are means over five runs.',
    'The seed is 0.',
    'We repeat everything three times.',
    'Each experiment was run once.',
    'A single run is reported.',
  ]);
  says('hardware', [
    'One A100 suffices.',
    'Everything was run on a laptop.',
    'We use eight TPU cores.',
    'Training needs two hours on a CPU.',
  ]);
  says('evaluation protocol', [
    'The last checkpoint is evaluated.',
    'The epoch with the best validation score is tested.',
    'We report the mean of ten runs.',
    'We evaluate at the end of training.',
    'The weights of the best epoch are restored.',
    'Scores are those after the final step.',
  ]);
  says('evaluation metric', [
    'We report accuracy.',
    'Models are compared by word error rate.',
    'The measure is the mean absolute error.',
    'Quality is given as mean average precision.',
    String.raw`We compute Cohen's $\kappa$.`,
  ]);
  says('preprocessing', [
    'Inputs are standardised.',
    'Pixels are divided by 255.',
    'Texts are lower-cased.',
    'Duplicates were removed.',
    'We feed the raw signal.',
    'Features are used as they are.',
    'Images are flipped at random.',
  ]);
  says('architecture', [
    'It has six layers.',
    'The network is a ResNet-18.',
    'The architecture is that of Lee et al.',
    'A linear model is trained.',
  ]);
});

describe('what a reproduction needs of some kinds of papers', () => {
  const language = 'We train a language model on the Foo corpus with AdamW.';
  says(
    'tokenizer',
    [
      'Text is split into characters.',
      'We use BPE.',
      'The vocabulary is that of GPT-2.',
      'Words are separated at white space.',
      'Byte-level input is used.',
    ],
    language,
  );
  says(
    'sequence length',
    [
      'The context has 256 tokens.',
      'Texts are cut after 128 tokens.',
      'Windows of 512 characters are fed.',
      'Sequences of 1,024 tokens are packed.',
    ],
    language,
  );
  const adapted = 'We adapt a language model to the Foo corpus by LoRA with rank 4.';
  says(
    'target modules',
    ['Adapters sit in all linear layers.', 'Only the query matrices are adapted.', 'We put adapters on every attention projection.'],
    adapted,
  );
  says('lora alpha', [String.raw`We set $\alpha=8$.`, 'The scaling factor is 16.', 'The update is not scaled.'], adapted);
  says('base model', ['It is Llama-2-7B.', 'The model is Qwen2-7B.', 'We start from Mistral-7B.'], adapted);
  const distilled = 'A student is distilled from a teacher on the Foo corpus with AdamW.';
  says(
    'temperature',
    ['The temperature is 2.', 'Logits are softened with a temperature of 4.', String.raw`Here $\tau=3$ is the temperature.`],
    distilled,
  );
  says(
    'distillation weight',
    ['Both losses have equal weights.', 'Only soft targets are used.', 'The distillation loss has a weight of 0.9.', 'No labels are used.'],
    distilled,
  );
  says('teacher', ['The teacher is a ResNet-50.', 'As teacher we take BERT-large.', 'The teacher has twelve layers.'], distilled);
  const diffused = 'A diffusion model is trained on the Foo corpus; the denoising network is a U-Net.';
  says(
    'noise schedule',
    [
      'The noise schedule is cosine.',
      String.raw`$\beta_t$ rises linearly from $10^{-4}$ to $0.02$.`,
      'Variances follow a linear schedule.',
    ],
    diffused,
  );
  says(
    'sampler',
    [
      'We sample with DDIM.',
      'Ancestral sampling is used.',
      'Samples are drawn by running the reverse process.',
      'An Euler sampler integrates the flow.',
    ],
    diffused,
  );
  says(
    'diffusion steps',
    ['There are 1,000 diffusion steps.', String.raw`The chain has $T=1000$ steps.`, 'Noise is added in 500 steps.'],
    diffused,
  );
  const acting = 'An agent learns a policy in CartPole by PPO; we report the return of 100 episodes.';
  says(
    'discount factor',
    [String.raw`We set $\gamma=0.99$.`, 'Rewards are discounted by 0.99.', 'Returns are not discounted.', 'The discount is 0.95.'],
    acting,
  );
  says(
    'exploration',
    [
      'An entropy bonus of 0.01 is added.',
      'There is no entropy bonus.',
      'Actions are sampled from the policy, without further exploration.',
      'Exploration is by noise on the actions.',
    ],
    acting,
  );
});

describe('what only seems to be said', () => {
  function open(name: string, sentence: string): void {
    it(`leaves the ${name} open: “${sentence}”`, () =>
      assert.ok(whole(String.raw`\section{Set-up} ${opening} ${sentence}`).missing.some((one) => one.name === name)));
  }
  open('weight initialisation', 'Initialise the network and the replay buffer.');
  open(
    'weight initialisation',
    String.raw`\begin{algorithm}\caption{Training}\begin{algorithmic}\STATE Initialise $\theta$\end{algorithmic}\end{algorithm}`,
  );
  open('weight initialisation', 'We initialise the counters.');

  it('and what is shown in an algorithm is the paper’s own', () =>
    assert.ok(
      !whole(
        String.raw`\section{Set-up} We train a network on the Foo corpus. It is optimised as shown in Algorithm 1, with Adam at a learning rate of 0.001.`,
      ).missing.some(({ name }) => name === 'learning rate'),
    ));

  it('and what would lead to the same solution is not done', () =>
    assert.ok(
      !whole(
        String.raw`\section{Set-up} Gradient descent with a step size of 0.1 would reach the same solution. The classifier of the Foo data set is computed in closed form, and its test error is averaged over 20 draws.`,
      ).missing.some(({ name }) => /batch|schedule|length|initial/.test(name)),
    ));
});

describe('of papers that train nothing', () => {
  it('nothing is asked of theorems, whatever practitioners do', () =>
    assert.deepEqual(
      whole(
        String.raw`\section{Introduction} Language models are trained with a threshold of 1.0 \cite{a}. We prove a rate of convergence. \section{Result} Theorem 1. The rate is as stated. Proof. By induction.`,
      ).missing,
      [],
    ));

  it('no training is asked for', () => {
    const { missing } = whole(
      String.raw`\section{Set-up} We compare four language models as judges on the Foo data set. No model is trained. Accuracy is measured on the test set of 300 questions with greedy decoding.`,
    );
    assert.deepEqual(
      missing
        .map(({ name }) => name)
        .filter((name) => /optim|learning|batch|length|initial|decay|architecture/.test(name) && name !== 'sequence length'),
      [],
    );
  });
});

describe('a paper against itself', () => {
  const contradictory: readonly (readonly [name: string, tex: string])[] = [
    ['epochs', String.raw`\begin{abstract}We train a detector for 36 epochs.\end{abstract}\section{Training}Training takes 12 epochs.`],
    [
      'training steps',
      String.raw`\section{Training}We train for 20,000 steps. \begin{table}\caption{Errors after 50,000 steps of training.}\begin{tabular}{lc}ours & 0.1\\ others & 0.2\\\end{tabular}\end{table}`,
    ],
    [
      'embedding dimension',
      String.raw`\section{Model}The embedding dimension is 64.\appendix\section{Settings}\begin{tabular}{lr}layers & 2\\ embedding dimension & 128\\ batch size & 32\\\end{tabular}`,
    ],
    [
      'temperature',
      String.raw`\section{Method}The temperature is 0.1. \begin{algorithm}\caption{Training}\begin{algorithmic}\REQUIRE temperature $\tau = 0.5$\STATE update the weights\end{algorithmic}\end{algorithm}`,
    ],
    [
      'training examples',
      String.raw`\begin{abstract}The corpus has 48,210 clips for training.\end{abstract}\section{Data}There are 42,810 clips for training and 5,000 for testing.`,
    ],
    [
      'dropout',
      String.raw`\section{Model}A dropout of 0.3 is applied. \begin{figure}\caption{Learning curves. Dropout is 0.1.}\end{figure}`,
    ],
    ['lora rank', String.raw`\section{Method}We adapt Mistral-7B by LoRA with rank 16. \section{Evaluation}All adapters have rank 8.`],
    [
      'optimizer',
      String.raw`\section{Training}We use Adam with a learning rate of 0.1.\appendix\section{Settings}\begin{tabular}{ll}optimiser & SGD\\ learning rate & 0.1\\ epochs & 10\\\end{tabular}`,
    ],
  ];
  for (const [name, tex] of contradictory)
    it(`is found to disagree on the ${name}`, () =>
      assert.deepEqual(
        whole(tex).contradictions.map((one) => one.name),
        [name],
      ));

  const consistent: readonly string[] = [
    String.raw`\begin{abstract}We train on 1.2 million images.\end{abstract}\section{Data}We train on 1,203,411 images.`,
    String.raw`\section{Training}\paragraph{Small.} The batch size is 32 and the learning rate 0.1. \paragraph{Large.} The batch size is 64 and the learning rate 0.05.`,
    String.raw`\section{Pre-training}The learning rate is 0.001. \section{Fine-tuning}The learning rate is 0.00001.`,
    String.raw`\section{Training}The learning rate is 0.001. Smith et al. used 0.1. \section{Ablation}A variant with a learning rate of 0.01 is worse.`,
    String.raw`\section{Training}The batch size is 64. \begin{figure}\caption{The inset repeats the experiment with a batch size of 8.}\end{figure}`,
    String.raw`\section{Data}The encoder has 12 layers. \section{Head}The head has two layers.`,
    String.raw`\section{Training}The learning rate is 0.05 for Foo. \section{Results} The GAT baseline has a learning rate of 0.005.`,
    String.raw`\section{Training}We train for 100 epochs. The warm-up model is trained for 5 epochs.`,
  ];
  for (const tex of consistent) it(`is found to agree: ${tex.slice(0, 90)}…`, () => assert.deepEqual(whole(tex).contradictions, []));
});
