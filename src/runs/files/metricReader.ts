/** One interface to every format in which training programs leave their metrics in files. */
import type { FoundMedia } from '../media/media.ts';
import type { PointColumns } from './pointColumns.ts';

export interface MetricReader {
  /**
   * What has come since the last call. `isFinal`: nobody writes any more, so what is incomplete now stays so and is said.
   * Damage never throws, it becomes a note; what the system says when a file cannot be opened is thrown.
   */
  read(isFinal?: boolean): Promise<MetricRead>;
  /** What the files say of the run beside its points, as far as they have been read. */
  facts(): RunFacts;
  /** Whether its rows have no step: it is the epoch that they stand for. */
  readonly stepIsEpoch?: boolean;
}

export interface MetricRead {
  /** Good until the next call. */
  readonly points: PointColumns;
  /** For people, each said once. */
  readonly notes: readonly string[];
  /** What was logged beside numbers. */
  readonly media?: readonly FoundMedia[];
  /** Whether another call at once would bring more. */
  readonly hasMore: boolean;
}

export interface RunFacts {
  readonly name?: string;
  readonly createdMs?: number;
  readonly endedMs?: number;
  readonly exitCode?: number;
  /** That it failed, in words, where its exit code is not known. */
  readonly failure?: string;
  readonly hyperparameters?: ReadonlyMap<string, string>;
  /** Its format was built from documentation: no file of the real program was at hand to compare with. Said with every import. */
  readonly isUnproven?: true;
  /** Path of what the program printed, where the tool kept it. */
  readonly output?: string;
}

/** The formats, each with its name for people. */
export const metricFormats = {
  tensorboard: 'TensorBoard event files',
  csv: 'a CSV table',
  jsonl: 'JSON lines',
  'trainer-state': 'trainer_state.json',
  wandb: 'an offline run of W&B',
  trackio: 'a database of trackio',
  'trackio-inbox': 'fragments of trackio',
  mlflow: 'a file store of MLflow',
} as const;
export type MetricFormat = keyof typeof metricFormats;

/** How much one `read` takes of a file: the caller stays able to stop, and to show how far it is. */
export const readBudgetBytes = 8 * 1024 * 1024;
