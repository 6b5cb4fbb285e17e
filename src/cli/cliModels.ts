import { titlesModel } from '../app/titlesModel.ts';
import { PracticumError } from '../base/errors.ts';
import { effortOf, efforts } from '../models/choiceEffort.ts';
import { ownChoice, type RoleChoices } from '../models/choiceRoles.ts';
import { ownServices } from '../models/choiceServices.ts';
import { type ModelChoice, parseModelId } from '../models/choose.ts';
import type { Effort, LanguageModel } from '../models/model.ts';
import type { ModelRole } from '../models/roles.ts';
import { type CommonOptions, WrongUsage } from './command.ts';
import { keyFor, type ModelPlace } from './modelKeys.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface CliModels {
  readonly choices: RoleChoices;
  readonly effort: Effort | undefined;
  /** What was chosen for a role itself, or for titles follows from the main one. */
  label(role?: ModelRole): string | undefined;
  /** Throws PracticumError: `no-model`, `bad-model`, `no-key`. */
  model(role?: ModelRole): Promise<LanguageModel>;
  fallback(): Promise<LanguageModel | undefined>;
  /** Any other one by its name. Throws as `model` does. */
  open(text: string): Promise<LanguageModel>;
  /** Throws `no-model` for what the editor alone has. */
  place(text: string): ModelPlace;
}

/** The models of a command line: options before variables, one object for each name, so that it goes on from what it sent before. */
export function createCliModels(options: CommonOptions, home: string, env: Environment): CliModels {
  const choices: RoleChoices = {
    main: options.model ?? env['PRACTICUM_MODEL'] ?? '',
    research: options.roleModels?.research ?? env['PRACTICUM_MODEL_RESEARCH'] ?? '',
    analysis: options.roleModels?.analysis ?? env['PRACTICUM_MODEL_ANALYSIS'] ?? '',
    compaction: options.roleModels?.compaction ?? env['PRACTICUM_MODEL_COMPACTION'] ?? '',
    titles: options.roleModels?.titles ?? env['PRACTICUM_MODEL_TITLES'] ?? '',
  };
  const fallback = (options.fallbackModel ?? env['PRACTICUM_MODEL_FALLBACK'] ?? '').trim();
  const baseUrl = options.baseUrl ?? env['PRACTICUM_BASE_URL'];
  const made = new Map<string, Promise<LanguageModel>>();

  const place = (text: string): ModelPlace => {
    const choice = parseModelId(text);
    const { provider } = choice;
    if (provider === 'editor')
      throw new PracticumError('no-model', 'The editor’s own models can be used inside the editor only.', {
        hint: 'Choose anthropic/MODEL or openai/MODEL.',
      });
    const main = mainChoice(choices);
    // An address that was given for the main model holds for its provider; another one's is its own.
    const isOfMain = main === undefined || main.provider === provider;
    const placeOfMain = main === undefined ? baseUrl : (main.baseUrl ?? baseUrl);
    const url = choice.baseUrl ?? (isOfMain ? baseUrl : undefined) ?? ownServices[provider].baseUrl;
    return { choice: { ...choice, provider }, baseUrl: url, isMains: isOfMain && hostOf(url) === hostOf(placeOfMain ?? url) };
  };

  const open = (text: string): Promise<LanguageModel> => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const making = openModel(text, place, home, env).catch((error: unknown) => {
      made.delete(text);
      throw error;
    });
    made.set(text, making);
    return making;
  };

  const titles = titlesModel(choices.titles ?? '', ownChoice('main', choices), { anthropic: baseUrl, openai: baseUrl });
  const label = (role: ModelRole = 'main'): string | undefined => (role === 'titles' ? titles : ownChoice(role, choices));

  return {
    choices,
    effort: options.effort ?? effortIn(env['PRACTICUM_EFFORT']),
    label,
    async model(role = 'main') {
      const chosen = label(role) ?? label();
      if (chosen !== undefined) return await open(chosen);
      throw new PracticumError('no-model', 'No model is chosen.', {
        hint: 'Give one with --model anthropic/MODEL or --model openai/MODEL (or set PRACTICUM_MODEL).',
      });
    },
    fallback: async () => (fallback === '' ? undefined : await open(fallback)),
    open,
    place,
  };
}

async function openModel(text: string, place: CliModels['place'], home: string, env: Environment): Promise<LanguageModel> {
  const at = place(text);
  const { name, api } = at.choice;
  const { baseUrl } = at;
  const apiKey = await keyFor(at, home, env);
  if (at.choice.provider === 'anthropic') {
    if (apiKey === undefined)
      throw new PracticumError('no-key', 'There is no key for Anthropic.', {
        hint: `Set ANTHROPIC_API_KEY, or write it to ${home}/keys.json (mode 600).`,
      });
    const { createAnthropicModel } = await import('../models/anthropic.ts');
    return createAnthropicModel({ name, apiKey, baseUrl });
  }
  const { createOpenAiModel } = await import('../models/openai.ts');
  return createOpenAiModel({ name, baseUrl, ...(apiKey === undefined ? {} : { apiKey }), ...(api === undefined ? {} : { api }) });
}

function mainChoice(choices: RoleChoices): ModelChoice | undefined {
  const main = ownChoice('main', choices);
  try {
    return main === undefined ? undefined : parseModelId(main);
  } catch {
    return undefined; // said when it is asked for
  }
}

function effortIn(text: string | undefined): Effort | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const effort = effortOf(text);
  if (effort === undefined) throw new WrongUsage(`“${text}” in PRACTICUM_EFFORT is no effort: ${efforts.join(', ')}.`);
  return effort;
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}
