/** What a clause says of agents in shares that may stand as words: `a fifth`, `one in twenty`. Data. */
import { inClauses } from './clauseRule.ts';

const acts = /\b(?:actions?|moves?|arms?|levers?|acts?|pulls?|pulled|chooses|chosen|plays?|picks?|picked|items?|bids?|decisions?)\b/i;

export const agentRules = inClauses([
  {
    name: 'exploration rate',
    is: 'share',
    all: [
      /\b(?:at random|randomly|uniformly|blindly|(?:is|are|was|were) random\b|random (?:arms?|actions?|moves?|levers?|items?|choices?|bids?))\b/i,
      acts,
      /\b(?:probability|chance|share|in (?:one|\d)[^,.;]{0,12} (?:of|in|out of)|% of (?:all |the |its )*(?:steps|time|cases|rounds|moves|decisions|actions)|(?:in|out of) (?:twenty|ten|five|hundred|fifty|\d+))\b/i,
    ],
    none: /\b(?:from|first|anneal\w*|noise|standard deviation|initial\w*|opponents?|reset\w*|mask\w*|dropp?\w*|anneal\w*|flip\w*|label\w*|greedy? with|greedily with|otherwise (?:at random|uniformly|randomly|blindly)|success|data ?set|goals?)\b/i,
    least: 1e-4,
    most: 0.6,
    within: 60,
  },
  {
    name: 'exploration rate',
    is: 'share',
    all: [
      /\b(?:greedy|greedily|best (?:known )?(?:action|arm|move)|maxim\w+)\b/i,
      /\bprobability\b/i,
      /\b(?:otherwise|else|or else|and|but)\b[^.;]{0,24}\b(?:random|randomly|uniform\w*|blindly)\b/i,
    ],
    least: 0.5,
    most: 0.9999,
    rest: /./,
  },
  {
    name: 'value coefficient',
    is: 'share',
    all: [
      /\b(?:value|critic)(?:'s)?\b/i,
      /\b(?:loss|error|term|regression)\b/i,
      /\b(?:added|adds|counts?|counted|weigh\w*|enters?|times|joins?)\b/i,
      /\b(?:half|a (?:quarter|third|fifth|tenth))\b/i,
    ],
    none: /\b(?:clip\w*|learning rate|discount\w*|Huber|quantile|key|query|split|first half|second half)\b/i,
    least: 0.01,
    most: 1,
  },
  {
    name: 'discount factor',
    is: 'share',
    all: [
      /\b(?:rewards?|returns?|payoffs?|future)\b/i,
      /\b(?:step|steps|round|later|tomorrow|next|delay|delayed)\b/i,
      /\b(?:counts?|worth|weighs?|weighed|valued|discounted)\b/i,
    ],
    none: /\b(?:clip\w*|scal\w+|normali\w*|averag\w*|success|learning rate|KL|penalt\w*|lambda|GAE|entropy)\b|λ|ε/i,
    least: 0.5,
    most: 0.99999,
  },
  {
    name: 'clip range',
    is: 'share',
    all: [
      /\bratios?\b/i,
      /\b(?:leave|leaves|differ|differs|deviate|deviates|depart|departs|stray|strays|move|moves|away|from one|of one)\b/i,
    ],
    none: /\b(?:gradients?|norms?|odds|likelihood ratio test|learning rate|aspect|signal)\b/i,
    least: 0.02,
    most: 0.5,
  },
]);
