/** What a number must be to be the value of a setting, and what it then means. */
import { type Bound, settingOf } from './bound.ts';
import type { SettingName } from './names.ts';
import type { Amount } from './numbers.ts';

/** Vision transformers read patches of some pixels, other networks crops of some hundred. */
export function patchName(name: string, { value }: Amount): string {
  return name !== 'patch' ? name : value <= 32 ? 'patch size' : 'crop size';
}

/** `0.02^2` is the variance of an initialisation whose standard deviation counts. */
export function asDeviation(name: string, amount: Amount, text: string): Amount {
  if (name === 'initialization' && /\^2$/.test(text.slice(amount.start, amount.end)))
    return { ...amount, value: Number(Math.sqrt(amount.value).toPrecision(6)) };
  return amount;
}

/** `112^2 pixels`, `128^3 voxels`: so many on each side. */
export function asSide(bound: Bound, text: string): Bound {
  const [first] = bound.amounts;
  return bound.form === 'one' && /^(?:image|crop) size$/.test(bound.setting.name) && /\^[23]$/.test(text.slice(first.start, first.end))
    ? {
        ...bound,
        amounts: [
          {
            ...first,
            value: Math.round(/\^3$/.test(text.slice(first.start, first.end)) ? Math.cbrt(first.value) : Math.sqrt(first.value)),
          },
        ],
      }
    : bound;
}

/** Clipped to `[0.8, 1.2]`: by 0.2 on each side of one. */
export function asHalfWidth(bound: Bound, text: string): Bound {
  const [first] = bound.amounts;
  // Discounted `by 3 %`: what is left of it.
  if (
    bound.setting.name === 'discount factor' &&
    first.isShare &&
    first.value < 0.5 &&
    (/\bby $/.test(text.slice(0, first.start)) || /^ less\b/.test(text.slice(first.end)))
  )
    return { ...bound, amounts: [{ ...first, value: Number((1 - first.value).toPrecision(6)) }] };
  return bound.form === 'one' && bound.setting.name === 'clip range' && first.value > 0.5 && first.value < 1
    ? { ...bound, amounts: [{ ...first, value: Number((1 - first.value).toPrecision(6)) }] }
    : bound;
}

/** Divided by 10, or reduced by a factor of 10: multiplied by 0.1. */
export function factor(amount: Amount, words: string): Amount {
  if (/multipl/i.test(words)) return amount;
  // `reduced by 10 %` leaves 0.9.
  if (amount.isShare && amount.value < 1) return { ...amount, value: Number((1 - amount.value).toPrecision(6)) };
  if (amount.value <= 1) return amount;
  return { ...amount, value: Number((1 / amount.value).toPrecision(6)) };
}

const foreignUnit =
  /^\s*-?(?:°|degrees?|hours?|minutes?|seconds?|days?|weeks?|months?|years?|ms|[kM]?Hz|[nmck]m|[mk]?e?V|kcal|[KMGT]i?B|(?:percentage )?points|times|persons?|people|trees|rays|trials|wavelengths|parameters|weights|dB)(?![\p{L}])/u;

/** `an angle of 45 degrees`, `for two hours`: measures of another kind. */
export function isMeasure({ setting, amounts, start, end }: Bound, text: string): boolean {
  const last = amounts.at(-1) ?? amounts[0];
  // `an input window of 336 hours`: where a value is measured every hour that is so many.
  if (
    setting.name === 'sequence length' &&
    /^ (?:hours|days|weeks|months)\b(?! ?\()/.test(text.slice(last.end)) &&
    /\b(?:look-?back|window|context|histor|input)/i.test(text.slice(start, amounts[0].start))
  )
    return false;
  return (
    end <= last.end &&
    setting.name !== 'seeds' &&
    !(setting.name === 'epochs' && /^ times\b/.test(text.slice(last.end))) &&
    !(/ (?:coefficient|weight)$/.test(setting.name) && /^ times the /.test(text.slice(last.end))) &&
    !(/^(?:batch size|sequence length)$| examples$/.test(setting.name) && /^ points/.test(text.slice(last.end))) &&
    foreignUnit.test(text.slice(last.end))
  );
}

/**
 * ε is many things, but what is tiny keeps a denominator from being zero. β1 is an optimizer's where it is nearly one, and the first variance
 * of a diffusion where it is nearly zero, whatever else the paper has.
 */
export function asConstant(bound: Bound, text: string): Bound {
  const [first] = bound.amounts;
  if (bound.setting.name === 'beta start' && first.value >= 0.4 && /^β_?1/.test(text.slice(bound.start)))
    return { ...bound, setting: settingOf('beta1') };
  if (bound.setting.name === 'beta1' && first.value > 0 && first.value <= 0.1 && /β_?1/.test(text) && /β_?T/.test(text))
    return { ...bound, setting: settingOf('beta start') };
  const letter = text.slice(bound.start, bound.start + 1);
  return letter === 'ε' && bound.setting.name !== 'learning rate' && bound.form === 'one' && bound.amounts[0].value <= 5e-4
    ? { ...bound, setting: settingOf('epsilon') }
    : bound;
}

/** `LoRA with r = 16 and a dropout of 0.05`. */
export function asAdapter(bound: Bound, text: string): Bound {
  const adapters = /\b(?:lora|adapters?|low-rank)\b|\bupdates are (?:attached|inserted|added|scaled|placed)\b/i;
  const isBeside =
    /\b(?:lora|adapters?)\b(?![^.;]*\bmodel\b)[^.;]{0,40}$/i.test(text.slice(0, bound.start)) ||
    /^[^.;,]{0,24}\b(?:lora|adapters?)\b/i.test(text.slice(bound.end));
  return bound.setting.name === 'dropout' &&
    adapters.test(text) &&
    (isBeside || /\bupdates are\b/i.test(text) || /\b(?:rank|r ?=|α ?=|alpha)/i.test(text))
    ? { ...bound, setting: settingOf('lora dropout') }
    : bound;
}

/** `0.2 on the residual branches and 0.1 on the attention weights`. */
export function asAttention(bound: Bound, text: string): Bound {
  const last = bound.amounts.at(-1) ?? bound.amounts[0];
  if (bound.setting.name !== 'dropout') return bound;
  const isSubject =
    /\battention (?:weights|scores|probabilities|matri\w+|maps?|coefficients|logits)\b(?:(?!activations|residual|hidden|and)[^.;]){0,30}$/i.test(
      text.slice(0, bound.start),
    ) ||
    /^drop-?out (?:inside|in|of|on|within|over|for) (?:the |all |each )?(?:self-)?attention(?! (?:blocks?|layers?|modules?|network))/i.test(
      text.slice(bound.start, bound.end),
    );
  return isSubject ||
    /^\)? (?:on|for|to|in|of|within|over) (?:the |all |its )*(?:self-)?attention(?: (?:weights|scores|probabilities|matri\w+|maps?|coefficients|logits|distributions?))?(?=[.,;)]|$| and\b)/i.test(
      text.slice(last.end),
    )
    ? { ...bound, setting: settingOf('attention dropout') }
    : bound;
}

/** Noise is told by its spread, of which the variance is the square. */
export function asSpread(bound: Bound, text: string): Bound {
  const [first] = bound.amounts;
  return bound.setting.name === 'noise standard deviation' &&
    bound.form === 'one' &&
    /\bvariance (?:of |is |= ?)?$/.test(text.slice(0, first.start)) &&
    !/\^2$|²$/.test(text.slice(first.start, first.end))
    ? { ...bound, amounts: [{ ...first, value: Number(Math.sqrt(first.value).toPrecision(6)) }] }
    : bound;
}

/** How many couplings a flow stacks is no depth of the networks in them. */
export function asCouplings(bound: Bound, text: string): Bound {
  return bound.setting.name === 'layers' &&
    bound.scope === undefined &&
    /\bcoupling(?! net)/.test(text.slice(bound.amounts[0].end, bound.end))
    ? { ...bound, scope: 'flow' }
    : bound;
}

/** `a penalty is added to the critic loss with a weight of 1`: what is added has the weight. */
export function asSummand(bound: Bound, text: string): Bound {
  return bound.setting.name === 'value coefficient' &&
    /\badded to (?:the )?(?:value|critic)\b[^.;]{0,40}$/i.test(text.slice(0, bound.amounts[0].start))
    ? { ...bound, setting: settingOf('loss weight') }
    : bound;
}

/** `3 % warm-up` is a share of the steps. */
export function asShare(bound: Bound): Bound {
  return bound.setting.name === 'warmup steps' && bound.amounts.every(({ isShare }) => isShare)
    ? { ...bound, setting: settingOf('warmup ratio') }
    : bound;
}

/** `batch normalisation with a momentum of 0.99`: not the optimizer’s. */
export function isOfNormalization({ setting, start }: Bound, text: string): boolean {
  return (
    (setting.name === 'momentum' || setting.name === 'epsilon') &&
    /norm(?:ali[sz]ation)?s? (?:layers? )?(?:with|has|have|uses?|of|\()[^.;]{0,40}$/i.test(text.slice(0, start))
  );
}

/** `seed 1337` is one seed, `seeds 0, 1 and 2` are three, `seeds 0–4` five. */
export function asSeeds(bound: Bound, text: string): Bound {
  const [first] = bound.amounts;
  const last = bound.amounts.at(-1) ?? first;
  if (
    bound.setting.name !== 'seeds' ||
    bound.end > last.end ||
    !/\bseeds?\b/i.test(text.slice(bound.start, first.start)) ||
    /\bnumber of\b/i.test(text.slice(bound.start, first.start))
  )
    return bound;
  const isOne = /\bseed\b/i.test(text.slice(bound.start, first.start)) && bound.form === 'one';
  if (!isOne && bound.form === 'one') return bound;
  const value = isOne ? 1 : bound.form === 'interval' ? last.value - first.value + 1 : bound.amounts.length;
  return { ...bound, form: 'one', amounts: [{ ...first, value, end: last.end }] };
}

/** Before “one epoch”, or behind it: something is done for so long. */
const trainsFor =
  /\b(?:\w*train|\w*tun|fit|optimi|updat|learn|adapt|run|make|does|do|takes?|performs?)\w*\b(?! (?:set|data|examples|images))[^.;:]{0,60}$|^\W*$|\b(?:batch|rate|decay|again)\b[^.;:]{0,60}$/i;
const isOneOf =
  /^ (?:local |single |full )?(?:epoch|pass)(?: (?:at|with|over|per|is made|are made|of (?:local|training|fine-tuning|pre-training))\b|,)/i;

/** `unfreeze one layer`, `the last one`: no number of layers. */
export function isPronoun({ setting, amounts: [first], end }: Bound, text: string): boolean {
  if (text.slice(first.start, first.end).toLowerCase() !== 'one') return false;
  if (/ alpha$/.test(setting.name) && /\b(?:equals?|is|of|to) $/.test(text.slice(0, first.start))) return false;
  // `a batch of one slide`.
  if (setting.name === 'batch size' && /\bbatch(?:es|[ -]sizes?)? of $/i.test(text.slice(0, first.start))) return false;
  // `a norm of one`.
  if (
    setting.name === 'gradient clipping' &&
    /\b(?:norm(?: of)?|exceeds?|exceeding|above|beyond|longer than) $/i.test(text.slice(0, first.start))
  )
    return false;
  // `Storage is for one epoch`: only where something is trained.
  if (setting.name === 'channels') return true;
  if (setting.name === 'epochs' && !trainsFor.test(text.slice(0, first.start)) && !isOneOf.test(text.slice(first.end))) return true;
  // `from one environment`.
  if (/^\s+(?:environment|epoch|pass|head|layer|gpu|card)\b/i.test(text.slice(first.end)) && setting.name !== 'layers') return false;
  if (setting.name === 'layers' && /^[\s-]+hidden\b/i.test(text.slice(first.end))) return false;
  // `a GRU with a memory of 96, in one layer`.
  if (setting.name === 'layers' && /\b(?:GRU|LSTM|recurrent|gated)\b[^.;]*\bin $/i.test(text.slice(0, first.start))) return false;
  // `on a single one` of several machines.
  if (setting.name === 'devices' && /\bsingle $/.test(text.slice(0, first.start))) return false;
  // `one machine`, `the last one` behind a name: not its value.
  if (end <= first.end) return true;
  // `One run takes an hour` counts nothing.
  if (
    setting.name === 'seeds' &&
    /^ (?:seed|run|training|repetition) (?:takes?|took|needs?|lasts?|costs?|requires?)\b/i.test(text.slice(first.end))
  )
    return true;
  if (setting.name === 'seeds' && /\b(?:seconds?|minutes?|hours?|days?) (?:for|per|in) $/i.test(text.slice(0, first.start))) return true;
  if (setting.name === 'seeds')
    return (
      !/\bseed/i.test(text.slice(first.end, end)) &&
      !/\b(?:from|of|for|only|just|with|on|over|is|report|show|on)\s*$/i.test(text.slice(0, first.start))
    );
  // `is one LSTM layer with 640 units`.
  if (
    setting.name === 'layers' &&
    /^ (?:[\p{L}-]+ )?layer (?:with|of|having) (?:[\p{L}-]+ ){0,2}\d|^ (?:LSTM|GRU|recurrent|RNN|BiLSTM) layer\b/u.test(
      text.slice(first.end),
    )
  )
    return false;
  return setting.name === 'layers' && !/\b(?:has|have|with|of|just|only|single)\s*$/i.test(text.slice(0, first.start));
}

/** `A plateau rule with patience 10` lowers the rate, and stops nothing. */
function isOfPlateau({ setting, start, end }: Bound, text: string): boolean {
  return (
    setting.name === 'early stopping patience' &&
    /\bplateau\w*|\brates?\b[^.;]{0,40}\b(?:halv|reduc|lower|divid|decay|drop)\w*/i.test(text.slice(Math.max(0, start - 70), end + 20)) &&
    !/\bstop/i.test(text.slice(Math.max(0, start - 70), end + 20))
  );
}

export function isPossible(bound: Bound, text: string): boolean {
  const { setting, amounts: given, form, start, end } = bound;
  if (isOfPlateau(bound, text)) return false;
  // `20, chosen among the 1000`: what it was chosen from.
  if (
    form === 'one' &&
    !/^(?:top-k|training examples|classes)$/.test(setting.name) &&
    /\b(?:among|out of|instead of|rather than) (?:the |all )?$/i.test(text.slice(0, given[0].start))
  )
    return false;
  // The 1 of `L1` is no value.
  if (/[Lℓ]_?$/.test(text.slice(0, given[0].start))) return false;
  const unit = /\bframes$/i.test(text.slice(0, end)) ? 'frames' : undefined;
  // `for five steps` is no training.
  if (setting.name === 'training steps' && given.every(({ value, isDigits }) => !isDigits && value < 100)) return false;
  // `a spectrogram of 49 frames` is no training either.
  if (setting.name === 'training steps' && given.every(({ value }) => value < 10_000) && unit === 'frames') return false;
  if (setting.name === 'image size' && given.some(({ value }) => value < 8)) return false;
  // `trained at 0.05`: no rate stands beside it, so that it must look like one.
  if (setting.name === 'learning rate' && /\bat (?:a )?$/.test(text.slice(0, given[0].start)) && given[0].value > 0.5) return false;
  if (
    setting.name === 'learning rate' &&
    !/learn|step|\blr\b|[ηα]/i.test(text.slice(start, given[0].start)) &&
    /\brate\b/i.test(text.slice(start, given[0].start)) &&
    given[0].value > 0.05 &&
    !/\b(?:server|client|outer|inner|local|meta) $/i.test(text.slice(0, start)) &&
    !/\b(?:learning rate|step size|SGD|Adam\w*|epochs?)\b/i.test(text)
  )
    return false;
  if (
    /learning rate$|^margin$|^temperature$|^guidance scale$/.test(setting.name) &&
    given.some(({ isShare, start, end }) => isShare && !/^one in (?:a|one|ten) /i.test(text.slice(start, end)))
  )
    return false;
  return given.every((amount) => canBe(setting, amount, form));
}

function canBe(setting: SettingName, { value, isShare, isDigits }: Amount, form: Bound['form']): boolean {
  // `step sizes in the two-time-scale manner`.
  if (setting.name.endsWith('learning rate') && !isDigits && !isShare && value >= 2) return false;
  if (setting.max !== undefined && value > setting.max) return false;
  if (setting.name === 'label noise' && value === 1) return false;
  switch (setting.is) {
    case 'share':
      return value >= 0 && value <= 1 && (isDigits || isShare) && (value < 1 || !setting.name.endsWith('fraction'));
    case 'positive':
      return value > 0 || form === 'list' || (form === 'interval' && setting.name === 'initialization');
    case 'count':
      return Number.isInteger(value) && value > 0 && !isShare;
    case 'number':
      return value >= 0;
  }
}
