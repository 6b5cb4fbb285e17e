/** Names of settings, continued: networks, data, and what belongs to one kind of method. */
import { exampleNouns } from './dataNouns.ts';
import type { SettingName } from './names.ts';

export const networkNames: readonly SettingName[] = [
  {
    name: 'feed-forward dimension',
    words:
      '(?:feed[ -]?forward|ffn|mlp|intermediate|inner)[ -](?:layer )?(?:dim(?:ension|\\.)?|size|width|hidden size|dimensionality)|d_ff|dff|d_ffn|feed-?forward (?:units|neurons)|inner layers of (?:size|width|dimension)',
    is: 'count',
  },
  {
    name: 'embedding dimension',
    words:
      'n_embd|embed dim|dimension(?:ality)? of (?:the |each |all |our )?(?:token|embedding|factor|code|word vector)s?|(?:(?:token |word |node |time |output |skill |item )*embedding|latent|representation|code|projection)s?[ -](?:dim(?:ension|\\.)?s?|size|dimensionality)|(?:dimensional|-d) (?:word |node |time )?embeddings?',
    is: 'count',
    counts: true,
  },
  {
    name: 'hidden units',
    words:
      '(?:width|size|dimension(?:ality)?) of (?:the |all |each |every |both |its |our )*(?:hidden |recurrent |dense |fully[- ]connected |lstm |gru )*(?:layers?|network|hidden states?|state vectors?)(?! ?norm)|width of (?:the )?model|(?:hidden|lstm|gru|recurrent|rnn|dense)?[ -]*(?:layer )?(?:(?:hidden )?(?:units|neurons)(?: per (?:hidden )?layer| each)?|hidden (?:nodes|cells)|(?:lstm|gru|memory) cells|cells per layer|number of cells|attention (?:dimension|size)|rectified linear units|hidden (?:size|dim(?:ension|ensionality|\\.)?s?|width|state size)|(?:layer |model |network )?widths?|(?:model|encoder|decoder) (?:dim(?:ension|ensionality|\\.)?|size)|d_model|dmodel|units wide)|(?:(?:tanh|relu|gelu|silu|elu|sigmoid|selu|swish|softplus|leaky relu)(?: hidden)? (?:units|neurons))',
    is: 'count',
    counts: true,
  },
  {
    name: 'attention heads',
    words:
      'n_heads?|num heads|(?:number of |# ?)?(?:self-)?(?:attention[ -])?heads(?: of attention)?|(?<=\\b(?:single|one) )(?:attention )?head(?! of|s)',
    is: 'count',
    counts: true,
  },
  {
    name: 'layers',
    words:
      'n_layers?|num (?:hidden )?layers|(?:number of |no\\. of |# ?|hidden |feed-forward |transformer |encoder |decoder |convolutional |conv |graph |lstm |gru |dense |fully[ -]connected |recurrent |residual |message[ -]passing |linear |gcn |attention |separable |dilated |causal |coupling |affine |flow |)*(?:layers|blocks|layer|convolutions)(?! ?norm|wise|-| per (?:resolution|level|stage|scale))|depth of the (?:\\w+ )?(?:network|model)|number of (?:hidden layers|couplings)|(?<![\\p{L}] )(?:(?:affine|additive|alternating|such|stacked|spline) )*couplings(?! (?:nets?|networks?)\\b)|(?:network |model )?depths?',
    is: 'count',
    counts: true,
    many: true,
  },
  {
    name: 'kernel size',
    words: '(?:kernel|filter)[ -](?:sizes?|widths?|lengths?)|(?<=(?:kernels|filters) of )(?:width|length)|kernels?|receptive field',
    is: 'count',
  },
  {
    name: 'channels',
    words:
      '(?:base |numbers? of |convolutional |output )*(?:channel (?:count|number|width)|channels?|filters|feature maps|(?<=\\d )kernels(?= (?:of|with)(?: a)? (?:size|width|length|span)))',
    is: 'count',
    counts: true,
    many: true,
  },
  { name: 'patch size', words: 'patch[ -](?:size|length|width)s?|patches(?= of)', is: 'count' },
  {
    name: 'vocabulary size',
    words:
      '(?:bpe |sub-?word |joint )?vocabular(?:y|ies)(?: sizes?)?|vocab(?:\\.|ulary)? size|token types|size of the vocabulary|vocabulary entries',
    is: 'count',
  },
  {
    name: 'sequence length',
    words:
      'length of (?:the |our |all |these )*(?:input )?(?:sequences|series|windows|inputs)|look-?back(?: (?:window|length|horizon|period))?|(?:input|history) window|(?:max(?:imum|imal|\\.)? )?(?:input )?(?:sequence|context|input|prompt|source)[ -](?:length|window|size)s?|context|(?:block|window) size|truncat(?:ed|ion)(?: length)?(?: to| at)?|cut (?:to|at|after)|seq\\.? (?:len(?:gth)?\\.?)|(?:sequences|inputs|sentences|texts|documents) longer than|max(?:imum|\\.)? length(?= of the input)',
    is: 'count',
  },
  {
    name: 'image size',
    words:
      '(?:image|input|picture|frame)s? (?:size|resolution|side)s?|(?<!\\b(?:attention|attn|feature|grid|latent|temporal|time|angular|frequency|bottleneck)[ -])resolution|(?:resiz|rescal|downsampl|scal)(?:ed|ing|es?) to(?! (?:α|unit|zero|\\[))',
    is: 'count',
  },
  { name: 'crop size', words: '(?:centre-|center-|random )?crop size|crops of|cropped to', is: 'count' },
  {
    name: 'classes',
    words:
      '(?:number of |output |target |relation |entity |object |semantic |event |sound |action |disease |finding |diagnosis )*(?:(?:super-?)?classes|categories|species)',
    is: 'count',
    counts: true,
  },
];

export const dataNames: readonly SettingName[] = [
  {
    name: 'training fraction',
    words: '(?:train(?:ing)?) (?:fraction|share|split|portion)|(?:(?:are |is )?(?:used |kept )?for|as) train(?:ing)?(?: data| set)?',
    is: 'share',
  },
  {
    name: 'validation fraction',
    words:
      '(?:validation|dev(?:elopment)?) (?:fraction|share|split|portion)|(?:(?:are |is )?(?:used |held out |kept |set aside )?(?:for|as) (?:a )?(?:validation|development)(?: data| set)?)',
    is: 'share',
  },
  {
    name: 'test fraction',
    words:
      '(?:test(?:ing)?) (?:fraction|share|split|portion|size)|(?:(?:are |is )?(?:used |held out |kept |set aside |reserved )?(?:for|as) (?:a )?(?:testing|test(?: data| set)?))|hold(?:ing)? out|held out|test set is',
    is: 'share',
  },
  {
    name: 'training examples',
    words: `(?:training|train) (?:[a-z]+ )?(?:${exampleNouns}|frames|windows|patches|cases|transitions|users|sessions|reactions|digits|patterns)|(?:labelled|labeled) (?:${exampleNouns}|digits)|(?:training|train|labelled|labeled) set size|(?:${exampleNouns}|draws) (?:are (?:used )?)?for training|size of the training set`,
    is: 'count',
    counts: true,
  },
  {
    name: 'validation examples',
    words: `(?:validation|dev(?:elopment)?) (?:[a-z]+ )?(?:${exampleNouns}|windows|patches|cases)|(?:validation|dev(?:elopment)?) set size|(?:(?:${exampleNouns}|of which) )?(?:are )?(?:held out )?for validation`,
    is: 'count',
    counts: true,
  },
  {
    name: 'test examples',
    words:
      '(?:test|testing|held-out) (?:[a-z]+ )?(?:patterns|problems|patients|drawings|notes|clips|tiles|videos|recordings|utterances|molecules|compounds|records|scans|volumes|texts|articles|dialogues|queries|reviews|windows|patches|cases|sequences|documents|prompts|graphs|comparisons)|(?:test|testing|held-out|evaluation) (?:images|examples|samples|instances|sentences|pairs|points|questions|set size)|(?:images|examples|samples|draws|pairs|points) (?:are (?:used )?)?(?:serves? |kept |held out )?(?:for testing|as (?:a )?test set)',
    is: 'count',
    counts: true,
  },
];

export const methodNames: readonly SettingName[] = [
  {
    name: 'discount factor',
    words: '(?:reward )?discount(?:s|ed|ing)?(?: (?:factor|rate|parameter|of future rewards))?(?: (?:with|by))?',
    is: 'share',
  },
  {
    name: 'gae lambda',
    words: '(?:gae|generalised advantage estimation|generalized advantage estimation)(?:[ -](?:lambda|λ|parameter|coefficient|discount))*',
    is: 'share',
  },
  {
    name: 'clip range',
    words:
      '(?:ppo )?clip(?:ping)?(?:[ -](?:range|parameter|ratio|coefficient|epsilon|ε|constant))+|(?:ppo )clip(?:ping)?(?: ε)?|clip(?= (?:of|is) )|ratio is clipped(?: (?:with|at|to))?|clip(?:ped)? (?:the )?(?:\\w+ )?ratios?',
    is: 'share',
  },
  {
    name: 'entropy coefficient',
    words:
      'entropy(?:[ -](?:coefficient|bonus|weight|regulari[sz]ation|regulari[sz]er|term|loss|penalty|cost|coef))+(?: coefficient| weight)?|ent coef|entropy',
    is: 'number',
  },
  {
    name: 'value coefficient',
    words:
      '(?:value|critic)(?:[ -](?:function|loss|error|term))*[ -](?:coefficient|weight|loss(?: coefficient| weight)?)|value loss|(?:vf|value|critic) coef|baseline (?:cost|coefficient|loss (?:coefficient|weight))',
    is: 'number',
  },
  {
    name: 'kl coefficient',
    words:
      '(?:weight|coefficient|strength) of the kl(?: (?:term|penalty|divergence|loss))?|kl(?:[ -](?:divergence|penalty|term|loss|regulari[sz]ation))*(?:[ -](?:coefficient|coeff?\\.?|weight|penalty|β|beta))+|kl penalty',
    is: 'number',
  },
  {
    name: 'replay buffer size',
    words:
      '(?:experience )?(?:replay[ -])(?:buffers?|memory|memories)(?:[ -](?:size|capacity|length))?|memories(?= of (?:only )?\\d[\\d,.]*k?(?:,? (?:and|or) [\\d,.]+k?)? transitions)|replay (?:size|capacity)|buffer (?:size|capacity)',
    is: 'count',
  },
  {
    name: 'target update rate',
    words:
      'target (?:update (?:rate|coefficient)|smoothing(?: coefficient| factor)?|network (?:update rate|smoothing))|(?:polyak|soft)[ -](?:averaging|update)(?: (?:coefficient|rate|factor))?',
    is: 'share',
  },
  {
    name: 'target update interval',
    words:
      'target(?:[ -]network)? (?:update )?(?:interval|period|frequency)|target(?:[ -]network)?(?: update| sync(?:hroni[sz]ation)?| refresh| is copied| is updated| is synchroni[sz]ed| are copied)(?: every)?',
    is: 'count',
  },
  {
    name: 'exploration rate',
    words:
      'exploration (?:rate|probability|noise|ε)|(?:final|initial|first|last|minimum) (?:ε|epsilon)|(?:ε|epsilon)-greedy(?: exploration)?|(?:probability|rate) of (?:a )?random actions?',
    is: 'share',
  },
  {
    name: 'group size',
    words: '(?:grpo )?group size|(?:completions|responses|rollouts|answers|samples) (?:per|for each) (?:prompt|question)|groups of',
    is: 'count',
    counts: true,
  },
  {
    name: 'rollout length',
    words:
      'roll-?outs? (?:length|horizon|steps)|(?:roll-?outs?|segments|trajectories) of(?: length)?|n-?steps?|steps per (?:roll-?out|environment|env|update|iteration)|unroll length|n steps|(?:planning|imagination|episode|unroll(?:ing)?|roll-?out) horizon|(?<!forecast |forecasting |prediction )horizon(?= (?:of |is |= ?)?\\d+ (?:steps|transitions))',
    is: 'count',
    counts: true,
  },
  {
    name: 'environments',
    words: '(?:number of )?(?:parallel |vectori[sz]ed )*(?:environments|envs|actors|workers)|(?<=\\b(?:single|one) )environment',
    is: 'count',
    counts: true,
    onlyCounts: true,
  },
  { name: 'episodes', words: '(?:number of |training |evaluation |test )*episodes', is: 'count', counts: true },
  { name: 'forecast horizon', words: '(?:forecast|forecasting|prediction) (?:horizon|length)', is: 'count' },
  {
    name: 'diffusion steps',
    words:
      '(?:diffusion|noise|noising|forward(?: process)?|denoising|training)[ -](?:time)?steps|number of (?:diffusion|noise|noising) (?:time)?steps|noise levels|timesteps',
    is: 'count',
    counts: true,
  },
  {
    name: 'sampling steps',
    words: '(?:sampling|sampler|ddim|inference|reverse)[ -](?:time)?steps|function evaluations|nfes?',
    is: 'count',
    counts: true,
  },
  { name: 'beta start', words: 'beta_?start|(?:initial|first|smallest) (?:noise variance|variance|β)', is: 'positive' },
  { name: 'beta end', words: 'beta_?end|(?:final|last|largest) (?:noise variance|variance|β)', is: 'positive' },
  { name: 'guidance scale', words: '(?:classifier-free )?guidance(?: (?:scale|weight|strength))?', is: 'number' },
  {
    name: 'temperature',
    words: '(?:softmax |distillation |sampling |contrastive |infonce )*temperatures?(?: (?:parameter|constant|scaling))?',
    is: 'number',
    max: 100,
  },
  {
    name: 'distillation weight',
    words:
      '(?:distillation|kd|soft[ -](?:label|target)s?)(?: (?:loss|term))*(?: (?:weight|coefficient))+|(?:weight|coefficient) (?:of|for) the (?:distillation|kd|soft)(?: (?:loss|term|target))?|distillation (?:loss|term)',
    is: 'number',
  },
  { name: 'queue size', words: '(?:memory )?queues?(?: (?:size|length))?(?: holds?)?|memory bank(?: size)?', is: 'count' },
  { name: 'negatives', words: '(?:number of )?negatives?(?: (?:samples|examples|pairs))?', is: 'count', counts: true },
  { name: 'margin', words: 'margin', is: 'number' },
  {
    name: 'lora rank',
    words:
      '(?:lora|adapter|low)[ -](?:rank)(?: r)?|rank(?: r)?(?: (?:of|for) the (?:lora |low-rank )?(?:adapters?|updates?|matrices))?|lora r|r of lora',
    is: 'count',
  },
  {
    name: 'lora alpha',
    words:
      '(?:lora )(?:alpha|α|scaling)(?: (?:factor|constant|parameter|α))*|scaling (?:factor |constant |parameter )(?:α|alpha)?|(?:lora )?scaling (?:(?:to|of|at|is|with|by) )?(?=α)|(?:lora )?scaling α',
    is: 'number',
  },
  {
    name: 'critic steps',
    words:
      'critic (?:steps|updates|iterations)(?: per generator (?:step|update|iteration))?|discriminator (?:steps|updates)(?: per generator (?:step|update|iteration))?',
    is: 'count',
  },
  {
    name: 'loss weight',
    words:
      '(?:gradient penalty|auxiliary loss|loss|penalty|regulari[sz]er|consistency|reconstruction|commitment|proximal(?: term)?|divergence|prior|consolidation)[ -](?:weight|coefficient|strength|factor)s?|(?:weight|coefficient) of the (?:\\w+ ){0,2}(?:loss|term|penalty|divergence|prior|regulari[sz]er)|gradient penalty',
    is: 'number',
    many: true,
  },
  { name: 'beam size', words: 'beam(?:[ -](?:size|width|search))*(?: (?:size|width))?|beams', is: 'count', counts: true },
  { name: 'top-p', words: 'top-?p|nucleus(?: sampling)?', is: 'share' },
  { name: 'top-k', words: 'top-?k', is: 'count' },
  { name: 'length penalty', words: 'length[ -]penalt(?:y|ies)', is: 'number' },
  {
    name: 'maximum length',
    words:
      '(?:max(?:imum|imal|\\.)? )(?:generation |output |decoding |response |answer |reply |summary |completion |new |number of (?:new|generated) )(?:length|tokens)|(?:generated|new) tokens|(?:completion|response) length',
    is: 'count',
    counts: true,
  },
  {
    name: 'seeds',
    words:
      '(?:number of |no\\. of |# ?)?(?:different |random |independent |distinct |training |paired )*(?:seeds?|runs?(?! (?:through|from|until|(?:up )?to|over the (?:values|set)))|trainings(?! (?:examples|images|data))|repetitions|repeats|initiali[sz]ations|restarts|replicates|replications|random seeds?)|(?:is|are) repeated|repeat(?:ed)? (?:everything|each|every|all)',
    is: 'count',
    counts: true,
  },
  { name: 'folds', words: '(?:number of )?folds?|fold cross[ -]validation', is: 'count', counts: true },
  {
    name: 'bins',
    words: '(?:number of |equal-(?:width|mass|size|count|frequency)d? |confidence |calibration )*bins',
    is: 'count',
    counts: true,
  },
  {
    name: 'devices',
    words:
      '(?:nvidia |amd |google |tesla |geforce |cloud )*(?:(?:a100|h100|h200|v100|a10g?|a40|a[2-6]000|l40s?|l4|t4|p100|k80|rtx ?\\w{4,5}(?: ti| ada)?|titan \\w+|gtx ?\\d{4}(?: ti)?|mi\\d+x?|tpu ?v?\\d?\\w?)(?:s|-\\d+gb)?(?:[ -]\\d+ ?gb)? ?)*(?:gpus?|tpus?|cores? of a tpu|tpu ?(?:v\\d\\w?)? (?:cores|chips|devices)|(?:a100|h100|h200|v100|a10g?|a40|a[2-6]000|l40s?|l4|t4|p100|k80|mi\\d+x?|quadro rtx \\d+|rtx ?a?\\d{4}(?: ti| ada)?|gtx ?\\d{4}(?: ti)?|titan \\w+)s?(?:-\\d+ ?gb)?|(?:graphics |gpu )?cards?|accelerators?)',
    is: 'count',
    counts: true,
    onlyCounts: true,
  },
];
