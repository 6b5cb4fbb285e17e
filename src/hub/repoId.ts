import { PracticumError } from '../base/errors.ts';

export const repoTypes = ['model', 'dataset', 'space'] as const;
export type RepoType = (typeof repoTypes)[number];

/** A repository of the Hub: `ada/tiny`; models and data sets of the first days have no owner: `gpt2`. */
export interface RepoId {
  readonly type: RepoType;
  readonly id: string;
}

const longestId = 96;
const name = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const prefixes: Readonly<Record<string, RepoType>> = {
  models: 'model',
  datasets: 'dataset',
  spaces: 'space',
};

/**
 * Of what people write: `ada/tiny`, `datasets/ada/pairs`, or the address of its page. `type` counts where the text itself does not say.
 * Throws `hub-repo-id`.
 */
export function parseRepo(text: string, type: RepoType = 'model'): RepoId {
  const words = (URL.parse(text)?.pathname ?? text).split('/').filter((word) => word !== '');
  const said = prefixes[words[0] ?? ''];
  const id = (said === undefined ? words : words.slice(1)).slice(0, 2).join('/');
  if (!isRepoId(id) || (words.length > 3 && URL.parse(text) === null))
    throw new PracticumError('hub-repo-id', `“${text.slice(0, 120)}” names no repository.`, {
      hint: 'Write owner/name, as ada/tiny; for a data set datasets/owner/name, for a Space spaces/owner/name.',
    });
  return { type: said ?? type, id };
}

/** Rules of the Hub: one or two names of letters, digits, `-`, `_` and `.`, which neither begin nor end with a mark. */
export function isRepoId(id: string): boolean {
  const names = id.split('/');
  return (
    id.length <= longestId && names.length <= 2 && names.every((each) => name.test(each) && !/--|\.\./.test(each) && !each.endsWith('.git'))
  );
}

/** As effects name it: `models/ada/tiny`. */
export function repoOfEffect({ type, id }: RepoId): string {
  return `${type}s/${id}`;
}

/** `/api/models/ada/tiny`, and more segments behind it, each encoded. */
export function repoApi({ type, id }: RepoId, ...segments: readonly string[]): string {
  return ['', 'api', `${type}s`, ...id.split('/'), ...segments].map(encodeURIComponent).join('/');
}

/** For people. */
export function repoTitle({ type, id }: RepoId): string {
  return `${typeWords[type]} ${id}`;
}

export const typeWords: Readonly<Record<RepoType, string>> = { model: 'model', dataset: 'data set', space: 'Space' };

/** The page that people look at. */
export function repoPage(hub: string, { type, id }: RepoId): string {
  return `${hub}/${type === 'model' ? '' : `${type}s/`}${id}`;
}
