import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { persona } from '../../src/sample/personas';
import { startSampleServer } from '../../src/sample/server';
import type { ServerVersion } from '../../src/sample/versions';

const versions: readonly ServerVersion[] = ['7.0', 'newest'];

describe('A client made by others', () => {
  for (const serverVersion of versions) {
    it(`pages through the organisations of a sample server ${serverVersion} and grants a role`, async () => {
      const server = await startSampleServer({ serverVersion, scale: 220 });
      try {
        const token = server.tokens[persona('staff').username] ?? '';
        const script = join(__dirname, 'plainClient.mjs');
        const { stdout } = await promisify(execFile)(process.execPath, [script, server.url, token]);
        const { roles, ...rest } = JSON.parse(stdout) as { roles: readonly string[] };
        assert.deepEqual(rest, {
          total: 220,
          read: 220,
          keys: ['name', 'uuid'],
          granted: 201,
          refused: { user: ['Must be a valid UUID.'] },
        });
        assert.ok(roles.includes('CUSTOMER.READER'));
      } finally {
        await server.close();
      }
    });
  }
});
