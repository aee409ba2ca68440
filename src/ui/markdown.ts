import * as vscode from 'vscode';
import { plainLine } from './serverText';

/**
 * Markdown that shows a server's text as text: no commands, images or HTML come out of it, and no link but that
 * of a bare web address to itself.
 */
export function serverMarkdown(text: string, longest?: number): vscode.MarkdownString {
  return appendServerText(new vscode.MarkdownString(), text, longest);
}

/** Appends a server's text, as text, to Markdown that is otherwise ours. */
export function appendServerText(
  markdown: vscode.MarkdownString,
  text: string,
  longest?: number,
): vscode.MarkdownString {
  return markdown.appendText(plainLine(text, longest));
}
