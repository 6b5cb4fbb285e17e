import * as vscode from 'vscode';
import { type ModelRow, rowsOf } from '../app/modelRows.ts';
import { listModels } from '../models/choiceListing.ts';
import { services } from '../models/choiceServices.ts';
import { parseModelId } from '../models/choose.ts';
import { localPortsFrom, lookForLocalServers } from '../models/localServers.ts';
import { type Endpoint, endpointFor } from './endpoints.ts';
import { type KeyStore, knownKey, localConsentKey } from './keys.ts';
import { chosenEndpoint } from './models.ts';
import { readSetting } from './settings.ts';

/** What one service, server or the editor offers. */
export interface Section {
  readonly label: string;
  readonly rows: readonly ModelRow[];
  /** Absent: the editor's own, and servers that were found. */
  readonly endpoint?: Endpoint;
  /** Why there are none, or that more could be there. */
  readonly note?: string;
  /** It shows its list only with a key, or another one. */
  readonly isRefused?: true;
}

/** Where models could be had, and what is missing first. */
export interface Offer {
  readonly sections: readonly Section[];
  /** Public services without a key. */
  readonly withoutKey: readonly Endpoint[];
}

/**
 * Everything that can be chosen now, in parts as they come. Asked are only services whose key is here, what is set or was chosen before, the
 * editor, and this machine where the person agreed to it; no question is put to anybody, and no key goes anywhere but to its host.
 */
export async function gatherModels(
  store: KeyStore,
  chosen: readonly string[],
  onPart: (offer: Offer) => void,
  signal: AbortSignal,
): Promise<Offer> {
  const { asked, withoutKey } = await endpointsOf(store, chosen);
  const places: (() => Promise<readonly Section[]>)[] = [
    ...asked.map(({ endpoint, key }) => async () => [await sectionOf(endpoint, key, signal)]),
    ...(store.memory.get(localConsentKey, false) ? [async () => await localSections(signal)] : []),
    editorSections,
  ];
  const sections: Section[] = [];
  const soFar = (): Offer => ({ sections: [...sections], withoutKey });
  await Promise.all(
    places.map(async (gather) => {
      sections.push(...(await gather()));
      if (!signal.aborted) onPart(soFar());
    }),
  );
  return soFar();
}

interface Asked {
  readonly endpoint: Endpoint;
  readonly key: string | undefined;
}

async function endpointsOf(
  store: KeyStore,
  chosen: readonly string[],
): Promise<{ readonly asked: readonly Asked[]; readonly withoutKey: readonly Endpoint[] }> {
  const wanted = [...chosen.flatMap(endpointOfChoice), ...setEndpoints()];
  const all = [
    ...wanted,
    ...services.filter(({ keyVariable }) => keyVariable !== undefined).flatMap((one) => endpointFor(one.provider, one.baseUrl) ?? []),
  ];
  const once = [...new Map(all.map((endpoint) => [`${endpoint.provider} ${endpoint.baseUrl}`, endpoint])).values()];
  const looked = await Promise.all(once.map(async (endpoint) => ({ endpoint, key: await knownKey(endpoint, store) })));
  return {
    asked: looked.filter(({ endpoint, key }) => key !== undefined || !endpoint.needsKey),
    withoutKey: looked.flatMap(({ endpoint, key }) => (key === undefined && endpoint.needsKey ? [endpoint] : [])),
  };
}

/** Addresses that the person set, in place of the providers' own. */
function setEndpoints(): readonly Endpoint[] {
  return (['anthropic', 'openai'] as const).flatMap((provider) => {
    try {
      return [chosenEndpoint(provider)];
    } catch {
      return []; // said when it is used
    }
  });
}

function endpointOfChoice(choice: string): readonly Endpoint[] {
  try {
    const { provider, baseUrl } = parseModelId(choice);
    return provider === 'editor' ? [] : [chosenEndpoint(provider, baseUrl)];
  } catch {
    return [];
  }
}

/** What this endpoint lists; what is known of it without its list where it gives none. */
export async function sectionOf(endpoint: Endpoint, key: string | undefined, signal: AbortSignal): Promise<Section> {
  const { provider, baseUrl, label } = endpoint;
  const listing = await listModels(endpoint, key, signal);
  const rows = rowsOf({ provider, baseUrl, label, configuredUrl: configuredUrl(provider) }, listing, new Date());
  const note = listing.kind === 'refused' ? 'wants a key, or another one' : rows.length === 0 ? 'gave no list of its models' : undefined;
  return { label, rows, endpoint, ...(note === undefined ? {} : { note }), ...(listing.kind === 'refused' ? { isRefused: true } : {}) };
}

export function configuredUrl(provider: Endpoint['provider']): string {
  const set = provider === 'anthropic' ? readSetting('practicum.anthropic.baseUrl') : readSetting('practicum.openai.baseUrl');
  return endpointFor(provider, set)?.baseUrl ?? '';
}

async function localSections(signal: AbortSignal): Promise<readonly Section[]> {
  try {
    const found = await lookForLocalServers(signal, localPortsFrom(process.env['PRACTICUM_LOCAL_PORTS']));
    return found.flatMap((port): Section[] => {
      if (port.kind === 'nothing') return [];
      if (port.kind === 'other') return [{ label: `Port ${port.port}`, rows: [], note: port.said }];
      const label = `${port.label} on this machine`;
      const at = { provider: 'openai', baseUrl: port.baseUrl, label, configuredUrl: configuredUrl('openai') } as const;
      const rows = rowsOf(at, { kind: 'listed', models: port.models }, new Date());
      return [{ label, rows, ...(rows.length === 0 ? { note: 'has no model yet' } : {}) }];
    });
  } catch (error) {
    if (signal.aborted) return [];
    return [{ label: 'This machine', rows: [], note: error instanceof Error ? error.message : String(error) }];
  }
}

async function editorSections(): Promise<readonly Section[]> {
  const { listEditorModels } = await import('./editorModels.ts');
  const rows = await listEditorModels();
  return rows.length === 0 ? [] : [{ label: 'The editor’s own models', rows }];
}

/** One question, whose answer is kept; *Forget API Keys and Consent* takes it back. Undefined: the person turned away. */
export async function askAboutThisMachine(store: KeyStore): Promise<boolean | undefined> {
  const choice = await vscode.window.showInformationMessage(
    'May Practicum look for model servers on this machine?',
    {
      modal: true,
      detail:
        'It asks the default ports of Ollama (11434), vLLM (8000), LM Studio (1234) and llama.cpp (8080) on 127.0.0.1 whenever models are listed, and sends no key. The answer is remembered; “Practicum: Forget API Keys and Consent” takes it back.',
    },
    'Look for Them',
    'Do Not Look',
  );
  if (choice === undefined) return undefined;
  await store.memory.update(localConsentKey, choice === 'Look for Them');
  return choice === 'Look for Them';
}
