import assert from 'node:assert/strict';
import { connectionOn } from '../connections/fakes';
import { settled } from '../settled';
import { clientOn, json } from '../waldur/scriptedTransport';
import { OrganisationStore } from '../../../src/organisations/organisationStore';
import { tablesOf } from '../../../src/panels/exportTable';
import { UsageContent } from '../../../src/panels/usage/usageContent';
import type { Comparison, PanelView, Section, Table } from '../../../src/panels/panelView';

const a = 'a'.repeat(32);
const b = 'b'.repeat(32);
const kratt = { offering_uuid: '1'.repeat(32), offering_name: 'Kratt HPC' };
const disk = { offering_uuid: '2'.repeat(32), offering_name: 'Lumivaara storage' };
const gpu = { ...kratt, type: 'gpu', name: 'GPU hours', measured_unit: 'GPU-h', billing_type: 'usage' };
const tape = { ...disk, type: 'tape', name: 'Tape', measured_unit: 'TB', billing_type: 'limit' };

/** A server that tells of usage, and the panel of one of its organisations. */
class Window {
  usage: Record<string, readonly object[] | number> = {};
  picked: { uuid: string; name: string } | undefined;
  private readonly parts = clientOn(({ url }) => {
    const [, uuid = '', path] = /customers\/(\w+)\/(.*)$/.exec(url.pathname) ?? [];
    if (path === '') {
      return json({ uuid, name: uuid === a ? 'Kalev' : 'Saimaa' });
    }
    const isMonth = url.searchParams.get('for_current_month') === 'true';
    const answer = this.usage[`${uuid === a ? 'a' : 'b'} ${isMonth ? 'month' : 'total'}`] ?? [];
    return typeof answer === 'number' ? json({ detail: 'no' }, answer) : json({ components: answer });
  });
  readonly content: UsageContent;

  constructor(place?: string) {
    const connection = connectionOn(this.parts.client);
    this.content = new UsageContent({
      ...{ connection, uuid: a, name: 'Kalev?', place },
      store: new OrganisationStore(connection),
      serverName: () => 'Nordic',
      showConnection: () => undefined,
      pickOrganisation: () => Promise.resolve(this.picked),
      openOrganisation: () => undefined,
    });
  }

  get view(): PanelView {
    return this.content.show().view;
  }

  async see(): Promise<PanelView> {
    this.content.setVisible(true);
    await settled();
    return this.view;
  }

  async press(action: string): Promise<PanelView> {
    const run = this.content.show().actions.get(action);
    assert.ok(run, action);
    await run();
    await settled();
    return this.view;
  }

  /** Addresses asked for since it was asked last. */
  asked(): readonly string[] {
    return this.parts.transport.requests
      .splice(0)
      .map(
        ({ url }) =>
          `${url.pathname.replace(/.*customers\//, '').slice(0, 1)}${url.pathname.endsWith('stats/') ? ' stats' : ''}${url.search}`,
      );
  }
}

const section = (view: PanelView, id: string): Section => {
  const found = view.main.find((each) => each.id === id);
  assert.ok(found, `no section ${id}`);
  return found;
};

const tableOf = (view: PanelView): Table => {
  const { content } = section(view, 'components');
  assert.ok(content?.kind === 'table');
  return content;
};

/** The rows of the table, their texts one after the other. */
const rowsOf = (view: PanelView): string[] =>
  tableOf(view).rows.map(({ cells }) => cells.map(({ text }) => text).join('|'));

const comparisonOf = (view: PanelView): Comparison => {
  const { content } = section(view, 'comparison');
  assert.ok(content?.kind === 'comparison');
  return content;
};

describe('the usage of an organisation', () => {
  let window: Window;
  beforeEach(() => {
    window = new Window();
    window.usage = {
      'a month': [
        { ...gpu, usage: 18_942.5, limit: 18_000 },
        { ...gpu, type: 'cpu', name: 'CPU', measured_unit: 'core-h', usage: 95, limit: 100.0 },
        { ...gpu, type: 'ram', name: 'Memory', measured_unit: 'GB-h', usage: 1, limit: null },
        { ...tape, usage: 7, limit_usage: 2, limit: 20 },
        { ...tape, type: 'disk', name: 'Disk', usage: 0, limit_usage: 0, limit: 8 },
        { ...tape, type: 'ip', name: 'Addresses', measured_unit: '', usage: 3, limit_usage: 3, limit: 0 },
        { ...gpu, type: 'odd', name: null, billing_type: 'later', usage: 'many', limit: 3 },
      ],
      'a total': [{ ...gpu, usage: 20_000, limit: 18_000 }],
      'b month': [{ ...gpu, usage: 10, limit: 1000 }],
    };
  });

  it('is told against its limit, in words', async () => {
    const view = await window.see();
    assert.deepEqual(rowsOf(view), [
      'GPU hours|Usage|18,942.5|18,000|GPU-h||105.2%|Over limit',
      'CPU|Usage|95|100|core-h||95.0%|Near limit',
      'Memory|Usage|1|None|GB-h|||No limit',
      'Tape|Limit|2|20|TB||10.0%|Within limit',
      'Disk|Limit|0|8|TB||0%|Unused',
      'Addresses|Limit|3|0|||More than 100%|Over limit',
      'odd|later|Not told|3|GPU-h|||Not told',
    ]);
    assert.deepEqual(
      view.figures.map(({ label, value, tone }) => [label, value, tone]),
      [
        ['Over limit', '2', 'bad'],
        ['Near limit', '1', 'warning'],
        ['Within limit', '2', 'good'],
        ['No limit', '1', undefined],
      ],
    );
    assert.deepEqual(
      [view.title, view.heading, view.context.map(({ text }) => text)],
      ['Kalev', 'Usage', ['Nordic', 'Kalev']],
    );
  });

  it('is parted by offering, with the largest share of a limit first', async () => {
    const { groups, rows } = tableOf(await window.see());
    assert.deepEqual(
      groups?.map(({ title, note }) => [title, note]),
      [
        ['Lumivaara storage', '3 components'],
        ['Kratt HPC', '4 components'],
      ],
    );
    assert.deepEqual(
      rows.filter(({ group }) => group === '2'.repeat(32)).map(({ cells }) => cells[0]?.text),
      ['Tape', 'Disk', 'Addresses'],
    );
  });

  it('asks for a period once, and for both anew on Refresh', async () => {
    await window.see();
    assert.deepEqual(window.asked(), ['a?field=uuid&field=name', 'a stats?for_current_month=true']);
    const total = await window.press('period total');
    assert.deepEqual([rowsOf(total).length, total.subtitle], [1, ['In total']]);
    assert.deepEqual(window.asked(), ['a stats']);
    await window.press('period month');
    assert.deepEqual(window.asked(), []);
    await window.press('refresh');
    assert.deepEqual(window.asked(), ['a?field=uuid&field=name', 'a stats?for_current_month=true']);
    await window.press('period total');
    assert.deepEqual(window.asked(), ['a stats']);
  });

  it('reads nothing while it is hidden', async () => {
    window.content.setVisible(false);
    window.content.goTo(`total all ${b}`);
    await settled();
    assert.deepEqual(window.asked(), []);
    await window.see();
    assert.equal(window.asked().length, 4);
  });

  it('tells what came from terminated resources, where there is such', async () => {
    assert.equal(tableOf(await window.see()).columns.length, 8);
    window.usage['a month'] = [
      { ...gpu, usage: 30, limit: 100, usage_terminated: 12.5, limit_usage_terminated: 0 },
      { ...tape, usage: 4, limit_usage: 4, limit: 8, usage_terminated: 3, limit_usage_terminated: 1 },
    ];
    assert.deepEqual(rowsOf(await window.press('refresh')), [
      'GPU hours|Usage|30|12.5|100|GPU-h||30.0%|Within limit',
      'Tape|Limit|4|1|8|TB||50.0%|Within limit',
    ]);
  });

  it('says that a server of 2024 adds up over offerings and knows no months', async () => {
    window.usage['a month'] = [{ type: 'ram', name: 'RAM', measured_unit: 'GB', usage: 64, limit: 136 }];
    const view = await window.see();
    const { notice, choices } = section(view, 'components');
    assert.match(notice?.text ?? '', /adds up components of one type over all offerings/);
    assert.deepEqual(
      choices?.map(({ id }) => id),
      ['state'],
    );
    assert.deepEqual(rowsOf(view), ['RAM|Not told|64|136|GB||47.1%|Within limit']);
    assert.deepEqual(
      tableOf(view).groups?.map(({ title }) => title),
      ['All offerings'],
    );
    assert.deepEqual(view.subtitle, ['As the server counts it']);
  });

  it('shows those of a state, and leads back from none', async () => {
    await window.see();
    assert.deepEqual(rowsOf(await window.press('state near')).length, 1);
    window.usage['a month'] = [{ ...gpu, usage: 1, limit: 100 }];
    const none = await window.press('refresh');
    assert.equal(section(none, 'components').notice?.text, 'No component is in this state.');
    assert.deepEqual(rowsOf(await window.press('state all')).length, 1);
  });

  it('says that nothing is used, and what could not be read', async () => {
    window.usage = {};
    const empty = await window.see();
    assert.match(section(empty, 'components').notice?.text ?? '', /uses a service this month/);
    assert.match(
      section(await window.press('period total'), 'components').notice?.text ?? '',
      /has used a service/,
    );
    window.usage['a total'] = 404;
    const gone = await window.press('refresh');
    assert.match(section(gone, 'components').notice?.text ?? '', /no longer exists on the server, or you/);
    window.usage['a total'] = [{ ...gpu, usage: 1 }];
    assert.equal(rowsOf(await window.press('retry')).length, 1);
  });

  it('stands beside others, each against its own limit', async () => {
    await window.see();
    window.picked = { uuid: b, name: 'Saimaa Lab' };
    const { columns, rows } = comparisonOf(await window.press('compare'));
    assert.deepEqual(
      columns.map(({ title, remove }) => [title, remove?.title]),
      [
        ['Kalev', undefined],
        ['Saimaa', 'Remove Saimaa from the Comparison'],
      ],
    );
    assert.deepEqual(
      rows.slice(0, 2).map(({ title, cells }) => [title, ...cells.map(({ text, share }) => [text, share])]),
      [
        ['GPU hours', ['18,942.5', '105.2%'], ['10', '1.0%']],
        ['CPU', ['95', '95.0%'], ['Not used here', undefined]],
      ],
    );
    assert.equal((await window.press(`remove ${b}`)).main.length, 1);
  });

  it('is written down with its offerings and numbers, and beside others', async () => {
    window.usage['a month'] = [
      { ...gpu, usage: 27_000.0, limit: 18_000 },
      { ...tape, usage: 0, limit_usage: 0, limit: null },
    ];
    window.content.goTo(`month all ${b}`);
    const [components, compared] = tablesOf(await window.see());
    assert.deepEqual(components?.columns, [
      ...['Offering', 'Component', 'Billed by', 'Used', 'Limit', 'Unit', 'Share', 'State'],
    ]);
    assert.deepEqual(components.rows, [
      ['Kratt HPC', 'GPU hours', 'Usage', '27000', '18000', 'GPU-h', '1.5', 'Over limit'],
      ['Lumivaara storage', 'Tape', 'Limit', '0', 'None', 'TB', '', 'No limit'],
    ]);
    assert.deepEqual(compared?.columns, ['Component', 'Offering', 'Kalev', 'Saimaa']);
    assert.deepEqual(compared.rows, [
      ['GPU hours', 'Kratt HPC', '27,000 GPU-h (150.0%)', '10 GPU-h (1.0%)'],
      ['Tape', 'Lumivaara storage', '0 TB (No limit)', 'Not used here'],
    ]);
  });

  it('names an organisation that could not be read, beside those that could', async () => {
    window.usage['b month'] = 500;
    window.content.goTo(`month all ${b}`);
    const view = await window.see();
    assert.equal(section(view, 'comparison').notice?.title, 'The usage of Saimaa could not be read');
    assert.equal(comparisonOf(view).rows[0]?.cells[1]?.text, 'Could not be read');
    window.usage['b month'] = [{ ...gpu, usage: 10, limit: 1000 }];
    assert.equal(comparisonOf(await window.press('retry')).rows[0]?.cells[1]?.text, '10');
  });

  it('is back at its place, of which nothing is taken that is none', () => {
    const of = (place: string): PanelView['place'] => new Window(place).view.place;
    assert.equal(of(`total over ${b}`), `total over ${b}`);
    assert.equal(of('month all'), 'month all');
    assert.equal(of('year <b> ../users/,zz'), 'month all');
    const many = Array.from({ length: 9 }, (_, at) => String(at).repeat(32));
    assert.equal(of(`month all ${many.join(',')}`), `month all ${many.slice(0, 4).join(',')}`);
    assert.ok((of(`month unlimited ${many.join(',')}`) ?? '').length <= 200);
    const full = new Window(`month all ${many.slice(0, 4).join(',')}`).view;
    assert.equal(full.primary, undefined);
  });
});
