import { isHostPattern } from '../base/hostPatterns.ts';
import { WebError } from './webErrors.ts';

export const searchProviders = ['brave', 'tavily', 'searxng'] as const;
export type SearchProviderName = (typeof searchProviders)[number];

/** What the person set about the web; each address is one of a stand-in or of a company's own service where they say so. */
export interface WebSettings {
  /** Absent: nobody searches the web. */
  readonly search?: { readonly provider: SearchProviderName; readonly endpoint: string };
  /** GitHub's API: `https://api.github.com`, or `https://git.example.org/api/v3`. */
  readonly gitHub: string;
  /** Hosts of the person's own network whose pages may be read. */
  readonly privateHosts: readonly string[];
}

export const usualGitHub = 'https://api.github.com';

const usualEndpoints: Readonly<Record<SearchProviderName, string | undefined>> = {
  brave: 'https://api.search.brave.com/res/v1/web/search',
  tavily: 'https://api.tavily.com/search',
  searxng: undefined,
};

/** As they stand in settings or in the environment: empty where nothing was said. Throws `web-address`. */
export interface WrittenWebSettings {
  readonly provider?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly gitHub?: string | undefined;
  readonly privateHosts?: readonly string[] | undefined;
}

export function webSettingsFrom({ provider, endpoint, gitHub, privateHosts = [] }: WrittenWebSettings): WebSettings {
  const named = searchProviders.find((one) => one === provider);
  return {
    gitHub: service('GitHub’s API', gitHub || usualGitHub),
    privateHosts: privateHosts.map((host) => host.toLowerCase()).filter((host) => isHostPattern(host) || host.includes(':')),
    ...(named === undefined ? {} : { search: { provider: named, endpoint: searchEndpoint(named, endpoint) } }),
  };
}

function searchEndpoint(provider: SearchProviderName, endpoint: string | undefined): string {
  const usual = usualEndpoints[provider];
  if (endpoint !== undefined && endpoint !== '') return service('the web search', endpoint);
  if (usual !== undefined) return usual;
  throw new WebError(
    'web-address',
    'SearXNG has no address of its own.',
    'Set practicum.webSearch.endpoint to that of a SearXNG that answers JSON.',
  );
}

function service(name: string, text: string): string {
  const url = URL.parse(text);
  const isOwn = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  // A key goes there: only a machine of one's own is spoken to in the clear.
  if (url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isOwn)) && url.username === '')
    return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  throw new WebError(
    'web-address',
    `“${text.slice(0, 200)}” is no address for ${name}.`,
    'Give an https address; plain http only for this machine.',
  );
}
