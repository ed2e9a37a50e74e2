import { defineConfig } from 'vite'

// The bundle goes into the Python package. Nothing is inlined: the pages' policy allows files of their own server only.
export default defineConfig({
  base: '/static/',
  build: {
    outDir: '../src/tawthiq/web/static',
    emptyOutDir: true,
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rollupOptions: { input: 'src/main.ts' },
  },
})
