/**
 * Settings that only one kind of work has. Their names are everyday words (`rank`, `margin`, `horizon`), so that they are read only where
 * the paper is of that kind. Data.
 */
const reinforcement =
  /\b(?:rewards?|returns?|reinforcement|polic(?:y|ies)|agents?|bandits?|q-learning|environments?|episodes?|replay|roll-?outs?|gae|ppo|discount(?:s|ed|ing)?|greedy|exploration|critic|actors?|entropy (?:bonus|coefficient)|random (?:actions?|moves?)|actions? (?:is|are) random|target networks?|workers|parallel|transitions)\b/i;
const diffusion =
  /\b(?:diffus\w+|denois\w+|ddpm|ddim|flow[- ]matching|score[- ](?:based|matching|networks?)|nois(?:e|ing) (?:schedule|steps|levels?)|guidance|(?:heun|euler|dpm|ode|sde)[- ]solver|dpm-solver|(?:heun|euler|dpm|solver|denoising) steps|(?:forward|reverse) (?:process|chain)|sampler|timesteps)(?![\p{L}])|β_?T(?![\p{L}])/iu;
const adapters = /\b(?:q?lora|dora|low[- ]rank|adapters?|adapted|peft|rank (?:of|is|was|r))\b/i;

const topics: readonly (readonly [names: string, topic: RegExp])[] = [
  ['lora rank|lora alpha|lora dropout|target modules', adapters],
  [
    'discount factor|gae lambda|clip range|entropy coefficient|value coefficient|exploration rate|rollout length|environments|episodes|target update interval',
    reinforcement,
  ],
  [
    'replay buffer size',
    new RegExp(`${reinforcement.source}|\\b(?:continual|incremental|lifelong|exemplars?|rehearsal|forgetting)\\b`, 'i'),
  ],
  ['diffusion steps|sampling steps|noise schedule|beta start|beta end|guidance scale|sampler', diffusion],
  [
    'margin',
    /\b(?:triplets?|contrastive|hinge|metric learning|incremental|exemplars?|large[- ]margin|rank(?:ing|ed|er)|angular|arcface|cosface|siamese|softmax|verification|loss)\b/i,
  ],
  // The kernels of a machine are functions.
  ['kernel size', /\b(?:conv(?:olution\w*|s|nets?)?|CNNs?|ResNets?|filters|U-?Nets?)\b|\bWaveNets?\b|\bkernel[ -]size/i],
  [
    'group size',
    /\b(?:grpo|group-relative|rloo|leave-one-out|groups? (?:size|of)|advantages?|groups|(?:in|inside|within) (?:an?|the|this|its|each|every) group)\b/i,
  ],
];
const topicOf = new Map(topics.flatMap(([names, topic]) => names.split('|').map((name) => [name, topic] as const)));

/** Whether a paper of these words can have the setting. */
export function hasTopic(text: string): (name: string) => boolean {
  const known = new Map<RegExp, boolean>();
  return (name) => {
    const topic = topicOf.get(name);
    if (topic === undefined) return true;
    const before = known.get(topic);
    if (before !== undefined) return before;
    const has = topic.test(text);
    known.set(topic, has);
    return has;
  };
}
