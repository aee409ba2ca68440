import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import '../vscodeFake';
import * as vscode from 'vscode';
import { attentionDays, expiringSoonDays } from '../../../src/tree/viewSettings';
import { projectRoot } from '../../host/projectPaths';

interface DaysSetting {
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
}

describe('settings of days', () => {
  const { workspace } = vscode;
  const { getConfiguration } = workspace;
  after(() => Object.assign(workspace, { getConfiguration }));

  const { contributes } = JSON.parse(readFileSync(`${projectRoot}/package.json`, 'utf8')) as {
    readonly contributes: {
      readonly configuration: readonly { readonly properties: Readonly<Record<string, DaysSetting>> }[];
    };
  };
  const settings = Object.assign(
    {},
    ...contributes.configuration.map(({ properties }) => properties),
  ) as Readonly<Record<string, DaysSetting>>;

  for (const [name, read] of Object.entries({ attentionDays, expiringSoonDays })) {
    it(`${name} is what the manifest allows, whatever was written`, () => {
      const { default: usual, minimum, maximum } = settings[`waldur.${name}`] ?? assert.fail();
      for (const [written, expected] of [
        [7, 7],
        [undefined, usual],
        [0, minimum],
        [-1, minimum],
        [100_000, maximum],
        [1e308, maximum],
        [2.5, 2],
        ...['x', '', '7', null, true, [7], {}].map((other) => [other, usual] as const),
      ] as const) {
        Object.assign(workspace, { getConfiguration: () => ({ get: () => written }) });
        assert.equal(read(), expected, JSON.stringify(written));
      }
    });
  }
});
