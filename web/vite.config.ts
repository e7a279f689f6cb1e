import path from 'node:path';
import { defineConfig } from 'vite';
import { contentPlugin } from './build/content.ts';
import { NOT_FOUND, PAGES } from './build/pages.ts';

const root = import.meta.dirname;

export default defineConfig({
  root,
  base: '/',
  plugins: [contentPlugin(root)],
  // The same whoever builds it: with NODE_ENV=test, Vite would leave file names and line numbers in.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows no inlined images, fonts or scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: [...PAGES, NOT_FOUND].map((page) => path.join(root, page)) },
  },
});
