import type { ShownSource, ShownWarning } from '../../src/protocol/paper.ts';
import { formatCount, plural } from '../shared/format.ts';
import { Icon } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import { useReading } from './context.ts';
import { Inlines } from './inlines.tsx';
import { SetUpLine } from './setUpPanel.tsx';
import { titleContent } from './title.ts';

/** Title and authors, where the paper was read, and what to know before it is trusted. */
export function Banner() {
  const paper = useReading().paper.value;
  if (paper === undefined) return null;
  const { title, authors, sources, warnings, refusal } = paper;
  return (
    <header class="banner">
      <h1>
        <Inlines content={titleContent(title === '' ? 'Untitled' : title)} />
      </h1>
      <Authors names={authors} />
      <ul class="sources" aria-label="Read from">
        {sources.map((source) => (
          <Source key={`${source.name} ${source.sha256}`} source={source} />
        ))}
      </ul>
      <SetUpLine />
      {refusal !== undefined && (
        <p class="notice notice-refusal" role="note">
          <Icon name="circle-slash" />
          <span>{visible(refusal)}</span>
        </p>
      )}
      <Warnings warnings={warnings} />
    </header>
  );
}

const mostAuthors = 30;
const fewAuthors = 12;

/** Of a collaboration the first, and the others where they are asked for: hundreds of names are no way to begin. */
function Authors({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  const told = (some: readonly string[]): string => some.map(visible).join(', ');
  if (names.length <= mostAuthors) return <p class="authors">{told(names)}</p>;
  return (
    <div class="authors">
      <p>{told(names.slice(0, fewAuthors))}</p>
      <details>
        <summary>and {formatCount(names.length - fewAuthors)} more authors</summary>
        <p>{told(names.slice(fewAuthors))}</p>
      </details>
    </div>
  );
}

function Source({ source: { name, from, version, licence, sha256, fetchedAt, hasPages } }: { readonly source: ShownSource }) {
  const facts = [
    name,
    ...(version === undefined ? [] : [version]),
    licence ?? 'no licence stated',
    ...(fetchedAt === undefined ? [] : [`fetched ${fetchedAt.slice(0, 10)}`]),
    ...(hasPages === true ? ['read from its pages: words ≈ as printed'] : []),
  ];
  const title = [...(from === undefined ? [] : [from]), `SHA-256 ${sha256}`].join('\n');
  return (
    <li title={title}>
      <Icon name="book" />
      <span>{facts.map(visible).join(' · ')}</span>
    </li>
  );
}

const fewWarnings = 2;

function Warnings({ warnings }: { readonly warnings: readonly ShownWarning[] }) {
  if (warnings.length === 0) return null;
  const list = (
    <ul class="warnings" aria-label="Warnings">
      {warnings.map((warning) => (
        <Warning key={`${warning.kind} ${warning.anchor ?? ''} ${warning.text}`} warning={warning} />
      ))}
    </ul>
  );
  if (warnings.length <= fewWarnings) return list;
  const hidden = warnings.filter(({ kind }) => kind === 'hidden-text').length;
  return (
    <details class="all-warnings">
      <summary>
        <Icon name="warning" /> {plural(warnings.length, 'warning')}
        {hidden > 0 && `, ${hidden} of them about words that nobody sees on the page`}
      </summary>
      {list}
    </details>
  );
}

const warningLooks: Readonly<Record<ShownWarning['kind'], { readonly icon: string; readonly words: string }>> = {
  'hidden-text': { icon: 'eye-closed', words: '' },
  'spoken-to': { icon: 'warning', words: '' },
  unread: { icon: 'warning', words: 'Not read: ' },
  doubt: { icon: 'question', words: 'Read with doubt: ' },
};

function Warning({ warning: { kind, text, anchor } }: { readonly warning: ShownWarning }) {
  const reading = useReading();
  const { icon, words } = warningLooks[kind];
  return (
    <li class={`notice notice-${kind}`}>
      <Icon name={icon} />
      <span>
        {words}
        {visible(text)}
        {anchor !== undefined && (
          <>
            {' '}
            <button type="button" class="link" onClick={() => reading.goTo(anchor)}>
              Show the place
            </button>
          </>
        )}
      </span>
    </li>
  );
}
