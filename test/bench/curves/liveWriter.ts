/** Metrics as a training loop would go on to log them, ten times a second and more. */
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { formatPoint } from '../../../src/runs/folderSchema.ts';

/** Each call appends the next step of so many metrics to `points.jsonl` in each of these folders. */
export function liveWriter(folders: readonly string[], metrics: number): () => void {
  let step = 0;
  return () => {
    step += 1;
    for (const [run, folder] of folders.entries()) {
      const lines = Array.from({ length: metrics }, (_, metric) =>
        formatPoint({
          metric: `group${metric % 4}/metric_${metric}`,
          step,
          value: 2 * Math.exp(-step / 300) + Math.abs((Math.sin(step * 12.9898 + metric + run * 78.233) * 43758.5453) % 1),
          wallMs: Date.now(),
        }),
      );
      appendFileSync(path.join(folder, 'points.jsonl'), lines.join(''));
    }
  };
}
