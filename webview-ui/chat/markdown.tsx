import { Component, type ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Block, MarkdownBlocks } from './markdownBlocks.ts';
import { renderBlock } from './markdownNodes.tsx';

interface MarkdownProps {
  readonly text: string;
  readonly isStreaming: boolean;
}

/** An answer, drawn block by block as nodes (never as HTML text), so nothing in it can become markup or script. */
export function Markdown({ text, isStreaming }: MarkdownProps) {
  const parser = useRef(new MarkdownBlocks());
  const shown = useRef<readonly Block[]>([]);
  const pace = useRef({ parsedAtMs: 0, costMs: 0 });
  const [, setLate] = useState(0);
  const now = performance.now();
  // A block that has grown expensive is read less often, so that the page stays answerable whatever the model writes.
  const waitMs = isStreaming ? pace.current.parsedAtMs + 4 * pace.current.costMs - now : 0;
  if (waitMs <= 0) {
    shown.current = parser.current.update(text);
    pace.current = { parsedAtMs: now, costMs: performance.now() - now };
  }
  useEffect(() => {
    if (waitMs <= 0) return;
    const timer = setTimeout(() => setLate((count) => count + 1), waitMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div class="markdown">
      {shown.current.map((block) => (
        <BlockNode key={block.key} block={block} />
      ))}
    </div>
  );
}

class BlockNode extends Component<{ readonly block: Block }> {
  override shouldComponentUpdate(next: { readonly block: Block }): boolean {
    return next.block !== this.props.block;
  }

  override render(): ComponentChildren {
    return renderBlock(this.props.block.token);
  }
}
