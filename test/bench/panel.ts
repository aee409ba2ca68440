import { performance } from 'node:perf_hooks';
import { clientOn } from '../unit/waldur/scriptedTransport';
import { complianceScale, scaleUuid } from '../unit/panels/complianceScale';
import { ComplianceWindow } from '../unit/panels/complianceWindow';
import { closeSharedBrowser } from '../e2e/fixtures/sharedBrowser';
import { installBrowser } from '../host/installBrowser';
import { PanelPage } from '../webviews/panelPage';
import { rowOf, sectionOf, tableOf, viewOf } from '../webviews/views';
import type { PanelView } from '../../src/panels/panelView';

// Prints what a panel of 5,000 rows takes: how large its snapshot is, how long it takes from the data until it is
// drawn, how long frames take while it is scrolled and searched, and how much memory its page has; and the same of as many
// roles of one person. In a Chromium without VS Code, which adds its own way between the two.

const total = 5_000;
const rounds = 5;
const frames = 120;

/** The panel of compliance with every project read, and how long making its snapshot takes, the second time on. */
async function snapshot(): Promise<{
  readonly view: PanelView;
  readonly first: number;
  readonly again: number;
}> {
  const { client } = clientOn(complianceScale(total, 20));
  const window = ComplianceWindow.over(client, undefined, { uuid: scaleUuid, name: 'Large' });
  try {
    window.content.setVisible(true);
    await window.until(
      ({ figures }) => figures.length > 0 && window.section('projects')?.content !== undefined,
    );
    await window.act('all projects');
    const start = performance.now();
    const { view } = window;
    const first = performance.now() - start;
    window.content.show();
    return { view, first, again: performance.now() - start - first };
  } finally {
    await window.close();
  }
}

/** Milliseconds from the message until its rows are on screen. */
async function paint(panel: PanelPage, view: PanelView, revision: number): Promise<number> {
  const message = JSON.stringify({ kind: 'snapshot', revision, view });
  return panel.page.evaluate<number>(`(async () => {
    const message = ${message};
    const start = performance.now();
    window.postMessage(message, '*');
    const isDrawn = () => document.querySelectorAll('tbody tr[data-key]').length > 20;
    await new Promise((resolve) => {
      const look = () => (isDrawn() ? resolve() : requestAnimationFrame(look));
      requestAnimationFrame(look);
    });
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - start;
  })()`);
}

/** Milliseconds of each frame while something is done in every one. */
async function framesOf(panel: PanelPage, step: string): Promise<readonly number[]> {
  return panel.page.evaluate<readonly number[]>(`(async () => {
    const times = [];
    let before = await new Promise(requestAnimationFrame);
    for (let at = 1; at <= ${frames}; at++) {
      ${step}
      const now = await new Promise(requestAnimationFrame);
      times.push(now - before);
      before = now;
    }
    return times;
  })()`);
}

async function heap(panel: PanelPage): Promise<number> {
  const session = await panel.page.context().newCDPSession(panel.page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1024 / 1024;
}

const at = (all: readonly number[], share: number): string =>
  (all.toSorted((a, b) => a - b)[Math.floor((all.length - 1) * share)] ?? Number.NaN).toFixed(0);

/** As many roles of one person, some in each organisation, all of them selected. */
function roles(): PanelView {
  const inEach = 10;
  const names = Array.from({ length: total }, (_, at) => `Project ${at} of the research programme`);
  const groupOf = (at: number): string => `organisation ${Math.floor(at / inEach)}`;
  const rows = names.map((name, at) => rowOf(name, at, { group: groupOf(at) }));
  return viewOf({
    main: [
      sectionOf(
        tableOf(rows, {
          few: undefined,
          groups: Array.from({ length: total / inEach }, (_, at) => {
            const id = groupOf(at * inEach);
            return { id, title: id, note: `${inEach} roles` };
          }),
          selection: {
            keys: rows.map(({ key }) => key),
            one: 'Select {0}',
            all: 'Select all',
            told: `${total} selected`,
          },
        }),
      ),
    ],
  });
}

/** What drawing a view takes in the page that a script makes. */
async function measure(script: string, view: PanelView): Promise<string> {
  const times: number[] = [];
  let empty = 0;
  let panel = await PanelPage.open({ script });
  try {
    for (let round = 0; round < rounds; round++) {
      await panel.close();
      panel = await PanelPage.open({ script });
      empty = await heap(panel);
      times.push(await paint(panel, view, 1));
    }
    const full = await heap(panel);
    const scrolling = await framesOf(panel, 'window.scrollTo(0, at * 700);');
    const searching = await framesOf(
      panel,
      `const field = document.querySelector('input[type=search]');
       field.value = String(at * 37);
       field.dispatchEvent(new Event('input', { bubbles: true }));`,
    );
    return (
      `${at(times, 0.5)} ms from the data to paint; ` +
      `frames of ${at(scrolling, 0.5)} ms while scrolling (19 of 20 at most ${at(scrolling, 0.95)} ms) and of ` +
      `${at(searching, 0.5)} ms with a letter searched in each (${at(searching, 0.95)} ms); ` +
      `${(full - empty).toFixed(1)} MB of heap in its page.`
    );
  } finally {
    await panel.close();
  }
}

const megabytes = (view: PanelView): string =>
  (Buffer.byteLength(JSON.stringify(view)) / 1024 / 1024).toFixed(1);

async function main(): Promise<void> {
  await installBrowser();
  const { view, first, again } = await snapshot();
  try {
    console.log(
      `\nA panel of ${total} rows: ${megabytes(view)} MB of snapshot, made in ` +
        `${first.toFixed(0)} ms, again in ${again.toFixed(0)} ms; ${await measure('compliance', view)}`,
    );
    const access = roles();
    console.log(
      `\nAccess with ${total} roles, all selected: ${megabytes(access)} MB of snapshot; ` +
        (await measure('access', access)),
    );
  } finally {
    await closeSharedBrowser();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
