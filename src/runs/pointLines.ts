import { GrowingLines } from '../base/growingLines.ts';
import { parsePoint } from './folderSchema.ts';
import type { MetricPoint } from './run.ts';

const pointsPerMark = 1024;

/** The points of a run one by one, in the order of the file. For small uses: each is an object. */
export class PointLines {
  readonly #file: string;
  readonly #lines: GrowingLines;
  #count = 0;
  /** Byte offsets of points 0, 1024, 2048, … */
  #marks: number[] = [];

  constructor(file: string) {
    this.#file = file;
    this.#lines = new GrowingLines(file);
  }

  /** Those beyond the first `after`. */
  async after(after: number): Promise<readonly MetricPoint[]> {
    await this.#countLines();
    if (after >= this.#count) return [];
    const mark = Math.floor(Math.max(0, after) / pointsPerMark);
    const points: MetricPoint[] = [];
    let index = mark * pointsPerMark;
    await new GrowingLines(this.#file, { from: this.#marks[mark] ?? 0 }).read(
      (line) => {
        const point = parsePoint(line);
        if (point === undefined) return;
        if (index >= after) points.push(point);
        index += 1;
      },
      () => undefined,
    );
    return points;
  }

  async #countLines(): Promise<void> {
    await this.#lines.read(
      (line, offset) => {
        if (parsePoint(line) === undefined) return;
        if (this.#count % pointsPerMark === 0) this.#marks.push(offset);
        this.#count += 1;
      },
      () => {
        this.#count = 0;
        this.#marks = [];
      },
    );
  }
}
