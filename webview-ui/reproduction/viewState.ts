import type { PartName, ReproductionViewState } from '../../src/protocol/reproduction.ts';

export const partNames: readonly PartName[] = ['triage', 'register', 'plan', 'contracts', 'report'];

/** Whatever was saved last, or what the host began the page with; an older version of this view may have written it. */
export function readViewState(saved: unknown): ReproductionViewState {
  const { folder, part, needsMe }: { readonly [Field in keyof ReproductionViewState]?: unknown } =
    typeof saved === 'object' && saved !== null ? saved : {};
  const known = partNames.find((name) => name === part);
  return {
    ...(typeof folder === 'string' ? { folder } : {}),
    ...(known === undefined ? {} : { part: known }),
    ...(needsMe === true ? { needsMe } : {}),
  };
}
