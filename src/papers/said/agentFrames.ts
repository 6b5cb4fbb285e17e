/** Ways of saying what those who act, pull arms and play set: how long they play, what they remember, how often they act blindly. Data. */
import { type Frame, frame } from './frame.ts';

const tuples = '(?:transitions|experiences|tuples|interactions|quadruples|quintuples)';
const copies = '(?:environments?|cop(?:y|ies)|instances|simulators|simulations|actors|workers|games|worlds|emulators)';
const steps = '(?:(?:time|environment|control|interaction)[ -]?)*(?:steps|moves|ticks|frames|decisions)';
const gathered = '(?:transitions|roll-?outs?|trajectories|samples|batch|data|steps|experience|these|those|they|segment)';
const epsilon = String.raw`(?<![\p{L}])(?:epsilon|ε(?:_\w+)?)(?:-greed\w*)?`;

export const agentFrames: readonly Frame[] = [
  // What is gathered before it is learned from, and how often it is gone through.
  frame(
    String.raw`\b${copies}\b[^.;#]{0,40}? (?:side by side|in parallel|at once|in lockstep|simultaneously|together|at the same time),? (?:each )?for NN ${steps}\b`,
    ['rollout length'],
  ),
  frame(String.raw`\bNN ${steps} (?:in|from|of|with|by|on) (?:each|every) (?:of (?:the |its |our )?(?:#_* )?)?${copies}\b`, [
    'rollout length',
  ]),
  frame(
    String.raw`\b(?:each|every|one|an?) (?:iteration|update|round|batch|cycle) (?:has|holds|comprises|consists of|collects|gathers|uses|rests on|sees) NN ${tuples}`,
    [undefined],
  ),
  frame(
    String.raw`\b${gathered}\b[^.;#]{0,40}? (?:visited|revisited|reused|re-used|swept|gone through|gone over|passed over|run through|seen|used|shown|traversed|learned from|replayed) NN times\b`,
    ['epochs'],
    { fits: 'count', unless: /\b(?:evaluat\w*|test(?:ed|s)?)\b/i },
  ),
  frame(
    String.raw`\b(?:goes|go|passes|runs|sweeps|loops) NN times (?:over|through) (?:the |all |its |these |those )*(?:[\w-]+ )?${gathered}`,
    ['epochs'],
  ),
  // What is remembered.
  frame(
    String.raw`\b(?:replay|memory|buffer|reservoir|D|ring)(?: (?:buffer|memory|size|of|with|for|is|has|keeps|holds))*:? NN ${tuples}`,
    ['replay buffer size'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:memory|buffer|ring|replay|D|reservoir)\b[^.;#]{0,40}? (?:room|space|place|capacity) for (?:at most |up to |the last )?NN\b`,
    ['replay buffer size'],
    { fits: 'count' },
  ),
  // The copy that lags.
  frame(
    String.raw`\b(?:frozen|slow|lagged|lagging|delayed|old|second) (?:cop(?:y|ies)|net(?:work)?s?|weights|Q\S{0,3})\b[^.;#]{0,30}? (?:refreshed|renewed|updated|replaced|synchroni[sz]ed|synced|overwritten|brought up to date|reset) (?:after )?(?:every|each|all) NN\b`,
    ['target update interval'],
  ),
  frame(
    String.raw`\b(?:every|each|all|after) NN(?: (?:gradient|training|environment))? (?:steps|updates|iterations|transitions|episodes),? (?:the |its |we |let |set |copy |are |is )*(?:[θφψω]|Q)[^\s#]{0,3}(?:\^-|\^\{-\}|['′]|⁻)[^#.;]{0,12}(?:←|:=|=|equal)`,
    ['target update interval'],
  ),
  // Acting blindly.
  frame(
    String.raw`${epsilon} (?:is|was|stays?|stayed|remains?|equals?|of|=)(?: (?:always|fixed|kept|held|constant|constantly|throughout|set|at|to|equal))* NN`,
    ['exploration rate'],
    { fits: 'exploring', unless: /\bclip\w*|\bsurrogate\b|\bratio\b|\bsmoothing\b/i },
  ),
  frame(
    String.raw`\b(?:final|last|initial|first|constant|fixed|starting|minimal|minimum|smallest) (?:epsilon|ε|exploration)(?: (?:rate|probability|share))?(?: of| is|:)? NN`,
    ['exploration rate'],
  ),
  // The temperature of an entropy is its weight.
  frame(
    String.raw`\b(?:temperature|weight|coefficient|multiplier) (?:of|for|on|before|in front of) (?:the |its )?(?:policy )?entropy\b[^.;#]{0,50}? NN`,
    ['entropy coefficient'],
    { fits: 'rate', unless: /\btarget entropy\b|\blearned\b|\btuned automatically\b/i },
  ),
  frame(
    String.raw`\bentropy (?:temperature|weight|bonus|multiplier)(?: (?:is|of|was|stays|kept|held|fixed|at|to|constant))* NN`,
    ['entropy coefficient'],
    {
      fits: 'rate',
    },
  ),
  // Two weights for two terms.
  frame(
    String.raw`NN(?:,| and|, and) NN (?:weigh|weight|scale|multiply|are the (?:weights|coefficients|factors) (?:of|for|on)) (?:the )?(?:value|critic)\b[^.;#]{0,30}? and (?:the |that of the )?entropy`,
    ['value coefficient', 'entropy coefficient'],
  ),
  frame(
    String.raw`NN(?:,| and|, and) NN (?:weigh|weight|scale|multiply|are the (?:weights|coefficients|factors) (?:of|for|on)) (?:the )?entropy\b[^.;#]{0,30}? and (?:the |that of the )?(?:value|critic)`,
    ['entropy coefficient', 'value coefficient'],
  ),
  // How far a ratio may go.
  frame(String.raw`\bclip\w*\b[^.;#]{0,50}?(?:\bat |\bto |\bwithin |\bbetween |\boutside (?:of )?)[[(]?#_* ?± ?NN`, ['clip range']),
  frame(
    String.raw`\b(?:surrogate|ratios?)\b[^.;#]{0,50}? (?:clipped|cut|cut off|flat|flattened|truncated) (?:outside(?: of)?|beyond|out of) (?:the (?:interval|range) )?[[(]? ?NN ?(?:,|and|to|–|\.\.) ?NN`,
    ['clip range', undefined],
  ),
  // Agents with a table learn at a rate.
  frame(
    String.raw`\b(?:agents?|learners?|Q-learning|SARSA|tables?|TD|it|they|we|critics?|actors?)\b[^.;#]{0,24}? learns? (?:at|with) (?:an? |the )?(?:(?:constant|fixed) )?(?:rate|step|step size|pace)(?: of)? NN`,
    ['learning rate'],
    { fits: 'rate' },
  ),
  frame(
    String.raw`\b(?:horizon|game|play|experiment|run)s?\b[^.;#]{0,20}? (?:of|lasts|has|have|takes?|is|are) (?:[TnN] ?= ?)?NN (?:rounds|pulls|plays|draws)\b`,
    [undefined],
  ),
];
