/** A long page as arXiv serves it: LaTeXML’s elements with presentation, content and TeX of every formula. Some 2 MB for 60 sections. */

export function bigPage(sections: number): string {
  return pageOf('A Long Paper', Array.from({ length: sections }, (_, index) => section(index + 1)).join('\n'));
}

export function pageOf(title: string, body: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8"><title>${title}</title></head><body><div class="ltx_page_main"><div class="ltx_page_content">
<article class="ltx_document"><h1 class="ltx_title ltx_title_document">${title}</h1>
<div class="ltx_abstract"><h6 class="ltx_title ltx_title_abstract">Abstract</h6><p class="ltx_p">Many sections with many formulas.</p></div>
${body}
</article></div></div></body></html>`;
}

const words = 'gradient attention residual layer schedule optimizer regularization dropout baseline representation '.repeat(8);

function section(number: number): string {
  const id = `S${number}`;
  const paragraphs = Array.from({ length: 12 }, (_, index) => paragraph(`${id}.p${index + 1}`)).join('\n');
  const equations = Array.from({ length: 4 }, (_, index) => equation(id, (number - 1) * 4 + index + 1, index + 1)).join('\n');
  return `<section id="${id}" class="ltx_section"><h2 class="ltx_title ltx_title_section"><span class="ltx_tag ltx_tag_section">${number} </span>Section ${number}</h2>
${paragraphs}
${equations}
${table(`${id}.T1`, number)}
</section>`;
}

function paragraph(id: string): string {
  return `<div id="${id}" class="ltx_para"><p id="${id}.1" class="ltx_p">Let ${math(`${id}.m1`, 'inline')} be ${words}, with ${math(`${id}.m2`, 'inline')} and a learning rate of 0.001.</p></div>`;
}

export function equation(section: string, number: number, index: number): string {
  const id = `${section}.E${index}`;
  return `<table id="${id}" class="ltx_equation ltx_eqn_table"><tbody><tr class="ltx_equation ltx_eqn_row ltx_align_baseline"><td class="ltx_eqn_cell ltx_eqn_center_padleft"></td>
<td class="ltx_eqn_cell ltx_align_center">${math(`${id}.m1`, 'block')}</td><td class="ltx_eqn_cell ltx_eqn_center_padright"></td>
<td rowspan="1" class="ltx_eqn_cell ltx_eqn_eqno"><span class="ltx_tag ltx_tag_equation ltx_align_right">(${number})</span></td></tr></tbody></table>`;
}

const tex = '\\theta_{t+1}=\\theta_{t}-\\eta\\frac{\\hat{m}_{t}}{\\sqrt{\\hat{v}_{t}}+\\epsilon}';

function math(id: string, display: 'inline' | 'block'): string {
  const presentation =
    '<mrow><msub><mi>θ</mi><mrow><mi>t</mi><mo>+</mo><mn>1</mn></mrow></msub><mo>=</mo><mfrac><msub><mi>m</mi><mi>t</mi></msub><msqrt><mi>v</mi></msqrt></mfrac></mrow>';
  const content =
    '<apply><eq/><apply><csymbol cd="ambiguous">subscript</csymbol><ci>𝜃</ci><apply><plus/><ci>𝑡</ci><cn type="integer">1</cn></apply></apply></apply>';
  return `<math id="${id}" class="ltx_Math" alttext="${tex}" display="${display}"><semantics>${presentation}<annotation-xml encoding="MathML-Content">${content}</annotation-xml><annotation encoding="application/x-tex">${tex}</annotation></semantics></math>`;
}

export function table(id: string, number: number): string {
  const rows = Array.from(
    { length: 6 },
    (_, row) => `<tr class="ltx_tr">${[0, 1, 2, 3].map((column) => `<td class="ltx_td">${row}.${column}</td>`).join('')}</tr>`,
  );
  return `<figure id="${id}" class="ltx_table"><figcaption class="ltx_caption"><span class="ltx_tag ltx_tag_table">Table ${number}: </span>Scores.</figcaption>
<table class="ltx_tabular"><tbody>${rows.join('')}</tbody></table></figure>`;
}
