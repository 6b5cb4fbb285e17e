import type { Token, Tokens } from 'marked';
import type { ComponentChildren } from 'preact';
import { CodeBlock } from './codeBlock.tsx';
import { decodeEntities } from './entities.ts';
import { Link } from './link.tsx';
import { linkTarget, namesItsHost } from './links.ts';

/**
 * Markdown tokens as nodes. Raw HTML is shown as the text it is; images become links, so that nothing is fetched.
 * The casts below are to marked's own token types: its `Token` union has a catch-all member that keeps `switch` from narrowing.
 */
export function renderBlock(token: Token): ComponentChildren {
  switch (token.type) {
    case 'paragraph':
      return <p>{inline(token.tokens)}</p>;
    case 'heading':
      return heading(token as Tokens.Heading);
    case 'code': {
      const code = token as Tokens.Code;
      return <CodeBlock text={code.text} language={languageOf(code.lang)} />;
    }
    case 'list':
      return list(token as Tokens.List);
    case 'blockquote':
      return <blockquote>{blocks(token.tokens)}</blockquote>;
    case 'table':
      return table(token as Tokens.Table);
    case 'hr':
      return <hr />;
    case 'html':
      return <p class="raw">{token.raw.trim()}</p>;
    case 'space':
    case 'def':
      return null;
    default: {
      const children = childrenOf(token);
      return children === undefined ? text(token) : inline(children);
    }
  }
}

function blocks(tokens: readonly Token[] = []): ComponentChildren {
  return tokens.map(renderBlock);
}

function inline(tokens: readonly Token[] = []): ComponentChildren {
  return tokens.map(renderInline);
}

function renderInline(token: Token): ComponentChildren {
  switch (token.type) {
    case 'strong':
      return <strong>{inline(token.tokens)}</strong>;
    case 'em':
      return <em>{inline(token.tokens)}</em>;
    case 'del':
      return <del>{inline(token.tokens)}</del>;
    case 'codespan':
      return <code>{(token as Tokens.Codespan).text}</code>;
    case 'br':
      return <br />;
    case 'link': {
      const link = token as Tokens.Link;
      const target = linkTarget(link.autolink === true ? link.href : decodeEntities(link.href));
      if (target === undefined) return <span>{inline(link.tokens)}</span>;
      const words = decodeEntities(link.text);
      return (
        <Link target={target}>
          {link.tokens.map((inner) => (inner.type === 'image' ? imageLabel(inner as Tokens.Image) : renderInline(inner)))}
          {target.kind === 'web' && !namesItsHost(words, target.host) && <span class="link-host"> ({target.host})</span>}
        </Link>
      );
    }
    case 'image':
      return image(token as Tokens.Image);
    case 'html':
      return token.raw;
    case 'escape':
      return (token as Tokens.Escape).text;
    default: {
      const children = childrenOf(token);
      return children === undefined ? text(token) : inline(children);
    }
  }
}

function childrenOf(token: Token): readonly Token[] | undefined {
  return 'tokens' in token ? token.tokens : undefined;
}

function text(token: Token): string {
  const { text: source } = token as Tokens.Text;
  return decodeEntities(source ?? token.raw);
}

/** One level for all: an answer may begin anywhere and skip levels, and the page's outline must not. The size still says the depth. */
function heading({ depth, tokens }: Tokens.Heading): ComponentChildren {
  return <h2 class={`heading-${depth}`}>{inline(tokens)}</h2>;
}

function list({ ordered, start, items }: Tokens.List): ComponentChildren {
  const rows = items.map((item) => (
    <li class={item.task ? 'task' : undefined}>
      {item.task && <input type="checkbox" checked={item.checked === true} disabled aria-label={item.checked === true ? 'done' : 'open'} />}
      {item.tokens.filter((token) => token.type !== 'checkbox').map(renderBlock)}
    </li>
  ));
  return ordered ? <ol start={typeof start === 'number' ? start : 1}>{rows}</ol> : <ul>{rows}</ul>;
}

function table({ header, rows }: Tokens.Table): ComponentChildren {
  const align = (cell: Tokens.TableCell) => (cell.align === null ? undefined : `align-${cell.align}`);
  return (
    <section class="table" tabIndex={0} aria-label="Table">
      <table>
        <thead>
          <tr>
            {header.map((cell) => (
              <th scope="col" class={align(cell)}>
                {inline(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td class={align(cell)}>{inline(cell.tokens)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function imageLabel({ text: alt }: Tokens.Image): string {
  return alt === '' ? 'image' : decodeEntities(alt);
}

function image(token: Tokens.Image): ComponentChildren {
  const target = linkTarget(decodeEntities(token.href));
  const label = imageLabel(token);
  if (target === undefined) return <span>{label}</span>;
  return (
    <Link target={target} icon="file-media">
      {label}
      {target.kind === 'web' ? ` (${target.host})` : ''}
    </Link>
  );
}

function languageOf(info: string | undefined): string {
  return /^[^\s{]*/.exec(info ?? '')?.[0] ?? '';
}
