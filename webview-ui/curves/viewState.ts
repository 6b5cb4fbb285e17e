import type { CurvesViewState } from '../../src/protocol/curves.ts';

export function readCurvesState(saved: unknown): CurvesViewState {
  const state: { readonly [Field in keyof CurvesViewState]?: unknown } = typeof saved === 'object' && saved !== null ? saved : {};
  const { smoothing, isLogY, filter } = state;
  return {
    smoothing: typeof smoothing === 'number' && smoothing >= 0 && smoothing < 1 ? smoothing : 0,
    isLogY: isLogY === true,
    filter: typeof filter === 'string' ? filter : '',
  };
}
