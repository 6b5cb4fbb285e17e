/**
 * What a clause with one number says of learning by reward, diffusing, distilling, contrasting and adapting: the families of words that
 * must all stand in it, in any order, and what its number can be. `#` is the number. Data; see methodClauses.ts.
 */

export interface MethodClauseRule {
  readonly name: string;
  readonly all: readonly RegExp[];
  /** What may stand anywhere in the sentence. */
  readonly says?: RegExp;
  readonly not?: RegExp;
  readonly from: number;
  readonly to: number;
  readonly isWhole?: true;
  /** Counts are also written as words. */
  readonly isSpelled?: true;
}

const weighs =
  /\b(?:times|weigh\w*|factors?|coefficients?|scal\w+|multipl\w+|multiplier|counts?|enters?|bonus|strength|penal\w*|costs?|subtract\w*|added|contributes?)\b|(?:^|[^\p{L}])(?:c_?[12]|β|λ\w*|α) ?=? ?#/iu;
const steps = String.raw`(?:steps|time-?steps|moves|frames|transitions|ticks|updates|iterations|interactions)`;
const answers = String.raw`(?:answers|completions|responses|roll-?outs|solutions|outputs|generations|candidates|attempts|samples|trajectories|rollouts)`;
const adapters = /\b(?:adapters?(?:'s|')?|lora|low-rank|update matrices)\b/i;
const target = /\btarget(?:s|'s)?\b(?! (?:length|size|text|language|word|token|class|label|variable|kl))/i;

export const methodClauseRules: readonly MethodClauseRule[] = [
  {
    name: 'discount factor',
    all: [/\b(?:rewards?|returns?|future|payoffs?)\b/i, /\b(?:worth|as much|discount\w*|fad\w+|devalu\w*)\b/i],
    not: /\b(?:clip\w*|scal\w+|normali\w*|averag\w*|success|learning rate|KL|penalt\w*|lambda|GAE)\b|λ/i,
    from: 0.5,
    to: 1,
  },
  {
    name: 'gae lambda',
    all: [/\badvantage/i, /\b(?:traces?|lambda|multi-step|horizons?|parameter|exponential\w*|generali[sz]ed)\b|λ/i],
    not: /\b(?:discount\w*|clip\w*|normali\w*|entropy|expectile)\b|γ/i,
    from: 0.5,
    to: 1,
  },
  {
    name: 'clip range',
    all: [/\b(?:clip\w*|truncat\w*|confin\w*|restrict\w*)\b/i],
    says: /\b(?:ratios?|surrogate|PPO|proximal)\b/i,
    not: /\b(?:gradients?|norms?|rewards?|value function|value loss|observations?|advantages?|entropy|KL)\b/i,
    from: 0.02,
    to: 0.5,
  },
  {
    name: 'entropy coefficient',
    all: [/(?<!cross[- ])\bentropy\b/i, weighs],
    not: /\b(?:nats|bits|softmax|cross|target|critic(?:'s)?|value|temperature|minimi\w*)\b/i,
    from: 1e-6,
    to: 1,
  },
  {
    name: 'value coefficient',
    all: [/\b(?:value|critic)(?:'s|s)?\b/i, /\b(?:loss|error|term|regression|objective)\b/i, weighs],
    not: /# ?(?:times )?(?:the )?entropy|\b(?:clip\w*|learning rate|discount\w*|Huber|quantile|conservative|key|query)\b|[a-z] values? of/i,
    from: 0.01,
    to: 10,
  },
  {
    name: 'kl coefficient',
    all: [
      /\b(?:KL|Kullback\S*|divergence|depart\w*|deviat\w*|drift\w*|stray\w*)\b/i,
      /\b(?:reference|initial (?:model|policy)|supervised (?:model|policy)|frozen|SFT|base (?:model|policy)|starting (?:model|policy)|reward)\b/i,
      weighs,
    ],
    not: /\b(?:clip\w*|teacher|student|distil\w*|latent|posterior|VAE|variational|threshold|stop\w*|standard deviation)\b/i,
    from: 1e-6,
    to: 1,
  },
  {
    name: 'replay buffer size',
    all: [
      /\b(?:replay\w*|buffers?|memory|experiences?|transitions|remembers?)\b/i,
      /\b(?:capacity|room|stor\w+|keeps?|kept|holds?|most recent|latest|last|up to|overwritten|forgets?|forgotten|remembers?|contains?|limited|size|ring)\b/i,
    ],
    says: /\b(?:replay\w*|buffers?|experiences?|transitions|agent|memory)\b/i,
    not: /\b(?:before|random|warm\w*|fill\w*|seed\w*|start\w*|begin\w*|every|per|after|initial\w*|priorit\w*|batch\w*|GB|context|attention|keys|queue|bank|update\w*|demonstrations|evaluat\w*|averaged?)\b(?! #)|\b(?:first|every|after|per) #/i,
    from: 200,
    to: 1e9,
    isWhole: true,
    isSpelled: true,
  },
  {
    name: 'target update rate',
    all: [
      target,
      /\b(?:soft\w*|polyak|averag\w*|mov\w+|mix\w*|trail\w*|track\w*|follow\w*|blend\w*|interpolat\w*|towards?|lag\w*|drift\w*|shift\w*)\b|τ/i,
    ],
    says: /\b(?:networks?|critics?|weights|parameters|Q\S*|online|copy|polyak)\b/i,
    not: /\b(?:learning rate|noise|labels?|soft targets?|entropy|KL|temperature|distil\w*|teacher|every|loss)\b/i,
    from: 1e-5,
    to: 0.2,
  },
  {
    name: 'target update interval',
    all: [
      target,
      /\b(?:cop(?:y|ies|ied|ying)|refresh\w*|sync\w*|hard|replac\w*|overwrit\w*|renew\w*|updat\w*|becomes?|catch\w*|reset\w*|set|equal)\b/i,
      new RegExp(
        String.raw`\b(?:every|each|once|per|after|intervals? of|between|period of|apart)\b.*# (?:[\w-]+ )?${steps}|# (?:[\w-]+ )?${steps} (?:apart|lie|pass)|between.*# (?:[\w-]+ )?${steps}`,
        'i',
      ),
    ],
    says: /\b(?:networks?|nets?|critics?|weights|Q\S*|online|updates)\b/i,
    not: /\b(?:learning rate|policy is updated|evaluat\w*|warm\w*)\b/i,
    from: 2,
    to: 1e7,
    isWhole: true,
    isSpelled: true,
  },
  {
    name: 'exploration rate',
    all: [
      /\b(?:random(?:ly|ised)?|explor\w+|uniform(?:ly)?|ignores?|at chance)\b/i,
      /\b(?:actions?|moves?|acts?|agent|decisions?|choices?|behaviou?r|polic(?:y|ies))\b/i,
      /\b(?:probability|chance|likelihood|cases|of the time|in # (?:of )?|share|rate)\b|# of (?:all |the |its |our )?(?:actions|moves|steps|decisions|choices|time)|\bone \w+ in #/i,
    ],
    not: /\b(?:noise|standard deviation|initial\w*|opponents?|reset\w*|masks?|masked|dropp?\w*|data ?set|from #|anneal\w*|flip\w*|crop\w*|label\w*|success|chance level|baseline|first #|accuracy|goals?|steps of random)\b/i,
    from: 1e-4,
    to: 0.6,
  },
  {
    name: 'group size',
    all: [
      new RegExp(
        String.raw`#\s(?:[\w-]+ ){0,2}${answers}|\b(?:number of |how many )?${answers} (?:per|for each|for every|to each|to every) (?:prompt|question|problem|query|instruction|state|task)\b.*#`,
        'i',
      ),
      /\b(?:prompts?|questions?|problems?|quer(?:y|ies)|instructions?|groups?)\b/i,
    ],
    says: /\b(?:group\w*|compar\w*|advantages?|GRPO|RLOO|rewards?|rank(?:ed|s)?|baseline|standardi\w*|policy)\b/i,
    not: /\b(?:evaluat\w*|test\w*|pass|majority|vot\w*|shots?|in-context|batch\w*|best-of|annotat\w*|raters?|human|therefore|per step|total|altogether|filter\w*|lora|adapters?)\b/i,
    from: 2,
    to: 1024,
    isWhole: true,
    isSpelled: true,
  },
  {
    name: 'group size',
    all: [
      new RegExp(
        String.raw`\bgroups?\b (?:consists? of|consisting of|contains?|comprises?|has|have|holds?|is|are|of)\b.*# (?:[\w-]+ )?${answers}`,
        'i',
      ),
    ],
    not: /\b(?:normali[sz]ation|channels|annotat\w*|evaluat\w*)\b/i,
    from: 2,
    to: 1024,
    isWhole: true,
    isSpelled: true,
  },
  {
    name: 'rollout length',
    all: [
      new RegExp(String.raw`# (?:[a-z-]+ ){0,2}${steps}`, 'i'),
      /\b(?:unroll\w*|segments?|fragments?|roll-?outs?|between (?:two )?(?:policy )?updates|before (?:each|every|an|the|it)|per update|of experience|of interaction|n-?step|polic(?:y|ies) (?:is|are) (?:updated|improved) (?:after )?(?:every|each)|updates? (?:the|our|its) policy (?:after )?(?:every|each))\b/i,
    ],
    says: /\b(?:polic\w+|updat\w+|unroll\w*|roll-?outs?|returns?|environments?|workers?|actors?|experience|agents?|learner)\b/i,
    not: /\b(?:target|evaluat\w*|warm\w*|random|replay|buffer|learning rate|network|copied|total|altogether|in all|train(?:ed|ing)?|per second|a limit|BPTT|LSTM|back-?propag\w*|message|tokens)\b/i,
    from: 2,
    to: 50_000,
    isWhole: true,
    isSpelled: true,
  },
  {
    name: 'environments',
    all: [
      /# ?(?:[a-z-]+ ){0,3}(?:environments?|simulators?|simulations?|worlds|copies|instances|actors|emulators|replicas|robots|arenas)\b/i,
      /\b(?:parallel\w*|side by side|at once|simultaneous\w*|concurrent\w*|copies|instances|vectori\w*|feeds?|same time|lockstep|replicas|together)\b/i,
    ],
    says: /\b(?:environments?|simulat\w+|worlds|actors|emulators?|experience|polic\w+|agents?|learner|robots|arenas)\b/i,
    not: /\b(?:evaluat\w*|test\w*|held-out|unseen|GPUs?|load\w*|CPU|cores|levels)\b/i,
    from: 1,
    to: 1e6,
    isWhole: true,
    isSpelled: true,
  },
  {
    name: 'episodes',
    all: [
      /# (?:[a-z-]+ )?(?:episodes|games|matches|playthroughs)\b/i,
      /\b(?:train\w*|learn\w*|plays?|played|lasts?|lasted|runs?|spans?|end(?:s|ed)|stop(?:s|ped)|budget|experience[ds]?)\b/i,
    ],
    not: /\b(?:evaluat\w*|test\w*|averag\w*|mean|every|per|warm\w*|first|last #|replay|buffer|held-out|success\w*|random\w*|different games|Atari games|video games|over (?:the )?last|expert|demonstrat\w*|dataset|on #|Atari)\b/i,
    from: 100,
    to: 1e9,
    isWhole: true,
    isSpelled: true,
  },
  {
    name: 'sampling steps',
    all: [
      /# (?:[\w-]+ ){0,3}(?:steps|iterations|evaluations|NFEs?|calls)\b|\b(?:steps|iterations|evaluations|NFEs?) (?:is|was|are|to|of|at) #/i,
      /\b(?:sampl\w*|generat\w*|inference|test time|revers\w*|synthesi\w*|draw\w*|DDIM|produc\w*)\b/i,
    ],
    says: /\b(?:diffusion|denois\w*|DDIM|DDPM|nois\w*|revers\w*|samplers?|Euler|Heun|DPM\S*|ODE|SDE)\b/i,
    not: /\b(?:forward|train\w*|learning rate|every|episodes?|environment|polic\w+|gradient|log\w*|of the #|batch|optimi\w*|Langevin|warm\w*)\b/i,
    from: 1,
    to: 5000,
    isWhole: true,
    isSpelled: true,
  },
  {
    name: 'diffusion steps',
    all: [
      /# (?:[a-z-]+ ){0,3}(?:steps|time-?steps|stages|levels)\b|\bfrom 1 to (?:T ?= ?)?#|\bT ?= ?#/i,
      /\b(?:forward|nois(?:e|es|ed|ing|y)|corrupt\w*|diffus\w*|destroy\w*|destructi\w*|chain|degrad\w*|perturb\w*)\b/i,
    ],
    says: /\b(?:forward|nois(?:e|es|ed|ing|y)|gradual\w*|diffus\w*|chain)\b/i,
    not: /\b(?:sampl\w*|inference|generat\w*|revers\w*|denois\w*|DDIM|learning rate|batch|train(?:ed|ing|s)?|warm\w*|epochs|optimi\w*|gradient|labels?|polic\w+|action|burn-in|MCMC|updates)\b/i,
    from: 4,
    to: 10_000,
    isWhole: true,
    isSpelled: true,
  },
  {
    name: 'guidance scale',
    all: [/\bguid(?:e|ed|es|ance|ing)\b/i, /\b(?:scale|strength|weight|factor|intensity)\b[^,]{0,16}#/i],
    not: /\b(?:probability|chance|dropp?\w*|unconditional\w*|steps|loss|%)\b/i,
    from: 0.1,
    to: 50,
  },
  {
    name: 'temperature',
    all: [
      /\b(?:divid\w*|soften\w*|scal\w+)\b/i,
      /\b(?:logits|softmax|similarit\w+|scores|outputs)\b/i,
      /\b(?:by|at|with|of) (?:a |the )?(?:constant |factor |temperature )?(?:of )?#/i,
    ],
    says: /\b(?:softmax|logits|teacher|contrast\w*|temperature)\b/i,
    not: /\b(?:dimension\w*|learning rate|inputs?|pixels?|images?|epochs?|loss|gradients?|weight\w*|square root)\b|√/i,
    from: 0.005,
    to: 50,
  },
  {
    name: 'distillation weight',
    all: [
      /\b(?:teacher(?:'s|s)?|distill?\w*|soft (?:targets?|labels?|loss|part|term))\b/i,
      /\b(?:weigh\w*|factors?|times|counts?|counted|makes? up|made up|share|coefficients?|contributes?|enters?|multipl\w*)\b/i,
    ],
    not: /\b(?:temperature|features?|hidden|attention|accuracy|layers|parameters|hard|EMA|decay|momentum|size)\b(?!.{0,20}(?:by|with|of) *$)|[Tτ] ?= ?#|\bweights of the teacher/i,
    from: 0.001,
    to: 1,
  },
  {
    name: 'queue size',
    all: [
      /\b(?:queue|memory bank|dictionary|FIFO)\b/i,
      /\b(?:stor\w+|keeps?|kept|holds?|length|size|capacity|entries|keys|embeddings|features|remembers?|contains?|latest|last|long)\b/i,
    ],
    says: /\b(?:keys?|contrast\w*|negatives?|MoCo|queue|embeddings?|features|representations)\b/i,
    not: /\b(?:vocabular\w*|words|jobs?|pronunc\w*|momentum|dimension\w*|temperature|codebook|refresh\w*)\b/i,
    from: 32,
    to: 1e8,
    isWhole: true,
  },
  {
    name: 'negatives',
    all: [
      /# (?:[\w-]+ ){0,2}(?:negatives?|corrupt(?:ed|ions?)(?: ones| triples)?|distractors|noise words|non-matching|impostors|mismatched)\b|\bnegative sampl\w*.*(?:draws?|with|uses?|of|takes?) #/i,
      /\b(?:each|every|per|pair\w*|draws?|drawn|sampl\w*|contrast\w*|against|accompan\w*|use|used|with|compar\w*)\b/i,
    ],
    not: /\b(?:false|true negatives?|accuracy|test\w*|evaluat\w*|rank\w* (?:against|among)|images|pixels|ratio)\b/i,
    from: 1,
    to: 1e6,
    isWhole: true,
    isSpelled: true,
  },
  {
    name: 'margin',
    all: [
      /\b(?:margin|farther|further (?:away|apart|from)|closer|apart)\b/i,
      /\b(?:loss|triplets?|negatives?|hinge|positives?|rank\w*|contrast\w*|anchors?|pairs?|dissimilar|impostors?)\b/i,
      /\b(?:margin|at least|by|than)\b.*#/i,
    ],
    not: /\b(?:points|outperform\w*|beats?|improv\w*|accuracy|temperature|error|weigh\w*|# (?:negatives|epochs|steps))\b|%/i,
    from: 0.001,
    to: 50,
  },
  {
    name: 'lora dropout',
    all: [adapters, /\bdrop(?:ped|out|ping|s)?\b.*#|#.*\bdropped\b/i],
    not: /\b(?:rank|alpha|classifier|head|attention dropout)\b.*#|α ?=? ?#/i,
    from: 0,
    to: 0.9,
  },
  {
    name: 'lora dropout',
    all: [/\bdropout\b.*#/i],
    says: /\b(?:updates? (?:are|is)|matrices are) (?:factori[sz]ed|decomposed)\b/i,
    from: 0,
    to: 0.9,
  },
  {
    name: 'lora rank',
    all: [adapters, /\b(?:ranks?|inner dimension|bottleneck|inner width)\b[^,]*#|\brank-#/i],
    not: /\b(?:alpha|scal\w+|dropout|dropped|learning rate|twice|double)\b.*#|[αs] ?=? ?#/i,
    from: 1,
    to: 1024,
    isWhole: true,
  },
  {
    name: 'lora alpha',
    all: [adapters, /\b(?:scal(?:ed|ing|e|es)|alpha|multipl\w*)\b.*#|α.*#/i],
    not: /\b(?:dropout|dropped|learning rate|initiali\w*|of rank|rank of)\b.*#|\br ?= ?#/i,
    from: 1,
    to: 2048,
  },
  {
    name: 'loss weight',
    all: [/\b(?:loss|penalty|term|regulari[sz]er)\b/i, /\b(?:counts?|counted|contributes?) (?:for |with |only |by |as )*#/i],
    not: /\b(?:value|critic|entropy|KL|distil\w*|teacher|soft|epochs|steps)\b/i,
    from: 1e-6,
    to: 1e4,
  },
  { name: 'loss weight', all: [/\+ ?# ?(?:·|\*|×)? ?(?:L|ℓ|ℒ|\u2112)_?\p{L}/u], from: 1e-6, to: 1e4 },
];
