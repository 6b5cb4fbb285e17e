import * as vscode from 'vscode';
import { Cancelled } from '../base/errors.ts';
import { learnSecrets } from '../base/redact.ts';
import type { WebHost } from '../web/door.ts';
import { type WebSettings, webSettingsFrom } from '../web/settings.ts';
import { noSearch } from '../web/webErrors.ts';
import { readList, readSetting } from './settings.ts';

/** The web as this window knows it: settings, the key in the secret storage, and the editor's own sign-in to GitHub. */
export function createEditorWebHost({ secrets, extension }: vscode.ExtensionContext): WebHost {
  const version: unknown = extension.packageJSON.version;
  return {
    userAgent: `practicum/${String(version)}`,
    settings: webSettings,
    async searchKey() {
      const { search } = webSettings();
      const key = search === undefined ? undefined : await secrets.get(secretName(search.endpoint));
      if (key !== undefined) learnSecrets([key]);
      return key;
    },
    async gitHubToken(isNeeded) {
      // An address of another GitHub is not where the editor is signed in.
      if (new URL(webSettings().gitHub).hostname !== 'api.github.com') return undefined;
      const how = isNeeded ? { createIfNone: { detail: 'GitHub searches code only for those who are signed in.' } } : { silent: true };
      const session = await Promise.resolve(vscode.authentication.getSession('github', [], how)).catch(() => undefined);
      if (session !== undefined) learnSecrets([session.accessToken]);
      return session?.accessToken;
    },
  };
}

/** *Set Web Search Key*: typed in, never shown, and sent to that service only. */
export async function setWebSearchKey(secrets: vscode.SecretStorage): Promise<void> {
  const { search } = webSettings();
  if (search === undefined) throw noSearch();
  const { host } = new URL(search.endpoint);
  const key = await vscode.window.showInputBox({
    title: `Key for the Web Search (${search.provider})`,
    prompt: `Kept in the editor’s secret storage and sent to ${host} only. Empty: forget it.`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (/^[\x21-\x7e]*$/.test(text.trim()) ? undefined : 'A key is one word without spaces.'),
  });
  if (key === undefined) throw new Cancelled();
  if (key.trim() === '') await secrets.delete(secretName(search.endpoint));
  else await secrets.store(secretName(search.endpoint), key.trim());
}

/** One for each service, so that no key goes to another. *Forget API Keys and Consent* forgets it too. */
function secretName(endpoint: string): string {
  return `practicum.key.webSearch@${new URL(endpoint).host}`;
}

function webSettings(): WebSettings {
  return webSettingsFrom({
    provider: readSetting('practicum.webSearch.provider'),
    endpoint: readSetting('practicum.webSearch.endpoint'),
    gitHub: readSetting('practicum.github.endpoint'),
    privateHosts: readList('practicum.web.privateHosts'),
  });
}
