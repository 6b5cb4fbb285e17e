import type { ShownFormula, ShownInline } from '../../src/protocol/paper.ts';
import { Icon } from '../shared/icon.tsx';
import { idOf } from './context.ts';
import { formulaLines } from './flow.ts';

/** The words of a paper. `data-run`: one of the runs that are searched (words.ts). */
export function Inlines({ content }: { readonly content: readonly ShownInline[] }) {
  return (
    <>
      {content.map((inline, index) => (
        <Inline key={index} inline={inline} />
      ))}
    </>
  );
}

function Inline({ inline }: { readonly inline: ShownInline }) {
  switch (inline.kind) {
    case 'text':
      return <Styled style={inline.style} text={inline.text} />;
    case 'math':
      return <Formula formula={inline} anchor={inline.anchor} />;
    case 'reference':
      return <Point kind="reference" to={[inline.to]} text={inline.text} />;
    case 'citation':
      return <Point kind="citation" to={inline.to} text={inline.text} />;
    case 'footnote-mark':
      return (
        <sup class="note-mark">
          <Point kind="footnote" to={[inline.to]} text={inline.text} />
        </sup>
      );
    case 'link':
      return <Point kind="link" to={[inline.href]} text={inline.text} />;
  }
}

function Styled({ style, text }: { readonly style: Extract<ShownInline, { readonly kind: 'text' }>['style']; readonly text: string }) {
  switch (style) {
    case 'emphasis':
      return <em>{text}</em>;
    case 'strong':
      return <strong>{text}</strong>;
    case 'code':
      return <code>{text}</code>;
    case 'small-capitals':
      return <span class="small-capitals">{text}</span>;
    case undefined:
      return <>{text}</>;
  }
}

interface PointProps {
  readonly kind: 'reference' | 'citation' | 'footnote' | 'link' | 'paper';
  readonly to: readonly string[];
  readonly text: string;
}

/** What points somewhere else (pointing.ts goes there). Several places are told apart by a line end, which no anchor holds. */
export function Point({ kind, to, text }: PointProps) {
  return (
    <span class="point link" role="link" tabIndex={0} data-point={kind} data-to={to.join('\n')}>
      {text}
    </span>
  );
}

interface FormulaProps {
  readonly formula: ShownFormula;
  readonly anchor: string;
  readonly isDisplay?: boolean;
}

/** A place for a formula: drawing.ts draws it when it comes near what is seen. Until then its TeX is read aloud. */
export function Formula({ formula: { tex, unreadable }, anchor, isDisplay = false }: FormulaProps) {
  const id = anchor === '' || isDisplay ? undefined : idOf(anchor);
  if (tex === null) return <Unread id={id} why={unreadable ?? 'it could not be read'} isDisplay={isDisplay} />;
  if (unreadable !== undefined) return <Undrawn id={id} tex={tex} why={unreadable} />;
  const size = isDisplay ? { minHeight: `${1.8 * formulaLines(tex) + 0.8}em` } : { minWidth: `${widthEm(tex)}em` };
  return <span id={id} class={isDisplay ? 'formula display' : 'formula'} data-tex={tex} role="math" aria-label={tex} style={size} />;
}

function Unread({ id, why, isDisplay }: { readonly id: string | undefined; readonly why: string; readonly isDisplay: boolean }) {
  return (
    <span id={id} class="unread point" data-point="unread" data-why={why} title={`This formula was not read: ${why}`}>
      <Icon name="question" />
      <span>formula</span>
      <span class={isDisplay ? '' : 'visually-hidden'}> not read</span>
      <span class="visually-hidden">: {why}</span>
    </span>
  );
}

function Undrawn({ id, tex, why }: { readonly id: string | undefined; readonly tex: string; readonly why: string }) {
  return (
    <span id={id} class="formula undrawn" data-tex={tex} data-drawn="" title={`Shown as it stands in the source: ${why}`}>
      <Icon name="code" />
      <code>{tex}</code>
      <span class="visually-hidden"> (TeX, not drawn: {why})</span>
    </span>
  );
}

/** About: what is drawn later should not move the words around it far. */
function widthEm(tex: string): number {
  const seen = tex.replaceAll(/\\(?:begin|end|operatorname|math[a-z]+|text[a-z]*|bm|boldsymbol|left|right|big+[lr]?)(?![A-Za-z])/g, '');
  const characters = seen
    .replaceAll(/\\[A-Za-z]+/g, 'x')
    .replaceAll(/[{}\s\\]/g, '')
    .replaceAll(/[_^]./g, '.').length;
  return Math.min(20, Math.round(characters * 5) / 10);
}
