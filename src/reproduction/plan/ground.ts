import type { ReportedCell } from '../cells/reported.ts';
import type { Register, Spec } from '../stages/records.ts';
import type { CodeIndex } from '../trace/codeIndex.ts';

/** What a plan is held against. What nobody could look at is absent, and then nothing is said of it. */
export interface PlanGround {
  readonly spec?: Spec;
  readonly register?: Register;
  /** Paths of all files of the workspace folder, relative to it, with `/`. */
  readonly files: ReadonlySet<string>;
  readonly code: CodeIndex;
  /** Files that were written for this plan already: they are new all the same. */
  readonly made?: ReadonlySet<string>;
  /** Texts of Python files of the workspace, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Cells of the paper's tables by the anchor of the table; absent: the paper could not be read, or there is none. */
  readonly tables?: ReadonlyMap<string, readonly ReportedCell[]>;
  /** Anchors of all parts of the paper. */
  readonly anchors?: ReadonlySet<string>;
}

export function anchorIn(address: string): string {
  return address.slice(address.indexOf('#') + 1);
}

/** ` Is src/model.py meant?`, where one is near. */
export function nearest(name: string, names: readonly string[]): string {
  const own = tail(name);
  const near = names.filter((other) => other !== name && tail(other) === own);
  return near.length === 1 ? ` Is ${near[0]} meant?` : '';
}

function tail(name: string): string {
  return (name.split('/').at(-1) ?? name).toLowerCase().replaceAll(/[^a-z0-9]/gu, '');
}
