import type * as vscode from 'vscode';
import { plainText } from './serverText';

/**
 * Appends a server's text, as text, to Markdown that is otherwise ours. Everything but letters, digits and spaces
 * becomes an entity, so that no link (a bare address would be one), command, image or HTML comes out of it.
 */
export function appendServerText(
  markdown: vscode.MarkdownString,
  text: string,
  longest?: number,
): vscode.MarkdownString {
  const entities = plainText(text, longest).replace(
    /[^\p{L}\p{M}\p{N} ]/gu,
    (character) => `&#${character.codePointAt(0) ?? 0};`,
  );
  return markdown.appendMarkdown(entities);
}
