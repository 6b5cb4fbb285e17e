import { maxDescriptionChars, maxNameChars, shownLine, shownWords } from './bounds.ts';
import type { PromptRow, ResourceRow } from './desk.ts';
import { type JsonSchema, readInputSchema } from './inputSchema.ts';

/** One tool as a server lists it. */
export interface ListedTool {
  readonly name: string;
  /** As it is, for the pin and for looking for what is hidden in it; bounded. */
  readonly title: string;
  readonly description: string;
  /** As texts that are equal exactly for equal values: of the arguments, of the result, of the annotations. */
  readonly argumentsJson: string;
  readonly resultJson: string;
  readonly annotationsJson: string;
  /** As it is offered; absent where it cannot be. */
  readonly schema?: JsonSchema;
  readonly resultSchema?: unknown;
}

/** A tool that is listed and cannot be offered. */
export interface LeftOut {
  readonly name: string;
  readonly why: string;
}

export interface Listed {
  readonly tools: readonly ListedTool[];
  readonly leftOut: readonly LeftOut[];
  readonly prompts: readonly Omit<PromptRow, 'server'>[];
  readonly resources: readonly Omit<ResourceRow, 'server'>[];
}

/** What a model is told of a tool is all that is looked at for hidden words, up to here. */
const maxWordsKept = 64 * 1024;
const maxDepth = 32;

export function readTools(items: readonly unknown[]): Pick<Listed, 'tools' | 'leftOut'> {
  const tools = new Map<string, ListedTool>();
  const leftOut: LeftOut[] = [];
  for (const item of items) {
    const name = isObject(item) && typeof item['name'] === 'string' ? item['name'] : '';
    const shown = name === '' ? '(without a name)' : shownLine(name, 80);
    const why = isObject(item) ? (whyUnusable(name, item) ?? (tools.has(name) ? 'it is listed twice' : undefined)) : 'it is no tool';
    if (why !== undefined || !isObject(item)) {
      leftOut.push({ name: shown, why: why ?? 'it is no tool' });
      continue;
    }
    const read = readInputSchema(item['inputSchema']);
    if ('why' in read) leftOut.push({ name: shown, why: read.why });
    const annotations = isObject(item['annotations']) ? item['annotations'] : {};
    const { title: ofAnnotations } = annotations;
    const title = typeof item['title'] === 'string' ? item['title'] : typeof ofAnnotations === 'string' ? ofAnnotations : '';
    tools.set(name, {
      name,
      title: title.slice(0, maxWordsKept),
      description: textOf(item['description']).slice(0, maxWordsKept),
      argumentsJson: orderedJson(item['inputSchema']) ?? '',
      resultJson: orderedJson(item['outputSchema']) ?? '',
      annotationsJson: orderedJson(annotations) ?? '',
      ...('schema' in read ? { schema: read.schema } : {}),
      ...(isObject(item['outputSchema']) ? { resultSchema: item['outputSchema'] } : {}),
    });
  }
  return { tools: [...tools.values()], leftOut };
}

function whyUnusable(name: string, item: Readonly<Record<string, unknown>>): string | undefined {
  if (name === '' || name.length > maxNameChars) return 'its name is empty or very long';
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|^\p{Zs}|\p{Zs}$|(?! )\p{Zs}/u.test(name))
    return 'its name holds characters that nobody sees';
  for (const field of ['inputSchema', 'outputSchema', 'annotations'] as const)
    if (orderedJson(item[field]) === undefined) return `its ${field} is too large or too deep`;
  if (textOf(item['description']).length > maxWordsKept) return `its description has ${textOf(item['description']).length} characters`;
  return undefined;
}

export function readPrompts(items: readonly unknown[]): Listed['prompts'] {
  return items.filter(isObject).flatMap((item) => {
    const { name } = item;
    if (typeof name !== 'string' || name === '' || name.length > maxNameChars) return [];
    const given = Array.isArray(item['arguments']) ? item['arguments'].filter(isObject).slice(0, 50) : [];
    const values = given.flatMap((one) =>
      typeof one['name'] === 'string' && one['name'].length <= maxNameChars
        ? [{ name: one['name'], description: shownLine(textOf(one['description']), 500), isRequired: one['required'] === true }]
        : [],
    );
    const title = shownLine(textOf(item['title']), maxNameChars);
    const description = shownWords(textOf(item['description']), maxDescriptionChars);
    return [{ name, title: title === '' ? shownLine(name, maxNameChars) : title, description, arguments: values }];
  });
}

export function readResources(items: readonly unknown[], isTemplate: boolean): Listed['resources'] {
  return items.filter(isObject).flatMap((item) => {
    const uri = item[isTemplate ? 'uriTemplate' : 'uri'];
    if (typeof uri !== 'string' || uri === '' || uri.length > 2_000) return [];
    const mimeType = item['mimeType'];
    return [
      {
        uri,
        isTemplate,
        name: shownLine(textOf(item['title']) || textOf(item['name']), maxNameChars),
        description: shownLine(textOf(item['description']), 500),
        ...(typeof mimeType === 'string' ? { mimeType: shownLine(mimeType, 100) } : {}),
      },
    ];
  });
}

/** JSON with the fields of each object in one order; undefined where it is too large or too deep. */
export function orderedJson(value: unknown): string | undefined {
  try {
    const text = value === undefined ? '' : ordered(value, 0);
    return text.length > 4 * maxWordsKept ? undefined : text;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function ordered(value: unknown, depth: number): string {
  if (depth > maxDepth) throw new RangeError('too deep');
  if (Array.isArray(value)) return `[${value.map((item) => ordered(item, depth + 1)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const fields = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${ordered(value[name], depth + 1)}`);
  return `{${fields.join(',')}}`;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
