import { defineConfig } from 'astro/config';

// Where the site is served. GitHub Pages serves a project under its name.
const base = process.env.SITE_BASE ?? '/';
const site = process.env.SITE_URL;

export default defineConfig({
  base,
  ...(site ? { site } : {}),
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  // Keeps the blanks between words that stand on lines of their own in the templates.
  compressHTML: true,
  // The content-security policy allows no inline script or style.
  build: { format: 'directory', inlineStylesheets: 'never', concurrency: 2 },
  vite: { build: { assetsInlineLimit: 0 } },
});
