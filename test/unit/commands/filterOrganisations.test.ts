import assert from 'node:assert/strict';
import { setImmediate as tick } from 'node:timers/promises';
import '../vscodeFake';
import * as vscode from 'vscode';
import { changeGroups } from '../../../src/pickers/filterChanges';
import {
  filterOrganisations,
  type FilterOrganisationsParts,
} from '../../../src/commands/filterOrganisations';
import {
  type CustomerView,
  CustomerViews,
  defaultCustomerView,
} from '../../../src/organisations/customerView';
import type { OrganisationStore } from '../../../src/organisations/organisationStore';
import type { KnownFilters } from '../../../src/organisations/knownFilters';
import { FakeMemento } from '../connections/fakes';

/** A quick pick that shows nothing; a test looks at its rows and chooses one. */
class FakePick {
  items: readonly vscode.QuickPickItem[] = [];
  activeItems: readonly vscode.QuickPickItem[] = [];
  busy = false;
  value = '';
  buttons: readonly vscode.QuickInputButton[] = [];
  private accept: () => void = () => undefined;
  private hide: () => void = () => undefined;
  private change: (value: string) => void = () => undefined;
  private trigger: (button: vscode.QuickInputButton | undefined) => void = () => undefined;

  onDidAccept(listener: () => void): void {
    this.accept = listener;
  }

  onDidHide(listener: () => void): void {
    this.hide = listener;
  }

  onDidChangeValue(listener: (value: string) => void): void {
    this.change = listener;
  }

  onDidTriggerButton(listener: (button: vscode.QuickInputButton | undefined) => void): void {
    this.trigger = listener;
  }

  type(value: string): void {
    this.value = value;
    this.change(value);
  }

  pressButton(): void {
    this.trigger(this.buttons[0]);
  }

  show(): void {
    // Nobody looks.
  }

  dispose(): void {
    this.hide();
  }

  get rows(): readonly string[] {
    return this.items
      .filter(({ label, kind }) => label !== '' && kind !== vscode.QuickPickItemKind.Separator)
      .map(({ label, description }) => [label, description].filter(Boolean).join(': '));
  }

  choose(label: string): void {
    this.activeItems = this.items.filter((item) => item.label === label);
    this.accept();
  }
}

describe('filtering organisations', () => {
  const connection = { info: { id: 'c', serverName: 'Kalev Cloud' } };
  let pick: FakePick;
  let views: CustomerViews;

  beforeEach(() => {
    pick = new FakePick();
    views = new CustomerViews(new FakeMemento(), new vscode.EventEmitter<string>());
    Object.assign(vscode.window, { createQuickPick: () => pick });
  });

  const open = async (
    known: Promise<KnownFilters>,
    view: Partial<CustomerView> = {},
    groups: object[] = [],
  ) => {
    await views.set('c', { ...defaultCustomerView, ...view });
    const context = {
      connections: { connections: [connection], get: () => connection },
      views,
      stores: {
        of: () => ({
          server: { knownFilters: () => known },
          customers: { groups: () => ({ ensure: () => Promise.resolve(), rows: groups }) },
        }),
      },
    } as unknown as FilterOrganisationsParts;
    const done = filterOrganisations(context);
    await tick();
    return done;
  };

  it('tells groups of one name apart', async () => {
    const rows = ['1', '2'].map((digit) => ({
      uuid: digit.repeat(32),
      name: 'Institutes',
      parent_name: 'Baltic',
    }));
    const store = {
      customers: { groups: () => ({ ensure: () => Promise.resolve(), rows }) },
    } as unknown as OrganisationStore;
    let shown: readonly vscode.QuickPickItem[] = [];
    Object.assign(vscode.window, {
      showQuickPick: async (items: Promise<readonly vscode.QuickPickItem[]>) => {
        shown = await items;
        return undefined;
      },
    });
    await changeGroups(store, defaultCustomerView);
    assert.deepEqual(
      shown.map(({ description }) => description),
      ['Baltic · 11111111', 'Baltic · 22222222'],
    );
  });

  it('offers at once what every server knows, with what is set', async () => {
    const never = new Promise<KnownFilters>(() => undefined);
    const done = open(never, {
      filter: { archived: false, name: 'uni', query: 'kalev', has_resources: true },
    });
    await tick();
    await tick();
    assert.equal(pick.busy, true);
    assert.deepEqual(pick.rows, [
      'Owned by me',
      'Organisation group',
      'Archived: Hidden',
      'Search: “kalev”',
      'Name: contains “uni”',
      'Exact name',
      'Native name',
      'Abbreviation',
      'Registration code',
      'Agreement number',
      'Contact details',
      'Backend ID',
      'Organisation group name',
      'Service providers',
      'Managing organisations',
      'With resources: yes',
    ]);
    pick.choose('Service providers');
    await done;
    assert.deepEqual(views.get('c').filter, {
      archived: false,
      name: 'uni',
      query: 'kalev',
      has_resources: true,
      is_service_provider: true,
    });
  });

  it('adds what the server turns out to know', async () => {
    const type = { uuid: 'g', name: 'Nordics', type: 't', type_name: 'Region' };
    let answer: (known: { roles: boolean; accounting: boolean }) => void = () => undefined;
    const done = open(new Promise((resolve) => (answer = resolve)), {}, [type]);
    await tick();
    const atFirst = [...pick.rows];
    assert.ok(atFirst.length > 5);
    answer({ roles: true, accounting: true });
    await tick();
    await tick();
    await tick();
    assert.equal(pick.busy, false);
    // No row moves below the pointer.
    assert.deepEqual(pick.rows.slice(0, atFirst.length), atFirst);
    for (const label of ['Organisation group type', 'Where I can create projects', 'My role', 'Accounting']) {
      assert.equal(pick.rows.filter((row) => row === label).length, 1, label);
    }
    pick.choose('Where I can create projects');
    await done;
    assert.deepEqual(views.get('c').filter, {
      archived: false,
      current_user_has_project_create_permission: true,
    });
  });

  it('offers the rest where the server cannot be asked, and what is set in any case', async () => {
    const done = open(Promise.reject(new Error('down')), {
      filter: { accounting_is_running: true, current_user_has_role: [{ name: 'R', label: 'Owner' }] },
    });
    await tick();
    await tick();
    await tick();
    const own = ['Archived: Included with others', 'My role: Owner', 'Accounting: Running'];
    assert.deepEqual(
      pick.rows.filter((row) => /role|Accounting|Archived|type|create/.test(row)),
      own,
    );
    pick.dispose();
    await done;
  });

  it('searches for what is typed with the first row', async () => {
    let answer: (known: KnownFilters) => void = () => undefined;
    const done = open(new Promise((resolve) => (answer = resolve)), {
      filter: { archived: false, query: 'kalev', name: 'uni' },
    });
    await tick();
    const before = [...pick.rows];
    pick.type(' ta');
    pick.type(' tartu ');
    const first = '$(search) Search for “tartu”';
    assert.deepEqual(pick.rows, [first, ...before]);
    answer({ roles: true, accounting: false });
    await tick();
    await tick();
    await tick();
    assert.equal(pick.rows[0], first, 'also when more filters have come');
    pick.type(' ');
    assert.equal(pick.rows[0], before[0]);
    pick.type('tartu');
    pick.choose(first);
    await done;
    assert.deepEqual(views.get('c').filter, { archived: false, query: 'tartu', name: 'uni' });
  });

  it('changes how the list is shown behind a button', async () => {
    let offered: readonly vscode.QuickPickItem[] = [];
    Object.assign(vscode.window, {
      showQuickPick: (items: readonly vscode.QuickPickItem[]) => {
        offered = items;
        return Promise.resolve(items[1]);
      },
      showInputBox: () => Promise.resolve('20'),
    });
    const done = open(Promise.resolve({ roles: false, accounting: false }));
    await tick();
    pick.pressButton();
    await done;
    assert.deepEqual(
      offered.map(({ label, description }) => `${label}: ${description ?? ''}`),
      ['Show in rows: Abbreviation', 'Rows per page: 50', 'Start at page: 1'],
    );
    assert.equal(views.get('c').pageSize, 20);
  });

  it('asks for a text in one sentence', async () => {
    const asked: (vscode.InputBoxOptions | undefined)[] = [];
    Object.assign(vscode.window, {
      showInputBox: (options: vscode.InputBoxOptions) => {
        asked.push(options);
        return Promise.resolve(' 7 ');
      },
    });
    for (const label of ['Name', 'Backend ID', 'Search']) {
      const done = open(Promise.resolve({ roles: false, accounting: false }));
      await tick();
      await tick();
      pick.choose(label);
      await done;
    }
    assert.deepEqual(
      asked.map((options) => options?.prompt),
      [
        'Name contains… Leave empty to remove this filter.',
        'Backend ID is… Leave empty to remove this filter.',
        'Search organisations. Leave empty to remove this filter.',
      ],
    );
    assert.deepEqual(views.get('c').filter, { archived: false, query: '7' });
  });
});
