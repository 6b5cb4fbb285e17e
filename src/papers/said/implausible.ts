/** Numbers beside a name that are none of its values: they count the name itself, or another thing that it qualifies. */
import type { Bound } from './bound.ts';
import { isMeasure, isOfNormalization, isPossible, isPronoun } from './corrections.ts';
import { isStepOfGrid } from './gridSteps.ts';
import { settingNamed } from './mentions.ts';
import { isMoment } from './moments.ts';
import { isNoPart } from './noParts.ts';
import { isNoSeed } from './noSeeds.ts';
import { isExample, isYear } from './years.ts';

/** `10,000 samples from the model`: what a model makes is measured, and no data. */
const drawnToMeasure =
  /^ (?:\w+ )?(?:samples|points|draws|numbers|sequences|images|trajectories|particles) (?:[^\s,.;]{1,12} ){0,2}?(?:are |were )?(?:drawn |generated |sampled |taken )?(?:from|of|by|with) (?:the |our |each |every |a )(?:trained |learned |learnt |fitted |final |same )*(?:model|generator|decoder|sampler|flow|prior|posterior|chain)s?\b/u;

/** `two thirds of the 900 recordings`, `5,000 of the 60,000 images`: what is divided. */
const ofWhole = /(?:\b(?:thirds?|quarters?|half|fifths?|tenths?|per ?cent)|%|\d) of (?:the |our |all |these )*$/i;
/** `whenever the loss stalls for 2 epochs` */
const stalls = /\b(?:stagnat|stall|plateau)\w*[^,.;]{0,25} (?:for|over) (?:the last )?$/i;
/** `One epoch takes 390 iterations` */
const anEpoch =
  /\b(?:an?|one|each|every) (?:full )?epoch (?:is|has|had|consists of|means|takes?|took|lasts?|comprises|counts|corresponds to|amounts to|covers) (?:about |only |roughly )?$/i;

/** Nouns that say of a setting what it is, as `whose dimension is 128`. */
const ofNames =
  /(?:^| )(?:dimension\w*|sizes?|widths?|heights?|weights?|rates?|numbers?|lengths?|values?|shares?|fractions?|factors?|deviations?|variances?|probabilit\w+|strengths?|coefficients?|scales?|ranks?|depths?|constants?|momenta|parameters?|radius|capacity|\S{1,3}|\P{ASCII}+s?)$/iu;

/** `…, whose spread is about 9`: what has a subject of its own behind the name of a setting is that subject’s. */
function isOfOwnSubject(start: number, at: number, text: string): boolean {
  const own = /\bwhose ((?:[\p{L}-]+ ){1,3}?)(?:is|are|was|were) (?:about |roughly |nearly |only |at most )?$/u.exec(text.slice(0, at));
  const subject = own?.[1]?.trim() ?? '';
  return own !== null && (start < own.index || start === at) && !ofNames.test(subject) && settingNamed(subject, new Map()) === undefined;
}

const isRunning = /^(?:, ?\d+)*, ?…/;

/** Grammatical number and size, not units: corrections.ts looks at those. */
function isImplausible({ setting, amounts, form, start, end }: Bound, text: string): boolean {
  // `on 10,000 random pairs`, `two fresh draws of 5,000`: drawn to measure.
  if (
    setting.name === 'test examples' &&
    /^ (?:random|fresh|new|independent) (?:pairs|points|draws|samples|vectors)\b(?! (?:serve|are|form|make)\b)/.test(
      text.slice(amounts[0].end),
    )
  )
    return true;
  if (setting.name === 'seeds' && amounts.some(({ value }) => !Number.isInteger(value))) return true;
  if (isOfOwnSubject(start, amounts[0].start, text)) return true;
  // `for k = 0, 1, …, K - 1`: an index runs.
  if (
    setting.name !== 'seeds' &&
    /(?<![\p{L}\d])[a-z] ?= ?$/u.test(text.slice(0, amounts[0].start)) &&
    isRunning.test(text.slice(amounts[0].end))
  )
    return true;
  if (form !== 'one') return false;
  const [first] = amounts;
  const written = text.slice(first.start, first.end).toLowerCase();
  const rest = text.slice(first.end);
  const behind = text.slice(first.end, end);
  // `three learning rates`, `250 mini-batches`: how many there are.
  if (
    first.end <= end &&
    start >= first.start &&
    setting.counts !== true &&
    /^[ -](?:[\p{L}-]+ )*(?:rates|(?:mini-?|micro-?)?batches|temperatures|momenta|schedules|margins|penalties)$/u.test(behind)
  )
    return true;
  // `1.93 ± 0.21` was measured, `2(B - 1)` is computed.
  if (/^(?:\^\S+)? ?±/.test(rest) || /^\(\p{L}/u.test(rest)) return true;
  // `for each batch one λ is drawn`.
  if (written === 'one' && /^ (?!a\b)(?:\p{L}|\p{L}_\S{1,3}) (?:is|are|was|were)\b/u.test(rest)) return true;
  // `with an L2 penalty`.
  if (/^an?$/.test(written) && setting.is !== 'count') return true;
  // Indices that run: `s = 1, …, S`; what is left of a sum: `C - 1 = 9 classes`.
  if (/^, ?(?:…|\.\.\.)/.test(rest) || /[-+] ?\d+ ?= ?$/.test(text.slice(0, first.start))) return true;
  // `all of them improve on 200 by 0.1 points`.
  if (/\b(?:improve[sd]?|gain(?:s|ed)?) (?:on|over|upon) $/i.test(text.slice(0, first.start))) return true;
  // `no rank above 8`: a bound of what was tried, unless what is shorter is filled up to it.
  if (
    !/\bpadd(?:ed|ing)\b/i.test(rest) &&
    /\bno (?!gradient |slope )(?:[\p{L}-]+ ){1,4}(?:above|beyond|over|below|under|(?:larger|smaller|higher|lower|more|fewer|longer) than) $/iu.test(
      text.slice(0, first.start),
    )
  )
    return true;
  // `with the square of the temperature, so that the two gradients stay of one size`.
  if (
    setting.counts !== true &&
    setting.is !== 'count' &&
    /^(?:the |both )?(?:two|three|four|five)$/.test(written) &&
    first.start > end - 1 - (first.end - first.start) &&
    /^ [\p{Ll}-]+s\b(?<!steps|epochs|updates|iterations|times|tokens|percent)/u.test(rest)
  )
    return true;
  // `at τ = 0.07; with our 1300 images`: taken over from before, but it counts something.
  if (
    setting.counts !== true &&
    setting.is !== 'count' &&
    start === first.start &&
    first.value >= 2 &&
    /^ (?!times|percent)\p{Ll}+s\b/u.test(rest)
  )
    return true;
  // `ten latent units`, `3 active units`; `A(8) = 1`.
  // `a linear output of two units`
  if (
    setting.name === 'hidden units' &&
    (/^ (?:latent|active|visible|output|input|dead)\b/.test(rest) ||
      /\b(?:output|read-?out|softmax)s?(?: layer| head)? (?:of|with|has) $/i.test(text.slice(0, first.start)))
  )
    return true;
  if (/(?<![\p{L}])\p{L}\($/u.test(text.slice(0, first.start)) && /^\) ?[=≈]/.test(rest)) return true;
  // `one temperature per classifier`, `one step per batch`, but not `One slide makes up a batch`.
  const isInBatch =
    setting.name === 'batch size' && !/^ (?:[a-z-]+ )?(?:(?:mini-?)?batch|pass|epoch|step|time|update|run|seed)/.test(behind);
  if (written === 'one' && setting.counts !== true && first.end < end && !isInBatch) return true;
  // `one in five neurons`.
  if (
    /^(?:hidden units|channels|layers)$/.test(setting.name) &&
    /\b(?:an?|one|two|three|four|five|\d+)(?: [\p{L}-]+)? (?:in|out of) (?:every )?$/iu.test(text.slice(0, first.start)) &&
    first.value <= 1000 &&
    /^ [\p{L}]+s\b/u.test(rest)
  )
    return true;
  // `40 log-mel bands`.
  if (/^ (?:log-?)?mel\b|^ (?:log-?)?mel-/i.test(rest)) return true;
  // `only 32, because of its 321 variables`: a reason.
  if (/\b(?:because of|due to|owing to|thanks to|despite) (?:its|their) $/i.test(text.slice(0, first.start))) return true;
  // `MoHex 2.0`: no count is written so.
  if (setting.is === 'count' && /^\d+\.\d+$/.test(written)) return true;
  switch (setting.name) {
    case 'final learning rate':
      return (
        !/rate|steps?\b|stride|pace|\blr\b|η|schedule|cosine|warm|anneal|linear|\bstop/i.test(text) ||
        (!/rate|step[- ]size|\blr\b|η|schedule|cosine|warm/i.test(text) &&
          /\b(?:effect|weight|coefficient|loss|sentence|penalty|probability|stochastic depth|dropout)\b/i.test(text)) ||
        (/ε|\bexplor|greedy/i.test(text) && !/learning[- ]rate|step[- ]size|\blr\b/i.test(text))
      );
    // `2 steps of size 4/255 are made from the stored perturbation`.
    case 'learning rate':
      return (
        /^ (?:cycles|restarts|phases|stages|periods)\b/.test(rest) ||
        isStepOfGrid(text, first.start) ||
        (/\bsteps?(?:[- ]sizes?| of size)?(?: of| is| α ?=)? $/.test(text.slice(0, first.start)) &&
          /\b(?:perturb\w*|PGD|attacks?|adversar(?:y|ies))\b/i.test(text))
      );
    // `p = 0.21` of a test.
    // Two probabilities of a graph.
    case 'dropout':
      return (
        (/\bp ?= ?$/.test(text.slice(0, first.start)) && /\bq ?= ?\d/.test(text)) ||
        (/\bp ?= ?$/.test(text.slice(0, first.start)) &&
          /\b(?:significan\w*|wilcoxon|anova|mann|t-test|p-values?|differences?)\b/i.test(text))
      );
    case 'warmup steps':
      return !Number.isInteger(first.value);
    // Of the squares that RMSprop and averages keep.
    case 'weight decay':
      return first.value > 0.5 && first.value < 1 && !/\b(?:weight|l2|ridge|penalty|regulari)/i.test(text.slice(start, first.start));
    case 'image size':
      return (
        (first.value < 16 &&
          !/\b(?:reduced|shrunk|down-?sampled|down-?scaled|resi[sz]ed|rescaled|averaged|pooled|binned) to $/i.test(
            text.slice(0, first.start),
          ) &&
          !/^ ?× ?\d+ (?:(?:grey|gray|pixel|digit|colou?r)[- ]?(?:scale |level )?)*(?:images?|digits?|pixels)\b/.test(rest)) ||
        /^ ?(?:[cmk]?m|km|µm|°|×(?! ?\d)|deg\w*)(?![\p{L}])|^ ?×? ?magnif/u.test(rest)
      );
    case 'batch size':
      return (
        first.value > 1e8 ||
        // `at test time batches of 1,000`.
        /\b(?:(?:at|for|during) (?:test time|testing|inference|evaluation)|when (?:testing|evaluating))\b[^.;]{0,50}?\bbatches of $/i.test(
          text.slice(0, first.start),
        ) ||
        /^ more\b/.test(rest) ||
        (/^[a-z]+$/.test(written) &&
          /^ (?:inputs|outputs|parts|halves|terms|views|numbers|stages|losses|gradients|pass|passes|evaluations)\b/.test(rest))
      );
    case 'hidden units':
      return (
        /\bunits of\W{0,3}$/.test(text.slice(0, first.start)) ||
        (/\b(?:within|over|after|by|every|ahead|for) (?:\S{1,3} ?= ?)?$/i.test(text.slice(0, first.start)) && /^ units\b/.test(rest)) ||
        first.value >= 1e6 ||
        (/^ dimensions each/.test(rest) && /\bheads? of $/.test(text.slice(0, first.start))) ||
        /\bmasks? (?:of|with) (?:an? )?(?:[\p{L}-]+ )?$/u.test(text.slice(0, start))
      );
    // The weight of a lasso is read as such.
    case 'loss weight':
      return /(?:\blasso\b|[lℓ]_?1[- ](?:norm|penalt|regular|term))[^.;,]{0,24}$/iu.test(text.slice(0, first.start));
    case 'attention heads':
      return (
        // `MLP, ReLU, single head`: that of its outputs.
        (first.value === 1 && !/\battenti|\b(?:trans)?former|\bself-|\bGAT/i.test(text)) ||
        (written === 'one' && /\b(?:of|for|in|per) $/.test(text.slice(0, first.start))) ||
        /^ heads? (?:carr|special|suffic|attend to|are (?:enough|redundant|responsible|pruned|removed))/.test(rest)
      );
    case 'beta1':
    case 'beta2':
      if (first.value >= 1 || (setting.name === 'beta2' && first.value < 0.5)) return true;
      return /\bBeta ?\(/.test(text.slice(Math.max(0, first.start - 24), first.start)) && !/\badam/i.test(text);
    case 'epochs':
      return stalls.test(text.slice(0, first.start)) || isMoment(text.slice(0, first.start)) || /^(?: ?ms| ?s| seconds?)\b/.test(rest);
    case 'training steps':
      return (
        stalls.test(text.slice(0, first.start)) ||
        isMoment(text.slice(0, first.start)) ||
        anEpoch.test(text.slice(0, first.start)) ||
        /\b(?:Lloyd|k-means|EM|Newton|power|bisection|conjugate|Sinkhorn)\b[^.;]{0,30}$/.test(text.slice(0, first.start)) ||
        /\b(?:time limit|limit|cap)\b[^.;]{0,16}$/i.test(text.slice(0, first.start)) ||
        /\b(?:age|lag|delay|horizon|half-life|memory|time constant)\b[^.;]{0,30}$/i.test(text.slice(0, first.start)) ||
        /\bsteps? (?:until|before|till|needed|it takes)\b/i.test(text.slice(start, first.start)) ||
        (/\b(?:episodes?|pole|games?|trials?|attempts?)\b[^.;]*\b(?:at most|up to|no later than|ends? after|limit\w*)\b[^.;]{0,10}$/i.test(
          text.slice(0, first.start),
        ) &&
          !/\btrain/i.test(text)) ||
        /\b(?:DDPM|DDIM|sampl(?:e[sd]?|ing|er)|denois\w+|ancestral)\b[^.;,]{0,30}$/i.test(text.slice(0, first.start)) ||
        /^ steps (?:with|of|by) (?:\w+ )?random/.test(rest) ||
        /^ (?:gradient |optimi[sz]er |SGD )?(?:steps|updates) (?:on|with|from) (?:them|it|these|those|each)\b/.test(rest) ||
        /\bepisodes? (?:of|with|lasting|having) (?:at most |up to |no more than |about |exactly )?$/i.test(text.slice(0, first.start)) ||
        (first.value < 1000 && /\bwithin (?:the (?:next|last) )?$/i.test(text.slice(0, first.start))) ||
        // Of an inner loop.
        (first.value <= 20 && /\b(?:adaptation|adapts?|inner|test[- ]time|support)\b/i.test(text)) ||
        (/^ time[- ]steps/.test(rest) && /\b(?:grid|nodes|solver|finite|discreti\w+|integrat\w+|mesh)\b/i.test(text)) ||
        (first.value < 100 &&
          !/\b(?:train|gradient|optimi|updat|meta|fine-?tun|iterations)\w*/i.test(text.slice(start, end) + rest.slice(0, 24)))
      );
    // `Learning begins when the buffer contains 10,000 transitions`.
    case 'replay buffer size':
      return /\b(?:learning|training|updat\w+|optimi[sz]ation)\b[^.;]{0,24}\b(?:begins?|starts?|began|started)\b[^.;]{0,12}\b(?:when|once|after|as soon as|if|with)\b/i.test(
        text.slice(0, first.start),
      );
    // Of the noise on a target action.
    case 'target update rate':
      return (
        /\bsmooth\w*\b[^.;]{0,30}\bclipp?(?:ed|ing)? (?:at|to) $/i.test(text.slice(0, first.start)) ||
        // `θ⁻ ← 0.99 θ⁻ + 0.01 θ`: what is kept.
        (first.value > 0.5 && /(?:←|=) ?$/.test(text.slice(0, first.start)) && /^ ?(?:bar |hat |tilde )?\p{L}/u.test(rest))
      );
    case 'bins':
      return /\bmel\b|log-mel|frequenc|spectro|filter ?bank/i.test(text);
    case 'environments':
      return (
        /\b(?:all|all (?:the|of the|our|of these)|these|those|both|remaining|other) $/i.test(text.slice(0, first.start)) &&
        !/parallel/i.test(text)
      );
    case 'crop size':
      return start >= first.start && /crops of$/i.test(text.slice(start, end));
    case 'patch size':
      return (
        first.value > 1024 ||
        /\b(?:strides?|overlap|hop|step)(?: of| is| S ?=)? (?:S ?= ?)?$/.test(text.slice(0, first.start)) ||
        (start >= first.start && /^ (?!pixels?\b)(?:[\p{L}-]+ )?patches\b/u.test(rest))
      );
    case 'devices':
      // `1 × A100, 40 min/run`.
      if (/^ ?(?:min|h|s|sec|hours?|minutes|seconds|ms)\b/.test(rest)) return true;
      // `40 GPU hours`.
      if (/^[- ]?(?:hours?|days?|weeks?|months?|years?)\b/.test(text.slice(Math.max(end, first.end)))) return true;
      if (/^ (?:on|per) (?:each|every)\b(?! of)/.test(rest)) return true;
      return /\b(?:quarter|half|third|fraction|part|share|slice) of $/.test(text.slice(0, first.start));
    // Pixels are divided by 16, and no rate.
    case 'learning rate decay factor':
      return /\b(?:pixels?|digits?|counts?|intensit\w+|inputs?|features?|images?|(?:grey|gray|pixel|raw) \w+)\b(?:(?!\brates?\b|step[- ]size)[^.;]){0,60}\bdivided by $/i.test(
        text.slice(0, first.start),
      );
    case 'folds':
      if (/^-fold\b/.test(rest) && !/\b(?:cross|validat\w+|splits?|held|nested|stratified|CV)\b/i.test(text)) return true;
      return written === 'one' || first.value > 100;
    // The size of a model: `its 1.4B model`.
    case 'vocabulary size':
      return (
        // `There are 15 tokens: ten digits and …`.
        (first.value < 20 &&
          !/^ (?:[\p{L}-]+ )?(?:tokens|symbols|characters): /u.test(rest) &&
          !/\b(?:alphabet|vocabulary)\b/i.test(text.slice(start, first.start))) ||
        first.value >= 2e7 ||
        (/^ (?:[\p{L}-]+ )?pieces\b/u.test(rest) && !/\b(?:word|token|vocab|bpe|sentence[- ]?piece|unigram)/i.test(text))
      );
    case 'sequence length':
      return first.value >= 2e7 || /\b(?:classes|categories|labels|commands|keywords) \($/.test(text.slice(0, first.start));
    // `Training on all of them has 99.5 %`, `half of the gap`.
    case 'training fraction':
    case 'validation fraction':
    case 'test fraction':
      return (
        /^\s*(?:Training|Fitting|Learning|Testing) (?:on|with|from|without|for)\b[^.;]* (?:has|had|gives|gave|gets|got|reach\w*|yield\w*|scor\w+|achiev\w+|brings|brought|makes|ends at)(?: only| about)? $/.test(
          text.slice(0, first.start),
        ) ||
        /^ of (?:the|its|their|this|that) (?:distance|gap|difference|time|cost|size|memory|height|width|length|variance|way|mass|error|range|mean|median|parameters|weights|compute|computation|budget|speed|energy|loss)\b(?! (?:is|are|was|were|for|go|goes|serves?)\b)/.test(
          rest,
        )
      );
    // `we draw five samples of each size`: so many sets.
    case 'training examples':
      // `trained on two moons`.
      if (first.value < 10 && !first.isDigits && /^ (?:[\p{L}-]+ )?(?:moons|spirals|rings|circles|gaussians)\b/iu.test(rest)) return true;
      if (
        first.value < 50 &&
        /\b(?:draw|drew|drawn|take|took|taken|make|made)\b[^.;]{0,20}$/.test(text.slice(0, first.start)) &&
        /^ (?:[\p{Ll}-]+ )?(?:samples|subsets|subsamples|draws|splits|divisions|partitions)\b/u.test(rest)
      )
        return true;
      return (
        isYear(text, first.start, first.end) ||
        drawnToMeasure.test(rest) ||
        ofWhole.test(text.slice(0, first.start)) ||
        /\b(?:measured|evaluated|tested|judged|scored|averaged)\b[^.;]{0,40}\b(?:on|over) $/i.test(text.slice(0, first.start))
      );
    case 'validation examples':
    case 'test examples':
      // `wins below one hundred notes`.
      return (
        isYear(text, first.start, first.end) ||
        drawnToMeasure.test(rest) ||
        ofWhole.test(text.slice(0, first.start)) ||
        /\b(?:below|above|beyond|under|fewer than|more than|less than) (?:about )?$/.test(text.slice(0, first.start))
      );
    // `A single run takes four hours`.
    case 'seeds':
      return isNoSeed(first, text, rest);
    // `N(0, 0.2²)` of a noise that is added.
    case 'initialization':
      if (
        /\b(?:noise|noisy|jitter\w*|perturb\w*)\b/i.test(text) &&
        !/initiali|\binit\b|weights|parameters|matrices|bias|biases/i.test(text)
      )
        return true;
      return !/\d/.test(written) && !first.isShare;
    case 'label noise':
      return /\b(?:saves?|spares?|saved|suffice)\b[^.;]{0,20}$/i.test(text.slice(0, first.start));
    case 'momentum':
      return first.value > 0 && first.value < 0.01;
    case 'label smoothing':
      return /\b(?:edges?|fields?|boundar\w+|images?|pictures?|contours?)\b[^.;]*\bblur/i.test(text);
    case 'temperature':
      // `in step t of T = 6,000`.
      if (/\b(?:steps?|iterations?|epochs?|updates?|rounds?) \S{1,3} of T ?= ?$/.test(text.slice(0, first.start))) return true;
      return /\binverse (?:softmax )?temperature\b[^.;,]{0,16}$/i.test(text.slice(0, first.start));
    case 'layers':
    case 'channels':
    case 'classes':
      return isNoPart(setting.name, text, { start, end, first });
    case 'lora rank':
      return (
        first.value > 4096 ||
        /^ (?:[\p{L}-]+ )?(?:matrices|layers|modules|blocks|adapters|projections|tasks|heads)\b/u.test(rest) ||
        (/^low[- ]rank \p{Ll}+/iu.test(text.slice(start, first.start)) && /^ (?!of\b)[\p{Ll}-]+s\b/u.test(rest))
      );
    default:
      return false;
  }
}

/** Whether it can be the value of its setting, as far as the text says. */
export function isValue(each: Bound, text: string): boolean {
  return (
    isPossible(each, text) &&
    !isPronoun(each, text) &&
    !(
      each.setting.name === 'image size' &&
      each.form === 'one' &&
      isExample.test(text.slice(each.amounts[0].end)) &&
      /^ [\p{L}-]+\b(?! (?:of|with) )/u.test(text.slice(each.amounts[0].end)) &&
      !/[×x]\s?$/.test(text.slice(0, each.amounts[0].start))
    ) &&
    !isOfNormalization(each, text) &&
    !isMeasure(each, text) &&
    !isImplausible(each, text)
  );
}
