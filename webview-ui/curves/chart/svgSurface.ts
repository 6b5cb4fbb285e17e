import type { Polyline, Stroke, Surface } from './surface.ts';

/** The same picture as an SVG file: text stays text, lines stay lines. */
export class SvgSurface implements Surface {
  readonly #parts: string[] = [];
  readonly #font: string;
  #clips = 0;

  /** `font` as CSS writes it: `11px Inter`. */
  constructor(font: string) {
    this.#font = font;
  }

  file(width: number, height: number, title: string, background: string): string {
    const font = escaped(this.#font.replace(/^\S+\s/, ''));
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${font}" font-size="11">`,
      `<title>${escaped(title)}</title>`,
      `<rect width="${width}" height="${height}" fill="${escaped(background)}"/>`,
      ...this.#parts,
      '</svg>',
      '',
    ].join('\n');
  }

  clip(left: number, top: number, width: number, height: number): void {
    const id = `clip-${++this.#clips}`;
    this.#parts.push(
      `<clipPath id="${id}"><rect x="${short(left)}" y="${short(top)}" width="${short(width)}" height="${short(height)}"/></clipPath>`,
      `<g clip-path="url(#${id})">`,
    );
  }

  move(right: number, down: number): void {
    this.#parts.push(`<g transform="translate(${short(right)} ${short(down)})">`);
  }

  unclip(): void {
    this.#parts.push('</g>');
  }

  stroke(path: Polyline, { color, width, alpha, dash }: Stroke): void {
    const shape = traced(path);
    if (shape === '') return;
    const dashes = dash.length === 0 ? '' : ` stroke-dasharray="${dash.join(' ')}"`;
    this.#parts.push(
      `<path d="${shape}" fill="none" stroke="${escaped(color)}" stroke-width="${short(width)}"${faint(alpha)} stroke-linejoin="bevel"${dashes}/>`,
    );
  }

  fill(path: Polyline, color: string, alpha: number): void {
    const shape = traced(path);
    if (shape !== '') this.#parts.push(`<path d="${shape}Z" fill="${escaped(color)}"${faint(alpha)}/>`);
  }

  dots({ data, length }: Polyline, radius: number, color: string, alpha: number): void {
    for (let at = 0; at < length; at += 2) {
      this.#parts.push(
        `<circle cx="${short(data[at] ?? 0)}" cy="${short(data[at + 1] ?? 0)}" r="${short(radius)}" fill="${escaped(color)}"${faint(alpha)}/>`,
      );
    }
  }

  ring(x: number, y: number, radius: number, color: string, inside: string): void {
    this.#parts.push(
      `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" fill="${escaped(inside)}" stroke="${escaped(color)}" stroke-width="1.5"/>`,
    );
  }

  text(text: string, x: number, y: number, align: 'left' | 'center' | 'right', color: string): void {
    const anchor = align === 'left' ? 'start' : align === 'center' ? 'middle' : 'end';
    this.#parts.push(
      `<text x="${short(x)}" y="${short(y)}" text-anchor="${anchor}" dominant-baseline="central" fill="${escaped(color)}">${escaped(text)}</text>`,
    );
  }
}

function traced({ data, length }: Polyline): string {
  const parts: string[] = [];
  let isDown = false;
  for (let at = 0; at < length; at += 2) {
    const x = data[at] ?? Number.NaN;
    if (Number.isNaN(x)) {
      isDown = false;
      continue;
    }
    parts.push(`${isDown ? 'L' : 'M'}${short(x)} ${short(data[at + 1] ?? 0)}`);
    isDown = true;
  }
  return parts.join('');
}

function faint(alpha: number): string {
  return alpha === 1 ? '' : ` opacity="${short(alpha)}"`;
}

function short(value: number): string {
  return String(Number(value.toFixed(2)));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
