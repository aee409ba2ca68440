import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { appendServerText } from '../../../src/ui/markdown';

/** Keeps what would be rendered, as vscode.MarkdownString does. */
function rendered(text: string): string {
  let value = '';
  const markdown = {
    appendMarkdown(more: string) {
      value += more;
      return markdown;
    },
  } as unknown as vscode.MarkdownString;
  appendServerText(markdown, text);
  return value;
}

describe('text of a server in Markdown', () => {
  it('keeps letters of every script, digits and spaces as they are', () => {
    for (const text of ['Tallinna Ülikool 2', 'Ινστιτούτο', '東京大学', 'مركز', 'नमस्ते']) {
      assert.equal(rendered(text), text);
    }
  });

  it('leaves no character that could mean anything to Markdown, HTML or a link', () => {
    const text =
      '[x](command:y) <b>**z**</b> https://evil.example a@b.example ![i](x) # $(alert) &lt; `c` _d_ ~e~ |';
    assert.match(rendered(text), /^(?:[\p{L}\p{N} ]|&#\d+;)*$/u);
  });

  it('shows each character again once the entities are read', () => {
    const text = 'a@b <c> “d” & $(x) 😀';
    const read = rendered(text).replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
    assert.equal(read, text);
  });
});
