/** Items of notes: an abbreviation and its value between commas, `mom. 0.9`, `20k it.`, `Adam, 1e-3`. Data. */
import { type Frame, frame } from './frame.ts';

const from = '(?<=^|[,;:(.] ?|\\b(?:and|with) )';
const to = '(?= ?(?:[,;.)]|$| (?:and|per|for)\\b| \\())';
const actors = '(?:envs?|environments?|actors?|workers?|copies|simulators?)';
/** `NN` behind its abbreviation. */
const named: readonly (readonly [words: string, name: string, more?: Omit<Frame, 'pattern' | 'names'>])[] = [
  ['mom\\.?', 'momentum', { fits: 'high share' }],
  ['(?:bs|bsz|mb)\\.?', 'batch size', { fits: 'batch' }],
  ['(?:seq\\.? ?len\\.?|ctx\\.?(?: len\\.?)?)', 'sequence length', { fits: 'count' }],
  ['(?:γ(?! ?[=:])|(?:discount )?gamma|disc\\.?)', 'discount factor', { fits: 'share or one' }],
  ['(?:gae(?: λ)?|(?:gae )?lambda)', 'gae lambda', { fits: 'high share' }],
  ['clip(?:ping)?(?: (?:range|ratio|parameter))?', 'clip range', { fits: 'share', unless: /\b(?:norms?|gradients?|grad)\b/i }],
  ['(?:ent|entropy)\\.?(?: (?:coef\\w*|weight|bonus|cost)\\.?)?', 'entropy coefficient', { fits: 'share' }],
  ['(?:vf|value|critic)\\.?(?: (?:coef\\w*|weight|loss|cost)\\.?)?|val\\. coef\\w*\\.?', 'value coefficient', { fits: 'rate' }],
  ['(?:(?:exp\\. )?(?:replay|buffer|memory)(?: (?:buffer|size))?)', 'replay buffer size', { fits: 'sized', unless: /\b[GM]i?B\b/ }],
  ['grad(?:ient)?s?\\.? clip(?:ped|ping|\\.)?(?: (?:at|to))?(?: norm)?|clip norm', 'gradient clipping', { fits: 'bound' }],
  ['(?:ℓ|l|L)_?\\^?2(?: (?:reg\\w*\\.?|penalty))?,?', 'weight decay', { fits: 'tiny' }],
  ['vocab(?:ulary)?\\.?(?: size)?', 'vocabulary size', { fits: 'count' }],
  ['fc', 'hidden units', { fits: 'count' }],
  ['pat\\.', 'early stopping patience', { fits: 'count' }],
  ['(?:lab(?:el)?\\.? ?smooth\\.?|ls)', 'label smoothing', { fits: 'share' }],
];
/** `NN` before what it counts. */
const counted: readonly (readonly [words: string, name: string])[] = [
  ['(?:it(?:s|er|ers)?\\.|iters?|upd\\.)', 'training steps'],
  ['ch(?:an)?s?\\.', 'channels'],
  ['hid(?:den)?\\.?', 'hidden units'],
  ['envs?\\.', 'environments'],
];

export const noteFrames: readonly Frame[] = [
  ...named.map(([words, name, more]) => frame(`${from}(?:${words})(?: ?[=:])? ?NN${to}`, [name], more)),
  ...counted.map(([words, name]) => frame(`NN ${words}(?= ?(?:[,;.)]|$)|$)`, [name], { fits: 'count' })),
  // The rate stands behind who uses it.
  frame(
    `${from}(?:adam\\w*|sgd|rms-?prop|lars|lamb|lion|adagrad|nadam)(?:,| \\(|:| at)? ?(?:(?:lr|rate|η) ?=? ?)?(?![^ηα\\d]\\S{0,6} ?=)NN(?: +→ +NN)?${to}`,
    ['learning rate', 'final learning rate'],
    { fits: 'rate' },
  ),
  // `2e-3, ×0.3 at epochs 15 and 25`, `0.1 (÷10 at 60, 90)`.
  ...(['×', '÷'] as const).flatMap((sign) => {
    const cut = `(?<=\\b(?:lr|rate|step size|rate|η)\\b[^;]{0,40})[,;(] ?(?:then )?${sign === '×' ? '[×x*]' : '[÷/]'} ?NN (?:@|at|after|every|from)`;
    const more = sign === '×' ? { fits: 'bound' as const } : { isDivisor: true as const };
    const at = (unit: 'epochs' | 'steps'): (string | undefined)[] => [
      'learning rate decay factor',
      ...Array<string>(3).fill(`learning rate decay ${unit}`),
    ];
    return [
      frame(`${cut} (?:the )?(?:epochs?|ep\\.?) LIST`, at('epochs'), more),
      frame(`${cut} LIST (?:epochs?|ep\\.?)\\b`, at('epochs'), more),
      frame(`${cut} (?:steps?|iterations?|updates?) LIST`, at('steps'), more),
      frame(`${cut} LIST (?:steps|iterations|updates)\\b`, at('steps'), more),
    ];
  }),
  // `0.05, ×0.1 @ 60 %, 80 %`.
  frame('(?<=\\b(?:lr|rate|step size)\\b[^.;]{0,30}), ?[×*·] ?NN ?(?:@|at) (?=#|epoch|step)', ['learning rate decay factor'], {
    fits: 'share',
  }),
  frame(`${from}lr ?=? ?NN *(?:→|->|to) *NN(?= ?(?:[,;.)(]|$| (?:by|with|via|over|in|along)\\b))`, [
    'learning rate',
    'final learning rate',
  ]),
  frame(`(?<=(?:^|[^A-Za-z]))(?:eps(?:ilon)?\\.?|ε)[:=]? ?(?:from )?NN *(?:down to|to|->|→|–) *NN(?: (?:in|over|within|during) NN)?`, [
    'exploration rate',
    'exploration rate',
    undefined,
  ]),
  frame(`${from}targets?(?: net(?:work)?s?)?(?: (?:update|sync|copy|updated|synced|copied|refreshed))?:? (?:every|each) NN`, [
    'target update interval',
  ]),
  frame('NN ep\\.?(?=[,;).]|$| [a-z(])(?! (?:of )?(?:lin(?:ear)?\\.? )?warm)', ['epochs'], { fits: 'count' }),
  frame(`NN (?:ep\\.?|epochs?) (?:of )?(?:lin(?:ear)?\\.? )?warm-?up${to}`, ['warmup epochs'], { fits: 'count' }),
  frame(`NN (?:steps|its?|iters|updates) (?:of )?(?:lin(?:ear)?\\.? )?warm-?up${to}`, ['warmup steps'], { fits: 'count' }),
  frame(`NN (?:of )?(?:lin(?:ear)?\\.? )?warm-?up${to}`, ['warmup ratio'], { fits: 'share' }),
  // `64 seqs × 256 chars`.
  frame(
    'NN (?:seqs?\\.?|sequences|segments|windows|chunks|rows) ?[×x] ?NN (?:chars?|characters|tokens|toks?|words|bytes|frames|samples|steps)\\b',
    ['batch size', 'sequence length'],
  ),
  // `6 layers, d = 160, 8 heads`.
  frame('(?<=\\b(?:layers?|blocks),? )(?:width |dim\\.? )?d(?:_model)? ?= ?(#_*)(?!_)', ['hidden units'], { fits: 'count' }),
  frame('NN (?:hidden )?layers? ?× ?NN(?! ?[×x%])', ['layers', 'hidden units'], { fits: 'count' }),
  // `3 critic steps per G step, 30k G steps`.
  frame('(?<=[,;.:] ?)NN (?:G|generator|outer|env(?:ironment)?) steps\\b(?! (?:per|for each|each))', ['training steps'], { fits: 'count' }),
  frame(`NN (?:parallel )?${actors} ?(?:x|×|times|by|\\*) ?NN (?:steps|frames|moves)\\b`, ['environments', 'rollout length']),
  frame(`NN ${actors}, NN (?:steps|frames|moves) each\\b`, ['environments', 'rollout length']),
  frame('\\b[Nn]oise:? (?:schedule:? )?(?:#_* (?:steps|levels), )?(?:linear|cosine|linearly),? (?:from )?NN (?:up )?to NN', [
    'beta start',
    'beta end',
  ]),
  frame(
    "\\b(?:DDIM|DDPM|Euler(?:'s method)?|Heun|DPM\\S*|ancestral(?: sampl\\w+)?|[Ss]ampl(?:er|ing))[,:]? (?:with |in |at |for )?NN (?:[a-z]+ )?steps",
    ['sampling steps'],
  ),
  frame(`${from}(?:tau ?=?|τ) ?NN${to}`, ['temperature'], {
    fits: 'rate',
    unless: /\btarget|polyak|\bDQN\b|\bDDPG\b|\bSAC\b|soft update/i,
  }),
  frame(`\\brank ?=? ?NN|\\br ?= ?NN(?=,? (?:alpha|α) ?=? ?#)`, ['lora rank', 'lora rank'], { fits: 'count' }),
  frame(`(?<=\\b(?:lora|rank|adapters?)\\b[^.;]{0,40})${from}(?:alpha ?=?|α) ?NN${to}`, ['lora alpha'], { fits: 'bound' }),
  frame(`(?<=\\b(?:KD|distil\\w*|student|teacher)\\b[^.;]{0,40})${from}(?:alpha ?=?|α) ?NN${to}`, ['distillation weight'], {
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
  frame(
    `${from}NN (?:held out|set aside|kept|left out) (?:(?:for|as) (?:val|dev)\\b|(?:for|to) (?:pick|choos|tun|select|sett?|stopp?)(?:e|ing)?\\b)`,
    ['validation part'],
  ),
  frame(`${from}NN (?:for )?(?:val|dev)\\.?${to}`, ['validation part']),
  // `decay rates 0.9 and 0.999` of its two averages.
  frame(
    String.raw`\badam\w*\b[^.;]{0,90}?\b(?:decay|averaging|forgetting|smoothing) (?:rates?|constants?|factors?|parameters?|coefficients?)(?: (?:being|are|were|is|of|equal|to|set|at|with|both|the|two|moments?|values))* \(?NN(?:,| and) NN`,
    ['beta1', 'beta2'],
    { fits: 'high share' },
  ),
];
