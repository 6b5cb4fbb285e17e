/** Ways of saying a setting with other words than the field's: steps that are taken, data that are learnt from, pairs that are told apart. Data. */
import { type Frame, frame } from './frame.ts';

const trainer = '(?:adam\\w*|sgd|rmsprop|adagrad|adafactor|lion|lamb|lars|adadelta|gradient descent)';
const answers = '(?:answers?|dialogues?|completions?|responses?|replies|outputs?|solutions?|continuations?)';

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
  frame(String.raw`\b${answers} (?:may|can|must) be (?:up to|at most|no more than|no longer than) NN (?:tokens|words|pieces)`, [
    'maximum length',
  ]),
  frame(
    String.raw`\b(?:filters|kernels|convolutions) (?:span|cover|are|have widths? of|of widths?) NN, NN,? and NN (?:words|tokens|characters|letters|frames|wide)`,
    ['kernel size', 'kernel size', 'kernel size'],
  ),
  // Steps, and how the rate goes.
  frame(
    String.raw`(?<=\b${trainer}\b[^.]{0,160})\b(?:steps|strides) of (?:size )?(?:η ?= ?)?(#_*)(?!_)(?! ?(?:×|%|STEPS|training|[a-z]+s\b|px|°))(?=[,.;)]|$| (?:at|and|with|without|serv|in|from|that|,)\w*)`,
    ['learning rate'],
  ),
  frame(String.raw`\b(?:pace|speed) of learning(?: is| of| was| at| to)? NN`, ['learning rate']),
  frame(String.raw`NN STEPS of (?:ascent|climbing|climb|rise|rising) (?:up )?to NN`, ['warmup steps', 'learning rate']),
  frame(String.raw`\b(?:rate|step size)\b[^.;#]{0,40}?RISES[^.;#]{0,12}? in the course of the first NN STEPS to NN`, [
    'warmup steps',
    'learning rate',
  ]),
  frame(
    String.raw`β_?1\b[^.;#,]{0,24}? (?:lowered|raised|reduced|kept|set|increased|remaining|left|remained|stayed|changed)(?: \w+)? (?:at|to)(?: the \w+)? NN`,
    ['beta1'],
  ),
  frame(
    String.raw`β_?2\b[^.;#,]{0,24}? (?:lowered|raised|reduced|kept|set|increased|remaining|left|remained|stayed|changed)(?: \w+)? (?:at|to)(?: the \w+)? NN`,
    ['beta2'],
  ),
  frame(String.raw`\b(?:reduces?|lowers?|brings?|cuts?) the (?:latter|former|error|loss|gap|time|cost)(?: down)? to NN`, [undefined]),
  frame(String.raw`\bweights (?:decaying|being decayed|shrinking) (?:at|by|with) NN`, ['weight decay']),
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
  frame(String.raw`\bin (?:an|one|each|every) (?:update|step) there are NN [a-z]+s\b`, ['batch size']),
  // Leaving out.
  frame(
    String.raw`NN of (?:the |all )?attention (?:coefficients|weights|scores) (?:is|are|was|were) (?:randomly )?(?:struck out|dropped|switched off|zeroed|removed|left out)`,
    ['attention dropout'],
  ),
  frame(
    String.raw`\b(?:blocks|layers|branches) (?:are|were|is) (?:skipped|dropped|left out|bypassed)(?: at random)? with (?:a )?probability(?: of)?(?: up to)? NN`,
    ['drop path'],
  ),
  frame(
    String.raw`\b(?:weights|matrices|parameters|synapses)\b[^.;#]{0,24}? drawn (?:uniformly )?(?:from )?between NN and NN`,
    ['initialization', 'initialization'],
    {
      role: 'range',
    },
  ),
  frame(
    String.raw`\b(?:weights|synapses|parameters)\b[^.;#]{0,12}? starts? from a (?:gaussian|normal)[^.;#]{0,20}? standard deviation (?:is|of) NN`,
    ['initialization'],
  ),
  frame(String.raw`\b(?:punished|penali[sz]ed|discouraged),? with (?:a |the )?weight(?: of)? NN`, ['loss weight']),
  // Games.
  frame(
    String.raw`\bgroups? (?:of|have|has|with) NN (?:[\w-]+ )?(?:dialogues|answers|completions|responses|roll-?outs|solutions|attempts|replies)`,
    ['group size'],
  ),
  frame(String.raw`\bin NN [a-z]+s at a time, each(?: of them)? for NN steps`, ['environments', 'rollout length']),
  frame(String.raw`NN epochs per (?:harvest|collection|batch of experience|round)`, ['epochs']),
  frame(String.raw`\b(?:memory|buffer)\b[^.;#]{0,24}?\((?:with )?(?:room|space|place) for NN`, ['replay buffer size']),
  frame(
    String.raw`\btarget\b[^.;#]{0,40}? (?:replaced|renewed|copied|refreshed|overwritten)[^.;#]{0,16}? (?:every|after each|after every|each) NN (?:[\w-]+ )?(?:revisions|turns|moves|steps|updates|iterations|frames)`,
    ['target update interval'],
  ),
  // How often all was done.
  frame(
    String.raw`\b(?:mean|median|averag\w*)[^.;#]{0,16}? (?:over|of) NN (?:random |different |independent )?(?:starts|trainings|populations|siblings|fine-tunings|lives)`,
    ['seeds'],
  ),
  frame(String.raw`NN differently seeded\b`, ['seeds']),
  frame(
    String.raw`NN [a-z]+s\b[^.;#]{0,30}? each of which (?:grew|started|starts|began|begins|was|is)[^.;#]{0,20}? (?:different|own|other|new) (?:random )?seed`,
    ['seeds'],
  ),
];
