import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asCsv, asLatex, asMarkdown } from '../../../webview-ui/curves/chart/copies.ts';
import { HeldWindow } from '../../../webview-ui/curves/chart/held.ts';
import { paintScene } from '../../../webview-ui/curves/chart/paint.ts';
import { neighbour, readingsAt, snapped } from '../../../webview-ui/curves/chart/readout.ts';
import { fromPx, makeScale, partOf, toPx, within } from '../../../webview-ui/curves/chart/scale.ts';
import { type Scene, sceneOf } from '../../../webview-ui/curves/chart/scene.ts';
import { SvgSurface } from '../../../webview-ui/curves/chart/svgSurface.ts';
import { durationTicks, logTicks, momentTicks, numberTicks, xWords } from '../../../webview-ui/curves/chart/ticks.ts';
import { describeChart, firstValues, spokenAt } from '../../../webview-ui/curves/chart/words.ts';
import { searchOf, sectionsOf } from '../../../webview-ui/curves/names.ts';
import { bruteWindow, type RawSeries, summaryOf } from '../../webview/bruteWindow.ts';
import { curveRun } from '../../webview/curvesStates.ts';
import { plainTheme } from './recordingSurface.ts';

const labels = (ticks: readonly { readonly label: string }[]) => ticks.map(({ label }) => label);

describe('A scale', () => {
  it('leads to pixels and back, also by the logarithm', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: 1.01, max: 1e4, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (isLog, from, factor, part) => {
          const scale = makeScale(isLog, from, from * factor, 50, 400);
          const value = from + part * (from * factor - from);
          assert.ok(Math.abs(fromPx(scale, toPx(scale, value)) - value) <= 1e-6 * from * factor);
        },
      ),
    );
  });

  // shows: curves-axes
  it('has no place for what is not positive, where it is logarithmic', () => {
    assert.ok(Number.isNaN(toPx(makeScale(true, 1, 10, 0, 100), -1)));
  });

  // shows: curves-zoom
  it('is moved and zoomed in parts of its length, and kept inside what there is', () => {
    assert.deepEqual(partOf({ from: 0, to: 100 }, false, 0.25, 0.75), { from: 25, to: 75 });
    assert.deepEqual(partOf({ from: 1, to: 10_000 }, true, 0.25, 0.5), { from: 10, to: 100 });
    assert.deepEqual(within({ from: -20, to: 30 }, { from: 0, to: 100 }, false), { from: 0, to: 50 });
    assert.deepEqual(within({ from: 90, to: 110 }, { from: 0, to: 100 }, false), { from: 80, to: 100 });
    assert.deepEqual(within({ from: -50, to: 200 }, { from: 0, to: 100 }, false), { from: 0, to: 100 });
  });
});

describe('Ticks', () => {
  it('are round, ascend, lie in the range and are not too many', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
        fc.integer({ min: 2, max: 12 }),
        (from, length, most) => {
          const to = from + length;
          const ticks = numberTicks(from, to, most);
          assert.ok(ticks.length <= most + 1);
          for (const [at, { value }] of ticks.entries()) {
            assert.ok(value >= from - length * 1e-6 && value <= to + length * 1e-6);
            assert.ok(at === 0 || value > (ticks[at - 1]?.value ?? 0));
          }
        },
      ),
    );
  });

  it('have as many decimals as their step', () => {
    assert.deepEqual(labels(numberTicks(0, 0.2, 4)), ['0', '0.05', '0.10', '0.15', '0.20']);
    assert.deepEqual(labels(numberTicks(0, 20_000, 4)), ['0', '5000', '10k', '15k', '20k']);
    assert.deepEqual(labels(numberTicks(-2e6, 2e6, 4)), ['−2M', '−1M', '0', '1M', '2M']);
    assert.deepEqual(labels(numberTicks(0, 4e-6, 2)), ['0', '2e-6', '4e-6']);
    assert.deepEqual(labels(numberTicks(0, 2, 8, 1)), ['0', '1', '2'], 'there is no half step');
  });

  // shows: curves-axes
  it('are powers of ten on a logarithmic axis', () => {
    assert.deepEqual(labels(logTicks(0.01, 1000, 5)), ['0.01', '0.1', '1', '10', '100', '1000']);
    assert.deepEqual(labels(logTicks(1, 100, 8)), ['1', '2', '5', '10', '20', '50', '100']);
    assert.deepEqual(labels(logTicks(1e-6, 1e-4, 2)), ['1e−6', '1e−5', '1e−4']);
    assert.deepEqual(logTicks(-1, 5, 4), []);
  });

  // shows: curves-axes
  it('are minutes and hours of a run, and moments of the day', () => {
    assert.deepEqual(labels(durationTicks(0, 600, 5)), ['0', '2 min', '4 min', '6 min', '8 min', '10 min']);
    assert.deepEqual(labels(durationTicks(0, 10_800, 6)), ['0', '30 min', '1 h', '1:30 h', '2 h', '2:30 h', '3 h']);
    const noon = new Date(2026, 10, 20, 12).getTime();
    assert.deepEqual(labels(momentTicks(noon, noon + 3_600_000, 4)), ['12:00', '12:15', '12:30', '12:45', '13:00']);
    assert.deepEqual(labels(momentTicks(noon, noon + 86_400_000, 4)), ['12:00', '18:00', '21 Nov', '06:00', '12:00']);
    assert.equal(xWords('relative', 3725), '1 h 02 min');
    assert.equal(xWords('step', 1200), 'step 1,200');
  });
});

describe('Metrics', () => {
  // shows: curves-cards
  it('stand in sections by prefix, in the order of arrival', () => {
    assert.deepEqual(sectionsOf(['train/loss', 'eval/loss', 'train/lr', 'epoch', 'eval/a/b']), [
      { prefix: 'train', metrics: ['train/loss', 'train/lr'] },
      { prefix: 'eval', metrics: ['eval/loss', 'eval/a/b'] },
      { prefix: '', metrics: ['epoch'] },
    ]);
    const prefixes = sectionsOf(['system/cpu', 'loss', 'eval/loss']).map(({ prefix }) => prefix);
    assert.deepEqual(prefixes, ['', 'eval', 'system'], 'what the machine did stands last');
  });

  // shows: curves-cards
  it('are found by a regular expression, and by words where it is none', () => {
    const found = (text: string) => ['train/Loss', 'eval/loss', 'train/lr(0)'].filter(searchOf(text).matches);
    assert.deepEqual(found('^train.*loss$'), ['train/Loss']);
    assert.deepEqual(found('loss tr'), ['train/Loss'], 'words in any order');
    assert.deepEqual(found('lr('), ['train/lr(0)']);
    assert.equal(searchOf('lr(').isWords, true);
    assert.equal(found('').length, 3);
  });
});

const a: RawSeries = { run: 'a', metric: 'loss', xs: [1, 2, 3], ys: [2, 0.5, 0.6], goal: 'min' };
const b: RawSeries = { run: 'b', metric: 'loss', xs: [1, 3, 30], ys: [5, Number.NaN, 7] };
const runs = [curveRun({ id: 'a', name: 'run, a', color: 0 }), curveRun({ id: 'b', name: 'run_b|', color: 1 })];
const summaries = new Map([a, b].map((series) => [series.run, summaryOf(series)]));

function scene(part: { readonly from?: number; readonly to?: number; readonly smoothing?: number } = {}): Scene {
  const { from = 1, to = 30, smoothing = 0 } = part;
  const drawn = [a, b].map((series, color) => {
    const window = new HeldWindow(bruteWindow(series, { chart: 'loss', axis: 'step', isLogX: false, columns: 300, smoothing, from, to }));
    return { id: series.run, name: runs[color]?.name ?? '', color, window, best: undefined, marks: [] };
  });
  const seen = { from, to };
  return sceneOf({
    metric: 'loss',
    width: 400,
    height: 200,
    axis: 'step',
    isLogX: false,
    isLogY: false,
    isClipped: false,
    seen,
    runs: drawn,
    groups: [],
  });
}

describe('The crosshair', () => {
  // shows: curves-crosshair
  it('reads the value of every run at its nearest point, greatest first; a run that has ended has none', () => {
    assert.deepEqual(readingsAt(scene(), 1), [
      { key: 'b', value: 5, x: 1 },
      { key: 'a', value: 2, x: 1 },
    ]);
    assert.deepEqual(
      readingsAt(scene(), 30).map(({ key }) => key),
      ['b'],
    );
  });

  // shows: curves-crosshair, curves-smoothing
  it('reads the smoothed value, and the raw one beside it', () => {
    const [, reading] = readingsAt(scene({ smoothing: 0.5 }), 2);
    assert.deepEqual({ ...reading, value: Number(reading?.value.toFixed(9)) }, { key: 'a', value: 1, x: 2, raw: 0.5 });
  });

  // shows: curves-crosshair, curves-keyboard
  it('stands on measured points, and walks from one to the next over all runs', () => {
    const now = scene();
    assert.equal(snapped(now, toPx(now.x, 2.2)), 2);
    assert.equal(neighbour(now, 2, 1), 3);
    assert.equal(neighbour(now, 3, 1), 30);
    assert.equal(neighbour(now, 30, 1), undefined);
    assert.equal(neighbour(now, 30, -1), 3);
  });

  // shows: curves-reader
  it('is said in a sentence', () => {
    assert.equal(spokenAt(scene(), 1), 'step 1: run_b| 5, run, a 2');
  });
});

describe('A chart in words', () => {
  // shows: curves-reader
  it('says count, first, best and last of each run exactly, and what is not finite', () => {
    assert.equal(
      describeChart('loss', runs, summaries, firstValues(scene())),
      'loss. run, a: 3 points, first 2, best 0.5 at step 2, last 0.6 at step 3. run_b|: 3 points, first 5, last 7 at step 30, 1 value is not finite',
    );
    assert.equal(describeChart('loss', [], summaries, new Map()), 'loss: no points yet');
  });

  it('does not call the first value that is seen the first, when only a part is seen', () => {
    assert.equal(firstValues(scene({ from: 2, to: 3 })).size, 0);
  });

  // shows: curves-export
  it('is copied as CSV of what is seen', () => {
    assert.equal(asCsv(scene({ from: 2, to: 30 })), 'run,step,value\n"run, a",2,0.5\n"run, a",3,0.6\nrun_b|,3,NaN\nrun_b|,30,7');
  });

  // shows: curves-copy
  it('is copied as a Markdown table and as rows for LaTeX', () => {
    assert.equal(
      asMarkdown('loss', runs, summaries),
      '| run (loss) | best | at step | last | at step |\n| --- | ---: | ---: | ---: | ---: |\n| run, a | 0.5 | 2 | 0.6 | 3 |\n| run_b\\| | – | – | 7 | 30 |',
    );
    assert.equal(
      asLatex('loss', runs, summaries),
      '% loss: run, best, at step, last, at step\nrun, a & 0.5 & 2 & 0.6 & 3 \\\\\nrun\\_b| & -- & -- & 7 & 30 \\\\',
    );
    const tiny = new Map([['a', summaryOf({ ...a, ys: [1.23e-7] })]]);
    assert.match(asLatex('loss', runs, tiny), /\$1\.23 \\times 10\^\{-7\}\$/);
  });

  // shows: curves-export
  it('is an SVG file with the same lines, whose text is text', () => {
    const surface = new SvgSurface('11px A & B');
    paintScene(surface, scene(), plainTheme);
    const file = surface.file(400, 200, 'a < b', 'white');
    assert.match(file, /<title>a &lt; b<\/title>/);
    assert.match(file, /font-family="A &amp; B"/);
    assert.match(file, /<path d="M50 [\d.]+L[\d.]+ [\d.]+L[\d.]+ [\d.]+" fill="none" stroke="color-0" stroke-width="1.5"/);
    assert.equal(file.split('<g ').length, file.split('</g>').length);
  });
});
