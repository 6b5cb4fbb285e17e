import { signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShownInline, ShownNode, ShownSymbol } from '../../src/protocol/paper.ts';
import { visible } from '../shared/visible.ts';
import { useReading } from './context.ts';
import { PageCrop } from './crop.tsx';
import type { Item } from './item.ts';
import { drawAll, Quoted } from './quoted.tsx';
import { titleContent } from './title.ts';
import { wordsOf } from './words.ts';

/** What is pointed at: an element of the page, whose `data-` says what it points to. */
export const pointed = signal<HTMLElement | undefined>(undefined);

export const cardId = 'card';

/** A small look at what is pointed at. It takes no keyboard: it goes with the pointer, the focus or Escape. */
export function Card() {
  const point = pointed.value;
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = card.current;
    if (point === undefined || element === null) return;
    drawAll(element);
    element.showPopover();
    place(element, point.getBoundingClientRect());
    point.setAttribute('aria-describedby', cardId);
    const followPoint = ({ target }: Event) => {
      if (target instanceof Node && element.contains(target)) return;
      const at = point.getBoundingClientRect();
      if (at.bottom < 0 || at.top > window.innerHeight) pointed.value = undefined;
      else place(element, at);
    };
    window.addEventListener('scroll', followPoint, { capture: true, passive: true });
    return () => {
      window.removeEventListener('scroll', followPoint, { capture: true });
      point.removeAttribute('aria-describedby');
      point.classList.remove('is-pointed');
      if (element.isConnected) element.hidePopover();
    };
  }, [point]);
  if (point === undefined) return null;
  return (
    <div ref={card} id={cardId} class="card" popover="manual" role="tooltip">
      <CardContent point={point} />
    </div>
  );
}

function CardContent({ point }: { readonly point: HTMLElement }) {
  const reading = useReading();
  const { symbol, point: kind, why } = point.dataset;
  if (symbol !== undefined) {
    const found = symbol.split(' ').flatMap((index) => reading.symbols.peek()[Number(index)] ?? []);
    return (
      <>
        {found.map((each) => (
          <SymbolCard key={each.tex + each.anchor} symbol={each} />
        ))}
      </>
    );
  }
  const to = point.dataset['to']?.split('\n') ?? [];
  if (kind === 'unread')
    return (
      <>
        <p>This formula could not be read: {visible(why ?? '')}.</p>
        <RegionLook anchor={point.closest<HTMLElement>('.node')?.dataset['anchor'] ?? ''} />
      </>
    );
  if (kind === 'page') return <RegionLook anchor={point.dataset['to'] ?? ''} />;
  if (kind === 'link' || kind === 'paper') return <p class="card-address">{visible(to[0] ?? '')}</p>;
  return (
    <>
      {to.slice(0, mostEntries).map((anchor) => (
        <Target key={anchor} anchor={anchor} />
      ))}
      {to.length > mostEntries && <p class="card-muted">and {to.length - mostEntries} more</p>}
    </>
  );
}

const mostEntries = 5;

/** The node as it is printed. Where a formula stands within its sentence, a PDF does not say. */
function RegionLook({ anchor }: { readonly anchor: string }) {
  const item = useReading().item(anchor);
  if (item?.kind !== 'node' || item.node.region === undefined) return null;
  return <PageCrop node={item.node} words={`Picture of this place on page ${item.node.region.page}`} />;
}

function SymbolCard({ symbol: { tex, meaning, shape } }: { readonly symbol: ShownSymbol }) {
  return (
    <p>
      <Drawn tex={tex} />
      {meaning === '' ? '' : `: ${meaning}`}
      {shape !== undefined && (
        <span class="card-muted">
          {' '}
          (shape <Drawn tex={shape} />)
        </span>
      )}
    </p>
  );
}

function Drawn({ tex }: { readonly tex: string }) {
  return <span class="formula" data-tex={tex} />;
}

function Target({ anchor }: { readonly anchor: string }) {
  const reading = useReading();
  const item = reading.item(anchor);
  if (item === undefined) return <p class="card-muted">“{visible(anchor)}” is not in what was read of the paper.</p>;
  const tex = reading.formula(anchor);
  if (tex !== undefined && tex !== null) return <Drawn tex={tex} />;
  return <ItemCard item={item} anchor={anchor} />;
}

function ItemCard({ item, anchor }: { readonly item: Item; readonly anchor: string }) {
  switch (item.kind) {
    case 'heading':
      return (
        <p>
          <strong>
            {item.section.number !== undefined && `${item.section.number} `}
            <Quoted content={titleContent(item.section.title)} />
          </strong>
        </p>
      );
    case 'reference':
      return (
        <>
          <p>{visible(item.reference.text)}</p>
          {item.reference.address !== undefined && <p class="card-muted">{item.reference.address}</p>}
        </>
      );
    case 'node':
      return <NodeCard node={item.node} anchor={anchor} />;
    case 'references':
      return null;
  }
}

function NodeCard({ node, anchor }: { readonly node: ShownNode; readonly anchor: string }) {
  switch (node.kind) {
    case 'paragraph':
    case 'footnote':
      return (
        <p class="card-words">
          {node.kind === 'paragraph' && node.item !== undefined && <strong>{node.item.mark} </strong>}
          <Quoted content={node.content} />
        </p>
      );
    case 'equation':
      return (
        <>
          {node.tex === null ? (
            <>
              <p>This formula could not be read: {node.unreadable ?? 'nobody said why'}.</p>
              <RegionLook anchor={node.anchor} />
            </>
          ) : (
            <span class="formula display" data-tex={node.tex} />
          )}
          {node.number !== undefined && <p class="card-muted">Equation {node.number}</p>}
        </>
      );
    case 'algorithm': {
      const line = node.lines.find((each) => each.anchor === anchor);
      return (
        <>
          <Named kind="Algorithm" number={node.number} content={node.caption} />
          {(line === undefined ? node.lines.slice(0, 6) : [line]).map((each) => (
            <p key={each.anchor} style={{ paddingInlineStart: `${Math.min(6, each.indent) * 1.2}em` }}>
              <Quoted content={each.content} />
            </p>
          ))}
          {line === undefined && node.lines.length > 6 && <p class="card-muted">and {node.lines.length - 6} more lines</p>}
        </>
      );
    }
    case 'table':
      return <Named kind="Table" number={node.number} content={node.caption} />;
    case 'figure':
      return (
        <>
          <Named kind="Figure" number={node.number} content={node.caption} />
          <FigureLook anchor={node.anchor} />
        </>
      );
    case 'listing':
      return wordsOf(node.caption) === '' ? (
        <pre>{node.text.slice(0, 400)}</pre>
      ) : (
        <Named kind="Listing" number={undefined} content={node.caption} />
      );
  }
}

function FigureLook({ anchor }: { readonly anchor: string }) {
  const picture = useReading().picture(anchor, 0).value;
  return picture.kind === 'shown' ? <img class="picture" src={picture.url} alt="" /> : <RegionLook anchor={anchor} />;
}

function Named({
  kind,
  number,
  content,
}: {
  readonly kind: string;
  readonly number: string | undefined;
  readonly content: readonly ShownInline[];
}) {
  return (
    <p>
      <strong>
        {kind}
        {number !== undefined && ` ${number}`}
        {'. '}
      </strong>
      <Quoted content={content} />
    </p>
  );
}

/** Below what it is about, or above; never over the edge of the view. */
function place(card: HTMLElement, point: DOMRect): void {
  const edgePx = 6;
  const { offsetWidth: width, offsetHeight: height } = card;
  const isBelow = point.bottom + edgePx + height <= window.innerHeight || point.top < height + 2 * edgePx;
  const top = isBelow ? Math.min(point.bottom + edgePx, window.innerHeight - height - edgePx) : point.top - height - edgePx;
  card.style.top = `${Math.max(edgePx, top)}px`;
  card.style.left = `${Math.max(edgePx, Math.min(point.left, window.innerWidth - width - edgePx))}px`;
}
