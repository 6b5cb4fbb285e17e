/** What tells how something was trained where a thing is told by what is done with it or by what it lacks: large weights cost nothing. Data. */
import type { Together } from './wordFamilies.ts';

const proposed = String.raw`\b(?:its|their|the) (?:\p{L}+ )?(?:authors?|inventors?|makers?) (?:propose|proposed|recommend|recommended|suggest|suggested|advise|advised|g[ai]ve|chose|use|used)\b|\b(?:which|that) (?:Kingma(?: and Ba)?|everybody|everyone|most people) (?:g[ai]ves?|gave|takes?|took|uses?|used|proposed?|recommend\w*)\b`;
const adaptive =
  /\b(?:n?adam\w*|rms-?prop|lamb|lion|ada(?:grad|delta|factor)|(?:moving |running )?averages|moments?|decay rates|betas?)\b|β/iu;

export const evidenceOfEssays: Readonly<Record<string, readonly Together[]>> = {
  optimizer: [
    [
      /\b(?:each|every|an?|the) (?:update|step|correction)s? (?:subtracts?|takes? away|goes?|is|moves?)\b[^.;]{0,60}\bgradients?\b|\b(?:steps?|weights?|we) (?:go|goes|move|moves|follow|follows|run|walk)s? (?:\p{L}+ ){0,2}?(?:against|along|down|downhill along|the negative)\b[^.;]{0,20}\bgradients?\b/iu,
    ],
  ],
  'optimizer constants': [
    [
      adaptive,
      new RegExp(
        String.raw`\b(?:constants?|rates|averages|values|betas|settings|lengths|memories)\b[^.;]{0,50}?(?:${proposed})|\b(?:habitual|proverbial|everyday) (?:constants|values|betas|rates)\b`,
        'iu',
      ),
    ],
    [
      adaptive,
      /\b(?:not|never|nothing) (?:\p{L}+ )?(?:touch|chang|alter|tun)\w*[^.;]{0,30}\b(?:else|other)\b|\bin the way (?:that )?(?:was|is|has been) (?:proposed|recommended|published|suggested) (?:with|for|by)\b/iu,
    ],
    [
      /\b(?:adam\w*|rms-?prop|optimi[sz]er|two|both)\b/i,
      /\b(?:forgets?|remembers?|memor(?:y|ies)|keeps?|retains?)\b[^.;]{0,60}\b(?:0·9\d*|nine tenths|99)\b/i,
      /\b(?:gradients?|squares?|averages?|moments?|forgets?|memor(?:y|ies))\b/i,
    ],
  ],
  'weight decay': [
    [
      /\bwithout (?:an? |any )?(?:\p{L}+ (?:or|and|nor) (?:without )?(?:an? |any )?)?(?:penalty|penalties|decay|shrinkage|regulari[sz](?:er|ation))(?=[.,;)]|$| and\b)/iu,
      /\b(?:steps?|gradients?|momentum|updates?|optimi[sz]\w+|sgd|adam\w*|descent|train\w*|loss|weights?)\b/i,
    ],
    [
      /\b(?:size|length|norm|square|magnitude)s? of (?:the |its |all )?weights\b[^.;]{0,20}\b(?:costs? nothing|is free|are free|does not matter|is not (?:penali[sz]ed|punished|charged))\b|\blarge weights (?:are|were) (?:not|never) (?:punished|penali[sz]ed|discouraged)\b|\bweights (?:may|can|are free to|are allowed to) grow\b|\b(?:nothing|no term|no price|no penalty|no tax|no cost)\b[^.;]{0,24}\b(?:weights from growing|on (?:large|big|the size of) ?(?:the )?weights)\b/iu,
    ],
    [
      /\b(?:the loss|the objective|we minimi[sz]e|minimi[sz]ed|what is minimi[sz]ed)\b[^.;]{0,30}\b(?:(?:bare|mere|naked|pure|just the|only the|nothing but the) (?:mean )?(?:cross-?entropy|squared|likelihood|error|log-?loss)|and nothing else\b)|\b(?:nothing|no (?:second|other|further) term) (?:is|was) added to (?:the |this |that )?(?:bare |mean )?(?:cross-?entropy|loss|error|likelihood|squared)\b|\bloss (?:has|had) (?:no (?:second|other|further)|only one|a single) term\b/iu,
    ],
    [
      /\b(?:penalt(?:y|ies)|decay|shrinkage|shrinking)\b[^.;]{0,30}\bweights\b[^.;]{0,80}\b(?:left out of (?:all|every|each|the)|gave it up|given up|dropped again|abandoned|not used)\b/iu,
    ],
  ],
  'learning rate schedule': [
    [
      /\b(?:the|its|their|our|this) (?:learning rate|step(?: size)?s?|rate)\b[^.;]{0,50}\b(?:never|not) (?:\p{L}+ )?(?:made (?:smaller|shorter)|shortened|diminish\w*|cut|shrunk|grow\w*)\b|\b(?:every|each) step(?: of \p{L}+)? (?:is|was) as (?:long|large|big) as (?:the|its) (?:first|last|one)\b|\b(?:all|the) steps (?:have|are|had|were) (?:of )?(?:the same|one|equal) (?:length|size|width)\b|\b(?:leave|left|keep|kept) (?:the |its |this )?(?:step(?: size)?|(?:learning )?rate) (?:as|where|what) it (?:is|was)\b/iu,
    ],
  ],
  'weight initialisation': [
    [
      /\b(?:weights?|parameters|layers|networks?|we|runs?)\b/i,
      /\b(?:small random (?:numbers|values) (?:at (?:first|the start|the beginning|the outset)|initially|to begin with)|(?:at (?:first|the outset|the start|the beginning)|initially|begin\w*|starts?|started)\b[^.;]{0,24}\b(?:what|whatever|as) (?:the )?(?:pytorch|keras|tensorflow|jax|flax|library|framework|program) (?:makes?|draws?|gives?|likes?|has|chooses?|sets?))\b/i,
    ],
  ],
  'data split': [
    [
      /\b(?:keep|kept|use|used|take|took|adopt\w*|follow\w*|respect\w*)\b[^.;]{0,12}\b(?:the|their|its) (?:division|split|partition|separation)\b[^.;]{0,30}\b(?:comes?|came|shipped|delivered|supplied|provided|of the (?:authors?|data|archive|file)|is given)\b/i,
    ],
  ],
  seeds: [
    [
      /\b(?:condition|variant|setting|case|row|number|method|cell|entry)s?\b[^.;]{0,30}\b(?:tried|tested|run|repeated|done|trained)\b[^.;]{0,12}\b(?:with|from|for) (?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|fifty) (?:\p{L}+ )?(?:seeds|starts|starting points|random numbers)\b/iu,
    ],
  ],
  'evaluation protocol': [
    [/\bjudge[ds]?\b[^.;]{0,20}\b(?:what|whatever) (?:is|was|stands?|stood) there (?:when|as|after|at)\b/i],
    [
      /\breport\w*\b[^.;]{0,40}\b(?:lowest|highest|best|last) of (?:these|those|the) (?:\p{L}+ )?(?:values|measurements|figures|evaluations|checkpoints|errors|losses)\b/iu,
    ],
  ],
  preprocessing: [
    [
      /\b(?:observations?|inputs?|features?|pixels|values|signals?|columns|states?)\b[^.;]{0,30}\b(?:enters?|go|goes|reach|reaches|given to|fed|shown)\b[^.;]{0,30}\b(?:unscaled|unprocessed|unchanged|untouched|raw|as (?:they|it) (?:is|are|come|comes|came))\b/i,
    ],
    [
      /\b(?:come|comes|came|delivered|supplied|provided|stored)\b[^.;]{0,12}\bwith (?:values|entries|amplitudes|pixels) (?:in \[0, ?1\]|between (?:0|zero) and (?:1|one)|in the unit interval|scaled)/i,
    ],
  ],
};
