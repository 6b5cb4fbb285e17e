/** Two paragraphs of the middle of a paper that each state a setting as a plain fact of the same thing. */
import type { Candidate } from './candidates.ts';
import { isEqual } from './equalValues.ts';
import { isUsualHeading } from './headingScopes.ts';
import { regionOf } from './places.ts';
import { isGeneral, scopesKey } from './sameThing.ts';
import { ofResults } from './whoseHeadings.ts';

/** Of these there is one, unless a sentence says of what there is another. */
const single =
  /^(?:batch size|gradient accumulation|epochs|training steps|learning rate|final learning rate|warmup (?:steps|epochs|ratio)|momentum|beta[12]|epsilon|weight decay|gradient clipping|dropout|attention dropout|drop path|label smoothing|mixup alpha|cutmix alpha|ema decay|early stopping patience|sequence length|vocabulary size|image size|patch size|discount factor|gae lambda|clip range|entropy coefficient|value coefficient|kl coefficient|replay buffer size|target update (?:rate|interval)|group size|rollout length|environments|diffusion steps|sampling steps|beta (?:start|end)|guidance scale|temperature|distillation weight|queue size|margin|lora (?:rank|alpha|dropout)|beam size|length penalty|seeds|folds|bins|(?:training|validation|test) fraction|attention heads|layers|embedding dimension|kernel size|channels|classes|devices|test examples|validation examples|feed-forward dimension|training examples|label noise)$/;

/** Words of a condition, of time, of somebody else, of what was tried, compared or varied: another value may be meant. */
const qualified =
  /\b(?:if|when|whenever|while|whereas|unless|except|otherwise|instead|rather|than|but|only|even|first|second|third|fourth|then|later|next|before|again|stages?|phases?|steps? [12]|initially|final|finally|last|warm\w*|pre-?train\w*|fine-?tun\w*|post-?train\w*|adapt\w*|prob(?:e|es|ing)|linear (?:prob\w+|evaluation|class\w+|layer|head|model|regression)|teachers?|students?|actors?|critics?|generators?|discriminators?|heads?|backbones?|encoders?|decoders?|classifiers?|baselines?|competitors?|ablat\w*|variants?|versions?|compar\w*|contrast|search\w*|tun(?:ed|ing)|grid|sweeps?|swept|vary|varied|varies|tried|tr(?:y|ies)|consider\w*|another|others?|additional\w*|further|also|too|attempt\w*|pursue\w*|reach|extend\w*|continu\w*|online|offline|subword|bpe|local|clients?|servers?|inner|outer|meta|episodic|ga[iv]\w*|lost|worse|better|similar|same|left|dropped|once|needs?|memory|GB|smaller|larger|small|large|base|big|tiny|longer|shorter|double\w*|half|halv\w*|toy|pilot|preliminary|early|earlier|previous\w*|original\w*|usual\w*|default\w*|recommend\w*|following|suggest\w*|propos\w*|literature|prior|authors?|paper|et al|released?|published|some|certain|most|many|up to|at most|at least|more|less|fewer|about|roughly|around|approximately|per (?:device|gpu|card|worker|node|client|user|task|class|fold|subject|player|phase)|inference|test(?:ing)?|evaluat\w*|decod\w*|sampl\w*|generat\w*|deploy\w*|measur\w*|timing|latency|throughput|profil\w*|visuali[sz]\w*|figures?|tables?|plots?|robust\w*|sensitiv\w*|would|could|might|may|can|should|for (?:example|instance)|e\.g|simulat\w*|debug\w*|scaled|increas\w*|decreas\w*|rais\w*|lower\w*|reduc\w*|respectively)\b|⟦cite⟧/i;

/** Whoever speaks of the paper's own training speaks so: `We train …`, `Batches hold …`, `The learning rate is …`. */
const ours =
  /^\s*(?:(?:Here|Throughout|Overall|In total|In our experiments|For (?:training|optimi[sz]ation)|(?:After|Over|During|Within) [^,.;]{3,40}?(?=,| the (?:learning )?rate\b)|To train (?:it|them|the (?:model|network)))[, ]+)?(?:We|I|It|They|Our|(?:A|One) (?:tenth|fifth|quarter|third|half)|\d[\d.]*%|Hyper-?parameters|Training|Optimi[sz]ation|Adam\w*|SGD|(?:The|A|An|Every|Each|All)?\s*(?:(?:stochastic|initial|peak|base|input|training|constant|global|effective) )?(?:mini-?)?(?:batch\w*|learning rate|step size|rate|optimi[sz]er|weight decay|drop-?out|momentum|label smoothing|gradients?|warm-?up|schedule|temperature|discount|replay|buffer|queue|target|margin|beam|context|sequences?|inputs?|images?|models?|networks?|agents?|policy|updates?|runs?|results?|experiments?|loss|rank|adapters?|seeds?|stochastic depth|clip\w*|entropy|KL|group\w*|vocabulary|data|corpus|momentum)\b)/i;

/** `told`: everything that is said of the setting. */
export function areFacts(one: Candidate, other: Candidate, told: readonly Candidate[]): boolean {
  if (!single.test(one.name) || one.anchor === other.anchor || !isFact(one) || !isFact(other)) return false;
  if (one.unit !== other.unit && one.unit !== undefined && other.unit !== undefined) return false;
  const scope = scopesKey(one);
  if (scope !== scopesKey(other)) return false;
  // A third value, or one that is told for something else: nobody knows what tells them apart.
  return (
    told.every((each) => isEqual(each.value, one.value) || isEqual(each.value, other.value)) &&
    told.every((each) => scopesKey(each) === scope)
  );
}

function isFact(value: Candidate): boolean {
  const { name, place, headings, quote, sentence = quote } = value;
  const heading = (headings.at(-1) ?? '').replace(/^(?:further |more )?(?:details|notes|remarks) (?:of|on|about) (?:the |our )?/i, '');
  return (
    place === 'text' &&
    regionOf(value) === 'body' &&
    (ours.test(sentence) || own.test(sentence)) &&
    !qualified.test(name.startsWith('warmup ') ? sentence.replaceAll(opening, '') : sentence) &&
    headings.length > 0 &&
    headings.every((heading) => !ofResults.test(heading)) &&
    (isGeneral(heading) || (isUsualHeading(heading) && !beside.test(heading)))
  );
}

/** `With batches of 128 windows one epoch takes four minutes on our card`. */
const own = /^(?!.*⟦cite⟧).*\b(?:our|we|us)\b/i;
/** `over the first 4,000 updates`: a rate rises nowhere else. */
const opening = /\b(?:over|during|in|within|for) the first (?=\d)|\bwarm\S*/gi;
/** Usual, but of another thing than what was trained. */
const beside =
  /\b(?:downstream|baselines?|rivals?|competitors?|opponents|ablations?|sensitivity|robustness|sampling|inference|decoding|demo|instruments?|lessons|outlook|evaluations?|preferences|limitations|questions|starting)\b| (?:of|in|for|on|with|by|to|without) |^\p{L}+ing \p{L}/iu;
