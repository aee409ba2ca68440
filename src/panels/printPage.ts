import type {
  Cell,
  Comparison,
  Facts,
  Lines,
  Notice,
  PanelView,
  Questions,
  Section,
  Table,
} from './panelView';

/** Of black on white, as printers have it. */
const style = `
body { max-width: 1100px; margin: 24px auto; padding: 0 16px; font: 13px/20px system-ui, sans-serif; color: #000; background: #fff; }
h1 { font-size: 20px; margin: 0; } h2 { font-size: 14px; margin: 24px 0 4px; } h3 { font-size: 13px; margin: 8px 0 0; }
p { margin: 0; white-space: pre-line; } .quiet { color: #555; }
dl { margin: 0; } .figures { display: flex; flex-wrap: wrap; gap: 16px 32px; margin: 16px 0; } .figures div { min-width: 120px; }
.figures dd { margin: 0; } .figures .value { font-size: 20px; font-weight: 600; }
.facts div { display: grid; grid-template-columns: 160px 1fr; } .facts dd { margin: 0; }
table { width: 100%; border-collapse: collapse; } th, td { padding: 3px 8px 3px 0; text-align: start; vertical-align: top; border-bottom: 1px solid #ccc; font-weight: 400; overflow-wrap: anywhere; }
thead th { border-bottom-color: #000; font-size: 12px; } .end { text-align: end; font-variant-numeric: tabular-nums; } .group th { padding-top: 12px; font-weight: 600; }
tr, .figures div { break-inside: avoid; } h2, thead { break-after: avoid; } thead { display: table-header-group; }
ul { margin: 0; padding: 0; list-style: none; }`;

/** What a panel shows as a page without scripts, to be printed: all rows that are known, not those in sight alone. */
export function printPage(view: PanelView): string {
  const { language, title, heading, context, subtitle, read, notice, figures, wide = [], main, side } = view;
  const about = [...context.map(({ text }) => text), ...subtitle, read].filter(Boolean).join(' · ');
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(heading === undefined ? title : `${title}: ${heading}`)}</title>
<style>${style}</style>
</head>
<body>
<h1>${bdi(heading === undefined ? title : `${heading}: ${title}`)}</h1>
<p class="quiet">${bdi(about)}</p>
${noticeOf(notice)}
<dl class="figures">${figures
    .map(
      ({ label, value, unit = '', note = '' }) =>
        `<div><dt>${bdi(label)}</dt><dd class="value">${escaped(value + unit)}</dd><dd class="quiet">${bdi(note)}</dd></div>`,
    )
    .join('')}</dl>
${[...wide, ...main, ...side].map(sectionOf).join('\n')}
</body>
</html>
`;
}

function sectionOf({ title, note = '', notice, content }: Section): string {
  return `<section><h2>${bdi(title)} <small class="quiet">${bdi(note)}</small></h2>${noticeOf(notice)}${contentOf(content)}</section>`;
}

function contentOf(content: Section['content']): string {
  switch (content?.kind) {
    case undefined:
      return '';
    case 'table':
      return tableOf(content);
    case 'comparison':
      return comparisonOf(content);
    case 'facts':
      return factsOf(content);
    case 'lines':
      return linesOf(content);
    case 'prose':
      return `<p>${bdi(content.text)}</p>`;
    case 'questions':
      return questionsOf(content);
  }
}

function tableOf({ columns, rows, groups }: Table): string {
  // Of what is drawn the numbers stand beside it.
  const isTold = (_: unknown, at: number): boolean =>
    !rows.some(({ cells }) => cells[at]?.limit !== undefined);
  const row = (cells: readonly Cell[]): string =>
    `<tr>${cells
      .map((cell, at) => `<td${columns[at]?.end === true ? ' class="end"' : ''}>${cellOf(cell)}</td>`)
      .filter(isTold)
      .join('')}</tr>`;
  const head = columns
    .map(({ title, end }) => `<th scope="col"${end === true ? ' class="end"' : ''}>${bdi(title)}</th>`)
    .filter(isTold);
  const parts = groups ?? [{ id: undefined, title: '' }];
  const body = parts.map(({ id, title }) => {
    const members = id === undefined ? rows : rows.filter(({ group }) => group === id);
    const above =
      title === '' ? '' : `<tr class="group"><th colspan="${head.length}">${bdi(title)}</th></tr>`;
    return `<tbody>${above}${members.map(({ cells }) => row(cells)).join('')}</tbody>`;
  });
  return `<table><thead><tr>${head.join('')}</tr></thead>${body.join('')}</table>`;
}

function cellOf({ text, second, aside, lane }: Cell): string {
  return [lane?.title ?? text, aside, second]
    .filter(Boolean)
    .map((part) => bdi(part ?? ''))
    .join(' ');
}

function comparisonOf({ head, columns, rows }: Comparison): string {
  const line = rows.map(
    ({ title, note, cells }) =>
      `<tr><th scope="row">${bdi(title)} <span class="quiet">${bdi(note)}</span></th>${cells
        .map(
          ({ text, unit, share, state }) =>
            `<td>${bdi([text, unit, share, state].filter(Boolean).join(' '))}</td>`,
        )
        .join('')}</tr>`,
  );
  const heads = [head, ...columns.map(({ title }) => title)].map(
    (title) => `<th scope="col">${bdi(title)}</th>`,
  );
  return `<table><thead><tr>${heads.join('')}</tr></thead><tbody>${line.join('')}</tbody></table>`;
}

function factsOf({ groups }: Facts): string {
  return groups
    .map(
      ({ title, facts }) =>
        `<h3>${bdi(title)}</h3><dl class="facts">${facts
          .map(({ label, value }) => `<div><dt class="quiet">${bdi(label)}</dt><dd>${bdi(value)}</dd></div>`)
          .join('')}</dl>`,
    )
    .join('');
}

function linesOf({ lines }: Lines): string {
  return `<ul>${lines.map(({ when, text }) => `<li><span class="quiet">${bdi(when)}</span> ${bdi(text)}</li>`).join('')}</ul>`;
}

function questionsOf({ questions }: Questions): string {
  return questions
    .map(({ number, text, note, answered, chart, open }) => {
      const given =
        chart.kind === 'words'
          ? chart.text
          : chart.parts.map(({ label, text: times }) => `${label}: ${times}`).join('; ');
      const who = open?.table === undefined ? '' : tableOf(open.table);
      return `<h3>${bdi(`${number} ${text}`)}</h3><p class="quiet">${bdi(`${note} · ${answered.text} ${answered.of}`)}</p><p>${bdi(given)}</p>${who}`;
    })
    .join('');
}

function noticeOf(notice: Notice | undefined): string {
  return notice === undefined ? '' : `<p><strong>${bdi(notice.title ?? '')}</strong> ${bdi(notice.text)}</p>`;
}

/** A name keeps its direction to itself. */
function bdi(text: string): string {
  return text === '' ? '' : `<bdi>${escaped(text)}</bdi>`;
}

/** A text as such between tags, or as the value of an attribute in quotes. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
