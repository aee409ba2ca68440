import '../vscodeFake';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { compareTexts } from '../../../src/ui/compareTexts';

describe('the order of texts', () => {
  const { language } = vscode.env;

  afterEach(() => {
    Reflect.set(vscode.env, 'language', language);
  });

  it('is that of the language of VS Code', () => {
    const inOrder = () => ['Zebra', 'Ärla', 'Anka'].toSorted(compareTexts).join(' ');
    assert.equal(inOrder(), 'Anka Ärla Zebra');
    Reflect.set(vscode.env, 'language', 'sv');
    assert.equal(inOrder(), 'Anka Zebra Ärla');
  });
});
