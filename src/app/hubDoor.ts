import type { Effect } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import { NotPermitted, type Permit, type RequirePermit } from '../base/permit.ts';
import { hideSecrets } from '../base/redact.ts';
import type { HubCall } from '../hub/call.ts';
import { createHubClient, type HubClient } from '../hub/client.ts';
import type { HubDoor, HubHost } from '../hub/door.ts';
import { type HubEndpoints, lookupHostsOf } from '../hub/endpoints.ts';
import { whoAmI } from '../hub/identity.ts';
import type { WorkbenchHost } from './api.ts';

/** `log` hears what the Hub warns of. */
type Host = Pick<WorkbenchHost, 'hub'> & Partial<Pick<WorkbenchHost, 'log'>>;

/** The Hub for the tools of one workspace. */
export function createHubDoor(host: Host, require: RequirePermit): HubDoor {
  return {
    isOpen: host.hub !== undefined,
    get endpoints() {
      return hubOf(host).endpoints();
    },
    under(permit, effect) {
      require(permit, effect);
      return guarded(personalHubClient(host), permit, effect, require);
    },
    payer: () => host.hub?.payer(),
  };
}

/** For what a person does with their own hand, a click or a word typed. Throws `no-hub` or `hub-endpoint`. */
export function personalHubClient(host: Host): HubClient {
  const hub = hubOf(host);
  const endpoints = hub.endpoints();
  const key = JSON.stringify(endpoints);
  const made = clients.get(hub);
  if (made?.key === key) return made.client;
  const client = clientFor(hub, endpoints, (text) => host.log?.('warn', text));
  clients.set(hub, { key, client });
  return client;
}

/** One client as long as the settings name the same places: what was learned of who is signed in, all that ask know. */
const clients = new WeakMap<HubHost, { readonly key: string; readonly client: HubClient }>();

/** A form does not wait for long. */
const answersMs = 4_000;

/** Who pays for machines of Hugging Face: whom the person chose, else who is signed in. Undefined: nobody is, or it cannot be found out now. */
export async function hubPayerOf(host: Host): Promise<string | undefined> {
  if (host.hub === undefined) return undefined;
  try {
    const hub = personalHubClient(host);
    if (!(await hub.isSignedIn())) return undefined;
    return host.hub.payer() ?? (await whoAmI(hub, AbortSignal.timeout(answersMs))).name;
  } catch {
    return undefined;
  }
}

/** Services that are asked without a question to the person: those that they have set up. */
export function lookupHosts({ hub }: Pick<WorkbenchHost, 'hub'>): readonly string[] {
  if (hub === undefined) return [];
  try {
    return lookupHostsOf(hub.endpoints());
  } catch {
    // Whoever goes there says what is wrong with the setting.
    return [];
  }
}

function clientFor(hub: HubHost, endpoints: HubEndpoints, warn: (text: string) => void): HubClient {
  return createHubClient({
    endpoints,
    token: () => hub.token(),
    // The editor puts its own, which knows the proxy, in place of Node's when it has read its settings.
    fetch: (input, init) => (hub.fetch ?? globalThis.fetch)(input, init),
    userAgent: hub.userAgent,
    warn,
  });
}

function hubOf({ hub }: Host): HubHost {
  if (hub !== undefined) return hub;
  throw new PracticumError('no-hub', 'Hugging Face is not set up here.', { hint: 'Go on without it.' });
}

/** The same client, which looks at the permit before each call. */
function guarded(client: HubClient, permit: Permit, effect: Effect, require: RequirePermit): HubClient {
  const check = (call: HubCall): void => {
    require(permit, effect);
    const why = excess(call, effect, client.endpoints) ?? keyIn(call);
    if (why !== undefined) throw new NotPermitted(effect, why);
  };
  return {
    endpoints: client.endpoints,
    isSignedIn: () => client.isSignedIn(),
    kept: (name, forMs, ask) => client.kept(name, forMs, ask),
    async json(call, schema) {
      check(call);
      return await client.json(call, schema);
    },
    async done(call) {
      check(call);
      await client.done(call);
    },
    async text(call, atMostBytes) {
      check(call);
      return await client.text(call, atMostBytes);
    },
    async *pages(call, item) {
      check(call);
      for await (const each of client.pages(call, item)) {
        require(permit, effect);
        yield each;
      }
    },
    async open(call) {
      check(call);
      return await client.open(call);
    },
    async toStorage(url, init) {
      require(permit, effect);
      if (effect.kind === 'lookup') throw new NotPermitted(effect, 'a look-up uploads nothing');
      return await client.toStorage(url, init);
    },
  };
}

/** Whatever was looked at before: what the person logs in with is in no word that goes there. The token is no part of a call. */
function keyIn({ path, query, json, form, body }: HubCall): string | undefined {
  const words = [path, JSON.stringify([query, json, form]), typeof body?.bytes === 'string' ? body.bytes : ''];
  const keys = hideSecrets.known();
  return words.some((text) => keys.some((key) => text.includes(key))) ? 'a key would go there with it' : undefined;
}

/** What a call would do beyond its effect, in words; undefined: nothing. */
function excess(call: HubCall, effect: Effect, endpoints: HubEndpoints): string | undefined {
  const url = new URL(`${endpoints[call.at ?? 'hub']}${call.path}`);
  switch (effect.kind) {
    case 'lookup':
      if (url.hostname !== effect.host) return `it would ask ${url.hostname}`;
      return onlyAsks(call) ? undefined : 'a look-up changes nothing';
    case 'publish':
      return onlyAsks(call) || changes(call, url, effect.repo, endpoints) ? undefined : 'it would change something else';
    default:
      return onlyAsks(call) || !changesAnyRepo(url, endpoints) ? undefined : 'it would change a repository';
  }
}

function changesAnyRepo(url: URL, endpoints: HubEndpoints): boolean {
  const path = pathBelow(url, endpoints);
  return (
    /^\/api\/(?:repos|models|datasets|collections)(?:\/|$)/.test(path) ||
    /^\/api\/spaces\/[^/]+\/[^/]+\/(?:commit|preupload|branch|tag|settings)\b/.test(path) ||
    path.includes('.git/')
  );
}

/** As the Hub reads it, without where a mirror has it. */
function pathBelow({ pathname }: URL, { hub }: HubEndpoints): string {
  return decodeURIComponent(pathname.slice(new URL(hub).pathname.replace(/\/$/, '').length));
}

/** Questions that are sent as POST because they are long. */
const askedByPost = /^\/api\/(?:(?:model|dataset|space)s\/[^/]+(?:\/[^/]+)?\/paths-info\/[^/]+|validate-yaml|quicksearch)$/;

function onlyAsks({ method = 'GET', path }: HubCall): boolean {
  return method === 'GET' || method === 'HEAD' || (method === 'POST' && askedByPost.test(path));
}

/** `repo` is `models/ada/tiny`. */
function changes(call: HubCall, url: URL, repo: string, endpoints: HubEndpoints): boolean {
  const { json } = call;
  const below = pathBelow(url, endpoints);
  if (repo.startsWith('collections/')) return addsToCollection(call, below, repo);
  const [types = '', ...name] = repo.split('/');
  const page = types === 'models' ? name.join('/') : repo;
  if (`${below}/`.startsWith(`/api/${repo}/`) || below.startsWith(`/${page}.git/`)) return true;
  return /^\/api\/repos\/(create|delete)$/.test(below) && namesRepo(json, types.slice(0, -1), name.join('/'));
}

/** Makes the collection or adds to it; takes nothing away. One that is yet to be made is known by its title alone, of which the Hub makes its name. */
function addsToCollection({ method, json }: HubCall, below: string, repo: string): boolean {
  if (method !== 'POST') return false;
  const [, owner = '', ...rest] = repo.split('/');
  const name = rest.join('/');
  if (below === '/api/collections') return fieldOf(json, 'namespace') === owner && fieldOf(json, 'title') === name;
  const [, of, slug = ''] = /^\/api\/collections\/([^/]+)\/([^/]+)\/items$/.exec(below) ?? [];
  if (of !== owner) return false;
  const words = folded(slug.replace(/-?[0-9a-f]{16,24}$/, ''));
  return slug === name || (words === '' ? folded(name) === '' : folded(name).startsWith(words));
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '');
}

function fieldOf(json: unknown, name: string): string {
  return typeof json === 'object' && json !== null ? String(Reflect.get(json, name) ?? '') : '';
}

/** These calls name in their body what they are about. */
function namesRepo(json: unknown, type: string, id: string): boolean {
  const [owner, name] = [fieldOf(json, 'organization'), fieldOf(json, 'name')];
  return (fieldOf(json, 'type') || 'model') === type && (owner === '' ? name : `${owner}/${name}`) === id;
}
