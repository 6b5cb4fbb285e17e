/** Ways of saying a setting in which its name does not stand beside its value. Data; see frame.ts for what the letters mean. */
import { agentFrames } from './agentFrames.ts';
import { apartFrames } from './apartFrames.ts';
import { appliedFrames } from './appliedFrames.ts';
import { clauseFrames, surerFrames } from './clauseFrames.ts';
import { continualFrames } from './continualFrames.ts';
import { corpusFrames } from './corpusFrames.ts';
import { countedFrames, drawnFrames } from './countedFrames.ts';
import { dataFrames } from './dataFrames.ts';
import { divisionFrames } from './divisionFrames.ts';
import { doingFrames } from './doingFrames.ts';
import { essayFrames } from './essayFrames.ts';
import { everydayFrames } from './everydayFrames.ts';
import { figurativeFrames } from './figurativeFrames.ts';
import { type Frame, frame } from './frame.ts';
import { gatheredFrames } from './gatheredFrames.ts';
import { inputFrames } from './inputFrames.ts';
import { labelFrames } from './labelFrames.ts';
import { latentFrames } from './latentFrames.ts';
import { layerFrames } from './layerFrames.ts';
import { learningFrames } from './learningFrames.ts';
import { methodFrames } from './methodFrames.ts';
import { momentFrames } from './momentFrames.ts';
import { moreFrames } from './moreFrames.ts';
import { noteFrames } from './noteFrames.ts';
import { partFrames } from './partFrames.ts';
import { plainFrames } from './plainFrames.ts';
import { rateFrames } from './rateFrames.ts';
import { ratioFrames } from './ratioFrames.ts';
import { seriesFrames } from './seriesFrames.ts';
import { shapeFrames } from './shapeFrames.ts';
import { passingFrames, sharedFrames } from './sharedFrames.ts';
import { takenFrames } from './takenFrames.ts';
import { tellingFrames } from './tellingFrames.ts';
import { termFrames } from './termFrames.ts';
import { tradeFrames } from './tradeFrames.ts';
import { trainingFrames } from './trainingFrames.ts';
import { usageFrames } from './usageFrames.ts';

/** Earlier ones win. */
export const frames: readonly Frame[] = [
  ...agentFrames,
  ...essayFrames,
  ...appliedFrames,
  ...apartFrames,
  ...latentFrames,
  ...gatheredFrames,
  ...continualFrames,
  ...seriesFrames,
  ...everydayFrames,
  ...takenFrames,
  ...divisionFrames,
  ...labelFrames,
  ...noteFrames,
  ...learningFrames,
  ...surerFrames,
  ...drawnFrames,
  ...doingFrames,
  ...countedFrames,
  ...corpusFrames,
  ...figurativeFrames,
  ...plainFrames,
  ...shapeFrames,
  ...tellingFrames,
  ...rateFrames,
  // Warm-up.
  frame(String.raw`\bWARM\b[^#.;]{0,60}?NN (?:of (?:the |all )?(?:#_* )?(?:training |total )?(?:STEPS|training|budget|schedule))`, [
    'warmup ratio',
  ]),
  frame(
    String.raw`\bwarm(?:ed|s|ing)? (?:the |its |our )?(?:learning rate|step size|rate) up\b[^#.;]{0,40}? (?:over|during|in|for|within) (?:the )?(?:first |initial )?NN STEPS`,
    ['warmup steps'],
  ),
  frame(String.raw`\bWARM\b:?(?: (?:\w+|,)){0,7} NN epochs?`, ['warmup epochs']),
  frame(String.raw`\bWARM\b:?(?: (?:\w+|,)){0,7} NN STEPS`, ['warmup steps']),
  frame(String.raw`NN epochs? (?:of|for) (?:\w+[- ]){0,3}?WARM`, ['warmup epochs']),
  frame(String.raw`NN (?:STEPS )?(?:of|for) (?:\w+[- ]){0,3}?WARM`, ['warmup steps']),
  frame(String.raw`(?:first|initial) NN (?:of )?(?:the )?STEPS[^#.;]{0,40}?(?:learning rate|step size)[^#.;]{0,30}?RISES`, [
    'warmup steps',
  ]),
  frame(
    String.raw`(?:rate|step size|it)[^.;]{0,60}?RISES[^#.;]{0,30}? (?:over|during|in|for|within) (?:the )?(?:first |initial )?NN epochs?`,
    ['warmup epochs'],
  ),
  frame(
    String.raw`(?:rate|step size|it)[^.;]{0,60}?RISES[^#.;]{0,30}? (?:over|during|in|for|within) (?:the )?(?:first |initial )?NN STEPS`,
    ['warmup steps'],
  ),
  frame(String.raw`peak\w*[^.;]{0,24}? after NN STEPS`, ['warmup steps']),
  // Where a rate falls.
  frame(
    String.raw`(?:learning rates?|step[ -]?(?:sizes?|lengths?|widths?)) (?:is|are|was|were|(?:had|has|have|needed) to be|must be) (?:then |now |also )?(?:lowered|reduced|decreased|raised|increased|changed) to NN(?! (?:over|by the|at the|during|after|in|within|towards))`,
    ['learning rate'],
  ),
  frame(
    String.raw`FALLS(?: it| [a-z]+ly)? by (?:(?:a|the) factor (?:of )?)?NN[^#.;]{0,20}? (?:at|after|in) NN(?:,| and| and then|, and)? (?:(?:once more|again) )?(?:at |after )?(?:NN )?(?:of |out of )?(?:altogether |in all |the |all |a total of |an overall )*(?:#_* )?epochs`,
    ['learning rate decay factor', 'learning rate decay epochs', 'learning rate decay epochs'],
    { isDivisor: true },
  ),
  frame(
    String.raw`RISES(?: [a-z]+ly)?(?: from (?:#_*|zero|nothing))?(?: [a-z]+ly)? (?:up )?to (?:an? (?:\w+ )?of |its (?:\w+ )?(?:of )?)?NN,? (?:over|during|in|for|within) (?:the )?(?:course of )?(?:first |initial )?NN STEPS`,
    ['learning rate', 'warmup steps'],
  ),
  frame(
    String.raw`(?:rate|step size|it)\b[^.;#]{0,40}?RISES(?: [a-z]+ly)?(?: from (?:#_*|zero|nothing))?(?: [a-z]+ly)? (?:up )?to (?:an? (?:\w+ )?of |its (?:\w+ )?(?:of )?)?NN,? (?:over|during|in|for|within) (?:the )?(?:course of )?(?:first |initial )?NN epochs`,
    ['learning rate', 'warmup epochs'],
  ),
  frame(
    String.raw`(?:learning rate|step size)\b[^.;#]{0,40}?RISES(?: [a-z]+ly)?(?: from (?:#_*|zero|nothing))?(?: [a-z]+ly)? to NN(?! (?:epochs|steps|of))`,
    ['learning rate'],
  ),
  frame('halved (?:every|after|at) (?:STEPS )?LIST(?: STEPS)', [
    'learning rate decay steps',
    'learning rate decay steps',
    'learning rate decay steps',
  ]),
  frame(
    'FALLS(?: it| [a-z]+ly)? by (?:(?:a|the) factor (?:of )?)?NN[^#.;]{0,20}? (?:at|after|in|on|every|each) (?:the )?(?:epochs?|milestones) LIST',
    ['learning rate decay factor', 'learning rate decay epochs', 'learning rate decay epochs', 'learning rate decay epochs'],
    { isDivisor: true },
  ),
  frame(
    'FALLS(?: it| [a-z]+ly)? by (?:(?:a|the) factor (?:of )?)?NN[^#.;]{0,20}? (?:at|after|every|each|in) (?:STEPS )?LIST(?: STEPS)?',
    ['learning rate decay factor', 'learning rate decay steps', 'learning rate decay steps', 'learning rate decay steps'],
    { isDivisor: true },
  ),
  frame(
    String.raw`(?:rate|lr|step size|it)\b[^#.;]{0,50}?(?:#_*[^#.;]{0,30}?)?\bFALLS(?: it| [a-z]+ly)? by (?:(?:a|the) factor (?:of )?)?NN`,
    ['learning rate decay factor'],
    { isDivisor: true },
  ),
  frame('(?:halved|cut in half|reduced by half|cut by half) (?:every|after|at) (?:epochs? )?LIST(?: epochs)?', [
    'learning rate decay epochs',
    'learning rate decay epochs',
    'learning rate decay epochs',
  ]),
  frame('(?:drops?|milestones|decays?|dropped|decayed) (?:at|after) epochs? LIST', [
    'learning rate decay epochs',
    'learning rate decay epochs',
    'learning rate decay epochs',
  ]),
  frame(
    String.raw`(?<!weight )(?:decay|anneal|decreas|fall|drop(?!-?out)|reduc|declin|lower|cosine|linear)\w*(?<!decay is)(?: (?!is\b|was\b|set\b|rate of\b|ones?\b)\w+){0,3} (?:back )?(?:down )?to (?:a (?:final|minimum) (?:value )?of )?NN(?! ?(?:×|x|by) ?#)(?! (?:of|epochs|steps|examples|tokens|pixels))`,
    ['final learning rate'],
  ),
  ...passingFrames,
  // Stopping, and slowing down on a plateau.
  frame(
    String.raw`(?:multipl|halv|reduc|divid|lower|decreas|shr[iu]nk|cut\b|scal(?:ed|es)|decay)\w*[^;.]{0,70}?(?:stall|stagnat|improv|plateau|fall|decreas|gone down|risen|better)\w*[^#.;]{0,20}? (?:for|in|within) NN (?:\w+ )?(?:epochs?|steps|evaluations)`,
    [undefined],
  ),
  frame(
    String.raw`(?:stall|stagnat|improv|plateau|fall|decreas)\w*[^#.;]{0,20}? (?:for|in|within) NN (?:\w+ )?(?:epochs?|steps|evaluations),? (?:the|we|it)[^#.;]{0,30}? (?:halv|reduc|divid|lower|decreas|multipl)`,
    [undefined],
  ),
  frame(
    String.raw`(?:improv|fall|decreas|rise|risen|increas|progress|chang|better|gain|gr[oe]wn?|gone (?:down|up)|lower(?!ed|s\b|ing)|higher|diminish|smaller|sunk|sink|advanc)\w*[^#.;]{0,30}? (?:for|in|within|over|during|at) (?:the last )?NN (?:consecutive |successive |further )?(?:epochs?|steps|evaluations|checks|validations|rounds|of (?:them|these))`,
    ['early stopping patience'],
    // `The noise grows over 400 steps`.
    {
      unless:
        /^(?!.*\b(?:stop\w*|patience|halt\w*|end\w*|broken|breaks?|abort\w*|terminat\w*|interrupt\w*|until|unless|not|no|never|without|ceas\w*|fail\w*|wait\w*|quit\w*|halv\w*|kept|best)\b)/is,
    },
  ),
  frame('early stopping[^#.;]{0,25}?NN (?:epochs?|steps|evaluations)|early stopping after NN(?=[.,;)]|$| and\\b)', [
    'early stopping patience',
    'early stopping patience',
  ]),
  frame('patience[^#.;]{0,12}?NN', ['early stopping patience']),
  frame('(?:starts?|begins?|beginning|starting) (?:only )?after NN', [undefined]),
  frame('seed NN', ['seeds']),
  frame(
    "(?:soft|distill?\\w*|kd|teacher(?:'s)?) (?:loss|term|targets?|part)[^#.;]{0,20}? weight(?:ed)?(?: of| by| with|:| is)? NN(?:,? (?:and )?(?:the )?[\\w -]{3,40}? (?:with|by) NN)?",
    ['distillation weight', 'loss weight'],
  ),
  ...momentFrames,
  ...partFrames,
  ...inputFrames,
  ...termFrames,
  ...usageFrames,
  ...trainingFrames,
  ...layerFrames,
  ...ratioFrames,
  ...dataFrames,
  ...tradeFrames,
  ...methodFrames,
  // What is looked at or done in turns, and how often.
  frame(String.raw`target (?:\w+ )?networks?[^#.;]{0,40}? every NN (?:\w+ ){0,2}(?:steps|updates|iterations|frames|episodes)`, [
    'target update interval',
  ]),
  frame(String.raw`(?:mean|average)(?:d)?(?: over)? (?:of )?the (?:last|final|best|first) NN \w+`, [undefined]),
  frame(
    String.raw`\b(?:last|final|first|best|every|per) NN (?:\w+ ){0,2}(?:episodes|checkpoints|steps|epochs|updates|iterations|frames|games|batches|layers|blocks|rows|seeds|runs)`,
    [undefined],
  ),
  frame(String.raw`\b(?:after|at|by|until) (?:only |just )?(?:epoch|step|iteration|update) NN`, [undefined]),
  ...moreFrames,
  ...sharedFrames,
  ...clauseFrames,
];
