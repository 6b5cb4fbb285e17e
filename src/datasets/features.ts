/** The Hub’s description of columns, as the viewer answers it and as `datasets` writes it into parquet files. */
import type { Column } from './table.ts';

/** `{"dtype": "string", "_type": "Value"}` and what can be built of it. */
export function columnOf(name: string, feature: unknown): Column {
  const labels = labelsOf(feature);
  return { name, type: typeOf(feature), ...(labels === undefined ? {} : { labels }) };
}

function typeOf(feature: unknown): string {
  if (Array.isArray(feature)) return `list<${typeOf(feature[0])}>`;
  if (typeof feature !== 'object' || feature === null) return 'unknown';
  const kind: unknown = Reflect.get(feature, '_type');
  const dtype: unknown = Reflect.get(feature, 'dtype');
  switch (kind) {
    case 'Value':
      return typeof dtype === 'string' ? dtype : 'unknown';
    case 'Sequence':
    case 'List':
    case 'LargeList':
      return `list<${typeOf(Reflect.get(feature, 'feature'))}>`;
    case undefined:
      return `struct<${Object.keys(feature).join(', ')}>`;
    default:
      return typeof kind === 'string' ? kind : `struct<${Object.keys(feature).join(', ')}>`;
  }
}

function labelsOf(feature: unknown): readonly string[] | undefined {
  if (typeof feature !== 'object' || feature === null || Reflect.get(feature, '_type') !== 'ClassLabel') return undefined;
  const names: unknown = Reflect.get(feature, 'names');
  return Array.isArray(names) ? names.map(String) : undefined;
}

/** Whether such a column holds bytes, which nobody reads as text. */
export function isBinaryType(type: string): boolean {
  return /^(Image|Audio|Video|Pdf|Nifti|binary|large_binary)$/.test(type) || /^list<(Image|Audio|Video|binary)>$/.test(type);
}
