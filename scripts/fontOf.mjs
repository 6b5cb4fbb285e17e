// A part of a font: what the rest of an icon font weighs is not worth a package.

/**
 * The same TrueType font with no outlines but those of `codes`. Glyphs keep their numbers, so that all tables which speak of them
 * stay true; what is left of those repeats itself and packs to nothing. https://learn.microsoft.com/typography/opentype/spec/otff
 * @param {Buffer} font @param {readonly number[]} codes @returns {Buffer}
 */
export function fontOf(font, codes) {
  const tables = tablesOf(font);
  const head = tableOf(tables, 'head');
  const isShort = head.readInt16BE(50) === 0;
  const glyphOf = characterMap(tableOf(tables, 'cmap'));
  const chosen = new Map([...new Set(codes)].sort((a, b) => a - b).map((code) => [code, glyphOf(code)]));
  const outlines = outlinesOf(tableOf(tables, 'glyf'), tableOf(tables, 'loca'), isShort);
  // The first is drawn where a character is missing.
  const kept = new Set([0, ...chosen.values()]);
  const left = outlines.map((outline, glyph) => (kept.has(glyph) ? outline : Buffer.alloc(0)));
  tables.set('glyf', Buffer.concat(left));
  tables.set('loca', offsetsOf(left, isShort));
  tables.set('cmap', cmapOf(chosen));
  // Version 3: without names of glyphs.
  const post = Buffer.from(tableOf(tables, 'post').subarray(0, 32));
  post.writeUInt32BE(0x00030000, 0);
  tables.set('post', post);
  // Ligatures would speak of glyphs that are empty now.
  tables.delete('GSUB');
  return assembled(font.readUInt32BE(0), tables);
}

/** @param {Buffer} font @returns {Map<string, Buffer>} */
function tablesOf(font) {
  const entries = Array.from({ length: font.readUInt16BE(4) }, (_, index) => font.subarray(12 + 16 * index, 28 + 16 * index));
  return new Map(
    entries.map((entry) => {
      const offset = entry.readUInt32BE(8);
      return [entry.toString('latin1', 0, 4), font.subarray(offset, offset + entry.readUInt32BE(12))];
    }),
  );
}

/** @param {ReadonlyMap<string, Buffer>} tables @param {string} tag */
function tableOf(tables, tag) {
  const table = tables.get(tag);
  if (table === undefined) throw new Error(`the font has no table ${tag}`);
  return table;
}

/** Reads the groups of format 12. @param {Buffer} cmap @returns {(code: number) => number} */
function characterMap(cmap) {
  const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => cmap.subarray(cmap.readUInt32BE(8 + 8 * index)));
  const wide = subtables.find((subtable) => subtable.readUInt16BE(0) === 12);
  if (wide === undefined) throw new Error('the font has no character map of format 12');
  const groups = Array.from({ length: wide.readUInt32BE(12) }, (_, index) =>
    [0, 4, 8].map((field) => wide.readUInt32BE(16 + 12 * index + field)),
  );
  return (code) => {
    const group = groups.find(([first, last]) => first <= code && code <= last);
    if (group === undefined) throw new Error(`the font has no icon at ${code.toString(16)}`);
    return group[2] + code - group[0];
  };
}

/** @param {Buffer} glyf @param {Buffer} loca @param {boolean} isShort @returns {readonly Buffer[]} */
function outlinesOf(glyf, loca, isShort) {
  const offsets = Array.from({ length: loca.length / (isShort ? 2 : 4) }, (_, index) =>
    isShort ? 2 * loca.readUInt16BE(2 * index) : loca.readUInt32BE(4 * index),
  );
  return offsets.slice(1).map((end, glyph) => {
    const outline = glyf.subarray(offsets[glyph], end);
    if (outline.length > 0 && outline.readInt16BE(0) < 0) throw new Error('the font puts glyphs together of others');
    return outline;
  });
}

/** @param {readonly Buffer[]} outlines @param {boolean} isShort */
function offsetsOf(outlines, isShort) {
  const loca = Buffer.alloc((outlines.length + 1) * (isShort ? 2 : 4));
  let offset = 0;
  for (const [index, { length }] of outlines.entries()) {
    offset += length;
    if (isShort) loca.writeUInt16BE(offset / 2, 2 * (index + 1));
    else loca.writeUInt32BE(offset, 4 * (index + 1));
  }
  return loca;
}

/** One subtable for Windows and Unicode (3, 10) in format 12, a group for each. @param {ReadonlyMap<number, number>} glyphs */
function cmapOf(glyphs) {
  const length = 16 + 12 * glyphs.size;
  const words = [...glyphs].flatMap(([code, glyph]) => [code, code, glyph]);
  const cmap = Buffer.alloc(12 + length);
  for (const [index, value] of [0, 1, 3, 10].entries()) cmap.writeUInt16BE(value, 2 * index);
  cmap.writeUInt32BE(12, 8);
  cmap.writeUInt16BE(12, 12);
  for (const [index, value] of [length, 0, glyphs.size, ...words].entries()) cmap.writeUInt32BE(value, 16 + 4 * index);
  return cmap;
}

/** @param {number} version @param {ReadonlyMap<string, Buffer>} tables */
function assembled(version, tables) {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  const directory = Buffer.alloc(12 + 16 * sorted.length);
  directory.writeUInt32BE(version, 0);
  for (const [index, value] of [sorted.length, 16 * power, Math.log2(power), 16 * (sorted.length - power)].entries())
    directory.writeUInt16BE(value, 4 + 2 * index);
  const parts = [directory];
  let offset = directory.length;
  for (const [index, [tag, table]] of sorted.entries()) {
    const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
    // What the whole font sums up to is counted with zero in its place.
    if (tag === 'head') padded.writeUInt32BE(0, 8);
    const entry = 12 + 16 * index;
    directory.write(tag, entry, 'latin1');
    for (const [field, value] of [sumOf(padded), offset, table.length].entries()) directory.writeUInt32BE(value, entry + 4 + 4 * field);
    parts.push(padded);
    offset += padded.length;
  }
  const font = Buffer.concat(parts);
  font.writeUInt32BE((0xb1b0afba - sumOf(font)) >>> 0, tableOf(tablesOf(font), 'head').byteOffset - font.byteOffset + 8);
  return font;
}

/** @param {Buffer} padded */
function sumOf(padded) {
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}
