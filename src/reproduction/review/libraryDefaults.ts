/** Optimizers as libraries call them, and what they do where nothing is said: torch.optim of PyTorch 2 and optax, as their documentation states. */

const optimizers: Readonly<Record<string, string>> = {
  adam: 'Adam',
  adamw: 'AdamW',
  sgd: 'SGD',
  rmsprop: 'RMSprop',
  adagrad: 'Adagrad',
  adadelta: 'Adadelta',
  adamax: 'Adamax',
  nadam: 'NAdam',
  radam: 'RAdam',
  lbfgs: 'L-BFGS',
  lion: 'Lion',
  adafactor: 'Adafactor',
  lamb: 'LAMB',
  lars: 'LARS',
};

/** The paper's name of the optimizer that a call makes; undefined where it makes none. `torch.optim.AdamW`, `AdamW`, `optax.adamw`. */
export function optimizerOf(callee: string): string | undefined {
  const parts = callee.split('.');
  const last = parts.at(-1) ?? '';
  const isOptax = parts.includes('optax');
  // A lower-case name is a function of somebody's, unless it is optax's.
  if (!isOptax && !/^[A-Z]/.test(last)) return undefined;
  const known = last.toLowerCase().replace(/8bit$/, '');
  return Object.hasOwn(optimizers, known) ? optimizers[known] : undefined;
}

export type Default = readonly [argument: string, setting: string, value: number];

const adam: readonly Default[] = [
  ['betas', 'beta1', 0.9],
  ['betas', 'beta2', 0.999],
];

const ofTorch: Readonly<Record<string, readonly Default[]>> = {
  Adam: [['lr', 'learning rate', 1e-3], ...adam, ['weight_decay', 'weight decay', 0]],
  AdamW: [['lr', 'learning rate', 1e-3], ...adam, ['weight_decay', 'weight decay', 0.01]],
  SGD: [
    ['momentum', 'momentum', 0],
    ['weight_decay', 'weight decay', 0],
  ],
};

const ofOptax: Readonly<Record<string, readonly Default[]>> = {
  Adam: [
    ['b1', 'beta1', 0.9],
    ['b2', 'beta2', 0.999],
  ],
  AdamW: [
    ['b1', 'beta1', 0.9],
    ['b2', 'beta2', 0.999],
    ['weight_decay', 'weight decay', 1e-4],
  ],
};

/** A learning rate that is given without its name is given. */
export function defaultsOf(optimizer: string, callee: string): readonly Default[] {
  const all = (callee.includes('optax') ? ofOptax : ofTorch)[optimizer] ?? [];
  return all.filter(([, setting]) => setting !== 'learning rate');
}
