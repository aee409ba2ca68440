const allowed = new Set(
  'a abbr b blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s small span strong sub sup table tbody td th thead tr u ul'.split(
    ' ',
  ),
);
const empty = new Set(['br', 'hr']);

const escape = (text: string): string =>
  text
    .replace(/&(?!(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);)/gi, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

function openTag(name: string, attributes: string): string {
  if (name !== 'a') {
    return `<${name}>`;
  }
  const href = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(attributes);
  const address = href?.[1] ?? href?.[2] ?? href?.[3] ?? '';
  const safe = /^(?:https?:|mailto:|\/|#)/i.test(address)
    ? ` href="${address.replaceAll('"', '&quot;')}"`
    : '';
  return `<a${safe} rel="noopener noreferrer">`;
}

/** Text with harmless HTML only, as the server keeps descriptions: scripts and styles go with what is in them. */
export function sanitizeHtml(html: string): string {
  const source = html
    .replace(/<(script|style)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '');
  const open: string[] = [];
  let out = '';
  let at = 0;
  for (const match of source.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g)) {
    out += escape(source.slice(at, match.index));
    at = match.index + match[0].length;
    const name = (match[2] ?? '').toLowerCase();
    if (!allowed.has(name)) {
      continue;
    }
    if (match[1] === '/') {
      if (open.includes(name)) {
        for (
          let closed = open.pop();
          closed !== undefined;
          closed = closed === name ? undefined : open.pop()
        ) {
          out += `</${closed}>`;
        }
      }
    } else {
      out += openTag(name, match[3] ?? '');
      if (!empty.has(name)) {
        open.push(name);
      }
    }
  }
  out += escape(source.slice(at));
  return (
    out +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  );
}
