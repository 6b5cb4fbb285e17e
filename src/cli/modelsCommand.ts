import { abilityText, contextText, type ModelRow, type ModelsAt, priceText, rowsOf } from '../app/modelRows.ts';
import { type Listing, listModels } from '../models/choiceListing.ts';
import { ownChoice, roleNames } from '../models/choiceRoles.ts';
import { ownServices, services } from '../models/choiceServices.ts';
import { type LocalPort, localPortsFrom, lookForLocalServers } from '../models/localServers.ts';
import { type ModelRole, modelRoles } from '../models/roles.ts';
import { type CliModels, createCliModels } from './cliModels.ts';
import type { CommonOptions, ModelsRequest } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { createCliHost } from './host.ts';
import { keyFor, type ModelPlace } from './modelKeys.ts';
import type { Output } from './output.ts';

/** What can be chosen and what is chosen, the servers of this machine, or what one model is found to be able to do. */
export async function workWithModels(options: CommonOptions, request: ModelsRequest, output: Output): Promise<ExitCode> {
  const { home } = createCliHost(options, output);
  const models = createCliModels(options, home, process.env);
  switch (request.verb) {
    case 'list':
      return await listAll(models, home, options, request.local, output);
    case 'local':
      return await listLocal(options, output);
    case 'check': {
      const { checkModel } = await import('./modelCheck.ts');
      const place = models.place(request.model);
      const key = await keyFor(place, home, process.env);
      const { provider, name } = place.choice;
      const of = { provider, name, baseUrl: place.baseUrl.replace(/\/+$/, ''), ...(key === undefined ? {} : { apiKey: key }) };
      return await checkModel({ model: await models.open(request.model), of, home, isSure: request.isSure }, options, output);
    }
  }
}

async function listAll(models: CliModels, home: string, options: CommonOptions, local: boolean, output: Output): Promise<ExitCode> {
  const { places, silent } = await placesToAsk(models, home);
  const [lists, ports] = await Promise.all([
    Promise.all(places.map(async ({ at, key }) => rowsAt(at, await listModels(at, key, output.closed)))),
    local ? lookForLocalServers(output.closed, localPortsFrom(process.env['PRACTICUM_LOCAL_PORTS'])) : [],
  ]);
  if (options.json) {
    for (const role of modelRoles)
      print(output, {
        type: 'role',
        role,
        model: models.label(role) ?? models.label() ?? null,
        isOwn: ownChoice(role, models.choices) !== undefined,
      });
    for (const { rows } of lists) for (const row of rows) print(output, { type: 'model', ...row });
    for (const port of ports) print(output, { type: 'local', ...port });
    return exitCode.done;
  }
  output.out('Roles\n');
  for (const role of modelRoles) output.out(`  ${roleNames[role].padEnd(36)} ${chosenText(role, models)}\n`);
  for (const { at, rows, note } of lists) {
    output.out(`\n${at.label}${note === '' ? '' : `: ${note}`}\n`);
    for (const row of rows) output.out(`  ${rowText(row)}\n`);
    for (const source of new Set(rows.map((row) => row.source))) if (source !== '') output.out(`  (${source})\n`);
  }
  for (const port of ports) output.out(`\n${portText(port)}`);
  if (silent.length > 0) output.out(`\nNot asked, for want of a key: ${silent.join(', ')}.\n`);
  if (!local) output.out('\nServers of this machine: practicum models --local\n');
  return exitCode.done;
}

/** Titles are asked for where a model was chosen for them, or where a small one of the same provider has a published price. */
function chosenText(role: ModelRole, { label, choices }: CliModels): string {
  const model = label(role);
  if (model !== undefined) return ownChoice(role, choices) === undefined ? `${model} (as nothing else is chosen; “none” for none)` : model;
  if (role === 'main') return 'none chosen: --model or $PRACTICUM_MODEL';
  return role === 'titles' ? 'the first line, without a model' : 'as the conversation';
}

interface Asked {
  readonly at: ModelsAt;
  readonly key: string | undefined;
}

/** Where somebody has a key, and where the chosen models are. Nothing else is asked. */
async function placesToAsk(
  models: CliModels,
  home: string,
): Promise<{ readonly places: readonly Asked[]; readonly silent: readonly string[] }> {
  const chosen = modelRoles.flatMap((role) => {
    const label = models.label(role);
    return label === undefined || label.toLowerCase().startsWith('editor/') ? [] : [models.place(label)];
  });
  const configured = (provider: 'anthropic' | 'openai'): string =>
    chosen.find(({ choice, isMains }) => isMains && choice.provider === provider && choice.baseUrl === undefined)?.baseUrl ??
    ownServices[provider].baseUrl;
  const found = new Map<string, Asked>();
  const add = async (place: ModelPlace): Promise<boolean> => {
    const { provider } = place.choice;
    const baseUrl = place.baseUrl.replace(/\/+$/, '');
    const key = await keyFor(place, home, process.env);
    const service = services.find((known) => known.baseUrl === baseUrl);
    const label = service?.label ?? URL.parse(baseUrl)?.host ?? baseUrl;
    found.set(`${provider} ${baseUrl}`, { at: { provider, baseUrl, label, configuredUrl: configured(provider) }, key });
    return key !== undefined;
  };
  for (const place of chosen) await add(place);
  const silent: string[] = [];
  for (const { id, label, provider, baseUrl, keyVariable } of services) {
    // A provider’s key that was sent elsewhere is not for the provider’s own service.
    const isElsewhere = id === provider && configured(provider) !== baseUrl;
    if (keyVariable === undefined || isElsewhere || found.has(`${provider} ${baseUrl}`)) continue;
    const place: ModelPlace = { choice: { provider, name: id }, baseUrl, isMains: false };
    if ((await keyFor(place, home, process.env)) === undefined) silent.push(`${label} ($${keyVariable})`);
    else await add(place);
  }
  return { places: [...found.values()], silent };
}

function rowsAt(at: ModelsAt, listing: Listing): { readonly at: ModelsAt; readonly rows: readonly ModelRow[]; readonly note: string } {
  const note = { listed: '', refused: 'it shows its list only with a key, or another one', none: 'it gave no list' }[listing.kind];
  return { at, rows: rowsOf(at, listing, new Date()), note };
}

function rowText(row: ModelRow): string {
  return `${row.choice.padEnd(44)} ${contextText(row.contextTokens)}, ${priceText(row.price)}, ${abilityText(row)}`;
}

async function listLocal(options: CommonOptions, output: Output): Promise<ExitCode> {
  const ports = await lookForLocalServers(output.closed, localPortsFrom(process.env['PRACTICUM_LOCAL_PORTS']));
  if (options.json) for (const port of ports) print(output, port);
  else for (const port of ports) output.out(portText(port));
  return exitCode.done;
}

function portText(found: LocalPort): string {
  switch (found.kind) {
    case 'nothing':
      return `port ${found.port}: nothing\n`;
    case 'other':
      return `port ${found.port}: ${found.said}\n`;
    case 'server': {
      const at: ModelsAt = { provider: 'openai', baseUrl: found.baseUrl, label: found.label, configuredUrl: '' };
      const rows = rowsOf(at, { kind: 'listed', models: found.models }, new Date());
      const models = rows.length === 0 ? '  no model is there yet\n' : rows.map((row) => `  ${rowText(row)}\n`).join('');
      return `port ${found.port}: ${found.label}, ${found.baseUrl}\n${models}`;
    }
  }
}

function print(output: Output, record: Readonly<Record<string, unknown>> | LocalPort): void {
  output.out(`${JSON.stringify(record)}\n`);
}
