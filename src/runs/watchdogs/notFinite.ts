import type { Finding } from './finding.ts';
import { metricKind } from './metricKinds.ts';

/** A loss this large does not become exactly 0 from one step to the next. */
const jumpFrom = 0.05;
const zerosInARow = 2;
/** Mixed precision skips a step now and then; a gradient that stays infinite is no such step. */
const brokenGradients = 3;
/** So many finite values end a streak. */
const finiteAgain = 10;

interface Watched {
  readonly metric: string;
  last: { readonly step: number; readonly value: number } | undefined;
  /** The newest finite value before the streak, where it was not 0. */
  sound: { readonly step: number; readonly value: number } | undefined;
  broken: number;
  zeros: number;
  finite: number;
}

/**
 * NaN and infinity in losses, gradients and evaluations, and the form in which transformers’ Trainer hides them: with its
 * `logging_nan_inf_filter` (on by default) it prints `'loss': '0', 'grad_norm': 'nan'`.
 */
export class NotFinite {
  readonly #watched = new Map<string, Watched>();
  #loss: Watched | undefined;
  #gradNorm: Watched | undefined;

  /** Whether anything that an error was told of goes on: what else is measured then means nothing. */
  isBroken(metric: string): boolean {
    const watched = this.#watched.get(metric);
    return (watched?.broken ?? 0) > 0 || (watched?.zeros ?? 0) > 0;
  }

  /** `onOver`: a streak that was told of has ended. */
  add(metric: string, step: number, value: number, onOver: (metric: string) => void): Finding | undefined {
    const kind = metricKind(metric);
    const watched = this.#of(metric);
    if (kind === 'train-loss') this.#loss = watched;
    if (kind === 'grad-norm') this.#gradNorm = watched;
    const before = watched.last;
    watched.last = { step, value };
    if (Number.isFinite(value)) {
      watched.finite += 1;
      if (watched.finite === finiteAgain && watched.broken > 0) {
        watched.broken = 0;
        onOver(metric);
      }
      watched.zeros = value === 0 ? watched.zeros + 1 : 0;
      if (value !== 0) watched.sound = watched.last;
      return kind === 'train-loss' ? (this.#hidden(watched) ?? this.#vanished(watched)) : undefined;
    }
    watched.finite = 0;
    watched.broken += 1;
    if (kind === 'grad-norm') return this.#hidden(this.#loss) ?? brokenGradient(watched, before);
    if (kind === 'train-loss' || kind === 'eval-loss') return watched.broken === 1 ? brokenLoss(watched, step, value) : undefined;
    return watched.broken === 1 ? oddValue(metric, step, value) : undefined;
  }

  #of(metric: string): Watched {
    let watched = this.#watched.get(metric);
    if (watched === undefined) {
      watched = { metric, last: undefined, sound: undefined, broken: 0, zeros: 0, finite: 0 };
      this.#watched.set(metric, watched);
    }
    return watched;
  }

  #hidden(loss: Watched | undefined): Finding | undefined {
    const gradient = this.#gradNorm;
    if (loss?.last?.value !== 0 || gradient?.last === undefined) return undefined;
    if (gradient.last.step !== loss.last.step || Number.isFinite(gradient.last.value)) return undefined;
    const { step } = loss.last;
    return {
      rule: 'not-finite',
      level: 'error',
      title: `${loss.metric} is not finite at step ${step}: it is shown as 0, but ${gradient.metric} is ${gradient.last.value}`,
      metric: loss.metric,
      step,
      evidence: [...soundBefore(loss), `${loss.metric} = 0 (step ${step})`, `${gradient.metric} = ${gradient.last.value} (step ${step})`],
      suggestion:
        'Stop, lower the learning rate or clip gradients, and go back to the last good checkpoint; logging_nan_inf_filter=False shows NaN as it is.',
    };
  }

  /** Two losses of exactly 0 after one that was far from it, where no gradient is logged that could say more. */
  #vanished(loss: Watched): Finding | undefined {
    if (this.#gradNorm !== undefined) return undefined;
    if (loss.zeros !== zerosInARow || loss.sound === undefined || loss.sound.value <= jumpFrom || loss.last === undefined) return undefined;
    return {
      rule: 'not-finite',
      level: 'warning',
      title: `${loss.metric} fell to exactly 0 at step ${loss.last.step}, which is how some trainers show NaN`,
      metric: loss.metric,
      step: loss.last.step,
      evidence: [...soundBefore(loss), `${loss.metric} = 0, twice in a row (up to step ${loss.last.step})`],
      suggestion: 'Log grad_norm, or set logging_nan_inf_filter=False: either shows whether it is NaN.',
      isEarly: true,
    };
  }
}

function brokenLoss(watched: Watched, step: number, value: number): Finding {
  const { metric } = watched;
  return {
    rule: 'not-finite',
    level: 'error',
    title: `${metric} is ${value} at step ${step}`,
    metric,
    step,
    evidence: [...soundBefore(watched), `${metric} = ${value} (step ${step})`],
    suggestion: 'Stop, lower the learning rate or clip gradients, check that batch’s inputs, and go back to the last good checkpoint.',
  };
}

/** One is no news: mixed precision looks for its loss scale that way and skips the step. */
function brokenGradient({ metric, last, broken, sound }: Watched, before: Watched['last']): Finding | undefined {
  if (last === undefined || before === undefined || broken !== brokenGradients) return undefined;
  return {
    rule: 'not-finite',
    level: 'error',
    title: `${metric} was not finite ${brokenGradients} times in a row, up to step ${last.step}`,
    metric,
    step: last.step,
    evidence: [
      ...(sound === undefined ? [] : [soundText(metric, sound)]),
      `${metric} = ${before.value} (step ${before.step})`,
      `${metric} = ${last.value} (step ${last.step})`,
    ],
    suggestion: 'Lower the learning rate, clip gradients, or use bf16 in place of fp16: the steps have no effect any more.',
  };
}

/** A score may have no value for a reason: a class that did not occur, a perplexity too large to print. */
function oddValue(metric: string, step: number, value: number): Finding {
  return {
    rule: 'not-finite',
    level: 'warning',
    title: `${metric} is ${value} at step ${step}`,
    metric,
    step,
    evidence: [`${metric} = ${value} (step ${step})`],
    suggestion: 'Look at how it is computed: a division by zero or a class that does not occur gives this.',
    isEarly: true,
  };
}

function soundBefore({ metric, sound }: Watched): readonly string[] {
  return sound === undefined ? [] : [soundText(metric, sound)];
}

function soundText(metric: string, { step, value }: NonNullable<Watched['sound']>): string {
  return `${metric} = ${value} (step ${step}), the last finite value`;
}
