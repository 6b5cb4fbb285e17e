/** Which of the files that a run makes on its host are checkpoints, told as those of a run here are: once they do not grow any more. */
import path from 'node:path';
import { type CheckpointFile, checkpointsAmong, savingPlaces } from '../checkpoints.ts';
import type { CheckpointLine } from '../checkpointWatch.ts';
import type { Checkpoint, RunSpec } from '../run.ts';

export class CheckpointsOnHost {
  readonly #files = new Map<string, CheckpointFile>();
  /** Their sizes as they were told. */
  readonly #told: Map<string, number>;
  readonly #isNamed: (name: string) => boolean;

  /** `told`: by whoever followed the run before. */
  constructor({ argv, cwd, ssh }: RunSpec, told: readonly Checkpoint[]) {
    this.#told = new Map(told.map((checkpoint) => [checkpoint.path, checkpoint.bytes]));
    const named = new Set(
      savingPlaces(argv.slice(1), cwd).map((place) =>
        path
          .relative(ssh?.root ?? cwd, place)
          .split(path.sep)
          .join('/'),
      ),
    );
    this.#isNamed = (name) => named.has(name);
  }

  /** What is to be written down of these files. `work`: the folder there that they lie in. */
  take(
    made: readonly (readonly [name: string, bytes: number, changedMs: number])[],
    gone: readonly string[],
    work: string,
  ): readonly CheckpointLine[] {
    for (const [name, bytes, modifiedMs] of made) this.#files.set(name, { path: name, bytes, modifiedMs });
    for (const name of gone) this.#files.delete(name);
    const lines: CheckpointLine[] = [];
    const there = new Set<string>();
    const found = [...checkpointsAmong([...this.#files.values()], this.#isNamed)].sort((a, b) => a.modifiedMs - b.modifiedMs);
    for (const { path: name, bytes, step } of found) {
      const checkpoint = `${work}/${name}`;
      there.add(checkpoint);
      if (this.#told.get(checkpoint) === bytes) continue;
      this.#told.set(checkpoint, bytes);
      lines.push({ checkpoint, bytes, ...(step === undefined ? {} : { step }) });
    }
    for (const name of gone) {
      for (const place of [name, path.posix.dirname(name)]) {
        const checkpoint = `${work}/${place}`;
        if (there.has(checkpoint) || !this.#told.delete(checkpoint)) continue;
        lines.push({ checkpoint, isGone: true });
      }
    }
    return lines;
  }
}
