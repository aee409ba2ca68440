import { ada } from './fakes';
import assert from 'node:assert/strict';
import { connectionNames } from '../../../src/connections/connectionNames';

describe('connections to servers of one name', () => {
  const at = (id: string, baseUrl: string, fullName: string, username: string) => ({
    ...ada,
    id,
    baseUrl,
    serverName: 'Waldur',
    user: { ...ada.user, fullName, username },
  });

  it('are told apart by host, and people there by name or user name', () => {
    const names = connectionNames([
      at('1', 'https://a.example.org/', 'Ann Lee', 'ann'),
      at('2', 'https://b.example.org/', 'Ann Lee', 'ann'),
      at('3', 'https://c.example.org/', 'Ann Lee', 'ann'),
      at('4', 'https://c.example.org/', 'Ann Lee', 'ann.admin'),
      { ...ada, id: '5', serverName: 'Other' },
    ]);
    assert.deepEqual(
      [...names.values()],
      [
        'Waldur · a.example.org',
        'Waldur · b.example.org',
        'Waldur · ann, https://c.example.org/',
        'Waldur · ann.admin',
        'Other',
      ],
    );
  });

  it('are told apart by the path where the host is one', () => {
    const names = connectionNames([
      at('1', 'https://a.example.org/one/', 'Ann Lee', 'ann'),
      at('2', 'https://a.example.org/two/', 'Ann Lee', 'ann'),
    ]);
    assert.deepEqual(
      [...names.values()],
      ['Waldur · https://a.example.org/one/', 'Waldur · https://a.example.org/two/'],
    );
  });
});
