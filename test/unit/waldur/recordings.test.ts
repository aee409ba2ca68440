import assert from 'node:assert/strict';
import {
  callManagingOrganisationSchema,
  callManagingOrganisationStatsSchema,
} from '../../../src/waldur/callManagingOrganisations';
import { callSchema } from '../../../src/waldur/calls';
import { countrySchema } from '../../../src/waldur/customers';
import { customerSchema } from '../../../src/waldur/customerSchema';
import { customerStatsSchema } from '../../../src/waldur/customerStats';
import { customerUserSchema } from '../../../src/waldur/customerUsers';
import { type Problem, WaldurError } from '../../../src/waldur/errors';
import { eventSchema } from '../../../src/waldur/events';
import type { HttpResponse } from '../../../src/waldur/http/transport';
import { invitationSchema } from '../../../src/waldur/invitations';
import { grantSchema } from '../../../src/waldur/members';
import { organizationGroupSchema } from '../../../src/waldur/organizationGroupSchema';
import { projectSchema } from '../../../src/waldur/projects';
import { roleSchema } from '../../../src/waldur/roles';
import { readRow, type RowSchema } from '../../../src/waldur/row';
import { configurationSchema, meSchema, versionSchema } from '../../../src/waldur/session';
import { userPermissionSchema } from '../../../src/waldur/userPermissions';
import { userSchema } from '../../../src/waldur/users';
import { readRecordings, type RecordedExchange } from '../../contract/replay/recordings';
import { clientOn } from './scriptedTransport';

/** Which schema reads what comes from an address; `{}` stands for a uuid. */
const schemas: Readonly<Record<string, RowSchema>> = {
  'customers/': customerSchema,
  'customers/{}/': customerSchema,
  'customers/countries/': countrySchema,
  'customers/{}/stats/': customerStatsSchema,
  'projects/{}/stats/': customerStatsSchema,
  'customers/{}/users/': customerUserSchema,
  'customers/{}/list_users/': grantSchema,
  'projects/{}/list_users/': grantSchema,
  'projects/': projectSchema,
  'projects/{}/': projectSchema,
  'users/': userSchema,
  'users/{}/': userSchema,
  'users/me/': meSchema,
  'user-permissions/': userPermissionSchema,
  'user-invitations/': invitationSchema,
  'user-invitations/{}/': invitationSchema,
  'call-managing-organisations/': callManagingOrganisationSchema,
  'call-managing-organisations/{}/': callManagingOrganisationSchema,
  'call-managing-organisations/{}/stats/': callManagingOrganisationStatsSchema,
  'proposal-protected-calls/': callSchema,
  'proposal-protected-calls/{}/': callSchema,
  'organization-groups/': organizationGroupSchema,
  'organization-groups/{}/': organizationGroupSchema,
  'roles/': roleSchema,
  'roles/{}/': roleSchema,
  'events/': eventSchema,
  'version/': versionSchema,
  'configuration/': configurationSchema,
};

function schemaOf({ request }: RecordedExchange): RowSchema | undefined {
  const address = request.path.replace(/^\/api\//, '').replace(/\?.*$/, '');
  return schemas[address.replace(/[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}/i, '{}')];
}

/** A row as the client would have got it: it asks for what identifies a row whatever else it asks for. */
function withIdentity({ request }: RecordedExchange, schema: RowSchema, row: unknown): unknown {
  const sparse = request.path.includes('field=') && typeof row === 'object' && row !== null;
  return sparse ? { uuid: '0'.repeat(32), ...('name' in schema.shape ? { name: 'x' } : {}), ...row } : row;
}

function bytesOf(body: unknown): Uint8Array {
  if (body === null || body === undefined) {
    return new Uint8Array();
  }
  const text =
    typeof body === 'object' && 'text' in body && typeof body.text === 'string'
      ? body.text
      : JSON.stringify(body);
  return new TextEncoder().encode(text);
}

function responseOf({ response }: RecordedExchange): HttpResponse {
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return { status: response.status, headers, body: bytesOf(response.body) };
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return value.trim() === '' ? [] : [value.trim()];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** All that a problem gives a person to read. */
function wordsOf(problem: Problem): string {
  if (problem.kind === 'invalid') {
    return [...problem.messages, ...Object.entries(problem.fields).flat(2)].join('\n');
  }
  return 'detail' in problem ? problem.detail : '';
}

async function problemIn(exchange: RecordedExchange): Promise<Problem> {
  const { client } = clientOn(() => responseOf(exchange), { token: () => Promise.resolve('x') });
  try {
    await client.send({ name: 'do this', method: 'POST', path: 'api/x/' });
  } catch (error) {
    assert.ok(error instanceof WaldurError);
    return error.problem;
  }
  return assert.fail(`${exchange.name} is no error.`);
}

describe('Bodies of a real server', () => {
  const exchanges = readRecordings();
  const errors = exchanges.filter(({ response }) => response.status >= 300);
  const answers = exchanges.filter(
    ({ request, response }) =>
      response.status < 300 &&
      typeof response.body === 'object' &&
      response.body !== null &&
      !['OPTIONS', 'DELETE'].includes(request.method),
  );

  it('are many', () => {
    assert.ok(
      errors.length > 300 && answers.length > 400,
      `${errors.length} errors, ${answers.length} answers`,
    );
  });

  it('lose no error, and none says nothing', async () => {
    const kinds: Readonly<Record<number, readonly Problem['kind'][]>> = {
      400: ['invalid'],
      401: ['unauthorized'],
      403: ['forbidden'],
      404: ['notFound', 'tooOld'],
      405: ['tooOld'],
      409: ['conflict'],
      500: ['server'],
    };
    for (const exchange of errors) {
      const { name, response } = exchange;
      const problem = await problemIn(exchange);
      const due = kinds[response.status] ?? (response.status < 400 ? ['redirect'] : ['unexpected']);
      assert.ok(due.includes(problem.kind), `${name}: ${problem.kind}`);
      const words = wordsOf(problem);
      const silent = problem.kind === 'redirect' || problem.kind === 'tooOld';
      const { body } = response;
      const html = typeof body === 'object' && body !== null && 'text' in body;
      if (!silent && !html) {
        for (const text of textsIn(body)) {
          assert.ok(words.includes(text), `${name} lost “${text}”`);
        }
      }
      assert.ok(silent || words !== '' || bytesOf(body).length === 0, `${name} says nothing`);
    }
  });

  it('lose no row and no value', () => {
    let rows = 0;
    for (const exchange of answers) {
      const schema = schemaOf(exchange);
      const { body } = exchange.response;
      if (schema === undefined || (typeof body === 'object' && body !== null && 'text' in body)) {
        continue;
      }
      for (const item of Array.isArray(body) ? (body as unknown[]) : [body]) {
        const row = withIdentity(exchange, schema, item);
        rows++;
        assert.deepEqual(readRow(schema, row), row, `${exchange.name} at ${exchange.request.path}`);
      }
    }
    assert.ok(rows > 900, `${rows} rows`);
  });
});
