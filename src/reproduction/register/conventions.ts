/**
 * Values that are usual where a paper says none: defaults of libraries by their documentation, and conventions of ours, each saying where it
 * comes from. Proposed to a person and never taken for what the paper says. What has no such value has none here.
 */

export interface Usual {
  readonly value?: string | number;
  readonly origin?: { readonly kind: 'library' | 'convention'; readonly text: string };
  readonly alternatives: readonly { readonly value: string | number; readonly why?: string }[];
}

/** What the paper says of other settings: their values by name, in small letters. */
export type Known = ReadonlyMap<string, string | number>;

const library = (text: string): NonNullable<Usual['origin']> => ({ kind: 'library', text });
const convention = (text: string): NonNullable<Usual['origin']> => ({ kind: 'convention', text });

function optimizerOf(known: Known): string {
  return String(known.get('optimizer') ?? '').toLowerCase();
}

const adam = /^adam\b/;
const adamW = /^adamw\b/;

/** Documented defaults as of PyTorch 2.9, PEFT 0.17, Diffusers 0.35, scikit-learn 1.7, Stable-Baselines3 2.7, Optax 0.2, Flax 0.12. */
const usual: Readonly<Record<string, (known: Known) => Usual>> = {
  optimizer: () => ({ alternatives: [{ value: 'Adam' }, { value: 'AdamW' }, { value: 'SGD with momentum 0.9' }, { value: 'SGD' }] }),
  'optimizer constants': (known) => {
    const optimizer = optimizerOf(known);
    if (adam.test(optimizer) || adamW.test(optimizer))
      return {
        value: 'betas (0.9, 0.999), epsilon 1e-8',
        origin: library(`PyTorch default of torch.optim.${adamW.test(optimizer) ? 'AdamW' : 'Adam'}; Optax has the same`),
        alternatives: [{ value: 'betas (0.9, 0.999), epsilon 1e-7', why: 'Keras default' }, { value: 'betas (0.9, 0.95), epsilon 1e-8' }],
      };
    if (/^rmsprop/.test(optimizer))
      return {
        value: 'alpha 0.99, epsilon 1e-8, no momentum',
        origin: library('PyTorch default of torch.optim.RMSprop'),
        alternatives: [{ value: 'alpha 0.9, epsilon 1e-7', why: 'Keras default' }],
      };
    if (/^(?:sgd|stochastic gradient|gradient descent)/.test(optimizer))
      return {
        value: 'no momentum',
        origin: library('PyTorch default of torch.optim.SGD'),
        alternatives: [{ value: 'momentum 0.9' }, { value: 'Nesterov momentum 0.9' }],
      };
    return { alternatives: [] };
  },
  'learning rate': (known) =>
    adam.test(optimizerOf(known)) || adamW.test(optimizerOf(known))
      ? {
          value: 0.001,
          origin: library('PyTorch default of torch.optim.Adam and AdamW'),
          alternatives: [{ value: 0.0003 }, { value: 0.01 }],
        }
      : { alternatives: [] },
  'learning rate schedule': () => ({
    value: 'constant',
    origin: convention('No schedule is said, so none is used'),
    alternatives: [{ value: 'cosine to zero' }, { value: 'linear to zero' }, { value: 'divided by 10 at half and three quarters' }],
  }),
  'weight decay': (known) => {
    const optimizer = optimizerOf(known);
    if (adamW.test(optimizer))
      return {
        value: 0.01,
        origin: library('PyTorch default of torch.optim.AdamW'),
        alternatives: [{ value: 0 }, { value: 0.0001, why: 'Optax default of adamw' }, { value: 0.1 }],
      };
    if (optimizer !== '')
      return {
        value: 0,
        origin: library('PyTorch default of its optimizers other than AdamW'),
        alternatives: [{ value: 0.0001 }, { value: 0.01 }],
      };
    return { alternatives: [{ value: 0 }, { value: 0.0001 }, { value: 0.01 }] };
  },
  'weight initialisation': () => ({
    value: 'library default of each layer',
    origin: library('PyTorch: Linear and Conv uniform within 1/√inputs, Embedding standard normal'),
    alternatives: [
      { value: 'normal with variance 1/inputs', why: 'Flax default of Dense (LeCun normal, truncated)' },
      { value: 'normal with variance 2/inputs', why: 'He initialisation' },
      { value: 'Glorot uniform', why: 'Keras default' },
      { value: 'zeros', why: 'usual for linear models' },
    ],
  }),
  'standard deviation at the start': () => ({
    alternatives: [{ value: '1/√inputs' }, { value: 0.02 }, { value: 0.01 }, { value: 1 }],
  }),
  'normalisation epsilon': () => ({
    value: 0.00001,
    origin: library('PyTorch default of LayerNorm and BatchNorm'),
    alternatives: [
      { value: 0.000001, why: 'Flax default' },
      { value: 0.001, why: 'Keras default' },
    ],
  }),
  'ema decay': () => ({ alternatives: [{ value: 0.999 }, { value: 0.9999 }, { value: 0.99 }, { value: 0.9 }] }),
  'whether the split is stratified': () => ({
    value: 'not stratified',
    origin: library('scikit-learn default of train_test_split'),
    alternatives: [{ value: 'stratified by class' }],
  }),
  'data split': () => ({
    alternatives: [
      { value: '25 % for testing', why: 'scikit-learn default of train_test_split' },
      { value: '20 % for testing' },
      { value: '10 % for testing' },
    ],
  }),
  preprocessing: () => ({
    alternatives: [{ value: 'none' }, { value: 'scaled to 0 … 1' }, { value: 'standardised with the training data' }],
  }),
  seeds: () => ({
    value: 3,
    origin: convention('Practicum runs three seeds where a paper names no number'),
    alternatives: [{ value: 1 }, { value: 5 }],
  }),
  hardware: () => ({
    value: 'the machine that the runs are started on',
    origin: convention('It changes how long a run takes, and numbers only by rounding'),
    alternatives: [],
  }),
  'evaluation protocol': () => ({
    value: 'the model of the last step, evaluated once',
    origin: convention('Choosing a checkpoint needs validation data that nobody spoke of'),
    alternatives: [{ value: 'the best on validation data' }],
  }),
  'lora alpha': (known) => ({
    value: 8,
    origin: library('PEFT default of LoraConfig.lora_alpha'),
    alternatives: [{ value: 'the rank' }, { value: 'twice the rank' }, { value: 16 }, { value: 1 }].filter(
      ({ value }) => value !== known.get('lora rank'),
    ),
  }),
  'target modules': () => ({ alternatives: [{ value: 'queries and values' }, { value: 'all linear layers' }] }),
  'discount factor': () => ({ value: 0.99, origin: library('Stable-Baselines3 default'), alternatives: [{ value: 1 }, { value: 0.95 }] }),
  exploration: () => ({
    alternatives: [{ value: 'none but the policy’s own' }, { value: 'an entropy bonus of 0.01' }, { value: 'epsilon-greedy, 0.1' }],
  }),
  'diffusion steps': () => ({
    value: 1000,
    origin: library('Diffusers default of DDPMScheduler'),
    alternatives: [{ value: 100 }, { value: 50 }],
  }),
  'noise schedule': () => ({
    value: 'linear from 1e-4 to 0.02',
    origin: library('Diffusers default of DDPMScheduler'),
    alternatives: [{ value: 'cosine' }],
  }),
  sampler: () => ({ alternatives: [{ value: 'ancestral (DDPM)' }, { value: 'DDIM' }] }),
  'variance of a reverse step': () => ({
    value: 'that of the posterior',
    origin: library('Diffusers default of DDPMScheduler (fixed_small)'),
    alternatives: [{ value: 'beta of the step', why: 'fixed_large in Diffusers' }],
  }),
  decoding: () => ({
    value: 'greedy',
    origin: library('Transformers default of generate'),
    alternatives: [{ value: 'beam search' }, { value: 'sampling, temperature 1' }],
  }),
  activation: () => ({ alternatives: [{ value: 'ReLU' }, { value: 'GELU' }, { value: 'tanh' }, { value: 'SiLU' }] }),
  dropout: () => ({ alternatives: [{ value: 0.1 }, { value: 0.5 }, { value: 0 }] }),
  'gradient clipping': () => ({ alternatives: [{ value: 'norm 1' }, { value: 'none' }] }),
  momentum: () => ({ alternatives: [{ value: 0.9 }, { value: 0 }] }),
  'bias terms': () => ({
    value: 'with bias',
    origin: library('PyTorch default of Linear and Conv'),
    alternatives: [{ value: 'without bias' }],
  }),
  'what the mean counts': () => ({ alternatives: [{ value: 'the current one too' }, { value: 'only those before' }] }),
};

export function usualFor(name: string, known: Known): Usual {
  return usual[name]?.(known) ?? { alternatives: [] };
}
