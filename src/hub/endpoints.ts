import { PracticumError } from '../base/errors.ts';

/** Where Hugging Face is: each is a setting, so that a company's own Hub or a stand-in takes its place. Origins without a slash at the end. */
export interface HubEndpoints {
  readonly hub: string;
  readonly router: string;
  readonly datasetsServer: string;
  /** Ports of jobs are reached at `<job>--<port>.<this>`; `http://127.0.0.1:8000` stands for a stand-in that has them all below `/<job>--<port>`. */
  readonly jobs: string;
  /** Spaces answer at `<owner>-<name>.<this>`, or below `/<owner>-<name>` of a stand-in. */
  readonly spaces: string;
}

export const usualEndpoints: HubEndpoints = {
  hub: 'https://huggingface.co',
  router: 'https://router.huggingface.co',
  datasetsServer: 'https://datasets-server.huggingface.co',
  jobs: 'hf.jobs',
  spaces: 'hf.space',
};

/** What the person set, empty where nothing was; `HF_ENDPOINT` stands for the Hub, as in the official clients. Throws `hub-endpoint`. */
export function endpointsFrom(set: Partial<HubEndpoints>, env: Readonly<Record<string, string | undefined>>): HubEndpoints {
  const hub = origin('hub', set.hub || env['HF_ENDPOINT'] || usualEndpoints.hub);
  return {
    hub,
    router: origin('router', set.router || usualEndpoints.router),
    datasetsServer: origin('datasetsServer', set.datasetsServer || usualEndpoints.datasetsServer),
    jobs: domain('jobs', set.jobs || usualEndpoints.jobs),
    spaces: domain('spaces', set.spaces || usualEndpoints.spaces),
  };
}

/** The hosts that are asked for look-ups. */
export function lookupHostsOf({ hub, router, datasetsServer }: HubEndpoints): readonly string[] {
  return [...new Set([hub, router, datasetsServer].map((each) => new URL(each).hostname))];
}

function origin(name: keyof HubEndpoints, text: string): string {
  const url = URL.parse(text);
  // The key goes there: only a machine of one's own is spoken to in the clear.
  if (url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isOwn(url.hostname))) && url.username === '')
    return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  throw new PracticumError('hub-endpoint', `“${text}” is no address for ${name}.`, {
    hint: 'Give an https address, as https://huggingface.co; plain http only for this machine.',
  });
}

function domain(name: keyof HubEndpoints, text: string): string {
  if (/^https?:/.test(text)) return origin(name, text);
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text)) return text.toLowerCase();
  throw new PracticumError('hub-endpoint', `“${text}” is no domain for ${name}.`, { hint: `Give one as ${usualEndpoints[name]}.` });
}

/** Names of this very machine. */
export function isOwn(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** `https://<label>.<domain>`, or below a stand-in's address. */
export function addressBelow(domainOrOrigin: string, label: string): string {
  return /^https?:/.test(domainOrOrigin) ? `${domainOrOrigin}/${label}` : `https://${label}.${domainOrOrigin}`;
}
