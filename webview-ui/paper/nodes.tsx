import type { ComponentChildren } from 'preact';
import type { PaperContext, ShownNode } from '../../src/protocol/paper.ts';
import { Algorithm } from './algorithm.tsx';
import { idOf, useReading } from './context.ts';
import { PageCrop } from './crop.tsx';
import { Figure } from './figure.tsx';
import { Formula, Inlines, Point } from './inlines.tsx';
import type { Item } from './item.ts';
import { Margin } from './margin.tsx';
import { Table } from './table.tsx';
import { titleContent } from './title.ts';

/** One item of the column: what can be gone to by keyboard, and what menus are about. */
export function ItemView({ item }: { readonly item: Item }) {
  switch (item.kind) {
    case 'heading':
      return <Heading item={item} />;
    case 'references':
      return <h2 class="node heading">References</h2>;
    case 'reference':
      return <Reference item={item} />;
    case 'node':
      return <NodeView node={item.node} />;
  }
}

function Heading({ item: { section } }: { readonly item: Extract<Item, { readonly kind: 'heading' }> }) {
  const words = (
    <>
      {section.number !== undefined && <span class="number">{section.number} </span>}
      <span data-run="">
        <Inlines content={titleContent(section.title)} />
      </span>
    </>
  );
  const Level = section.level <= 1 ? 'h2' : section.level === 2 ? 'h3' : 'h4';
  return (
    <Place kind="section" anchor={section.anchor} name={`heading level-${Math.min(3, Math.max(1, section.level))}`}>
      <Level>{words}</Level>
    </Place>
  );
}

function Reference({ item: { reference } }: { readonly item: Extract<Item, { readonly kind: 'reference' }> }) {
  const { anchor, text, address } = reference;
  const label = useReading().label(anchor);
  return (
    <div class="node reference" id={idOf(anchor)} data-anchor={anchor} tabIndex={-1}>
      <div class="body">
        <p>
          {label !== undefined && <span class="number">{label} </span>}
          <span data-run="">{text}</span>
          {address !== undefined && (
            <>
              {' '}
              <Point kind="paper" to={[address]} text={address} />
            </>
          )}
        </p>
      </div>
    </div>
  );
}

function NodeView({ node }: { readonly node: ShownNode }) {
  switch (node.kind) {
    case 'paragraph':
      return <Paragraph node={node} />;
    case 'equation':
      return <Equation node={node} />;
    case 'algorithm':
      return (
        <Place kind="algorithm" anchor={node.anchor} name="algorithm" confidence={node.confidence}>
          <Algorithm node={node} />
        </Place>
      );
    case 'table':
      return (
        <Place kind="table" anchor={node.anchor} name="table" confidence={node.confidence}>
          <Table node={node} />
        </Place>
      );
    case 'figure':
      return (
        <Place kind="node" anchor={node.anchor} name="figure" confidence={node.confidence}>
          <Figure node={node} />
        </Place>
      );
    case 'footnote':
      return (
        <Place kind="node" anchor={node.anchor} name="footnote" confidence={node.confidence}>
          <p role="note">
            <sup class="number">{node.mark} </sup>
            <span data-run="">
              <Inlines content={node.content} />
            </span>
          </p>
        </Place>
      );
    case 'listing':
      return (
        <Place kind="node" anchor={node.anchor} name="listing" confidence={node.confidence}>
          <figure>
            <figcaption data-run="">
              <Inlines content={node.caption} />
            </figcaption>
            <pre class="sideways" data-run="">
              {node.text}
            </pre>
          </figure>
        </Place>
      );
  }
}

function Paragraph({ node }: { readonly node: Extract<ShownNode, { readonly kind: 'paragraph' }> }) {
  const { item } = node;
  const words = (
    <span data-run="">
      <Inlines content={node.content} />
    </span>
  );
  if (item === undefined || !isListMark(item.mark)) {
    return (
      <Place kind="node" anchor={node.anchor} name="paragraph" confidence={node.confidence}>
        <p>
          {item !== undefined && <strong class="number">{item.mark} </strong>}
          {words}
        </p>
      </Place>
    );
  }
  return (
    <Place kind="node" anchor={node.anchor} name="item" confidence={node.confidence}>
      <div class="item-line" style={{ paddingInlineStart: `${Math.max(0, Math.min(6, item.depth - 1)) * 1.6}em` }}>
        <span class="item-mark">{item.mark}</span>
        <p>{words}</p>
      </div>
    </Place>
  );
}

/** `Theorem 1` stands in its line, `•` and `(iv)` before it. */
function isListMark(mark: string): boolean {
  return mark.length <= 5;
}

function Equation({ node }: { readonly node: Extract<ShownNode, { readonly kind: 'equation' }> }) {
  return (
    <Place kind="equation" anchor={node.anchor} name="equation" confidence={node.confidence}>
      <div class="equation-line">
        <div class="equation-formula sideways" data-run="">
          <Formula formula={node} anchor={node.anchor} isDisplay />
        </div>
        {node.number !== undefined && <span class="number">({node.number})</span>}
      </div>
      {node.tex === null && <PageCrop node={node} words={`picture of the formula on page ${node.region?.page}; not read`} />}
    </Place>
  );
}

interface PlaceProps {
  readonly kind: PaperContext['webviewSection'];
  readonly anchor: string;
  readonly name: string;
  readonly confidence?: ShownNode['confidence'];
  readonly children: ComponentChildren;
}

function Place({ kind, anchor, name, confidence = 'exact', children }: PlaceProps) {
  const paper = useReading().paper.peek()?.id ?? '';
  const context: PaperContext = { webviewSection: kind, anchor, paper, preventDefaultContextMenuItems: true };
  return (
    <div class={`node ${name}`} id={idOf(anchor)} data-anchor={anchor} data-vscode-context={JSON.stringify(context)} tabIndex={-1}>
      <Margin anchor={anchor} confidence={confidence} />
      <div class="body">{children}</div>
    </div>
  );
}
