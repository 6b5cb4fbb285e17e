import type { WatchdogAction, WatchdogRule } from '../alert.ts';

/** What each rule watches for, for people. */
export const ruleTexts: Readonly<Record<WatchdogRule, string>> = {
  'not-finite': 'A loss or a gradient is NaN or infinite, also where the Trainer shows it as 0.',
  divergence: 'A loss rises above its best for good.',
  plateau: 'A training loss stands still.',
  overfit: 'The evaluated loss rises while the training loss falls.',
  stall: 'Nothing is printed and nothing measured for much longer than usual.',
  'out-of-memory': 'A GPU or the machine runs out of memory.',
  'data-loader': 'A data loader’s worker dies, or brings nothing.',
  'disk-full': 'The disk is full.',
  nccl: 'A rank waits for the others in vain.',
  'gated-repo': 'A gated repository refuses the token.',
  'cost-cap': 'The run has used up what it may cost.',
  'saves-nothing': 'A job on Hugging Face ends, and nothing that it made was kept.',
};

/** What a rule may do. */
export const actionTexts: Readonly<Record<WatchdogAction, string>> = {
  off: 'Not watched.',
  notify: 'You are told.',
  ask: 'You are told, and offered to stop the run.',
  stop: 'The run is stopped: it gets time to write a checkpoint.',
};
