import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import ts from 'typescript';

const zod = {
  regex: '^zod$',
  message: "Import zod as `import * as z from 'zod/mini'`: the full package is six times as large.",
};
const undici = {
  regex: '^undici',
  message: 'Only src/waldur/http/ knows undici; everything else goes through HttpTransport.',
};

/** A number in a text is written in the reader's language, so it is a text before `l10n.t` takes it. */
const noNumberInText = {
  create(context) {
    const { esTreeNodeToTSNodeMap: nodes, program } = context.sourceCode.parserServices;
    return {
      "CallExpression[callee.property.name='t'][callee.object.property.name='l10n']"({ arguments: args }) {
        for (const argument of args.slice(1)) {
          const type = program.getTypeChecker().getTypeAtLocation(nodes.get(argument));
          if (type.flags & ts.TypeFlags.NumberLike) {
            const message = 'Use numberText from src/ui/datesAndNumbers.ts, or String for what is no count.';
            context.report({ node: argument, message });
          }
        }
      },
    };
  },
};

export default defineConfig(
  { ignores: ['dist/', 'dist-new/', 'out/', '.vscode-test/', 'node_modules/'] },
  { plugins: { waldur: { rules: { 'no-number-in-text': noNumberInText } } } },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '*.mjs', '.*.cjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'no-console': 'error',
      // A base class's answer may be overridden by a computed one.
      '@typescript-eslint/class-literal-property-style': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [zod, undici] }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'waldur/no-number-in-text': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='registerCommand']",
          message: 'Commands are registered in src/commands/registerCommands.ts.',
        },
        {
          selector: "CallExpression[callee.property.name='executeCommand'][arguments.0.value='setContext']",
          message: 'Context keys are set in src/ui/contextKeys.ts.',
        },
        {
          selector: "MemberExpression[object.name='z'][property.name=/^(core|locales)$/]",
          message: 'Only its types: as a value it brings all of zod, 340 KB, into the bundle.',
        },
        {
          selector: 'CallExpression[callee.property.name=/^toLocale(Date|Time)?String$/]',
          message: 'Numbers and dates become texts in src/ui/datesAndNumbers.ts.',
        },
        {
          selector: 'CallExpression[callee.property.name=/^(localeCompare|toLocale(Upper|Lower)Case)$/]',
          message: "These follow the system's language; src/ui/compareTexts.ts follows VS Code's.",
        },
      ],
    },
  },
  {
    files: ['src/waldur/http/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [zod] }] },
  },
  {
    files: [
      'src/commands/registerCommands.ts',
      'src/ui/amounts.ts',
      'src/ui/compareTexts.ts',
      'src/ui/contextKeys.ts',
      'src/ui/datesAndNumbers.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // No VS Code there, and the language comes with what is shown.
    files: ['src/webviews/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['esbuild.js', 'scripts/**', 'test/**', 'src/sample/cli.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**'],
    rules: { 'no-restricted-syntax': 'off', '@typescript-eslint/no-floating-promises': 'error' },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/.*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        require: 'readonly',
        module: 'writable',
        __dirname: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off', 'waldur/no-number-in-text': 'off' },
  },
);
