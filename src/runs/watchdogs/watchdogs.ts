/** The watchdogs of one run: rules over its points, its console and its time. What they find is told once for each rule and streak. */
import type { RunAlert, WatchdogActions, WatchdogRule } from '../alert.ts';
import type { Watcher } from '../collector.ts';
import { type MetricPoint, type PointSource, pointSources, type RunLimits } from '../run.ts';
import { BlowUp } from './blowUp.ts';
import { CostCap } from './costCap.ts';
import { Divergence } from './divergence.ts';
import type { Finding } from './finding.ts';
import { LogRules } from './logRules.ts';
import { LossRule } from './lossRule.ts';
import { type MetricKind, metricKind, trainingNames } from './metricKinds.ts';
import { NotFinite } from './notFinite.ts';
import { Overfit } from './overfit.ts';
import { Plateau } from './plateau.ts';
import { Stall } from './stall.ts';
import { Course } from './statistics.ts';

/** More series than this are not watched: a script that logs each layer would cost more than it tells. */
const maxSeries = 500;
/** A rule says the same of a run at most so often, whatever happens: the next time after ten minutes, and no more than five times. */
const quietMs = 600_000;
const maxTold = 5;
const rateBlock = 8;

export interface WatchdogsOptions {
  readonly actions: WatchdogActions;
  /** What the run may cost, where that was said. */
  readonly limits?: RunLimits | undefined;
  /** For how long it has run already, where a process before this one followed it. */
  readonly pastMs?: number;
  /** Milliseconds of a clock that never jumps. */
  monotonicMs?(): number;
}

/** What they tell of is over once it is printed: the pause between two is all that holds them back. */
const logRules = ['out-of-memory', 'data-loader', 'disk-full', 'nccl', 'gated-repo'] as const;

interface Series {
  readonly kind: MetricKind;
  readonly blowUp: LossRule;
  readonly divergence: LossRule;
  readonly plateau: Plateau;
  /** Of an evaluated loss: beside the training loss that it belongs to, once that is known. */
  overfit: Overfit | undefined;
  /** The most precise place that this metric was read at: the others say the same with fewer digits. */
  source: number;
  lastStep: number;
  segment: number;
}

export class Watchdogs implements Watcher {
  #actions: WatchdogActions;
  readonly #now: () => number;
  readonly #series = new Map<string, Series>();
  readonly #stall: Stall;
  readonly #log = new LogRules();
  readonly #cost: CostCap | undefined;
  /** By level and rule: when it was told last, and how often. */
  readonly #told = new Map<string, { readonly atMs: number; readonly count: number }>();
  /** By level, rule and metric: what was told and is not over. */
  readonly #streaks = new Set<string>();
  /** Of the first learning rate that is logged. */
  readonly #rates = new Course(rateBlock);
  #rate: string | undefined;
  #notFinite = new NotFinite();
  #alerts = 0;
  /** Which training losses an evaluated one follows. */
  readonly #followers = new Map<string, Overfit[]>();

  constructor({ actions, limits, pastMs = 0, monotonicMs = () => performance.now() }: WatchdogsOptions) {
    this.#actions = actions;
    this.#now = monotonicMs;
    this.#stall = new Stall(monotonicMs());
    this.#cost = limits === undefined ? undefined : new CostCap(limits, monotonicMs(), pastMs);
  }

  /** What each rule does with what it finds from now on. */
  switchTo(actions: WatchdogActions): void {
    this.#actions = actions;
  }

  onPoints(points: readonly MetricPoint[], nowMs: number): readonly RunAlert[] {
    const newest = points.at(-1);
    if (newest === undefined) return [];
    this.#stall.heard(this.#now(), newest);
    const alerts: RunAlert[] = [];
    for (const point of points) this.#add(point, (finding) => this.#tell(finding, nowMs, alerts));
    return alerts;
  }

  onOutput(bytes: Buffer, nowMs: number): readonly RunAlert[] {
    if (bytes.length === 0) return [];
    this.#stall.heard(this.#now());
    return this.#tellAll(this.#log.push(bytes), nowMs);
  }

  onTick(nowMs: number): readonly RunAlert[] {
    const now = this.#now();
    if (!this.#stall.isTold) this.#over('stall', '');
    for (const rule of logRules) this.#over(rule, '');
    const found = [this.#stall.tick(now, () => this.#log.lastLine), this.#cost?.tick(now), ...this.#log.tick()];
    return this.#tellAll(
      found.filter((finding) => finding !== undefined),
      nowMs,
    );
  }

  onEnd({ code, signal }: { readonly code: number | null; readonly signal: string | null }, nowMs: number): readonly RunAlert[] {
    const isKilled = signal === 'SIGKILL' || code === 137;
    const found = [...this.#log.tick(), ...(isKilled ? [killed(signal ?? `exit code ${code}`, this.#log.lastLine)] : [])];
    return this.#tellAll(found, nowMs);
  }

  #add(point: MetricPoint, tell: (finding: Finding | undefined) => void): void {
    const { metric, step, value } = point;
    const series = this.#seriesOf(point);
    if (series === undefined) return;
    // The same step again, from another rank or a last print of what was measured, is no further value.
    const isRepeated = series.lastStep === step && Number.isFinite(value);
    series.lastStep = step;
    if (isRepeated) return;
    tell(this.#notFinite.add(metric, step, value, (over) => this.#over('not-finite', over)));
    // Beside a loss that is broken, or hidden as 0, no other rule has anything to say of it.
    if (!this.#notFinite.isBroken(metric)) this.#judge(metric, step, value, series, tell);
    this.#noteOver(metric, series);
  }

  #judge(metric: string, step: number, value: number, series: Series, tell: (finding: Finding | undefined) => void): void {
    switch (series.kind) {
      case 'train-loss':
        tell(series.blowUp.add(step, value));
        tell(series.divergence.add(step, value));
        tell(series.plateau.add(step, value));
        for (const overfit of this.#followers.get(metric) ?? []) overfit.addTraining(step, value);
        break;
      case 'eval-loss':
        tell(series.blowUp.add(step, value));
        tell(series.divergence.add(step, value));
        tell(this.#overfitOf(metric, series)?.add(step, value));
        break;
      case 'learning-rate':
        this.#rate ??= metric;
        if (this.#rate === metric && Number.isFinite(value)) this.#rates.add(step, value);
        break;
      case 'grad-norm':
      case 'other':
        break;
    }
  }

  /** Undefined where it is not watched: too many series, or the same value was read more precisely elsewhere. */
  #seriesOf({ metric, source = 'console', segment = 0 }: MetricPoint): Series | undefined {
    const precision = pointSources.indexOf(source satisfies PointSource);
    const known = this.#series.get(metric);
    if (known?.segment === segment) {
      if (precision > known.source) return undefined;
      known.source = precision;
      return known;
    }
    if (known === undefined && this.#series.size >= maxSeries) return undefined;
    // A resumed run begins anew: what it measures next belongs to another state of the model.
    if (known !== undefined) this.#notFinite = new NotFinite();
    const series: Series = {
      kind: metricKind(metric),
      blowUp: new LossRule(metric, new BlowUp()),
      divergence: new LossRule(metric, new Divergence()),
      plateau: new Plateau(metric, this.#rates),
      overfit: undefined,
      source: precision,
      lastStep: Number.NaN,
      segment,
    };
    this.#series.set(metric, series);
    return series;
  }

  #overfitOf(metric: string, series: Series): Overfit | undefined {
    if (series.overfit !== undefined) return series.overfit;
    const trained = trainingNames(metric).find((name) => name !== metric && this.#series.get(name)?.kind === 'train-loss');
    if (trained === undefined) return undefined;
    series.overfit = new Overfit(metric, trained);
    this.#followers.set(trained, [...(this.#followers.get(trained) ?? []), series.overfit]);
    return series.overfit;
  }

  #noteOver(metric: string, { blowUp, divergence, plateau, overfit }: Series): void {
    if (this.#streaks.size === 0) return;
    if (!divergence.isTold && !blowUp.isTold) this.#over('divergence', metric);
    if (!plateau.isTold) this.#over('plateau', metric);
    if (overfit?.isTold === false) this.#over('overfit', metric);
  }

  #over(rule: WatchdogRule, metric: string): void {
    for (const level of ['info', 'warning', 'error']) this.#streaks.delete(`${level} ${streakOf(rule, metric)}`);
  }

  #tellAll(findings: readonly Finding[], nowMs: number): readonly RunAlert[] {
    const alerts: RunAlert[] = [];
    for (const finding of findings) this.#tell(finding, nowMs, alerts);
    return alerts;
  }

  #tell(finding: Finding | undefined, nowMs: number, alerts: RunAlert[]): void {
    if (finding === undefined) return;
    const { isEarly, isFinal, ...said } = finding;
    const action = isFinal === true ? 'stop' : this.#actions[finding.rule];
    if (action === 'off' || !this.#mayTell(finding)) return;
    this.#alerts += 1;
    alerts.push({
      id: `${finding.rule}-${nowMs.toString(36)}-${this.#alerts}`,
      atMs: nowMs,
      ...said,
      action: isEarly === true ? 'notify' : action,
    });
  }

  /** One for each streak of a rule on a metric, and for all metrics together no more than one in ten minutes: they break together. */
  #mayTell({ rule, level, metric }: Finding): boolean {
    const now = this.#now();
    const streak = streakOf(rule, metric);
    if (this.#streaks.has(`${level} ${streak}`)) return false;
    const before = this.#told.get(`${level} ${rule}`);
    // After the error its lesser forms are no news.
    const worse = level === 'error' ? undefined : this.#told.get(`error ${rule}`);
    if (worse !== undefined && now - worse.atMs < quietMs) return false;
    if (before !== undefined && (now - before.atMs < quietMs || before.count >= maxTold)) return false;
    this.#streaks.add(`${level} ${streak}`);
    this.#told.set(`${level} ${rule}`, { atMs: now, count: (before?.count ?? 0) + 1 });
    return true;
  }
}

/** What stands in the log and what lasts is no property of one metric. */
function streakOf(rule: WatchdogRule, metric = ''): string {
  switch (rule) {
    case 'not-finite':
    case 'divergence':
    case 'plateau':
    case 'overfit':
      return `${rule} ${metric}`;
    default:
      return rule;
  }
}

/** Nobody here asked for it: on Linux it is the out-of-memory killer that ends a process like that. */
function killed(how: string, lastLine: string): Finding {
  return {
    rule: 'out-of-memory',
    level: 'error',
    title: `The system killed it (${how}), as it does when the machine’s memory runs out`,
    evidence: [`ended by ${how}`, ...(lastLine === '' ? [] : [`last line: ${lastLine.slice(0, 300)}`])],
    suggestion: 'Use fewer data loader workers and a smaller batch, load the data piece by piece, or give it more memory.',
  };
}
