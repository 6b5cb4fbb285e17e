/** Character references (`&eacute;`, `&#8212;`) as characters. A textarea's content is never parsed as markup. */
const textarea = document.createElement('textarea');

export function decodeEntities(text: string): string {
  return text.includes('&') ? text.replace(/&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/g, decode) : text;
}

function decode(reference: string): string {
  textarea.innerHTML = reference;
  return textarea.value;
}
