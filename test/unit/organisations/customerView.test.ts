import assert from 'node:assert/strict';
import '../vscodeFake';
import * as vscode from 'vscode';
import {
  type CustomerView,
  CustomerViews,
  defaultCustomerView,
  isFiltered,
} from '../../../src/organisations/customerView';
import { listParams } from '../../../src/organisations/customerParams';
import { describeFilter } from '../../../src/organisations/filterText';

const view = (changes: Partial<CustomerView>): CustomerView => ({ ...defaultCustomerView, ...changes });

describe('the view of organisations', () => {
  it('hides archived organisations and sorts by name until told otherwise', () => {
    assert.deepEqual(listParams(defaultCustomerView), { archived: false, o: ['name', 'created'] });
    assert.equal(isFiltered(defaultCustomerView), false);
    assert.equal(describeFilter(defaultCustomerView), '');
  });

  it('asks the server for every filter by its own name', () => {
    const params = listParams(
      view({
        filter: {
          query: 'genome',
          name: 'a',
          name_exact: 'b',
          native_name: 'c',
          abbreviation: 'd',
          registration_code: 'e',
          agreement_number: 'f',
          contact_details: 'g',
          backend_id: 'h',
          organization_group_name: 'i',
          archived: true,
          owned_by_current_user: true,
          organization_group_uuid: [{ uuid: 'j', name: 'Nordics' }],
          organization_group_type_uuid: { uuid: 'k', name: 'Region' },
          is_service_provider: true,
          is_call_managing_organization: true,
          has_resources: true,
          accounting_is_running: false,
          current_user_has_role: [
            { name: 'CUSTOMER.OWNER', label: 'Owner' },
            { name: 'CUSTOMER.READER', label: 'Reader' },
          ],
          current_user_has_project_create_permission: true,
        },
        sort: { field: 'created', descending: true },
      }),
    );
    assert.deepEqual(params, {
      query: 'genome',
      name: 'a',
      name_exact: 'b',
      native_name: 'c',
      abbreviation: 'd',
      registration_code: 'e',
      agreement_number: 'f',
      contact_details: 'g',
      backend_id: 'h',
      organization_group_name: 'i',
      archived: true,
      owned_by_current_user: true,
      organization_group_uuid: ['j'],
      organization_group_type_uuid: 'k',
      is_service_provider: true,
      is_call_managing_organization: true,
      has_resources: true,
      accounting_is_running: false,
      current_user_has_role: ['CUSTOMER.OWNER', 'CUSTOMER.READER'],
      current_user_has_project_create_permission: true,
      o: ['-created', 'name'],
    });
  });

  it('leaves no order open between organisations that share what they are sorted by', () => {
    const orderOf = (field: CustomerView['sort']['field'], descending = false) =>
      listParams(view({ sort: { field, descending } })).o;
    assert.deepEqual(orderOf('abbreviation', true), ['-abbreviation', 'name', 'created']);
    assert.deepEqual(orderOf('name', true), ['-name', 'created']);
    assert.deepEqual(orderOf('created'), ['created', 'name']);
  });

  it('counts as filtered whatever leaves organisations out or lets archived ones in', () => {
    assert.equal(isFiltered(view({ filter: {} })), true);
    assert.equal(isFiltered(view({ filter: { archived: false, name: 'x' } })), true);
    assert.equal(isFiltered(view({ startPage: 2 })), true);
    assert.equal(isFiltered(view({ grouped: true, columns: [], pageSize: 300 })), false);
  });

  it('says the filter in words', () => {
    assert.equal(
      describeFilter(
        view({ filter: { name: 'uni', organization_group_uuid: [{ uuid: 'j', name: 'Nordics' }] } }),
      ),
      'Name contains “uni” · in Nordics · including archived',
    );
    assert.equal(
      describeFilter(
        view({
          filter: {
            query: 'kalev',
            backend_id: '7',
            archived: false,
            organization_group_uuid: [
              { uuid: 'j', name: 'Nordics' },
              { uuid: 'k', name: 'Baltics' },
            ],
            organization_group_type_uuid: { uuid: 'l', name: 'Region' },
            has_resources: true,
            accounting_is_running: false,
            current_user_has_role: [{ name: 'CUSTOMER.OWNER', label: 'Owner' }],
          },
        }),
      ),
      '“kalev” · Backend ID is “7” · with resources · in Nordics or Baltics · ' +
        'in organisation groups of type Region · accounting not running yet · where you are Owner',
    );
  });

  it('is kept for each connection and tells which has changed', async () => {
    const kept = new Map<string, unknown>();
    const memento = {
      get: (key: string) => kept.get(key),
      update: (key: string, value: unknown) => {
        kept.set(key, JSON.parse(JSON.stringify(value)));
        return Promise.resolve();
      },
    } as Pick<vscode.Memento, 'get' | 'update'>;
    const fired: string[] = [];
    const views = new CustomerViews(memento, new vscode.EventEmitter<string>());
    views.onDidChange((id) => fired.push(id));
    await views.set('a', view({ filter: {}, grouped: true }));
    assert.deepEqual(views.get('a'), view({ filter: {}, grouped: true }));
    assert.deepEqual(views.get('b'), defaultCustomerView);
    assert.deepEqual(fired, ['a']);
  });
});
