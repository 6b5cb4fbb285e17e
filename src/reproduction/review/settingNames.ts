/** How code calls the settings that papers state. Data, and the one way to look a name up in it: a name with a word that nobody knows means something else. */

/** By the paper's word for it. A name in parentheses counts only where the paper states just one of those that it may mean. */
const aliases: Readonly<Record<string, string>> = {
  'learning rate': 'learning rate|lr|step size|stepsize|(eta)|max lr|peak lr|base lr|learning rate init',
  'final learning rate': 'final lr|min lr|end lr|lr min|eta min|final learning rate|min learning rate',
  'learning rate schedule': 'lr schedule|lr scheduler|lr scheduler type|scheduler|schedule|lr decay style|learning rate schedule',
  'learning rate decay factor': 'lr decay|lr gamma|decay factor|lr decay rate|lr decay factor|learning rate decay',
  'batch size': 'batch size|batchsize|bs|mini batch size|minibatch size|minibatch|global batch size',
  'gradient accumulation': 'gradient accumulation steps|grad accum|accumulation steps|accum steps|grad accumulation steps',
  'warmup steps': 'warmup|warmup steps|warmup iters|warmup iterations|warm up steps|warmup updates',
  'warmup ratio': 'warmup ratio|warmup fraction|warmup proportion',
  'warmup epochs': 'warmup epochs|warm up epochs',
  epochs: 'epochs|epoch count|nepochs|epoch num',
  'training steps': 'steps|iterations|iters|updates|train iters|gradient steps|niter|step count',
  momentum: 'momentum|sgd momentum',
  beta1: 'beta1|beta 1|b1|adam beta1|adam beta 1',
  beta2: 'beta2|beta 2|b2|adam beta2|adam beta 2',
  epsilon: 'adam epsilon|adam eps|optimizer eps',
  'weight decay':
    'weight decay|wd|l2|l2 penalty|l2 reg|l2 regularization|ridge|l2 lambda|(penalty)|(reg)|(regularization)|(reg strength)|(lambda)',
  'gradient clipping':
    'grad clip|clip grad|gradient clip|max grad norm|grad norm clip|clip norm|gradient clipping|grad clip norm|gradient clip val|clip grad norm',
  dropout: 'dropout|dropout rate|dropout p|dropout prob|drop rate|p dropout|drop prob|hidden dropout prob|hidden dropout',
  'attention dropout': 'attention dropout|attn dropout|attn drop|attention probs dropout prob',
  'label smoothing': 'label smoothing|smoothing|label smoothing factor|label smooth',
  'mixup alpha': 'mixup alpha|mixup',
  'ema decay': 'ema decay|ema|ema rate|ema momentum',
  'hidden units':
    'hidden units|hidden size|hidden dim|hidden|hidden width|width|hidden dimension|hidden features|hidden channels|units|hidden layer size',
  'embedding dimension':
    'embedding dim|embed dim|emb dim|d model|embedding dimension|embedding size|model dim|dim model|n embd|(hidden size)|(width)|(dim)',
  'feed-forward dimension': 'ff dim|ffn dim|d ff|dim feedforward|ffn hidden|feedforward dim|intermediate size|ffn size',
  'attention heads': 'heads|nhead|attention heads|n head|num attention heads',
  layers: 'layers|depth|n layer|num hidden layers|hidden layers|blocks|n blocks',
  'patch size': 'patch size',
  'image size': 'image size|img size|resolution|input size',
  'vocabulary size': 'vocab size|vocabulary size|vocab',
  'sequence length':
    'seq len|seq length|sequence length|max seq length|max seq len|block size|context length|context size|max sequence length|context window|(max length)|(max len)',
  'training fraction': 'train fraction|train ratio|train share|train split|train size|train frac',
  'test fraction': 'test fraction|test ratio|test share|test split|test size|test frac',
  'validation fraction': 'val fraction|val ratio|val share|val split|val size|validation split|validation fraction|val frac',
  'training examples': 'train examples|train samples|n train|train size|training examples|num train|examples',
  'test examples': 'test examples|test samples|n test|num test|test count',
  'discount factor': 'gamma|discount|discount factor',
  'gae lambda': 'gae lambda|gae lam|lam',
  'clip range': 'clip range|clip eps|clip epsilon|cliprange|clip coef|ppo clip|clip ratio|clip param',
  'entropy coefficient': 'entropy coef|ent coef|entropy coefficient|entropy bonus|entropy beta|entropy weight|entropy cost',
  'value coefficient': 'value coef|vf coef|value loss coef|value coefficient|vf coefficient',
  'kl coefficient': 'kl coef|kl coefficient|kl weight|kl beta|kl penalty',
  'replay buffer size': 'buffer size|replay size|replay buffer size|memory size|buffer capacity',
  'target update rate': 'polyak|target update rate|(tau)',
  'exploration rate': 'exploration rate|eps greedy|(epsilon)|exploration epsilon',
  'group size': 'group size|num generations|group',
  environments: 'envs|environments',
  episodes: 'episodes',
  'diffusion steps': 'diffusion steps|timesteps|time steps|noise steps|diffusion timesteps',
  'sampling steps': 'sampling steps|inference steps|sample steps|ddim steps',
  'beta start': 'beta start|beta min|beta 0',
  'beta end': 'beta end|beta max|beta t',
  'guidance scale': 'guidance scale|cfg scale|guidance weight|guidance',
  temperature: 'temperature|temp|(tau)|distill temperature|softmax temperature|kd temperature',
  'distillation weight':
    'distillation weight|distill weight|kd weight|soft weight|distill alpha|kd alpha|kd lambda|(alpha)|(lambda)|(mixing)',
  margin: 'margin|triplet margin',
  negatives: 'negatives|neg samples|negative samples|k negatives',
  'lora rank': 'lora rank|lora r|rank|adapter rank|lora dim',
  'lora alpha': 'lora alpha|(alpha)|adapter alpha|lora scaling',
  'lora dropout': 'lora dropout',
  'noise standard deviation': 'noise std|noise sd|noise sigma|noise scale|noise stddev|(reward noise)|(sigma)|(noise)',
  'label noise': 'label noise|noise rate|flip prob|noise ratio',
  'beam size': 'beam size|beams|beam width|beam',
  'top-p': 'top p|nucleus p',
  'top-k': 'top k',
  folds: 'folds|k folds|kfold',
  optimizer: 'optimizer|optim|optimiser|opt',
  activation: 'activation|act|nonlinearity|act fn|hidden act|activation function',
};

interface Alias {
  readonly words: readonly string[];
  readonly setting: string;
  readonly isLoose: boolean;
}

const table: readonly Alias[] = Object.entries(aliases)
  .flatMap(([setting, names]) =>
    names.split('|').map((name) => ({ words: name.replaceAll(/[()]/g, '').split(' '), setting, isLoose: name.startsWith('(') })),
  )
  .toSorted((a, b) => b.words.length - a.words.length);

/** Words around a name that change nothing. */
const harmless = new Set(
  'num n number of no max total global initial default train training model cfg config args hparams hp opt optim optimizer params the per value default main hyperparameters hyper settings default exp experiment trainer data'.split(
    ' ',
  ),
);

/** Words that say for which part, with the paper's words for it. */
const parts: Readonly<Record<string, readonly string[]>> = {
  base: ['pre-training', 'backbone'],
  pretrain: ['pre-training'],
  pretraining: ['pre-training'],
  finetune: ['fine-tuning'],
  finetuning: ['fine-tuning'],
  ft: ['fine-tuning'],
  adapt: ['fine-tuning'],
  adapter: ['fine-tuning'],
  teacher: ['teacher'],
  student: ['student'],
  encoder: ['encoder'],
  decoder: ['decoder'],
  generator: ['generator'],
  gen: ['generator'],
  g: ['generator'],
  discriminator: ['discriminator'],
  disc: ['discriminator'],
  critic: ['critic', 'value function'],
  actor: ['actor', 'policy'],
  policy: ['policy', 'actor'],
  inner: ['inner loop'],
  outer: ['outer loop'],
  meta: ['meta-learner', 'meta-training', 'outer loop'],
  backbone: ['backbone'],
  sft: ['SFT', 'fine-tuning'],
  dpo: ['DPO', 'preference optimisation'],
  probe: ['linear probe'],
};

export interface SettingName {
  readonly setting: string;
  /** The paper's words for the part that the name is of; none: of all. */
  readonly parts: readonly string[];
  /** It may mean something else in another paper. */
  readonly isLoose: boolean;
}

export function wordsOfName(name: string): readonly string[] {
  return name
    .replace(/^-+/, '')
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** What a name in code is called in the paper; undefined where it may be anything. `stated`: the settings that the paper states. */
export function settingOf(name: string, stated: ReadonlySet<string>): SettingName | undefined {
  const words = wordsOfName(name);
  const found = table.flatMap((alias) => {
    const at = indexOfWords(words, alias.words);
    if (at < 0) return [];
    const rest = [...words.slice(0, at), ...words.slice(at + alias.words.length)].filter((word) => !harmless.has(word));
    if (rest.some((word) => !Object.hasOwn(parts, word))) return [];
    return [{ alias, of: rest.flatMap((word) => parts[word] ?? []) }];
  });
  const sure = found.find(({ alias }) => !alias.isLoose && stated.has(alias.setting));
  const longest = found.find(({ alias }) => !alias.isLoose);
  // What is certainly another setting, one that the paper does not state, is not what a part of its name may mean.
  if (sure !== undefined && (longest === undefined || longest.alias.words.length <= sure.alias.words.length))
    return { setting: sure.alias.setting, parts: sure.of, isLoose: false };
  if (longest !== undefined) return undefined;
  const loose = found.filter(({ alias }) => stated.has(alias.setting));
  const [only, ...others] = loose;
  return only === undefined || others.some(({ alias }) => alias.setting !== only.alias.setting)
    ? undefined
    : { setting: only.alias.setting, parts: only.of, isLoose: true };
}

function indexOfWords(words: readonly string[], wanted: readonly string[]): number {
  for (let at = 0; at + wanted.length <= words.length; at++) if (wanted.every((word, index) => words[at + index] === word)) return at;
  return -1;
}
