/** Addresses of the web, as far as it takes to say what a call would ask: who asks is loaded when it is asked. */
import { WebError } from './webErrors.ts';

/** An address as a model gives it. Throws `web-address`. */
export function pageUrl(text: string): URL {
  const url = URL.parse(text.trim());
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') {
    url.hash = '';
    return url;
  }
  throw new WebError('web-address', `“${text.slice(0, 200)}” is no address of a page.`, 'Give a whole address: https://….');
}

/** `127.0.0.1`, `::1`, `example.org`: how `URL` writes `0x7f.1` is the first of these. */
export function plainHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

export function gitHubHost(api: string): string {
  return new URL(api).hostname;
}

const repoName = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9._-]{1,100}$/;

/** `owner/name`, or of an address. Throws `web-address`. */
export function gitHubRepo(text: string): string {
  const [, path = text] = /^(?:https?:\/\/)?(?:www\.)?github\.com\/(.+)$/.exec(text.trim()) ?? [];
  const repo = path
    .trim()
    .split('/')
    .slice(0, 2)
    .join('/')
    .replace(/\.git$/, '');
  if (repoName.test(repo) && !/\/\.+$/.test(repo)) return repo;
  throw new WebError('web-address', `“${text.slice(0, 150)}” names no repository of GitHub.`, 'Give owner/name, as huggingface/trl.');
}
