/** Lists come in pages; the address of the next one is in the Link header. */
import type { Exchange } from './exchange.ts';

const mostPerPage = 1000;

export function sendPage(exchange: Exchange, baseUrl: string, items: readonly unknown[], usualLimit: number): void {
  const from = Number(Buffer.from(exchange.query('cursor') ?? '', 'base64url').toString() || 0);
  const limit = Math.max(1, Math.min(exchange.integer('limit', usualLimit), mostPerPage));
  const page = items.slice(from, from + limit);
  if (from + limit >= items.length) {
    exchange.send(200, page);
    return;
  }
  const next = new URL(exchange.record.url, baseUrl);
  next.searchParams.set('cursor', Buffer.from(String(from + limit)).toString('base64url'));
  exchange.send(200, page, { link: `<${next.href}>; rel="next"` });
}
