import type { Paid } from '../../base/paid.ts';
import type { MetricSummary } from '../series.ts';

/** What a card says, as data: each either known or absent. Nothing is filled in that nobody recorded. */
export interface CardFacts {
  /** `ada/tiny`. */
  readonly repo: string;
  readonly type: 'model' | 'dataset' | 'space';
  readonly title: string;
  /** In the person's or the agent's words. */
  readonly summary?: string;
  readonly license?: string;
  readonly languages: readonly string[];
  readonly tags: readonly string[];
  /** As the Hub names it: `transformers`, `peft`, `pytorch`. */
  readonly library?: string;
  /** As the Hub names tasks: `text-generation`. */
  readonly pipeline?: string;
  readonly baseModel?: { readonly id: string; readonly relation?: 'finetune' | 'adapter' | 'quantized' | 'merge' };
  readonly datasets: readonly DatasetFact[];
  readonly papers: readonly PaperFact[];
  readonly hyperparameters: readonly (readonly [name: string, value: string])[];
  readonly metrics: readonly MetricSummary[];
  readonly evaluations: readonly Evaluation[];
  readonly training?: TrainingFact;
  /** The picture of the curves, as it lies in the repository. */
  readonly curves?: string;
  readonly limitations: readonly string[];
  readonly files: readonly string[];
}

export interface DatasetFact {
  readonly id: string;
  readonly config?: string;
  readonly split?: string;
  readonly revision?: string;
}

/** `address`: `arxiv:1706.03762v7#S3`, or any address of a page. */
export interface PaperFact {
  readonly address: string;
  readonly title?: string;
}

/** One number of an evaluation, and what the model was before. */
export interface Evaluation {
  readonly task: string;
  readonly dataset: DatasetFact & { readonly name?: string };
  readonly metric: string;
  readonly value: number;
  readonly standardError?: number;
  /** How many examples it is over. */
  readonly examples?: number;
  /** The same of the model that it was made of, measured in the same way. */
  readonly baseline?: number;
  readonly baselineStandardError?: number;
  /** With what it was measured: `lm-eval 0.4.9`, `evaluate.py`. */
  readonly by: string;
  readonly higherIsBetter?: boolean;
}

export interface TrainingFact {
  readonly run: string;
  readonly startedMs?: number;
  readonly seconds?: number;
  /** `done`, `stopped`: what came of it. */
  readonly status: string;
  readonly hardware?: string;
  /** US dollars that were really paid. */
  readonly paid?: Paid;
  readonly seeds: readonly string[];
  /** Names and versions of what it ran on. */
  readonly versions: readonly (readonly [name: string, version: string])[];
  readonly code?: { readonly commit: string; readonly isDirty: boolean; readonly address?: string };
  /** The agent wrote or changed code of it. */
  readonly isByAgent: boolean;
}
