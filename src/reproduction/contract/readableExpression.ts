/** An expression as one line in which every bracket stands. */
import type { Comparison, Expression } from './expression.ts';

const names: Readonly<Record<string, string>> = { ln: 'log', log2: 'log₂', log10: 'log₁₀', sqrt: '√' };

export function readable(expression: Expression): string {
  const inner = (part: Expression): string => (isAtom(part) ? readable(part) : `(${readable(part)})`);
  switch (expression.kind) {
    case 'number':
      return expression.value === Math.PI ? 'π' : String(expression.value);
    case 'symbol':
    case 'index':
      return expression.name;
    case 'at':
      return `${inner(expression.of)}[${expression.indices.map(readable).join(', ')}]`;
    case 'negative':
      return `−${inner(expression.of)}`;
    case 'add':
      return expression.terms
        .map(
          ({ sign, of }, at) =>
            `${sign < 0 ? (at === 0 ? '−' : ' − ') : at === 0 ? '' : ' + '}${of.kind === 'add' ? `(${readable(of)})` : readable(of)}`,
        )
        .join('');
    case 'product':
      return expression.factors.map(inner).join(' · ');
    case 'hadamard':
      return `${inner(expression.left)} ⊙ ${inner(expression.right)}`;
    case 'quotient':
      return `${inner(expression.over)} / ${inner(expression.under)}`;
    case 'power':
      return `${inner(expression.base)}^${inner(expression.exponent)}`;
    case 'transpose':
      return `${inner(expression.of)}ᵀ`;
    case 'trace':
      return `tr(${readable(expression.of)})`;
    case 'apply':
      return `${names[expression.name] ?? expression.name}(${readable(expression.of)})`;
    case 'extreme':
      return `${expression.name}(${expression.of.map(readable).join(', ')})`;
    case 'softmax':
      return `softmax(${readable(expression.of)}, axis ${expression.axis})`;
    case 'norm':
      return `norm${expression.order === '2' ? '' : `_${expression.order}`}(${readable(expression.of)})`;
    case 'inner':
      return `⟨${readable(expression.left)}, ${readable(expression.right)}⟩`;
    case 'indicator':
      return `[${conditions(expression.when)}]`;
    case 'cases':
      return `{ ${expression.branches.map(({ value, when }) => `${readable(value)} if ${when.length === 0 ? 'otherwise' : conditions(when)}`).join('; ')} }`;
    case 'reduce': {
      const { name, index, bounds, when, body } = expression;
      const over = bounds === undefined ? index : `${index} = ${readable(bounds.from)} … ${readable(bounds.to)}`;
      return `${name}[${over}${when.length === 0 ? '' : `, ${conditions(when)}`}](${readable(body)})`;
    }
  }
}

function conditions(when: readonly Comparison[]): string {
  return when.map(({ left, sign, right }) => `${readable(left)} ${sign} ${readable(right)}`).join(' and ');
}

function isAtom({ kind }: Expression): boolean {
  return !['negative', 'add', 'product', 'hadamard', 'quotient', 'power'].includes(kind);
}
