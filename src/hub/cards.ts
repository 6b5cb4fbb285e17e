/** Cards: a README whose front matter is metadata and whose body is somebody's words. */
import type { HubClient } from './client.ts';
import { openFile } from './files.ts';
import { HubError } from './hubErrors.ts';
import type { RepoId } from './repoId.ts';

export interface Card {
  /** The lines between the two `---`, as they stand there; empty where there are none. */
  readonly frontMatter: string;
  readonly body: string;
}

const longestBytes = 512 * 1024;

/** Undefined: the repository has none. Longer ones are cut. */
export async function readCard(
  hub: HubClient,
  repo: RepoId,
  revision: string,
  signal?: AbortSignal,
): Promise<(Card & { readonly revision: string }) | undefined> {
  try {
    const opened = await openFile(hub, { repo, revision, path: 'README.md' }, { signal });
    return { ...splitCard(await beginning(opened.response)), revision: opened.revision };
  } catch (error) {
    if (error instanceof HubError && error.code === 'hub-entry-not-found') return undefined;
    throw error;
  }
}

/** As the Hub does: front matter stands at the very beginning, between lines of three dashes. */
export function splitCard(text: string): Card {
  const plain = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  if (!/^---[ \t]*\n/.test(plain)) return { frontMatter: '', body: plain };
  const from = plain.indexOf('\n') + 1;
  const end = /^---[ \t]*$/m.exec(plain.slice(from));
  if (end === null) return { frontMatter: '', body: plain };
  return {
    frontMatter: plain.slice(from, from + end.index).trimEnd(),
    body: plain.slice(from + end.index + end[0].length).replace(/^\n+/, ''),
  };
}

async function beginning(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    bytes += chunk.length;
    if (bytes > longestBytes) break;
  }
  return text;
}
