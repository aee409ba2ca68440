/** An icon of @vscode/codicons, as the paths it is drawn by on a field of 16 by 16. Made by esbuild.js. */
declare module 'codicon:*' {
  const paths: readonly string[];
  export default paths;
}
