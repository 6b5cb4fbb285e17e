/** Code, models and data sets that Hugging Face links with a paper. */
import type { ToolCall } from '../../base/tool.ts';
import { HubError } from '../../hub/hubErrors.ts';
import { readPaper } from '../../hub/papers.ts';
import { searchRepos } from '../../hub/search.ts';
import type { PaperId } from '../../papers/address.ts';
import type { RunServices } from '../../tools/define.ts';
import { hubFor } from '../../tools/lookups.ts';

export interface OnHub {
  /** The page that says so. */
  readonly address: string;
  readonly code?: string;
  readonly project?: string;
  readonly models: readonly string[];
  readonly datasets: readonly string[];
}

const mostLinked = 3;

/** Undefined: the Hub does not know it, was away, or there is none. `ask` hears of each request before it is made. */
export async function onHub(id: PaperId, services: RunServices, call: ToolCall, ask: () => void): Promise<OnHub | undefined> {
  if (id.kind !== 'arxiv' || !services.hub.isOpen) return undefined;
  const hub = hubFor(services, call);
  const filter = { filter: [`arxiv:${id.id}`], sort: 'downloads', limit: mostLinked } as const;
  const paper = await answered(() => readPaper(hub, id.id, call.signal), call, ask);
  if (paper === undefined) return undefined;
  const models = await answered(() => searchRepos(hub, 'model', filter, call.signal), call, ask);
  const datasets = await answered(() => searchRepos(hub, 'dataset', filter, call.signal), call, ask);
  return {
    address: `${hub.endpoints.hub}/papers/${paper.id}`,
    models: (models?.repos ?? []).map((repo) => repo.id),
    datasets: (datasets?.repos ?? []).map((repo) => repo.id),
    ...(paper.gitHubRepo === undefined ? {} : { code: paper.gitHubRepo }),
    ...(paper.projectPage === undefined ? {} : { project: paper.projectPage }),
  };
}

/** What the Hub cannot tell is no reason to lose what the paper says. */
async function answered<T>(question: () => Promise<T>, { signal }: ToolCall, ask: () => void): Promise<T | undefined> {
  try {
    ask();
    return await question();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof HubError || (error instanceof Error && 'code' in error && error.code === 'literature-spent')) return undefined;
    throw error;
  }
}
