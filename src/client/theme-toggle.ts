import { remember } from './storage.ts';

/** A button that exchanges dark and light, whatever the system prefers. */
class ThemeToggle extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    if (!button) return;
    button.hidden = false;
    button.addEventListener('click', () => {
      const root = document.documentElement;
      const systemIsDark = matchMedia('(prefers-color-scheme: dark)').matches;
      const isDark = (root.dataset.theme ?? (systemIsDark ? 'dark' : 'light')) === 'dark';
      root.dataset.theme = isDark ? 'light' : 'dark';
      remember('theme', root.dataset.theme);
    });
  }
}

customElements.define('theme-toggle', ThemeToggle);
