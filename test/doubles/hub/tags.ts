/** Tags by their type, from the tags that the repositories carry. */
import { describe } from './repos/info.ts';
import type { RepoKind } from './repos/repo.ts';
import type { Repos } from './repos/repos.ts';
import { type Route, route } from './routes.ts';

export function tagRoutes(repos: Repos): readonly Route[] {
  const kinds: readonly RepoKind[] = ['model', 'dataset', 'space'];
  return kinds.map((kind) =>
    route(`GET /api/${kind}s-tags-by-type`, (exchange) => {
      const types: Record<string, unknown[]> = {};
      const seen = new Set<string>();
      for (const repo of repos.all(kind)) {
        const { tags, pipeline_tag: pipeline, library_name: library } = describe(repos, repo, repo.head, false);
        for (const tag of Array.isArray(tags) ? tags.map(String) : []) {
          if (repo.isPrivate || seen.has(tag)) continue;
          seen.add(tag);
          const [type, label] = typed(tag, pipeline, library);
          types[type] = [...(types[type] ?? []), { id: tag, label, type }];
        }
      }
      exchange.send(200, types);
    }),
  );
}

function typed(tag: string, pipeline: unknown, library: unknown): readonly [string, string] {
  if (tag === pipeline) return ['pipeline_tag', tag];
  if (tag === library) return ['library', tag];
  const [type, ...label] = tag.split(':');
  return label.length > 0 && type !== undefined ? [type, label.join(':')] : ['other', tag];
}
