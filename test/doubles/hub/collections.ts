/** Collections: named lists of repositories and papers. */
import type { Accounts } from './accounts.ts';
import { idOf } from './accounts.ts';
import type { Exchange } from './exchange.ts';
import { type Fields, fieldsOf, needText, numberOf, textOf } from './fields.ts';
import type { Ids } from './ids.ts';
import { sendPage } from './paging.ts';
import { Refusal } from './refusal.ts';
import { type Route, route } from './routes.ts';

interface Item {
  readonly _id: string;
  readonly type: string;
  readonly id: string;
  note: string | undefined;
}

interface Collection {
  readonly slug: string;
  readonly owner: string;
  title: string;
  description: string | undefined;
  isPrivate: boolean;
  theme: string;
  lastUpdated: string;
  items: Item[];
}

export function collectionRoutes(accounts: Accounts, ids: Ids, date: () => string, baseUrl: () => string): readonly Route[] {
  const all = new Map<string, Collection>();
  const one = '/api/collections/:owner/:slug';
  const find = (exchange: Exchange): Collection => {
    const collection = all.get(`${exchange.param('owner')}/${exchange.param('slug')}`);
    if (collection === undefined || (collection.isPrivate && !accounts.canRead(accounts.caller(exchange), collection.owner))) {
      throw new Refusal(404, 'Collection not found');
    }
    return collection;
  };
  const change = (exchange: Exchange): Collection => {
    const collection = find(exchange);
    accounts.needWrite(exchange, collection.owner);
    collection.lastUpdated = date();
    return collection;
  };
  const itemOf = (collection: Collection, exchange: Exchange): Item => {
    const item = collection.items.find(({ _id }) => _id === exchange.param('item'));
    if (item === undefined) throw new Refusal(404, 'The collection has no such item');
    return item;
  };
  return [
    route('GET /api/collections', (exchange) => {
      const caller = accounts.caller(exchange);
      const owners = exchange.queries('owner');
      const items = [...exchange.queries('item'), ...exchange.queries('paper').map((paper) => `papers/${paper}`)];
      const words = exchange.query('q')?.toLowerCase() ?? '';
      const found = [...all.values()].filter(
        (each) =>
          (!each.isPrivate || accounts.canRead(caller, each.owner)) &&
          (owners.length === 0 || owners.includes(each.owner)) &&
          (items.length === 0 || each.items.some(({ type, id }) => items.includes(`${type}s/${id}`))) &&
          each.title.toLowerCase().includes(words),
      );
      sendPage(
        exchange,
        baseUrl(),
        // In a list the client counts the positions itself.
        found.map((each) => describe(each, 4)),
        10,
      );
    }),
    route('POST /api/collections', async (exchange) => {
      const asked = await exchange.json();
      const owner = textOf(asked['namespace']) ?? accounts.need(exchange).user.name;
      accounts.needWrite(exchange, owner);
      const title = needText(asked, 'title');
      const same = [...all.values()].find((each) => each.owner === owner && each.title === title);
      if (same !== undefined)
        throw new Refusal(409, 'A collection of this title exists', { body: { error: 'It exists', slug: same.slug } });
      const slug = `${owner}/${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${ids.next()}`;
      const description = textOf(asked['description']);
      const isPrivate = asked['private'] === true;
      const collection: Collection = { slug, owner, title, description, isPrivate, theme: 'orange', lastUpdated: date(), items: [] };
      addItem(collection, asked['item'], undefined, ids);
      all.set(slug, collection);
      exchange.send(200, describe(collection));
    }),
    route(`GET ${one}`, (exchange) => exchange.send(200, describe(find(exchange)))),
    route(`PATCH ${one}`, async (exchange) => {
      const collection = change(exchange);
      const asked = await exchange.json();
      collection.title = textOf(asked['title']) ?? collection.title;
      collection.description = textOf(asked['description']) ?? collection.description;
      collection.theme = textOf(asked['theme']) ?? collection.theme;
      if (typeof asked['private'] === 'boolean') collection.isPrivate = asked['private'];
      exchange.send(200, { success: true, data: describe(collection) });
    }),
    route(`DELETE ${one}`, (exchange) => {
      all.delete(change(exchange).slug);
      exchange.send(200, { success: true });
    }),
    route(`POST ${one}/items`, async (exchange) => {
      const collection = change(exchange);
      const asked = await exchange.json();
      const { id, type } = fieldsOf(asked['item']);
      if (collection.items.some((each) => each.id === id && each.type === type))
        throw new Refusal(409, 'The item is in the collection already');
      addItem(collection, asked['item'], textOf(asked['note']), ids);
      exchange.send(200, describe(collection));
    }),
    route(`PATCH ${one}/items/:item`, async (exchange) => {
      const collection = change(exchange);
      const item = itemOf(collection, exchange);
      const asked: Fields = await exchange.json();
      item.note = textOf(asked['note']) ?? item.note;
      const position = numberOf(asked['position']);
      if (position !== undefined) {
        collection.items = collection.items.filter((each) => each !== item);
        collection.items.splice(position, 0, item);
      }
      exchange.send(200, { success: true, data: describe(collection) });
    }),
    route(`DELETE ${one}/items/:item`, (exchange) => {
      const collection = change(exchange);
      const item = itemOf(collection, exchange);
      collection.items = collection.items.filter((each) => each !== item);
      exchange.send(200, { success: true });
    }),
  ];
}

function addItem(collection: Collection, value: unknown, note: string | undefined, ids: Ids): void {
  const { id, type } = fieldsOf(value);
  if (typeof id === 'string' && typeof type === 'string') collection.items.push({ _id: ids.next(), id, type, note });
}

function describe(collection: Collection, atMost = Number.POSITIVE_INFINITY): object {
  const { slug, owner, title, description, isPrivate, theme, lastUpdated, items } = collection;
  return {
    ...(Number.isFinite(atMost) ? {} : { position: 0 }),
    slug,
    title,
    ...(description === undefined ? {} : { description }),
    owner: { _id: idOf(owner), name: owner, fullname: owner, type: 'user', avatarUrl: '' },
    private: isPrivate,
    theme,
    upvotes: 0,
    gating: false,
    lastUpdated,
    items: items.slice(0, atMost).map(({ _id, id, type, note }, position) => ({
      _id,
      id,
      type,
      position,
      ...(note === undefined ? {} : { note: { text: note, html: note } }),
    })),
  };
}
