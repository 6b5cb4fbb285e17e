import { abilityText, contextText, type ModelRow, priceText, routedChoice, rowOfChoice } from '../app/modelRows.ts';
import type { Endpoint } from './endpoints.ts';
import type { Offer, Section } from './modelSources.ts';

/** What a line of the picker stands for. */
export type Chosen =
  | { readonly kind: 'model'; readonly choice: string; readonly row: ModelRow | undefined }
  | { readonly kind: 'key'; readonly endpoint: Endpoint }
  /** By which of a router's providers, or by which rule. */
  | { readonly kind: 'provider'; readonly of: Chosen }
  | { readonly kind: 'local' | 'endpoint' | 'name' | 'none' | 'setKey' | 'role' };

/** A line of the picker, as data: the editor's own type needs the editor. */
export interface ModelItem {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** A heading: nothing can be chosen there. */
  readonly isHeading?: true;
  readonly alwaysShow?: true;
  readonly chosen?: Chosen;
}

export interface PickerState {
  readonly offer: Offer;
  readonly recent: readonly string[];
  /** What the role has now. */
  readonly current: string | undefined;
  /** What stands in the field. */
  readonly typed: string;
  readonly isLocalAgreed: boolean;
  /** More may come. */
  readonly isAsking: boolean;
  /** What it means that none is chosen for this role; absent: one has to be. */
  readonly without?: string;
}

/**
 * Recent first, then by service, what cannot do the work last in each; then what else can be done. What comes later stands behind what was there:
 * the editor tells a choice by its place in the list, and a click must not mean another line than the one that was seen.
 */
export function modelItems({ offer, recent, current, typed, isLocalAgreed, isAsking, without }: PickerState): readonly ModelItem[] {
  const rows = offer.sections.flatMap((section) => section.rows);
  const known = [...new Set([...(current === undefined ? [] : [current]), ...recent])];
  return [
    ...(without === undefined ? [] : [{ label: `$(dash) ${without}`, ...mark(current === undefined), chosen: { kind: 'none' } } as const]),
    ...(known.length === 0
      ? []
      : [heading('Recent'), ...known.map((choice) => recentItem(choice, rowOfChoice(rows, choice), choice === current))]),
    ...offer.sections.flatMap((section) => sectionItems(section, current)),
    ...(isAsking ? [] : moreItems(offer, isLocalAgreed)),
    ...typedItem(typed, rows),
  ];
}

function moreItems(offer: Offer, isLocalAgreed: boolean): readonly ModelItem[] {
  return [
    heading('More'),
    ...offer.withoutKey.map((endpoint) => ({
      label: `$(key) ${endpoint.label}…`,
      description: 'set a key to see its models',
      chosen: { kind: 'key', endpoint } as const,
    })),
    ...(isLocalAgreed
      ? []
      : [
          {
            label: '$(vm) Look for servers on this machine…',
            description: 'Ollama, vLLM, LM Studio, llama.cpp',
            chosen: { kind: 'local' } as const,
          },
        ]),
    { label: '$(link) Another endpoint…', description: 'any base URL that speaks OpenAI’s protocol', chosen: { kind: 'endpoint' } },
    { label: '$(edit) Another name…', description: 'as provider/name', chosen: { kind: 'name' } },
  ];
}

function sectionItems({ label, rows, note, endpoint }: Section, current: string | undefined): readonly ModelItem[] {
  const refused =
    endpoint === undefined || note === undefined
      ? []
      : [{ label: `$(key) ${label}`, description: note, chosen: { kind: 'key', endpoint } as const }];
  const silent = endpoint === undefined && note !== undefined ? [{ label: `$(info) ${label}`, description: note }] : [];
  const able = rows.filter(({ tools }) => tools !== false);
  const others = rows.filter(({ tools }) => tools === false);
  return [heading(label), ...[...able, ...others].map((row) => rowItem(row, row.choice === current)), ...refused, ...silent];
}

export function rowItem(row: ModelRow, isCurrent: boolean, label = row.name): ModelItem {
  return {
    label: isCurrent ? `$(check) ${label}` : label,
    description: [contextText(row.contextTokens), priceText(row.price), abilityText(row)].join(' · '),
    detail: row.source === '' ? 'nobody says more about it' : row.source,
    chosen: { kind: 'model', choice: row.choice, row },
  };
}

function recentItem(choice: string, row: ModelRow | undefined, isCurrent: boolean): ModelItem {
  if (row !== undefined) return rowItem(row, isCurrent, choice);
  return {
    label: isCurrent ? `$(check) ${choice}` : choice,
    description: 'not listed now',
    detail: 'context, price and abilities are not known here',
    chosen: { kind: 'model', choice, row: undefined },
  };
}

/** Whether what was typed looks like `provider/name`. */
export function isName(text: string): boolean {
  return /^[\w+]+\/\S+$/.test(text.trim());
}

/** What is typed and no line of the list. */
function typedItem(typed: string, rows: readonly ModelRow[]): readonly ModelItem[] {
  const text = typed.trim();
  if (!isName(text) || rows.some(({ choice }) => choice === text)) return [];
  return [
    {
      label: `$(arrow-right) Use ${text}`,
      description: 'as typed',
      alwaysShow: true,
      chosen: { kind: 'model', choice: text, row: undefined },
    },
  ];
}

/** Who of a router's providers answers, and what each takes and costs. */
export function providerItems({ choice, name, providers }: ModelRow): readonly ModelItem[] {
  const item = (suffix: string, label: string, description: string, alone?: ModelRow['providers'][number]): ModelItem => ({
    label,
    description:
      alone === undefined
        ? description
        : [contextText(alone.contextTokens), priceText(alone.price), abilityText({ tools: alone.tools, images: undefined })].join(' · '),
    chosen: { kind: 'model', choice: routedChoice(choice, suffix), row: undefined },
  });
  return [
    heading(name),
    item('fastest', 'fastest', 'the one with the highest throughput; the default'),
    item('cheapest', 'cheapest', 'the one with the lowest price for a token of the answer'),
    item('preferred', 'preferred', 'the first in the order of your settings at Hugging Face'),
    heading('One provider'),
    ...providers.map((provider) => item(provider.name, provider.name, '', provider)),
  ];
}

function heading(label: string): ModelItem {
  return { label, isHeading: true };
}

function mark(isCurrent: boolean): { readonly description?: string } {
  return isCurrent ? { description: 'as it is now' } : {};
}
