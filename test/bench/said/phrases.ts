/** How people write the settings of an experiment: `#` stands for the value. Data of the generator, written before the extractor. */

export interface Setting {
  readonly name: string;
  readonly values: readonly [number | string, ...(number | string)[]];
  /** Whole sentences. */
  readonly sentences: readonly [string, ...string[]];
  /** For “… of # for A and # for B” and “respectively”: the thing that has the value, with its verb. */
  readonly noun: string;
  /** Names of its row or column in a table. */
  readonly labels: readonly [string, ...string[]];
  readonly share?: true;
}

export const settings = {
  'learning rate': {
    name: 'learning rate',
    values: [0.1, 0.05, 0.01, 0.001, 3e-4, 1e-4, 2e-4, 5e-5, 2e-5, 6e-4, 0.003],
    sentences: [
      'We use a learning rate of #.',
      'The initial learning rate is set to #.',
      'Models are trained with a learning rate of #.',
      'The step size is #.',
      'The learning rate was # in all experiments.',
      'As learning rate we take #.',
      'Our learning rate is #, which worked well everywhere.',
      'The peak learning rate equals #.',
      'Training uses a base learning rate of #.',
    ],
    noun: 'learning rate',
    labels: ['Learning rate', 'Initial learning rate', 'LR', 'Peak learning rate', 'Learning rate $\\eta$', 'Step size'],
  },
  'batch size': {
    name: 'batch size',
    values: [16, 32, 64, 100, 128, 256, 512, 1024, 2048],
    sentences: [
      'The batch size is #.',
      'We use mini-batches of # examples.',
      'Each update sees a batch of # samples.',
      'We train with a batch size of #.',
      'Batches contain # examples.',
      'The mini-batch size was fixed at #.',
      'Updates are computed on minibatches of size #.',
    ],
    noun: 'batch size',
    labels: ['Batch size', 'Mini-batch size', 'Batch', 'Minibatch size $B$', 'Batch size (examples)'],
  },
  epochs: {
    name: 'epochs',
    values: [3, 5, 10, 20, 30, 50, 90, 100, 200, 300],
    sentences: [
      'We train for # epochs.',
      'Training runs for # epochs.',
      'Every model is trained for # epochs.',
      'Training is stopped after # epochs.',
      'The number of epochs is #.',
      'Optimisation takes # passes over the training data.',
    ],
    noun: 'number of epochs',
    labels: ['Epochs', 'Training epochs', 'Number of epochs', '\\# epochs'],
  },
  'training steps': {
    name: 'training steps',
    values: [5000, 10000, 20000, 50000, 100000, 500000, 1000000],
    sentences: [
      'We train for # steps.',
      'Training lasts # iterations.',
      'The total number of training steps is #.',
      'Models receive # gradient updates.',
      'All runs stop after # updates.',
    ],
    noun: 'number of training steps',
    labels: ['Training steps', 'Total steps', 'Iterations', 'Updates', 'Number of iterations'],
  },
  'weight decay': {
    name: 'weight decay',
    values: [0.1, 0.05, 0.01, 1e-3, 5e-4, 1e-4, 1e-5, 1e-6],
    sentences: [
      'Weight decay is #.',
      'We apply a weight decay of #.',
      'We regularise with weight decay (#).',
      'The $L_2$ penalty has a weight of #.',
      'The coefficient of weight decay is set to #.',
    ],
    noun: 'weight decay',
    labels: ['Weight decay', 'Weight decay coefficient', 'L2 regularisation', 'WD'],
  },
  dropout: {
    name: 'dropout',
    values: [0.1, 0.2, 0.25, 0.3, 0.5],
    sentences: [
      'We apply dropout with probability #.',
      'The dropout rate is #.',
      'Dropout of # is used after every hidden layer.',
      'Hidden units are dropped with a probability of #.',
    ],
    noun: 'dropout rate',
    labels: ['Dropout', 'Dropout rate', 'Dropout probability $p$'],
    share: true,
  },
  'label smoothing': {
    name: 'label smoothing',
    values: [0.05, 0.1, 0.2],
    sentences: [
      'Targets are smoothed with a label smoothing of #.',
      'We use label smoothing with a weight of #.',
      'Label smoothing is set to #.',
    ],
    noun: 'label smoothing',
    labels: ['Label smoothing', 'Label smoothing $\\varepsilon$'],
  },
  'gradient clipping': {
    name: 'gradient clipping',
    values: [0.1, 0.5, 1, 5, 10],
    sentences: [
      'Gradients are clipped to a norm of #.',
      'We clip the gradient norm at #.',
      'The gradient is clipped when its norm exceeds #.',
      'We use gradient clipping with a threshold of #.',
    ],
    noun: 'gradient clipping threshold',
    labels: ['Gradient clipping', 'Max.\\ gradient norm', 'Gradient clip norm', 'Clip norm'],
  },
  'warmup steps': {
    name: 'warmup steps',
    values: [100, 500, 1000, 2000, 4000, 10000],
    sentences: [
      'The learning rate is warmed up over # steps.',
      'We use # warm-up steps.',
      'A linear warm-up of # iterations comes first.',
      'During the first # updates the learning rate grows linearly from zero.',
    ],
    noun: 'number of warm-up steps',
    labels: ['Warmup steps', 'Warm-up steps', 'Warm-up', 'LR warmup steps'],
  },
  'hidden units': {
    name: 'hidden units',
    values: [32, 64, 100, 128, 256, 300, 512, 768, 1024],
    sentences: [
      'Each hidden layer has # units.',
      'Hidden layers are # units wide.',
      'The hidden size is #.',
      'All hidden layers consist of # neurons.',
      'The width of the network is #.',
    ],
    noun: 'hidden size',
    labels: ['Hidden units', 'Hidden size', 'Hidden dimension', 'Width', 'Units per layer'],
  },
  layers: {
    name: 'layers',
    values: [2, 3, 4, 6, 8, 12, 24],
    sentences: [
      'The network has # layers.',
      'Our model consists of # hidden layers.',
      'We stack # layers.',
      'The number of layers is #.',
      'The depth of the network is #.',
    ],
    noun: 'number of layers',
    labels: ['Layers', 'Number of layers', 'Depth', '\\# layers', 'Hidden layers'],
  },
  seeds: {
    name: 'seeds',
    values: [3, 4, 5, 8, 10, 20],
    sentences: [
      'Results are averaged over # seeds.',
      'We report means over # independent runs.',
      'Every experiment is repeated with # random seeds.',
      'All numbers are averages of # runs.',
      'Each experiment is repeated # times.',
      'We run # seeds per setting.',
    ],
    noun: 'number of seeds',
    labels: ['Seeds', 'Number of seeds', 'Random seeds', 'Runs'],
  },
  'lora rank': {
    name: 'lora rank',
    values: [4, 8, 16, 32, 64],
    sentences: ['The adapters have rank $r=#$.', 'We use LoRA of rank #.', 'The rank of the adapters is #.'],
    noun: 'LoRA rank',
    labels: ['LoRA rank', 'Rank $r$', 'LoRA $r$'],
  },
  'lora alpha': {
    name: 'lora alpha',
    values: [8, 16, 32, 64, 128],
    sentences: ['The scaling constant is $\\alpha=#$.', 'We set LoRA alpha to #.', 'The LoRA scaling $\\alpha$ is #.'],
    noun: 'LoRA alpha',
    labels: ['LoRA alpha', 'LoRA $\\alpha$'],
  },
  'sequence length': {
    name: 'sequence length',
    values: [128, 256, 512, 1024, 2048],
    sentences: [
      'Sequences are truncated to # tokens.',
      'The maximum sequence length is #.',
      'We use a context length of # tokens.',
      'Inputs longer than # tokens are cut.',
    ],
    noun: 'maximum sequence length',
    labels: ['Max.\\ sequence length', 'Sequence length', 'Context length'],
  },
  'discount factor': {
    name: 'discount factor',
    values: [0.9, 0.95, 0.99, 0.995],
    sentences: [
      'The discount factor is #.',
      'Rewards are discounted with $\\gamma=#$.',
      'We discount by #.',
      'The discount $\\gamma$ is set to #.',
    ],
    noun: 'discount factor',
    labels: ['Discount factor', 'Discount $\\gamma$', 'Discount'],
  },
  'entropy coefficient': {
    name: 'entropy coefficient',
    values: [0.001, 0.01, 0.02],
    sentences: [
      'The entropy bonus is weighted by #.',
      'The entropy coefficient is #.',
      'Exploration is encouraged with an entropy bonus of #.',
    ],
    noun: 'entropy coefficient',
    labels: ['Entropy coefficient', 'Entropy bonus', 'Entropy weight'],
  },
  'clip range': {
    name: 'clip range',
    values: [0.1, 0.2, 0.3],
    sentences: ['The clip range is #.', 'The ratio is clipped with $\\epsilon=#$.', 'We set the PPO clipping parameter to #.'],
    noun: 'clip range',
    labels: ['Clip range', 'PPO clip $\\epsilon$', 'Clipping parameter'],
  },
  'diffusion steps': {
    name: 'diffusion steps',
    values: [50, 100, 200, 500, 1000],
    sentences: ['We use $T=#$ diffusion steps.', 'The forward process has # steps.', 'The number of diffusion steps is #.'],
    noun: 'number of diffusion steps',
    labels: ['Diffusion steps', 'Diffusion steps $T$', 'Timesteps $T$'],
  },
  temperature: {
    name: 'temperature',
    values: [2, 3, 4, 5, 8],
    sentences: [
      'The temperature is #.',
      'Logits are divided by a temperature of #.',
      'We soften both distributions with temperature $\\tau=#$.',
    ],
    noun: 'temperature',
    labels: ['Temperature', 'Temperature $\\tau$', 'Distillation temperature'],
  },
  'distillation weight': {
    name: 'distillation weight',
    values: [0.5, 0.7, 0.9],
    sentences: [
      'The distillation loss has a weight of #.',
      'The distillation term is weighted by #.',
      'We weight the distillation loss by $\\lambda=#$.',
    ],
    noun: 'distillation weight',
    labels: ['Distillation weight', 'Weight of the distillation loss'],
  },
  'test fraction': {
    name: 'test fraction',
    values: [0.1, 0.2, 0.25, 0.3],
    sentences: [
      '# of the examples are held out for testing.',
      'We hold out # of the data as test set.',
      'The test set is a random # of the data.',
    ],
    noun: 'test fraction',
    labels: ['Test fraction', 'Test split'],
    share: true,
  },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof settings;

/** Sentences for what is said in words. */
export const words = {
  optimizer: {
    Adam: ['We optimise with Adam.', 'Adam \\cite{kingma2015} is used as optimiser.', 'All parameters are trained by Adam.'],
    AdamW: ['We use AdamW.', 'The optimizer is AdamW \\cite{loshchilov2019}.', 'Training is done with AdamW.'],
    SGD: ['We train with SGD.', 'The optimiser is stochastic gradient descent.', 'We use mini-batch SGD.'],
  },
  constants: [
    'Its constants are $\\beta_1=0.9$ and $\\beta_2=0.999$.',
    'We set $(\\beta_1, \\beta_2) = (0.9, 0.999)$.',
    'For the exponential averages we keep $\\beta_1 = 0.9$, $\\beta_2 = 0.999$.',
  ],
  momentum: ['Momentum is 0.9.', 'A momentum of 0.9 is used.', 'The momentum term is 0.9.'],
  schedule: {
    cosine: [
      'The learning rate follows a cosine schedule.',
      'We decay the learning rate with cosine annealing.',
      'A cosine decay is applied to the step size.',
    ],
    linear: ['The learning rate decays linearly.', 'We use a linear learning-rate schedule.', 'The step size is linearly decayed.'],
    constant: ['The learning rate is kept constant.', 'We use no learning-rate schedule.', 'A constant learning rate is used.'],
  },
  initialization: {
    He: ['Weights are initialised as by He et al.', 'We use He initialisation.', 'All layers start from He-normal weights.'],
    Xavier: [
      'Weights follow the Xavier initialisation.',
      'We initialise with Xavier.',
      'All matrices are drawn with Xavier initialisation.',
    ],
    orthogonal: [
      'We use orthogonal initialisation.',
      'Weights are initialised orthogonally.',
      'All layers have orthogonal initial weights.',
    ],
  },
  preprocessing: [
    'Inputs are standardised to zero mean and unit variance.',
    'All features are scaled to $[0,1]$.',
    'No preprocessing is applied.',
  ],
  tokenizing: ['Text is tokenised with the tokenizer of the base model.', 'We use the tokenizer that comes with the model.'],
  split: ['We use the standard train/test split.', 'The official splits are used.', 'We follow the usual split.'],
  metric: ['We report accuracy.', 'Performance is measured by top-1 accuracy.', 'The evaluation metric is accuracy.'],
  protocol: [
    'The checkpoint of the last epoch is evaluated.',
    'We evaluate the final model.',
    'The checkpoint with the best validation score is used for testing.',
  ],
  hardware: ['All experiments ran on an NVIDIA A100.', 'Experiments are done on one V100 GPU.', 'We used a single RTX 3090.'],
} as const;

/** Numbers that are not the paper's settings. `#`: any number. */
export const distractors = [
  'Smith et al.~\\cite{smith} use a learning rate of 0.7.',
  'In contrast to the batch size of 8192 used by \\cite{large}, our set-up fits on one machine.',
  'We also tried a dropout of 0.45, but it made no difference.',
  'Prior work \\cite{prior} trains for 900 epochs.',
  'Our method gains 2.7 percentage points over the baseline.',
  'The method of Lee and Park \\cite{lee} needs a weight decay of 0.3.',
  'Larger learning rates such as 0.8 diverged.',
  'The approach has been cited 1,200 times since 2019.',
  'Unlike the temperature of 20 in \\cite{hinton}, moderate values suffice.',
  'Figure 3 shows that the effect holds for 85\\% of the classes.',
  'As reported in \\cite{goyal}, a warm-up of 5 epochs helps very large batches.',
  'In preliminary experiments, 7 layers were not better.',
  'A smaller batch size of 4 led to unstable training.',
] as const;
