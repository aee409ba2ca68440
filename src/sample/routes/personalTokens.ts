import { fieldError, notFound } from '../http/errors';
import { created, ok, type Answer, type Exchange } from '../http/exchange';
import type { Endpoint } from '../http/router';
import type { JsonObject } from '../json';
import { parseUuid } from '../rules/visibility';
import { newUuid } from '../store/store';
import { Invalid, readInputs, type Inputs } from '../validate/input';
import { requiredText } from '../validate/textInputs';
import { datetime } from '../validate/timeInputs';
import { uuidParam } from './uuidParam';

interface PersonalToken {
  readonly uuid: string;
  readonly username: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly created: string;
  readonly expires: string;
  token: string;
}

const inputs: Inputs = {
  name: requiredText('name', 150),
  scopes: {
    required: true,
    meta: { type: 'list', label: 'Scopes' },
    read: (value) => {
      if (!Array.isArray(value) || value.length === 0) {
        throw new Invalid('Expected a list of items but got type "str".');
      }
      return value.map(String);
    },
  },
  expires_at: datetime('expires_at', { required: true }),
};

/** Personal access tokens (8.0.7): made with a session, shown once. Their scopes are kept; the sample does not narrow by them. */
export function personalTokenEndpoints(): Endpoint[] {
  const tokens: PersonalToken[] = [];

  const write = (exchange: Exchange, row: PersonalToken): JsonObject => ({
    uuid: row.uuid,
    name: row.name,
    token_prefix: row.token.slice(0, 13),
    scopes: row.scopes,
    created: exchange.time(row.created),
    expires_at: exchange.time(row.expires),
    is_active: true,
  });

  const find = (exchange: Exchange): PersonalToken => {
    const uuid = parseUuid(exchange.param('uuid'));
    const row = tokens.find((token) => token.uuid === uuid && token.username === exchange.caller.username);
    if (!row) {
      throw notFound('PersonalAccessToken');
    }
    return row;
  };

  const create = (exchange: Exchange): Answer => {
    const { name, scopes, expires_at: expires } = readInputs(exchange, inputs, false);
    if (exchange.app.clock.isPast(String(expires))) {
      throw fieldError('expires_at', 'Expiration date must be in the future.');
    }
    const row: PersonalToken = {
      uuid: newUuid(),
      username: exchange.caller.username,
      name: String(name),
      scopes: scopes as string[],
      created: exchange.app.clock.stamp(),
      expires: String(expires),
      token: exchange.app.sessions.addPersonalToken(exchange.caller, Date.parse(String(expires))),
    };
    tokens.push(row);
    return created({ ...write(exchange, row), token: row.token });
  };

  const revoke = (exchange: Exchange): Answer => {
    const row = find(exchange);
    exchange.app.sessions.removePersonalToken(row.token);
    tokens.splice(tokens.indexOf(row), 1);
    return { status: 204 };
  };

  const rotate = (exchange: Exchange): Answer => {
    const row = find(exchange);
    exchange.app.sessions.removePersonalToken(row.token);
    row.token = exchange.app.sessions.addPersonalToken(exchange.caller, Date.parse(row.expires));
    return created({ ...write(exchange, row), token: row.token });
  };

  const detail = `/api/personal-access-tokens/${uuidParam}/`;
  return [
    {
      path: '/api/personal-access-tokens/',
      name: 'Personal Access Token List',
      GET: (x) =>
        x.list(
          tokens.filter((row) => row.username === x.caller.username),
          (row) => write(x, row),
        ),
      POST: create,
    },
    {
      path: detail,
      name: 'Personal Access Token Instance',
      GET: (x) => ok(write(x, find(x))),
      DELETE: revoke,
    },
    { path: `${detail}rotate/`, name: 'Rotate', POST: rotate },
  ];
}
