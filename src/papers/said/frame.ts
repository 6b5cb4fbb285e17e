/**
 * Ways of saying a setting in which its name does not stand beside its value. `#` in a pattern is a number; the n-th number is the value
 * of the n-th name, and a number without a name is taken by nobody.
 */

export interface Frame {
  readonly pattern: RegExp;
  readonly names: readonly (string | undefined)[];
  /** Divided by 10: the factor is 1/10. */
  readonly isDivisor?: true;
  /** The first two numbers are the ends of an interval over which the one setting goes. */
  readonly role?: 'range';
  /** The first number is also the value of this name: `2,000 sentences each for validation and test`. */
  readonly also?: string;
  /** What all of its numbers must be like. */
  readonly fits?: keyof typeof fitting;
  /** A sentence with this says something else. */
  readonly unless?: RegExp;
}

/** Kinds of numbers by their size. */
export const fitting = {
  rate: (value: number) => value > 0 && value <= 1,
  share: (value: number) => value > 0 && value < 1,
  'share or one': (value: number) => value > 0 && value <= 1,
  'high share': (value: number) => value >= 0.5 && value < 1,
  few: (value: number) => value >= 2 && value <= 512 && Number.isInteger(value),
  sized: (value: number) => value >= 40 && Number.isInteger(value),
  exploring: (value: number) => value > 0.005 && value <= 1,
  tiny: (value: number) => value > 0 && value <= 0.01,
  bound: (value: number) => value > 0 && value <= 1000,
  count: (value: number) => value >= 1 && Number.isInteger(value),
  batch: (value: number) => value >= 1 && value <= 1e8 && Number.isInteger(value),
};

const hedge = '(?:\\b(?:about|around|roughly|approximately|nearly|almost|exactly) |[≈~] ?)?';
const number = `${hedge}(?:[A-Za-zα-ω]_?\\w{0,8}(?:\\^\\(?\\w{1,6}\\)?)? ?= ?)?(#_*)(?!_)`;
const rises =
  '(?<!\\b(?:not|never|no longer) )\\b(?:(?:grow|grew|ris|rose|ramp|increas|climb|rais|warm)\\w*(?: up)?|(?:go|goes|went|going) up)';
const letter = '(?:[A-Za-zα-ω]_?\\w{0,8} ?= ?)?';
const list = `${letter}(#_*)(?!_)(?:(?:,| and|, and|/| or) ${letter}(#_*)(?!_))?(?:(?:,| and|, and|/) ${letter}(#_*)(?!_))?`;
const steps = '(?:(?:training|gradient|optimi[sz]er|parameter|first|weight) )*(?:steps|updates|iterations|batches)';
const warm = 'warm(?:ed|ing|s|-)?[- ]?up';
const falls =
  '\\b(?:divided|multiplied|reduced|decreased|decayed?|dropped|drops|lowered|cut|scaled|shrunk|annealed|divide|multiply|reduce|decrease|drop|decays|decaying|shrinks|falls|dividing|multiplying|reducing|dropping)';
const dims = '(#_*)(?!_) ?(?:×|x|by) ?(#_*)(?!_)(?!-?fold)';

export function frame(pattern: string, names: Frame['names'], more: Omit<Frame, 'pattern' | 'names'> = {}): Frame {
  return {
    pattern: new RegExp(
      pattern
        .replaceAll('LIST', list)
        .replaceAll('DIMS', dims)
        .replaceAll('NN', number)
        .replaceAll('RISES', rises)
        .replaceAll('STEPS', steps)
        .replaceAll('WARM', warm)
        .replaceAll('FALLS', falls),
      'dgiu',
    ),
    names,
    ...more,
  };
}
