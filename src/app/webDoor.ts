import { matchesHost } from '../base/hostPatterns.ts';
import type { Permit, RequirePermit } from '../base/permit.ts';
import { gitHubHost, plainHost } from '../web/addresses.ts';
import type { WebDoor, WebHost } from '../web/door.ts';
import type { GitHubParts } from '../web/gitHub.ts';
import type { WebPage } from '../web/page.ts';
import type { WebSettings } from '../web/settings.ts';
import { noSearch, WebError } from '../web/webErrors.ts';
import type { WorkbenchHost } from './api.ts';

type Host = Pick<WorkbenchHost, 'web'>;

/** Long enough to page through one, short enough that it is what stands there. */
const pageForMs = 5 * 60_000;
const mostPages = 8;

/** The web for the tools of one workspace. Everything that asks is loaded at the first question. */
export function createWebDoor(host: Host, require: RequirePermit): WebDoor {
  const pages = new Map<string, { readonly page: WebPage; readonly untilMs: number }>();
  const lookUpAt = (permit: Permit, name: string): void => require(permit, { kind: 'lookup', host: name });
  const onGitHub = async (permit: Permit) => {
    const web = webOf(host);
    const api = web.settings().gitHub;
    lookUpAt(permit, gitHubHost(api));
    const parts: GitHubParts = { api, token: (isNeeded) => web.gitHubToken(isNeeded), fetch: fetchOf(web), userAgent: web.userAgent };
    return { parts, ...(await import('../web/gitHub.ts')) };
  };
  return {
    isOpen: host.web !== undefined,
    get searchHost() {
      const { search } = webOf(host).settings();
      return search === undefined ? undefined : new URL(search.endpoint).hostname;
    },
    get gitHubHost() {
      return gitHubHost(webOf(host).settings().gitHub);
    },
    async readPage(permit, url, signal) {
      lookUpAt(permit, plainHost(url));
      const kept = pages.get(url.href);
      if (kept !== undefined && kept.untilMs > Date.now()) return kept.page;
      const web = webOf(host);
      const [{ createGuardedFetch }, { readWebPage }] = await Promise.all([import('../web/guardedFetch.ts'), import('../web/page.ts')]);
      const fetch = createGuardedFetch({
        isOwn: (name) => isOwn(name, web.settings()),
        ...(web.resolve === undefined ? {} : { resolve: web.resolve }),
      });
      const page = await readWebPage(url, { fetch, userAgent: web.userAgent }, signal);
      keep(pages, url.href, page);
      return page;
    },
    async search(permit, query, signal) {
      const web = webOf(host);
      const settings = web.settings();
      if (settings.search === undefined) throw noSearch();
      lookUpAt(permit, new URL(settings.search.endpoint).hostname);
      const { searchTheWeb } = await import('../web/search.ts');
      return await searchTheWeb({ settings, key: await web.searchKey(), fetch: fetchOf(web) }, query, signal);
    },
    async searchCode(permit, query, paging, signal) {
      const { parts, searchCode } = await onGitHub(permit);
      return await searchCode(parts, query, paging, signal);
    },
    async searchRepositories(permit, query, paging, signal) {
      const { parts, searchRepositories } = await onGitHub(permit);
      return await searchRepositories(parts, query, paging, signal);
    },
    async listRepositories(permit, owner, paging, signal) {
      const { parts, listRepositories } = await onGitHub(permit);
      return await listRepositories(parts, owner, paging, signal);
    },
    async readTree(permit, repo, ref, signal) {
      const { parts, readTree } = await onGitHub(permit);
      return await readTree(parts, repo, ref, signal);
    },
    async readGitHubFile(permit, file, wanted, signal) {
      const { parts, readGitHubPage } = await onGitHub(permit);
      return await readGitHubPage(parts, file, wanted, signal);
    },
  };
}

/** Services that are asked without a question to the person: those that they have set up. */
export function webLookupHosts({ web }: Host): readonly string[] {
  if (web === undefined) return [];
  try {
    const { search, gitHub: api } = web.settings();
    return [gitHubHost(api), ...(search === undefined ? [] : [new URL(search.endpoint).hostname])];
  } catch {
    // Whoever goes there says what is wrong with the setting.
    return [];
  }
}

function keep(pages: Map<string, { readonly page: WebPage; readonly untilMs: number }>, url: string, page: WebPage): void {
  pages.delete(url);
  pages.set(url, { page, untilMs: Date.now() + pageForMs });
  const [oldest] = pages.keys();
  if (pages.size > mostPages && oldest !== undefined) pages.delete(oldest);
}

function isOwn(name: string, { privateHosts }: WebSettings): boolean {
  return privateHosts.includes(name) || matchesHost(name, privateHosts);
}

function fetchOf(web: WebHost): typeof globalThis.fetch {
  // The editor puts its own, which knows the proxy, in place of Node's when it has read its settings.
  return (input, init) => (web.fetch ?? globalThis.fetch)(input, init);
}

function webOf({ web }: Host): WebHost {
  if (web !== undefined) return web;
  throw new WebError('web-unreachable', 'The web is not set up here.', 'Go on without it.');
}
