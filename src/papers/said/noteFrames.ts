/** Items of notes: an abbreviation and its value between commas, `mom. 0.9`, `20k it.`, `Adam, 1e-3`. Data. */
import { type Frame, frame } from './frame.ts';

const from = '(?<=^|[,;:(.] ?|\\band )';
const to = '(?= ?(?:[,;.)]|$| and\\b| \\())';
/** `NN` behind its abbreviation. */
const named: readonly (readonly [words: string, name: string, more?: Omit<Frame, 'pattern' | 'names'>])[] = [
  ['mom\\.?', 'momentum', { fits: 'share' }],
  ['(?:seq\\.? ?len\\.?|ctx\\.?(?: len\\.?)?)', 'sequence length', { fits: 'count' }],
  ['(?:ent|entropy)\\.?(?: (?:coeff?s?|weight|bonus)\\.?)?', 'entropy coefficient', { fits: 'share' }],
  ['(?:vf|val|value)\\.? coeff?s?\\.?', 'value coefficient', { fits: 'rate' }],
  ['(?:γ|gamma|disc\\.?)', 'discount factor', { fits: 'high share' }],
  ['(?:gae|gae λ|gae lambda)', 'gae lambda', { fits: 'high share' }],
  ['(?:replay |exp\\. )?buffer', 'replay buffer size', { fits: 'count' }],
  ['(?:grad(?:ient)?s?\\.? )?clip(?:ped|\\.)?(?: (?:at|to))?(?: norm)?', 'gradient clipping', { fits: 'bound', unless: /\bPPO\b|ratio/ }],
  ['fc', 'hidden units', { fits: 'count' }],
  ['pat\\.', 'early stopping patience', { fits: 'count' }],
  ['(?:lab(?:el)?\\.? ?smooth\\.?|ls)', 'label smoothing', { fits: 'share' }],
];
/** `NN` before what it counts. */
const counted: readonly (readonly [words: string, name: string])[] = [
  ['(?:it(?:s|er|ers)?\\.|iters?|upd\\.)', 'training steps'],
  ['ep\\.', 'epochs'],
  ['ch(?:an)?s?\\.', 'channels'],
  ['hid(?:den)?\\.?', 'hidden units'],
  ['envs?\\.', 'environments'],
];

export const noteFrames: readonly Frame[] = [
  ...named.map(([words, name, more]) => frame(`${from}${words}(?: ?[=:])? ?NN${to}`, [name], more)),
  ...counted.map(([words, name]) => frame(`NN ${words}(?= ?(?:[,;.)]|$)|$)`, [name], { fits: 'count' })),
  // The rate stands behind who uses it.
  frame(
    `${from}(?:adam\\w*|sgd|rms-?prop|lars|lamb|lion|adagrad|nadam)(?:,| \\(|:)? ?(?:(?:lr|rate|η) ?=? ?)?NN(?: → NN)?${to}`,
    ['learning rate', 'final learning rate'],
    { fits: 'rate' },
  ),
  frame(`${from}lr ?=? ?NN ?(?:→|->|to) ?NN(?= ?(?:[,;.)(]|$))`, ['learning rate', 'final learning rate']),
  frame(`${from}eps(?:ilon)?\\.?:? (?:from )?NN (?:to|→|down to) NN\\b`, ['exploration rate', 'exploration rate'], { fits: 'rate' }),
  frame(`${from}targets?(?: net(?:work)?s?)?(?: (?:update|sync|copy|updated|synced|copied))? every NN (?:steps|updates|it\\w*\\.?)`, [
    'target update interval',
  ]),
  frame(`${from}(?:tau|τ) ?=? ?NN${to}`, ['temperature'], {
    fits: 'rate',
    unless: /\btarget|polyak|\bDQN\b|\bDDPG\b|\bSAC\b|soft update/i,
  }),
  frame(`\\brank ?=? ?NN|\\br ?= ?NN(?=,? (?:alpha|α) ?=? ?#)`, ['lora rank', 'lora rank'], { fits: 'count' }),
  frame(`(?<=\\b(?:lora|rank|adapters?)\\b[^.;]{0,40})${from}(?:alpha|α) ?=? ?NN${to}`, ['lora alpha'], { fits: 'bound' }),
  frame(`(?<=\\b(?:KD|distil\\w*|student|teacher)\\b[^.;]{0,40})${from}(?:alpha|α) ?=? ?NN${to}`, ['distillation weight'], {
    fits: 'rate',
  }),
  frame(
    `${from}(?:proj(?:ection|ector)?\\.?|emb(?:ed(?:ding)?)?\\.?)(?: dim\\.?)?(?: to)? NN(?:-?d\\b|-?dim\\b|${to})`,
    ['embedding dimension'],
    {
      fits: 'count',
    },
  ),
  frame(`(?<=\\b(?:ResNet|C[N]N|conv)\\S*\\b[^.;]{0,40})${from}(?:widths?|channels|filters|ch\\.?) NN ?[/–-] ?NN(?: ?[/–-] ?NN)?`, [
    'channels',
    'channels',
    'channels',
  ]),
  // `CIFAR-10 (50k/10k)`, `(60k train, 10k test)`.
  frame(String.raw`(?<=(?-i:[A-Z])[\w-]+ )\(NN ?/ ?NN\)`, ['training part', 'test part']),
  frame(String.raw`\(NN tr(?:ain(?:ing)?|\.)? ?(?:,|/|and) ?NN te(?:st(?:ing)?|\.)?\)`, ['training part', 'test part']),
  frame(`${from}NN (?:held out|set aside|kept|left out) (?:for|as) (?:val|dev)\\b`, ['validation part']),
  frame(`${from}NN (?:for )?(?:val|dev)\\.?${to}`, ['validation part']),
  // `decay rates 0.9 and 0.999` of its two averages.
  frame(
    String.raw`\badam\w*\b[^.;]{0,90}?\b(?:decay|averaging|forgetting|smoothing) (?:rates?|constants?|factors?|parameters?|coefficients?)(?: (?:being|are|were|is|of|equal|to|set|at|with|both|the|two|moments?|values))* \(?NN(?:,| and) NN`,
    ['beta1', 'beta2'],
    { fits: 'high share' },
  ),
];
