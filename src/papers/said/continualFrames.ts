/** Ways of saying what is kept of earlier tasks, what holds weights back, and which of two players learns how fast. Data. */
import { type Frame, frame } from './frame.ts';

const memory = '(?:memory|memories|buffers?|coresets?|reservoirs?|rehearsal|replay)';
const kept = '(?:images|examples|exemplars|samples|pictures|points|digits|sentences|windows)';
const player = '(?:discriminator|critic|generator|actor|policy|encoder|decoder|student|head|backbone|adapters?|server|clients?)';
const held = '(?:spring|anchor|pull|tether|penalty|regulari[sz]er|constraint|restoring force|attraction)';

export const continualFrames: readonly Frame[] = [
  frame(
    String.raw`\b${memory} (?:sizes?|budgets?|capacit(?:y|ies))(?: (?:is|are|of|was|were|go(?:es)? through|range over))*(?: (?-i:[A-Z]) ?[=∈])? ?\{? ?NN(?! ?[GM]i?B)`,
    ['replay buffer size'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b${memory} (?:has|have|holds?|keeps?|stores?|contains?|comprises?|can (?:keep|hold|store)|is able to (?:keep|hold|store))(?: (?-i:[A-Z]) ?[=∈])? ?\{? ?NN(?=[^{}.;]{0,40}\}? (?:(?:old|past|stored|such|earlier) )?${kept}\b)`,
    ['replay buffer size'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:keeps?|kept|stor(?:es?|ed)|retains?|retained|remembers?|sav(?:es?|ed)) NN (?:old|past|earlier|previous|stored|seen|random old) ${kept}\b`,
    ['replay buffer size'],
    { fits: 'count' },
  ),
  frame(
    String.raw`\b(?:old|previous|former|earlier) (?:logits|outputs|predictions|answers|responses)\b[^.;#]{0,40}? (?:with|at|by) (?:a |the )?weight (?:of )?NN`,
    ['distillation weight'],
  ),
  frame(
    String.raw`\b${held}s?\b[^.;#]{0,16}? (?:of|with|has|at) (?:an? |the )?(?:strength|stiffness|constant|factor|weight)(?: of)? NN`,
    ['loss weight'],
    {
      unless: /\b(?:L_?[12]|ridge|lasso|norm|entropy|KL|length|repetition)\b|[ℓ]_?[12]/i,
    },
  ),
  frame(
    String.raw`\b(?:constraint|penalty) is (?:a |an )?(?:[\w-]+ )?(?:penalty|term)\b[^.;#]{0,24}? with (?:a |the )?(?:factor|weight|strength|coefficient)(?: of)? NN`,
    ['loss weight'],
  ),
  frame(
    String.raw`\bweights\b[^.;#]{0,16}? (?:are |is |being )?(?:clipped|clamped|confined|kept|held) (?:to|at|into|between|within|in) [\[(]?[±–−-]? ?NN`,
    [undefined],
  ),
  frame(
    String.raw`\b(?:the|our) ${player}(?: (?:at|with|has|gets|by|learns at|learns with))? NN(?:,| and|, and| but|, but) (?:the|our) ${player}(?: (?:at|with|has|gets|by|learns at|learns with))? NN(?=[.,;)]|$)`,
    ['learning rate', 'learning rate'],
    { fits: 'tiny', unless: /\b(?:decay|penalty|weighs?|weighted|loss)\b/i },
  ),
  frame(
    String.raw`\b(?:weights?|layers?|matri(?:x|ces))\b[^.;#]{0,40}? (?:is|are|was|were) (?:alone |only |also )?decayed,? (?:with|by|at) NN`,
    ['weight decay'],
    {
      fits: 'tiny',
    },
  ),
];
