/** Labels as tables of other trades and tongues have them, in the usual words: `Update coefficient`, `Attenuation of weight`, `The batch size shall be`. */

const act = '(?:weight[- ])?(?:updat(?:e|ing)|learning|training|teaching|adaptation|adjustment|correction|minimi[sz]ation|descent)';
const member = '(?:records?|samples?|examples?|patterns?|images?|windows?|data|rows?|sequences?|signals?|cases?|pieces?)';
const count = '(?:(?:the )?(?:number|no\\.?|nr\\.?|count|amount|quantity) of )?';

/** In order: what one puts in usual words the next one reads. */
const usual: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^the (?=\p{L}{3,} )/iu, ''],
  [
    /\s*(?:\b(?:shall|must|should|will|is to|has to|are to) (?:be|run for|run|last(?: for)?|have|use|equal|amount to|be set to)|[:=])$/iu,
    '',
  ],
  [
    new RegExp(
      `^(?:${act} (?:coefficient|constant|factor|width|gain|parameter|step(?: (?:width|length|size))?)|(?:coefficient|constant|gain|width|speed) (?:of|for) (?:the )?${act})(?!s)`,
      'iu',
    ),
    'learning rate',
  ],
  [/^step (?:width|length)\b(?! of the (?:window|data))/iu, 'learning rate'],
  [
    new RegExp(
      `^(?:${act} (?:method|algorithm|rule|procedure|scheme|technique|law)|(?:method|algorithm|rule) (?:of|for) (?:the )?${act})$`,
      'iu',
    ),
    'optimizer',
  ],
  [
    /^(?:attenuation|damping|shrinkage|reduction|penali[sz]ation|penalty) (?:of|on|for) (?:the )?(?:connection )?weights?$/iu,
    'weight decay',
  ],
  [/^(?:connection )?weights? (?:attenuation|damping|shrinkage|penalty)$/iu, 'weight decay'],
  [
    /^(?:(?:attenuation|forgetting|averaging|moment|damping|decay|smoothing)(?: (?:coefficients|constants|factors|rates))|(?:coefficients|constants|factors|rates) of (?:the )?(?:attenuation|forgetting|moments|averages))(?: (?:of|for|in) (?:Adam\w*|the (?:optimi[sz]er|moments|method|averages)))?$/iu,
    'betas',
  ],
  [/\binertia(?: (?:term|coefficient|factor|constant))?$/iu, 'momentum'],
  [new RegExp(`^${count}(?:simultaneous(?:ly \\p{L}+)?|concurrent|joint|parallel) ${member}$`, 'iu'), 'batch size'],
  [
    new RegExp(`^${count}${member} (?:per|in (?:a|one|each|every)|for (?:each|one|every)) (?:${act}|group|(?:${act} )?step)$`, 'iu'),
    'batch size',
  ],
  [/^(?:size of (?:the )?(?:groups?|blocks|portions?)(?: of (?:data|samples|records|examples))?)$/iu, 'batch size'],
  [
    new RegExp(
      `^(?:${count}(?:full |complete )?(?:learning |training |data )(?:cycles|passes|sweeps|rounds|presentations|repetitions)|${count}(?:passes|sweeps|presentations)(?: (?:of|over|through) (?:the )?(?:whole |full )?(?:data|records|learning data|training data|training set))?)$`,
      'iu',
    ),
    'epochs',
  ],
  [new RegExp(`^${count}(?:middle|intermediate|inner|concealed) layers$`, 'iu'), 'hidden layers'],
  [
    new RegExp(
      `^${count}(?:neurons|nodes|cells|elements) (?:in|of|per) (?:(?:the|each|every|one) )?(?:middle|intermediate|inner|concealed|hidden) layers?$`,
      'iu',
    ),
    'hidden units',
  ],
  [/^(?:transfer|excitation|squashing|threshold|response) functions?$/iu, 'activation'],
  [
    /^(?:share|rate|ratio|probability|percentage|fraction) of (?:the )?(?:dropped|removed|deactivated|silenced|omitted|disabled) (?:units|neurons|nodes|activations|cells)$/iu,
    'dropout',
  ],
  [/^(?:(?:early )?terminat(?:ion|e)|abort(?:ion)?|cut-?off|stop(?:ping)?)(?: (?:condition|criterion|rule))?$/iu, 'early stopping'],
  [new RegExp(`^${count}(?:learning|teaching) ${member}$`, 'iu'), 'training examples'],
];

const length = /\b(?:epochs?|passes|sweeps|cycles|updates|iterations|training steps|learning (?:rounds|cycles))\b/i;
const searching = /\b(?:optuna|hyper-?opt|bayes\w*|search\w*|tuning|budget|grid)\b/i;
const learning = /\b(?:learning|training|network|neurons?|optimi[sz]\w*|weights?|batch)\b/i;
/** What a label means only beside the others of its table. */
const beside: readonly { readonly pattern: RegExp; readonly words: string; readonly when: (topic: string) => boolean }[] = [
  { pattern: new RegExp(`^${count}repetitions$`, 'iu'), words: 'epochs', when: (topic) => learning.test(topic) && !length.test(topic) },
  {
    pattern: new RegExp(`^${count}(?:independent |separate )?(?:trials|trainings|learnings|executions|reali[sz]ations)$`, 'iu'),
    words: 'seeds',
    when: (topic) => learning.test(topic) && !searching.test(topic),
  },
  {
    pattern: new RegExp(`^${count}(?:verification|validation|checking|tuning) ${member}$`, 'iu'),
    words: 'validation examples',
    when: (topic) => /\b(?:test|evaluation|confirmation) (?:data|records|samples|patterns|images)\b/i.test(topic),
  },
  {
    pattern: new RegExp(`^${count}(?:verification|confirmation|checking|evaluation|judgement) ${member}$`, 'iu'),
    words: 'test examples',
    when: (topic) => /\blearning\b/i.test(topic),
  },
  {
    pattern:
      /^(?:computers?|pc|personal computer|processor|work-?station|server|host|calculat(?:ion|ing|or) (?:machine|computer|server|environment)|(?:computing|computation|execution|learning|training) (?:environment|machine|computer|equipment|platform|server))$/iu,
    words: 'hardware',
    when: (topic) => learning.test(topic),
  },
];

/** A label in the usual words; without a `topic` nothing that depends on the labels beside it. */
export function usualLabel(text: string, topic?: string): string {
  let words = text;
  for (const [pattern, to] of usual) words = words.replace(pattern, to);
  const of = topic === undefined ? undefined : beside.find(({ pattern, when }) => pattern.test(words) && when(topic));
  return of?.words ?? words;
}
