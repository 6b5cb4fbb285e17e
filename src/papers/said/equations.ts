/** What a display formula gives a value: `\mathcal L = …, \qquad \lambda = 2` says `λ = 2`. */
import type { Line } from './linear.ts';
import { mathAsText } from './mathText.ts';

const given =
  /^\s*[(]?[\p{L}][\p{L}\d_,' ]{0,18}[)]?\s*(?:=|≈|∈|←|:)\s*[-[({]?\s*[\d.][\d.eE,\s{}()[\]%…/^-]*(?:\p{L}{1,12})?\s*[.,;]?\s*$/u;
/** Functions by which layers are written down. */
const activation = /(?<!\\?[a-z])(?:ReLU|GELU|SiLU|LeakyReLU|ELU|SELU|Swish|Mish)(?=\s*\(|\s*\\(?:left|big|Big))/;

/** Undefined for a formula that gives nothing a value. */
export function givenIn(tex: string | null): Line | undefined {
  if (tex === null) return undefined;
  const pieces = tex
    .replaceAll(/\\begin\{[^}]*\}|\\end\{[^}]*\}/g, ' ')
    .replaceAll('&', ' ')
    .replaceAll(/\\text\s*\{\s*(updates|steps|epochs|iterations)\s*\}/g, '\\ $1')
    .replaceAll(/(?<=\d)\s*\\,\s*(?=\d{3}(?!\d))/g, '')
    .replaceAll(/(?<!\\)\\[ ,:;!]/g, ' ')
    .split(/\\q?quad|\\\\|;|\\text\s*\{[^}]*\}|,\s*(?=\\?[A-Za-z]+(?:_\{?\\?[A-Za-z0-9]+\}?)?\s*(?:=|\\in))/)
    .map((piece) => mathAsText(piece).trim())
    .filter((piece) => given.test(piece))
    .map((piece) => piece.replace(/[.,;]$/, ''));
  const flat = mathAsText(tex);
  const layer = activation.exec(flat)?.[0];
  const normalization = /(?<![A-Za-z])(BN|LN)\s*\(/.exec(flat)?.[1];
  const said = [
    ...pieces,
    ...(layer === undefined ? [] : [`${layer} activations`]),
    ...(normalization === undefined ? [] : [normalization === 'BN' ? 'batch normalisation' : 'layer normalisation']),
  ];
  if (said.length === 0) return undefined;
  const text = said.join('; ');
  const original = `$${tex}$`;
  // A formula is quoted whole.
  return { text, original, origins: [...Array.from(text, () => 0), original.length] };
}
