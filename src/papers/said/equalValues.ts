/** Whether two values say the same, as papers round and abbreviate. */
import { folded } from './scopes.ts';

export function isEqual(a: number | string, b: number | string): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b)) || isRounded(a, b) || isRounded(b, a);
  const [x = '', y = ''] = [a, b].map((value) => otherwise[folded(String(value))] ?? folded(String(value)));
  return x === y || (x.startsWith(y) && x !== 'adamw') || (y.startsWith(x) && y !== 'adamw');
}

const otherwise: Readonly<Record<string, string>> = {
  doubleprecision: 'float64',
  fp64: 'float64',
  singleprecision: 'float32',
  fp32: 'float32',
  halfprecision: 'float16',
  fp16: 'float16',
  bfloat16: 'bf16',
};

/** `1.2 million` of 1,203,411. */
function isRounded(rough: number, exact: number): boolean {
  return (
    rough >= 1000 &&
    // Rounding to two digits changes no number by more; the rest takes long.
    Math.abs(exact - rough) <= rough * 0.06 &&
    Number(exact.toPrecision(2)) === rough &&
    Number(rough.toPrecision(2)) === rough &&
    Number(exact.toPrecision(3)) !== exact
  );
}
