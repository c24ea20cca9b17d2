import { join } from 'node:path';
import { preview } from 'astro';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../scripts/chromium.ts';

export interface View {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly javaScript?: boolean;
}

/** A page in a context of its own, and what it complained of since it was opened. */
export interface OpenPage {
  readonly page: Page;
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

export interface SiteInBrowser {
  readonly origin: string;
  readonly open: (path: string, view?: View) => Promise<OpenPage>;
  readonly close: () => Promise<void>;
}

/**
 * Serves a built site on loopback and opens Chromium.
 *
 * @param dist The site's folder; the project's own when absent.
 */
export async function openSite(dist = join(process.cwd(), 'dist')): Promise<SiteInBrowser> {
  const server = await preview({
    root: process.cwd(),
    outDir: dist,
    logLevel: 'silent',
    server: { port: 0, host: '127.0.0.1' },
  });
  const origin = `http://127.0.0.1:${server.port}`;
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium: run `npm test`, which installs it');
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  return {
    origin,
    open: async (path, { width = 1440, scheme = 'light', javaScript = true } = {}) => {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme: scheme,
        javaScriptEnabled: javaScript,
        hasTouch: width < 600,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') {
          complaints.push(message.text());
        }
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith(origin) && !request.url().startsWith('blob:')) {
          complaints.push(`asked another host: ${request.url()}`);
        }
      });
      page.on('response', (response) => {
        if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
      });
      await page.goto(`${origin}${path}`);
      return { page, complaints, close: () => context.close() };
    },
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
}
