/** The constants of an optimizer told by what they do: averages that forget, a number that keeps a denominator from zero. Data. */
import { type Frame, frame } from './frame.ts';

const averages =
  '(?:(?:running|moving|exponential|decaying) averages?|moment (?:estimates?|averages?)|moments|averages|(?:averages?|means?) of (?:the )?gradients? and (?:of )?(?:the |its )?(?:squares?|squared gradients?))';
const decays =
  '(?:(?:exponential )?(?:decay|forgetting|averaging|smoothing|retention)(?: (?:rates?|factors?|constants?|coefficients?|weights?))?|(?:rates?|factors?|constants?|coefficients?|memor(?:y|ies)))';
const small =
  '(?:stabili[sz]ing|stabili[sz]ation|stability|regulari[sz]ing|fuzz|safety|small|added|additive) (?:constant|term|number|offset|factor|value|summand)';

export const momentFrames: readonly Frame[] = [
  // `0.9 and 0.999 for the two running averages`, `decay rates of 0.9 and 0.95 for the moments`.
  frame(
    String.raw`NN and NN (?:for|as|in|to form|being) (?:the |its |both |${decays} (?:of|for) (?:the |its )?)*(?:(?:#_*|two) )?${averages}`,
    ['beta1', 'beta2'],
    {
      fits: 'share',
    },
  ),
  frame(
    String.raw`${averages}(?: of [^.;,#]{3,50}?)? (?:(?:decay(?:s|ing)?|forget(?:s|ting)?|fad(?:es?|ing)|smooth\w*|run|(?:are|is|were) (?:discounted|decayed|smoothed|kept|updated|formed))(?: at| with| by| over)?|with|have|use|(?:at|under))(?: (?:an? |the )?${decays})?(?: of)? NN and (?:(?:of|at|with|by) )?NN`,
    ['beta1', 'beta2'],
    { fits: 'share' },
  ),
  frame(
    String.raw`${decays} (?:of|for) (?:the |its |both )?(?:(?:#_*|two) )?${averages}(?: (?:of|are|were|is|being|at|set to))*:? ?\(?NN and NN`,
    ['beta1', 'beta2'],
    {
      fits: 'share',
    },
  ),
  frame(
    String.raw`\bfirst[ -](?:moment|order)s?(?: moment)?(?: ${decays}| average)?(?: (?:of|is|was|at|with))* NN(?:,| and|;|, and) (?:(?:the|a) )?second(?:[ -](?:moment|order)s?)?(?: moment)?(?: ${decays}| average)?(?: (?:of|is|was|at|with|by))* NN`,
    ['beta1', 'beta2'],
    { fits: 'share' },
  ),
  // `the constants β1 = 0.9, β2 = 0.999 and 1e-8`: in the order of its inventors.
  frame(
    String.raw`(?<=\b(?:adam\w*|moments?|momenta|betas?)\b[^.;]{0,120})\b(?:constants|parameters|hyper-?parameters|coefficients|values|settings)(?: (?:of|are|were|being|at|to))*:? ?\(?NN,? NN,? and NN`,
    ['beta1', 'beta2', 'epsilon'],
    { fits: 'share' },
  ),
  // `the momenta left at their default values 0.9 and 0.999`.
  frame(
    String.raw`\b(?:momenta|momentums|momentum (?:terms|constants|parameters|coefficients|factors)|(?:exponential )?forgetting factors)(?: (?:of|are|were|being|is|have|has|left|kept|held|set|stay\w*|remain\w*|at|to|with|take))*(?: (?:their|the|its))?(?: (?:default|usual|standard|customary|common|values?|settings?|defaults))*,? \(?NN and NN`,
    ['beta1', 'beta2'],
    { fits: 'share' },
  ),
  // `1e-8 in the denominator`, `1e-7 keeps the denominator from vanishing`.
  frame(
    String.raw`NN (?:(?:(?:is|was|being) )?(?:added )?(?:in|to|under|inside) (?:the|its|their) (?:denominators?|square roots?)|(?:keeps?|kept|to keep|prevents?|prevented|protects?|guards?) (?:the|its|their) (?:denominators?|divisions?|divisors?))`,
    ['epsilon'],
    { fits: 'tiny' },
  ),
  frame(
    String.raw`\b(?:(?:the|its|their) )?(?:denominators?|divisors?) (?:(?:is|are|was|were|being) )?(?:increased|raised|shifted|offset|stabili[sz]ed|augmented|regulari[sz]ed|bounded away from zero) by NN`,
    ['epsilon'],
    {
      fits: 'tiny',
    },
  ),
  frame(
    String.raw`(?<=\b(?:adam\w*|rms-?prop|ada(?:grad|delta|max)|lamb|nadam|optimi[sz]er|averages?|moments?)\b[^.;]{0,140})\b${small}(?: (?:of|is|was|at|set to|to be|being|equal to))*,? \(?NN`,
    ['epsilon'],
    {
      fits: 'tiny',
    },
  ),
];
