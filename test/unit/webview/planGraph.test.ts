import assert from 'node:assert/strict';
import type { ShownFile } from '../../../src/protocol/reproduction.ts';
import { drawingOf } from '../../../webview-ui/reproduction/graphPlaces.ts';

const file = (path: string, layer: number, lane: number, needs: readonly string[] = []): ShownFile =>
  ({ path, layer, lane, needs, order: 1, role: 'code', state: 'planned' }) as unknown as ShownFile;

/** Points along a path of lines and cubic curves. */
function pointsOf(path: string): readonly (readonly [number, number])[] {
  const points: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, command = '', rest = ''] of path.matchAll(/([MLC])([^MLC]*)/g)) {
    const n = rest.trim().split(/\s+/).map(Number);
    const at = (index: number): number => n[index] ?? Number.NaN;
    for (let i = 0; i <= 40; i += 1) {
      const t = i / 40;
      const u = 1 - t;
      if (command === 'M') points.push([at(0), at(1)]);
      else if (command === 'L') points.push([x * u + at(0) * t, y * u + at(1) * t]);
      else
        points.push([
          x * u ** 3 + 3 * at(0) * u * u * t + 3 * at(2) * u * t * t + at(4) * t ** 3,
          y * u ** 3 + 3 * at(1) * u * u * t + 3 * at(3) * u * t * t + at(5) * t ** 3,
        ]);
    }
    [x, y] = [at(n.length - 2), at(n.length - 1)];
  }
  return points;
}

describe('The graph of a plan', () => {
  // shows: reproduction-view-plan
  it('leads lines that pass columns between their files, never behind one', () => {
    const files = [
      file('a.py', 0, 0),
      file('b.py', 0, 1),
      file('c.py', 1, 0, ['a.py']),
      file('d.py', 1, 1, ['a.py', 'b.py']),
      file('e.py', 1, 2, ['b.py']),
      file('f.py', 2, 0, ['a.py', 'c.py', 'e.py']),
      file('g.py', 3, 0, ['a.py', 'b.py', 'd.py', 'f.py']),
      file('h.py', 4, 0, ['a.py', 'c.py', 'e.py', 'g.py']),
    ];
    const { nodes, lines, nodeWidth, nodeHeight, width, height } = drawingOf(files, []);
    assert.equal(lines.length, 15);
    for (const { from, to, path } of lines) {
      const others = nodes.filter((node) => node.file.path !== from && node.file.path !== to);
      for (const [x, y] of pointsOf(path)) {
        assert.ok(x >= 0 && y >= 0 && x <= width && y <= height, `${from} → ${to} leaves the drawing at ${x}, ${y}`);
        const hit = others.find((node) => x > node.x && x < node.x + nodeWidth && y > node.y && y < node.y + nodeHeight);
        assert.equal(hit?.file.path, undefined, `${from} → ${to} runs behind ${hit?.file.path} at ${x}, ${y}`);
      }
    }
  });
});
