/** How lists of constants abbreviate what agents, chains and clients have: `gamma 0.99, clip 0.2`, `8 envs × 128 steps`. Data. */
import { type Frame, frame } from './frame.ts';

const from = '(?<=(?:^|[,;:(] ?|\\b(?:and|with) ))';
const until = '(?=[,;.)]|$| (?:and|per|for)\\b)';
const actors = '(?:envs?|environments?|actors?|workers?|copies|simulators?)';

export const terseFrames: readonly Frame[] = [
  frame(String.raw`${from}(?:discount )?gamma ?=? ?NN${until}`, ['discount factor'], { fits: 'share or one' }),
  frame(String.raw`${from}(?:GAE )?lambda ?=? ?NN${until}`, ['gae lambda'], { fits: 'high share' }),
  frame(String.raw`${from}clip(?:ping)?(?: (?:range|ratio|parameter))? ?=? ?NN${until}`, ['clip range'], {
    fits: 'share',
    unless: /\b(?:norms?|gradients?)\b/i,
  }),
  frame(String.raw`${from}entropy(?: (?:bonus|coef\w*|weight|cost))? ?=? ?NN${until}`, ['entropy coefficient'], { fits: 'share' }),
  frame(String.raw`${from}(?:value|critic|vf)(?: (?:loss|coef\w*|weight|cost))? ?=? ?NN${until}`, ['value coefficient'], { fits: 'rate' }),
  frame(String.raw`${from}(?:replay|buffer|memory)(?: size)?:? NN${until}`, ['replay buffer size'], {
    fits: 'sized',
    unless: /\b[GM]i?B\b/,
  }),
  frame(String.raw`${from}target(?: net(?:work)?s?)?(?: (?:copied|updated|synced|sync|refreshed|update))?:? (?:every|each) NN`, [
    'target update interval',
  ]),
  frame(String.raw`(?<=(?:^|[^A-Za-z]))eps(?:ilon)?:? (?:from )?NN ?(?:down to|to|->|→|–) ?NN(?: (?:in|over|within|during) NN)?`, [
    'exploration rate',
    'exploration rate',
    undefined,
  ]),
  frame(String.raw`(?<=[,;:(] ?)(?:SGD|Adam\w*|RMSprop)(?: at)? NN${until}`, ['learning rate'], { fits: 'rate' }),
  frame(String.raw`NN (?:parallel )?${actors} ?(?:x|×|times|by|\*) ?NN (?:steps|frames|moves)\b`, ['environments', 'rollout length']),
  frame(String.raw`\b[Nn]oise:? (?:schedule:? )?(?:#_* (?:steps|levels), )?(?:linear|cosine|linearly),? (?:from )?NN (?:up )?to NN`, [
    'beta start',
    'beta end',
  ]),
  frame(
    String.raw`\b(?:DDIM|DDPM|Euler(?:'s method)?|Heun|DPM\S*|ancestral(?: sampl\w+)?|[Ss]ampl(?:er|ing))[,:]? (?:with |in |at |for )?NN (?:[a-z]+ )?steps`,
    ['sampling steps'],
  ),
];
