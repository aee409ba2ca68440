// Bundles the extension host code and the sample server into dist/.
import { defineConfig } from 'rolldown';
import { holdSizes } from './scripts/holdSizes.mjs';

/** What is loaded when needed and is no part of the host's own code. */
const apart = { 'undici.js': 'src/waldur/http/undiciModules.ts', 'sample.js': 'src/sample/server.ts' };

/**
 * undici carries its HTTP parser twice, with and without SIMD, and tries the first first. Every Node that
 * VS Code 1.103 or later ships runs the SIMD one, so the other's 72 KB stay out.
 */
const withoutSecondParser = {
  name: 'without-second-parser',
  load: {
    filter: { id: /undici[\\/]lib[\\/]llhttp[\\/]llhttp-wasm\.js$/ },
    handler: () => "throw new Error('This processor has no WebAssembly SIMD.')",
  },
};

export default defineConfig(({ watch }) => ({
  input: { extension: 'src/extension.ts' },
  external: ['vscode'],
  platform: 'node',
  transform: { target: 'node22' },
  // What the entry and parts of their own have in common is in the entry, which is there before them.
  preserveEntrySignatures: 'allow-extension',
  plugins: [withoutSecondParser, ...(watch === true ? [] : [holdSizes(Object.keys(apart))])],
  output: {
    dir: 'dist',
    cleanDir: true,
    // VS Code patches the network for what is required, not for what is imported; and requiring takes less time.
    format: 'cjs',
    entryFileNames: '[name].js',
    chunkFileNames: ({ name, facadeModuleId }) =>
      Object.entries(apart).find(([, source]) =>
        facadeModuleId?.replaceAll('\\', '/').endsWith(source),
      )?.[0] ?? `${name}.js`,
    minify: watch !== true,
    comments: { legal: true, annotation: false, jsdoc: false },
    sourcemap: true,
    sourcemapExcludeSources: true,
  },
}));
