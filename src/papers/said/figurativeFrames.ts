/** Ways of saying a setting with other words than the field's: steps that are taken, data that are learnt from, pairs that are told apart. Data. */
import { type Frame, frame } from './frame.ts';

export const figurativeFrames: readonly Frame[] = [
  // What is learnt from.
  frame(String.raw`NN (?:[\w-]+ )?[a-z]+s (?:to learn from|for learning)\b(?![^.;]* for (?:the )?(?:control|check|tun|exam|valid|test))`, [
    'training part',
  ]),
  frame(
    String.raw`NN (?:[\w-]+ )?(?:serve|served|are|were) for learning and (?:the )?(?:remaining |other |last )?NN for (?:looking|watching|checking|keeping)`,
    ['training part', 'validation part'],
  ),
  frame(String.raw`NN (?:of them )?trains? (?:the |our )[\w-]+ and NN tests? (?:it|them)\b`, ['training part', 'test part']),
  frame(String.raw`NN for the [\w-]+ and NN to (?:score|test|judge|evaluate|examine) (?:it|them)\b`, ['training part', 'test part']),
  frame(
    String.raw`\b(?:brought|scaled|rescaled|resized|reduced|shrunk) to NN pixels(?: square| a side| on a side| each way| in both directions)`,
    ['image size'],
  ),
  frame(
    String.raw`\bcropped (?:at random|randomly|centrally|in the centre|by chance)? ?to NN(?! ?(?:×|x\b|tokens|words|frames|s\b|seconds))`,
    ['crop size'],
  ),
  // Steps, and how the rate goes.
  frame(String.raw`\bthere (?:are|were) NN (?:sweeps|epochs|passes)\b`, ['epochs']),
  frame(
    String.raw`\b(?:critic|network|model|policy|weights|parameters|it) (?:is|are|was|were) (?:revised|updated|adjusted|improved) NN times`,
    ['training steps'],
  ),
  frame(String.raw`\bif NN epochs (?:go by|pass|have passed|went by) without [^.;#]{1,50},? the (?:learning )?(?:rate|step size)`, [
    undefined,
  ]),
  frame(
    String.raw`\b(?:if|when|once|as soon as|after) NN (?:epochs |of them |passes )?(?:go by|pass|have passed|have gone by|went by)(?:,? (?:we|it|training) (?:stops?|ends?|is stopped)| without\b)`,
    ['early stopping patience'],
  ),
  // What is seen at once.
  frame(String.raw`(?<=#_* )STEPS(?: in all| altogether| in total)?, each (?:of|on|with) NN (?:[\w-]+ )?[a-z]+s\b`, ['batch size']),
  frame(String.raw`\bon each of (?:the |our )?(?:#_* )?[^.;#]{1,30}? (?:lie|sit|go|run|are put|are placed) NN [a-z]+s(?:,? so that NN)?`, [
    'batch size',
    'batch size',
  ]),
  frame(String.raw`NN (?:[\w-]+ )?[a-z]+s (?:per|to a|in a|for each|make a|make one) gradient\b`, ['batch size']),
  // Leaving out.
  frame(
    String.raw`NN of (?:the |all )?attention (?:coefficients|weights|scores) (?:is|are|was|were) (?:randomly )?(?:struck out|dropped|switched off|zeroed|removed|left out)`,
    ['attention dropout'],
  ),
  frame(String.raw`\b(?:punished|penali[sz]ed|discouraged),? with (?:a |the )?weight(?: of)? NN`, ['loss weight']),
  // Games.
  frame(
    String.raw`\bgroups? (?:of|have|has|with) NN (?:[\w-]+ )?(?:dialogues|answers|completions|responses|roll-?outs|solutions|attempts|replies)`,
    ['group size'],
  ),
  frame(String.raw`\bin NN [a-z]+s at a time, each(?: of them)? for NN steps`, ['environments', 'rollout length']),
  frame(String.raw`\b(?:memory|buffer)\b[^.;#]{0,24}?\((?:with )?(?:room|space|place) for NN`, ['replay buffer size']),
  frame(
    String.raw`\btarget\b[^.;#]{0,40}? (?:replaced|renewed|copied|refreshed|overwritten)[^.;#]{0,16}? (?:every|after each|after every|each) NN (?:[\w-]+ )?(?:revisions|turns|moves|steps|updates|iterations|frames)`,
    ['target update interval'],
  ),
];
