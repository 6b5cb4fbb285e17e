import type { RunAlert } from '../alert.ts';

/** What a rule concluded, before anybody decides what comes of it. */
export interface Finding extends Pick<RunAlert, 'rule' | 'level' | 'title' | 'evidence' | 'suggestion'> {
  readonly metric?: string;
  readonly step?: number;
  /** A first sign: it is told, and neither asked about nor acted on. */
  readonly isEarly?: true;
  /** It ends the run, whatever the rule is told to do. */
  readonly isFinal?: true;
}

/** A rule over the points of one metric. Constant time and memory for each point. */
export interface SeriesRule {
  add(step: number, value: number): Finding | undefined;
}
