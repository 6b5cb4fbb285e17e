import { learnSecrets } from '../base/redact.ts';
import type { WebHost } from '../web/door.ts';
import { webSettingsFrom } from '../web/settings.ts';
import { userAgent } from './hubHost.ts';

/** The web as the command line knows it: from the environment alone, where nobody can be asked to sign in. */
export function createCliWebHost(env: Readonly<Record<string, string | undefined>>): WebHost {
  const secret = (...names: readonly string[]): string | undefined => {
    const found = names.map((name) => env[name]).find((value) => value !== undefined && value !== '');
    if (found !== undefined) learnSecrets([found]);
    return found;
  };
  return {
    userAgent,
    settings: () =>
      webSettingsFrom({
        provider: env['PRACTICUM_WEB_SEARCH'],
        endpoint: env['PRACTICUM_WEB_SEARCH_ENDPOINT'],
        gitHub: env['PRACTICUM_GITHUB_ENDPOINT'],
        privateHosts: (env['PRACTICUM_PRIVATE_HOSTS'] ?? '').split(/[\s,]+/).filter((host) => host !== ''),
      }),
    searchKey: async () => secret('PRACTICUM_WEB_SEARCH_KEY'),
    gitHubToken: async () => secret('GITHUB_TOKEN', 'GH_TOKEN'),
  };
}
