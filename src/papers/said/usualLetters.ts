/** `the past L hours` */
const ofPast = (letter: string): RegExp =>
  new RegExp(
    String.raw`\b(?:past|last|previous|preceding|most recent) ${letter} (?:time ?)?(?:steps|hours|days|minutes|weeks|months|points|values|observations|measurements|readings|samples|frames)\b`,
  );

/** `the logits z ∈ R^K`, `ones with K classes`, where nothing else goes by the letter. */
const ofLogits = (letter: string): RegExp =>
  new RegExp(
    String.raw`^(?=[\s\S]*(?:\blogits\b|\bsoftmax\b))(?![\s\S]*\b(?:negatives|queue|bandit)\b)(?![\s\S]*\b${letter} (?!classes|logits|outputs|times|(?:class )?probabilities)\p{Ll}{3,}s\b)(?![\s\S]*\b(?:clients|members|cycles|rounds|steps|heads|blocks|segments|tasks|components|trials|folds) (?:of )?${letter} ?=)(?![\s\S]*\b${letter} ?= ?\d+ (?!classes)\p{Ll}{3,}s\b)`,
    'u',
  );

/** `{(x_i, y_i)}_{i=1}^N`, `(x_1, y_1), …, (x_N, y_N)`, where nothing else is counted by the letter. */
const ofPairs = (letter: string): RegExp =>
  new RegExp(
    String.raw`^(?=[\s\S]*(?:\)\}_?[ijn] ?= ?1\^?${letter}(?![\p{L}\d])|\(xi, ?yi\)(?:,? (?:for|with))?,? [ijn] ?= ?1(?:, ?2)?, ?…, ?${letter}(?![\p{L}\d])|\(x${letter}, ?y${letter}\)))(?![\s\S]*(?<![\p{L}\d])${letter} ?[=∈] ?\{?\d[\d,]* (?!training|examples|points|samples|images|pairs|data|rows|observations)\p{Ll}{3,}s\b)`,
    'u',
  );

/** `x_{k+1} = x_k - η_k g_k`, `k = 0, …, K - 1`, where no noise is counted so. */
const ofUpdates = (letter: string): RegExp => {
  const index = letter.toLowerCase();
  return new RegExp(
    String.raw`^(?![\s\S]*\b(?:diffusion|denois\w*|sequences? of length|horizon|rollouts?|time series|classes|clients|distil\w*|components)\b)(?=[\s\S]*(?<![\p{L}\d])(?:[ηγ]_?${index}|[wxθφ]_?\(?${index} ?\+ ?1)(?![\p{L}\d]))[\s\S]*(?<![\p{L}\d_])${index} ?= ?[01](?:, ?[12])?, ?…, ?${letter}(?![\p{L}\d])`,
    'u',
  );
};

/** `for t = 1, …, T` around an update of the weights. */
const ofLoop = (letter: string): RegExp =>
  new RegExp(
    String.raw`^(?![\s\S]*\b(?:diffusion|denois\w*|horizon|rollouts?|time series|clients|distil\w*|episodes?|arms|rounds?|forecast\w*|sequences? of length)\b)(?=[\s\S]*(?<![\p{L}\d])[θwφψWϕ](?:_\S{1,6})? ?← ?[θwφψWϕ])[\s\S]*\bfor (?:all )?[tkn] ?= ?[01](?: to |, ?(?:2, ?)?…, ?)${letter}(?![\p{L}\d])`,
    'iu',
  );

/** `SGD (η = 0.1, μ = 0.9, λ = 1e-4)`, `(η, λ) = (…)`: in the company of a rate it is what the optimizer takes from the weights. */
const besideRate = new RegExp(
  // Of another term of the loss it is the weight.
  String.raw`^(?![\s\S]*(?<![\p{L}\d/])λ ?(?:[ELRHKDΩℓ]|\((?!η|\p{Lu}\)))[\p{L}\d_ (])[\s\S]*?(?:${[
    // In one bracket, or behind the name of the method.
    String.raw`\b(?:SGD|AdamW?|RMSprop|momentum)\b(?: with)?[,;]? ?\(?(?:[^.;()]|\.\d|\([^()]*\)){0,50}?(?<![\p{L}\d])λ(?: ?= ?[\d.]|[^()=.;]{0,12}\) ?= ?\()`,
    String.raw`\([ηα],[^()=.;]{0,20}λ[^()=.;]{0,12}\) ?= ?\(`,
    // In a row of nothing but letters and their values.
    String.raw`(?<![\p{L}\d])[ηα](?:_?\w)? ?= ?[\d.e-]+[,;] (?:and )?(?:[\p{L}\d_|]{1,8} ?= ?[\d.,e-]+[,;] (?:and )?){0,6}λ ?= ?\d`,
  ].join('|')})`,
  'u',
);

/** `η = 3e-4, B = 256, E = 20`: in a row with a rate, or behind the name of the method. */
const inRow = (letter: string, size: string): RegExp => {
  const others = String.raw`(?:and )?(?:[\p{L}\d_|]{1,8} ?= ?[\d.,e^/-]+[,;] (?:and )?){0,6}`;
  const rate = String.raw`(?<![\p{L}\d])(?:(?:[ηα](?:_?\w)?|lr) ?= ?[\d.e^/-]+|γ ?= ?0?\.9\d*)`;
  const own = String.raw`(?<![\p{L}\d_])${letter} ?= ?${size}(?!\d|\.\d)`;
  // In the cells of a table.
  const cells = String.raw`(?:→ [\d.e-]+ )?(?:\S{1,12} [\d.,e-]+ ){0,6}`;
  return new RegExp(
    String.raw`(?:${rate}|\b(?:Adam\w*|SGD|RMSprop) ?\([^()]{0,40}\))[,;] ${others}${own}|${own}[,;] ${others}${rate}|(?<![\p{L}\d])(?:η|lr) [\d.e-]+ ${cells}${letter} ${size}(?![\d.])|(?<![\p{L}\d])${letter} ${size} ${cells}(?:η|lr) [\d.e-]+`,
    'u',
  );
};

/** In the company of `d_ff`: `d = 512, h = 8, N = 6`, also in the cells of a table. */
const ofTransformer = (letter: string, size: string): RegExp => {
  const own = String.raw`(?<![\p{L}\d_])${letter} ?=? ?${size}(?![\d.])`;
  return new RegExp(String.raw`^(?=[\s\S]*\btransformer)[\s\S]*(?:${own}[^;]{0,60}\bd_?ff\b|\bd_?ff ?=? ?\d[^;]{0,60}${own})`, 'iu');
};

/** What letters mean in the field where a paper does not say it, by what the paper is about. Earlier ones win. Data. */
export const usualLetters: readonly { readonly letter: string; readonly setting: string; readonly when?: RegExp }[] = [
  { letter: 'η', setting: 'learning rate' },
  { letter: 'lr', setting: 'learning rate' },
  { letter: 'ν', setting: 'learning rate', when: /\bshrinkage\b[\s\S]*\bboost|\bboost[\s\S]*\bshrinkage\b/i },
  { letter: 'bs', setting: 'batch size' },
  { letter: 'N', setting: 'training examples', when: ofPairs('N') },
  { letter: 'n', setting: 'training examples', when: ofPairs('n') },
  { letter: 'wd', setting: 'weight decay' },
  { letter: 'B', setting: 'batch size', when: /\bbatch/i },
  // A bias has the letter as well, and no such value.
  {
    letter: 'b',
    setting: 'batch size',
    when: /^(?=[\s\S]*(?<![\p{L}\d])b(?: ?[=∈] ?\{?\d{2,4}(?![\d.])|\) ?= ?\())[\s\S]*\b(?:mini-?)?batch/iu,
  },
  { letter: 'μ', setting: 'loss weight', when: /\bfedprox\b|\bproximal (?:term|weight|penalty|constant|strength|parameter)/i },
  { letter: 'μ', setting: 'momentum', when: /(?:\bSGD\b ?\(?|\(η, ?|\bη ?= ?[\d.e-]+, )[^.;()]{0,24}μ/ },
  { letter: 'μ', setting: 'momentum', when: /\bmomentum\b|heavy[- ]ball|nesterov/i },
  { letter: 'β1', setting: 'beta start', when: /^(?![\s\S]*\badam)[\s\S]*\b(?:noise|variance) schedule\b/i },
  { letter: 'β1', setting: 'beta1', when: /\badam|\blamb\b|moment|optimi[sz]er/i },
  { letter: 'β2', setting: 'beta2', when: /\badam|\blamb\b|moment|optimi[sz]er/i },
  { letter: 'β1', setting: 'beta start', when: /diffusion|denoising|forward (?:chain|process)/i },
  { letter: 'βT', setting: 'beta end', when: /diffusion|denoising|noise schedule|forward (?:chain|process)/i },
  { letter: 'β_min', setting: 'beta start', when: /diffusion|denoising|noise schedule|forward (?:chain|process)/i },
  { letter: 'β_max', setting: 'beta end', when: /diffusion|denoising|noise schedule|forward (?:chain|process)/i },
  { letter: 'βstart', setting: 'beta start' },
  { letter: 'βend', setting: 'beta end' },
  { letter: 'ε_clip', setting: 'clip range' },
  { letter: 'εclip', setting: 'clip range' },
  { letter: 'β_start', setting: 'beta start' },
  { letter: 'β_end', setting: 'beta end' },
  { letter: 'T', setting: 'diffusion steps', when: /diffusion|denois|ddpm|noise (?:schedule|predictor)|forward (?:chain|process)/i },
  { letter: 'S', setting: 'sampling steps', when: /\bDDIM\b/ },
  { letter: 'γ', setting: 'discount factor', when: /reward|discount|return|reinforcement|\bppo\b|\bpolicy\b|\bdqn\b/i },
  { letter: 'λGAE', setting: 'gae lambda' },
  { letter: 'λ_GAE', setting: 'gae lambda' },
  {
    letter: 'λ',
    setting: 'gae lambda',
    when: /\bgae\b|advantage estimat|\bppo\b|proximal policy|\badvantages\b|eligibility trace|\bTD\(λ\)|λ-returns?\b/i,
  },
  { letter: 'λ', setting: 'distillation weight', when: /distil/i },
  { letter: 'α', setting: 'distillation weight', when: /distil|\bKD\b/ },
  { letter: 'λ', setting: 'l1 penalty', when: /(?:[ℓl][_^]?1|lasso)[- ](?:penal|regulari|norm)/i },
  { letter: 'λ', setting: 'weight decay', when: besideRate },
  { letter: 'λ', setting: 'loss weight' },
  { letter: 'T', setting: 'temperature', when: /distil|\bKD\b|soft(?:max|en(?:ed|s|ing)?| targets?| labels?)\b/i },
  { letter: 'τ', setting: 'target update rate', when: /target (?:network|critic)|polyak|soft(?:ly)? updat|updated softly/i },
  { letter: 'τ', setting: 'temperature', when: /temperature|distil|contrastive|infonce|softmax|\buniformity\b/i },
  { letter: 'ε', setting: 'clip range', when: /\bppo\b|proximal policy|\bgrpo\b|clip(?:ping|ped)? (?:range|surrogate|ratio)/i },
  {
    letter: 'ε',
    setting: 'exploration rate',
    when: /greedy?[- ](?:polic|action|explor)|explor|\brandom (?:actions?|moves?)\b|\bactions? (?:is|are) (?:\w+ ){0,3}random|\bepisodes\b[^.;]*ε|\bacts?\b[^.;]*ε|(?:ε|epsilon)[^.;]{0,3}greed|\b(?:Q-learning|SARSA|Q-tables?|bandits?|double Q|DQN)\b/i,
  },
  { letter: 'ε', setting: 'label smoothing', when: /label[- ]smoothing|smoothing weight/i },
  { letter: 'ε', setting: 'epsilon' },
  { letter: 'α', setting: 'learning rate', when: /\badam\w*[^.;]{0,24}(?:\([^()]{0,60}?α|\bwith α ?=)/i },
  {
    letter: 'α',
    setting: 'learning rate',
    when: /^(?![\s\S]*\b(?:Dirichlet|entropy|lora|SAC|soft actor)\b)(?=[\s\S]*α ?[=∈] ?\{?0?\.\d)[\s\S]*\b(?:Q-learning|SARSA|TD\(|temporal[- ]difference|tabular)/i,
  },
  { letter: 'r', setting: 'lora rank', when: /\blora\b|low-rank|\badapters?\b/i },
  { letter: 'α', setting: 'lora alpha', when: /\blora\b|low-rank|\badapters?\b/i },
  { letter: 'α', setting: 'mixup alpha', when: /mix-?up/i },
  {
    letter: 'β',
    setting: 'loss weight',
    when: /^(?![\s\S]*\b(?:rewards?|polic(?:y|ies)|preferences?|reference model)\b)[\s\S]*(?:\bVAEs?\b|\bELBO\b|\bvariational auto-?encoder)/i,
  },
  { letter: 'D', setting: 'replay buffer size', when: /^(?=[\s\S]*\breplay)[\s\S]*\|D\| ?[=\d]/ },
  { letter: 'R', setting: 'replay buffer size', when: /^(?=[\s\S]*\breplay)[\s\S]*\|R\| ?[=\d]/ },
  { letter: 'β', setting: 'kl coefficient', when: /\bKL\b/ },
  { letter: 'β', setting: 'loss weight', when: /\bELBO\b|\bVAEs?\b|\bdisentangl/i },
  { letter: 'σ', setting: 'noise standard deviation', when: /\bnoise levels? σ|\bnoise (?:of|with) (?:\w+ ){0,3}σ/i },
  { letter: 'μ', setting: 'momentum', when: /momentum/i },
  { letter: 'p', setting: 'top-p', when: /nucleus|top-p/i },
  {
    letter: 'p',
    setting: 'dropout',
    when: /drop-?out|\b(?:features|units|activations|neurons) (?:is|are|get) (?:randomly )?(?:zeroed|dropped|silenced)\b/i,
  },
  { letter: 'G', setting: 'group size', when: /\bgrpo\b|group-relative|\b(?:in|inside|within) (?:a|the|this|its|each|every) group\b/i },
  { letter: 'w', setting: 'guidance scale', when: /guidance|\bguided\b/i },
  { letter: 'd_model', setting: 'hidden units' },
  { letter: 'dmodel', setting: 'hidden units' },
  { letter: 'd_ff', setting: 'feed-forward dimension' },
  { letter: 'dff', setting: 'feed-forward dimension' },
  { letter: 'h', setting: 'attention heads', when: /attention heads|multi-head/i },
  { letter: 'h', setting: 'attention heads', when: ofTransformer('h', '\\d{1,2}') },
  { letter: 'd', setting: 'hidden units', when: ofTransformer('d', '\\d{2,4}') },
  { letter: 'N', setting: 'layers', when: ofTransformer('N', '\\d{1,2}') },
  { letter: 'L', setting: 'layers', when: ofTransformer('L', '\\d{1,2}') },
  { letter: 'e', setting: 'embedding dimension', when: /^(?=[\s\S]*\bembedd)[\s\S]*(?<![\p{L}\d_])e ?= ?\d{1,3}(?![\d.,/]*\d)/iu },
  { letter: 'L', setting: 'sequence length', when: ofPast('L') },
  { letter: 'T', setting: 'sequence length', when: ofPast('T') },
  { letter: 'L', setting: 'layers', when: /\bblocks\b|\blayers\b/i },
  { letter: 'E', setting: 'epochs', when: /\bepochs?\b|\bfederated\b|\bFedAvg\b/i },
  { letter: 'B', setting: 'batch size', when: inRow('B', String.raw`(?:\d{1,4}|2\^\d+)`) },
  { letter: 'E', setting: 'epochs', when: inRow('E', String.raw`\d{1,4}`) },
  { letter: 'B', setting: 'batch size', when: /\bFedAvg\b|\bfederated averaging\b/i },
  { letter: 'T', setting: 'training steps', when: ofUpdates('T') },
  { letter: 'T', setting: 'training steps', when: ofLoop('T') },
  { letter: 'K', setting: 'training steps', when: ofUpdates('K') },
  { letter: 'N', setting: 'training steps', when: ofUpdates('N') },
  { letter: 'n_critic', setting: 'critic steps' },
  // Members of an ensemble have the letter as well.
  { letter: 'M', setting: 'bins', when: /^(?![\s\S]*\b(?:members|cycles|snapshots|boost\w+|number of trees)\b)[\s\S]*calibration/i },
  { letter: 'K', setting: 'classes', when: ofLogits('K') },
  { letter: 'C', setting: 'classes', when: ofLogits('C') },
];
