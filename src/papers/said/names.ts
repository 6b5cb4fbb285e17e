/** The names of settings, and how papers write them. Data: a longer match wins over a shorter one, an earlier over a later. */

export interface SettingName {
  readonly name: string;
  /** Words for it, as a pattern without capitals. */
  readonly words: string;
  /** What its values can be. */
  readonly is: 'share' | 'positive' | 'count' | 'number';
  /** Stands behind its number as a noun: `64 units`, `20 epochs`. */
  readonly counts?: true;
  /** Only behind its number: `8 environments`, but not `the environments of 3`. */
  readonly onlyCounts?: true;
  /** Several values at once contradict nothing. */
  readonly many?: true;
  readonly max?: number;
}

const rate =
  '(?:learning[ -]rates?|step[ -]?(?:sizes?|lengths?|widths?)|(?:learning|adaptation)[ -](?:coefficients?|constants?|gains?|step)|step[ -]size parameters?|lr(?! (?:patch|image|frame|input|crop|picture|and HR)))';
const clipped = '(?:clip(?:ped|ping)?|threshold)';

export const settingNames: readonly SettingName[] = [
  { name: 'final learning rate', words: `(?:final|minimum|minimal|min\\.?|end|lowest) ${rate}`, is: 'number', max: 10 },
  {
    name: 'learning rate decay factor',
    words: `(?:${rate} )?(?:decay (?:factor|rate)|decay multiplier)|${rate} decay|lr decay`,
    is: 'positive',
    many: true,
  },
  {
    name: 'learning rate',
    words: `(?:(?:initial|peak|base|maximum|maximal|max\\.?|starting|constant|outer|inner|local|global|server|client|meta) )*${rate}|(?<=\\b(?:peak|initial|constant|fixed|server|local|outer|inner|meta|base|top|maximal|maximum|nominal|highest|starting) )rates?|rates?(?= of the (?:server|clients?|generator|discriminator|actor|critic|encoder|decoder|head|backbone)\\b)`,
    is: 'positive',
    max: 100,
  },
  {
    name: 'batch size',
    words:
      '(?:global |total |effective |training |train |local |mini-?|micro-?|meta-?|minibatch )*(?:batch(?:es)?|mini-?batch(?:es)?)[ -]?sizes?|batch_size|(?:tokens|sequences|images|examples|samples|sentences|prompts) per (?:card|gpu|device|batch|step|update|worker)|(?:global |effective |total )*(?:mini-?|micro-?|meta-?)?batch(?:es)?(?![ -]?norm)',
    is: 'count',
  },
  { name: 'gradient accumulation', words: 'gradient[ -]accumulation(?: steps)?|accumulation steps', is: 'count', counts: true },
  { name: 'warmup ratio', words: 'warm-?\\s?up (?:ratio|fraction|proportion|share)', is: 'share' },
  {
    name: 'warmup epochs',
    words: '(?:lr |linear |learning[ -]rate )*warm-?\\s?up epochs|epochs (?:of|for) (?:linear |learning[ -]rate )*warm-?\\s?up',
    is: 'number',
    counts: true,
  },
  {
    name: 'warmup steps',
    words:
      '(?:lr |linear |learning[ -]rate )*warm(?:ed|ing|s)?-?\\s?up(?: (?:steps|iterations|updates|period|length|phase|duration|tokens|stage))?|steps of (?:linear |learning[ -]rate )*warm-?\\s?up',
    is: 'number',
    counts: true,
  },
  {
    name: 'learning rate decay epochs',
    words: '(?:learning[ -]rate |lr )?(?:decays? (?:at )?epochs|milestones|drops? (?:at )?epochs|decay milestones)',
    is: 'count',
    many: true,
  },
  { name: 'learning rate decay steps', words: '(?:learning[ -]rate |lr )?decay steps', is: 'count', many: true },
  {
    name: 'epochs',
    words:
      '(?:training |train |local |max\\.? |maximum |total |numbers? of |no\\. of |# ?)*(?:training |train |optimi[sz]ation )*epochs?|passes over the (?:training )?(?:data|set|examples)|(?:full )?passes through the (?:training )?data|sweeps (?:over|through) the (?:training )?(?:data|set)',
    is: 'count',
    counts: true,
  },
  {
    name: 'training steps',
    words:
      '(?:training |train |total |number of |no\\. of |meta-|meta-training |gradient |optimi[sz]ation |optimi[sz]er |parameter |weight |max\\.? |maximum |# ?|environment |env |agent |generator |policy |interaction )*(?:steps|iterations|updates|time[ -]?steps|frames|iters)|training length|training budget|training duration',
    is: 'count',
    counts: true,
  },
  {
    name: 'early stopping patience',
    words: '(?:early[ -]stopping )?patience(?: of early stopping)?|early stopping(?: patience)?',
    is: 'count',
  },
  {
    name: 'ema decay',
    words:
      '(?:decay (?:rate )?of (?:the )?(?:ema|(?:exponential |running |moving |weight )*averag(?:e|ing)(?: of (?:the )?(?:weights|parameters))?)|ema(?: decay| rate| momentum| coefficient)?|exponential moving average(?: of (?:the |its |all )?(?:weights|parameters|model))?|(?:weight|parameter|model) averaging decay|momentum (?:encoder|coefficient of the key encoder)|(?:key|target|teacher|momentum)[ -](?:encoder|network|model) (?:momentum|ema)(?: coefficient)?)',
    is: 'share',
  },
  {
    name: 'momentum',
    words:
      '(?:nesterov |heavy-ball |polyak |squared-gradient |sgd )*momentum(?! contrast)(?: (?:term|coefficient|parameter|factor|constant|of sgd))?',
    is: 'share',
  },
  { name: 'beta1', words: '(?:adamw? )?beta_?1|first moment decay', is: 'share' },
  { name: 'beta2', words: '(?:adamw? )?beta_?2|second moment decay', is: 'share' },
  {
    name: 'epsilon',
    words:
      "(?:adamw?|optimi[sz]er|rmsprop|numerical|stability|denominator)[' s]* (?:epsilon|constant|ε|eps)|(?:epsilon|ε|constant) of (?:the )?(?:adamw?|optimi[sz]er|rmsprop)|constant (?:of .{1,12} )?in the denominator|ε_?adam|epsilon|eps",
    is: 'positive',
    max: 0.02,
  },
  {
    name: 'weight decay',
    words:
      '(?:decoupled )?(?:weight[ -]decay|decay of (?:the |all |its )*(?:weights|parameters))(?: (?:coefficient|factor|parameter|rate|strength|penalty|weight))?|(?:l[_^]?2|l²|ℓ[_^]?2|ridge|tikhonov)[ -](?:regulari[sz](?:ation|er)|penalty|weight decay|loss)(?: (?:coefficient|strength|weight|parameter))?|ℓ[_^]?2[ -](?:coefficient|strength|factor|constant)|ridge (?:parameter|coefficient|constant)|(?:penalty|regulari[sz]ation|regulari[sz]er) [μλ]|l2(?: reg\\.?)?(?! (?:error|norm|distance|difference))|wd|regulari[sz]ation (?:strength|parameter|coefficient|constant)',
    is: 'number',
    max: 100,
  },
  {
    name: 'l1 penalty',
    words:
      '(?:(?:l[_^]?1|ℓ[_^]?1)[ -](?:regulari[sz](?:ation|er)|penalty|norm|term|constraint)|lasso (?:penalty|coefficient|strength|weight|parameter|term))(?: (?:coefficient|strength|weight|parameter|constant|factor))*',
    is: 'number',
  },
  {
    name: 'gradient clipping',
    words: `(?:global[ -])?(?:gradients?(?:[ -]norms?)? ${clipped}(?: (?:norm|threshold|value|at))*|(?:max(?:imum|imal|\\.)? )?(?:gradient|grad)[ -]?norms?(?: clip(?:ping)?)?|clip(?:ping)?[ -](?:the )?(?:global )?(?:gradients?|grad|norm)(?:[ -]norms?)?|gradients? (?:are|is|was|were) (?:\\w+ )?(?:clipped|rescaled|truncated)|clip (?:the |all )?(?:gradients?|norms?)|grad(?:ient)?[ -]clip|(?<!weight )clipping(?= (?:at|to|of) ))`,
    is: 'positive',
  },
  {
    name: 'lora dropout',
    words: '(?:lora|adapter)[ -]dropout(?: rate| probability)?|dropout (?:of|in|on) (?:the )?(?:lora |low-rank )?adapters',
    is: 'share',
  },
  {
    name: 'attention dropout',
    words:
      'attention(?:[ -]weights?)?(?: |-)dropout(?: rate| probability)?|dropout (?:on|of|in) (?:the )?attention(?: weights)?|attention weights are dropped',
    is: 'share',
  },
  { name: 'drop path', words: '(?:stochastic depth|drop[ -]?path)(?: rate| probability)?', is: 'share' },
  {
    name: 'dropout',
    words:
      '(?<!\\b(?:bpe|sub-?word|modality|condition(?:ing)?|caption|class|prompt|view)[ -])(?:hidden |input |residual |embedding )*drop-?\\s?out(?: (?:rates?|probabilit(?:y|ies)|ratio|p))*|(?:hidden )?(?:units|activations|neurons|features) are dropped|drop (?:hidden )?(?:units|activations|neurons)',
    is: 'share',
  },
  {
    name: 'label smoothing',
    words:
      '(?:label|target label)[ -]smoothing(?: (?:weight|factor|parameter|coefficient|value|of value))*|smoothing (?:weight|parameter|factor)|(?:labels|targets) are smoothed|smooth(?:ed|ing)? (?:the )?(?:labels|targets)|(?:labels|targets) smoothed',
    is: 'share',
  },
  { name: 'mixup alpha', words: 'mix-?up(?: (?:alpha|α|parameter|coefficient|strength))*', is: 'number', max: 10 },
  { name: 'cutmix alpha', words: 'cut-?mix(?: (?:alpha|α|parameter|coefficient))*', is: 'number', max: 10 },
  {
    name: 'label noise',
    words:
      '(?:label|symmetric|asymmetric)[ -]noise(?: (?:rate|level|ratio))*|noise (?:rate|ratio)|(?:corruption|flip(?:ping)?) (?:rate|probability)|wrong (?:training )?labels?|(?:corrupt|flip|replace)(?:ed)?(?= )|(?:share|fraction) of (?:wrong|noisy|corrupted) labels',
    is: 'share',
  },
  {
    name: 'noise standard deviation',
    words:
      '(?:noise (?:standard deviation|scale|std\\.?|level)|standard deviation of the (?:\\w+ )?noise|gaussian noise(?: of standard deviation| with standard deviation)?)',
    is: 'number',
  },
];
