/** What functions and reductions are called, and which are mistaken for which. */
import type { Reduction, Unary } from './expression.ts';

export const words: Readonly<Record<Reduction, string>> = { sum: 'sum', mean: 'mean', prod: 'product', max: 'maximum', min: 'minimum' };
/** What is taken instead of it by mistake. */
export const reductions: Readonly<Record<Reduction, readonly Reduction[]>> = {
  sum: ['mean', 'prod', 'max'],
  mean: ['sum'],
  prod: ['sum', 'mean'],
  max: ['min', 'sum', 'mean'],
  min: ['max', 'sum', 'mean'],
};
/** What is taken instead of it by mistake; the logarithms first. */
export const instead: Readonly<Record<Unary, readonly Unary[]>> = {
  exp: [],
  ln: ['log2', 'log10'],
  log2: ['ln', 'log10'],
  log10: ['ln', 'log2'],
  sqrt: [],
  sin: ['cos'],
  cos: ['sin'],
  tan: ['tanh'],
  tanh: ['sigmoid', 'relu', 'tan'],
  sinh: ['cosh'],
  cosh: ['sinh'],
  abs: ['relu'],
  sigmoid: ['tanh', 'relu'],
  relu: ['abs', 'sigmoid', 'tanh'],
  erf: ['tanh'],
  floor: ['ceil'],
  ceil: ['floor'],
  sign: [],
};
export const called: Readonly<Record<Unary, string>> = {
  exp: 'exp',
  ln: 'the natural logarithm',
  log2: 'the logarithm to base 2',
  log10: 'the logarithm to base 10',
  sqrt: 'the root',
  sin: 'the sine',
  cos: 'the cosine',
  tan: 'the tangent',
  tanh: 'tanh',
  sinh: 'sinh',
  cosh: 'cosh',
  abs: 'the absolute value',
  sigmoid: 'the sigmoid',
  relu: 'relu',
  erf: 'erf',
  floor: 'the floor',
  ceil: 'the ceiling',
  sign: 'the sign',
};
