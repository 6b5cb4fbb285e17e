/** What symbols stand for: heads of the words that explain one, in the singular. Data. */
const nouns = `
accuracy action activation adapter adjacency advantage agent allocation amplitude anchor angle annotator area arm assignment attention
augmentation average baseline basis batch behaviour behavior belief bias bin bit block bound boundary budget buffer candidate capacity cell
center centre centroid channel chunk clarity class classifier client cluster code codebook coefficient column complexity component
concentration condition confidence constant constraint context contribution control coordinate copy correction correlation cost count
covariance criterion critic cross-entropy curvature cutoff data dataset deadline decay decision decoder degree delay demand density depth
derivative determinant deviation diagonal diameter difference dimension dimensionality direction discount discriminator displacement
distance distribution divergence document domain draw drift duration edge eigenvalue eigenvector element embedding encoder energy ensemble
entropy entry environment episode epoch error estimate estimator evaluation event evidence example expectation expert exponent factor family
feature field filter fit flow fold force fraction frame frequency function gain gap gate generator goal gradient gram graph group half-life
head height Hessian history horizon hyperparameter hyper-parameter hypothesis id identity image importance increment index indicator
indices information initialisation initialization input instance integer intensity intercept interval item iterate iteration Jacobian kernel
key label lag language latency latent layer length lengthscale level likelihood limit line link list location log-likelihood logit loss
machine magnitude map mapping margin mask mass matrices matrix maximum mean measure measurement median member memory message metric
mini-batch minibatch minimiser minimizer minimum mixture model moment momentum multiplier neighbour neighbor neighbourhood neighborhood net
network neuron node noise norm normaliser normalizer number objective observation obstacle occupancy offset operator optimum option oracle
order orientation outcome output overlap pair parameter part participant partition patch path pattern peak penalty percentage percentile
performance period permutation person perturbation phase pixel player point policy polynomial pool population position posterior potential
power precision prediction predictor price prior probability probabilities process product profile projection prompt proportion proposal
prototype pseudo-label pulse quality quantile quantity query question queue radius range rank rate ratio reading reconstruction recall
regret regularizer regulariser regularisation regularization relevance repetition representation residual resolution response result return
reward risk root rotation round row rule run sample scalar scale schedule score search seed segment sensitivity sentence sequence series set
share shift sigmoid signal similarity simplex size skill slope softmax sparsity spectrum speed spread state statistic statistics step stepsize
step-size stimulus strength stride student subject subset subspace sum supervision support symbol system table target task teacher temperature
template tensor term test text threshold time timestep time-step token tolerance total trace trajectory transform transformation transition
translation tree trial triplet truth type uncertainty unit update user utility value variable variance variation vector velocity version vertex
vertices view vocabulary volume weight weighting width window word year covariate bandwidth radii bases axes axis angle argument ball cap ceiling floor scaling smoothing jump kick leak leakage load locale
mode moment nonlinearity odds order parity payoff penalty plane profit rest root setting shape site size source spacing span spin stage start
stock strain stress string substance surface survivor switch tail temperature texture tier tone topic torque tuple turn walk wave weightings yield
`;
const known = new Set(nouns.trim().toLowerCase().split(/\s+/));

/** Adjectives that stand in front of them and end as others do not. */
const adjectives =
  /(?:al|ic|ive|ous|ary|ory|ent|ant|able|ible|ar|less|ful|wise)$|^(?:learning|moving|running|training|sliding|smoothing|scaling|mixing|stopping|weighting|clipping|sampling|mapping|encoding|decoding|warm-?up|hidden|weighted|regulari[sz]ed|normali[sz]ed|estimated|predicted|expected|observed|cent(?:er|re)d|smoothed|discounted|squared|combined|learn(?:ed|t)|stacked|masked|shared|perturbed|noised|denoised|pooled|projected|embedded|encoded|decoded|transformed|corrupted|averaged|unbiased|biased|measured|simulated|generated|truncated|clipped|frozen|trained|pretrained|pre-trained|desired|ordered|sorted|labell?ed|unlabell?ed|held-out)$|^(?:mean|hidden|new|final|raw|true|false|hard|soft|low|high|small|large|slow|fast|old|current|next|last|first|second|third|inner|outer|upper|lower|left|right|whole|full|free|fixed|own|unknown|given|best|good|weak|strong|smooth|sharp|long|short|deep|wide|narrow|noisy|clean|dual|joint|single|unit|zero|base|test|ground|max|min|mini|sub|pre|post|non|self)$/i;

export function isSymbolNoun(word: string): boolean {
  const plain = word.toLowerCase().replace(/[’']s?$/, '');
  if (known.has(plain)) return true;
  const last = plain.split('-').at(-1) ?? plain;
  if (known.has(last)) return true;
  return [last.replace(/ies$/, 'y'), last.replace(/(ss|x|ch|sh)es$/, '$1'), last.replace(/s$/, '')].some(
    (one) => one !== last && known.has(one),
  );
}

export function isAdjective(word: string): boolean {
  return adjectives.test(word);
}

/** Also what somebody does: alone and without an article it may be told to be done. */
export const alsoVerbs =
  /^(?:update|draw|set|measure|return|sample|estimate|control|test|score|gain|copy|scale|shift|map|mask|limit|order|rank|run|start|process|project|search|query|step|change|increment|average|bound|label|weight|output|input|target|split|walk|load|jump|root|place|record|train|yield|display|sum|count|trace|range|value|view|act|plane|signal|reward|request)s?$/i;
