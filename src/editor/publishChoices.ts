import type { UploadFile } from '../hub/upload/describe.ts';
import type { PublishPlan } from '../runs/publish/plan.ts';
import { planLines } from '../runs/publish/plan.ts';

/** What is asked of a person who publishes, as rows. Pure. */
export interface VisibilityRow {
  readonly label: string;
  readonly detail: string;
  readonly visibility: 'private' | 'public';
}

export const visibilityRows: readonly VisibilityRow[] = [
  { label: '$(lock) Private', detail: 'You, and those whom you let in', visibility: 'private' },
  { label: '$(globe) Public', detail: 'Everybody, all that it holds', visibility: 'public' },
];

export interface LicenceRow {
  readonly label: string;
  readonly description: string;
  /** As the Hub names it; absent: none is stated. */
  readonly license?: string;
}

/** Those that models mostly have; what holds for the base and the data holds for what is made of them. */
export const licenceRows: readonly LicenceRow[] = [
  { label: 'State none', description: 'the card says that it is not stated' },
  { label: 'Apache 2.0', description: 'apache-2.0', license: 'apache-2.0' },
  { label: 'MIT', description: 'mit', license: 'mit' },
  { label: 'CC BY 4.0', description: 'cc-by-4.0', license: 'cc-by-4.0' },
  { label: 'CC BY-SA 4.0', description: 'cc-by-sa-4.0', license: 'cc-by-sa-4.0' },
  { label: 'CC BY-NC 4.0', description: 'cc-by-nc-4.0', license: 'cc-by-nc-4.0' },
  { label: 'OpenRAIL', description: 'openrail', license: 'openrail' },
  { label: 'Other', description: 'other: say which in the card', license: 'other' },
];

export interface ProvenanceRow {
  readonly label: string;
  readonly description?: string;
  readonly adds: { readonly kind: 'tag' } | { readonly kind: 'collection'; readonly slug: string } | { readonly kind: 'new collection' };
}

/** None is picked beforehand. */
export function provenanceRows(collections: readonly { readonly slug: string; readonly title: string }[]): readonly ProvenanceRow[] {
  return [
    { label: '$(tag) Tag “practicum”', description: 'the card says with what it was made', adds: { kind: 'tag' } },
    ...collections.map(
      ({ slug, title }): ProvenanceRow => ({
        label: `$(library) ${title}`,
        description: 'a collection',
        adds: { kind: 'collection', slug },
      }),
    ),
    { label: '$(add) A new collection…', description: 'which only you can see', adds: { kind: 'new collection' } },
  ];
}

/** `ada/my-run-2` of what the run is called. */
export function proposedName(owner: string, title: string): string {
  const name = title
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/-{2,}|\.{2,}/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, 90);
  return `${owner}/${name === '' ? 'model' : name}`;
}

const shownFiles = 12;

export function publishQuestion(plan: PublishPlan): { readonly question: string; readonly detail: string; readonly yes: string } {
  const { repo, willBePublic } = plan;
  return {
    question: `Publish to ${repo.id}${willBePublic ? ' for everybody' : ''}?`,
    detail: planLines(plan, shownFiles).join('\n'),
    yes: willBePublic ? 'Publish for Everybody' : 'Publish Privately',
  };
}

/** The card as a person reads it: its words and its picture first, what programs read of it last. */
export function cardToRead(card: string, files: readonly UploadFile[]): string {
  const [head = '', metadata = ''] = /^---\n([\s\S]*?)\n---\n/.exec(card) ?? [];
  const words = card.slice(head.length).replaceAll(/(!\[[^\]]*\]\()([\w.-]+\.svg)(?=\))/g, (whole, before: string, name: string) => {
    const from = files.find(({ path }) => path === name)?.from;
    // A page that is no file has nothing beside it.
    return from !== undefined && 'bytes' in from
      ? `${before}data:image/svg+xml;base64,${Buffer.from(from.bytes).toString('base64')}`
      : whole;
  });
  if (metadata === '') return words;
  return `${words}\n---\n\nBefore these words stands what the Hub and other programs read of it:\n\n${metadata.replace(/^/gm, '    ')}\n`;
}
