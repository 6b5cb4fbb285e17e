import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { systemClock } from '../base/clock.ts';
import { Cancelled, PracticumError } from '../base/errors.ts';
import { hideSecrets, learnSecrets } from '../base/redact.ts';
import { startDeviceCode, waitForTokens } from '../hub/deviceCode.ts';
import type { HubEndpoints } from '../hub/endpoints.ts';
import { type HubIdentity, whoAmI } from '../hub/identity.ts';
import { tokenIn, tokenPlaces } from '../hub/tokenFiles.ts';
import { borrowedToken, hubClientId, hubClientWith, hubEndpoints } from './hubHost.ts';
import type { HubKeep } from './hubKeep.ts';

type Way = 'paste' | 'browser' | 'environment' | 'file';

/** Signs in to the Hub that is set. Nothing is kept before it has said whose token it is. Throws Cancelled when the person turns away. */
export async function signIn(keep: HubKeep, userAgent: string): Promise<HubIdentity> {
  const place = { endpoints: hubEndpoints(), userAgent, keep };
  switch (await chosenWay(place.endpoints)) {
    case 'paste':
      return await byToken(place);
    case 'browser':
      return await byCode(place);
    case 'environment':
      return await byBorrowed(place, 'environment');
    case 'file':
      return await byBorrowed(place, 'file');
  }
}

interface Place {
  readonly endpoints: HubEndpoints;
  readonly userAgent: string;
  readonly keep: HubKeep;
}

/** Pasting a token always works; what else there is stands below it. */
async function chosenWay({ hub }: HubEndpoints): Promise<Way> {
  const { host } = new URL(hub);
  const { file } = tokenPlaces(process.env, homedir());
  const ways: (vscode.QuickPickItem & { readonly way: Way })[] = [
    { label: '$(key) Paste a token', description: `for ${host}, kept in the editor’s secret storage`, way: 'paste' },
  ];
  if (hubClientId() !== undefined) ways.push({ label: '$(globe) Sign in in the browser', description: 'with a code', way: 'browser' });
  if ((await borrowedToken('environment')) !== undefined)
    ways.push({ label: '$(terminal) Use HF_TOKEN from the environment', description: `for ${host}`, way: 'environment' });
  if ((await borrowedToken('file')) !== undefined)
    ways.push({ label: '$(file) Use the token of the hf command line', description: `${file}, for ${host}`, way: 'file' });
  if (ways.length === 1) return 'paste';
  const chosen = await vscode.window.showQuickPick(ways, {
    title: 'Sign In to Hugging Face',
    placeHolder: 'A token that is kept elsewhere is used only if you choose it here',
    ignoreFocusOut: true,
  });
  if (chosen === undefined) throw new Cancelled();
  return chosen.way;
}

async function byToken({ endpoints, userAgent, keep }: Place): Promise<HubIdentity> {
  const settings = `${endpoints.hub}/settings/tokens`;
  for (let problem = ''; ; ) {
    const text = await vscode.window.showInputBox({
      title: 'Sign In to Hugging Face',
      prompt: problem === '' ? `Make a token at ${settings}. It is kept in the editor’s secret storage.` : problem,
      placeHolder: 'hf_…',
      password: true,
      ignoreFocusOut: true,
      validateInput: (typed) => (tokenIn(typed) === undefined ? 'A token is one word, such as hf_….' : undefined),
    });
    const token = text === undefined ? undefined : tokenIn(text);
    if (token === undefined) throw new Cancelled();
    try {
      const identity = await ownerOf(endpoints, userAgent, token);
      await keep.keepToken(endpoints.hub, token, identity);
      return identity;
    } catch (error) {
      // It can be pasted once more, or another one.
      if (!(error instanceof PracticumError) || error instanceof Cancelled) throw error;
      problem = `${hideSecrets(error.message)} Paste another one (${settings}).`;
    }
  }
}

async function byBorrowed({ endpoints, userAgent, keep }: Place, from: 'environment' | 'file'): Promise<HubIdentity> {
  const token = await borrowedToken(from);
  if (token === undefined) throw new PracticumError('hub-token-file', 'That token is gone.', { hint: 'Paste one instead.' });
  const identity = await ownerOf(endpoints, userAgent, token);
  await keep.useBorrowed(endpoints.hub, from, identity);
  return identity;
}

async function byCode({ endpoints, userAgent, keep }: Place): Promise<HubIdentity> {
  const clientId = hubClientId();
  if (clientId === undefined)
    throw new PracticumError('hub-client-id', 'No app is set for signing in.', { hint: 'Set practicum.hub.clientId.' });
  return await withProgress(async (signal, report) => {
    const hub = hubClientWith(endpoints, userAgent);
    const code = await startDeviceCode(hub, clientId, signal);
    report(`the code is ${code.userCode} (copied)`);
    await vscode.env.clipboard.writeText(code.userCode);
    await vscode.env.openExternal(vscode.Uri.parse(code.filledPage ?? code.page, true));
    const tokens = await waitForTokens(hub, code, { clientId, clock: systemClock, signal });
    const identity = await whoAmI(hubClientWith(endpoints, userAgent, tokens.accessToken), signal);
    await keep.keepTokens(endpoints.hub, clientId, tokens, identity);
    return identity;
  });
}

async function ownerOf(endpoints: HubEndpoints, userAgent: string, token: string): Promise<HubIdentity> {
  learnSecrets([token]);
  return await withProgress((signal) => whoAmI(hubClientWith(endpoints, userAgent, token), signal));
}

/** Shown until it ends; the person can stop it. */
async function withProgress<T>(act: (signal: AbortSignal, report: (message: string) => void) => Promise<T>): Promise<T> {
  const location = vscode.ProgressLocation.Notification;
  return await vscode.window.withProgress({ location, title: 'Signing in to Hugging Face', cancellable: true }, async (progress, token) => {
    const stop = new AbortController();
    const listening = token.onCancellationRequested(() => stop.abort(new Cancelled()));
    try {
      return await act(stop.signal, (message) => progress.report({ message }));
    } finally {
      listening.dispose();
    }
  });
}
