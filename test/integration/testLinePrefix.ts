/** Starts every line that the tests print, among the lines that VS Code prints. */
export const testLinePrefix = '[test] ';
