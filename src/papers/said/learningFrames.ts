/** Ways of saying what agents, forecasters and those who divide data set: what is kept, explored, read at once and assigned. Data. */
import { type Frame, frame } from './frame.ts';

const replay = '(?:replay(?: buffer| memory)?|(?:ring |experience )?buffer|(?:experience )?memory)';
const moments =
  '(?:time[- ]?)?(?:points|steps|samples|items|observations|readings|interactions|measurements|values|events|clicks|days|hours)';
const holds = '(?:comprises?|holds?|contains?|spans?|covers?|consists? of|includes?|extends? over|has|have|of)';
const testing = '(?:evaluation|evaluating|testing|test time)';

export const learningFrames: readonly Frame[] = [
  frame(String.raw`\b[Ll]et(?:ting)? [tkni] (?:run|go|count) (?:on )?(?:(?:from )?#_* )?(?:up )?to NN`, ['training steps'], {
    fits: 'sized',
  }),
  // `step 0.02; momentum 0.8`: a list of constants.
  frame(String.raw`(?:^|[:;,(] ?)step(?: size)? NN(?= ?[;,.)]|$)`, ['learning rate'], { fits: 'rate' }),
  // `Rate: 0.02. Batch: 64.`, `Rate 0.05, batch 20, 80 epochs`.
  frame(String.raw`(?<=^ ?)rate:? NN(?=[.,;]|$)(?! ?(?:hz|khz|per|%))`, ['learning rate'], { fits: 'rate' }),
  // `step sizes do not change: 2e-4 for one, 1e-4 for the other`.
  frame(
    String.raw`\b(?:learning rates?|step sizes?)\b[^.;:#]{0,40}: ?NN (?:for|in|on) [^.;#,]{1,24},? (?:and )?NN (?:for|in|on)\b`,
    ['learning rate', 'learning rate'],
    { fits: 'rate' },
  ),
  frame(
    String.raw`\blinear (?:rise|increase|ramp|climb|growth)(?: of [^.;#]{1,20})? (?:over|during|in|for|within) (?:the first )?NN STEPS`,
    ['warmup steps'],
  ),
  // `for the update u = 1, …, 3000`.
  frame(String.raw`(?<!diffusion |denoising |noise |noising |sampling |time )\b(?:updates?|steps?|iterations?) [a-z] ?= ?#_* ?, ?…,? ?NN`, [
    'training steps',
  ]),
  frame(String.raw`\bepochs? [a-z] ?= ?#_* ?, ?…,? ?NN`, ['epochs']),
  frame(String.raw`\baverages? of (?:the |its )?weights\b[^;]{0,70}? decay of (?:\S{1,12}= ?)?NN`, ['ema decay'], { fits: 'high share' }),
  // `β_1 = 1e-4, β_N = 0.02, N = 200`: the last index is that of the last step.
  frame('β_?1 ?= ?NN[,;]?(?: ?(?:and|to|up to|→|,|…,?))* ?β_?([TNKMLS]) ?= ?NN(?:[,;]?(?: and)? ?\\2 ?= ?(#_*)(?!_))?', [
    'beta start',
    undefined,
    'beta end',
    'diffusion steps',
  ]),
  // What is kept, and how much of it is drawn.
  frame(
    String.raw`\b(?:latest|newest|last|most recent|past) NN (?:[\w-]+ ){1,3}?(?:(?:are|is|were|stay|stays|remain|remains|kept|stored|held) )*(?:in|inside|within) (?:the |a |our |its )?(?:[\w-]+ )?${replay}\b`,
    ['replay buffer size'],
  ),
  frame(String.raw`\breplay (?:of|with|for) NN (?!of\b)`, ['replay buffer size']),
  frame(
    String.raw`\bof (?:which|these|them) NN (?:are|is|being) (?:drawn|sampled|taken|picked) (?:(?:uniformly|at random) )?(?:for|at|in|per|on) (?:each|every|an?) (?:update|step|iteration)`,
    ['batch size'],
  ),
  // How often something else than training is stepped.
  frame(
    String.raw`\bepisodes?(?: (?!of\b|and\b|we\b)[\w-]+){0,5}? (?:after|at most|at|to|lasts?|covers?|exceeds?|beyond|within|is|are) (?:at most |up to |about )?NN (?:[\w-]+ )?(?:steps|frames|moves|turns|decisions|actions|time ?steps)\b`,
    [undefined],
  ),
  frame(
    String.raw`NN (?:(?:gradient|policy|critic|parameter|optimi[sz]er|network) )*(?:updates|steps) (?:(?:are|is|were) (?:taken|made|done|performed) )?(?:per|(?:for|after|in|with) (?:each|every|one|a single)) (?:environment|agent|env|control|interaction|simulator)?[ -]?(?:step|interaction|transition|decision)\b`,
    [undefined],
  ),
  frame(
    String.raw`\b(?:agents?|polic(?:y|ies)|it|they) (?:is|are|was|were) (?:then )?(?:evaluated|tested|assessed|scored) (?:over|for|during|on) NN (?:[\w-]+ )?(?:steps|frames)\b`,
    [undefined],
  ),
  frame(String.raw`\b(?:polic(?:y|ies)|agents?|controllers?)\b[^.;#]{0,16}? (?:run|executed|tested|rolled out|deployed) NN times\b`, [
    'episodes',
  ]),
  frame(String.raw`\b(?:patch|window|context|horizon)(?:e?s)?\b[^.;#]{0,16}? to NN(?:,? (?:and|or) NN)? (?:time )?steps`, [
    undefined,
    undefined,
  ]),
  frame(
    String.raw`NN passes (?:over|through) (?:the |all |each |its )*(?:[\w-]+ )?(?:data|batch|roll-?outs?|samples|transitions|trajectories)\b[^.;#]{0,30}? (?:split|divided|cut|partitioned) (?:up )?into NN mini-?batches`,
    ['epochs', undefined],
  ),
  frame(
    String.raw`\bclip(?:ped|s|ping)? (?:the |all |its )*(?:global )?(?:gradients?(?: norms?)?|norms? of (?:the |all |its )*gradients?) (?:at|to|by|above)(?: (?:a|the))?(?: norm)?(?: of)? NN`,
    ['gradient clipping'],
  ),
  frame(
    String.raw`(?<=#_* )(?:updates|steps|iterations) with NN (?:[a-z]+-)?(?:trajectories|windows|segments|transitions|sequences|sub-?sequences|episodes|snippets)(?: each)?\b`,
    ['batch size'],
  ),
  // Exploring.
  frame(
    String.raw`\brandom (?:actions?|moves?|choices?|ones)\b[^.;#]{0,50}? from NN (?:down )?to NN(?:,? (?:over|during|within|in|for|across) (?:the )?(?:first |course of )?NN)?`,
    ['exploration rate', 'exploration rate', undefined],
    { fits: 'rate' },
  ),
  frame(
    String.raw`(?<=\b(?:random|exploration|ε|greedy)\b[^.]{0,160})[;,] (?:at|in|during|for|while) ${testing},? (?:it |this |ε |the share )?(?:is|amounts to|equals|stays at|becomes|falls to|drops to) NN`,
    ['exploration rate'],
  ),
  // Targets that follow slowly.
  frame(String.raw`\btargets?\b[^.;#]{0,40}?\bpolyak\b[^.;#]{0,30}? NN`, ['target update rate'], { fits: 'rate' }),
  frame(
    String.raw`\btargets?(?: (?:networks?|critics?))? (?:is|are|was|were) (?:updated|moved|copied|refreshed) (?:softly|slowly|gradually),? (?:at|with|by) (?:an? )?(?:rate|step|factor|coefficient|constant|weight)?(?: of)? ?NN`,
    ['target update rate'],
    { fits: 'rate' },
  ),
  // What is read at once.
  frame(String.raw`\bpatch(?:es)? ${holds} NN (?:consecutive |successive )?${moments}`, ['patch size']),
  frame(
    String.raw`(?<!smoothing |filter |rolling |a )\b(?:windows|contexts|look-?backs?|every window|each window|the (?:input )?window) ${holds} (?:the (?:last|past|latest) |at most |up to |exactly )?NN (?:consecutive |successive )?${moments}\b(?! (?:and|or) #)`,
    ['sequence length'],
    { fits: 'count' },
  ),
  // A schedule that is told by its highest point, and when nothing is gained any more.
  frame(
    String.raw`(?:#_*|\bone)-?cycle\b[^.;#]{0,30}? (?:peaks? (?:at|of)|(?:peak|maxim(?:um|al)(?: (?:rate|value))?)(?: (?:of|is|at|being))?|reaching|up to) NN`,
    ['learning rate'],
    { fits: 'rate' },
  ),
  frame(
    String.raw`\b(?:stall|stagnat|improv|decreas|f[ae]ll|risen|r[io]se|progress|flat|gain|plateau)\w*\b[^.;#]{0,24}? (?:for|in|over|during|within) (?:the last )?NN of (?:them|these|those)\b`,
    ['early stopping patience'],
  ),
  // How data are assigned.
  frame(
    String.raw`NN,? (?:the (?:next|following) )?NN,? and (?:the (?:last|remaining) )?NN (?:of [^.;#]{1,40}? )?(?:(?:are|is|go|goes|serves?|forms?|make up|used|assigned|were|given) )*(?:to |for |as |into |the )*train\w*, (?:the )?(?:valid|dev|tun)\w*,? (?:and|or) (?:the )?test`,
    ['training part', 'validation part', 'test part'],
  ),
  frame(
    String.raw`NN (?:[\w-]+ )?(?:are |is |serve )?for (?:training|fitting|learning) and NN (?:[\w-]+ )?for (?:computing|measuring|estimating|determining|assessing|judging) (?:the )?(?:[\w-]+ )?(?:loss|error|accuracy|risk|performance|score)`,
    ['training part', 'test part'],
  ),
  frame(
    String.raw`NN of (?:the |all )?[\w ]{1,30}?, (?:chosen|drawn|selected|sampled|taken|picked|stratified|spread)[^.;]{3,80}?, (?:is|are|forms?|makes? up|serves? as|constitutes?) (?:the |our |a )?test`,
    ['test part'],
  ),
  frame(String.raw`\btraining [\w-]+ \(NN of them\b`, ['training part']),
  // How often.
  frame(
    String.raw`(?:averag\w*|mean|median)[^.;#]{0,20}? (?:over|of|across|from) NN (?:(?:random|different|independent|such|fresh) )*(?:shuffles|shufflings|permutations|orders|orderings|streams|replays)\b`,
    ['seeds'],
  ),
  frame(String.raw`\b(?:train|run|repeat|fit|start)\w*[^.;#]{0,24}? NN (?:more|further|additional) times\b(?=[^.;]{0,60}\bseed)`, [
    'seeds',
  ]),
];
