import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { readPictureFile } from '../../../src/base/pictureFile.ts';
import { plotPng } from '../../../src/runs/plot/plotPng.ts';
import { axisOver } from '../../../src/runs/plot/ticks.ts';

/** The pixels of a plot, by the rules of PNG for rows that tell the difference to the one above. */
function pixelsOf(png: Buffer): (x: number, y: number) => readonly number[] {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const length = png.readUInt32BE(33);
  const rows = inflateSync(png.subarray(41, 41 + length));
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width * 3; x += 1)
      rgb[y * width * 3 + x] = (rows[y * (width * 3 + 1) + 1 + x] ?? 0) + (y === 0 ? 0 : (rgb[(y - 1) * width * 3 + x] ?? 0));
  return (x, y) => [...rgb.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}

function has(png: Buffer, color: readonly number[]): number {
  const pixel = pixelsOf(png);
  let count = 0;
  for (let y = 120; y < 540; y += 1) for (let x = 120; x < 940; x += 1) if (pixel(x, y).join() === color.join()) count += 1;
  return count;
}

const blue = [0, 114, 178];
const orange = [213, 94, 0];

describe('A plot of metrics', () => {
  // shows: images-plots
  it('draws each series in a colour of its own, and is a PNG', () => {
    const steps = Array.from({ length: 500 }, (_, index) => index);
    const plot = plotPng([
      { name: 'loss of a', steps, values: steps.map((step) => 2 - step / 400) },
      { name: 'loss of b', steps, values: steps.map((step) => 1 + step / 800) },
    ]);
    assert.ok(plot !== undefined);
    const file = readPictureFile(plot.png);
    assert.deepEqual([file?.mediaType, file?.width, file?.height], ['image/png', 960, 600]);
    assert.ok(has(plot.png, blue) > 300 && has(plot.png, orange) > 300);
    assert.ok(plot.png.length < 100_000, `${plot.png.length} bytes`);
  });

  // shows: images-plots
  it('shows a spike of one value among a hundred thousand', () => {
    const steps = Array.from({ length: 100_000 }, (_, index) => index);
    const flat = steps.map(() => 1);
    const spiked = flat.with(50_000, 100);
    const drawn = (values: readonly number[]): number => {
      const plot = plotPng([{ name: 'loss', steps, values: [...values] }]);
      return plot === undefined ? 0 : has(plot.png, blue);
    };
    assert.ok(drawn(spiked) > drawn(flat) / 2 + 300, 'a line from the bottom to the top');
  });

  // shows: images-plots
  it('marks what is not finite, breaks the line there, and has nothing to show where nothing is finite', () => {
    const steps = [0, 1, 2, 3];
    const broken = plotPng([{ name: 'loss', steps, values: [1, Number.NaN, 3, 4] }]);
    const whole = plotPng([{ name: 'loss', steps, values: [1, 2, 3, 4] }]);
    assert.ok(broken !== undefined && whole !== undefined);
    assert.ok(has(broken.png, blue) < has(whole.png, blue));
    assert.equal(plotPng([{ name: 'loss', steps: [0], values: [Number.NaN] }]), undefined);
    assert.notEqual(plotPng([{ name: 'loss', steps: [0], values: [1] }]), undefined, 'one value is drawn, too');
  });

  it('has axes that hold every value, with ticks that can be told apart', () => {
    for (const [low, high] of [
      [0, 1],
      [-3e-7, 2e-7],
      [1e9, 1.0001e9],
      [5, 5],
      [0, 0],
      [-1e300, 1e300],
    ] as const) {
      const axis = axisOver(low, high, 8);
      assert.ok(axis.low < low && axis.high > high, `${low} to ${high}`);
      const labels = axis.ticks.map((tick) => axis.label(tick));
      assert.ok(labels.length >= 2 && labels.length <= 12, labels.join(' '));
      assert.equal(new Set(labels).size, labels.length, labels.join(' '));
    }
  });
});
