import type { PictureFormat } from '../../../src/protocol/curves.ts';
import type { Theme } from '../theme.ts';
import { CanvasSurface } from './canvasSurface.ts';
import { paintScene } from './paint.ts';
import type { Scene } from './scene.ts';
import { Polyline, type Surface } from './surface.ts';
import { SvgSurface } from './svgSurface.ts';

const headPx = 26;
const rowPx = 16;
const pngRatio = 2;

/** A chart as a file, with its name above it and its runs below. */
export async function pictureOf(format: PictureFormat, metric: string, scene: Scene, theme: Theme): Promise<ArrayBuffer> {
  const names =
    scene.groups.length > 0
      ? scene.groups.map(({ label, color }) => ({ label, color }))
      : scene.runs.map(({ name, color }) => ({ label: name, color }));
  const height = headPx + scene.height + names.length * rowPx + 8;
  if (format === 'svg') {
    const surface = new SvgSurface(theme.font);
    paintPicture(surface, metric, scene, theme, names);
    return new TextEncoder().encode(surface.file(scene.width, height, metric, theme.surface)).buffer;
  }
  const canvas = new OffscreenCanvas(scene.width * pngRatio, height * pngRatio);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws nothing');
  const surface = new CanvasSurface(context);
  surface.begin(scene.width, height, pngRatio, theme.font);
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, scene.width, height);
  paintPicture(surface, metric, scene, theme, names);
  return (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer();
}

function paintPicture(
  surface: Surface,
  metric: string,
  scene: Scene,
  theme: Theme,
  names: readonly { readonly label: string; readonly color: number }[],
): void {
  surface.text(metric, 12, headPx / 2 + 2, 'left', theme.foreground);
  surface.move(0, headPx);
  paintScene(surface, scene, theme);
  const path = new Polyline();
  for (const [at, { label, color }] of names.entries()) {
    const y = scene.height + at * rowPx + rowPx / 2;
    path.clear();
    path.to(12, y);
    path.to(34, y);
    surface.stroke(path, { color: theme.color(color), width: 2.5, alpha: 1, dash: theme.dash(color) });
    surface.text(label, 42, y, 'left', theme.foreground);
  }
  surface.unclip();
}
