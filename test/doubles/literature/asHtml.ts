/** A page as arXiv shows it: the classes and ids that LaTeXML 0.8.8 writes. */
import { anchorsOf, type Block, type MadeCell, type MadePaper, placesOf } from './blocks.ts';

export function asHtml({ title, authors, abstract, sections, references, hidden }: MadePaper, id: string, version: number): string {
  const anchors = anchorsOf(sections);
  const places = placesOf(sections);
  const numbers = anchors.map((anchor) => (anchor.startsWith('A') ? String.fromCharCode(64 + Number(anchor.slice(1))) : anchor.slice(1)));
  const body = sections.map(({ title: heading, blocks, isAppendix }, at) => {
    const kind = isAppendix ? 'appendix' : 'section';
    return `<section id="${anchors[at]}" class="ltx_${kind}">
<h2 class="ltx_title ltx_title_${kind}"><span class="ltx_tag ltx_tag_${kind}">${isAppendix ? 'Appendix ' : ''}${numbers[at]} </span>${inline(heading, anchors[at] ?? '')}</h2>
${blocks.map((block, index) => blockHtml(block, places[at]?.[index] ?? '')).join('\n')}
</section>`;
  });
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body>
<div id="header"><div id="target-section" class="section"><a id="license-tr" href="https://info.arxiv.org/help/license/index.html">License: CC BY 4.0</a><div id="watermark-tr">arXiv:${id}v${version} [cs.LG] 17 May 2024</div></div></div>
<div class="ltx_page_main"><div class="ltx_page_content"><article class="ltx_document ltx_authors_1line">
<h1 class="ltx_title ltx_title_document">${escaped(title)}</h1>
<div class="ltx_authors">${authors.map((name) => `<span class="ltx_creator ltx_role_author"><span class="ltx_personname">${escaped(name)}</span></span>`).join('')}</div>
<div class="ltx_abstract"><h6 class="ltx_title ltx_title_abstract">Abstract</h6><p class="ltx_p">${inline(abstract, 'abstract1')}</p></div>
${hidden === undefined ? '' : `<span class="ltx_text" style="color:#FFFFFF;">${escaped(hidden)}</span>`}
${body.join('\n')}
<section id="bib" class="ltx_bibliography"><h2 class="ltx_title ltx_title_bibliography">References</h2><ul class="ltx_biblist">
${references.map((entry, at) => `<li id="bib.bib${at + 1}" class="ltx_bibitem"><span class="ltx_tag ltx_role_refnum ltx_tag_bibitem">[${at + 1}]</span><span class="ltx_bibblock">${inline(entry, `bib.bib${at + 1}`)}</span></li>`).join('\n')}
</ul></section></article></div></div></body></html>`;
}

function blockHtml(block: Block, place: string): string {
  if (block.kind === 'paragraph')
    return `<div id="${place}" class="ltx_para"><p id="${place}.1" class="ltx_p">${inline(block.text, place)}</p></div>`;
  const number = /T(\d+)$/.exec(place)?.[1];
  const row = (cells: readonly MadeCell[], at: number, isHead: boolean): string =>
    `<tr class="ltx_tr">${cells.map((cell, column) => cellHtml(cell, `${place}.${at + 1}.${column + 1}`, isHead || column === 0, isHead)).join('')}</tr>`;
  const rows = block.rows.map((cells, at) => row(cells, at, at < block.head));
  return `<figure id="${place}" class="ltx_table"><figcaption class="ltx_caption ltx_centering"><span class="ltx_tag ltx_tag_table">Table ${number}: </span>${inline(block.caption, `${place}.c`)}</figcaption>
<table class="ltx_tabular ltx_centering ltx_guessed_headers ltx_align_middle"><thead class="ltx_thead">${rows.slice(0, block.head).join('')}</thead><tbody class="ltx_tbody">${rows.slice(block.head).join('')}</tbody></table></figure>`;
}

function cellHtml({ text, isBold, span }: MadeCell, place: string, isLabel: boolean, isHead: boolean): string {
  const shown = isBold === true ? `<span class="ltx_text ltx_font_bold">${inline(text, place)}</span>` : inline(text, place);
  const spans = span === undefined ? '' : ` colspan="${span}"`;
  return isLabel
    ? `<th class="ltx_td ltx_align_left ltx_th ltx_th_${isHead ? 'column' : 'row'}"${spans}>${shown}</th>`
    : `<td class="ltx_td ltx_align_center"${spans}>${shown}</td>`;
}

/** TeX within a sentence, as LaTeXML writes it. */
function inline(text: string, place: string): string {
  let formulas = 0;
  return text
    .split(/(\$[^$]+\$|\\cite\{[^}]+\}|\\url\{[^}]+\})/)
    .map((part) => {
      if (part.startsWith('$')) {
        const tex = escaped(part.slice(1, -1));
        return `<math id="${place}.m${++formulas}" class="ltx_Math" alttext="${tex}" display="inline"><semantics><mrow><mi>x</mi></mrow><annotation encoding="application/x-tex">${tex}</annotation></semantics></math>`;
      }
      if (part.startsWith('\\cite')) {
        const keys = part.slice(6, -1).split(',');
        return `<cite class="ltx_cite ltx_citemacro_cite">[${keys.map((key) => `<a href="#bib.bib${Number(key.slice(1)) + 1}" title="" class="ltx_ref">${Number(key.slice(1)) + 1}</a>`).join(', ')}]</cite>`;
      }
      if (part.startsWith('\\url')) {
        const url = part.slice(5, -1);
        return `<a href="${url}" title="" class="ltx_ref ltx_url ltx_font_typewriter">${url}</a>`;
      }
      return escaped(part.replaceAll('\\%', '%').replaceAll('~', ' ').replaceAll('--', '–'));
    })
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
