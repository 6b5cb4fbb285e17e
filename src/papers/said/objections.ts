/** What speaks against a value being told plainly of the whole paper: words of its sentence, and what else is said of its setting. */
import { isOneOfMany } from './asides.ts';
import type { Candidate } from './candidates.ts';
import { allNames } from './mentions.ts';
import { folded } from './scopes.ts';

/** Of these a network or a method has several at once, and nothing tells them apart. */
const several = new Set([
  ...allNames.filter(({ many }) => many === true).map(({ name }) => name),
  'activation',
  'normalization',
  'target modules',
  'episodes',
]);
const counted = new Set(allNames.filter((setting) => setting.is === 'count').map(({ name }) => name));
several.delete('activation');
several.delete('layers');
several.delete('loss weight');

/** By name, so that they can be weighed. */
export function objectionsTo(value: Candidate, values: readonly Candidate[], opening: string): string[] {
  const holds: readonly (readonly [string, boolean])[] = [
    ['studied', isStudied(value, values)],
    ['of a stranger', isOfStranger(value, values, opening)],
    ['one of several', several.has(value.name) && !isOnly(value, values)],
    ['aside', value.isAside === true],
    ['of a part', isPartly(value)],
    ['miscounted', isMiscounted(value)],
    ['in passing', isPassing(value)],
  ];
  return holds.flatMap(([name, does]) => (does ? [name] : []));
}

/** Each place gives the one network one number of channels. */
function isOnly({ name }: Candidate, values: readonly Candidate[]): boolean {
  if (name !== 'channels') return false;
  const own = values.filter((value) => value.name === name);
  const places = new Set(own.map(({ anchor }) => anchor));
  return own.length === 2 && places.size === 2 && own.every(({ role, scope }) => role === undefined && scope.length === 0);
}

const studies = /\b(?:takes?|takes on|assumes?) the values?\b/i;
const choosesOne =
  /\b(?:cho(?:se|sen|ose)|select\w*|tun(?:ed|ing)|best|settle\w*|picked|default|otherwise|unless|main|(?:we|and) (?:use|keep|set))\b/i;

/** `the rank, which takes the values 4, 16 and 64`: each of them is another run. */
function isStudied({ name, value }: Candidate, values: readonly Candidate[]): boolean {
  return (
    typeof value === 'number' &&
    values.some(
      (list) =>
        list.name === name &&
        list.values?.includes(value) === true &&
        studies.test(list.sentence ?? list.quote) &&
        !choosesOne.test(list.sentence ?? list.quote),
    )
  );
}

/** What works on top of another optimizer. */
const wrapper = /^(?:SAM|ASAM|Lookahead|SWA|EMA|LA)$/i;

const ofHidden = /^(?:ReLU|GELU|SiLU|Swish|ELU|SELU|PReLU|(?:leaky|parametric) ?-?ReLU|Mish|tanh|softplus|SwiGLU|GEGLU)s?$/i;
const ofPart =
  /\b(?:output|last|final|gates?|gated|attention|head|projection|squash\w*|except|except|but|instead|otherwise|critic|actor|discriminator|generator|encoder|decoder|expert|bottleneck|stem|MLPs?|adapter)\b/i;

/** Of hidden units and of no part of a network: a table and a sentence that each know one. */
function isPartly({ name, value, place, quote, sentence = quote }: Candidate): boolean {
  return name === 'activation' && (!ofHidden.test(String(value)) || (place !== 'table' && ofPart.test(sentence)));
}

/** `79.0` counts nothing, nobody warms up for 0.0007 steps, and with epoch 1 a loop begins. */
function isMiscounted(candidate: Candidate): boolean {
  const { name, value, stated, scope, place, quote, sentence = quote } = candidate;
  return (
    isOneOfMany(candidate) ||
    (name === 'optimizer' && wrapper.test(String(value))) ||
    (name === 'folds' && value === 1) ||
    (name === 'training examples' && /\bper (?:gradient|step|update|iteration)\b/i.test(sentence)) ||
    (name === 'training steps' && place !== 'table' && place !== 'algorithm' && !trains.test(sentence)) ||
    (name === 'training steps' && /\brandom (?:steps|actions)\b|\b(?:may|can) (?:take|last)\b/i.test(sentence)) ||
    (name === 'training steps' &&
      /\b(?:an?|one|each|every) epoch (?:is|has|had|consists|means|takes?|took|lasts?|comprises|counts|corresponds|amounts|covers)\b/i.test(
        sentence,
      )) ||
    (/^(?:epochs|training steps)$/.test(name) &&
      /\b(?:learning rate|step size|rate|lr) (?:of \S+ )?(?:is |was |then )*(?:falls?|fell|drops?|dropped|decay\w*|halved|reduced|divided|lowered|cut|decreas\w+)\b/i.test(
        sentence,
      ) &&
      !/\b(?:train\w*|runs?|optimi[sz]\w+|passes)\b/i.test(sentence) &&
      !/\d (?:of|out of) (?:\p{L}+ ){0,3}$/u.test(sentence.slice(0, Math.max(0, sentence.indexOf(stated))))) ||
    (/^(?:epochs|training steps)$/.test(name) && waits.test(sentence.slice(0, Math.max(0, sentence.indexOf(stated))))) ||
    (name === 'beam size' && value === 1) ||
    // “All three environments” are tasks, and “a single temperature” is any.
    (name === 'environments' &&
      /^[a-z]+$/i.test(stated.trim()) &&
      !/\b(?:parallel|vectori[sz]ed|copies|instances|workers)\b/i.test(sentence)) ||
    (/^(?:temperature|margin|learning rate|weight decay|dropout|momentum|guidance scale)$/.test(name) &&
      /^(?:an? |the )?(?:single|one|same)$/i.test(stated.trim())) ||
    // `many steps at p = 0.3`: a share or a probability, by its letter.
    (name === 'learning rate' && /\b[pq] ?= ?$/.test(sentence.slice(0, Math.max(0, sentence.indexOf(stated))))) ||
    (name === 'layers' && /\bdepths\b/i.test(sentence)) ||
    (name === 'value coefficient' && /\badded to the value loss\b/i.test(sentence)) ||
    (name === 'image size' && scope.some(({ name: part }) => /^(?:source|original|raw|native)\b/i.test(part))) ||
    (name === 'learning rate' && /\b(?:integrator|solver|ODE|SDE|simulat\w+|grid(?! search)|Langevin|MCMC|sampler)\b/.test(sentence)) ||
    // “The linear one runs from …”
    (name === 'seeds' && value === 1 && /\bone (?:runs|trains)\b/i.test(sentence)) ||
    (name === 'seeds' && /^ (?:(?:out )?of|in) (?:the |our |all |these )/.test(sentence.slice(sentence.indexOf(stated) + stated.length))) ||
    (name === 'seeds' && value === 1 && /\bof (?:one|a single) (?:seed|run)\b/i.test(sentence)) ||
    (counted.has(name) && /^\d+\.\d+$/.test(stated.trim())) ||
    (name === 'epochs' && place === 'algorithm' && value === 1) ||
    (name === 'batch size' && /^(?:an? )?(?:single|one)$/i.test(stated.trim())) ||
    (/ (?:steps|epochs)$/.test(name) && typeof value === 'number' && value > 0 && value < 0.5)
  );
}

/** `for 10k steps`, `training takes …`, but not `this is 99 updates` or `it needs 10,000 before it has forgotten the start`. */
const trains =
  /\b(?:\w*train\w*|\w*tun(?:ed?|ing)|optimi[sz]\w*|learn\w*|fit\w*|runs?|ran|lasts?|lasted|takes?|took|updated|perform\w*|ma[dk]e|stops?|stopped|ends?|ended|after|budget|total|schedule\w*|adapt\w*)\b|\b(?:for|in|within|over|with|of) (?:only |just |all |the |our |a total of )*\d/i;

/** `whenever the loss stagnates for 40 epochs` */
const waits = /\b(?:stagnat|stall|plateau|improv|fallen|f[ae]ll|decreas)\w*[^,.;]{0,25} (?:for|in|within|over) (?:the last )?$/i;
const unmoved =
  /^(?:with|at|for|using)\b[^.;]*\b(?:stays?|stayed|remains?|remained|is|was|are|were) (?:much |nearly |almost |about )?(?:the same|unchanged|flat|similar|lower|higher|worse|better)\b/i;
/** `A batch of 8 takes twice as long and gave the same`: what another value would do. */
const weighed =
  /^(?:An? |Using |Even |Already )(?:[\p{L}-]+ ){0,4}(?:of |to |with |at )?\d[^.;]*\b(?:(?:twice|half|\w+ times|just|almost|nearly|about|roughly) as\b|g[ai]ves? (?:the same|similar|worse|better|nothing|no\b)|(?:changed?s?|makes?|made) (?:nothing|little|no\b|hardly)|(?:is|was) (?:\w+ )?(?:worse|better|slower|faster|enough|too|similar|equally|unstable|not)\b|(?:would|could|might)\b|(?:loses?|lost|costs?|hurts?|helps?|helped|diverge[ds]?|overfits?|suffices?|works? (?:as|equally|just|worse|better))\b)/iu;
/** `The winning system of 2020 [3] was an ensemble with …`, `BYOL trains for 1000 epochs`. */
const ofOthers =
  /^(?:The|Their|Its) [^,;.]{3,50}?(?:⟦cite⟧|\bof (?:19|20)\d\d(?: ⟦cite⟧)?) (?:was|were|is|had|has|used|uses|trained|trains)\b/u;

/** `another 100 steps, now at 3e-6`, `In the version that runs on the arm, …`, `was first trained for 2 epochs`: beside what is told elsewhere. */
const later =
  /\bnow (?:at|with|for|to|by)\b|\banother (?=[\d])|\b(?:is|are|was|were) first (?:pre-?)?(?:trained|tuned)\b|^(?:Then|Afterwards|After (?:that|this|it|which)|Next|Finally),? [^.;]{3,60}\b(?:follow|come)s?\b|^(?:In|For|With|On) the (?:version|variant|case|run|experiment|simulation|deployment|copy)s? (?:that|which|on|with|for|of|without)\b/i;

/** `Curves of two seeds.` */
const ofSome =
  /^(?:(?!\b(?:means?|averag\w*|medians?|deviations?|errors?)\b)[^.;])*\b(?:curves?|examples?|samples?|pictures?|paths?|trajector\w+) (?:of|from|with|for) (?:\w+ ){1,2}seeds\b/i;

/** `The rates were searched on the validation set with a single seed`: what is reported has others. */
const ofSearch =
  /\b(?:search(?:ed|ing)?|tun(?:ed|ing)|swept|sweep|chosen|chose|selected|picked|settled|grid|pilots?)\b[^.;]*\b(?:with|using|on|by|from|over|of) (?:only |just )?(?:an? )?(?:single|one|two|three|\d+) (?:random |training )?(?:seed|run|training)s?\b(?! (?:per|for each))/i;

/** `1,500 more steps`: not all of them. `GPT-3 had a context of 2048`: somebody else’s. `With 20 epochs our ranking stays the same`: tried. */
export function isPassing({ name, stated, place, headings, quote, sentence = quote }: Candidate): boolean {
  return (
    unmoved.test(sentence) ||
    weighed.test(sentence) ||
    (name === 'seeds' &&
      /\b(?:submi\w+|tried|entered|handed in|(?:actions?|frames?) (?:is|are) repeated|runs of (?:an?|the|our))\b/i.test(sentence)) ||
    (name === 'seeds' && ((place === 'caption' && ofSome.test(sentence)) || ofSearch.test(sentence))) ||
    ofOthers.test(sentence) ||
    elsewhereOrNot.test(sentence) ||
    withoutEffect.test(sentence) ||
    asCheck.test(sentence) ||
    (place === 'caption' && varied.test(sentence)) ||
    another.test(headings.at(-1) ?? '') ||
    later.test(sentence) ||
    /^ (?:more|further|additional|extra)\b/.test(sentence.slice(sentence.indexOf(stated) + stated.length)) ||
    /^(?:The )?(?=\S*\p{Lu}\S*[\p{Lu}\d])[\p{L}\d.-]+ (?:had|used|took)\b|^\p{Lu}[\p{L}\d.-]+ (?:has|uses|takes)\b[^.;]*\btoo\b/u.test(
      sentence,
    )
  );
}

/** `CRD uses τ = 0.07`, `E5, which has τ = 0.01`: a coined name of which nothing else is said, doing something. */
const doing =
  /(?:^|[(;:] ?|, (?:and|but|while|whereas) |\. )((?=[\p{L}\d+-]*[\p{Lu}\d][\p{L}\d+-]*[\p{Lu}\d]|\p{Lu}\p{Ll}+ has\b)(?!(?:SGD|Adam\w*|[AHVPLT]\d+|GPU|TPU|PPO|SAC|DQN|TD3|A2C|GRPO|DPO|LoRA|EMA|BPE|LSTM|GRU|CNN|MLP|DDPM|DDIM|CutMix|MixUp|Mixup)\b)[\p{L}][\p{L}\d+-]+)(?: v\d)?(?: ⟦cite⟧)? (?:uses|has|had|used|takes|trains|decodes|keeps|needs|runs|works|sets|samples|applies|clips|warms|was (?:originally |first )?(?:published|released|proposed|introduced|described) with)\b/gu;
const which =
  /(?=[\p{L}\d+-]*[\p{Lu}\d][\p{L}\d+-]*[\p{Lu}\d])[\p{L}\d+-]+(?: ⟦cite⟧)?, (?:which|where|whose) (?:has|have|had|uses?|used|takes?|took|sets?|keeps?|trains?|is|was)\b[^,;]*$/u;

function isOfStranger(value: Candidate, values: readonly Candidate[], opening: string): boolean {
  const { stated, quote, sentence = quote, anchor, place } = value;
  const before = sentence.slice(0, Math.max(0, sentence.indexOf(stated)));
  if (place === 'table') return false;
  if (which.test(before)) return true;
  const name = [...before.matchAll(doing)].at(-1)?.[1];
  return (
    name !== undefined &&
    !opening.includes(name) &&
    !values.some((other) => other.anchor !== anchor && other.scope.some((part) => folded(part.name).includes(folded(name))))
  );
}

/** `Published figures, obtained with …`, `DGCNN was published with 250 epochs`, `… for 300k steps, so we gave it up`. */
const elsewhereOrNot =
  /^(?:Published|Reported|Earlier|Previous|Others?'?s?|Existing) (?:[\p{L}-]+ ){0,2}(?:figures|results|numbers|values|scores|models|work|papers|runs)\b|^(?=\S*\p{Lu})[\p{L}\d.+-]+ (?:from|of|by|in|as in) ⟦cite⟧|^[^,;(]{2,40} as (?:published|released|reported)\b|\b(?:is|was|were|are) reported to\b|\bwas (?:originally |first )?(?:published|released|proposed|introduced) with\b|\b(?:gave|given|give) (?:it|this|them|that|these)? ?up\b|\bnothing happened\b/iu;
/** `24 units, in a check with two seeds, gave 770 steps`. */
const asCheck =
  /\b(?:in|as|by|for) (?:an?|one|another|some|few) (?:(?:quick|short|small|separate|brief|sanity|spot|side|control|first|further|cruder?|rough) )*(?:checks?|trials?|pilots?|side experiments?|quick tests?|spot tests?|dry runs?|repetitions?|reruns?)\b/i;
/** `We repeated the run with rank 64 and saw no difference.` */
const withoutEffect =
  /\b(?:saw|see|found|find|observed?|got|noticed?|made|brought|gave|had) (?:no|little|hardly any|only (?:a )?small|next to no) (?:\w+ )?(?:differences?|changes?|gains?|improvements?|effects?|benefits?|advantage)\b/i;
/** `Accuracy with growing training sets; at 2,000 examples …` */
const varied =
  /\b(?:with|for|of|against|versus|over|as a function of) (?:the )?(?:growing|increasing|decreasing|shrinking|varying|various|different)\b/i;
/** Under `Larger images` another thing is done than before. */
const another = /^(?:an? )?(?:larger|smaller|longer|shorter|higher|lower|deeper|wider|bigger|beyond)\b/i;
