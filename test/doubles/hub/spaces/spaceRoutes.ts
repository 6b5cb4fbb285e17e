/** The calls about Spaces, and the way to their servers. */
import type { Exchange } from '../exchange.ts';
import type { Faults } from '../faults.ts';
import { fieldsOf, listOf, needText, numberOf, textOf } from '../fields.ts';
import { spaceHardware } from '../jobs/hardware.ts';
import { type Volume, volumeOf } from '../jobs/job.ts';
import { passOn } from '../proxy.ts';
import { Refusal, repoNotFound } from '../refusal.ts';
import { subdomainOf } from '../repos/info.ts';
import type { Repo } from '../repos/repo.ts';
import type { Repos } from '../repos/repos.ts';
import { type Route, route } from '../routes.ts';
import { stream } from '../sse.ts';
import type { SpaceEngine } from './engine.ts';
import type { Space } from './space.ts';

export interface SpaceParts {
  readonly repos: Repos;
  readonly engine: SpaceEngine;
  readonly faults: Faults;
  readonly keepAliveMs: number;
  readonly needVolume: (exchange: Exchange, volume: Volume) => void;
}

const one = '/api/spaces/:owner/:name';

export function spaceRoutes(parts: SpaceParts): readonly Route[] {
  const { repos, engine } = parts;
  const id = (exchange: Exchange): string => `${exchange.param('owner')}/${exchange.param('name')}`;
  const read = (exchange: Exchange): Space => engine.of(repos.needRead(exchange, 'space', id(exchange)));
  const write = (exchange: Exchange): Space => engine.of(repos.needWrite(exchange, 'space', id(exchange)).repo);
  const answer = (exchange: Exchange, space: Space): void => exchange.send(200, space.runtime());
  return [
    route('GET /api/spaces/hardware', (exchange) => exchange.send(200, spaceHardware)),
    route('GET /api/spaces/templates', (exchange) => exchange.send(200, { templates: [] })),
    route(`GET ${one}/runtime`, (exchange) => answer(exchange, read(exchange))),
    route(`POST ${one}/hardware`, async (exchange) => {
      const space = write(exchange);
      needDynamic(space);
      const asked = await exchange.json();
      const caller = repos.accounts.need(exchange);
      askHardware(space, needText(asked, 'flavor'), caller.user.canPay);
      space.sleepSeconds = numberOf(asked['sleepTimeSeconds']) ?? space.sleepSeconds;
      engine.rebuild(space.repo);
      answer(exchange, space);
    }),
    route(`POST ${one}/sleeptime`, async (exchange) => {
      const space = write(exchange);
      needDynamic(space);
      const { seconds } = await exchange.json();
      space.sleepSeconds = numberOf(seconds) ?? null;
      answer(exchange, space);
    }),
    route(`POST ${one}/pause`, (exchange) => {
      const space = write(exchange);
      needDynamic(space);
      engine.stop(space, 'PAUSED');
      answer(exchange, space);
    }),
    route(`POST ${one}/restart`, (exchange) => {
      const space = write(exchange);
      needDynamic(space);
      engine.rebuild(space.repo, parts.faults.startDelayMs(exchange));
      answer(exchange, space);
    }),
    ...settingRoutes(write, repos.date.bind(repos)),
    route(`PUT ${one}/volumes`, async (exchange) => {
      const space = write(exchange);
      space.volumes = volumesIn(parts, exchange, (await exchange.json())['volumes']);
      answer(exchange, space);
    }),
    route(`DELETE ${one}/volumes`, (exchange) => {
      const space = write(exchange);
      space.volumes = [];
      answer(exchange, space);
    }),
    route(`GET ${one}/logs/:log(run|build)`, async (exchange) => {
      const space = write(exchange);
      const tail = exchange.query('tail');
      await stream(exchange, parts.faults, {
        from: exchange.param('log') === 'run' ? space.runLog : space.buildLog,
        write: (line) => `data: ${JSON.stringify(line)}\n\n`,
        tail: tail === undefined ? undefined : Number(tail),
        keepAlive: 'data: \n\n',
        keepAliveMs: parts.keepAliveMs,
      });
    }),
    route(`GET ${one}/events`, async (exchange) => {
      const space = read(exchange);
      await stream(exchange, parts.faults, {
        from: space.events,
        write: ({ stage }) => `event: status\ndata: ${JSON.stringify({ ...space.runtime(), stage })}\n\n`,
        keepAlive: 'data: \n\n',
        keepAliveMs: parts.keepAliveMs,
        isEndless: true,
      });
    }),
    route('* /spaces-apps/:app/*path', async (exchange) => await toApp(parts, exchange)),
    route('* /spaces-apps/:app', async (exchange) => await toApp(parts, exchange)),
  ];
}

/** What comes with the creation of a Space; all of it counts before the first build. */
export function prepareSpace(parts: SpaceParts, repo: Repo, exchange: Exchange, asked: Readonly<Record<string, unknown>>): void {
  const space = parts.engine.of(repo);
  const { canPay } = parts.repos.accounts.need(exchange).user;
  const hardware = textOf(asked['hardware']);
  if (hardware !== undefined) askHardware(space, hardware, canPay);
  const sleep = numberOf(asked['sleepTimeSeconds']);
  // What costs nothing sleeps when the Hub wants it to.
  if (sleep !== undefined && space.requestedHardware !== 'cpu-basic') space.sleepSeconds = sleep;
  for (const [target, list] of [[space.secrets, asked['secrets']] as const, [space.variables, asked['variables']] as const]) {
    for (const each of listOf(list)) {
      const fields = fieldsOf(each);
      const description = textOf(fields['description']);
      target.set(needText(fields, 'key'), {
        value: textOf(fields['value']) ?? '',
        updatedAt: parts.repos.date(),
        ...(description === undefined ? {} : { description }),
      });
    }
  }
  space.volumes = volumesIn(parts, exchange, asked['volumes']);
  space.buildFailure = parts.faults.buildFailure(exchange);
  parts.engine.rebuild(repo, parts.faults.startDelayMs(exchange));
}

function volumesIn({ needVolume }: SpaceParts, exchange: Exchange, asked: unknown): readonly Volume[] {
  const volumes = listOf(asked).map(volumeOf);
  for (const volume of volumes) needVolume(exchange, volume);
  return volumes;
}

function settingRoutes(write: (exchange: Exchange) => Space, date: () => string): readonly Route[] {
  const of = (exchange: Exchange) => {
    const space = write(exchange);
    return exchange.param('settings') === 'secrets' ? space.secrets : space.variables;
  };
  const path = `${one}/:settings(secrets|variables)`;
  const answer = (exchange: Exchange): void => {
    const isSecret = exchange.param('settings') === 'secrets';
    const shown = [...of(exchange)].map(([key, { value, ...rest }]) => [key, isSecret ? rest : { value, ...rest }]);
    exchange.send(200, Object.fromEntries(shown));
  };
  return [
    route(`GET ${path}`, answer),
    route(`POST ${path}`, async (exchange) => {
      const settings = of(exchange);
      const asked = await exchange.json();
      const key = needText(asked, 'key');
      if (!/^[A-Za-z_]\w*$/.test(key)) throw new Refusal(400, `Invalid key "${key}"`);
      const description = textOf(asked['description']);
      settings.set(key, { value: textOf(asked['value']) ?? '', updatedAt: date(), ...(description === undefined ? {} : { description }) });
      answer(exchange);
    }),
    route(`DELETE ${path}`, async (exchange) => {
      const settings = of(exchange);
      const key = needText(await exchange.json(), 'key');
      if (!settings.delete(key)) throw new Refusal(404, `There is no ${key}`);
      answer(exchange);
    }),
  ];
}

function askHardware(space: Space, flavor: string, canPay: boolean): void {
  const hardware = spaceHardware.find(({ name }) => name === flavor);
  if (hardware === undefined) throw new Refusal(400, `Invalid flavor "${flavor}"`);
  if (hardware.unitCostUSD > 0 && !canPay) {
    throw new Refusal(403, 'You must add a payment method to your account to upgrade the hardware of a Space');
  }
  space.requestedHardware = flavor;
}

function needDynamic({ repo }: Space): void {
  if (repo.sdk === 'static') throw new Refusal(400, 'A static Space has no hardware');
}

/** A private Space asks for the bearer at its edge and keeps it: the server behind it needs a header of its own. */
async function toApp({ repos, engine }: SpaceParts, exchange: Exchange): Promise<void> {
  const space = engine.bySubdomain(exchange.param('app'), subdomainOf);
  const caller = repos.accounts.caller(exchange);
  if (space === undefined || !repos.canRead(space.repo, caller)) throw repoNotFound(false);
  if (space.repo.sdk === 'static') return sendStatic(repos, space.repo, exchange);
  if (space.stage === 'SLEEPING') engine.rebuild(space.repo);
  if (space.stage !== 'RUNNING') {
    return exchange.sendText(503, '<!doctype html><title>This Space is not running</title>', { 'content-type': 'text/html' });
  }
  space.lastUseMs = repos.now();
  const path = exchange.record.url.replace(/^\/spaces-apps\/[^/?]+/, '');
  await passOn(exchange, [space.port], path.startsWith('/') ? path : `/${path}`, !space.repo.isPrivate);
}

function sendStatic(repos: Repos, repo: Repo, exchange: Exchange): void {
  const file = repo.fileAt('main', exchange.params['path'] || 'index.html');
  const type = file.path.endsWith('.html') ? 'text/html; charset=utf-8' : 'application/octet-stream';
  exchange.sendText(200, repos.blobs.bytes(file.sha256), { 'content-type': type });
}
