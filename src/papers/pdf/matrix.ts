/** Transformations of the page, as PDF writes them, and the boxes that they move. */
import type { Box } from './marks.ts';

export type Matrix = readonly [number, number, number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

export function isNumbers(value: unknown): value is ArrayLike<number> {
  return (Array.isArray(value) && typeof value[0] === 'number') || value instanceof Float32Array || value instanceof Float64Array;
}

export function numeric(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

export function asMatrix(value: unknown): Matrix {
  if (!isNumbers(value)) return identity;
  return [value[0] ?? 1, value[1] ?? 0, value[2] ?? 0, value[3] ?? 1, value[4] ?? 0, value[5] ?? 0];
}

export function product(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

export function boxOf(m: Matrix, bounds: ArrayLike<number>): Box {
  const [left = 0, low = 0, right = 0, high = 0] = Array.from(bounds);
  const xs = [left, right].flatMap((x) => [low, high].map((y) => m[0] * x + m[2] * y + m[4]));
  const ys = [left, right].flatMap((x) => [low, high].map((y) => m[1] * x + m[3] * y + m[5]));
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

export function cut(box: Box, by: Box): Box {
  const [x0, y0] = [Math.max(box.x0, by.x0), Math.max(box.y0, by.y0)];
  return { x0, y0, x1: Math.max(x0, Math.min(box.x1, by.x1)), y1: Math.max(y0, Math.min(box.y1, by.y1)) };
}

export function areaOf(box: Box): number {
  return (box.x1 - box.x0) * (box.y1 - box.y0);
}

export function scaleOf(m: Matrix): number {
  return Math.sqrt(Math.abs(m[0] * m[3] - m[1] * m[2]));
}
