/** Ways of saying what belongs to one kind of method: losses, exploring, diffusing, distilling, adapting, and how often all is run. Data. */
import { type Frame, frame } from './frame.ts';

export const methodFrames: readonly Frame[] = [
  frame(
    String.raw`(?:ε|exploration|epsilon)[^.;]{0,60}?(?:fall|anneal|decay|decreas|lower)\w*[^.;#]{0,30}? (?:within|over|during|in) (?:the (?:first|course of) )?NN (?:[\w-]+ )?(?:steps|frames|episodes)`,
    [undefined],
  ),
  frame(String.raw`βs? (?:are |were )?(?:left|kept|set|held) at NN and NN`, ['beta1', 'beta2']),
  frame(String.raw`horizons?\b[^.;#]{0,20}? NN, NN, NN,? and NN`, [undefined, undefined, undefined, undefined]),
  frame(String.raw`heads (?:with|of) NN (?:features|units|dimensions|channels|numbers|values|components)`, ['hidden units']),
  frame(
    String.raw`\bratios?\b[^.;#]{0,50}?\b(?:clipped|clamped|confined|restricted|kept|held|limited|truncated)(?: [a-z]+){0,3}? (?:to|within|in|between|inside) (?:the (?:interval|range) )?[[(]? ?NN ?(?:,|and|to|–) ?NN`,
    ['clip range', undefined],
  ),
  frame(String.raw`(?:problems|prompts|questions|tasks) with NN (?:answers|completions|responses|solutions|roll-?outs) each`, [
    'group size',
  ]),
  frame(
    String.raw`(?:loss(?:es)?|entropy|terms?|penalt(?:y|ies)|L1|L2|objectives?|KL|reconstruction)\b[^.;#]{0,60}?,? (?:with|weighted by|with the) (?:the |respective |relative |loss )*weights (?:of |are |were )?LIST`,
    ['loss weight', 'loss weight', 'loss weight'],
  ),
  frame(String.raw`^with (?:the )?(?:loss )?weights LIST`, ['loss weight', 'loss weight', 'loss weight']),
  frame(String.raw`(?:ε|epsilon|eps)-? ?greedy\b[^.;#]{0,50}? (?:rate|probability|value|chance)? ?(?:of|at|is|=|to) NN(?! (?:to|down))`, [
    'exploration rate',
  ]),
  frame(String.raw`buffer[^.;#]{0,40}? (?:limited|restricted|capped|reduced|enlarged|cut|shortened) (?:to|at) NN`, ['replay buffer size']),
  frame(String.raw`(?:repeat|re-?run|perform|conduct|execut|train)(?:ed|s)? (?:\w+ ){0,5}NN times\b`, ['seeds']),
  frame(
    String.raw`(?:averag\w*|mean|median|report\w*)[^.;#]{0,20}? (?:over|of|across|from) NN (?:(?:random|different|independent|such) )*(?:partitions|splits|draws|repetitions|restarts|realisations|realizations|replications)`,
    ['seeds'],
  ),
  frame(String.raw`\bnoise\b[^.;#]{0,24}? (?:has|have|with|of|is) (?:a |its )?(?:standard deviation|std\.?|scale|sd)(?: is| of| =)* NN`, [
    'noise standard deviation',
  ]),
  frame(
    String.raw`(?:sampl\w*|DDIM|sampler)\b[^.;#]{0,40}?(?:\([^()]*\)[^.;#]{0,20}?)? (?:all |in |with |over |of |using |for )+NN (?:\w+ )?steps`,
    ['sampling steps'],
  ),
  frame(
    String.raw`^\W*for (?:each |all )?episodes? ?(?:=|←|∈|in|from|:) ?\{?(#_*)(?!_),?[^#.;]{0,12}?(?:to|…|\.\.\.|until|-|–),? ?NN(?!,)`,
    [undefined, 'episodes'],
  ),
  frame(String.raw`(?:forward|noising|diffusion) (?:process|chain)[^.;#]{0,30}? NN (?:time)?steps`, ['diffusion steps']),
  frame(
    String.raw`(?:soft (?:targets?|labels?)|distil\w*|teacher(?:'s)? (?:targets?|loss|outputs?))[^.;]{0,60}? (?:with|by|at|and) (?:a )?weight(?:ed)?(?: of| by)? NN`,
    ['distillation weight'],
  ),
  frame(String.raw`\brank\b[^.;]{0,30}? (?:and|with|,) ?(?:an? )?scal(?:ing|e)(?: factor| constant| parameter)?(?: of)? NN`, [
    'lora alpha',
  ]),
  frame(
    String.raw`(?:moving average|EMA|averag\w+ (?:of )?(?:the )?(?:weights|parameters))\b[^.;#]{0,40}? (?:decay|rate|momentum|coefficient|factor)(?: rate| factor)?(?: of| is| =)? NN`,
    ['ema decay'],
  ),
  frame(String.raw`NN (?:[\w-]+,? ){1,9}?each with (?:its|their|an?) (?:own|different|new|separate|independent|fresh) (?:random )?seed`, [
    'seeds',
  ]),
];
